//! Coming online, and being turned away.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Setup};
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
    assert_eq!(names, ["next", "path", "compare", "define", "tracks", "about", "What comes next?"]);
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
async fn a_malformed_token_is_told_and_not_shown() {
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
async fn a_token_that_discord_does_not_know_is_told_and_not_shown() {
    let discord = start_discord().await;
    let wrong = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.not-the-right-one-but-well-formed";
    let (status, output) = Start::at(&discord.address(), wrong).fails();
    assert_eq!(status.code(), Some(1), "{output}");
    assert!(output.contains("Discord does not accept the bot's token"), "{output}");
    assert!(!output.contains(wrong) && !output.contains("not-the-right-one"), "{output}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_turns_the_bot_away_for_good_ends_it() {
    let cases = [(4004, "token"), (4010, "shards"), (4011, "shards"), (4013, "intents"), (4014, "intents")];
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
async fn a_discord_that_cannot_be_reached_is_told() {
    // A port that nobody listens on: bound, then let go.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let token = FakeDiscord::start(Setup::default()).await.unwrap().token();
    let (status, output) = Start::at(&format!("http://127.0.0.1:{port}"), &token).fails();
    assert_eq!(status.code(), Some(1), "{output}");
    assert!(output.lines().last().unwrap_or_default().starts_with("nextrole: cannot reach Discord"), "{output}");
    assert!(!output.contains(&token));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_with_trouble_gets_through() {
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
    assert_eq!(discord.commands().len(), 7);
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_while_discord_is_slow_is_obeyed() {
    let discord = start_discord().await;
    discord.fail_next("/gateway", Fault::Delay(Duration::from_secs(60)), 1);
    let bot = Start::on(&discord).spawn();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
}
