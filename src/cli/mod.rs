//! The commands of the terminal: arguments in, exit code out.
//!
//! One file per subcommand, each with its flags and a `run`. What they share is here: the exit codes, the config and
//! how a knowledge folder is loaded. `screen` knows the terminal.
//!
//! Exit codes: 0 done, 1 it failed and said why, 2 wrong usage. A reader that closes the pipe has seen enough, so that
//! is 0.

mod ask;
mod chat;
mod check;
mod completions;
mod lines;
mod log;
mod map;
mod match_;
mod mentions;
#[cfg(feature = "playground")]
mod playground;
mod run;
mod running;
mod screen;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};

use crate::answer::Engine;
use crate::config::{Config, Overrides};
use crate::knowledge::model::Vocabulary;
use crate::knowledge::{LoadOutcome, Options, check, load, report, shipped};

use self::screen::Screen;

/// It failed, and said why.
const FAILED: u8 = 1;

/// It was called wrongly.
const WRONG_USAGE: u8 = 2;

#[derive(Debug, Parser)]
#[command(name = "nextrole", version, about, max_term_width = 80, arg_required_else_help = true)]
#[command(after_help = "Example: nextrole ask \"/next helpdesk\"")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    shared: Shared,
}

/// What every subcommand takes.
#[derive(Debug, Args)]
struct Shared {
    /// Folder [default: knowledge if it exists, else built-in]
    #[arg(long, global = true, value_name = "DIR", env = "NEXTROLE_KNOWLEDGE", hide_env = true)]
    knowledge: Option<OsString>,
    /// Config file [default: config/nextrole.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE", env = "NEXTROLE_CONFIG", hide_env_values = true)]
    config: Option<OsString>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[cfg(feature = "playground")]
    Playground(playground::Playground),
    Run(run::Run),
    Ask(ask::Ask),
    Chat(chat::Chat),
    Check(check::Check),
    Map(map::MapOf),
    Match(match_::Match),
    Mentions(mentions::Mentions),
    Completions(completions::Completions),
}

/// A mistake in how the program was called.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// Does what the arguments say; the first one is the name of the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Nobody is left to be told that the help could not be printed.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(WRONG_USAGE));
        }
    };
    let done = match cli.command {
        #[cfg(feature = "playground")]
        Command::Playground(playground) => playground.run(cli.shared),
        Command::Run(run) => run.run(cli.shared),
        Command::Ask(ask) => ask.run(cli.shared),
        Command::Chat(chat) => chat.run(cli.shared),
        Command::Check(check) => check.run(cli.shared),
        Command::Map(map) => map.run(cli.shared),
        Command::Match(query) => query.run(cli.shared),
        Command::Mentions(mentions) => mentions.run(cli.shared),
        Command::Completions(completions) => completions.run(),
    };
    done.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return ExitCode::SUCCESS;
        }
        say(&format!("{error:#}"));
        ExitCode::from(if error.is::<Usage>() { WRONG_USAGE } else { FAILED })
    })
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_closed = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(is_closed)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}

/// A line on stderr, with the name of the program before it.
fn say(text: &str) {
    // Where stderr is closed there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "nextrole: {text}");
}

impl Shared {
    fn config(self) -> anyhow::Result<Config> {
        self.config_logging(None)
    }

    /// `log` is the filter of a command that writes a log.
    fn config_logging(self, log: Option<OsString>) -> anyhow::Result<Config> {
        // An empty variable is one that a compose file left open; it is not meant as a path.
        let filled = |value: Option<OsString>| value.filter(|value| !value.is_empty());
        let named = filled(self.config).map(PathBuf::from);
        let text = |value: OsString| value.to_string_lossy().into_owned();
        let overrides = Overrides {
            knowledge: filled(self.knowledge).map(PathBuf::from),
            log: filled(log).map(text),
            discord_proxy: filled(std::env::var_os("DISCORD_PROXY")).map(text),
        };
        Ok(Config::load(named.as_deref(), overrides)?)
    }
}

/// The engine for the configured knowledge; if that has errors, they are shown on stderr.
fn engine(config: &Config) -> anyhow::Result<Engine> {
    Ok(load_or_report(config, &errors_only())?.0)
}

/// Loads the configured knowledge; if it has errors, they are shown on stderr.
fn load_or_report(config: &Config, options: &Options) -> anyhow::Result<(Engine, LoadOutcome)> {
    let folder = config.knowledge_folder();
    let mut outcome = load_knowledge(folder.as_deref(), options)?;
    match outcome.knowledge.take() {
        Some(knowledge) => {
            let engine = Engine::with_thresholds(knowledge, config.matching.thresholds());
            let engine = engine.at_revision(outcome.revision.clone());
            Ok((if folder.is_none() { engine.built_in() } else { engine }, outcome))
        }
        None => {
            let style = Screen::of_stderr().report_style();
            anstream::stderr().write_all(report::render(&outcome.files, &outcome.problems, style).as_bytes())?;
            anyhow::bail!("{} has errors", describe_knowledge(folder.as_deref()))
        }
    }
}

fn errors_only() -> Options {
    Options { errors_only: true, ..Options::default() }
}

/// The vocabulary of the configured knowledge. It is usable even if statements have errors; then stderr says so.
fn vocabulary(config: &Config) -> anyhow::Result<Vocabulary> {
    let folder = config.knowledge_folder();
    let outcome = load_knowledge(folder.as_deref(), &errors_only())?;
    let summary = report::summary(&outcome.files, &outcome.problems);
    let knowledge = describe_knowledge(folder.as_deref());
    let check = folder.map_or_else(String::new, |folder| format!(" {}", folder.display()));
    let vocabulary = outcome.vocabulary.with_context(|| {
        format!("cannot read the names in {knowledge}: {summary}; `nextrole check{check}` shows them")
    })?;
    if !outcome.problems.is_empty() {
        say(&format!("{summary}; these do not affect name matching; `nextrole check{check}` shows them"));
    }
    Ok(vocabulary)
}

/// Loads a folder, or the built-in knowledge.
fn load_knowledge(folder: Option<&Path>, options: &Options) -> anyhow::Result<LoadOutcome> {
    let Some(folder) = folder else { return Ok(check(shipped(), options)) };
    let shown = folder.display();
    anyhow::ensure!(
        folder.exists(),
        "there is no knowledge folder `{shown}`: set another with --knowledge DIR, NEXTROLE_KNOWLEDGE or the key \
         `knowledge` in the config file, or none of them for the built-in knowledge"
    );
    anyhow::ensure!(folder.is_dir(), "`{shown}` is a file; give the folder that contains it");
    Ok(load(folder, options))
}

/// Which knowledge is used, for messages.
fn describe_knowledge(folder: Option<&Path>) -> String {
    folder.map_or_else(|| "the built-in knowledge".to_owned(), |folder| format!("the folder `{}`", folder.display()))
}

/// The year it is, in UTC; in the hours around New Year it may be off by one, which no use of it minds.
fn this_year() -> Option<u16> {
    const SECONDS_A_YEAR: u64 = 31_556_952;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    u16::try_from(1970 + seconds / SECONDS_A_YEAR).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_sound() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }
}
