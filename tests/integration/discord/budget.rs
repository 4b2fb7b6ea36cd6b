//! One person cannot make the bot flood a channel.

use std::time::Duration;

use fake_discord::{Setting, StandIn};
use serde_json::json;

use super::{Bot, SOON, Start, stand_in};

/// A bot that gives each person two answers a minute.
async fn thrifty(stand_in: &StandIn) -> (Bot, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("nextrole.toml");
    std::fs::write(&config, "[answers]\nper_minute = 2\n").unwrap();
    (Start::on(stand_in).config(&config).ready(stand_in).await, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_too_much_is_told_so_privately() {
    let stand_in = stand_in().await;
    let (bot, _folder) = thrifty(&stand_in).await;
    let ask = |who| stand_in.use_command(who, Setting::Server, "next", json!({"role": "helpdesk"}));
    let first = ask("ada").await.unwrap();
    assert!(!ask("ada").await.unwrap().is_private());
    let spent = ask("ada").await.unwrap();
    assert!(spent.is_private() && spent.text().contains("I answer again in"), "{}", spent.text());
    assert!(!ask("ben").await.unwrap().is_private(), "ben has asked nothing yet");
    // What only changes an answer in place floods nobody.
    let message = first.message.unwrap();
    let button = message.button("Show everything").unwrap();
    let pressed = stand_in.press("ada", message.id, &button, &[]).await.unwrap();
    assert!(pressed.text().contains("What comes after Helpdesk?"), "{}", pressed.text());
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_beyond_the_budget_are_left_alone() {
    let stand_in = stand_in().await;
    let (bot, _folder) = thrifty(&stand_in).await;
    let question = format!("<@{}> helpdesk", stand_in.bot());
    for _ in 0..2 {
        let asked = stand_in.say("ada", Setting::Server, &question).unwrap();
        assert!(stand_in.answer_to(&asked, SOON).await.is_some());
    }
    let unanswered = stand_in.say("ada", Setting::Server, &question).unwrap();
    assert!(stand_in.answer_to(&unanswered, Duration::from_millis(700)).await.is_none());
    // Where nobody else is, they are told; but once.
    let direct = stand_in.say("ada", Setting::DirectMessage, "helpdesk").unwrap();
    let told = stand_in.answer_to(&direct, SOON).await.unwrap();
    assert!(told.text().contains("I answer again in"), "{}", told.text());
    let again = stand_in.say("ada", Setting::DirectMessage, "helpdesk").unwrap();
    assert!(stand_in.answer_to(&again, Duration::from_millis(700)).await.is_none());
    bot.end(&stand_in).await;
}
