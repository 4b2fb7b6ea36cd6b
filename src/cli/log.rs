//! The log: where it goes, what it contains, and what it never contains.
//!
//! The log goes to stderr. Of other crates, only warnings and errors are logged, without their spans: their spans hold
//! whole events with the secrets that answer them, and at lower levels they log the bytes of every message to Discord,
//! including the bot's token. No filter can change that.
//!
//! An event is one line, or one line and others that are indented: no text in it can look like another event.

mod json;

use std::io::{self, Write};

use anyhow::Context as _;
use tracing::level_filters::LevelFilter;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{FilterExt, Targets, filter_fn};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{Config, LogFormat};

use self::json::Json;
use super::terminal::Terminal;

/// Starts the log with the filter and the format of the config.
///
/// # Errors
///
/// The filter is invalid.
pub(super) fn start(config: &Config) -> anyhow::Result<()> {
    let filter = parse(&config.log)?.and(filter_fn(is_safe));
    let written = match config.log_format {
        LogFormat::Text => fmt::layer()
            .with_ansi(Terminal::stderr().has_styles())
            .with_writer(|| EventWriter(io::stderr()))
            .with_filter(filter)
            .boxed(),
        LogFormat::Json => fmt::layer().event_format(Json).with_writer(io::stderr).with_filter(filter).boxed(),
    };
    tracing_subscriber::registry().with(written).try_init().context("the log was started twice")
}

/// Checks a filter.
///
/// # Errors
///
/// The filter is invalid.
pub(super) fn check(filter: &str) -> anyhow::Result<()> {
    parse(filter).map(drop)
}

/// Writes events as text. Each call of `write_all` is a whole event.
struct EventWriter<W>(W);

impl<W: Write> Write for EventWriter<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        self.0.write_all(indented(&String::from_utf8_lossy(event)).as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The text of an event with its further lines indented, and other control characters escaped. Escape characters that
/// are not of the log's own colors were replaced before.
fn indented(event: &str) -> String {
    let (body, end) = event.strip_suffix('\n').map_or((event, ""), |body| (body, "\n"));
    let mut shown = String::with_capacity(event.len());
    for letter in body.chars() {
        match letter {
            '\n' => shown.push_str("\n    "),
            '\t' | '\u{1b}' => shown.push(letter),
            // Line separators of Unicode are not control characters, but some programs end a line there.
            _ if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') => {
                shown.extend(letter.escape_default());
            }
            _ => shown.push(letter),
        }
    }
    shown + end
}

/// Parses a filter more strictly than [`Targets`] does: there, a misspelled level is a module, and nothing is logged.
///
/// Errors are logged whatever modules are named, unless the level is `off`.
fn parse(filter: &str) -> anyhow::Result<Targets> {
    let mut targets = Targets::new().with_default(LevelFilter::ERROR);
    for directive in filter.split(',').map(str::trim).filter(|directive| !directive.is_empty()) {
        let (target, level) =
            directive.split_once('=').map_or((None, directive), |(to, level)| (Some(to.trim()), level.trim()));
        let level: LevelFilter = level.parse().ok().filter(|_| !level.is_empty()).with_context(|| {
            format!(
                "invalid log filter: `{level}` is not a level; use error, warn, info, debug, trace or off, for \
                 example `debug` or `info,nextrole::discord=debug`"
            )
        })?;
        targets = match target {
            Some(target) => targets.with_target(target, level),
            None => targets.with_default(level),
        };
    }
    Ok(targets)
}

