//! What went over the wire, for tests to look at afterwards, and for people to watch.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde_json::Value;

use super::faults::Fault;
use super::id::Id;

/// One request and its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// `GET`, `POST`, `PATCH`, `PUT` or `DELETE`.
    pub method: String,
    /// The path with its query, as it was asked for: `/api/v10/…`. Tokens of interactions stay in it, tests need them.
    pub path: String,
    /// The route in the words of Discord's API description, e.g. `/channels/{channel_id}/messages`. Empty if unknown.
    pub route: &'static str,
    /// The headers, names in lower case; the bot's token is replaced by `<token>`.
    pub headers: BTreeMap<String, String>,
    /// The JSON of the body, or of the form's `payload_json`; null if there was none.
    pub body: Value,
    /// The uploaded files, in the order of the form.
    pub files: Vec<File>,
    /// The answer's status; `None` if the connection was closed instead.
    pub status: Option<u16>,
    /// The answer's body; null if it was empty or no JSON.
    pub answer: Value,
    /// When it arrived, since the stand-in was started.
    pub at: Duration,
    /// The interaction that this request is about, if it is about one.
    pub interaction: Option<Id>,
    /// The time since that interaction was dispatched.
    pub since_event: Option<Duration>,
    /// The planned fault that met it.
    pub fault: Option<Fault>,
    /// The rules it broke.
    pub violations: Vec<Violation>,
}

/// What the gateway told the bot, or did to it.
#[derive(Clone, Debug)]
pub struct Event {
    /// Discord's name of it, e.g. `INTERACTION_CREATE`; what is no event is written in words, e.g. `reconnect (op 7)`.
    pub name: String,
    /// What it carried; null if it carried nothing.
    pub data: Value,
    /// When it was sent, since the stand-in was started.
    pub at: Duration,
    /// How many connections it went to. A session that is away gets it when it resumes.
    pub sent_to: usize,
}

/// An uploaded file.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// The `n` of its field `files[n]`, which the entry in `attachments` speaks of.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Its media type, as the client said; empty if it said nothing.
    pub media_type: String,
    /// What is in it.
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
    /// Where in the body: keys and positions with dots between, e.g. `embeds.0.title`. Empty: the request as a whole.
    pub at: String,
    /// Discord's name of the error, e.g. `BASE_TYPE_MAX_LENGTH`; its number where it has one; or `STAND_IN_…`.
    pub code: String,
    /// What is wrong, in Discord's words where they are known.
    pub message: String,
    /// Whether Discord refuses the request for it. Otherwise it was carried out, but surely is a mistake.
    pub refused: bool,
}

impl Violation {
    /// A broken rule for which the request is refused.
    pub(super) fn new(at: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self { at: at.into(), code: code.into(), message: message.into(), refused: true }
    }

    /// A mistake that Discord lets pass.
    pub(super) fn noticed(at: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self { refused: false, ..Self::new(at, code, message) }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.at.is_empty() {
            write!(f, "{}: ", self.at)?;
        }
        write!(f, "{} ({})", self.message, self.code)
    }
}
