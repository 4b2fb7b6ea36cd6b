//! The lines of the log about questions: one for each that was answered, and one for each that was not.
//!
//! They have no text and no id of a person. The rarer things that arrive while somebody types are logged at `debug`.

use std::time::Duration;

use serenity::all::{Interaction, Message};
use tracing::field::display;

use super::rest::RestError;
use super::verdict::Verdict;

/// The module under which these lines can be filtered.
const TARGET: &str = "nextrole::questions";

/// Discord's error code for a channel that the bot cannot see.
const MISSING_ACCESS: u64 = 50_001;

/// Discord's error code for something that the bot may not do in a channel.
pub(super) const MISSING_PERMISSIONS: u64 = 50_013;

/// Discord's error code for a reply where the bot cannot read what it replies to.
const NO_HISTORY: u64 = 160_002;

/// Discord's error code for an interaction that it no longer waits for.
const UNKNOWN_INTERACTION: u64 = 10_062;

/// Where a question was asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The shard on which it arrived; `None` over HTTP.
    pub(super) shard: Option<u32>,
    server: Option<u64>,
    channel: Option<u64>,
}

impl Place {
    pub(super) fn of_interaction(interaction: &Interaction, shard: Option<u32>) -> Place {
        let (server, channel) = match interaction {
            Interaction::Command(command) | Interaction::Autocomplete(command) => {
                (command.guild_id, Some(command.channel_id))
            }
            Interaction::Component(component) => (component.guild_id, Some(component.channel_id)),
            Interaction::Modal(modal) => (modal.guild_id, Some(modal.channel_id)),
            _ => (None, None),
        };
        Place { shard, server: server.map(|id| id.get()), channel: channel.map(|id| id.get()) }
    }

    pub(super) fn of_message(message: &Message, shard: u32) -> Place {
        let server = message.guild_id.map(|id| id.get());
        Place { shard: Some(shard), server, channel: Some(message.channel_id.get()) }
    }

    /// Logs that a question was answered.
    pub(super) fn log_answer(self, command: &'static str, verdict: Verdict, took: Duration) {
        let Place { shard, server, .. } = self;
        // Ids are texts: many programs that read JSON cut large numbers.
        let (server, verdict) = (server.map(display), verdict.as_str());
        let ms = (took.as_secs_f64() * 10_000.0).round() / 10.0;
        if command == "autocomplete" {
            tracing::debug!(target: TARGET, command, verdict, ms, shard, server, "answered");
        } else {
            tracing::info!(target: TARGET, command, verdict, ms, shard, server, "answered");
        }
    }

    /// Logs that a question was answered without its embed or picture.
    pub(super) fn log_degraded(self, missing: &'static str) {
        let Place { shard, server, channel } = self;
        let (server, channel) = (server.map(display), channel.map(display));
        tracing::warn!(
            target: TARGET, shard, server, channel,
            "a question was answered as plain text; the bot needs the permission {missing} there"
        );
    }

    /// Logs that a question was not answered, and what the operator or a moderator can do.
    /// `took` is the time since it arrived.
    pub(super) fn log_failure(self, command: &'static str, why: &RestError, took: Duration) {
        let Place { shard, server, channel } = self;
        let (server, channel) = (server.map(display), channel.map(display));
        let cure = match why {
            RestError::Rejected { code: MISSING_ACCESS, .. } => "; the bot needs the permission View Channel there",
            RestError::Rejected { code: MISSING_PERMISSIONS, .. } => {
                "; the bot needs the permission Send Messages there (in threads: Send Messages in Threads)"
            }
            RestError::Rejected { code: NO_HISTORY, .. } => "; the bot needs the permission Read Message History there",
            RestError::Rejected { code: UNKNOWN_INTERACTION, .. } | RestError::TimedOut { .. }
                if command != "message" =>
            {
                "; Discord waits 3 seconds for an answer"
            }
            _ => "",
        };
        let ms = took.as_millis();
        tracing::error!(target: TARGET, command, ms, shard, server, channel, "a question was not answered: {why}{cure}");
    }
}
