//! Modals: which are valid, what can be filled in, and what the bot receives.

use fake_discord::{ActionError, Venue};
use reqwest::Method;
use serde_json::{Value, json};

use super::client::{Gate, Scene, callback_path};

fn modal(components: Value) -> Value {
    json!({ "type": 9, "data": { "custom_id": "form", "title": "Form", "components": components } })
}

fn text_input(custom_id: &str) -> Value {
    json!({ "type": 4, "custom_id": custom_id, "style": 1 })
}

fn form() -> Value {
    let mut name = text_input("name");
    name["label"] = "Name".into();
    name["min_length"] = 2.into();
    let mut comment = text_input("comment");
    comment["required"] = false.into();
    comment["value"] = "none".into();
    let menu = json!({ "type": 3, "custom_id": "color", "options": [{ "label": "Red", "value": "red" }] });
    modal(json!([
        { "type": 1, "components": [name] },
        { "type": 18, "label": "Comment", "component": comment },
        { "type": 18, "label": "Color", "component": menu },
    ]))
}

#[tokio::test]
async fn a_modal_is_filled_in_and_submitted_once() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let opened = scene.next(&mut gate, Venue::Guild, form()).await;
    assert_eq!(opened.modal().unwrap()["title"], "Form");
    for (fields, error) in [
        (
            json!({ "color": ["red"] }),
            ActionError::InvalidField("the field name takes 2 to 4000 characters, not 0".into()),
        ),
        (json!({ "name": 1, "color": ["red"] }), ActionError::InvalidField("the field name takes text".into())),
        (json!({ "name": "Ada", "color": ["blue"] }), ActionError::InvalidValues(vec!["blue".into()])),
        (
            json!({ "name": "Ada", "color": ["red"], "x": "" }),
            ActionError::InvalidField("the modal has no field x".into()),
        ),
    ] {
        assert_eq!(scene.discord.submit_modal(&opened, fields).await.unwrap_err(), error);
    }
    let fields = json!({ "name": "Ada", "color": ["red"] });
    let submitted = scene.discord.submit_modal(&opened, fields.clone());
    let hello = json!({ "type": 4, "data": { "content": "hello, Ada" } });
    let (outcome, event) = scene.answered(&mut gate, submitted, hello).await;
    assert_eq!(outcome.unwrap().text(), "hello, Ada");
    assert_eq!((&event["type"], event.get("message")), (&json!(5), None));
    assert_eq!(
        event["data"],
        json!({
            "custom_id": "form",
            "components": [
                { "type": 1, "id": 1, "components": [{ "type": 4, "id": 2, "custom_id": "name", "value": "Ada" }] },
                { "type": 18, "id": 3, "component": { "type": 4, "id": 4, "custom_id": "comment", "value": "none" } },
                { "type": 18, "id": 5, "component": { "type": 3, "id": 6, "custom_id": "color", "values": ["red"] } },
            ],
        })
    );
    assert_eq!(scene.discord.submit_modal(&opened, fields).await.unwrap_err(), ActionError::NoModal);
    assert_eq!(scene.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn a_modal_of_a_button_can_update_the_message() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let button = json!({ "type": 2, "style": 1, "label": "Edit", "custom_id": "edit" });
    let message = json!({
        "type": 4, "data": { "content": "old", "components": [{ "type": 1, "components": [button] }] },
    });
    let message = scene.next(&mut gate, Venue::Guild, message).await.message.unwrap().id;
    let pressed = scene.discord.press_button("ada", message, "edit");
    let opened = scene.answered(&mut gate, pressed, form()).await.0.unwrap();
    let submitted = scene.discord.submit_modal(&opened, json!({ "name": "Ada", "color": ["red"] }));
    let update = json!({ "type": 7, "data": { "content": "new" } });
    let (outcome, event) = scene.answered(&mut gate, submitted, update).await;
    assert_eq!(event["message"]["id"], message.to_string());
    assert_eq!(outcome.unwrap().message.unwrap().id, message);
    assert_eq!(scene.discord.message(message).unwrap().content(), "new");
    assert_eq!(scene.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn an_invalid_modal_is_rejected() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let asked = scene.discord.use_command("ada", Venue::Guild, "next", json!({}));
    let bot = async {
        let event = gate.event("INTERACTION_CREATE").await;
        let label = |component: Value| json!([{ "type": 18, "label": "x", "component": component }]);
        let mut inverted = text_input("x");
        (inverted["min_length"], inverted["max_length"]) = (3.into(), 2.into());
        for (components, path) in [
            (json!([]), "components"),
            (json!([{ "type": 1, "components": [text_input("x")] }]), "components.0.components.0.label"),
            (json!([{ "type": 1, "components": [text_input("x"), text_input("y")] }]), "components.0.components"),
            (json!([{ "type": 2 }]), "components.0.type"),
            (json!([{ "type": 18, "label": "x" }]), "components.0.component"),
            (label(json!({ "type": 4, "custom_id": "x" })), "components.0.component.style"),
            (label(json!({ "type": 2, "custom_id": "x" })), "components.0.component.type"),
            (label(inverted), "components.0.component"),
        ] {
            let (status, body) = scene.call(Method::POST, &callback_path(&event), modal(components)).await;
            assert_eq!((status, &body["code"]), (400, &json!(50035)), "{path}");
            let pointer = format!("/errors/data/{}/_errors", path.replace('.', "/"));
            assert!(body.pointer(&pointer).is_some(), "{path}: {body}");
        }
        scene.call(Method::POST, &callback_path(&event), form()).await.0
    };
    assert_eq!(tokio::join!(asked, bot).1, 204);
}
