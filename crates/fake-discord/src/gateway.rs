//! Sessions of the gateway: what they are told, and what they missed while they were away.
//!
//! A [`Session`] outlives its connection: events go on being numbered and kept, and RESUME gets what was missed.
//! [`super::socket`] is the connection.

use std::collections::VecDeque;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::id::{self, Id};
use super::intents;
use super::world::World;

/// Most events kept for a RESUME. A client that missed more has to begin anew.
const KEPT: usize = 10_000;

/// What a connection is told to do.
#[derive(Debug)]
pub(super) enum Order {
    /// Send this text.
    Send(String),
    /// Say goodbye with this code, and why.
    Close(u16, &'static str),
    /// Let the TCP connection go without a word.
    Drop,
}

/// A session, connected or not.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) intents: u64,
    pub(super) shard: (u64, u64),
    /// The number of the last event.
    pub(super) seq: u64,
    /// The events to be sent again on RESUME, with their numbers.
    kept: VecDeque<(u64, String)>,
    /// The connection; `None` while the client is away.
    pub(super) connection: Option<(u64, UnboundedSender<Order>)>,
}

/// What an IDENTIFY carried.
#[derive(Clone, Debug, PartialEq)]
pub struct Identify {
    /// A sum of [`intents`].
    pub intents: u64,
    /// The number of this shard, and of all shards.
    pub shard: (u64, u64),
    /// Everything else, the token replaced by `<token>`.
    pub body: Value,
    /// The session that it began; `None` if it was refused.
    pub session: Option<String>,
}

/// What an event is about: that decides who is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Audience {
    /// The server, or `None` for direct messages.
    pub(super) guild: Option<Id>,
    /// The intent it takes; 0 for events that everybody gets.
    pub(super) intent: u64,
}

impl World {
    /// Begins a session for this connection, and tells it of itself and its servers.
    pub(super) fn begin_session(
        &mut self,
        intents: u64,
        shard: (u64, u64),
        connection: (u64, UnboundedSender<Order>),
    ) -> String {
        let session = id::session_id(self.ids.next());
        let ready = self.ready(&session, shard);
        let connection = Some(connection);
        let mut begun = Session { intents, shard, seq: 0, kept: VecDeque::new(), connection };
        begun.tell("READY", &ready);
        self.note_event("READY", &ready, 1);
        if intents & intents::GUILDS != 0 && self.is_for(Some(self.guild), shard) {
            let server = self.guild_create();
            begun.tell("GUILD_CREATE", &server);
            self.note_event("GUILD_CREATE", &server, 1);
        }
        self.sessions.insert(session.clone(), begun);
        session
    }

    /// Goes on with a session on a new connection, sending what it missed. `None` if there is no such session, or if
    /// the client knows events that were never sent.
    pub(super) fn resume_session(
        &mut self,
        session: &str,
        seq: u64,
        connection: (u64, UnboundedSender<Order>),
    ) -> Option<()> {
        let resumed = self.sessions.get_mut(session)?;
        let has_all = resumed.kept.front().map_or(resumed.seq == seq, |(first, _)| *first <= seq + 1);
        if seq > resumed.seq || !has_all {
            self.sessions.remove(session);
            return None;
        }
        // Discord ends the other connection of a session that is resumed.
        if let Some((_, before)) = resumed.connection.replace(connection) {
            let _ = before.send(Order::Close(4000, "Session resumed elsewhere"));
        }
        for (_, text) in resumed.kept.iter().filter(|(number, _)| *number > seq) {
            resumed.send(text.clone());
        }
        let trace = json!({ "_trace": ["stand-in"] });
        resumed.tell("RESUMED", &trace);
        self.note_event("RESUMED", &trace, 1);
        self.resumes += 1;
        Some(())
    }

    /// Tells everybody whom it concerns.
    pub(super) fn dispatch(&mut self, audience: Audience, event: &str, data: &Value) {
        let mut sessions = std::mem::take(&mut self.sessions);
        let (mut sent_to, mut sent) = (0, None);
        for session in sessions.values_mut() {
            let covered = audience.intent == 0 || session.intents & audience.intent != 0;
            if covered && self.is_for(audience.guild, session.shard) {
                let is_message = ["MESSAGE_CREATE", "MESSAGE_UPDATE"].contains(&event);
                let less = is_message
                    .then(|| self.without_private_content(data, audience.guild.is_some(), session.intents))
                    .flatten();
                session.tell(event, less.as_ref().unwrap_or(data));
                sent_to += usize::from(session.connection.is_some());
                sent = less.or(sent);
            }
        }
        self.sessions = sessions;
        self.note_event(event, sent.as_ref().unwrap_or(data), sent_to);
    }

    /// The message without what the bot may not read; `None` if it may read it all.
    ///
    /// Source: <https://docs.discord.com/developers/events/gateway#message-content-intent>
    pub(super) fn without_private_content(&self, message: &Value, in_server: bool, held: u64) -> Option<Value> {
        let is_bot = |user: &Value| user.get("id").and_then(Value::as_str) == Some(&self.bot.to_string());
        let named = message.get("mentions").and_then(Value::as_array).is_some_and(|users| users.iter().any(is_bot));
        let own = message.get("author").is_some_and(is_bot);
        if !in_server || named || own || held & intents::MESSAGE_CONTENT != 0 {
            return None;
        }
        let empty = json!({ "content": "", "embeds": [], "attachments": [], "components": [] });
        Some(super::events::merge(message.clone(), empty))
    }

    /// Sends this to every connection, and notes it under this name.
    pub(super) fn order_all(&mut self, name: &str, order: impl Fn() -> Order) -> usize {
        let connected = self.sessions.values().filter_map(|session| session.connection.as_ref());
        let count = connected.filter(|(_, connection)| connection.send(order()).is_ok()).count();
        self.note_event(name, &Value::Null, count);
        count
    }
}

impl Session {
    /// Numbers an event, keeps it, and sends it if the client is there.
    fn tell(&mut self, event: &str, data: &Value) {
        self.seq += 1;
        let text = json!({ "op": 0, "s": self.seq, "t": event, "d": data }).to_string();
        self.kept.push_back((self.seq, text.clone()));
        if self.kept.len() > KEPT {
            self.kept.pop_front();
        }
        self.send(text);
    }

    fn send(&self, text: String) {
        if let Some((_, connection)) = &self.connection {
            // A connection that is just closing does not get it; the next RESUME does.
            let _ = connection.send(Order::Send(text));
        }
    }
}
