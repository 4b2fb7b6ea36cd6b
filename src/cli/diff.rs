//! `nextrole diff`: which answers change between two versions of the knowledge.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use crate::answer::Engine;
use crate::config::Config;
use crate::diff::markdown::markdown;
use crate::diff::text::text;
use crate::diff::{MAX_PAIRS, diff};
use crate::knowledge::{LoadOutcome, check, load, report, shipped};
use crate::reply::limits::printable;

use super::terminal::{Terminal, print};
use super::{Shared, errors_only, git};

/// What stands for the embedded knowledge.
const BUILT_IN: &str = "built-in";

/// The folder that a revision is searched for if no other is named.
const DEFAULT_FOLDER: &str = "knowledge";

/// After this time a terminal is told how far it is, and then as often.
const PROGRESS_EVERY: Duration = Duration::from_secs(1);

/// Show which answers change between two versions of the knowledge
#[derive(Debug, Args)]
#[command(after_help = "\
OLD and NEW are folders, Git revisions of the folder, or `built-in`. Exits with
0 whether or not anything changes, with 1 if one of the two cannot be read.

Examples:
  nextrole diff main
  nextrole diff v1.0 v1.1 --format markdown > comment.md")]
pub(super) struct DiffArgs {
    /// The earlier version
    old: String,
    /// The later version [default: the knowledge folder]
    new: Option<String>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// List every pair of roles, not only the first ones
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Markdown,
    Json,
}

impl DiffArgs {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config()?;
        let folder = config.knowledge_folder();
        let folder = folder.as_deref().unwrap_or(Path::new(DEFAULT_FOLDER));
        let old = engine(&config, &self.old, folder)?;
        let new = match &self.new {
            Some(new) => engine(&config, new, folder)?,
            None => engine_of(&config, &describe(folder), load_folder(folder)?)?,
        };
        let mut progress = Progress::new();
        let diff = diff(&old, &new, MAX_PAIRS, |done, of| progress.show(done, of));
        progress.clear();
        match self.format {
            Format::Text => print(&lines(&text(&diff, self.all)))?,
            Format::Markdown => print(&markdown(&diff))?,
            Format::Json => print(&format!("{}\n", serde_json::to_string_pretty(&diff)?))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The lines without anything that a terminal would interpret: names may come from strangers.
fn lines(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", printable(line))).collect()
}

fn describe(folder: &Path) -> String {
    format!("the folder `{}`", folder.display())
}

/// The knowledge that was named: a folder, the embedded one, or a revision of `folder`.
fn engine(config: &Config, named: &str, folder: &Path) -> anyhow::Result<Engine> {
    if Path::new(named).is_dir() {
        return engine_of(config, &describe(Path::new(named)), load_folder(Path::new(named))?);
    }
    if named == BUILT_IN {
        return engine_of(config, "the built-in knowledge", check(shipped(), &errors_only()));
    }
    let looks_like_a_path = named.contains(std::path::MAIN_SEPARATOR) && Path::new(named).exists();
    anyhow::ensure!(!looks_like_a_path, "`{named}` is a file; give the folder that contains it");
    let outcome = check(git::read(named, folder)?, &errors_only());
    engine_of(config, &format!("the folder `{}` at `{named}`", folder.display()), outcome)
}

fn load_folder(folder: &Path) -> anyhow::Result<LoadOutcome> {
    anyhow::ensure!(
        folder.is_dir(),
        "there is no folder `{}`; name two versions, or set the folder with --knowledge DIR",
        PathBuf::from(folder).display()
    );
    Ok(load(folder, &errors_only()))
}

fn engine_of(config: &Config, what: &str, outcome: LoadOutcome) -> anyhow::Result<Engine> {
    let Some(knowledge) = outcome.knowledge else {
        let style = Terminal::stderr().report_style();
        anstream::stderr().write_all(report::render(&outcome.files, &outcome.problems, style).as_bytes())?;
        anyhow::bail!("{what} has errors");
    };
    Ok(Engine::with_thresholds(knowledge, config.matching.thresholds()))
}

/// A line on stderr that says how far it is, if it takes long and somebody looks.
struct Progress {
    is_shown: bool,
    is_terminal: bool,
    last: Instant,
}

impl Progress {
    fn new() -> Progress {
        Progress { is_shown: false, is_terminal: Terminal::stderr().is_terminal(), last: Instant::now() }
    }

    fn show(&mut self, done: usize, of: usize) {
        if self.is_terminal && self.last.elapsed() >= PROGRESS_EVERY {
            // If stderr is closed, nobody can be told.
            let _ = write!(anstream::stderr(), "\rcomparing pairs of roles: {done} of {of}");
            self.is_shown = true;
            self.last = Instant::now();
        }
    }

    fn clear(&self) {
        if self.is_shown {
            let _ = write!(anstream::stderr(), "\r\x1b[K");
        }
    }
}
