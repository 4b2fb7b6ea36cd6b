//! Gateway sessions: dispatching events, and replaying missed ones on RESUME.
//!
//! A [`Session`] outlives its connection. [`crate::socket`] is the connection.

use std::collections::VecDeque;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use crate::id::{self, Id};
use crate::intents;
use crate::world::World;

/// The maximum number of events kept for RESUME. A client that missed more has to identify again.
const MAX_REPLAY_EVENTS: usize = 10_000;

/// A command to the task that serves a connection.
#[derive(Debug)]
pub(crate) enum SocketCommand {
    /// Send this text.
    Send(String),
    /// Close with this code and reason.
    Close(u16, &'static str),
    /// Close the TCP connection without a close frame.
    Drop,
}

/// A session, connected or not.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) intents: u64,
    pub(crate) shard: (u64, u64),
    /// The sequence number of the last event.
    pub(crate) seq: u64,
    /// The latest events and their sequence numbers, to be sent again on RESUME.
    replay: VecDeque<(u64, String)>,
    /// The connection and its number; `None` while the client is disconnected.
    pub(crate) connection: Option<(u64, UnboundedSender<SocketCommand>)>,
}

/// An IDENTIFY that a client sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Identify {
    /// A sum of [`intents`].
    pub intents: u64,
    /// The number of the shard, and how many there are.
    pub shard: (u64, u64),
    /// The whole payload; the token is replaced by `<token>`.
    pub body: Value,
    /// The session that it started; `None` if it was rejected.
    pub session: Option<String>,
}

/// Which sessions receive an event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Audience {
    /// The guild; `None` for direct messages.
    pub(crate) guild: Option<Id>,
    /// The required intent; 0 for none.
    pub(crate) intent: u64,
}

impl World {
    /// Starts a session on a connection, and sends READY and GUILD_CREATE.
    pub(crate) fn start_session(
        &mut self,
        intents: u64,
        shard: (u64, u64),
        connection: (u64, UnboundedSender<SocketCommand>),
    ) -> String {
        let session = id::session_id(self.ids.next());
        let ready = self.ready(&session, shard);
        let connection = Some(connection);
        let mut started = Session { intents, shard, seq: 0, replay: VecDeque::new(), connection };
        started.dispatch("READY", &ready);
        self.record_event("READY", &ready, 1);
        if intents & intents::GUILDS != 0 && self.is_for(Some(self.guild), shard) {
            let guild = self.guild_create();
            started.dispatch("GUILD_CREATE", &guild);
            self.record_event("GUILD_CREATE", &guild, 1);
        }
        if intents & intents::GUILDS != 0 {
            for number in 0..self.setup.more_guilds {
                let guild = Id((number + 1) << 22);
                if self.is_for(Some(guild), shard) {
                    started.dispatch("GUILD_CREATE", &self.additional_guild(guild));
                }
            }
        }
        self.sessions.insert(session.clone(), started);
        session
    }

    /// One of the guilds that only exist as this event, with as many roles as a guild of some size has.
    fn additional_guild(&self, guild: Id) -> Value {
        const ROLES: [&str; 6] =
            ["Helpdesk", "Network engineer", "Gamer", "Server booster", "he/him", "Book club 2024"];
        let role = |number: u64| {
            let name = format!("{} {number}", ROLES[number as usize % ROLES.len()]);
            self.role(&crate::Role { id: Id(guild.0 + number + 1), name, managed_by: None })
        };
        let roles: Vec<_> = (0..30).map(role).collect();
        crate::payloads::merge(self.guild_create(), json!({ "id": guild, "name": "One of many", "roles": roles }))
    }

