//! Shards: which ones a process runs, and how fast they start.

use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, Venue};
use nextrole::playground::setup;
use serde_json::json;

use super::status::get;
use super::{Bot, SOON, Start};
use crate::program::nextrole;

/// A Discord that recommends four shards.
async fn start_discord(max_concurrency: u64) -> FakeDiscord {
    let setup = fake_discord::Setup { shards: 4, max_concurrency, ..setup(Some("Helpdesk")) };
    FakeDiscord::start(setup).await.unwrap()
}

/// Waits until this many shards are connected.
async fn connected(discord: &FakeDiscord, bot: &Bot, count: usize) {
    let all = discord.wait_for(SOON, |discord| (discord.connected() == count).then_some(())).await;
    assert!(all.is_some(), "{} of {count} shards: {}", discord.connected(), bot.output());
}

fn shards(discord: &FakeDiscord) -> Vec<(u64, u64)> {
    let mut shards: Vec<_> = discord.identifies().iter().map(|identify| identify.shard).collect();
    shards.sort_unstable();
    shards
}

async fn is_answered(discord: &FakeDiscord) {
    for venue in [Venue::Guild, Venue::DirectMessage] {
        let asked = json!({"role": "helpdesk"});
        let outcome = discord.use_command("ada", venue, "next", asked).await.unwrap();
        assert!(outcome.text().contains("What comes after helpdesk?"), "no answer in {venue:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_recommended_shards_are_started_as_many_at_a_time_as_allowed() {
    let discord = start_discord(4).await;
    let bot = Start::on(&discord).with("NEXTROLE_LISTEN", "127.0.0.1:0").spawn();
    let address = bot.value_after("health and metrics are at http://").await;
    connected(&discord, &bot, 4).await;
    let ready = discord.events_since(0).into_iter().filter(|event| event.name == "READY");
    let at: Vec<Duration> = ready.map(|event| event.at).collect();
    // In one round, or in two of them if one shard connects before the others; one by one, it would take three pauses.
    assert!(at[3] - at[0] < Duration::from_secs(9), "one after the other: {at:?}");
    assert_eq!(shards(&discord), [(0, 4), (1, 4), (2, 4), (3, 4)]);
    bot.writes("on shard 3").await;
    is_answered(&discord).await;
    assert_eq!(get(address.trim_end_matches("/readyz"), "/readyz").await.0, 200);
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_share_the_shards() {
    let discord = start_discord(4).await;
    let start = |range: &str| Start::on(&discord).argument("--shards").argument(range).spawn();
    let (first, second) = (start("0..1/4"), start("1..4/4"));
    connected(&discord, &first, 4).await;
    assert_eq!(shards(&discord), [(0, 4), (1, 4), (2, 4), (3, 4)]);
    is_answered(&discord).await;
    assert_eq!(first.stop().await.0.code(), Some(0));
    assert_eq!(discord.connected(), 3);
    second.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shards_of_one_bucket_wait_for_each_other() {
    let discord = start_discord(1).await;
    let started = Instant::now();
    let bot = Start::on(&discord).argument("--shards").argument("0..2/4").spawn();
    connected(&discord, &bot, 2).await;
    assert!(started.elapsed() >= Duration::from_secs(5), "both at once: {:?}", started.elapsed());
    bot.end(&discord).await;
}

#[test]
fn a_wrong_range_is_an_error() {
    let error = nextrole("run --shards 4..4/4").fails(2);
    assert!(error.contains("such as 0..4/16"), "{error}");
}
