//! Connections that break, and sessions that are taken up again.

use fake_discord::{Setting, StandIn};
use serde_json::json;

use super::{SOON, Start, stand_in};

async fn is_answered(stand_in: &StandIn) {
    let asked = json!({"role": "helpdesk"});
    let outcome = stand_in.use_command("ada", Setting::Server, "next", asked).await.unwrap();
    assert!(outcome.text().contains("Helpdesk"), "no answer");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_connection_is_resumed() {
    type Break = fn(&StandIn) -> usize;
    let breaks: [(&str, Break); 4] = [
        ("a dropped socket", StandIn::drop_socket),
        ("a request to reconnect", StandIn::ask_to_reconnect),
        ("close code 4000", |stand_in| stand_in.close(4000)),
        ("an invalid session that can be resumed", |stand_in| stand_in.invalidate_session(true)),
    ];
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    for (number, (what, break_it)) in breaks.into_iter().enumerate() {
        assert_eq!(break_it(&stand_in), 1, "{what}");
        let resumed = stand_in.until(SOON, |stand_in| (stand_in.resumes() > number).then_some(())).await;
        assert!(resumed.is_some(), "{what} is not resumed: {}", bot.output());
        is_answered(&stand_in).await;
    }
    assert_eq!(stand_in.identifies().len(), 1, "resumed, not begun anew");
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_meanwhile_is_answered() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    stand_in.drop_socket();
    let question = stand_in.say("ada", Setting::DirectMessage, "helpdesk").unwrap();
    assert!(stand_in.answer_to(&question, SOON).await.is_some(), "{}", bot.output());
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_gone_is_begun_anew() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    stand_in.invalidate_session(false);
    let begun = stand_in.until(SOON, |stand_in| (stand_in.identifies().len() > 1).then_some(())).await;
    assert!(begun.is_some(), "{}", bot.output());
    assert!(stand_in.ready(SOON).await);
    is_answered(&stand_in).await;
    bot.end(&stand_in).await;
}
