//! The real program on a fake Discord, over real sockets on loopback.
//!
//! Every test ends with [`Bot::end`]: the bot stops in good order, no rule of Discord's was broken, and two independent
//! oracles have nothing to object to in anything that it sent.

mod balancer;
mod buttons;
mod commands;
mod crawl;
mod edits;
mod endpoint;
mod faults;
mod gaps;
mod gateway;
mod guild_roles;
mod knowledge;
mod limits;
mod login;
mod message_menu;
mod messages;
mod permissions;
mod pictures;
mod question_log;
mod rate_limit;
mod redis;
mod register;
mod remove;
mod secrets;
mod sharding;
mod sharing;
mod soak;
mod status;
mod stop;
mod suggest;

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use fake_discord::FakeDiscord;
use nextrole::playground::setup;

use crate::oracles::objections_to_all;

/// How long a test waits for what should happen soon. Far more than it takes, for machines under load.
const SOON: Duration = Duration::from_secs(20);

/// The program, running.
struct Bot {
    child: Child,
    /// Everything that it wrote so far.
    output: Arc<Mutex<String>>,
    /// What gathers it; ends where the output ends.
    gatherers: Vec<JoinHandle<()>>,
}

/// How the program is started.
struct Start {
    command: Command,
}

impl Start {
    /// On this fake Discord, with the shipped knowledge and nothing from this process' environment.
    fn on(discord: &FakeDiscord) -> Start {
        Start::at(&discord.address(), &discord.token())
    }

    fn at(address: &str, token: &str) -> Start {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nextrole"));
        command.arg("run").env_clear().env("DISCORD_TOKEN", token).env("DISCORD_PROXY", address);
        command.current_dir(env!("CARGO_MANIFEST_DIR"));
        Start { command }
    }

    /// An endpoint for HTTP interactions of this fake Discord, on a free port. It has no token.
    fn serve(discord: &FakeDiscord) -> Start {
        Start::serve_at(discord, "127.0.0.1:0")
    }

    fn serve_at(discord: &FakeDiscord, address: &str) -> Start {
        let mut start = Start::on(discord);
        let mut command = Command::new(start.command.get_program());
        command.args(["serve", "--listen", address]).env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
        command.env("DISCORD_PUBLIC_KEY", discord.public_key()).env("DISCORD_PROXY", discord.address());
        start.command = command;
        start
    }

    fn argument(mut self, argument: &str) -> Start {
        self.command.arg(argument);
        self
    }

    fn with(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Start {
        self.command.env(name, value);
        self
    }

    fn knowledge(self, folder: &Path) -> Start {
        self.with("NEXTROLE_KNOWLEDGE", folder)
    }

    /// With the token in a file instead of a variable.
    fn token_file(mut self, file: &Path) -> Start {
        self.command.env_remove("DISCORD_TOKEN");
        self.with("DISCORD_TOKEN_FILE", file)
    }

    fn in_folder(mut self, folder: impl AsRef<Path>) -> Start {
        self.command.current_dir(folder);
        self
    }

    fn config(self, file: &Path) -> Start {
        self.with("NEXTROLE_CONFIG", file)
    }

    fn spawn(mut self) -> Bot {
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        let output = Arc::new(Mutex::new(String::new()));
        let gatherers = vec![
            gather(child.stdout.take().unwrap(), Arc::clone(&output)),
            gather(child.stderr.take().unwrap(), Arc::clone(&output)),
        ];
        Bot { child, output, gatherers }
    }

    /// Starts it and waits until it is connected.
    async fn ready(self, discord: &FakeDiscord) -> Bot {
        let bot = self.spawn();
        assert!(discord.wait_until_connected(SOON).await, "the bot did not connect: {}", bot.output());
        bot
    }

    /// Starts it where it cannot run: how it ended, and what it wrote.
    fn fails(self) -> (ExitStatus, String) {
        let mut bot = self.spawn();
        let status = bot.wait(Duration::from_secs(60));
        (status, bot.output())
    }
}

fn gather(from: impl Read + Send + 'static, into: Arc<Mutex<String>>) -> JoinHandle<()> {
    thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let mut output = into.lock().unwrap();
            output.push_str(&String::from_utf8_lossy(&line));
            output.push('\n');
        }
    })
}

impl Bot {
    fn output(&self) -> String {
        self.output.lock().unwrap().clone()
    }

    /// Waits until it has written this.
    async fn writes(&self, text: &str) {
        let deadline = Instant::now() + SOON;
        while !self.output().contains(text) {
            assert!(Instant::now() < deadline, "never wrote {text:?}: {}", self.output());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The rest of the first line that it wrote after this text, up to the next space.
    async fn value_after(&self, text: &str) -> String {
        self.writes(text).await;
        let output = self.output();
        let (_, after) = output.split_once(text).unwrap();
        after.split_whitespace().next().unwrap().to_owned()
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status().unwrap();
        assert!(sent.success());
    }

    fn wait(&mut self, most: Duration) -> ExitStatus {
        let deadline = Instant::now() + most;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What it wrote last is on its way through the pipes.
                self.gatherers.drain(..).for_each(|gatherer| gatherer.join().unwrap());
                return status;
            }
            assert!(Instant::now() < deadline, "still running after {most:?}: {}", self.output());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Asks it to stop, and waits the five seconds that it has for that.
    async fn stop(mut self) -> (ExitStatus, String) {
        self.signal("TERM");
        // The fake Discord lives on this thread's runtime: it must go on while the bot says goodbye.
        tokio::task::spawn_blocking(move || {
            let status = self.wait(Duration::from_secs(5));
            (status, self.output())
        })
        .await
        .unwrap()
    }

    /// Stops it, and sees that everything was in order.
    async fn end(self, discord: &FakeDiscord) {
        let (status, output) = self.stop().await;
        assert_eq!(status.code(), Some(0), "{output}");
        assert!(!output.contains(&discord.token()), "the token is in the output");
        assert_eq!(discord.violations(), [], "{output}");
        assert_eq!(objections_to_all(discord), [""; 0]);
    }
}

/// No test leaves a process behind, even if it fails.
impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn start_discord() -> FakeDiscord {
    FakeDiscord::start(setup(Some("Helpdesk"))).await.unwrap()
}

/// A knowledge folder of one file, which goes when the value does.
fn knowledge_of(toml: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("all.toml"), toml).unwrap();
    folder
}

/// A config file that lets everybody ask as often as they like, for tests that ask hundreds of times.
fn without_budget() -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "[answers]\nper_minute = 0\n").unwrap();
    file
}

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")
}
