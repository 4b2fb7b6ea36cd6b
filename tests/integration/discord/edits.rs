//! The asker edits the question.

use std::time::Duration;

use fake_discord::{FakeDiscord, Message, Venue};

use super::{SOON, Start, start_discord};

/// How long nothing has to happen for a test to believe that nothing will.
const SILENCE: Duration = Duration::from_millis(700);

async fn says(discord: &FakeDiscord, answer: &Message, text: &str) -> bool {
    let changed = |discord: &FakeDiscord| discord.message(answer.id).filter(|answer| answer.text().contains(text));
    discord.wait_for(SOON, changed).await.is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_follows_an_edit() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let mention = |text: &str| format!("<@{}> {text}", discord.bot_id());
    for venue in [Venue::Guild, Venue::DirectMessage] {
        let question = discord.send_message("ada", venue, &mention("what comes after the helpdsk zzz?")).unwrap();
        let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
        discord.edit_message("ada", question.id, &mention("what comes after network engineer?")).unwrap();
        assert!(says(&discord, &answer, "What comes after network engineer?").await, "{venue:?}");
        discord.edit_message("ada", question.id, &mention("from helpdesk to sysadmin")).unwrap();
        assert!(says(&discord, &answer, "From helpdesk to system administrator").await, "{venue:?}: {}", answer.text());
        assert_eq!(discord.bot_replies(&question).len(), 1, "{venue:?}: never answered twice");
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_of_what_was_not_answered_or_was_removed_are_ignored() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let mention = |text: &str| format!("<@{}> {text}", discord.bot_id());
    let chat = discord.send_message("ada", Venue::Guild, "what comes after helpdesk?").unwrap();
    discord.edit_message("ada", chat.id, &mention("what comes after helpdesk?")).unwrap();
    let question = discord.send_message("ada", Venue::Guild, &mention("what comes after helpdesk?")).unwrap();
    let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
    // The mention is gone: it is no question to the bot any more, and what was answered stays.
    discord.edit_message("ada", question.id, "never mind").unwrap();
    tokio::time::sleep(SILENCE).await;
    let kept = discord.message(answer.id).unwrap();
    assert_eq!(kept.text(), answer.text());
    assert_eq!(discord.bot_messages().len(), 1, "an edit that mentions the bot for the first time is not answered");
    discord.press_button("ada", answer.id, &answer.button("Remove").unwrap()).await.unwrap();
    discord.edit_message("ada", question.id, &mention("what comes after sysadmin?")).unwrap();
    tokio::time::sleep(SILENCE).await;
    assert!(discord.bot_replies(&question).is_empty());
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    assert!(!output.contains("ERROR"), "{output}");
}
