//! What the operator has set: flags over the environment, the environment over a file, the file over the defaults.
//!
//! The file is `config/nextrole.toml`, or another one that is named. [`Config::load`] reads it and lays [`Overrides`]
//! over it. The token is no part of the config, so that a config can be shown and shared: see [`token`](crate::token).

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::matching::Thresholds;

/// Where the config is looked for when none is named, seen from where the program is started.
pub const DEFAULT_PATH: &str = "config/nextrole.toml";

/// The knowledge folder that is used if none is set and it exists, relative to the working directory.
pub const DEFAULT_KNOWLEDGE: &str = "knowledge";

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The folder of the knowledge files, relative to the working directory; see [`Config::knowledge_folder`].
    pub knowledge: Option<PathBuf>,
    /// What is logged, in the syntax of `tracing_subscriber::EnvFilter`.
    pub log: String,
    /// How strict `check` is.
    pub check: Check,
    /// How answers are given.
    pub answers: Answers,
    /// When a role counts as found.
    pub matching: Matching,
    /// The address that replaces `https://discord.com`, if one does. It is no key of the file: the token is sent
    /// there, and a file that is reviewed less strictly than the environment must not redirect it.
    #[serde(skip)]
    pub discord_proxy: Option<String>,
}

/// How strict `nextrole check` is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Check {
    /// After how many years a source is called old; 0 = never.
    pub stale_after_years: u16,
}

/// How answers are given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    /// Whether only the asker sees an answer, unless they ask otherwise.
    pub private: bool,
    /// How many answers one person gets in a minute; 0 = as many as they like.
    pub per_minute: u32,
}

/// When a role counts as found: scores from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Matching {
    /// From which score on an answer is given without asking back.
    pub confident: Score,
    /// How far the runner-up has to be behind for that.
    pub gap: Score,
    /// From which score on it is worth asking "did you mean".
    pub ambiguous: Score,
    /// From which score on a role is shown among the nearest.
    pub near: Score,
}

/// A number from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Score(f64);

impl TryFrom<f64> for Score {
    type Error = &'static str;

    fn try_from(number: f64) -> Result<Score, &'static str> {
        (0.0..=1.0).contains(&number).then_some(Score(number)).ok_or("a score is a number from 0 to 1")
    }
}

impl From<Score> for f64 {
    fn from(score: Score) -> f64 {
        score.0
    }
}

impl Default for Matching {
    fn default() -> Matching {
        Matching { confident: Score(0.6), gap: Score(0.04), ambiguous: Score(0.35), near: Score(0.2) }
    }
}

impl Matching {
    /// As the matching takes it.
    pub fn thresholds(self) -> Thresholds {
        let [confident, gap, ambiguous, near] =
            [self.confident, self.gap, self.ambiguous, self.near].map(|Score(number)| number as f32);
        Thresholds { confident, gap, ambiguous, near }
    }
}

/// What wins over the file: flags, and the environment where there is no flag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// `--knowledge`, `NEXTROLE_KNOWLEDGE`.
    pub knowledge: Option<PathBuf>,
    /// `--log`, `NEXTROLE_LOG`.
    pub log: Option<String>,
    /// `DISCORD_PROXY`.
    pub discord_proxy: Option<String>,
}

/// Why there is no config.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read; one that was named does not exist, perhaps.
    #[error("cannot read the config file {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not TOML, or has a key or value that is not known.
    #[error("the config file {} is wrong", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What and where.
        source: Fault,
    },
}

/// What is wrong with a config file: the line and column, the line itself with a mark, and what is expected.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Fault(String);

impl Default for Config {
    fn default() -> Config {
        Config {
            knowledge: None,
            log: "info".to_owned(),
            check: Check::default(),
            answers: Answers::default(),
            matching: Matching::default(),
            discord_proxy: None,
        }
    }
}

impl Default for Answers {
    fn default() -> Answers {
        Answers { private: false, per_minute: 30 }
    }
}

impl Default for Check {
    fn default() -> Check {
        Check { stale_after_years: 30 }
    }
}

impl Config {
    /// Reads the file and lays `overrides` over it. Without a named file, [`DEFAULT_PATH`] is read if it is there.
    ///
    /// # Errors
    ///
    /// The file cannot be read, a named one does not exist, or what it says is wrong.
    pub fn load(named: Option<&Path>, overrides: Overrides) -> Result<Config, ConfigError> {
        let path = named.unwrap_or(Path::new(DEFAULT_PATH));
        let config = match fs::read_to_string(path) {
            Ok(text) => Config::parse(&text).map_err(|source| ConfigError::Wrong { path: path.to_owned(), source })?,
            Err(error) if named.is_none() && is_absent(&error) => Config::default(),
            Err(source) => return Err(ConfigError::Unreadable { path: path.to_owned(), source }),
        };
        Ok(config.with(overrides))
    }

    /// Reads the text of a config file.
    ///
    /// # Errors
    ///
    /// It is not TOML, or has a key or value that is not known.
    pub fn parse(text: &str) -> Result<Config, Fault> {
        toml::from_str(text).map_err(|error| fault(text, &error))
    }

    /// The knowledge folder: the one that is set, or else [`DEFAULT_KNOWLEDGE`] if it exists. `None` means the knowledge
    /// that is built into the program.
    pub fn knowledge_folder(&self) -> Option<PathBuf> {
        let default = || Some(PathBuf::from(DEFAULT_KNOWLEDGE)).filter(|folder| folder.is_dir());
        self.knowledge.clone().or_else(default)
    }

    fn with(self, overrides: Overrides) -> Config {
        let Overrides { knowledge, log, discord_proxy } = overrides;
        Config {
            knowledge: knowledge.or(self.knowledge),
            log: log.unwrap_or(self.log),
            discord_proxy: discord_proxy.or(self.discord_proxy),
            ..self
        }
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// What toml says of the error; but a line that seems to hold a secret is not repeated, since errors end in logs.
fn fault(text: &str, error: &toml::de::Error) -> Fault {
    let span = error.span().unwrap_or_default();
    if !lines_around(text, &span).lines().any(seems_secret) {
        return Fault(error.to_string().trim_end().to_owned());
    }
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let mut said = format!("line {line} cannot be understood, and is not shown since it seems to hold a secret");
    let _ = write!(said, ": a token belongs in DISCORD_TOKEN, or in the file that DISCORD_TOKEN_FILE names");
    Fault(said)
}

/// The lines that a span touches, and one more on each side: an error may be found a line late.
fn lines_around<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let start = before.rmatch_indices('\n').nth(1).map_or(0, |(at, _)| at + 1);
    let end = after.match_indices('\n').nth(1).map_or(text.len(), |(at, _)| span.end + at);
    text.get(start..end).unwrap_or(text)
}

fn seems_secret(line: &str) -> bool {
    let lower = line.to_lowercase();
    let line = line.trim_start();
    // What is said in a comment about tokens is no secret; three long parts with dots between are one anywhere.
    let is_named = !line.starts_with('#') && ["token", "secret", "password"].iter().any(|word| lower.contains(word));
    let in_token = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let has_shape = |word: &str| word.len() >= 50 && word.matches('.').count() == 2;
    is_named || line.split(|letter| !in_token(letter)).any(has_shape)
}
