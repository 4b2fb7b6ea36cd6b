//! The configuration: flags win over the environment, the environment over the file, the file over the defaults.
//!
//! [`Config::load`] reads the file, `config/nextrole.toml` by default, and applies [`Overrides`]. The token is not part of
//! the config, so that a config can be shown and shared: see [`token`](crate::token).

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::knowledge::suggest;
use crate::matching::Thresholds;

/// The default config file, relative to the working directory.
pub const DEFAULT_PATH: &str = "config/nextrole.toml";

/// The knowledge folder that is used if none is set and it exists, relative to the working directory.
pub const DEFAULT_KNOWLEDGE: &str = "knowledge";

/// All settings.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The knowledge folder, relative to the working directory; see [`Config::knowledge_folder`].
    #[serde(deserialize_with = "path")]
    pub knowledge: Option<PathBuf>,
    /// The log filter: a level, or modules with levels, such as `info,nextrole::discord=debug`.
    #[serde(deserialize_with = "log_filter")]
    pub log: String,
    /// The form of the log.
    #[serde(deserialize_with = "log_format")]
    pub log_format: LogFormat,
    /// How strict `check` is.
    pub check: Check,
    /// How questions are answered.
    pub answers: Answers,
    /// When a role counts as found.
    pub matching: Matching,
    /// What people ask in vain.
    pub gaps: Gaps,
    /// Where suggestions go.
    pub suggest: Suggest,
    /// How `serve` takes HTTP requests.
    pub endpoint: Endpoint,
    /// The base URL that replaces `https://discord.com`. It cannot be set in the file: the token is sent there, and a
    /// file may be reviewed less strictly than the environment.
    #[serde(skip)]
    pub discord_proxy: Option<String>,
    /// The address of the Redis through which several processes share their limits. It cannot be set in the file, because
    /// it may hold a password.
    #[serde(skip)]
    pub redis: Option<String>,
}

/// The form of the log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// An object per line, for programs.
    Json,
}

impl LogFormat {
    fn of(word: &str) -> Option<LogFormat> {
        match word {
            "text" => Some(LogFormat::Text),
            "json" => Some(LogFormat::Json),
            _ => None,
        }
    }
}

/// How strict `nextrole check` is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, expecting = "a table `[check]`")]
pub struct Check {
    /// Age in years from which a source counts as old; 0 = never.
    #[serde(deserialize_with = "years")]
    pub stale_after_years: u16,
}

/// How questions are answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, expecting = "a table `[answers]`")]
pub struct Answers {
    /// Whether answers are private by default.
    #[serde(deserialize_with = "private")]
    pub private: bool,
    /// Answers per user and minute; 0 = no limit.
    #[serde(deserialize_with = "per_minute")]
    pub per_minute: u32,
}

/// How `nextrole serve` takes HTTP requests.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, expecting = "a table `[endpoint]`")]
pub struct Endpoint {
    /// How many seconds the timestamp of a request may be from this machine's clock.
    #[serde(deserialize_with = "max_clock_skew_seconds")]
    pub max_clock_skew_seconds: u32,
    /// Most connections at a time.
    #[serde(deserialize_with = "max_connections")]
    pub max_connections: u32,
}

/// When a role counts as found: scores between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, expecting = "a table `[matching]`")]
pub struct Matching {
    /// Minimum score to answer without asking back.
    #[serde(deserialize_with = "confident")]
    pub confident: Score,
    /// Minimum lead over the runner-up for that.
    #[serde(deserialize_with = "gap")]
    pub gap: Score,
    /// Minimum score to ask "did you mean".
    #[serde(deserialize_with = "ambiguous")]
    pub ambiguous: Score,
    /// Minimum score to be listed among the closest matches.
    #[serde(deserialize_with = "near")]
    pub near: Score,
}

/// Whether questions without an answer are counted, for `nextrole gaps`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, expecting = "a table `[gaps]`")]
pub struct Gaps {
    /// Whether they are counted at all.
    #[serde(deserialize_with = "enabled")]
    pub enabled: bool,
    /// The file that they are written to, relative to the working directory.
    #[serde(deserialize_with = "file")]
    pub file: PathBuf,
}

