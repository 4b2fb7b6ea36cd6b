//! Health and metrics of a process that is connected to the gateway.

use fake_discord::{Fault, Venue};
use serde_json::json;

use super::{SOON, Start, start_discord};

/// The status of a page, and what it says.
pub(super) async fn get(address: &str, page: &str) -> (u16, String) {
    let response = reqwest::get(format!("http://{address}{page}")).await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

/// The value of a sample; `None` if there is none.
pub(super) fn sample(metrics: &str, name: &str) -> Option<f64> {
    let line = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.map(|value| value.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_is_ready_while_its_shards_are_connected() {
    let discord = start_discord().await;
    discord.fail_next("/gateway", Fault::Status(503), 1);
    let bot = Start::on(&discord).with("NEXTROLE_LISTEN", "127.0.0.1:0").spawn();
    let address = bot.value_after("health and metrics are at http://").await;
    let address = address.trim_end_matches("/readyz");
    assert_eq!(get(address, "/healthz").await, (200, "alive\n".to_owned()));
    assert!(discord.wait_until_connected(SOON).await, "{}", bot.output());
    bot.writes("connected as").await;
    let (status, text) = get(address, "/readyz").await;
    assert!(status == 200 && text.starts_with("ready, answering from knowledge revision "), "{status}: {text}");
    assert_eq!(get(address, "/interactions").await.0, 404, "questions arrive by the gateway");

    // Discord does not take the connection back for a moment.
    discord.close_gateway(4009);
    let deadline = std::time::Instant::now() + SOON;
    while get(address, "/readyz").await != (503, "0 of 1 shards are connected\n".to_owned()) {
        assert!(std::time::Instant::now() < deadline, "still ready without a connection: {}", bot.output());
    }
    assert!(discord.wait_until_connected(SOON).await, "{}", bot.output());
    let asked = json!({"role": "helpdesk"});
    assert!(
        discord
            .use_command("ada", Venue::Guild, "next", asked)
            .await
            .unwrap()
            .text()
            .contains("What comes after helpdesk?")
    );
    // An answer is counted once Discord has confirmed it, which may be after the member sees it.
    let counted = "nextrole_questions_total{command=\"next\",verdict=\"exact\"}";
    let deadline = std::time::Instant::now() + SOON;
    let metrics = loop {
        let (_, metrics) = get(address, "/metrics").await;
        if sample(&metrics, counted) == Some(1.0) {
            break metrics;
        }
        assert!(std::time::Instant::now() < deadline, "the answer was not counted: {metrics}");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    };
    assert_eq!(sample(&metrics, "nextrole_shard_connected{shard=\"0\"}"), Some(1.0), "{metrics}");
    assert_eq!(sample(&metrics, "nextrole_shard_reconnects_total{shard=\"0\"}"), Some(1.0), "{metrics}");
    assert_eq!(sample(&metrics, "nextrole_servers"), Some(1.0), "{metrics}");
    assert_eq!(sample(&metrics, "nextrole_rest_errors_total{kind=\"server-error\"}"), Some(1.0), "{metrics}");
    bot.end(&discord).await;
}
