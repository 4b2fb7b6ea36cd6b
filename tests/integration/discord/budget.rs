//! One person cannot make the bot flood a channel.

use std::time::Duration;

use fake_discord::{FakeDiscord, Venue};
use serde_json::json;

use super::{Bot, SOON, Start, start_discord};

/// A bot that gives each person two answers a minute.
async fn thrifty(discord: &FakeDiscord) -> (Bot, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("nextrole.toml");
    std::fs::write(&config, "[answers]\nper_minute = 2\n").unwrap();
    (Start::on(discord).config(&config).ready(discord).await, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_too_much_is_told_so_privately() {
    let discord = start_discord().await;
    let (bot, _folder) = thrifty(&discord).await;
    let ask = |who| discord.use_command(who, Venue::Guild, "next", json!({"role": "helpdesk"}));
    let first = ask("ada").await.unwrap();
    assert!(!ask("ada").await.unwrap().is_ephemeral());
    let spent = ask("ada").await.unwrap();
    assert!(spent.is_ephemeral() && spent.text().contains("Try again in"), "{}", spent.text());
    assert!(!ask("ben").await.unwrap().is_ephemeral(), "ben has asked nothing yet");
    // What only changes an answer in place floods nobody.
    let message = first.message.unwrap();
    let button = message.button("More").unwrap();
    let pressed = discord.press_button("ada", message.id, &button).await.unwrap();
    assert!(pressed.text().contains("What comes after Helpdesk?"), "{}", pressed.text());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_beyond_the_budget_are_left_alone() {
    let discord = start_discord().await;
    let (bot, _folder) = thrifty(&discord).await;
    let question = format!("<@{}> helpdesk", discord.bot_id());
    for _ in 0..2 {
        let asked = discord.send_message("ada", Venue::Guild, &question).unwrap();
        assert!(discord.wait_for_reply(&asked, SOON).await.is_some());
    }
    let unanswered = discord.send_message("ada", Venue::Guild, &question).unwrap();
    assert!(discord.wait_for_reply(&unanswered, Duration::from_millis(700)).await.is_none());
    // Where nobody else is, they are told; but once.
    let direct = discord.send_message("ada", Venue::DirectMessage, "helpdesk").unwrap();
    let told = discord.wait_for_reply(&direct, SOON).await.unwrap();
    assert!(told.text().contains("Try again in"), "{}", told.text());
    let again = discord.send_message("ada", Venue::DirectMessage, "helpdesk").unwrap();
    assert!(discord.wait_for_reply(&again, Duration::from_millis(700)).await.is_none());
    bot.end(&discord).await;
}
