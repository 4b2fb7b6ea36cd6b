//! REST without interactions: the bot itself, commands, and rejected requests.

use fake_discord::Venue;
use reqwest::Method;
use serde_json::{Value, json};

use super::client::{Gate, Scene};
use crate::oracles::objections_to_all;

#[tokio::test]
async fn the_bot_can_read_itself_its_guild_and_channels() {
    let scene = Scene::new().await;
    let (bot, server) = (scene.discord.bot_id().to_string(), scene.discord.guild_id());
    for path in ["/users/@me", "/applications/@me", "/oauth2/applications/@me"] {
        assert_eq!(scene.call(Method::GET, path, Value::Null).await.1["id"], bot, "{path}");
    }
    let (_, gateway) = scene.call(Method::GET, "/gateway/bot", Value::Null).await;
    assert!(gateway["url"].as_str().unwrap().starts_with("ws://127.0.0.1:"));
    assert_eq!((&gateway["shards"], &gateway["session_start_limit"]["max_concurrency"]), (&json!(1), &json!(1)));
    let (_, roles) = scene.call(Method::GET, &format!("/guilds/{server}/roles"), Value::Null).await;
    let names: Vec<_> = roles.as_array().unwrap().iter().map(|role| role["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["@everyone", "Moderator"]);
    let (_, guilds) = scene.call(Method::GET, "/users/@me/guilds", Value::Null).await;
    assert_eq!(guilds[0]["id"], server.to_string());
    let ada = scene.discord.member_id("ada").unwrap();
    let (_, channel) = scene.call(Method::POST, "/users/@me/channels", json!({ "recipient_id": ada })).await;
    assert_eq!(channel["type"], 1);
    let path = format!("/channels/{}", channel["id"].as_str().unwrap());
    assert_eq!(scene.call(Method::GET, &path, Value::Null).await.1["id"], channel["id"]);
    assert_eq!(scene.violations(), Vec::<String>::new());
    assert_eq!(objections_to_all(&scene.discord), Vec::<String>::new());
}

#[tokio::test]
async fn the_application_and_the_clock_can_be_changed() {
    let scene = Scene::new().await;
    let flags = async || scene.call(Method::GET, "/applications/@me", Value::Null).await.1["flags"].clone();
    assert_eq!(flags().await, 0);
    scene.discord.change_application(json!({ "flags": 8, "bot_public": false }));
    scene.discord.change_application(json!({ "bot_public": true }));
    assert_eq!(flags().await, 8, "changes add up");

    let url = format!("{}/api/v10/gateway", scene.discord.address());
    let date = async || reqwest::get(&url).await.unwrap().headers()["date"].to_str().unwrap().to_owned();
    assert!(date().await.ends_with(" GMT"));
    scene.discord.set_date("Sun, 06 Nov 1994 08:49:37 GMT");
    assert_eq!(date().await, "Sun, 06 Nov 1994 08:49:37 GMT");
}

#[tokio::test]
async fn requests_without_the_token_are_rejected() {
    let scene = Scene::new().await;
    let url = format!("{}/api/v10/users/@me", scene.discord.address());
    for authorization in [None, Some("Bot wrong".to_owned()), Some(scene.discord.token())] {
        let mut request = reqwest::Client::new().get(&url);
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 401);
        assert_eq!(response.text().await.unwrap(), r#"{"code":0,"message":"401: Unauthorized"}"#);
    }
    assert_eq!(scene.violations().len(), 3);
}

#[tokio::test]
async fn unknown_routes_are_violations() {
    let scene = Scene::new().await;
    assert_eq!(scene.call(Method::GET, "/sticker-packs", Value::Null).await.0, 404);
    assert_eq!(scene.call(Method::PUT, "/gateway", Value::Null).await.0, 405);
    assert_eq!(reqwest::get(format!("{}/api/v8/gateway", scene.discord.address())).await.unwrap().status(), 404);
    assert_eq!(
        scene.violations(),
        [
            "GET /sticker-packs is not a supported route (FAKE_UNKNOWN_ROUTE)",
            "PUT /gateway is not a supported route (FAKE_UNKNOWN_ROUTE)",
            "GET /api/v8/gateway is not a supported route (FAKE_UNKNOWN_ROUTE)",
        ]
    );
}

#[tokio::test]
async fn unreadable_bodies_are_rejected() {
    let scene = Scene::new().await;
    let said = scene.discord.send_message("ada", Venue::DirectMessage, "hi").unwrap();
    let url = format!("{}/api/v10/channels/{}/messages", scene.discord.address(), said.channel);
    for (content_type, body, code) in [
        ("application/json", "{", 50109),
        ("text/plain", "{}", 50035),
        ("multipart/form-data; boundary=x", "--y", 50035),
        (
            "multipart/form-data; boundary=x",
            "--x\r\ncontent-disposition: form-data; name=\"other\"\r\n\r\n1\r\n--x--\r\n",
            50035,
        ),
        ("application/json", "[]", 50035),
        ("application/json", "null", 50035),
    ] {
        let request = reqwest::Client::new().post(&url).header("content-type", content_type).body(body);
        let request = request.header("authorization", format!("Bot {}", scene.discord.token()));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 400, "{body}");
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["code"], code, "{body}");
    }
    // Nor do bodies of odd shapes break anything.
    for odd in [
        json!(1),
        json!("x"),
        json!({ "embeds": [1, { "fields": [1], "footer": 1, "image": 2 }] }),
        json!({ "components": [{ "type": 1, "components": 3 }, 4] }),
        json!({ "attachments": [1], "allowed_mentions": [], "message_reference": 3, "flags": "x", "nonce": {} }),
    ] {
        for (method, path) in [
            (Method::POST, format!("/channels/{}/messages", said.channel)),
            (Method::PUT, format!("/applications/{}/commands", scene.discord.bot_id())),
            (Method::POST, format!("/applications/{}/commands", scene.discord.bot_id())),
        ] {
            assert_eq!(scene.call(method, &path, odd.clone()).await.0, 400, "{path} {odd}");
        }
    }
}

