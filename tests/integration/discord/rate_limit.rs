//! Rate limits: one person cannot make the bot flood a channel.

use std::time::Duration;

use fake_discord::{FakeDiscord, Venue};
use serde_json::json;

use super::{Bot, SOON, Start, start_discord};

/// A bot that gives each person two answers per minute.
async fn limited(discord: &FakeDiscord) -> (Bot, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("nextrole.toml");
    std::fs::write(&config, "[answers]\nper_minute = 2\n").unwrap();
    (Start::on(discord).config(&config).ready(discord).await, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_beyond_the_limit_gets_a_private_notice() {
    let discord = start_discord().await;
    let (bot, _folder) = limited(&discord).await;
    let ask = |who| discord.use_command(who, Venue::Guild, "next", json!({"role": "helpdesk"}));
    let first = ask("ada").await.unwrap();
    assert!(!ask("ada").await.unwrap().is_ephemeral());
    let notice = ask("ada").await.unwrap();
    assert!(notice.is_ephemeral() && notice.text().contains("Try again in"), "{}", notice.text());
    assert!(!ask("ben").await.unwrap().is_ephemeral(), "ben has asked nothing yet");
    // Expanding an answer in place does not count.
    let message = first.message.unwrap();
    let button = message.button("More").unwrap();
    let pressed = discord.press_button("ada", message.id, &button).await.unwrap();
    assert!(pressed.text().contains("What comes after helpdesk?"), "{}", pressed.text());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_beyond_the_limit_are_ignored() {
    let discord = start_discord().await;
    let (bot, _folder) = limited(&discord).await;
    let question = format!("<@{}> helpdesk", discord.bot_id());
    for _ in 0..2 {
        let asked = discord.send_message("ada", Venue::Guild, &question).unwrap();
        assert!(discord.wait_for_reply(&asked, SOON).await.is_some());
    }
    let unanswered = discord.send_message("ada", Venue::Guild, &question).unwrap();
    assert!(discord.wait_for_reply(&unanswered, Duration::from_millis(700)).await.is_none());
    // In a direct message there is one notice.
    let direct = discord.send_message("ada", Venue::DirectMessage, "helpdesk").unwrap();
    let notice = discord.wait_for_reply(&direct, SOON).await.unwrap();
    assert!(notice.text().contains("Try again in"), "{}", notice.text());
    let again = discord.send_message("ada", Venue::DirectMessage, "helpdesk").unwrap();
    assert!(discord.wait_for_reply(&again, Duration::from_millis(700)).await.is_none());
    bot.end(&discord).await;
}
