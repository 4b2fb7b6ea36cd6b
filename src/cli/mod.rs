//! The command line: takes arguments and returns an exit code.
//!
//! There is one file per subcommand, with its flags and a `run`. This file holds what they share: exit codes, the config,
//! and loading a knowledge folder.
//!
//! Exit codes: 0 success, 1 failure with a message on stderr, 2 usage error. A closed pipe is a success: its reader has
//! seen enough.

mod add;
mod ask;
mod chat;
mod check;
mod completions;
mod diff;
mod doctor;
mod examples;
mod gaps;
mod git;
mod jsonl;
mod log;
mod lookup;
mod manpages;
mod map;
mod mentions;
mod new;
#[cfg(feature = "playground")]
mod playground;
mod progress;
mod register;
mod run;
mod runtime;
mod schema;
mod serve;
mod suggest;
mod terminal;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use clap::{Args, CommandFactory as _, Parser, Subcommand};

use crate::answer::Engine;
use crate::config::{Config, Overrides};
use crate::knowledge::model::Vocabulary;
use crate::knowledge::{LoadOutcome, Options, check, load, report, shipped};

use self::examples::ExampleNames;
use self::terminal::Terminal;

/// Exit code of a failure with a message.
const FAILED: u8 = 1;

/// Exit code of a usage error.
const WRONG_USAGE: u8 = 2;

/// The version, the revision that it was built from, and how.
const VERSION: &str =
    concat!(env!("CARGO_PKG_VERSION"), " (revision ", env!("NEXTROLE_REVISION"), ", ", env!("NEXTROLE_BUILD"), ")");

/// The help of the program: with the rarer commands on one line, it fits a terminal of 24 lines.
const HELP_TEMPLATE: &str = "\
{about}

{usage-heading} {usage}
Commands:
{subcommands}
Options:
{options}{after-help}";

#[derive(Debug, Parser)]
#[command(name = "nextrole", version = VERSION, about, max_term_width = 80, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, help_template = HELP_TEMPLATE)]
#[command(after_help = "\
More, each with --help: map, match, mentions, schema, completions, manpages
Operators: serve, register, doctor, gaps
Example: nextrole ask \"/next {role}\"")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    shared: Shared,
}

/// The options of all subcommands.
#[derive(Debug, Args)]
struct Shared {
    /// Folder [default: built-in]
    #[arg(long, global = true, value_name = "DIR", env = "NEXTROLE_KNOWLEDGE", hide_env_values = true)]
    knowledge: Option<OsString>,
    /// Config [config/nextrole.toml]
    #[arg(long, global = true, value_name = "FILE", env = "NEXTROLE_CONFIG", hide_env_values = true)]
    config: Option<OsString>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[cfg(feature = "playground")]
    Playground(playground::Playground),
    Run(run::Run),
    #[command(hide = true)]
    Serve(serve::Serve),
    #[command(hide = true)]
    Register(register::Register),
    Ask(ask::Ask),
    Chat(chat::Chat),
    Check(check::Check),
    Diff(diff::DiffArgs),
    New(new::New),
    Add(add::AddArgs),
    #[command(hide = true)]
    Map(map::MapArgs),
    #[command(hide = true)]
    Match(lookup::Match),
    #[command(hide = true)]
    Mentions(mentions::Mentions),
    #[command(hide = true)]
    Schema(schema::Schema),
    #[command(hide = true)]
    Doctor(doctor::Doctor),
    #[command(hide = true)]
    Gaps(gaps::Gaps),
    #[command(hide = true)]
    Completions(completions::Completions),
    #[command(hide = true)]
    Manpages(manpages::Manpages),
}

/// The command line with no command hidden: the help of the program is short, what a shell or a manual has is complete.
fn complete_command() -> clap::Command {
    let command = ExampleNames::built_in().fill(Cli::command());
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |shown| shown.hide(false)))
}

/// A usage error.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// Runs the program with these arguments; the first one is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let error = with_examples(error, &arguments);
            // If stderr is closed, nobody can be told.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(WRONG_USAGE));
        }
    };
    let result = match cli.command {
        #[cfg(feature = "playground")]
        Command::Playground(playground) => playground.run(cli.shared),
        Command::Run(run) => run.run(cli.shared),
        Command::Serve(serve) => serve.run(cli.shared),
        Command::Register(register) => register.run(cli.shared),
        Command::Ask(ask) => ask.run(cli.shared),
        Command::Chat(chat) => chat.run(cli.shared),
        Command::Check(check) => check.run(cli.shared),
        Command::Add(add) => add.run(cli.shared),
        Command::Diff(diff) => diff.run(cli.shared),
        Command::New(new) => new.run(),
        Command::Map(map) => map.run(cli.shared),
        Command::Match(query) => query.run(cli.shared),
        Command::Mentions(mentions) => mentions.run(cli.shared),
        Command::Schema(schema) => schema.run(),
        Command::Doctor(doctor) => doctor.run(cli.shared),
        Command::Gaps(gaps) => gaps.run(cli.shared),
        Command::Completions(completions) => completions.run(),
        Command::Manpages(manpages) => manpages.run(),
    };
    result.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return ExitCode::SUCCESS;
        }
        eprint_line(&format!("{error:#}"));
        ExitCode::from(if error.is::<Usage>() { WRONG_USAGE } else { FAILED })
    })
}

