//! A Discord that fails, rejects or loses an answer: nothing is lost or sent twice.

use std::time::Duration;

use fake_discord::{Fault, Venue};
use serde_json::json;

use super::{SOON, Start, start_discord, without_budget};

fn too_many(millis: u64) -> Fault {
    Fault::TooManyRequests { retry_after: Duration::from_millis(millis), global: false }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_survives_failures() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
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
        discord.clear_faults();
        for fault in &trouble {
            discord.fail_next("/callback", fault.clone(), 1);
        }
        let asked = json!({"role": "helpdesk"});
        let outcome = discord.use_command("ada", Venue::Guild, "next", asked).await.unwrap();
        assert!(outcome.text().contains("What comes after Helpdesk?"), "{trouble:?}: {}", bot.output());
    }
    let answers = discord.bot_messages().len();
    assert_eq!(answers, 8, "one answer to each question");
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_sent_once() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let troubles = [too_many(500), Fault::Status(500), Fault::Reset, Fault::AcceptThenReset];
    for fault in troubles {
        discord.fail_next("/messages", fault.clone(), 1);
        let question = discord.send_message("ada", Venue::DirectMessage, "helpdesk").unwrap();
        assert!(discord.wait_for_reply(&question, SOON).await.is_some(), "{fault:?}: {}", bot.output());
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(discord.bot_replies(&question).len(), 1, "{fault:?}");
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_answer_is_logged_and_the_next_question_answered() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    discord.fail_next("/callback", too_many(60_000), 1);
    let asked = || json!({"role": "helpdesk"});
    let lost = discord.use_command("ada", Venue::Guild, "next", asked()).await.unwrap();
    assert!(lost.response.is_none());
    bot.writes("was not answered").await;
    let next = discord.use_command("ada", Venue::Guild, "next", asked()).await.unwrap();
    assert!(next.text().contains("Helpdesk"));
    // The lost one is the only rule broken, and it was broken by the test.
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    let violations = discord.violations();
    assert_eq!(violations.len(), 1, "{violations:?}");
    assert!(!output.contains(&lost.token), "the log has the interaction's token: {output}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_question_of_a_flood_is_answered() {
    let discord = std::sync::Arc::new(start_discord().await);
    let config = without_budget();
    let bot = Start::on(&discord).config(config.path()).ready(&discord).await;
    let mut asking = tokio::task::JoinSet::new();
    for number in 0..200 {
        let discord = std::sync::Arc::clone(&discord);
        let role = ["helpdesk", "ops", "2nd line suport", "architect"][number % 4];
        asking.spawn(
            async move { discord.use_command("ada", Venue::Guild, "next", json!({"role": role})).await.unwrap() },
        );
    }
    while let Some(outcome) = asking.join_next().await {
        assert!(outcome.unwrap().response.is_some(), "{}", bot.output());
    }
    bot.end(&discord).await;
}
