//! Connections that break, and sessions that are taken up again.

use fake_discord::{FakeDiscord, Venue};
use serde_json::json;

use super::{SOON, Start, start_discord};

async fn is_answered(discord: &FakeDiscord) {
    let asked = json!({"role": "helpdesk"});
    let outcome = discord.use_command("ada", Venue::Guild, "next", asked).await.unwrap();
    assert!(outcome.text().contains("What comes after helpdesk?"), "no answer");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_connection_is_resumed() {
    type Break = fn(&FakeDiscord) -> usize;
    let breaks: [(&str, Break); 4] = [
        ("a dropped socket", FakeDiscord::drop_gateway),
        ("a request to reconnect", FakeDiscord::request_reconnect),
        ("close code 4000", |discord| discord.close_gateway(4000)),
        ("an invalid session that can be resumed", |discord| discord.invalidate_session(true)),
    ];
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    for (number, (what, break_it)) in breaks.into_iter().enumerate() {
        assert_eq!(break_it(&discord), 1, "{what}");
        let resumed = discord.wait_for(SOON, |discord| (discord.resumes() > number).then_some(())).await;
        assert!(resumed.is_some(), "{what} is not resumed: {}", bot.output());
        is_answered(&discord).await;
    }
    assert_eq!(discord.identifies().len(), 1, "resumed, not begun anew");
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_sent_while_disconnected_are_answered() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    discord.drop_gateway();
    let question = discord.send_message("ada", Venue::DirectMessage, "helpdesk").unwrap();
    assert!(discord.wait_for_reply(&question, SOON).await.is_some(), "{}", bot.output());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_session_is_replaced() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    discord.invalidate_session(false);
    let begun = discord.wait_for(SOON, |discord| (discord.identifies().len() > 1).then_some(())).await;
    assert!(begun.is_some(), "{}", bot.output());
    assert!(discord.wait_until_connected(SOON).await);
    is_answered(&discord).await;
    bot.end(&discord).await;
}
