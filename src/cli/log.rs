//! The log: where it goes, what it contains, and what it never contains.
//!
//! The log goes to stderr. Of other crates, only warnings and errors are logged, without their spans: their spans hold
//! whole events with the secrets that answer them, and at lower levels they log the bytes of every message to Discord,
//! including the bot's token. No filter can change that.

use anyhow::Context as _;
use tracing::level_filters::LevelFilter;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{FilterExt, Targets, filter_fn};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::discord::FatalCloseLayer;

use super::terminal::Terminal;

/// A module that logs the raw text of invalid events as warnings.
const UNSAFE_TARGET: &str = "serenity::gateway::ws";

/// Starts the log with a filter such as `info` or `info,nextrole::discord=debug`.
///
/// # Errors
///
/// The filter is invalid.
pub(super) fn start(filter: &str, fatal_close: FatalCloseLayer) -> anyhow::Result<()> {
    let filter = parse(filter)?;
    let written = fmt::layer()
        .with_ansi(Terminal::stderr().has_styles())
        .with_writer(std::io::stderr)
        .with_filter(filter.and(filter_fn(is_safe)));
    tracing_subscriber::registry().with(written).with(fatal_close).try_init().context("the log was started twice")
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
    is_ours || (metadata.is_event() && *metadata.level() <= Level::WARN && metadata.target() != UNSAFE_TARGET)
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

    #[test]
    fn a_misspelled_level_is_an_error() {
        for filter in ["warning", "loud", "info,verbose", "nextrole=", "nextrole=loud", "nextrole::discord"] {
            assert!(parse(filter).is_err(), "{filter:?}");
        }
        insta::assert_snapshot!(parse("warning").unwrap_err(), @"invalid log filter: `warning` is not a level; use error, warn, info, debug, trace or off, for example `debug` or `info,nextrole::discord=debug`");
    }
}
