//! Pictures beside answers: uploaded, with alternative text, and gone when the answer changes to one without.

use nextrole::playground::stand_in::{Exchange, Setting, StandIn};
use serde_json::{Value, json};

use super::{SOON, Start, stand_in};

/// The last thing that was sent to Discord as an answer.
fn last_answer(stand_in: &StandIn) -> Exchange {
    let exchanges = stand_in.exchanges();
    let is_answer = |exchange: &&Exchange| exchange.path.contains("/callback") || exchange.path.contains("/messages");
    exchanges.iter().rev().find(is_answer).unwrap().clone()
}

/// Checks that a body is sent with a picture that it shows and tells.
fn has_picture(exchange: &Exchange, message: &Value, told: &str) {
    let [file] = exchange.files.as_slice() else { panic!("{} files: {}", exchange.files.len(), exchange.body) };
    assert_eq!((file.name.as_str(), file.media_type.as_str()), ("map.png", "image/png"));
    assert!(file.bytes.starts_with(b"\x89PNG") && file.bytes.len() <= 400 * 1024);
    assert_eq!(message["embeds"][0]["image"]["url"], "attachment://map.png");
    let alt = message["attachments"][0]["description"].as_str().unwrap();
    assert!(alt.contains(told) && alt.chars().count() <= 1024, "{alt}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tracks_come_with_a_picture() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    for (options, told) in [(json!({}), "32 tracks"), (json!({"track": "technical"}), "Helpdesk, Ops, Deployment")] {
        for setting in [Setting::Server, Setting::DirectMessage, Setting::ForeignServer] {
            let outcome = stand_in.use_command("ada", setting, "tracks", options.clone()).await.unwrap();
            assert_eq!(outcome.response.unwrap().kind, 4, "answered at once");
            let sent = last_answer(&stand_in);
            has_picture(&sent, &sent.body["data"], told);
            let message = outcome.message.unwrap();
            assert_eq!(message.json["attachments"].as_array().unwrap().len(), 1);
            assert!(message.text().contains("Technical track"), "the same stands there as text");
        }
    }
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_comes_and_goes_in_place() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let asked = stand_in.use_command("ada", Setting::Server, "next", json!({"role": "helpdesk"})).await.unwrap();
    let message = asked.message.unwrap();
    assert_eq!(last_answer(&stand_in).files.len(), 0);
    let count =
        |message: &nextrole::playground::stand_in::Message| message.json["attachments"].as_array().unwrap().len();

    let map = stand_in.press("ada", message.id, &message.button("Map").unwrap(), &[]).await.unwrap();
    assert_eq!(map.response.as_ref().unwrap().kind, 7, "changes the message");
    let sent = last_answer(&stand_in);
    has_picture(&sent, &sent.body["data"], "You are here: Helpdesk");
    let map = map.message.unwrap();
    assert_eq!(count(&map), 1);

    let track = stand_in.press("ada", map.id, &map.button("Track: IT service management").unwrap(), &[]).await;
    let track = track.unwrap().message.unwrap();
    assert_eq!(count(&track), 1, "one picture takes the place of the other");

    let next = stand_in.press("ada", track.id, &track.button("Next: IT service manager").unwrap(), &[]).await.unwrap();
    assert_eq!(count(&next.message.unwrap()), 0, "an answer without a picture keeps none");
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_gets_the_picture_alone() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let asked = stand_in.use_command("ada", Setting::Server, "next", json!({"role": "helpdesk"})).await.unwrap();
    let message = asked.message.unwrap();
    let own = stand_in.press("ben", message.id, &message.button("Map").unwrap(), &[]).await.unwrap();
    assert!(own.is_private());
    let sent = last_answer(&stand_in);
    has_picture(&sent, &sent.body["data"], "You are here: Helpdesk");
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_answered_with_a_picture() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let question = stand_in.say("ada", Setting::DirectMessage, "/tracks technical").unwrap();
    stand_in.answer_to(&question, SOON).await.unwrap();
    let sent = last_answer(&stand_in);
    has_picture(&sent, &sent.body, "Helpdesk, Ops, Deployment");
    bot.end(&stand_in).await;
}
