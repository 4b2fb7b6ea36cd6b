//! How fast the bot answers on Discord, against a bare serenity bot that sends a fixed embed, in one run.
//!
//! `cargo bench --bench discord` starts both as processes on a fake Discord each, asks each 200 questions a
//! second in turns, and prints how long it takes from dispatch to callback; then it floods each with a thousand at once,
//! and prints how much memory it holds. The bare bot is this program itself, started with an argument. Then it compares
//! `nextrole serve` with a bare axum handler, and measures what 10,000 servers take. `gateway`, `endpoint` or `servers` as
//! argument runs that part alone.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and stops where it cannot go on")]

mod bare;
mod endpoint;

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use fake_discord::{FakeDiscord, Venue};
use nextrole::playground::setup;
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

/// Questions a second.
const RATE: u32 = 200;

/// How long each bot is asked at a time, and how many times.
const TURN: Duration = Duration::from_secs(4);
const TURNS: usize = 3;

/// Questions of the flood.
const FLOOD: usize = 1_000;

/// What most people ask, and what has to be worked out each time: an answer that says what it read is not kept.
const NAMES: [&str; 4] = ["helpdesk", "second line support", "it-manager", "sysadmin"];
const MISSPELT: [&str; 4] = ["helpdeks", "2nd line suport", "it-mangaer", "sysadmn"];

/// What is asked of a bot, and what came of it.
struct Asked {
    name: &'static str,
    roles: [&'static str; 4],
    discord: Arc<FakeDiscord>,
    process: Child,
    /// From dispatch to callback, in milliseconds.
    took: Vec<f64>,
    lost: usize,
}

fn main() {
    if std::env::args().any(|argument| argument == bare::ARGUMENT) {
        return bare::run();
    }
    if std::env::args().any(|argument| argument == endpoint::ARGUMENT) {
        return endpoint::run();
    }
    let part = |name: &str| std::env::args().skip(1).all(|argument| argument.starts_with("--") || argument == name);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if part("gateway") {
        runtime.block_on(compare());
    }
    if part("endpoint") {
        runtime.block_on(endpoint::compare());
    }
    if part("servers") {
        runtime.block_on(servers());
    }
}

async fn compare() {
    let myself = std::env::current_exe().unwrap();
    let ours = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nextrole"));
        command.arg("run");
        command
    };
    let mut bots = [
        Asked::start("bare serenity bot", Command::new(myself).arg(bare::ARGUMENT), NAMES).await,
        Asked::start("nextrole", &mut ours(), NAMES).await,
        Asked::start("nextrole, all misspelt", &mut ours(), MISSPELT).await,
    ];
    for _ in 0..TURNS {
        for bot in &mut bots {
            bot.ask_steadily().await;
        }
    }
    for bot in &mut bots {
        bot.flood().await;
    }
    println!("| bot | p50 | p99 | lost | memory after {FLOOD} at once |");
    println!("|---|---:|---:|---:|---:|");
    let figures: Vec<(f64, f64, f64)> = bots.iter_mut().map(Asked::row).collect();
    for (bot, (p50, p99, memory)) in bots.iter().zip(&figures).skip(1) {
        let bare = figures[0];
        println!(
            "\n{} / bare: p50 {:.2}, p99 {:.2}, memory {:.2}",
            bot.name,
            p50 / bare.0,
            p99 / bare.1,
            memory / bare.2
        );
    }
}

impl Asked {
    async fn start(name: &'static str, command: &mut Command, roles: [&'static str; 4]) -> Asked {
        let discord = FakeDiscord::start(setup(Some("Helpdesk"))).await.unwrap();
        let config = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/discord/config.toml");
        command.env_clear().env("DISCORD_TOKEN", discord.token()).env("DISCORD_PROXY", discord.address());
        command.env("NEXTROLE_CONFIG", config).env("NEXTROLE_LOG", "warn").current_dir(env!("CARGO_MANIFEST_DIR"));
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        let soon = Duration::from_secs(30);
        assert!(discord.wait_until_connected(soon).await, "{name} did not connect");
        let registered = discord.wait_for(soon, |discord| (!discord.commands().is_empty()).then_some(())).await;
        assert!(registered.is_some(), "{name} registered no command");
        Asked { name, roles, discord: Arc::new(discord), process, took: Vec::new(), lost: 0 }
    }

    async fn ask_steadily(&mut self) {
        let mut ticks = interval(Duration::from_secs(1) / RATE);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let mut asking = JoinSet::new();
        for number in 0..(TURN.as_secs() as usize * RATE as usize) {
            ticks.tick().await;
            asking.spawn(ask(Arc::clone(&self.discord), self.roles[number % self.roles.len()]));
        }
        while let Some(took) = asking.join_next().await {
            match took.unwrap() {
                Some(took) => self.took.push(took.as_secs_f64() * 1e3),
                None => self.lost += 1,
            }
        }
    }

    async fn flood(&mut self) {
        let mut asking: JoinSet<_> =
            (0..FLOOD).map(|number| ask(Arc::clone(&self.discord), self.roles[number % self.roles.len()])).collect();
        while let Some(took) = asking.join_next().await {
            self.lost += usize::from(took.unwrap().is_none());
        }
    }

    /// Prints the row of the bot; gives p50, p99 and the memory in MiB.
    fn row(&mut self) -> (f64, f64, f64) {
        self.took.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| self.took[((self.took.len() - 1) as f64 * share) as usize];
        let (p50, p99, memory) = (at(0.5), at(0.99), resident(self.process.id()));
        println!("| {} | {p50:.2} ms | {p99:.2} ms | {} | {memory:.0} MiB |", self.name, self.lost);
        (p50, p99, memory)
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn ask(discord: Arc<FakeDiscord>, role: &str) -> Option<Duration> {
    let options = json!({ "role": role });
    let outcome = discord.use_command("ada", Venue::Guild, "next", options).await.unwrap();
    outcome.response.map(|response| response.took)
}

/// Servers of the largest bot here, and the roles of each.
const SERVERS: u64 = 10_000;

/// Prints how much memory the role names of a server take.
async fn servers() {
    let mut held = Vec::new();
    for more_guilds in [0, SERVERS] {
        let setup = fake_discord::Setup { more_guilds, ..setup(Some("Helpdesk")) };
        let discord = FakeDiscord::start(setup).await.unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_nextrole"));
        command.arg("run").env_clear().env("DISCORD_TOKEN", discord.token()).env("DISCORD_PROXY", discord.address());
        command.env("NEXTROLE_LOG", "warn").current_dir(env!("CARGO_MANIFEST_DIR"));
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        assert!(discord.wait_until_connected(Duration::from_secs(30)).await, "the bot did not connect");
        // An answer comes after all that was sent before it.
        let options = json!({ "role": "helpdesk" });
        discord.wait_for(Duration::from_secs(30), |discord| (!discord.commands().is_empty()).then_some(())).await;
        while discord.use_command("ada", Venue::Guild, "next", options.clone()).await.unwrap().response.is_none() {}
        tokio::time::sleep(Duration::from_secs(1)).await;
        held.push(resident(process.id()));
        process.kill().unwrap();
        process.wait().unwrap();
    }
    let each = (held[1] - held[0]) * 1024.0 * 1024.0 / SERVERS as f64;
    println!(
        "\n{SERVERS} servers of 30 roles: {:.0} MiB, without them {:.0} MiB: {each:.0} bytes a server",
        held[1], held[0]
    );
}

/// What a process holds in memory, in MiB; not a number where the system does not say it like Linux.
fn resident(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok()).map_or(f64::NAN, |kib: f64| kib / 1024.0)
}
