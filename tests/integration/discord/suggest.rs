//! `/suggest`: a form, a private draft, and one channel for the moderators.

use std::time::{Duration, Instant};

use fake_discord::{Id, Venue};
use serde_json::json;

use super::{SOON, Start, start_discord};

/// A config file with the channel for suggestions.
fn config(channel: Id) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("[suggest]\nchannel = \"{channel}\"\n")).unwrap();
    file
}

fn step() -> serde_json::Value {
    json!({
        "from": "helpdesk", "to": "network administrator", "who": "Cleo *Ng* @everyone",
        "where": "Careers ``` today, 2024", "url": "https://example.org/careers",
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_is_drafted_for_the_proposer_alone() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    for (kind, fields) in [("role", 4), ("name", 2), ("step", 5), ("viewpoint", 5)] {
        let opened = discord.use_command("ada", Venue::Guild, "suggest", json!({ "what": kind })).await.unwrap();
        let modal = opened.modal().unwrap_or_else(|| panic!("{kind} opens no form"));
        assert_eq!(modal["components"].as_array().unwrap().len(), fields, "{kind}");
    }
    let opened = discord.use_command("ada", Venue::Guild, "suggest", json!({ "what": "step" })).await.unwrap();
    let drafted = discord.submit_modal(&opened, step()).await.unwrap();
    assert!(drafted.is_ephemeral());
    insta::assert_snapshot!(drafted.text(), @r#"
    Thank you. Your suggestion, as it would stand in sources/careers-today-2024.toml:
    ```toml
    [source]
    id = "careers-today-2024"
    title = "Careers ''' today"
    published = "2024"
    url = "https://example.org/careers"

    [[person]]
    id = "cleo-ng-everyone"
    name = "Cleo *Ng* @everyone"

    [[move]]
    from = "helpdesk"
    to = "network-admin"
    kind = "step"
    by = "cleo-ng-everyone"

    # To look at:
    # 'name' has a mention, which members would see as it is written; write the name without '@'
    ```
    It is kept nowhere: send it to the people who tend the knowledge.
    "#);
    // The same in direct messages.
    let opened = discord.use_command("ada", Venue::DirectMessage, "suggest", json!({ "what": "name" })).await.unwrap();
    let fields = json!({ "role": "helpdesk", "aliases": "hell desk" });
    let drafted = discord.submit_modal(&opened, fields).await.unwrap();
    assert!(drafted.text().contains("\"hell desk\""), "{}", drafted.text());
    bot.end(&discord).await;
}

/// By the gateway, and by HTTP with a token.
#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_is_posted_for_the_moderators_and_pings_nobody() {
    for by_http in [false, true] {
        let discord = start_discord().await;
        let channel = discord.channel_id(Venue::Guild, "mo").unwrap();
        let file = config(channel);
        let bot = if by_http {
            let serve = Start::serve(&discord).with("DISCORD_TOKEN", discord.token()).config(file.path());
            super::endpoint::start(serve, &discord).await.0
        } else {
            Start::on(&discord).config(file.path()).ready(&discord).await
        };
        let opened = discord.use_command("ada", Venue::Guild, "suggest", json!({ "what": "step" })).await.unwrap();
        let drafted = discord.submit_modal(&opened, step()).await.unwrap();
        assert!(drafted.text().contains("The moderators can see it now"), "{}", drafted.text());
        let deadline = Instant::now() + SOON;
        let posted = loop {
            if let Some(posted) = discord.messages(|message| message.content().contains(" suggests, for ")).pop() {
                break posted;
            }
            assert!(Instant::now() < deadline, "nothing was posted: {}", bot.output());
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        assert!(posted.text().contains("suggests, for sources/careers-today-2024.toml:"), "{}", posted.text());
        assert!(posted.pinged.users.is_empty(), "{:?}", posted.pinged);
        assert_eq!(posted.json["mention_everyone"], false);
        bot.end(&discord).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_a_suggestion_is_drafted_and_not_posted() {
    let discord = start_discord().await;
    let channel = discord.channel_id(Venue::Guild, "mo").unwrap();
    let file = config(channel);
    let (bot, _) = super::endpoint::start(Start::serve(&discord).config(file.path()), &discord).await;
    let opened = discord.use_command("ada", Venue::Guild, "suggest", json!({ "what": "step" })).await.unwrap();
    let drafted = discord.submit_modal(&opened, step()).await.unwrap();
    assert!(drafted.text().contains("It is kept nowhere"), "{}", drafted.text());
    bot.end(&discord).await;
}
