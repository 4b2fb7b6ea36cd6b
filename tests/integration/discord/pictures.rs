//! Pictures beside answers: uploaded, with alternative text, and gone when the answer changes to one without.

use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, Id, Message, Venue};
use serde_json::json;

use super::{SOON, Start, start_discord};

/// Checks that the picture of a message is sent, shown and told. Where drawing takes long, it follows the message.
async fn has_picture(discord: &FakeDiscord, id: Id, told: &str) {
    let deadline = Instant::now() + SOON;
    while attachments(&discord.message(id).unwrap()) == 0 {
        assert!(Instant::now() < deadline, "no picture came");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let exchanges = discord.exchanges();
    let exchange = exchanges.iter().rev().find(|exchange| !exchange.files.is_empty()).unwrap();
    let body = &exchange.body;
    let message = if body["data"].is_null() { body } else { &body["data"] };
    let [file] = exchange.files.as_slice() else { panic!("{} files: {body}", exchange.files.len()) };
    assert_eq!((file.name.as_str(), file.media_type.as_str()), ("map.png", "image/png"));
    assert!(file.bytes.starts_with(b"\x89PNG") && file.bytes.len() <= 400 * 1024);
    assert_eq!(message["embeds"][0]["image"]["url"], "attachment://map.png");
    let alt = message["attachments"][0]["description"].as_str().unwrap();
    assert!(alt.contains(told) && alt.chars().count() <= 1024, "{alt}");
}

fn attachments(message: &Message) -> usize {
    message.json["attachments"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn tracks_come_with_a_picture() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    for (options, told) in
        [(json!({}), "All career tracks"), (json!({"track": "technical"}), "Helpdesk, Ops, Deployment")]
    {
        for venue in [Venue::Guild, Venue::DirectMessage, Venue::ForeignGuild] {
            let outcome = discord.use_command("ada", venue, "tracks", options.clone()).await.unwrap();
            assert_eq!(outcome.response.unwrap().kind, 4, "answered at once");
            let message = outcome.message.unwrap();
            has_picture(&discord, message.id, told).await;
            assert!(message.text().contains("Technical track"), "the same stands there as text");
        }
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_added_and_removed_in_place() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let asked = discord.use_command("ada", Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap();
    let message = asked.message.unwrap();
    assert_eq!(attachments(&message), 0);

    let map = discord.press_button("ada", message.id, &message.button("Map").unwrap()).await.unwrap();
    assert_eq!(map.response.as_ref().unwrap().kind, 7, "changes the message");
    let map = map.message.unwrap();
    has_picture(&discord, map.id, "You are here: Helpdesk").await;

    let track = discord.press_button("ada", map.id, &map.button("Track: IT service management").unwrap()).await;
    let track = track.unwrap().message.unwrap();
    has_picture(&discord, track.id, "Map of IT service management").await;
    assert_eq!(attachments(&discord.message(track.id).unwrap()), 1, "one picture takes the place of the other");

    let next = discord.press_button("ada", track.id, &track.button("Next: IT service manager").unwrap()).await.unwrap();
    assert_eq!(attachments(&next.message.unwrap()), 0, "an answer without a picture keeps none");
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_user_gets_the_picture_privately() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let asked = discord.use_command("ada", Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap();
    let message = asked.message.unwrap();
    let own = discord.press_button("ben", message.id, &message.button("Map").unwrap()).await.unwrap();
    assert!(own.is_ephemeral());
    has_picture(&discord, own.message.unwrap().id, "You are here: Helpdesk").await;
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_answered_with_a_picture() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let question = discord.send_message("ada", Venue::DirectMessage, "/tracks technical").unwrap();
    let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
    has_picture(&discord, answer.id, "Helpdesk, Ops, Deployment").await;
    bot.end(&discord).await;
}
