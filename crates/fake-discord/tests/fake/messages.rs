//! Messages: who can read them, whom they notify, and uploaded files.

use fake_discord::{Id, Pinged, Venue};
use reqwest::Method;
use serde_json::{Value, json};

use super::client::{Gate, Scene, TIMEOUT};
use crate::oracles::objections_to_all;

#[tokio::test]
async fn content_is_hidden_unless_the_bot_is_addressed() {
    let scene = Scene::new().await;
    let mut gate = Gate::ready(&scene).await;
    let bot = scene.discord.bot_id();
    let mention = format!("<@{bot}> what next?");
    for (venue, text, read) in [
        (Venue::Guild, "what next?", ""),
        (Venue::Guild, mention.as_str(), mention.as_str()),
        (Venue::DirectMessage, "what next?", "what next?"),
    ] {
        let said = scene.discord.send_message("ada", venue, text).unwrap();
        let event = gate.event("MESSAGE_CREATE").await;
        assert_eq!((&event["id"], &event["content"]), (&json!(said.id), &json!(read)));
        assert_eq!(event.get("member").is_some(), venue == Venue::Guild);
        let path = format!("/channels/{}/messages/{}", said.channel, said.id);
        assert_eq!(scene.call(Method::GET, &path, Value::Null).await.1["content"], read);
    }
    // What the bot cannot hear at all.
    scene.discord.send_message("ada", Venue::ForeignGuild, "psst").unwrap();
    scene.discord.send_message("ada", Venue::DirectMessage, "last").unwrap();
    assert_eq!(gate.event("MESSAGE_CREATE").await["content"], "last");
}

#[tokio::test]
async fn a_reply_notifies_the_author_only_if_it_says_so() {
    let scene = Scene::new().await;
    let mut gate = Gate::ready(&scene).await;
    let said =
        scene.discord.send_message("ada", Venue::Guild, &format!("<@{}> next?", scene.discord.bot_id())).unwrap();
    let ada = scene.discord.member_id("ada").unwrap();
    let path = format!("/channels/{}/messages", said.channel);
    for (allowed, pinged) in [
        (json!({ "parse": [], "replied_user": true }), Pinged { users: vec![ada], ..Pinged::default() }),
        (json!({ "parse": [] }), Pinged::default()),
        (Value::Null, Pinged { users: vec![ada], everyone: true, ..Pinged::default() }),
    ] {
        let mut body = json!({ "content": "@everyone", "message_reference": { "message_id": said.id } });
        if !allowed.is_null() {
            body["allowed_mentions"] = allowed;
        }
        let (status, answer) = scene.call(Method::POST, &path, body).await;
        assert_eq!((status, &answer["type"]), (200, &json!(19)));
        let posted = Id::parse(answer["id"].as_str().unwrap()).unwrap();
        assert_eq!(scene.discord.message(posted).unwrap().pinged, pinged);
    }
    assert_eq!(scene.discord.bot_replies(&said).len(), 3);
    assert_eq!(scene.discord.wait_for_reply(&said, TIMEOUT).await.unwrap().content(), "@everyone");
    // The bot hears its own messages, in full.
    gate.event("MESSAGE_CREATE").await;
    assert_eq!(gate.event("MESSAGE_CREATE").await["content"], "@everyone");

    let reply = scene.discord.send_reply("ben", said.id, "me too").unwrap();
    assert_eq!(reply.pinged.users, [ada]);
    let answer = scene.discord.bot_replies(&said)[0].id;
    scene.discord.send_reply("ben", answer, "thanks").unwrap();
    // A reply to the bot names it, so it may be read.
    let named = async {
        loop {
            let event = gate.event("MESSAGE_CREATE").await;
            if event["content"] == "thanks" {
                return;
            }
        }
    };
    tokio::time::timeout(TIMEOUT, named).await.unwrap();
    assert_eq!(scene.violations(), Vec::<String>::new());
    assert_eq!(objections_to_all(&scene.discord), Vec::<String>::new());
}

#[tokio::test]
async fn a_reply_to_an_unknown_message_is_rejected_unless_allowed() {
    let scene = Scene::new().await;
    let said = scene.discord.send_message("ada", Venue::DirectMessage, "hi").unwrap();
    let path = format!("/channels/{}/messages", said.channel);
    let body = json!({ "content": "x", "message_reference": { "message_id": "1" } });
    let (status, answer) = scene.call(Method::POST, &path, body).await;
    assert_eq!((status, &answer["code"]), (400, &json!(50035)));
    assert_eq!(answer["errors"]["message_reference"]["_errors"][0]["code"], "REPLIES_UNKNOWN_MESSAGE");
    let body = json!({ "content": "x", "message_reference": { "message_id": "1", "fail_if_not_exists": false } });
    assert_eq!(scene.call(Method::POST, &path, body).await.0, 200);
}