/// Where suggestions of members go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, expecting = "a table `[suggest]`")]
pub struct Suggest {
    /// The id of the channel in which they are posted; none if only the proposer sees them.
    #[serde(deserialize_with = "channel")]
    pub channel: Option<u64>,
}

/// The id of a channel, in quotes: it is larger than some programs can read as a number.
fn channel<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    let written = toml::Value::deserialize(deserializer).ok();
    let id = written.as_ref().and_then(toml::Value::as_str).and_then(|id| id.parse().ok()).filter(|id| *id > 0);
    let problem = "`channel` must be the id of a channel in quotes, such as \"1234567890123456789\"";
    id.map(Some).ok_or_else(|| serde::de::Error::custom(problem))
}

/// A number between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Score(f64);

impl Default for Matching {
    fn default() -> Matching {
        Matching { confident: Score(0.6), gap: Score(0.04), ambiguous: Score(0.35), near: Score(0.2) }
    }
}

impl Matching {
    /// The thresholds as matching takes them.
    pub fn thresholds(self) -> Thresholds {
        let [confident, gap, ambiguous, near] =
            [self.confident, self.gap, self.ambiguous, self.near].map(|Score(number)| number as f32);
        Thresholds { confident, gap, ambiguous, near }
    }

    /// Checks that a better verdict never needs a lower score.
    fn validate(self) -> Result<(), ConfigProblem> {
        let order = [("confident", self.confident), ("ambiguous", self.ambiguous), ("near", self.near)];
        for ((higher, Score(high)), (lower, Score(low))) in order.iter().zip(&order[1..]) {
            if low > high {
                return Err(ConfigProblem(format!("`{lower}` ({low}) must not be above `{higher}` ({high})")));
            }
        }
        Ok(())
    }
}

/// Settings that win over the file: from flags, or from the environment if there is no flag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// `--knowledge`, `NEXTROLE_KNOWLEDGE`.
    pub knowledge: Option<PathBuf>,
    /// `--log`, `NEXTROLE_LOG`.
    pub log: Option<String>,
    /// `NEXTROLE_LOG_FORMAT`.
    pub log_format: Option<String>,
    /// `DISCORD_PROXY`.
    pub discord_proxy: Option<String>,
    /// `NEXTROLE_REDIS`.
    pub redis: Option<String>,
}

/// Why the config cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read, or the named file does not exist.
    #[error("cannot read the config file {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not TOML, or has an unknown key or an invalid value.
    #[error("invalid config file {}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        source: ConfigProblem,
    },
    /// A variable has an invalid value.
    #[error("NEXTROLE_LOG_FORMAT is `{0}`; it must be text or json")]
    LogFormat(String),
}

/// What is wrong with the text of a config file, with line and column.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigProblem(String);

impl Default for Config {
    fn default() -> Config {
        Config {
            knowledge: None,
            log: "info".to_owned(),
            log_format: LogFormat::default(),
            check: Check::default(),
            answers: Answers::default(),
            matching: Matching::default(),
            gaps: Gaps::default(),
            suggest: Suggest::default(),
            endpoint: Endpoint::default(),
            discord_proxy: None,
            redis: None,
        }
    }
}

impl Default for Answers {
    fn default() -> Answers {
        Answers { private: false, per_minute: 30 }
    }
}

impl Default for Gaps {
    fn default() -> Gaps {
        Gaps { enabled: false, file: PathBuf::from("nextrole-gaps.tsv") }
    }
}

impl Default for Endpoint {
    fn default() -> Endpoint {
        Endpoint { max_clock_skew_seconds: 300, max_connections: 1_000 }
    }
}

impl Default for Check {
    fn default() -> Check {
        Check { stale_after_years: 30 }
    }
}