fn is_safe(metadata: &Metadata<'_>) -> bool {
    let is_ours = metadata.target() == "nextrole" || metadata.target().starts_with("nextrole::");
    is_ours || (metadata.is_event() && *metadata.level() <= Level::WARN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_a_level_or_a_module_with_a_level() {
        let is_logged = |filter: &str, target: &str, level: Level| parse(filter).unwrap().would_enable(target, &level);
        let cases = [
            ("info", "nextrole::reload", Level::INFO, true),
            ("info", "nextrole::reload", Level::DEBUG, false),
            ("WARN", "nextrole", Level::WARN, true),
            ("info,nextrole::discord=debug", "nextrole::discord::rest", Level::DEBUG, true),
            ("info, nextrole::discord = debug", "nextrole::discord::rest", Level::DEBUG, true),
            ("info,nextrole::discord=debug", "nextrole::reload", Level::DEBUG, false),
            ("nextrole::discord=debug", "nextrole::reload", Level::INFO, false),
            ("nextrole::discord=debug", "nextrole::reload", Level::ERROR, true),
            ("off", "nextrole", Level::ERROR, false),
            ("", "nextrole", Level::ERROR, true),
        ];
        for (filter, target, level, expected) in cases {
            assert_eq!(is_logged(filter, target, level), expected, "{filter:?} {target} {level}");
        }
    }

    /// Runs `log` with a log in this format, and returns what was written.
    fn written(format: LogFormat, log: impl FnOnce()) -> String {
        use std::sync::{Arc, Mutex};

        #[derive(Clone, Default)]
        struct Memory(Arc<Mutex<Vec<u8>>>);
        impl Write for Memory {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.lock().unwrap().write(bytes)
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let memory = Memory::default();
        let (text, json) = (memory.clone(), memory.clone());
        let layer = match format {
            LogFormat::Text => fmt::layer().with_ansi(false).with_writer(move || EventWriter(text.clone())).boxed(),
            LogFormat::Json => fmt::layer().event_format(Json).with_writer(move || json.clone()).boxed(),
        };
        let layer = layer.with_filter(parse("trace").unwrap().and(filter_fn(is_safe)));
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), log);
        let bytes = memory.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    /// Their spans hold whole events, and their details the bytes of every message.
    #[test]
    fn of_other_crates_only_warnings_are_logged_and_no_spans() {
        for format in [LogFormat::Text, LogFormat::Json] {
            let shown = written(format, || {
                let _span = tracing::error_span!(target: "twilight_gateway", "event", secret = "in a span").entered();
                tracing::trace!(target: "nextrole", "ours, in detail");
                tracing::debug!(target: "nextrole::discord", "of a module");
                tracing::info!(target: "hyper::client", "bytes of a message");
                tracing::debug!(target: "nextrole_of_others", "another crate");
                tracing::warn!(target: "hyper::client", "a warning");
            });
            for logged in ["ours, in detail", "of a module", "a warning"] {
                assert!(shown.contains(logged), "{logged}: {shown}");
            }
            for kept_out in ["bytes of a message", "another crate", "in a span"] {
                assert!(!shown.contains(kept_out), "{kept_out}: {shown}");
            }
        }
    }

    /// What somebody may type to make a line of their own.
    const FORGED: &str =
        "x\n2026-11-27T00:00:00Z ERROR nextrole: forged\r\u{2028}\u{85}\u{1b}[2K\u{1b}]0;title\u{7}\u{b}end";

    #[test]
    fn text_of_users_forges_no_line() {
        let shown = written(LogFormat::Text, || {
            tracing::warn!("rejected: {FORGED}");
            tracing::warn!(text = FORGED, "rejected");
            tracing::warn!(text = ?FORGED, "rejected");
        });
        let (events, further): (Vec<&str>, Vec<&str>) = shown.lines().partition(|line| !line.starts_with("    "));
        assert_eq!(events.len(), 3, "{shown}");
        assert!(further.iter().all(|line| line.trim_start().starts_with("2026-11-27T00:00:00Z ERROR")), "{shown}");
        let is_harmful = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{2028}';
        assert!(!shown.chars().any(is_harmful), "{shown:?}");

        let json = written(LogFormat::Json, || tracing::warn!("rejected: {FORGED}"));
        assert_eq!(json.lines().count(), 1, "{json}");
        let event: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (event["level"].as_str(), event["message"].as_str()),
            (Some("WARN"), Some(&*format!("rejected: {FORGED}")))
        );
    }

    #[test]
    fn a_misspelled_level_is_an_error() {
        for filter in ["warning", "loud", "info,verbose", "nextrole=", "nextrole=loud", "nextrole::discord"] {
            assert!(parse(filter).is_err(), "{filter:?}");
        }
        insta::assert_snapshot!(parse("warning").unwrap_err(), @"invalid log filter: `warning` is not a level; use error, warn, info, debug, trace or off, for example `debug` or `info,nextrole::discord=debug`");
    }
}