#[tokio::test]
async fn a_nonce_prevents_duplicates() {
    let scene = Scene::new().await;
    let said = scene.discord.send_message("ada", Venue::DirectMessage, "hi").unwrap();
    let path = format!("/channels/{}/messages", said.channel);
    let body = json!({ "content": "x", "nonce": "n1", "enforce_nonce": true });
    let (_, first) = scene.call(Method::POST, &path, body.clone()).await;
    let (status, second) = scene.call(Method::POST, &path, body).await;
    assert_eq!((status, &second["id"]), (200, &first["id"]));
    assert_eq!(scene.discord.bot_replies(&said).len(), 1);
}

#[tokio::test]
async fn uploads_have_alternative_text_and_a_size() {
    let scene = Scene::new().await;
    let said = scene.discord.send_message("ada", Venue::DirectMessage, "hi").unwrap();
    let mut picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0".to_vec();
    picture.extend([8, 6, 0, 0, 0]);
    let body = json!({
        "embeds": [{ "title": "The track", "image": { "url": "attachment://map.png" } }],
        "attachments": [{ "id": 0, "filename": "map.png", "description": "Helpdesk, then Operations" }],
    });
    let path = format!("/channels/{}/messages", said.channel);
    let (status, answer) = scene.upload(Method::POST, &path, &body, &[("map.png", &picture)]).await;
    assert_eq!(status, 200, "{answer}");
    let attachment = &answer["attachments"][0];
    assert_eq!((&attachment["width"], &attachment["height"]), (&json!(640), &json!(480)));
    assert_eq!(attachment["description"], "Helpdesk, then Operations");
    assert_eq!(answer["embeds"][0]["image"]["url"], attachment["url"]);
    let fetched = reqwest::get(attachment["url"].as_str().unwrap()).await.unwrap().bytes().await.unwrap();
    assert_eq!(fetched, picture);
    let exchange = scene.discord.exchanges().pop().unwrap();
    assert_eq!((exchange.files.len(), exchange.files[0].name.as_str()), (1, "map.png"));

    // An edit keeps what it names, and drops the rest.
    let path = format!("{path}/{}", answer["id"].as_str().unwrap());
    let (_, kept) = scene.call(Method::PATCH, &path, json!({ "content": "x" })).await;
    assert_eq!(kept["attachments"].as_array().unwrap().len(), 1);
    let (_, dropped) = scene.call(Method::PATCH, &path, json!({ "attachments": [] })).await;
    assert_eq!(dropped["attachments"], json!([]));
    let (status, body) = scene.call(Method::PATCH, &path, json!({ "content": "", "embeds": [] })).await;
    assert_eq!((status, &body["code"]), (400, &json!(50006)));
    assert_eq!(scene.call(Method::DELETE, &path, Value::Null).await.0, 204);
    assert_eq!(scene.call(Method::GET, &path, Value::Null).await.1["code"], 10008);
}

#[tokio::test]
async fn permissions_are_enforced() {
    let scene = Scene::new().await;
    let said = scene.discord.send_message("ada", Venue::Guild, "hi").unwrap();
    let quiet = scene.discord.send_message("ada", Venue::Channel("announcements"), "hi").unwrap();
    for (method, path, body, code) in [
        (Method::POST, format!("/channels/{}/messages", quiet.channel), json!({ "content": "x" }), 50013),
        (Method::POST, format!("/channels/{}/typing", quiet.channel), Value::Null, 50013),
        (Method::POST, "/channels/1/messages".to_owned(), json!({ "content": "x" }), 10003),
        (Method::PATCH, format!("/channels/{}/messages/{}", said.channel, said.id), json!({ "content": "x" }), 50005),
        (Method::DELETE, format!("/channels/{}/messages/{}", said.channel, said.id), Value::Null, 50013),
    ] {
        assert_eq!(scene.call(method, &path, body).await.1["code"], code, "{path}");
    }
    assert_eq!(scene.call(Method::POST, &format!("/channels/{}/typing", said.channel), Value::Null).await.0, 204);
    assert_eq!(scene.discord.typing(), [said.channel]);
}
