//! What members do: commands, autocomplete, buttons, menus, ephemeral responses.

use fake_discord::{ActionError, Outcome, Venue};
use reqwest::Method;
use serde_json::{Value, json};

use super::client::{Gate, Scene, TIMEOUT, callback_path};
use crate::oracles::objections_to_all;

fn hello() -> Value {
    json!({ "type": 4, "data": { "content": "Operations comes next", "allowed_mentions": { "parse": [] } } })
}

fn with_button(flags: u64) -> Value {
    let share = json!({ "type": 2, "style": 2, "label": "Share", "custom_id": "share:helpdesk" });
    let off = json!({ "type": 2, "style": 2, "label": "Off", "custom_id": "off", "disabled": true });
    let menu = json!({ "type": 3, "custom_id": "more", "options": [{ "label": "Operations", "value": "ops" }] });
    let rows = json!([{ "type": 1, "components": [share, off] }, { "type": 1, "components": [menu] }]);
    json!({ "type": 4, "data": { "content": "Operations", "flags": flags, "components": rows } })
}

#[tokio::test]
async fn a_command_works_in_every_venue() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    for (venue, has_member, owner) in [
        (Venue::Guild, true, "0"),
        (Venue::Channel("announcements"), true, "0"),
        (Venue::DirectMessage, false, "0"),
        (Venue::ForeignGuild, true, "1"),
        (Venue::GroupDm, false, "1"),
    ] {
        let asked = scene.discord.use_command("ada", venue, "next", json!({ "role": "helpdesk", "private": false }));
        let (outcome, event) = scene.answered(&mut gate, asked, hello()).await;
        let outcome: Outcome = outcome.unwrap();
        assert_eq!(event.get("member").is_some(), has_member, "{venue:?}");
        assert!(event["authorizing_integration_owners"].get(owner).is_some(), "{venue:?}");
        let options = json!([
            { "name": "role", "type": 3, "value": "helpdesk" }, { "name": "private", "type": 5, "value": false },
        ]);
        assert_eq!(event["data"]["options"], options);
        assert_eq!(outcome.text(), "Operations comes next");
        assert!(outcome.is_complete && !outcome.is_ephemeral() && outcome.message.unwrap().pinged.is_empty());
    }
    assert_eq!(scene.violations(), Vec::<String>::new());
    assert_eq!(objections_to_all(&scene.discord), Vec::<String>::new());
    let exchanges = scene.discord.exchanges();
    let callback = exchanges.iter().find(|exchange| exchange.route.ends_with("/callback")).unwrap();
    assert_eq!(callback.headers["authorization"], "Bot <token>");
    assert!(callback.since_dispatch.unwrap() < TIMEOUT && callback.status == Some(204));
}

#[tokio::test]
async fn actions_that_discord_does_not_offer_are_errors() {
    let scene = Scene::new().await;
    scene.register_next().await;
    scene.register(json!([
        { "name": "here", "description": "x", "contexts": [0] },
        { "name": "pick", "description": "x", "options": [
            { "type": 3, "name": "of", "description": "x", "required": true, "choices": [{ "name": "A", "value": "a" }] },
        ] },
    ])).await;
    let ask = async |who: &str, venue, name: &str, options| {
        scene.discord.use_command(who, venue, name, options).await.unwrap_err()
    };
    let wrong = |what: &str| ActionError::InvalidOption(what.into());
    assert_eq!(ask("nobody", Venue::Guild, "here", json!({})).await, ActionError::UnknownMember("nobody".into()));
    assert_eq!(ask("ada", Venue::Guild, "next", json!({})).await, ActionError::UnknownCommand("next".into()));
    let not_here = ActionError::NotAvailable("here".into(), Venue::DirectMessage);
    assert_eq!(ask("ada", Venue::DirectMessage, "here", json!({})).await, not_here);
    let not_installed = ActionError::NotAvailable("here".into(), Venue::ForeignGuild);
    assert_eq!(ask("ada", Venue::ForeignGuild, "here", json!({})).await, not_installed);
    assert_eq!(ask("ada", Venue::Guild, "pick", json!({})).await, wrong("the option of is required"));
    assert_eq!(
        ask("ada", Venue::Guild, "pick", json!({ "of": "b" })).await,
        wrong("\"b\" is no choice of the option of")
    );
    assert_eq!(ask("ada", Venue::Guild, "pick", json!({ "of": 1 })).await, wrong("1 does not fit the option of"));
    assert_eq!(ask("ada", Venue::Guild, "pick", json!({ "on": 1 })).await, wrong("there is no option on"));
}

