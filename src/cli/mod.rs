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
use crate::knowledge::{Loaded, Options, load, report};

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
    /// Folder [default: knowledge]
    #[arg(long, global = true, value_name = "DIR", env = "NEXTROLE_KNOWLEDGE", hide_env_values = true)]
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

/// What answers from the knowledge of the config's folder; if it is broken, its problems are drawn on stderr.
fn sound_knowledge(config: &Config) -> anyhow::Result<Engine> {
    Ok(sound_folder(config, &errors_only())?.0)
}

/// What answers, and what it was loaded from.
fn sound_folder(config: &Config, options: &Options) -> anyhow::Result<(Engine, Loaded)> {
    let folder = &config.knowledge;
    let mut loaded = load_folder(folder, options)?;
    match loaded.knowledge.take() {
        Some(knowledge) => {
            let engine = Engine::with_thresholds(knowledge, config.matching.thresholds());
            Ok((engine.at_revision(loaded.revision.clone()), loaded))
        }
        None => {
            let screen = Screen::of_stderr();
            anstream::stderr().write_all(report::draw(&loaded.files, &loaded.problems, screen.look()).as_bytes())?;
            anyhow::bail!("the knowledge in `{}` cannot be used", folder.display())
        }
    }
}

fn errors_only() -> Options {
    Options { errors_only: true, ..Options::default() }
}

/// The folder's words. They are of use although statements are broken, so then a line on stderr says so.
fn vocabulary(folder: &Path) -> anyhow::Result<Vocabulary> {
    let loaded = load_folder(folder, &errors_only())?;
    let summary = report::summary(&loaded.files, &loaded.problems);
    let folder = folder.display();
    let vocabulary = loaded.vocabulary.with_context(|| {
        format!("no names can be read from `{folder}`: {summary}; `nextrole check {folder}` shows them")
    })?;
    if !loaded.problems.is_empty() {
        say(&format!("{summary}, of no concern for matching names; `nextrole check {folder}` shows them"));
    }
    Ok(vocabulary)
}

fn load_folder(folder: &Path, options: &Options) -> anyhow::Result<Loaded> {
    anyhow::ensure!(
        folder.is_dir(),
        "there is no knowledge folder `{}`: name another with --knowledge DIR, NEXTROLE_KNOWLEDGE or the key `knowledge` \
         in the config file",
        folder.display()
    );
    Ok(load(folder, options))
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
