//! Three processes behind HAProxy, under load, one killed and one restarted meanwhile: no interaction goes without its
//! answer.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, Venue};
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::{Bot, SOON, Start, start_discord, without_budget};
use crate::program::nextrole;
use crate::services::{Server, find, free_port};

/// How many questions are asked at a time.
const CLIENTS: usize = 64;

/// How long they are asked.
const LOAD: Duration = Duration::from_secs(9);

/// What is asked, and what every answer to it says.
const ASKED: [(&str, &str); 4] = [
    ("helpdesk", "What comes after helpdesk?"),
    ("2nd line suport", "What comes after second-line support?"),
    ("it-manager", "What comes after IT manager?"),
    ("sysadmin", "What comes after system administrator?"),
];

/// Asks one question after the other until the deadline: how many, and the longest wait.
async fn ask(discord: Arc<FakeDiscord>, client: usize, until: Instant) -> (usize, Duration) {
    let (mut answered, mut longest) = (0, Duration::ZERO);
    while Instant::now() < until {
        let (role, expected) = ASKED[(client + answered) % ASKED.len()];
        let outcome = discord.use_command("ada", Venue::Guild, "next", json!({ "role": role })).await.unwrap();
        let response = outcome.response.as_ref().unwrap_or_else(|| panic!("{role} was not answered"));
        assert!(outcome.text().contains(expected), "{role}: {}", outcome.text());
        longest = longest.max(response.took);
        answered += 1;
    }
    (answered, longest)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_and_a_restarted_process_lose_no_interaction() {
    let Some(haproxy) = find("haproxy") else { return };
    let discord = Arc::new(start_discord().await);
    let register = nextrole("register").env("DISCORD_TOKEN", discord.token()).env("DISCORD_PROXY", discord.address());
    tokio::task::spawn_blocking(|| register.prints()).await.unwrap();
    let config = without_budget();
    let addresses: Vec<String> = (0..3).map(|_| format!("127.0.0.1:{}", free_port())).collect();
    let start = |number: usize| Start::serve_at(&discord, &addresses[number]).config(config.path()).spawn();
    let mut replicas: Vec<Bot> = (0..3).map(start).collect();
    for replica in &replicas {
        replica.writes("answering interactions").await;
    }

    // The file that is shipped, with the addresses of this test.
    let public = format!("127.0.0.1:{}", free_port());
    let mut balancer =
        include_str!("../../../deploy/haproxy.cfg").replace("bind 127.0.0.1:8080", &format!("bind {public}"));
    for (number, address) in addresses.iter().enumerate() {
        let example = format!("127.0.0.1:{}", 8081 + number);
        assert!(balancer.contains(&example), "the shipped file has no {example}");
        balancer = balancer.replace(&example, address);
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("haproxy.cfg");
    std::fs::write(&file, balancer).unwrap();
    let _balancer = Server::start(&haproxy, &["-db", "-f", file.to_str().unwrap()]);
    let url = format!("http://{public}/interactions");
    let deadline = Instant::now() + SOON;
    while let Err(why) = discord.set_interactions_endpoint(&url).await {
        assert!(Instant::now() < deadline, "{why}");
        sleep(Duration::from_millis(100)).await;
    }
    let hidden = reqwest::get(format!("http://{public}/metrics")).await.unwrap();
    assert_eq!(hidden.status().as_u16(), 404, "metrics are public");

    let until = Instant::now() + LOAD;
    let mut asking: JoinSet<_> = (0..CLIENTS).map(|client| ask(Arc::clone(&discord), client, until)).collect();
    sleep(LOAD / 4).await;
    replicas[0].signal("KILL");
    sleep(LOAD / 4).await;
    let (status, output) = replicas.remove(1).stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    sleep(LOAD / 6).await;
    replicas.push(start(1));
    replicas[2].writes("answering interactions").await;

    let (mut total, mut longest) = (0, Duration::ZERO);
    while let Some(asked) = asking.join_next().await {
        let (answered, wait) = asked.unwrap();
        total += answered;
        longest = longest.max(wait);
    }
    assert_eq!(discord.violations(), []);
    // Counted by Discord: a request that the balancer repeats is still one interaction, with one answer.
    let mut answers: HashMap<_, usize> = discord.interactions().iter().map(|asked| (asked.id, 0)).collect();
    assert_eq!(answers.len(), total, "each question is an interaction");
    for exchange in discord.exchanges() {
        if let Some(count) = exchange.interaction.and_then(|id| answers.get_mut(&id)) {
            *count += 1;
        }
    }
    answers.retain(|_, count| *count != 1);
    assert!(answers.is_empty(), "not answered exactly once: {answers:?}");
    assert_eq!(discord.bot_messages().len(), total, "one message for each question");
    assert!(longest < Duration::from_secs(3), "one answer took {longest:?}");
    assert!(total > 10 * CLIENTS, "only {total} questions were asked");
    // For `--nocapture`.
    let _ = writeln!(std::io::stdout(), "{total} interactions in {LOAD:?}, the slowest in {longest:?}");
}