impl Config {
    /// Reads the file and applies `overrides`. If no file is named, [`DEFAULT_PATH`] is read if it exists.
    ///
    /// # Errors
    ///
    /// The file cannot be read, the named file does not exist, or its content is invalid.
    pub fn load(named: Option<&Path>, overrides: Overrides) -> Result<Config, ConfigError> {
        let path = named.unwrap_or(Path::new(DEFAULT_PATH));
        let text = fs::read(path).and_then(|bytes| {
            let not_text = |_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8: save it as UTF-8");
            String::from_utf8(bytes).map_err(not_text)
        });
        let config = match text {
            Ok(text) => {
                Config::parse(&text).map_err(|source| ConfigError::Invalid { path: path.to_owned(), source })?
            }
            Err(error) if named.is_none() && is_absent(&error) => Config::default(),
            Err(source) => return Err(ConfigError::Unreadable { path: path.to_owned(), source }),
        };
        config.with(overrides)
    }

    /// Parses the text of a config file.
    ///
    /// # Errors
    ///
    /// It is not TOML, or has an unknown key or an invalid value.
    pub fn parse(text: &str) -> Result<Config, ConfigProblem> {
        let config: Config = toml::from_str(text).map_err(|error| problem(text, &error))?;
        config.matching.validate()?;
        Ok(config)
    }

    /// The knowledge folder: the one that is set, or else [`DEFAULT_KNOWLEDGE`] if it exists. `None` means the knowledge
    /// that is built into the program.
    pub fn knowledge_folder(&self) -> Option<PathBuf> {
        let default = || Some(PathBuf::from(DEFAULT_KNOWLEDGE)).filter(|folder| folder.is_dir());
        self.knowledge.clone().or_else(default)
    }

    fn with(self, overrides: Overrides) -> Result<Config, ConfigError> {
        let Overrides { knowledge, log, log_format, discord_proxy, redis } = overrides;
        let log_format = match log_format {
            Some(word) => LogFormat::of(&word).ok_or(ConfigError::LogFormat(word))?,
            None => self.log_format,
        };
        Ok(Config {
            knowledge: knowledge.or(self.knowledge),
            log: log.unwrap_or(self.log),
            log_format,
            discord_proxy: discord_proxy.or(self.discord_proxy),
            redis: redis.or(self.redis),
            ..self
        })
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Deserializes a value, or fails with a message that names the key and what it must be.
fn setting<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    read: impl FnOnce(&toml::Value) -> Option<T>,
    requirement: &str,
) -> Result<T, D::Error> {
    let value = toml::Value::deserialize(deserializer)?;
    read(&value).ok_or_else(|| D::Error::custom(requirement))
}

fn whole<T: TryFrom<i64>>(value: &toml::Value) -> Option<T> {
    T::try_from(value.as_integer()?).ok()
}

fn score(value: &toml::Value) -> Option<Score> {
    let number = value.as_float().or_else(|| value.as_integer().map(|integer| integer as f64))?;
    (0.0..=1.0).contains(&number).then_some(Score(number))
}

/// A deserializer of one key, for `deserialize_with`.
macro_rules! setting {
    ($key:ident: $type:ty, $read:expr, $requirement:literal) => {
        fn $key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
            setting(deserializer, $read, $requirement)
        }
    };
}

setting!(path: Option<PathBuf>, |value| value.as_str().map(|path| Some(PathBuf::from(path))), "`knowledge` must be a path in quotes");
setting!(log_filter: String, |value| value.as_str().map(str::to_owned), "`log` must be a text in quotes, such as \"info\"");
setting!(enabled: bool, toml::Value::as_bool, "`enabled` must be true or false");
setting!(file: PathBuf, |value| value.as_str().filter(|path| !path.is_empty()).map(PathBuf::from), "`file` must be a path in quotes");
setting!(log_format: LogFormat, |value| LogFormat::of(value.as_str()?), "`log_format` must be \"text\" or \"json\"");
setting!(years: u16, whole, "`stale_after_years` must be a whole number of years, or 0");
setting!(private: bool, toml::Value::as_bool, "`private` must be true or false");
setting!(per_minute: u32, whole, "`per_minute` must be a whole number, or 0 for no limit");
setting!(max_clock_skew_seconds: u32, |value| whole(value).filter(|seconds| *seconds > 0), "`max_clock_skew_seconds` must be a whole number of seconds above 0");
setting!(max_connections: u32, |value| whole(value).filter(|count| *count > 0), "`max_connections` must be a whole number above 0");
setting!(confident: Score, score, "`confident` must be a number between 0 and 1");
setting!(gap: Score, score, "`gap` must be a number between 0 and 1");
setting!(ambiguous: Score, score, "`ambiguous` must be a number between 0 and 1");
setting!(near: Score, score, "`near` must be a number between 0 and 1");

