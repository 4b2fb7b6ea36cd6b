//! One interaction, from its dispatch until its token expires.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::id::Id;
use crate::log::{File, Violation};
use crate::setup::{Setup, Venue};

/// The maximum number of follow-ups where the bot is only installed by the member.
///
/// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages>
pub(crate) const MAX_USER_INSTALLED_FOLLOW_UPS: usize = 5;

/// The type of an interaction.
///
/// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InteractionKind {
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}

/// An interaction and how far it has come.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: Id,
    pub(crate) token: String,
    pub(crate) kind: InteractionKind,
    pub(crate) member: Id,
    pub(crate) venue: Venue,
    pub(crate) channel: Id,
    /// The name of the command, or the `custom_id`.
    pub(crate) name: String,
    /// The `data` that was sent to the bot.
    pub(crate) data: Value,
    /// The message whose button, menu or context menu was used.
    pub(crate) source: Option<Id>,
    /// The type of the option that is being completed.
    pub(crate) option_kind: Option<u64>,
    pub(crate) dispatched: Instant,
    pub(crate) response: Option<InitialResponse>,
    /// The message that is the response, or that the response changed.
    pub(crate) original: Option<Id>,
    /// Deferred, and not yet completed.
    pub(crate) is_deferred: bool,
    pub(crate) is_ephemeral: bool,
    pub(crate) follow_ups: usize,
    /// The bot may not know that its response was accepted, so that sending it again is not a mistake.
    pub(crate) is_reply_lost: bool,
    /// A missed deadline has been recorded already.
    pub(crate) is_overdue_recorded: bool,
    /// The modal of the response has been submitted already.
    pub(crate) is_modal_submitted: bool,
}

/// The first response to an interaction.
#[derive(Clone, Debug)]
pub struct InitialResponse {
    /// The type: 4 message, 5 deferred message, 6 deferred update, 7 update of the message, 8 autocomplete choices,
    /// 9 modal.
    ///
    /// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type>
    pub kind: u64,
    /// The body as it was sent.
    pub body: Value,
    /// The files that came with it.
    pub files: Vec<File>,
    /// The time from dispatch to arrival.
    pub took: Duration,
}

impl Interaction {
    /// Whether the deadline for the first response is over.
    pub(crate) fn is_past_deadline(&self, now: Instant, setup: &Setup) -> bool {
        now.duration_since(self.dispatched) > setup.response_deadline
    }

    /// Whether the token has expired.
    pub(crate) fn is_expired(&self, now: Instant, setup: &Setup) -> bool {
        now.duration_since(self.dispatched) > setup.token_lifetime
    }

    /// Whether there is a response, and a deferred one is completed.
    pub(crate) fn is_complete(&self) -> bool {
        self.response.is_some() && !self.is_deferred
    }

    /// The deadline that was missed, if any; each interaction reports one only once.
    pub(crate) fn take_overdue(&mut self, now: Instant, setup: &Setup) -> Option<Violation> {
        let since = now.duration_since(self.dispatched);
        let message = if self.is_overdue_recorded {
            return None;
        } else if self.response.is_none() && since > setup.response_deadline {
            format!("The interaction {} was not answered within {:?}", self.name, setup.response_deadline)
        } else if self.is_deferred && since > setup.deferred_timeout.min(setup.token_lifetime) {
            format!("The interaction {} was deferred and never completed", self.name)
        } else {
            return None;
        };
        self.is_overdue_recorded = true;
        Some(Violation::warning("", "FAKE_NOT_ANSWERED", message))
    }
}