#[tokio::test]
async fn autocomplete_returns_choices() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let asked = scene.discord.autocomplete("ada", Venue::Guild, "next", json!({ "role": "" }), "role");
    let choices = json!({ "type": 8, "data": { "choices": [{ "name": "Helpdesk", "value": "helpdesk" }] } });
    let (outcome, event) = scene.answered(&mut gate, asked, choices).await;
    assert_eq!(event["type"], 4);
    assert_eq!(event["data"]["options"], json!([{ "name": "role", "type": 3, "value": "", "focused": true }]));
    assert_eq!(outcome.unwrap().choices(), [("Helpdesk".to_owned(), json!("helpdesk"))]);
    assert_eq!(scene.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn only_the_member_can_use_an_ephemeral_response() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let outcome = scene.next(&mut gate, Venue::Guild, with_button(64)).await;
    assert!(outcome.is_ephemeral());
    let message = outcome.message.unwrap();
    let custom_id = message.button("Share").unwrap();
    let press = async |who: &str, id: &str, values: &[&str]| {
        scene.discord.choose(who, message.id, id, values).await.unwrap_err()
    };
    assert_eq!(press("ben", &custom_id, &[]).await, ActionError::UnknownMessage);
    let there = ["share:helpdesk", "off", "more"].map(str::to_owned).to_vec();
    assert_eq!(press("ada", "off", &[]).await, ActionError::UnknownComponent("off".into(), there));
    assert_eq!(press("ada", "more", &["x"]).await, ActionError::InvalidValues(vec!["x".into()]));
    assert_eq!(press("ada", "more", &[]).await, ActionError::InvalidValues(vec![]));

    // The answer to a press can be public, or change the message that stays private.
    let pressed = scene.discord.press_button("ada", message.id, &custom_id);
    let (shared, event) = scene.answered(&mut gate, pressed, hello()).await;
    assert_eq!(event["message"]["flags"], 64);
    assert_eq!(event["data"]["component_type"], 2);
    assert!(!shared.unwrap().is_ephemeral());
    let chosen = scene.discord.choose("ada", message.id, "more", &["ops"]);
    let change = json!({ "type": 7, "data": { "content": "Deployment", "components": [] } });
    let (changed, event) = scene.answered(&mut gate, chosen, change).await;
    assert_eq!(event["data"]["values"], json!(["ops"]));
    let changed = changed.unwrap();
    assert!(changed.is_ephemeral() && changed.text() == "Deployment");
    assert_eq!(changed.message.unwrap().previous.len(), 1);
    assert_eq!(scene.violations(), Vec::<String>::new());
    assert_eq!(objections_to_all(&scene.discord), Vec::<String>::new());
}

#[tokio::test]
async fn a_message_command_carries_the_message() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let message = scene.discord.send_message("ben", Venue::Guild, "I am a sysadmin").unwrap();
    let asked = scene.discord.use_message_command("ada", "What comes next?", message.id);
    let (outcome, event) = scene.answered(&mut gate, asked, hello()).await;
    let id = message.id.to_string();
    assert_eq!(event["data"]["target_id"], id);
    assert_eq!(event["data"]["resolved"]["messages"][&id]["content"], "I am a sysadmin");
    assert_eq!(outcome.unwrap().message.unwrap().json["type"], 23);
    assert_eq!(scene.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn an_action_waits_for_a_deferred_response() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let asked = scene.discord.use_command("ada", Venue::Guild, "next", json!({}));
    let answer = async {
        let event = gate.event("INTERACTION_CREATE").await;
        let later = json!({ "type": 5, "data": { "flags": 64 } });
        assert_eq!(scene.call(Method::POST, &callback_path(&event), later).await.0, 204);
        let path =
            format!("/webhooks/{}/{}/messages/@original", scene.discord.bot_id(), event["token"].as_str().unwrap());
        assert_eq!(scene.call(Method::GET, &path, Value::Null).await.1["flags"], 64 | 128);
        let (status, body) = scene.call(Method::PATCH, &path, json!({ "content": "<@1> there" })).await;
        assert_eq!((status, &body["flags"], &body["edited_timestamp"]), (200, &json!(64), &Value::Null));
    };
    let outcome = tokio::join!(asked, answer).0.unwrap();
    assert!(outcome.is_complete && outcome.is_ephemeral() && outcome.text() == "<@1> there");
    assert!(!outcome.message.unwrap().pinged.is_empty());
    assert_eq!(scene.violations(), Vec::<String>::new());
}