/// Describes an error of the TOML parser on one line. If the line may contain a secret, the message does not repeat it,
/// because errors end up in logs.
fn problem(text: &str, error: &toml::de::Error) -> ConfigProblem {
    let span = error.span().unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    if lines_around(text, &span).lines().any(may_contain_secret) {
        return ConfigProblem(format!(
            "line {line} is invalid, and not shown because it may contain a secret; the token belongs in DISCORD_TOKEN, \
             or in the file set in DISCORD_TOKEN_FILE"
        ));
    }
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    ConfigProblem(format!("line {line}, column {column}: {}", in_plain_words(error.message())))
}

/// What the TOML parser says, for somebody who knows neither TOML nor serde.
fn in_plain_words(message: &str) -> String {
    // Ours, from `setting!`.
    if message.starts_with('`') {
        return message.to_owned();
    }
    if let Some(unknown) = message.strip_prefix("unknown field ") {
        let mut words = unknown.split('`').skip(1).step_by(2);
        let typed = words.next().unwrap_or_default();
        let keys: Vec<&str> = words.collect();
        return match suggest::key(typed, keys.iter().copied()) {
            Some(key) => format!("unknown key `{typed}`; did you mean `{key}`?"),
            None => format!("unknown key `{typed}`; the keys here are `{}`", keys.join("`, `")),
        };
    }
    if let Some((found, table)) =
        message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected a table "))
    {
        return format!("{found} instead of a table; write {table} on a line of its own, and its keys below");
    }
    if message.ends_with("expected any valid TOML value") {
        return "this number is too large".to_owned();
    }
    let help = [
        ("invalid basic string", "a text is not closed: write `\"` at its end, on the same line"),
        ("invalid literal string", "a text is not closed: write `'` at its end, on the same line"),
        ("duplicate key", "this key or table is there twice; remove one of them"),
        ("invalid boolean", "write true or false, in small letters and without quotes"),
        ("string values must be quoted", "write a text in straight quotes: \"…\""),
        ("invalid float, expected `", "write a text in straight quotes: \"…\""),
        ("unclosed table", "write `]` at the end of this line"),
        ("key with no value", "write `key = value` on one line"),
        ("missing value", "write a value after `=`"),
    ];
    match help.iter().find(|(start, _)| message.starts_with(start)) {
        Some((_, help)) => (*help).to_owned(),
        None => format!("{}; see https://toml.io", message.replace('\n', "; ")),
    }
}

/// The lines of a span and one more on each side, because an error may be found a line late.
fn lines_around<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let start = before.rmatch_indices('\n').nth(1).map_or(0, |(at, _)| at + 1);
    let end = after.match_indices('\n').nth(1).map_or(text.len(), |(at, _)| span.end + at);
    text.get(start..end).unwrap_or(text)
}

fn may_contain_secret(line: &str) -> bool {
    let lower = line.to_lowercase();
    let line = line.trim_start();
    // A comment may mention tokens; a long word of three parts separated by dots is a token anywhere.
    let is_named = !line.starts_with('#') && ["token", "secret", "password"].iter().any(|word| lower.contains(word));
    let in_token = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let has_shape = |word: &str| word.len() >= 50 && word.matches('.').count() == 2;
    is_named || line.split(|letter| !in_token(letter)).any(has_shape)
}
