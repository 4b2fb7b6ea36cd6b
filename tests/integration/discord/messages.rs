//! Mentions of the bot, and direct messages.

use std::time::Duration;

use fake_discord::{Message, Setting, StandIn};

use super::{SOON, Start, stand_in};

/// How long nothing has to happen for a test to believe that nothing will.
const SILENCE: Duration = Duration::from_millis(700);

async fn answer(stand_in: &StandIn, question: &Message) -> Message {
    stand_in.answer_to(question, SOON).await.unwrap_or_else(|| panic!("no answer to {:?}", question.content()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_gets_one_answer_that_pings_the_asker_alone() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let question = format!(
        "<@{}> I'm on the helpdesk, what comes next? cc <@{}>",
        stand_in.bot(),
        stand_in.person("ben").unwrap()
    );
    let question = stand_in.say("ada", Setting::Server, &question).unwrap();
    let answered = answer(&stand_in, &question).await;
    assert!(answered.text().contains("What comes after Helpdesk?"), "{}", answered.text());
    assert_eq!(answered.json["message_reference"]["message_id"], serde_json::json!(question.id.to_string()));
    assert_eq!(answered.pinged.users, [stand_in.person("ada").unwrap()]);
    assert!(answered.pinged.roles.is_empty() && !answered.pinged.everyone);
    tokio::time::sleep(SILENCE).await;
    assert_eq!(stand_in.answers_to(&question).len(), 1);
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_is_answered_without_a_mention() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let cases = [
        ("what comes after second line support?", "System engineer"),
        ("/define architect", "hundreds of meanings"),
        ("/tracks", "career tracks"),
        ("/nxt helpdesk", "/next helpdesk"),
        ("hello there, lovely weather", "/tracks"),
        ("I'm a sysadmin, could I become an architect?", "The other one is **System administrator**"),
    ];
    for (asked, expected) in cases {
        let question = stand_in.say("ada", Setting::DirectMessage, asked).unwrap();
        let answered = answer(&stand_in, &question).await;
        assert!(answered.text().contains(expected), "{asked}: {}", answered.text());
    }
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_mention_gets_help() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let question = stand_in.say("ada", Setting::Server, &format!("<@{}>", stand_in.bot())).unwrap();
    assert!(answer(&stand_in, &question).await.text().contains("/next helpdesk"));
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_for_the_bot_is_left_alone() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let mention = format!("<@{}> helpdesk", stand_in.bot());
    let told = [
        stand_in.say("ada", Setting::Server, "what comes after helpdesk?").unwrap(),
        stand_in.say("other-bot", Setting::Server, &mention).unwrap(),
        stand_in.say("other-bot", Setting::DirectMessage, "helpdesk").unwrap(),
        stand_in.say("ada", Setting::Server, &format!("<@{}> helpdesk", stand_in.person("ben").unwrap())).unwrap(),
    ];
    // A reply to the bot's answer pings it, and is thanks rather than a question.
    let question = stand_in.say("ada", Setting::Server, &mention).unwrap();
    let answered = answer(&stand_in, &question).await;
    let thanks = stand_in.reply("ada", answered.id, "thanks, that helps").unwrap();
    tokio::time::sleep(SILENCE).await;
    assert_eq!(stand_in.answers_to(&thanks).len(), 0);
    assert_eq!(stand_in.bot_messages().len(), 1, "only the one question is answered, not {}", told.len());
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_where_the_bot_may_not_write_is_no_disaster() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let mention = format!("<@{}> helpdesk", stand_in.bot());
    stand_in.say("ada", Setting::Channel("announcements"), &mention).unwrap();
    let question = stand_in.say("ada", Setting::Server, &mention).unwrap();
    answer(&stand_in, &question).await;
    bot.writes("Missing Permissions").await;
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    let codes: Vec<String> = stand_in.violations().into_iter().map(|violation| violation.code).collect();
    assert_eq!(codes, ["50013"], "it tried once, and went on");
}