    /// Resumes a session on a new connection, and sends the events it missed. `None` if there is no such session, or if
    /// the client claims events that were never sent.
    pub(crate) fn resume_session(
        &mut self,
        session: &str,
        seq: u64,
        connection: (u64, UnboundedSender<SocketCommand>),
    ) -> Option<()> {
        let resumed = self.sessions.get_mut(session)?;
        let has_all = resumed.replay.front().map_or(resumed.seq == seq, |(first, _)| *first <= seq + 1);
        if seq > resumed.seq || !has_all {
            self.sessions.remove(session);
            return None;
        }
        // Discord closes the previous connection of a session that is resumed.
        if let Some((_, previous)) = resumed.connection.replace(connection) {
            let _ = previous.send(SocketCommand::Close(4000, "Session resumed elsewhere"));
        }
        for (_, text) in resumed.replay.iter().filter(|(number, _)| *number > seq) {
            resumed.send(text.clone());
        }
        let trace = json!({ "_trace": ["fake-discord"] });
        resumed.dispatch("RESUMED", &trace);
        self.record_event("RESUMED", &trace, 1);
        self.resumes += 1;
        Some(())
    }

    /// Dispatches an event to all sessions of its audience.
    pub(crate) fn dispatch(&mut self, audience: Audience, event: &str, data: &Value) {
        let mut sessions = std::mem::take(&mut self.sessions);
        let (mut sent_to, mut sent) = (0, None);
        for session in sessions.values_mut() {
            let has_intent = audience.intent == 0 || session.intents & audience.intent != 0;
            if has_intent && self.is_for(audience.guild, session.shard) {
                let is_message = ["MESSAGE_CREATE", "MESSAGE_UPDATE"].contains(&event);
                let redacted = is_message
                    .then(|| self.without_private_content(data, audience.guild.is_some(), session.intents))
                    .flatten();
                session.dispatch(event, redacted.as_ref().unwrap_or(data));
                sent_to += usize::from(session.connection.is_some());
                sent = redacted.or(sent);
            }
        }
        self.sessions = sessions;
        self.record_event(event, sent.as_ref().unwrap_or(data), sent_to);
    }

    /// The message without the content that the bot may not read; `None` if it may read everything.
    ///
    /// Source: <https://docs.discord.com/developers/events/gateway#message-content-intent>
    pub(crate) fn without_private_content(&self, message: &Value, is_in_guild: bool, intents: u64) -> Option<Value> {
        let is_bot = |user: &Value| user.get("id").and_then(Value::as_str) == Some(&self.bot.to_string());
        let is_mentioned =
            message.get("mentions").and_then(Value::as_array).is_some_and(|users| users.iter().any(is_bot));
        let is_own = message.get("author").is_some_and(is_bot);
        if !is_in_guild || is_mentioned || is_own || intents & intents::MESSAGE_CONTENT != 0 {
            return None;
        }
        let empty = json!({ "content": "", "embeds": [], "attachments": [], "components": [] });
        Some(crate::payloads::merge(message.clone(), empty))
    }

    /// Gives a command to every connection, and logs it under this name. Returns how many there were.
    pub(crate) fn command_all(&mut self, name: &str, command: impl Fn() -> SocketCommand) -> usize {
        let connected = self.sessions.values().filter_map(|session| session.connection.as_ref());
        let count = connected.filter(|(_, connection)| connection.send(command()).is_ok()).count();
        self.record_event(name, &Value::Null, count);
        count
    }
}

impl Session {
    /// Numbers an event, keeps it for RESUME, and sends it if the client is connected.
    fn dispatch(&mut self, event: &str, data: &Value) {
        self.seq += 1;
        let text = json!({ "op": 0, "s": self.seq, "t": event, "d": data }).to_string();
        self.replay.push_back((self.seq, text.clone()));
        if self.replay.len() > MAX_REPLAY_EVENTS {
            self.replay.pop_front();
        }
        self.send(text);
    }

    fn send(&self, text: String) {
        if let Some((_, connection)) = &self.connection {
            // A connection that is just closing misses it; the next RESUME sends it again.
            let _ = connection.send(SocketCommand::Send(text));
        }
    }
}
