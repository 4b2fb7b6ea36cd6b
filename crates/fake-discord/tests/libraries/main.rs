//! Bots of discord.py and discord.js against the fake: independent implementations of what Discord sends and accepts.
//!
//! The bots are in `tests/oracles/`. `FAKE_DISCORD_PYTHON` is a Python interpreter that has discord.py,
//! `FAKE_DISCORD_NODE_MODULES` a folder that has discord.js. Without them the tests are skipped, unless
//! `FAKE_DISCORD_ORACLES` is `required`.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test stops where it cannot go on, and says what it leaves out"
)]

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use fake_discord::{FakeDiscord, Outcome, Setup, Venue};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Value, json};
use tokio::process::{Child, Command};

const TIMEOUT: Duration = Duration::from_secs(30);

/// A library that a bot is written with.
#[derive(Clone, Copy)]
struct Library {
    name: &'static str,
    /// The environment variable that says where the library is.
    variable: &'static str,
    /// The command that runs the bot, given that place.
    command: fn(&str) -> Command,
}

const LIBRARIES: [Library; 2] = [
    Library {
        name: "discord.py",
        variable: "FAKE_DISCORD_PYTHON",
        command: |python| {
            let mut command = Command::new(python);
            command.arg(script("discord_py.py"));
            command
        },
    },
    Library {
        name: "discord.js",
        variable: "FAKE_DISCORD_NODE_MODULES",
        command: |modules| {
            let mut command = Command::new("node");
            command.env("NODE_PATH", modules).arg(script("discord_js.cjs"));
            command
        },
    },
];

fn script(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles").join(name)
}

/// A bot that is connected to a fake and has registered its commands.
struct Scene {
    discord: FakeDiscord,
    /// The bot; it is killed when this is dropped.
    _bot: Child,
}

impl Scene {
    async fn start(mut command: Command) -> Self {
        let discord = FakeDiscord::start(Setup::default()).await.unwrap();
        command.env("ADDRESS", discord.address()).env("GATEWAY", discord.gateway_url());
        command.env("TOKEN", discord.token()).stdin(Stdio::null()).kill_on_drop(true);
        let bot = command.spawn().unwrap();
        let registered = discord.wait_for(TIMEOUT, |discord| (discord.commands().len() == 5).then_some(())).await;
        registered.expect("the bot logs in and registers its commands");
        Self { discord, _bot: bot }
    }

    async fn command(&self, name: &str, options: Value) -> Outcome {
        self.discord.use_command("ada", Venue::Guild, name, options).await.unwrap()
    }

    async fn hears(&self, venue: Venue, text: &str) -> String {
        let message = self.discord.send_message("ada", venue, text).unwrap();
        let reply = self.discord.wait_for_reply(&message, TIMEOUT).await;
        reply.expect("a reply to the message").content().to_owned()
    }

    /// Waits until the bot has said `count` times that it is ready for what it has shown to be used: discord.py keeps a
    /// view only after its message was sent, and a test is faster than a person.
    async fn is_ready(&self, count: usize) {
        let ready = |discord: &FakeDiscord| {
            let messages = discord.bot_messages();
            (messages.iter().filter(|message| message.content() == "ready").count() == count).then_some(())
        };
        self.discord.wait_for(TIMEOUT, ready).await.expect("the bot is ready");
    }

    #[track_caller]
    fn assert_no_violations(&self) {
        let violations: Vec<_> = self.discord.violations().iter().map(ToString::to_string).collect();
        assert_eq!(violations, Vec::<String>::new());
    }
}

async fn logs_in(scene: Scene) {
    let identifies = scene.discord.identifies();
    assert_eq!(identifies.len(), 1);
    assert_eq!(identifies[0].shard, (0, 1));
    assert_eq!((scene.discord.connected(), scene.discord.resumes()), (1, 0));
    scene.assert_no_violations();
}

async fn responds_to_commands(scene: Scene) {
    for venue in [Venue::Guild, Venue::DirectMessage] {
        let outcome = scene.discord.use_command("ada", venue, "ping", json!({ "text": "é" })).await.unwrap();
        assert_eq!(outcome.text(), "pong: é", "{venue:?}");
        assert!(outcome.is_ephemeral());
    }
    let typed = scene.discord.autocomplete("ada", Venue::Guild, "ping", json!({ "text": "hi" }), "text").await.unwrap();
    assert_eq!(typed.choices(), [("hi!".to_owned(), json!("hi!"))]);
    let message = scene.discord.send_message("ben", Venue::Guild, "to be quoted").unwrap();
    let quoted = scene.discord.use_message_command("ada", "Quote", message.id).await.unwrap();
    assert_eq!(quoted.text(), "> to be quoted");
    scene.assert_no_violations();
}

