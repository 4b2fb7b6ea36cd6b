//! Several processes that share their limits by way of Redis.

use std::time::Duration;

use fake_discord::{FakeDiscord, Outcome, Venue};
use nextrole::playground::setup;
use redis::Commands as _;
use serde_json::json;

use super::status::{get, sample};
use super::{Bot, SOON, Start, start_discord};
use crate::program::nextrole;
use crate::services::{find, free_port, start_redis};

async fn ask(discord: &FakeDiscord, who: &str) -> Outcome {
    discord.use_command(who, Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap()
}

fn is_limited(outcome: &Outcome) -> bool {
    outcome.text().contains("Try again in")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_has_one_limit_in_all_processes() {
    let Some(program) = find("redis-server") else { return };
    let discord = start_discord().await;
    let register = nextrole("register").env("DISCORD_TOKEN", discord.token()).env("DISCORD_PROXY", discord.address());
    tokio::task::spawn_blocking(|| register.prints()).await.unwrap();
    let port = free_port();
    let address = format!("redis://127.0.0.1:{port}");
    let redis = start_redis(&program, port);
    let config = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(config.path(), "[answers]\nper_minute = 2\n").unwrap();
    let start = || Start::serve(&discord).config(config.path()).with("NEXTROLE_REDIS", &address).spawn();
    let (one, other) = (start(), start());
    let url = async |bot: &Bot| bot.value_after("answering interactions at ").await;
    let (here, there) = (url(&one).await, url(&other).await);

    discord.set_interactions_endpoint(&here).await.unwrap();
    assert!(!is_limited(&ask(&discord, "ada").await));
    discord.set_interactions_endpoint(&there).await.unwrap();
    assert!(!is_limited(&ask(&discord, "ada").await));
    assert!(is_limited(&ask(&discord, "ada").await), "the answer of the other process does not count");
    assert!(!is_limited(&ask(&discord, "ben").await), "ben has asked nothing yet");

    // Nothing stays: every key expires within the minute that it limits.
    let mut connection = redis::Client::open(address.as_str()).unwrap().get_connection().unwrap();
    let keys: Vec<String> = connection.keys("*").unwrap();
    assert_eq!(keys.iter().filter(|key| *key != "nextrole:check").count(), 2, "{keys:?}");
    for key in keys {
        let left: i64 = connection.pttl(&key).unwrap();
        assert!((1..=60_000).contains(&left), "{key} stays for {left} ms");
    }
    drop(connection);

    // Without Redis, each process counts for itself.
    let metrics = there.replace("/interactions", "").replace("http://", "");
    drop(redis);
    other.writes("Redis does not answer").await;
    assert_eq!(sample(&get(&metrics, "/metrics").await.1, "nextrole_redis_connected"), Some(0.0));
    assert!(!is_limited(&ask(&discord, "ada").await));
    assert!(!is_limited(&ask(&discord, "ada").await));
    assert!(is_limited(&ask(&discord, "ada").await), "there is no limit without Redis");

    // It is used again as soon as it is back.
    let redis = start_redis(&program, port);
    other.writes("Redis answers again").await;
    assert_eq!(sample(&get(&metrics, "/metrics").await.1, "nextrole_redis_connected"), Some(1.0));
    assert!(!is_limited(&ask(&discord, "ada").await), "the new Redis knows of no answer");
    drop(redis);
    one.end(&discord).await;
    other.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_of_all_processes_are_started_one_after_the_other() {
    let Some(program) = find("redis-server") else { return };
    let setup = fake_discord::Setup { shards: 2, ..setup(Some("Helpdesk")) };
    let discord = FakeDiscord::start(setup).await.unwrap();
    let port = free_port();
    let _redis = start_redis(&program, port);
    let start = |range: &str| {
        let start = Start::on(&discord).argument("--shards").argument(range);
        start.with("NEXTROLE_REDIS", format!("redis://127.0.0.1:{port}")).spawn()
    };
    let (one, other) = (start("0..1/2"), start("1..2/2"));
    let both = discord.wait_for(SOON, |discord| (discord.connected() == 2).then_some(())).await;
    assert!(both.is_some(), "{} {}", one.output(), other.output());
    let sessions = discord.events_since(0).into_iter().filter(|event| event.name == "READY");
    let at: Vec<Duration> = sessions.map(|event| event.at).collect();
    assert_eq!(at.len(), 2);
    assert!(at[1] - at[0] >= Duration::from_secs(5), "{at:?}");
    assert_eq!(one.stop().await.0.code(), Some(0));
    other.end(&discord).await;
}

/// It answers a PING, but counts nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_redis_is_not_used_until_it_has_room() {
    let Some(program) = find("redis-server") else { return };
    let discord = start_discord().await;
    let port = free_port();
    let address = format!("redis://127.0.0.1:{port}");
    let _redis = start_redis(&program, port);
    let mut connection = redis::Client::open(address.as_str()).unwrap().get_connection().unwrap();
    let mut give = |memory: &str| redis::cmd("CONFIG").arg("SET").arg("maxmemory").arg(memory).exec(&mut connection);
    give("1").unwrap();
    let bot = Start::on(&discord).with("NEXTROLE_REDIS", &address).ready(&discord).await;
    bot.writes("Redis refuses to count (").await;
    assert!(ask(&discord, "ada").await.text().contains("What comes after helpdesk?"), "{}", bot.output());
    assert!(!bot.output().contains("Redis answers again"), "it was taken for one that counts: {}", bot.output());
    give("0").unwrap();
    bot.writes("Redis answers again").await;
    bot.end(&discord).await;
}

/// Whatever else writes to the same Redis, an answer is given, the limit holds, and Redis counts as there.
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_key_counts_as_nothing_used() {
    let Some(program) = find("redis-server") else { return };
    let discord = start_discord().await;
    let port = free_port();
    let address = format!("redis://127.0.0.1:{port}");
    let _redis = start_redis(&program, port);
    let mut connection = redis::Client::open(address.as_str()).unwrap().get_connection().unwrap();
    // A turn that never ends.
    redis::cmd("SET").arg("nextrole:session:0").arg("x").exec(&mut connection).unwrap();
    let config = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(config.path(), "[answers]\nper_minute = 2\n").unwrap();
    let bot = Start::on(&discord).config(config.path()).with("NEXTROLE_REDIS", &address).ready(&discord).await;
    assert!(!is_limited(&ask(&discord, "ada").await));
    let keys: Vec<String> = connection.keys("nextrole:answers:*").unwrap();
    let [key] = keys.as_slice() else { panic!("{keys:?}") };
    for damage in ["SET x", "SET nan", "SET 1e300", "SET -5", "RPUSH x"] {
        let (command, value) = damage.split_once(' ').unwrap();
        connection.del::<_, ()>(key).unwrap();
        redis::cmd(command).arg(key).arg(value).exec(&mut connection).unwrap();
        assert!(!is_limited(&ask(&discord, "ada").await), "{damage}");
        assert!(!is_limited(&ask(&discord, "ada").await), "{damage}");
        assert!(is_limited(&ask(&discord, "ada").await), "{damage}: there is no limit");
    }
    assert!(!bot.output().contains("Redis refuses"), "{}", bot.output());
    bot.end(&discord).await;
}

/// One that takes what is written, but runs no scripts, would be taken for there and away by turns.
#[tokio::test(flavor = "multi_thread")]
async fn a_redis_that_counts_nothing_is_named_once() {
    let Some(program) = find("redis-server") else { return };
    let discord = start_discord().await;
    let port = free_port();
    let address = format!("redis://127.0.0.1:{port}");
    let _redis = start_redis(&program, port);
    let mut connection = redis::Client::open(address.as_str()).unwrap().get_connection().unwrap();
    let mut set = |rules: &[&str]| redis::cmd("ACL").arg("SETUSER").arg("default").arg(rules).exec(&mut connection);
    set(&["-eval", "-evalsha"]).unwrap();
    let bot = Start::on(&discord).with("NEXTROLE_REDIS", &address).ready(&discord).await;
    bot.writes("Redis refuses to count (").await;
    for _ in 0..3 {
        assert!(ask(&discord, "ada").await.text().contains("What comes after helpdesk?"), "{}", bot.output());
    }
    set(&["+eval", "+evalsha"]).unwrap();
    bot.writes("Redis answers again").await;
    assert_eq!(bot.output().matches("Redis refuses to count (").count(), 1, "{}", bot.output());
    bot.end(&discord).await;
}

#[test]
fn a_wrong_address_is_an_error_and_not_shown() {
    let key = "197f6b23e16c8532c6abc838facd5ea789be0c76b2920334039bfa8b3d368d61";
    let call = nextrole("serve --listen 127.0.0.1:0").env("DISCORD_PUBLIC_KEY", key).env("NEXTROLE_LOG", "off");
    let error = call.env("NEXTROLE_REDIS", "localhost:secret").fails(1);
    assert_eq!(
        error,
        "nextrole: NEXTROLE_REDIS must be an address such as redis://127.0.0.1:6379, or redis://:PASSWORD@127.0.0.1:6379; TLS (rediss://) is not supported\n"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redis_with_a_password_is_used_with_it_and_named_without() {
    let Some(program) = find("redis-server") else { return };
    let discord = start_discord().await;
    let port = free_port();
    let _redis = start_redis(&program, port);
    let mut connection = redis::Client::open(format!("redis://127.0.0.1:{port}")).unwrap().get_connection().unwrap();
    redis::cmd("CONFIG").arg("SET").arg("requirepass").arg("p@ss").exec(&mut connection).unwrap();
    for (password, is_right) in [("", false), (":wrong@", false), (":p%40ss@", true)] {
        let address = format!("redis://{password}127.0.0.1:{port}");
        let bot = Start::serve(&discord).with("NEXTROLE_REDIS", &address).spawn();
        let metrics = bot.value_after("answering interactions at ").await;
        let metrics = metrics.replace("/interactions", "").replace("http://", "");
        if is_right {
            let deadline = std::time::Instant::now() + SOON;
            while sample(&get(&metrics, "/metrics").await.1, "nextrole_redis_connected") != Some(1.0) {
                assert!(std::time::Instant::now() < deadline, "{}", bot.output());
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        } else {
            bot.writes("Redis refuses the password of NEXTROLE_REDIS, or asks for one").await;
        }
        let (status, output) = bot.stop().await;
        assert_eq!(status.code(), Some(0), "{output}");
        assert!(!output.contains("wrong") && !output.contains("p%40ss"), "{output}");
        assert_eq!(output.contains("WARN"), !is_right, "{output}");
    }
}
