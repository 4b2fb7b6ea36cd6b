//! The log of everything that went over the wire.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::faults::Fault;
use crate::id::Id;

/// One request and its response.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// `GET`, `POST`, `PATCH`, `PUT` or `DELETE`.
    pub method: String,
    /// The path with its query, e.g. `/api/v10/users/@me`. Interaction tokens are kept in it.
    pub path: String,
    /// The route as Discord's API description writes it, e.g. `/channels/{channel_id}/messages`. Empty if unknown.
    pub route: &'static str,
    /// The headers, with names in lower case; the bot's token is replaced by `<token>`.
    pub headers: BTreeMap<String, String>,
    /// The JSON of the body, or of the form's `payload_json`; null if there was none.
    pub body: Value,
    /// The uploaded files, in the order of the form.
    pub files: Vec<File>,
    /// The response's status; `None` if the connection was closed instead.
    pub status: Option<u16>,
    /// The response's body; null if it was empty.
    pub response: Value,
    /// When the request arrived, since the start.
    pub at: Duration,
    /// The interaction that the request belongs to, if any.
    pub interaction: Option<Id>,
    /// The time since that interaction was dispatched.
    pub since_dispatch: Option<Duration>,
    /// The planned fault that was applied.
    pub fault: Option<Fault>,
    /// The rules that the request broke.
    pub violations: Vec<Violation>,
}

/// Something that the gateway sent to the bot or did to its connection.
#[derive(Clone, Debug)]
pub struct GatewayEvent {
    /// Discord's name of the event, e.g. `INTERACTION_CREATE`; otherwise a description, e.g. `reconnect (op 7)`.
    pub name: String,
    /// The event's data; null if it has none.
    pub data: Value,
    /// When it was sent, since the start.
    pub at: Duration,
    /// The number of connections it was sent to. A disconnected session receives it when it resumes.
    pub sent_to: usize,
}

/// An uploaded file.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// The `n` of its form field `files[n]`, which `attachments` refers to.
    pub id: u64,
    /// The file name.
    pub name: String,
    /// The media type that the client declared; empty if none.
    pub media_type: String,
    /// The contents.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({} {:?} {} {} bytes)", self.id, self.name, self.media_type, self.bytes.len())
    }
}

/// A rule of Discord's that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where in the body: keys and indexes, e.g. `embeds.0.title`. Empty for the request as a whole.
    pub path: String,
    /// Discord's name of the error, e.g. `BASE_TYPE_MAX_LENGTH`, or its number; `FAKE_…` for rules without either.
    pub code: String,
    /// What is wrong, in Discord's words where they are known.
    pub message: String,
    /// Whether the request was rejected. Otherwise Discord accepts it, although it is almost certainly a mistake.
    pub is_rejected: bool,
}

impl Violation {
    /// A broken rule for which the request is rejected.
    pub(crate) fn new(path: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self { path: path.into(), code: code.into(), message: message.into(), is_rejected: true }
    }

    /// A mistake that Discord accepts.
    pub(crate) fn warning(path: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self { is_rejected: false, ..Self::new(path, code, message) }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{} ({})", self.message, self.code)
    }
}