/// The error; if it is a help text, with names from the knowledge in its examples.
fn with_examples(error: clap::Error, arguments: &[OsString]) -> clap::Error {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand};
    match error.kind() {
        DisplayHelp | DisplayHelpOnMissingArgumentOrSubcommand => {
            let command = ExampleNames::of_arguments(arguments).fill(Cli::command());
            command.try_get_matches_from(arguments).err().unwrap_or(error)
        }
        _ => error,
    }
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

/// Prints a line to stderr, after the name of the program.
fn eprint_line(text: &str) {
    // If stderr is closed, nobody can be told.
    let _ = writeln!(anstream::stderr(), "nextrole: {text}");
}

impl Shared {
    fn config(self) -> anyhow::Result<Config> {
        self.config_logging(None)
    }

    /// The config of a command that writes a log; `log` is its filter flag.
    fn config_logging(self, log: Option<OsString>) -> anyhow::Result<Config> {
        // An empty variable counts as unset: a compose file may leave it blank.
        let non_empty = |value: Option<OsString>| value.filter(|value| !value.is_empty());
        let named = non_empty(self.config).map(PathBuf::from);
        let text = |value: OsString| value.to_string_lossy().into_owned();
        let overrides = Overrides {
            knowledge: non_empty(self.knowledge).map(PathBuf::from),
            log: non_empty(log).map(text),
            log_format: non_empty(std::env::var_os("NEXTROLE_LOG_FORMAT")).map(text),
            discord_proxy: non_empty(std::env::var_os("DISCORD_PROXY")).map(text),
            redis: non_empty(std::env::var_os("NEXTROLE_REDIS")).map(text),
        };
        Ok(Config::load(named.as_deref(), overrides)?)
    }
}

/// Loads the configured knowledge, or reports its problems on stderr.
fn load_or_report(config: &Config) -> anyhow::Result<Engine> {
    Ok(load_folder_or_report(config, &errors_only())?.0)
}

/// Loads the configured knowledge with these options, or reports its problems on stderr.
fn load_folder_or_report(config: &Config, options: &Options) -> anyhow::Result<(Engine, LoadOutcome)> {
    let folder = config.knowledge_folder();
    let mut outcome = load_knowledge(folder.as_deref(), options)?;
    match outcome.knowledge.take() {
        Some(knowledge) => {
            let engine = Engine::with_thresholds(knowledge, config.matching.thresholds());
            let engine = engine.at_revision(outcome.revision.clone());
            Ok((if folder.is_none() { engine.built_in() } else { engine }, outcome))
        }
        None => {
            let style = Terminal::stderr().report_style();
            anstream::stderr().write_all(report::render(&outcome.files, &outcome.problems, style).as_bytes())?;
            anyhow::bail!("{} has errors", describe_knowledge(folder.as_deref()))
        }
    }
}

fn errors_only() -> Options {
    Options { errors_only: true, ..Options::default() }
}

/// The names of the configured knowledge. They can be used even if statements have errors; a line on stderr says so.
fn vocabulary(config: &Config) -> anyhow::Result<Vocabulary> {
    let folder = config.knowledge_folder();
    let outcome = load_knowledge(folder.as_deref(), &errors_only())?;
    let summary = report::summary(&outcome.files, &outcome.problems);
    let knowledge = describe_knowledge(folder.as_deref());
    let check = folder.map_or_else(String::new, |folder| format!(" {}", folder.display()));
    let vocabulary = outcome.vocabulary.with_context(|| {
        format!("cannot read the names in {knowledge}: {summary}; run `nextrole check{check}` to see them")
    })?;
    if !outcome.problems.is_empty() {
        eprint_line(&format!("{summary}; these do not affect name matching; run `nextrole check{check}` to see them"));
    }
    Ok(vocabulary)
}

/// Loads a folder, or the built-in knowledge.
fn load_knowledge(folder: Option<&Path>, options: &Options) -> anyhow::Result<LoadOutcome> {
    let Some(folder) = folder else { return Ok(check(shipped(), options)) };
    let shown = folder.display();
    let place = if folder.is_relative() { " in the working directory" } else { "" };
    anyhow::ensure!(
        folder.exists(),
        "there is no knowledge folder `{shown}`{place}; set another with --knowledge DIR, NEXTROLE_KNOWLEDGE or \
         `knowledge` in the config file, or none of them for the built-in knowledge"
    );
    anyhow::ensure!(folder.is_dir(), "`{shown}` is a file; give the folder that contains it");
    Ok(load(folder, options))
}

/// Which knowledge is used, for messages.
fn describe_knowledge(folder: Option<&Path>) -> String {
    folder.map_or_else(|| "the built-in knowledge".to_owned(), |folder| format!("the folder `{}`", folder.display()))
}

/// The current year in UTC. Around New Year it may be off by one, which does not matter here.
fn this_year() -> Option<u16> {
    const SECONDS_A_YEAR: u64 = 31_556_952;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    u16::try_from(1970 + seconds / SECONDS_A_YEAR).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_valid() {
        Cli::command().debug_assert();
    }
}
