//! A Discord that fails, refuses or loses an answer: nothing is lost, and nothing is said twice.

use std::time::Duration;

use fake_discord::{Fault, Setting};
use serde_json::json;

use super::{SOON, Start, stand_in, without_budget};

fn too_many(millis: u64) -> Fault {
    Fault::TooManyRequests { retry_after: Duration::from_millis(millis), global: false }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_gets_through() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let troubles = [
        vec![too_many(400)],
        vec![too_many(50), too_many(50), too_many(50)],
        vec![Fault::Status(500)],
        vec![Fault::Status(502), Fault::Status(503)],
        vec![Fault::Reset],
        vec![Fault::Reset, Fault::Reset, Fault::Status(500)],
        vec![Fault::AcceptThenReset],
        // Longer than one attempt may take: it arrives, and so does the next.
        vec![Fault::Delay(Duration::from_millis(1_500))],
    ];
    for trouble in troubles {
        stand_in.heal();
        for fault in &trouble {
            stand_in.fail_next("/callback", fault.clone(), 1);
        }
        let asked = json!({"role": "helpdesk"});
        let outcome = stand_in.use_command("ada", Setting::Server, "next", asked).await.unwrap();
        assert!(outcome.text().contains("What comes after Helpdesk?"), "{trouble:?}: {}", bot.output());
    }
    let answers = stand_in.bot_messages().len();
    assert_eq!(answers, 8, "one answer to each question");
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_gets_through_once() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let troubles = [too_many(500), Fault::Status(500), Fault::Reset, Fault::AcceptThenReset];
    for fault in troubles {
        stand_in.fail_next("/messages", fault.clone(), 1);
        let question = stand_in.say("ada", Setting::DirectMessage, "helpdesk").unwrap();
        assert!(stand_in.answer_to(&question, SOON).await.is_some(), "{fault:?}: {}", bot.output());
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(stand_in.answers_to(&question).len(), 1, "{fault:?}");
    }
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_cannot_be_answered_is_logged_and_the_next_one_answered() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    stand_in.fail_next("/callback", too_many(60_000), 1);
    let asked = || json!({"role": "helpdesk"});
    let lost = stand_in.use_command("ada", Setting::Server, "next", asked()).await.unwrap();
    assert!(lost.response.is_none());
    bot.writes("was not answered").await;
    let next = stand_in.use_command("ada", Setting::Server, "next", asked()).await.unwrap();
    assert!(next.text().contains("Helpdesk"));
    // The lost one is the only rule broken, and it was broken by the test.
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    let violations = stand_in.violations();
    assert_eq!(violations.len(), 1, "{violations:?}");
    assert!(!output.contains(&lost.token), "the log has the interaction's token: {output}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_is_answered_whole() {
    let stand_in = std::sync::Arc::new(stand_in().await);
    let config = without_budget();
    let bot = Start::on(&stand_in).config(config.path()).ready(&stand_in).await;
    let mut asking = tokio::task::JoinSet::new();
    for number in 0..200 {
        let stand_in = std::sync::Arc::clone(&stand_in);
        let role = ["helpdesk", "ops", "2nd line suport", "architect"][number % 4];
        asking.spawn(async move {
            stand_in.use_command("ada", Setting::Server, "next", json!({"role": role})).await.unwrap()
        });
    }
    while let Some(outcome) = asking.join_next().await {
        assert!(outcome.unwrap().response.is_some(), "{}", bot.output());
    }
    bot.end(&stand_in).await;
}
