//! A bot that is asked all the while, with faults all the while: nothing is lost, and nothing grows.
//!
//! `NEXTROLE_SOAK_SECONDS` (5) is how long: a minute in `.ci/run`, ten or more on demand.

use std::sync::Arc;
use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, Fault, Venue};
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::status::{get, sample};
use super::{SOON, Start, start_discord, without_budget};

/// How many people ask at a time.
const PEOPLE: usize = 6;

/// What each asks, and what the answer says.
const ASKED: [(&str, &str); 4] = [
    ("helpdesk", "What comes after helpdesk?"),
    ("2nd line suport", "What comes after second-line support?"),
    ("it-manager", "What comes after IT manager?"),
    ("sysadmin", "What comes after system administrator?"),
];

async fn ask(discord: Arc<FakeDiscord>, person: usize, until: Instant) -> usize {
    let mut answered = 0;
    while Instant::now() < until {
        let (role, expected) = ASKED[(person + answered) % ASKED.len()];
        let outcome = discord.use_command("ada", Venue::Guild, "next", json!({ "role": role })).await.unwrap();
        assert!(outcome.response.is_some(), "{role} was not answered");
        assert!(outcome.text().contains(expected), "{role}: {}", outcome.text());
        answered += 1;
        sleep(Duration::from_millis(20)).await;
    }
    answered
}

/// Breaks something, in turns.
fn disturb(discord: &FakeDiscord, turn: usize) {
    let soon = Duration::from_millis(80);
    match turn % 8 {
        0 => discord.fail_next("/callback", Fault::TooManyRequests { retry_after: soon, global: false }, 3),
        1 => discord.fail_next("/callback", Fault::Status(502), 3),
        2 => discord.fail_next("/callback", Fault::Reset, 3),
        3 => discord.fail_next("/callback", Fault::AcceptThenReset, 3),
        4 => discord.fail_next("/callback", Fault::Delay(Duration::from_millis(400)), 3),
        5 => drop(discord.drop_gateway()),
        6 => drop(discord.request_reconnect()),
        _ => drop(discord.close_gateway(4000)),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_and_nothing_grows() {
    let seconds = std::env::var("NEXTROLE_SOAK_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let discord = Arc::new(start_discord().await);
    let config = without_budget();
    let start = Start::on(&discord).config(config.path()).with("NEXTROLE_LISTEN", "127.0.0.1:0");
    let bot = start.ready(&discord).await;
    let address = bot.value_after("health and metrics are at http://").await;
    let address = address.trim_end_matches("/readyz").to_owned();
    let state = async || {
        let (_, metrics) = get(&address, "/metrics").await;
        let value = |name: &str| sample(&metrics, name).unwrap_or_else(|| panic!("{name} is missing: {metrics}"));
        (value("nextrole_resident_memory_bytes"), value("nextrole_tasks"))
    };

    let mut turn = 0;
    let mut run = async |length: Duration| {
        let until = Instant::now() + length;
        let mut asking: JoinSet<_> = (0..PEOPLE).map(|person| ask(Arc::clone(&discord), person, until)).collect();
        while Instant::now() < until {
            disturb(&discord, turn);
            turn += 1;
            sleep(Duration::from_millis(250)).await;
        }
        let mut answered = 0;
        while let Some(ended) = asking.join_next().await {
            answered += ended.unwrap();
        }
        discord.clear_faults();
        assert!(discord.wait_until_connected(SOON).await, "{}", bot.output());
        answered
    };
    // The first part fills caches and pools.
    run(Duration::from_secs(seconds) / 4).await;
    sleep(Duration::from_millis(500)).await;
    let (memory, tasks) = state().await;
    let answered = run(Duration::from_secs(seconds)).await;
    sleep(Duration::from_millis(500)).await;
    let (memory_after, tasks_after) = state().await;
    assert!(answered > 20, "only {answered} questions were asked");
    assert!(memory_after < memory * 1.25 + 8e6, "{memory} bytes, and {memory_after} after {answered} questions");
    assert!(tasks_after <= tasks + 16.0, "{tasks} tasks, and {tasks_after} after {answered} questions");
    bot.end(&discord).await;
}
