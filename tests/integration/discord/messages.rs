//! Mentions of the bot, and direct messages.

use std::time::Duration;

use fake_discord::{FakeDiscord, Message, Venue};

use super::{SOON, Start, start_discord};

/// How long nothing has to happen for a test to believe that nothing will.
const SILENCE: Duration = Duration::from_millis(700);

async fn answer(discord: &FakeDiscord, question: &Message) -> Message {
    discord.wait_for_reply(question, SOON).await.unwrap_or_else(|| panic!("no answer to {:?}", question.content()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_gets_one_answer_that_pings_only_the_asker() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let question = format!(
        "<@{}> I'm on the helpdesk, what comes next? cc <@{}>",
        discord.bot_id(),
        discord.member_id("ben").unwrap()
    );
    let question = discord.send_message("ada", Venue::Guild, &question).unwrap();
    let answered = answer(&discord, &question).await;
    assert!(answered.text().contains("What comes after helpdesk?"), "{}", answered.text());
    assert_eq!(answered.json["message_reference"]["message_id"], serde_json::json!(question.id.to_string()));
    assert_eq!(answered.pinged.users, [discord.member_id("ada").unwrap()]);
    assert!(answered.pinged.roles.is_empty() && !answered.pinged.everyone);
    tokio::time::sleep(SILENCE).await;
    assert_eq!(discord.bot_replies(&question).len(), 1);
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_is_answered_without_a_mention() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let cases = [
        ("what comes after second line support?", "System engineer"),
        ("/define architect", "hundreds of meanings"),
        ("/tracks", "None of them is a rule"),
        ("/nxt helpdesk", "There is no command /nxt; did you mean /next?"),
        ("hello there, lovely weather", "I only know roles"),
        ("hello there", "Ask me what comes after a role"),
        ("I'm a sysadmin, could I become an architect?", "I read the other role as **System administrator**"),
    ];
    for (asked, expected) in cases {
        let question = discord.send_message("ada", Venue::DirectMessage, asked).unwrap();
        let answered = answer(&discord, &question).await;
        assert!(answered.text().contains(expected), "{asked}: {}", answered.text());
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_mention_gets_help() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let question = discord.send_message("ada", Venue::Guild, &format!("<@{}>", discord.bot_id())).unwrap();
    assert!(answer(&discord, &question).await.text().contains("next after helpdesk"));
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_messages_are_ignored() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let mention = format!("<@{}> helpdesk", discord.bot_id());
    let told = [
        discord.send_message("ada", Venue::Guild, "what comes after helpdesk?").unwrap(),
        discord.send_message("other-bot", Venue::Guild, &mention).unwrap(),
        discord.send_message("other-bot", Venue::DirectMessage, "helpdesk").unwrap(),
        discord
            .send_message("ada", Venue::Guild, &format!("<@{}> helpdesk", discord.member_id("ben").unwrap()))
            .unwrap(),
    ];
    // A reply to the bot's answer pings it, and is thanks rather than a question.
    let question = discord.send_message("ada", Venue::Guild, &mention).unwrap();
    let answered = answer(&discord, &question).await;
    let thanks = discord.send_reply("ada", answered.id, "thanks, that helps").unwrap();
    tokio::time::sleep(SILENCE).await;
    assert_eq!(discord.bot_replies(&thanks).len(), 0);
    assert_eq!(discord.bot_messages().len(), 1, "only the one question is answered, not {}", told.len());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_without_write_permission_is_harmless() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let mention = format!("<@{}> helpdesk", discord.bot_id());
    discord.send_message("ada", Venue::Channel("announcements"), &mention).unwrap();
    let question = discord.send_message("ada", Venue::Guild, &mention).unwrap();
    answer(&discord, &question).await;
    bot.writes("Missing Permissions").await;
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    let codes: Vec<String> = discord.violations().into_iter().map(|violation| violation.code).collect();
    assert_eq!(codes, ["50013", "50013"], "it tried with an embed and without, and went on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_is_read_with_what_the_answer_offers() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let mention = format!("<@{}> what comes after manager?", discord.bot_id());
    let question = discord.send_message("ada", Venue::Guild, &mention).unwrap();
    let asked_back = answer(&discord, &question).await;
    let choice = discord.send_reply("ada", asked_back.id, "the IT one").unwrap();
    let answered = answer(&discord, &choice).await;
    assert!(answered.text().contains("What comes after IT manager?"), "{}", answered.text());
    bot.end(&discord).await;
}
