//! Knowledge that changes while the bot runs.

use std::fs;
use std::time::Duration;

use fake_discord::{FakeDiscord, Venue};
use serde_json::json;

use super::{Start, knowledge_of, start_discord};

const BEFORE: &str = "[[role]]\nid = \"nurse\"\nname = \"Nurse\"\n";
const AFTER: &str = "[[role]]\nid = \"nurse\"\nname = \"Nurse\"\nsummary = \"Cares for the ill.\"\n";
const BROKEN: &str = "[[role]]\nid = \"nurse\"\nname = \"\"\n";

async fn answer(discord: &FakeDiscord) -> String {
    discord.use_command("ada", Venue::Guild, "next", json!({"role": "nurse"})).await.unwrap().text()
}

/// Asks until the answer has the text, for as long as a change may take.
async fn comes_to_say(discord: &FakeDiscord, text: &str) {
    let deadline = tokio::time::Instant::now() + Duration::from_secs(5);
    while !answer(discord).await.contains(text) {
        assert!(tokio::time::Instant::now() < deadline, "never says {text:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_valid_change_is_loaded_and_a_broken_one_rejected() {
    let discord = start_discord().await;
    let folder = knowledge_of(BEFORE);
    let file = folder.path().join("all.toml");
    let bot = Start::on(&discord).knowledge(folder.path()).ready(&discord).await;
    assert!(!answer(&discord).await.contains("Cares for the ill"));

    fs::write(&file, AFTER).unwrap();
    comes_to_say(&discord, "Cares for the ill").await;

    fs::write(&file, BROKEN).unwrap();
    bot.writes("all.toml:3:8").await;
    assert!(answer(&discord).await.contains("Cares for the ill"), "the last good one goes on answering");

    fs::write(&file, BEFORE).unwrap();
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sighup_reloads_at_once() {
    let discord = start_discord().await;
    let folder = knowledge_of(BEFORE);
    let bot = Start::on(&discord).knowledge(folder.path()).ready(&discord).await;
    bot.signal("HUP");
    bot.writes("the knowledge folder has not changed").await;
    fs::write(folder.path().join("all.toml"), AFTER).unwrap();
    bot.signal("HUP");
    bot.writes("reloaded knowledge revision").await;
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_knowledge_stops_the_start_with_its_location() {
    let discord = start_discord().await;
    let folder = knowledge_of(BROKEN);
    let (status, output) = Start::on(&discord).knowledge(folder.path()).fails();
    assert_eq!(status.code(), Some(1), "{output}");
    assert!(output.contains("all.toml:3:8") && output.contains("error[empty-text]"), "{output}");
    assert!(discord.exchanges().is_empty(), "Discord is not bothered");
}

#[tokio::test(flavor = "multi_thread")]
// needs config
async fn an_invalid_config_stops_the_start_with_its_location() {
    let discord = start_discord().await;
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("nextrole.toml");
    fs::write(&config, "knowledge = \"knowledge\"\nknowlege = 1\n").unwrap();
    let (status, output) = Start::on(&discord).config(&config).fails();
    assert_eq!(status.code(), Some(1), "{output}");
    assert!(output.contains("nextrole.toml") && output.contains("line 2, column 1"), "{output}");
}
