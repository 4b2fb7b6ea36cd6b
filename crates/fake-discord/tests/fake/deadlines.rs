//! Deadlines: responses that are late, repeated, or to an unknown interaction.

use std::time::Duration;

use fake_discord::{Setup, Venue};
use reqwest::Method;
use serde_json::{Value, json};

use super::client::{Gate, Scene, callback_path};

fn hello() -> Value {
    json!({ "type": 4, "data": { "content": "hello" } })
}

fn webhook(scene: &Scene, token: &str) -> String {
    format!("/webhooks/{}/{token}", scene.discord.bot_id())
}

#[tokio::test]
async fn a_late_response_is_rejected() {
    let scene = Scene::with(Setup { response_deadline: Duration::from_millis(50), ..Setup::default() }).await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let outcome = scene.discord.use_command("ada", Venue::Guild, "next", json!({})).await.unwrap();
    assert!(outcome.response.is_none() && !outcome.is_complete);
    let event = gate.event("INTERACTION_CREATE").await;
    let (status, body) = scene.call(Method::POST, &callback_path(&event), hello()).await;
    assert_eq!((status, &body["code"]), (404, &json!(10062)));
    assert_eq!(
        scene.violations(),
        ["Unknown interaction (10062)", "The interaction next was not answered within 50ms (FAKE_NOT_ANSWERED)",]
    );
}

#[tokio::test]
async fn a_second_response_is_rejected() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let asked = scene.discord.use_command("ada", Venue::Guild, "next", json!({}));
    let (_, event) = scene.answered(&mut gate, asked, hello()).await;
    let (status, body) = scene.call(Method::POST, &callback_path(&event), hello()).await;
    assert_eq!((status, &body["code"]), (400, &json!(40060)));
    assert_eq!(scene.violations(), ["Interaction has already been acknowledged. (40060)"]);
}

#[tokio::test]
async fn an_unknown_interaction_or_token_is_rejected() {
    let scene = Scene::new().await;
    let (status, body) = scene.call(Method::POST, "/interactions/1/x/callback", hello()).await;
    assert_eq!((status, &body["code"]), (404, &json!(10062)));
    let (status, body) = scene.call(Method::POST, &webhook(&scene, "x"), json!({ "content": "x" })).await;
    assert_eq!((status, &body["code"]), (404, &json!(10015)));
}

#[tokio::test]
async fn a_token_expires() {
    let scene = Scene::with(Setup { token_lifetime: Duration::from_secs(1), ..Setup::default() }).await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let outcome = scene.next(&mut gate, Venue::Guild, hello()).await;
    let path = webhook(&scene, &outcome.token);
    assert_eq!(scene.call(Method::POST, &path, json!({ "content": "in time" })).await.0, 200);
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let (status, body) = scene.call(Method::POST, &path, json!({ "content": "too late" })).await;
    assert_eq!((status, &body["code"]), (401, &json!(50027)));
}

#[tokio::test]
async fn follow_ups_are_limited_where_only_the_member_installed_the_bot() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    for (venue, allowed) in [(Venue::ForeignGuild, 5), (Venue::GroupDm, 5), (Venue::Guild, 8)] {
        let outcome = scene.next(&mut gate, venue, hello()).await;
        let mut sent = 0;
        while sent < 8
            && scene.call(Method::POST, &webhook(&scene, &outcome.token), json!({ "content": "x" })).await.0 == 200
        {
            sent += 1;
        }
        assert_eq!(sent, allowed, "{venue:?}");
    }
    let refusal = "This interaction has reached the maximum number of follow up messages (40094)";
    assert_eq!(scene.violations(), [refusal, refusal]);
}

#[tokio::test]
async fn an_uncompleted_deferred_response_is_a_violation() {
    let scene = Scene::with(Setup { deferred_timeout: Duration::from_millis(100), ..Setup::default() }).await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let outcome = scene.next(&mut gate, Venue::Guild, json!({ "type": 5 })).await;
    assert!(!outcome.is_complete);
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(scene.violations(), ["The interaction next was deferred and never completed (FAKE_NOT_ANSWERED)"]);
}

#[tokio::test]
async fn response_types_depend_on_the_interaction_type() {
    let scene = Scene::with(Setup { response_deadline: Duration::from_secs(1), ..Setup::default() }).await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    for (typed, kinds) in [(false, [1, 6, 7, 8, 10]), (true, [1, 4, 5, 6, 9])] {
        let command = async {
            let options = json!({ "role": "x" });
            if typed {
                scene.discord.autocomplete("ada", Venue::Guild, "next", options, "role").await
            } else {
                scene.discord.use_command("ada", Venue::Guild, "next", options).await
            }
        };
        let answers = async {
            let event = gate.event("INTERACTION_CREATE").await;
            for kind in kinds {
                let body = json!({ "type": kind, "data": { "content": "x", "choices": [] } });
                let (status, answer) = scene.call(Method::POST, &callback_path(&event), body).await;
                assert_eq!((status, &answer["code"]), (400, &json!(50035)), "{kind}");
                assert_eq!(answer["errors"]["type"]["_errors"][0]["code"], "BASE_TYPE_CHOICES");
            }
        };
        assert!(tokio::join!(command, answers).0.unwrap().response.is_none());
    }
}
