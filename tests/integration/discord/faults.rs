//! A Discord that fails, rejects or loses an answer: nothing is lost or sent twice.

use std::collections::HashMap;
use std::io::Write as _;
use std::time::{Duration, Instant};

use fake_discord::{Fault, Venue};
use serde_json::json;

use super::{Bot, SOON, Start, start_discord, without_budget};

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
        assert!(outcome.text().contains("What comes after helpdesk?"), "{trouble:?}: {}", bot.output());
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
    assert!(next.text().contains("What comes after helpdesk?"));
    // The lost one is the only rule broken, and it was broken by the test.
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    let violations = discord.violations();
    assert_eq!(violations.len(), 1, "{violations:?}");
    assert!(!output.contains(&lost.token), "the log has the interaction's token: {output}");
}

/// Discord takes 4 seconds for each attempt, and the bot stops waiting before Discord stops.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_discord_takes_too_long_to_accept_is_logged_with_its_place() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    discord.fail_next("/callback", Fault::Delay(Duration::from_secs(4)), 5);
    let asked = discord.use_command("ada", Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap();
    assert!(asked.response.is_none());
    bot.writes("was not answered").await;
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    let line = output.lines().find(|line| line.contains("was not answered")).unwrap();
    let (server, channel) = (discord.guild_id(), discord.channel_id(Venue::Guild, "ada").unwrap());
    for part in
        ["ERROR", "command=\"next\"", &format!("server={server}"), &format!("channel={channel}"), "waits 3 seconds"]
    {
        assert!(line.contains(part), "{part}: {line}");
    }
    let (_, ms) = line.split_once(" ms=").unwrap();
    let ms: u64 = ms.split(' ').next().unwrap().parse().unwrap();
    assert!((1_900..3_500).contains(&ms), "{line}");
}

/// What a thousand people ask at once, and one more; and what the answer says.
fn thousand_and_one() -> impl Iterator<Item = (&'static str, &'static str)> {
    let asked = [
        ("helpdesk", "What comes after helpdesk?"),
        ("2nd line suport", "What comes after second-line support?"),
        ("sysadmin", "What comes after system administrator?"),
    ];
    asked.into_iter().cycle().take(1_001)
}

/// None is lost in silence: each is answered once within the 3 seconds that Discord waits; or, on a machine that cannot do
/// that, the log says that it was too late. And the burst leaves nothing behind: the next command is answered.
#[tokio::test(flavor = "multi_thread")]
async fn each_of_a_thousand_and_one_commands_is_answered_once_or_logged_as_late() {
    let discord = std::sync::Arc::new(start_discord().await);
    let config = without_budget();
    let bot = Start::on(&discord).config(config.path()).ready(&discord).await;
    let mut asking = tokio::task::JoinSet::new();
    for (role, expected) in thousand_and_one() {
        let discord = std::sync::Arc::clone(&discord);
        asking.spawn(async move {
            let outcome = discord.use_command("ada", Venue::Guild, "next", json!({"role": role})).await.unwrap();
            assert!(outcome.response.is_none() || outcome.text().contains(expected), "{role}: {}", outcome.text());
            outcome.response.map(|response| response.took)
        });
    }
    let mut answered: Vec<Duration> = Vec::new();
    while let Some(took) = asking.join_next().await {
        answered.extend(took.unwrap());
    }
    answered.sort_unstable();
    assert_eq!(discord.bot_messages().len(), answered.len(), "one answer to each question");
    assert!(!answered.is_empty(), "none was answered: {}", bot.output());
    // For `--nocapture`.
    let (count, last) = (answered.len(), answered.last());
    let _ = writeln!(std::io::stdout(), "{count} of 1,001 commands were answered, the last after {last:?}");
    all_are_accounted_for(&bot, count).await;
    let next = discord.use_command("ada", Venue::Guild, "next", json!({"role": "ops"})).await.unwrap();
    assert!(next.text().contains("What comes after ops?"), "{}", bot.output());
    stops_in_order(bot).await;
}

/// A message may be answered later than a command, so that each of them is.
#[tokio::test(flavor = "multi_thread")]
async fn each_of_a_thousand_and_one_messages_is_answered_once_or_logged_as_late() {
    let discord = start_discord().await;
    let config = without_budget();
    let bot = Start::on(&discord).config(config.path()).ready(&discord).await;
    let asked = thousand_and_one().map(|(role, expected)| {
        let question = format!("what comes after {role}?");
        (discord.send_message("ada", Venue::DirectMessage, &question).unwrap().id, expected)
    });
    let asked: Vec<_> = asked.collect();
    let is_done = || bot.output().matches("nextrole::questions: ").count() >= asked.len();
    let deadline = Instant::now() + 6 * SOON;
    while !is_done() {
        assert!(Instant::now() < deadline, "{}", bot.output());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let answers = discord.bot_messages();
    let mut replies = HashMap::new();
    for answer in &answers {
        let question = answer.json["message_reference"]["message_id"].as_str().unwrap().to_owned();
        assert!(replies.insert(question, answer.text()).is_none(), "two answers to one question");
    }
    for (question, expected) in &asked {
        let reply = replies.get(&question.to_string());
        assert!(reply.is_none_or(|reply| reply.contains(expected)), "{expected}: {reply:?}");
    }
    assert!(!answers.is_empty(), "none was answered: {}", bot.output());
    all_are_accounted_for(&bot, answers.len()).await;
    stops_in_order(bot).await;
}

/// Waits until whatever of the 1,001 questions has no answer stands in the log, as late and nothing else.
async fn all_are_accounted_for(bot: &Bot, answered: usize) {
    let failures = || {
        let output = bot.output();
        output.lines().filter(|line| line.contains("a question was not answered")).map(str::to_owned).collect()
    };
    let mut logged: Vec<String> = failures();
    let deadline = Instant::now() + SOON;
    while answered + logged.len() < 1_001 {
        assert!(Instant::now() < deadline, "{answered} answered, {} logged: {}", logged.len(), bot.output());
        tokio::time::sleep(Duration::from_millis(20)).await;
        logged = failures();
    }
    let is_late = |line: &&String| line.contains("no success before the deadline") || line.contains("code 10062");
    let other: Vec<_> = logged.iter().filter(|line| !is_late(line)).collect();
    assert!(other.is_empty(), "not answered for another reason: {other:?}");
}

async fn stops_in_order(bot: Bot) {
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
}

/// The same from one person, who is told when to ask again.
#[tokio::test(flavor = "multi_thread")]
async fn one_person_with_a_thousand_and_one_questions_is_told_when_to_ask_again() {
    let discord = std::sync::Arc::new(start_discord().await);
    let bot = Start::on(&discord).ready(&discord).await;
    let mut asking = tokio::task::JoinSet::new();
    for _ in thousand_and_one() {
        let discord = std::sync::Arc::clone(&discord);
        asking.spawn(async move {
            discord.use_command("ada", Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap()
        });
    }
    let (mut answers, mut words) = (0, 0);
    while let Some(outcome) = asking.join_next().await {
        let outcome = outcome.unwrap();
        match outcome.response {
            None => {}
            Some(_) if outcome.is_ephemeral() => {
                assert!(outcome.text().contains("Try again in"), "{}", outcome.text());
                words += 1;
            }
            Some(_) => {
                assert!(outcome.text().contains("What comes after helpdesk?"), "{}", outcome.text());
                answers += 1;
            }
        }
    }
    assert!(words > 0 && (1..60).contains(&answers), "{answers} answers to one person, {words} words");
    all_are_accounted_for(&bot, answers + words).await;
    stops_in_order(bot).await;
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
