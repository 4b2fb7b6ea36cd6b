//! Connecting, and being rejected.

use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, Fault, Setup, Venue};
use serde_json::json;

use super::{SOON, Start, start_discord};

fn registrations(discord: &FakeDiscord) -> usize {
    discord.exchanges().iter().filter(|exchange| exchange.method == "PUT").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn registers_its_commands_once() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let names: Vec<_> = discord.commands().iter().map(|command| command["name"].clone()).collect();
    assert_eq!(
        names,
        ["next", "become", "path", "compare", "define", "tracks", "disputes", "about", "suggest", "What comes next?"]
    );
    assert_eq!(registrations(&discord), 1);
    bot.end(&discord).await;

    let again = Start::on(&discord).ready(&discord).await;
    assert_eq!(registrations(&discord), 1, "nothing differs, so nothing is registered");
    again.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_work_in_servers_in_direct_messages_and_for_their_user() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    for command in discord.commands() {
        assert_eq!(command["contexts"], json!([0, 1, 2]));
        assert_eq!(command["integration_types"], json!([0, 1]));
        assert_eq!(command["default_member_permissions"], json!(null));
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asks_for_no_privileged_intent() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;
    for identify in discord.identifies() {
        assert_eq!(identify.intents & PRIVILEGED, 0);
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_malformed_token_is_an_error_and_not_shown() {
    let discord = start_discord().await;
    for wrong in ["hunter2-is-no-token", "two.parts", "a.b.c\u{1b}[31m", " "] {
        let (status, output) = Start::at(&discord.address(), wrong).fails();
        assert_eq!(status.code(), Some(1), "{output}");
        assert!(output.contains("token") && output.starts_with("nextrole: "), "{output}");
        assert!(wrong.trim().is_empty() || !output.contains(wrong), "{output}");
        assert_eq!(output.lines().count(), 1, "{output}");
    }
    assert!(discord.exchanges().is_empty(), "a malformed token goes nowhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_token_is_an_error_and_not_shown() {
    let discord = start_discord().await;
    let wrong = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.not-the-right-one-but-well-formed";
    let (status, output) = Start::at(&discord.address(), wrong).fails();
    assert_eq!(status.code(), Some(1), "{output}");
    assert!(output.contains("Discord rejected the bot's token"), "{output}");
    assert!(!output.contains(wrong) && !output.contains("not-the-right-one"), "{output}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fatal_close_ends_the_bot() {
    let cases = [
        (4004, "token"),
        (4010, "shard configuration"),
        (4011, "shard configuration"),
        (4013, "intents"),
        (4014, "intents"),
    ];
    for (code, about) in cases {
        let discord = start_discord().await;
        let mut bot = Start::on(&discord).ready(&discord).await;
        discord.close_gateway(code);
        let (status, output) = tokio::task::spawn_blocking(move || (bot.wait(SOON), bot.output())).await.unwrap();
        assert_eq!(status.code(), Some(1), "{code}: {output}");
        let last = output.lines().last().unwrap_or_default();
        assert!(last.starts_with("nextrole: ") && last.contains(about), "{code}: {output}");
        assert!(!output.contains(&discord.token()), "{code}: the token is in the output");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fatal_close_lets_answers_in_flight_finish() {
    for code in [4010, 4011] {
        let discord = std::sync::Arc::new(start_discord().await);
        let mut bot = Start::on(&discord).ready(&discord).await;
        discord.fail_next("/callback", Fault::Delay(Duration::from_millis(900)), 1);
        let asking = tokio::spawn({
            let discord = std::sync::Arc::clone(&discord);
            async move { discord.use_command("ada", Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap() }
        });
        let taken = discord.wait_for(SOON, |discord| discord.planned_faults().is_empty().then_some(())).await;
        assert!(taken.is_some(), "no answer was sent");
        discord.close_gateway(code);
        let outcome = asking.await.unwrap();
        assert!(outcome.text().contains("helpdesk"), "{code}: the answer was lost: {}", bot.output());
        let (status, output) = tokio::task::spawn_blocking(move || (bot.wait(SOON), bot.output())).await.unwrap();
        assert_eq!(status.code(), Some(1), "{code}: {output}");
        assert!(output.contains(&format!("close code {code}")), "{output}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_discord_is_an_error() {
    // A port that nobody listens on: bound, then let go.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let token = FakeDiscord::start(Setup::default()).await.unwrap().token();
    let (status, output) = Start::at(&format!("http://127.0.0.1:{port}"), &token).fails();
    assert_eq!(status.code(), Some(1), "{output}");
    assert!(output.lines().last().unwrap_or_default().starts_with("nextrole: cannot reach Discord"), "{output}");
    assert!(output.contains("failed") && output.contains("retrying"), "silent while it retried: {output}");
    assert!(!output.contains(&token));
}

/// Something listens there and never answers.
#[tokio::test(flavor = "multi_thread")]
async fn a_silent_discord_is_named_while_it_is_waited_for() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let token = FakeDiscord::start(Setup::default()).await.unwrap().token();
    let bot = Start::at(&address, &token).spawn();
    bot.writes("loaded knowledge revision").await;
    bot.writes(&format!("still waiting for Discord at {address}; trying for up to 20 seconds")).await;
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    assert!(!output.contains("answering from"), "{output}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_in_the_address_is_an_error_and_not_shown() {
    let discord = start_discord().await;
    for user in ["me:hunter2", "hunter2", ":hunter2"] {
        let address = discord.address().replace("://", &format!("://{user}@"));
        let (status, output) = Start::at(&address, &discord.token()).fails();
        assert_eq!(status.code(), Some(1), "{output}");
        assert!(output.contains("DISCORD_PROXY must be a full URL") && output.contains("without user and"), "{output}");
        assert!(!output.contains("hunter2"), "{output}");
    }
    assert!(discord.exchanges().is_empty(), "the password would have been sent instead of the token");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_token_file_that_others_can_read_is_warned_about() {
    use std::os::unix::fs::PermissionsExt as _;
    let discord = start_discord().await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), discord.token()).unwrap();
    for (mode, warns) in [(0o644, true), (0o604, true), (0o600, false), (0o440, false)] {
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(mode)).unwrap();
        let bot = Start::on(&discord).token_file(file.path()).ready(&discord).await;
        bot.writes("answering from").await;
        assert_eq!(bot.output().contains("other users can read the token file"), warns, "{mode:o}: {}", bot.output());
        bot.end(&discord).await;
    }
}

/// As after `systemctl reload` at once after the start: without a handler, the signal would end the program.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_hangup_during_the_start_does_not_end_the_bot() {
    let discord = start_discord().await;
    let place = tempfile::tempdir().unwrap();
    let pipe = place.path().join("token");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let bot = Start::on(&discord).token_file(&pipe).spawn();
    // This waits until the bot reads it, in the middle of its start.
    let opened = pipe.clone();
    let mut writer =
        tokio::task::spawn_blocking(move || std::fs::File::options().write(true).open(opened).unwrap()).await.unwrap();
    bot.signal("HUP");
    std::io::Write::write_all(&mut writer, discord.token().as_bytes()).unwrap();
    drop(writer);
    assert!(discord.wait_until_connected(SOON).await, "{}", bot.output());
    bot.writes("answering from").await;
    bot.end(&discord).await;
}

/// Both get every event; whichever comes second learns that the question was answered.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_with_the_same_token_is_noticed() {
    let discord = start_discord().await;
    let one = Start::on(&discord).ready(&discord).await;
    let other = Start::on(&discord).spawn();
    other.writes("answering from").await;
    discord.use_command("ada", Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap();
    let noticed = "another process is running with the same token";
    let deadline = Instant::now() + SOON;
    while !(one.output().contains(noticed) || other.output().contains(noticed)) {
        assert!(Instant::now() < deadline, "{}{}", one.output(), other.output());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for bot in [one, other] {
        let (status, output) = bot.stop().await;
        assert_eq!(status.code(), Some(0), "{output}");
    }
}

/// As a service manager starts it: no home, nothing writable, another working directory.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn needs_no_home_no_writable_folder_and_no_file_of_its_own() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).in_folder("/proc").ready(&discord).await;
    bot.writes("from the built-in knowledge").await;
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_without_a_scheme_is_an_error_at_once() {
    let token = FakeDiscord::start(Setup::default()).await.unwrap().token();
    for proxy in ["localhost", "localhost:8080", "ftp://localhost", "http://", "http://localhost:port"] {
        let started = Instant::now();
        let (status, output) = Start::at(proxy, &token).fails();
        assert_eq!(status.code(), Some(1), "{proxy}: {output}");
        assert!(output.contains("DISCORD_PROXY must be a full URL such as http://"), "{proxy}: {output}");
        assert!(started.elapsed() < Duration::from_secs(10), "{proxy}: retried");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_log_filter_is_an_error() {
    let discord = start_discord().await;
    for filter in ["warning", "loud", "nextrole=loud"] {
        let (status, output) = Start::on(&discord).with("NEXTROLE_LOG", filter).fails();
        assert_eq!(status.code(), Some(1), "{filter}: {output}");
        assert!(output.starts_with("nextrole: invalid log filter"), "{filter}: {output}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_can_be_json() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).with("NEXTROLE_LOG_FORMAT", "json").ready(&discord).await;
    bot.writes("answering from knowledge revision").await;
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    for line in output.lines() {
        let event: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        assert!(event["timestamp"].is_string() && event["level"].is_string() && event["message"].is_string(), "{line}");
    }
    let (status, output) = Start::on(&discord).with("NEXTROLE_LOG_FORMAT", "jsn").fails();
    assert_eq!(status.code(), Some(1), "{output}");
    assert_eq!(output, "nextrole: NEXTROLE_LOG_FORMAT is `jsn`; it must be text or json\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_says_answering_only_when_connected() {
    let discord = start_discord().await;
    discord.fail_next("/gateway", Fault::Delay(Duration::from_secs(60)), 1);
    let bot = Start::on(&discord).spawn();
    bot.writes("loaded knowledge revision").await;
    let (_, output) = bot.stop().await;
    assert!(!output.contains("answering from"), "{output}");

    let bot = Start::on(&discord).ready(&discord).await;
    bot.writes("answering from knowledge revision").await;
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_survives_failures() {
    let discord = start_discord().await;
    discord.fail_next("/gateway", Fault::Status(503), 2);
    discord.fail_next("/applications/@me", Fault::Reset, 1);
    discord.fail_next(
        "/commands",
        Fault::TooManyRequests { retry_after: Duration::from_millis(300), global: false },
        1,
    );
    discord.fail_next("/commands", Fault::Delay(Duration::from_millis(500)), 1);
    let bot = Start::on(&discord).ready(&discord).await;
    assert_eq!(discord.commands().len(), 10);
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_during_a_slow_start_is_obeyed() {
    let discord = start_discord().await;
    discord.fail_next("/gateway", Fault::Delay(Duration::from_secs(60)), 1);
    let bot = Start::on(&discord).spawn();
    bot.writes("loaded knowledge revision").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
}
