//! Where the log goes, and what never gets into it.
//!
//! The log goes to standard error. Of other crates only warnings and errors get in, without their spans: theirs carry
//! whole events, and with them the secrets that answer them, and at lower levels the bytes of every message to Discord,
//! the bot's token among them. No filter that an operator sets can change that.

use anyhow::Context;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{EnvFilter, FilterExt, filter_fn};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::discord::FatalCloseLayer;

use super::screen::Screen;

/// Writes the raw text of events that it cannot read into a warning.
const TALKATIVE: &str = "serenity::gateway::ws";

/// Starts the log. `filter` is what the operator set: `info`, or `nextrole=debug`.
///
/// # Errors
///
/// The filter is none.
pub(super) fn start(filter: &str, fatal_close: FatalCloseLayer) -> anyhow::Result<()> {
    let wanted = EnvFilter::try_new(filter).with_context(|| format!("the log filter `{filter}` is not one"))?;
    let written = fmt::layer()
        .with_ansi(Screen::of_stderr().has_styles())
        .with_writer(std::io::stderr)
        .with_filter(wanted.and(filter_fn(is_safe)));
    tracing_subscriber::registry().with(written).with(fatal_close).try_init().context("the log was started twice")
}

fn is_safe(metadata: &Metadata<'_>) -> bool {
    let is_ours = metadata.target() == "nextrole" || metadata.target().starts_with("nextrole::");
    is_ours || (metadata.is_event() && *metadata.level() <= Level::WARN && metadata.target() != TALKATIVE)
}