#[tokio::test]
async fn form_errors_have_a_path() {
    let scene = Scene::new().await;
    let said = scene.discord.send_message("ada", Venue::DirectMessage, "hi").unwrap();
    let body = json!({ "embeds": [{ "fields": [{ "name": "", "value": "x" }] }] });
    let (status, answer) = scene.call(Method::POST, &format!("/channels/{}/messages", said.channel), body).await;
    let error = json!({ "code": "BASE_TYPE_REQUIRED", "message": "This field is required" });
    assert_eq!(
        (status, answer),
        (
            400,
            json!({
                "code": 50035, "message": "Invalid Form Body",
                "errors": { "embeds": { "0": { "fields": { "0": { "name": { "_errors": [error] } } } } } },
            })
        )
    );
}

#[tokio::test]
async fn commands_are_created_edited_and_deleted() {
    let scene = Scene::new().await;
    let bot = scene.discord.bot_id();
    for root in [format!("/applications/{bot}"), format!("/applications/{bot}/guilds/{}", scene.discord.guild_id())] {
        let all = format!("{root}/commands");
        let next = json!({ "name": "next", "description": "x", "description_localizations": { "de": "y" } });
        let (status, created) = scene.call(Method::POST, &all, next.clone()).await;
        assert_eq!(status, 201);
        let (status, again) = scene.call(Method::POST, &all, next).await;
        assert_eq!((status, &again["id"]), (200, &created["id"]));
        let one = format!("{all}/{}", created["id"].as_str().unwrap());
        let (_, edited) = scene.call(Method::PATCH, &one, json!({ "description": "z" })).await;
        assert_eq!((&edited["description"], &edited["name"]), (&json!("z"), &json!("next")));
        assert_eq!(scene.call(Method::GET, &one, Value::Null).await.1["description"], "z");
        let (_, listed) = scene.call(Method::GET, &all, Value::Null).await;
        assert_eq!(listed[0].get("description_localizations"), None);
        let (_, listed) = scene.call(Method::GET, &format!("{all}?with_localizations=true"), Value::Null).await;
        assert_eq!(listed[0]["description_localizations"]["de"], "y");
        // A bulk overwrite keeps the id of what has the same name.
        let two = json!([{ "name": "next", "description": "x" }, { "name": "about", "description": "x" }]);
        let (_, overwritten) = scene.call(Method::PUT, &all, two).await;
        assert_eq!(overwritten[0]["id"], created["id"]);
        assert_eq!(scene.call(Method::DELETE, &one, Value::Null).await.0, 204);
        assert_eq!(scene.call(Method::DELETE, &one, Value::Null).await.1["code"], 10063);
        let (status, answer) = scene.call(Method::PUT, &all, json!([{ "name": "A", "description": "x" }])).await;
        assert_eq!(status, 400);
        assert_eq!(answer["errors"]["0"]["name"]["_errors"][0]["code"], "APPLICATION_COMMAND_INVALID_NAME");
    }
    assert_eq!(scene.discord.commands().len(), 1);
    assert_eq!(scene.discord.guild_commands().len(), 1);
}

#[tokio::test]
async fn a_callback_can_return_the_message() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    let asked = scene.discord.use_command("ada", Venue::Guild, "next", json!({}));
    let answer = async {
        let event = gate.event("INTERACTION_CREATE").await;
        let path = format!("{}?with_response=true", super::client::callback_path(&event));
        scene.call(Method::POST, &path, json!({ "type": 4, "data": { "content": "x", "flags": 64 } })).await
    };
    let (outcome, (status, body)) = tokio::join!(asked, answer);
    assert_eq!(status, 200);
    let message = outcome.unwrap().message.unwrap().id.to_string();
    assert_eq!(body["interaction"]["response_message_id"], message);
    assert_eq!(body["interaction"]["response_message_ephemeral"], true);
    assert_eq!((&body["resource"]["type"], &body["resource"]["message"]["id"]), (&json!(4), &json!(message)));
}
