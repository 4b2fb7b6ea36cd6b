//! Stopping: no question is lost, and it does not take long.

use std::sync::Arc;
use std::time::Duration;

use fake_discord::{Fault, Venue};
use serde_json::json;

use super::{Start, start_discord};

#[tokio::test(flavor = "multi_thread")]
async fn answers_in_flight_are_finished() {
    let discord = Arc::new(start_discord().await);
    let bot = Start::on(&discord).ready(&discord).await;
    // Too busy for the first attempt, and as slow as an attempt may be for the second.
    discord.fail_next("/callback", Fault::Status(500), 5);
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..5 {
        let discord = Arc::clone(&discord);
        asking.spawn(async move {
            discord.use_command("ada", Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap()
        });
    }
    let asked = discord.wait_for(Duration::from_secs(5), |discord| {
        (discord.exchanges().iter().filter(|exchange| exchange.path.contains("/callback")).count() > 0).then_some(())
    });
    assert!(asked.await.is_some());
    bot.end(&discord).await;
    while let Some(outcome) = asking.join_next().await {
        assert!(outcome.unwrap().response.is_some(), "an answer was lost");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_stops_the_bot() {
    let discord = start_discord().await;
    let mut bot = Start::on(&discord).ready(&discord).await;
    bot.signal("INT");
    let (status, output) =
        tokio::task::spawn_blocking(move || (bot.wait(Duration::from_secs(5)), bot.output())).await.unwrap();
    assert_eq!(status.code(), Some(0), "{output}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gateway_connection_is_closed() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    assert!(!output.contains("WARN"), "a usual stop is nothing to warn about: {output}");
    assert_eq!(discord.connected(), 0);
    assert_eq!(discord.identifies().len(), 1, "no other connection was made");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_connection_does_not_delay_the_stop() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    discord.fail_next("/gateway", Fault::Status(503), 100);
    discord.drop_gateway();
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
}
