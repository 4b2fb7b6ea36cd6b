//! Stopping: no question is lost, and it does not take long.

use std::sync::Arc;
use std::time::Duration;

use fake_discord::{Fault, Setting};
use serde_json::json;

use super::{Start, stand_in};

#[tokio::test(flavor = "multi_thread")]
async fn answers_in_flight_are_finished() {
    let stand_in = Arc::new(stand_in().await);
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    // Too busy for the first attempt, and as slow as an attempt may be for the second.
    stand_in.fail_next("/callback", Fault::Status(500), 5);
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..5 {
        let stand_in = Arc::clone(&stand_in);
        asking.spawn(async move {
            stand_in.use_command("ada", Setting::Server, "next", json!({"role": "helpdesk"})).await.unwrap()
        });
    }
    let asked = stand_in.until(Duration::from_secs(5), |stand_in| {
        (stand_in.exchanges().iter().filter(|exchange| exchange.path.contains("/callback")).count() > 0).then_some(())
    });
    assert!(asked.await.is_some());
    bot.end(&stand_in).await;
    while let Some(outcome) = asking.join_next().await {
        assert!(outcome.unwrap().response.is_some(), "an answer was lost");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_is_as_good() {
    let stand_in = stand_in().await;
    let mut bot = Start::on(&stand_in).ready(&stand_in).await;
    bot.signal("INT");
    let (status, output) =
        tokio::task::spawn_blocking(move || (bot.wait(Duration::from_secs(5)), bot.output())).await.unwrap();
    assert_eq!(status.code(), Some(0), "{output}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gateway_is_left_politely() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    bot.end(&stand_in).await;
    assert_eq!(stand_in.connected(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_connection_does_not_hold_it_up() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    stand_in.fail_next("/gateway", Fault::Status(503), 100);
    stand_in.drop_socket();
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
}