async fn completes_deferred_responses(scene: Scene) {
    let outcome = scene.command("slow", json!({})).await;
    assert!(outcome.is_complete);
    let message = outcome.message.unwrap();
    assert_eq!((message.content(), message.files.len()), ("done", 1));
    let both = |discord: &FakeDiscord| (discord.bot_messages().len() == 2).then(|| discord.bot_messages());
    let messages = scene.discord.wait_for(TIMEOUT, both).await.expect("a follow-up");
    assert_eq!(messages[1].content(), "really done");
    scene.assert_no_violations();
}

async fn handles_components_and_modals(scene: Scene) {
    let message = scene.command("button", json!({})).await.message.unwrap();
    let custom_id = message.button("Press").unwrap();
    scene.is_ready(1).await;
    let pressed = scene.discord.press_button("ben", message.id, &custom_id).await.unwrap();
    assert_eq!(pressed.text(), "pressed");
    let opened = scene.command("form", json!({})).await;
    assert_eq!(opened.modal().unwrap()["title"], "Form");
    scene.is_ready(2).await;
    assert!(scene.discord.submit_modal(&opened, json!({ "name": "x" })).await.is_err());
    let submitted = scene.discord.submit_modal(&opened, json!({ "name": "Ada" })).await.unwrap();
    assert_eq!(submitted.text(), "hello, Ada");
    scene.assert_no_violations();
}

async fn receives_events(scene: Scene) {
    assert_eq!(scene.hears(Venue::DirectMessage, "hello").await, "echo: hello");
    let mention = format!("<@{}> hello", scene.discord.bot_id());
    assert_eq!(scene.hears(Venue::Guild, &mention).await, format!("echo: {mention}"));
    scene.discord.add_role("Tester");
    let announced = |discord: &FakeDiscord| {
        discord.bot_messages().into_iter().find(|message| message.content() == "new role: Tester")
    };
    scene.discord.wait_for(TIMEOUT, announced).await.expect("a message about the new role");
    scene.assert_no_violations();
}

async fn resumes(scene: Scene) {
    type Interruption = fn(&FakeDiscord) -> usize;
    let interruptions: [(&str, Interruption); 3] = [
        ("dropped", FakeDiscord::drop_gateway),
        ("asked to reconnect", FakeDiscord::request_reconnect),
        ("closed with 4000", |discord| discord.close_gateway(4000)),
    ];
    for (index, (name, interrupt)) in interruptions.into_iter().enumerate() {
        assert_eq!(interrupt(&scene.discord), 1, "{name}");
        // Sent while the bot is away: the session replays it.
        assert_eq!(scene.hears(Venue::DirectMessage, name).await, format!("echo: {name}"));
        let resumed = |discord: &FakeDiscord| (discord.resumes() == index + 1).then_some(());
        scene.discord.wait_for(TIMEOUT, resumed).await.expect("a RESUME");
        assert!(scene.discord.wait_until_connected(TIMEOUT).await, "{name}");
    }
    assert_eq!(scene.discord.identifies().len(), 1);
    scene.assert_no_violations();
}

async fn identifies_again(scene: Scene) {
    scene.discord.invalidate_session(false);
    let again = |discord: &FakeDiscord| (discord.identifies().len() == 2 && discord.connected() == 1).then_some(());
    scene.discord.wait_for(TIMEOUT, again).await.expect("a second IDENTIFY");
    assert_eq!(scene.hears(Venue::DirectMessage, "still there?").await, "echo: still there?");
    scene.assert_no_violations();
}

/// A test of one library.
fn trial<F: Future<Output = ()> + 'static>(library: Library, name: &str, test: fn(Scene) -> F) -> Trial {
    let place = std::env::var(library.variable).ok();
    let is_missing = place.is_none();
    let run = move || {
        let place = place.ok_or_else(|| Failed::from(format!("{} is not set", library.variable)))?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async { test(Scene::start((library.command)(&place)).await).await });
        Ok(())
    };
    let is_required = std::env::var("FAKE_DISCORD_ORACLES").is_ok_and(|value| value == "required");
    Trial::test(format!("{}::{name}", library.name), run).with_ignored_flag(is_missing && !is_required)
}

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for library in LIBRARIES {
        if std::env::var_os(library.variable).is_none() && !arguments.list {
            eprintln!("\nSKIPPED: no test with {}, because {} is not set\n", library.name, library.variable);
        }
        trials.extend([
            trial(library, "logs_in", logs_in),
            trial(library, "responds_to_commands", responds_to_commands),
            trial(library, "completes_deferred_responses", completes_deferred_responses),
            trial(library, "handles_components_and_modals", handles_components_and_modals),
            trial(library, "receives_events", receives_events),
            trial(library, "resumes", resumes),
            trial(library, "identifies_again", identifies_again),
        ]);
    }
    libtest_mimic::run(&arguments, trials).exit();
}
