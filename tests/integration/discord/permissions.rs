//! Channels in which the bot may not do everything.

use std::time::Duration;

use fake_discord::{FakeDiscord, NewChannel, Venue};
use nextrole::playground::setup;

use super::{SOON, Start};

/// How long nothing has to happen for a test to believe that nothing will.
const SILENCE: Duration = Duration::from_millis(700);

#[tokio::test(flavor = "multi_thread")]
async fn where_embeds_are_forbidden_the_answer_is_plain_text() {
    let channel = NewChannel::new("plain").without_embeds();
    let discord = FakeDiscord::start(setup(Some("Helpdesk")).with_channel(channel)).await.unwrap();
    let bot = Start::on(&discord).ready(&discord).await;
    let mention = format!("<@{}> what comes after helpdesk?", discord.bot_id());
    let question = discord.send_message("ada", Venue::Channel("plain"), &mention).unwrap();
    let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
    assert!(answer.content().contains("What comes after helpdesk?"), "{}", answer.text());
    assert!(answer.content().contains("System administrator"), "{}", answer.text());
    assert!(answer.json["embeds"].as_array().is_none_or(Vec::is_empty));
    assert!(answer.button("Remove").is_some(), "the buttons are there");
    let channel = discord.channel_id(Venue::Channel("plain"), "ada").unwrap();
    let (_, output) = bot.stop().await;
    let line = output.lines().find(|line| line.contains("Embed Links")).unwrap_or_else(|| panic!("{output}"));
    for needed in [format!("server={}", discord.guild_id()), format!("channel={channel}")] {
        assert!(line.contains(&needed), "{needed}: {line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_bot_may_not_write_the_log_names_server_channel_and_permission() {
    let discord = FakeDiscord::start(setup(Some("Helpdesk"))).await.unwrap();
    let bot = Start::on(&discord).ready(&discord).await;
    let mention = format!("<@{}> what comes after helpdesk?", discord.bot_id());
    discord.send_message("ada", Venue::Channel("announcements"), &mention).unwrap();
    bot.writes("the bot needs the permission Send Messages there").await;
    let channel = discord.channel_id(Venue::Channel("announcements"), "ada").unwrap();
    let (_, output) = bot.stop().await;
    let line = output.lines().find(|line| line.contains("Send Messages")).unwrap();
    for needed in [format!("server={}", discord.guild_id()), format!("channel={channel}")] {
        assert!(line.contains(&needed), "{needed}: {line}");
    }
    assert!(!output.contains("helpdesk?"), "the question is not logged: {output}");
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_answered_where_the_bot_may_not_write() {
    let discord = FakeDiscord::start(setup(Some("Helpdesk"))).await.unwrap();
    let bot = Start::on(&discord).ready(&discord).await;
    let options = serde_json::json!({ "role": "helpdesk" });
    let asked = discord.use_command("ada", Venue::Channel("announcements"), "next", options).await.unwrap();
    assert!(asked.text().contains("What comes after helpdesk?"), "{}", asked.text());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bots_own_role_counts_as_a_mention() {
    let discord = FakeDiscord::start(setup(Some("Helpdesk")).with_bot_role()).await.unwrap();
    let bot = Start::on(&discord).ready(&discord).await;
    let role = discord.roles().into_iter().find(|role| role.managed_by.is_some()).unwrap();
    let text = format!("<@&{}> what comes after helpdesk?", role.id);
    // Discord delivers the message, but not its text. The server with its roles arrives after the connection is ready.
    bot.writes("connected as").await;
    tokio::time::sleep(SILENCE).await;
    let question = discord.send_message("ada", Venue::Guild, &text).unwrap();
    let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
    assert!(answer.text().contains("Mention me instead"), "{}", answer.text());
    assert_eq!(answer.pinged.users, [discord.member_id("ada").unwrap()]);
    // With the bot itself in it, the whole text arrives.
    let both = format!("<@{}> <@&{}> what comes after helpdesk?", discord.bot_id(), role.id);
    let question = discord.send_message("ada", Venue::Guild, &both).unwrap();
    let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
    assert!(answer.text().contains("What comes after helpdesk?"), "{}", answer.text());
    let other = format!("<@&{}> lunch?", discord.role_id("Moderator").unwrap());
    let chat = discord.send_message("ada", Venue::Guild, &other).unwrap();
    tokio::time::sleep(SILENCE).await;
    assert!(discord.bot_replies(&chat).is_empty(), "another role is not the bot");
    bot.end(&discord).await;
}
