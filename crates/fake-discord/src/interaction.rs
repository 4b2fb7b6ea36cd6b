//! One question of somebody, from the moment it is dispatched to the end of its token.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::id::Id;
use super::log::{File, Violation};
use super::setup::{Setting, Setup};

/// Most follow-ups where the bot is only because the asker installed it.
///
/// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages>
pub(super) const FOLLOW_UPS_OUTSIDE: usize = 5;

/// What kind of interaction it is.
///
/// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Command = 2,
    Component = 3,
    Autocomplete = 4,
}

/// What the stand-in remembers of an interaction.
#[derive(Clone, Debug)]
pub(super) struct Interaction {
    pub(super) id: Id,
    pub(super) token: String,
    pub(super) kind: Kind,
    pub(super) asker: Id,
    pub(super) setting: Setting,
    pub(super) channel: Id,
    /// The name of the command, or the `custom_id`.
    pub(super) name: String,
    /// What was asked, as the bot got it.
    pub(super) data: Value,
    /// The message whose button or menu was used.
    pub(super) source: Option<Id>,
    /// The type of the option that choices are wanted for.
    pub(super) option_kind: Option<u64>,
    pub(super) dispatched: Instant,
    pub(super) response: Option<Response>,
    /// The message that is the response, or that the response changed.
    pub(super) original: Option<Id>,
    /// Deferred, and not yet completed.
    pub(super) waiting: bool,
    pub(super) ephemeral: bool,
    pub(super) follow_ups: usize,
    /// The bot may not know that its response was accepted: to send it again is then no mistake.
    pub(super) reply_lost: bool,
    /// Its lateness is noted already.
    pub(super) noted: bool,
}

/// The first response to an interaction.
#[derive(Clone, Debug)]
pub struct Response {
    /// 4 a message, 5 a message later, 6 a change later, 7 a change of the message pressed on, 8 choices, 9 a modal.
    ///
    /// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type>
    pub kind: u64,
    /// The body as it was sent.
    pub body: Value,
    /// The files that came with it.
    pub files: Vec<File>,
    /// How long it took, from dispatch to its arrival.
    pub took: Duration,
}

impl Interaction {
    /// Whether the time for the first response is over.
    pub(super) fn is_late(&self, now: Instant, setup: &Setup) -> bool {
        now.duration_since(self.dispatched) > setup.respond_within
    }

    /// Whether the token is worth nothing any more.
    pub(super) fn is_over(&self, now: Instant, setup: &Setup) -> bool {
        now.duration_since(self.dispatched) > setup.token_lives
    }

    /// Whether there is nothing more to wait for.
    pub(super) fn is_complete(&self) -> bool {
        self.response.is_some() && !self.waiting
    }

    /// What is overdue about it; each only once.
    pub(super) fn overdue(&mut self, now: Instant, setup: &Setup) -> Option<Violation> {
        let since = now.duration_since(self.dispatched);
        let message = if self.noted {
            return None;
        } else if self.response.is_none() && since > setup.respond_within {
            format!("The interaction {} was not answered within {:?}", self.name, setup.respond_within)
        } else if self.waiting && since > setup.complete_within.min(setup.token_lives) {
            format!("The interaction {} was deferred, and then not completed", self.name)
        } else {
            return None;
        };
        self.noted = true;
        Some(Violation::noticed("", "STAND_IN_NOT_ANSWERED", message))
    }
}
