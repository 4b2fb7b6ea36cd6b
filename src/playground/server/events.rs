//! `GET /events`: the event stream (server-sent events). A snapshot on connect, then changes.
//!
//! Each event is a JSON object. The first one on a connection has the key `snapshot`; a page that was disconnected starts
//! again from there.

use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde_json::{Map, Value, json};
use tokio::sync::watch;

use crate::answer::example_roles;
use crate::knowledge::problem::{Location, Problem, Severity, SourceFiles};
use crate::reload::Status;
use fake_discord::rules::usage::limit_usage;
use fake_discord::{
    Changes, Exchange, Fault, GatewayEvent, Id, InteractionRecord, InteractionState, Message, Violation,
};

use super::{App, VENUES, subjects};

/// Maximum number of past messages that a new page is sent.
const MAX_PAST_MESSAGES: usize = 300;

/// Maximum number of past API requests, and of past gateway events, that a new page is sent.
const MAX_PAST_TRAFFIC: usize = 300;

/// Maximum number of problems of the knowledge that a page is sent.
const MAX_PROBLEMS: usize = 200;

/// Maximum length of the line that a problem is in, in characters.
const MAX_EXCERPT_CHARS: usize = 200;

/// One page that is connected, and what it has been sent so far.
struct Subscriber {
    app: Arc<App>,
    changes: Changes,
    knowledge: watch::Receiver<Arc<Status>>,
    saved: watch::Receiver<Value>,
    has_snapshot: bool,
    /// How often each message had been edited, and whether it was deleted, when it was last sent.
    messages: HashMap<Id, (usize, bool)>,
    interactions: HashMap<Id, InteractionState>,
    exchanges: usize,
    gateway_events: usize,
    violations: usize,
    /// The last value of each key that is always sent as a whole, such as the commands.
    state: Map<String, Value>,
}

pub(super) async fn stream(State(app): State<Arc<App>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let subscriber = Subscriber {
        changes: app.discord.changes(),
        knowledge: app.knowledge.status(),
        saved: app.changes.clone(),
        app,
        has_snapshot: false,
        messages: HashMap::new(),
        interactions: HashMap::new(),
        exchanges: 0,
        gateway_events: 0,
        violations: 0,
        state: Map::new(),
    };
    Sse::new(unfold(subscriber, next_event)).keep_alive(KeepAlive::default())
}

async fn next_event(mut subscriber: Subscriber) -> Option<(Result<Event, Infallible>, Subscriber)> {
    let stop = subscriber.app.stop.clone();
    loop {
        let delta = subscriber.delta();
        if !delta.is_empty() {
            let event = Event::default().data(Value::Object(delta).to_string());
            return Some((Ok(event), subscriber));
        }
        tokio::select! {
            () = stop.cancelled() => return None,
            has_more = subscriber.changes.next() => if !has_more { return None },
            changed = subscriber.knowledge.changed() => if changed.is_err() { return None },
            changed = subscriber.saved.changed() => if changed.is_err() { return None },
        }
    }
}

impl Subscriber {
    /// Everything new since the last call, under a key for each kind; empty if there is nothing new.
    fn delta(&mut self) -> Map<String, Value> {
        let mut delta = Map::new();
        let mut put = |key: &str, values: Vec<Value>| {
            if !values.is_empty() {
                delta.insert(key.to_owned(), values.into());
            }
        };
        put("messages", self.new_messages());
        put("interactions", self.new_interactions());
        put("exchanges", self.new_exchanges());
        put("gateway_events", self.new_gateway_events());
        let violations = self.app.discord.other_violations_since(self.violations);
        self.violations += violations.len();
        put("violations", violations.iter().map(violation_json).collect());
        if !self.has_snapshot {
            self.has_snapshot = true;
            delta.insert("snapshot".to_owned(), self.snapshot());
        }
        for (key, value) in self.current_state() {
            if self.state.get(&key) != Some(&value) {
                self.state.insert(key.clone(), value.clone());
                delta.insert(key, value);
            }
        }
        delta
    }

    /// What never changes while the program runs.
    fn snapshot(&self) -> Value {
        let discord = &self.app.discord;
        let (members, roles) = (discord.members(), discord.roles());
        let people: Vec<_> = members
            .iter()
            .map(|member| {
                let channels = VENUES.iter().filter_map(|(name, venue)| {
                    Some(((*name).to_owned(), json!(discord.channel_id(*venue, &member.name)?)))
                });
                let held = roles.iter().filter(|role| member.roles.contains(&role.id));
                let names: Vec<_> = held.map(|role| role.name.as_str()).collect();
                json!({
                    "id": member.id, "name": member.name, "is_bot": member.is_bot, "roles": names,
                    "channels": channels.collect::<Map<_, _>>(),
                })
            })
            .collect();
        json!({
            "bot": discord.bot_id(), "address": discord.address(), "version": env!("CARGO_PKG_VERSION"),
            "people": people,
        })
    }

    /// What is sent as a whole whenever it changes.
    fn current_state(&mut self) -> [(String, Value); 6] {
        let discord = &self.app.discord;
        let commands = [discord.guild_commands(), discord.commands()].concat();
        let planned_faults: Vec<_> = discord
            .planned_faults()
            .iter()
            .map(|planned| {
                json!({ "route": planned.route, "fault": describe_fault(&planned.fault), "times": planned.times })
            })
            .collect();
        let gateway = json!({
            "connected": discord.connected(), "resumes": discord.resumes(),
            "identifies": discord.identifies().len(),
        });
        let engine = self.app.knowledge.engine();
        let examples = example_roles(engine.knowledge());
        let examples: Vec<_> = examples.iter().map(|role| role.in_text()).collect();
        let knowledge = knowledge_json(&self.knowledge.borrow_and_update());
        [
            ("commands".to_owned(), commands.into()),
            ("gateway".to_owned(), gateway),
            ("planned_faults".to_owned(), planned_faults.into()),
            ("knowledge".to_owned(), knowledge),
            ("changes".to_owned(), self.saved.borrow_and_update().clone()),
            ("example_roles".to_owned(), json!(examples)),
        ]
    }

    fn new_messages(&mut self) -> Vec<Value> {
        let known = &mut self.messages;
        let state = |message: &Message| (message.previous.len(), message.deleted);
        let mut new = self.app.discord.messages(|message| known.get(&message.id) != Some(&state(message)));
        known.extend(new.iter().map(|message| (message.id, state(message))));
        new.drain(..new.len().saturating_sub(MAX_PAST_MESSAGES));
        if new.is_empty() {
            return Vec::new();
        }
        let (engine, interactions) = (self.app.knowledge.engine(), self.app.discord.interactions());
        let about = |message: &Message| subjects::of_message(&engine, message, &interactions);
        new.iter().map(|message| message_json(message, &about(message))).collect()
    }

    fn new_interactions(&mut self) -> Vec<Value> {
        let mut new = self.app.discord.interactions();
        new.retain(|interaction| self.interactions.get(&interaction.id) != Some(&interaction.state));
        self.interactions.extend(new.iter().map(|interaction| (interaction.id, interaction.state)));
        new.iter().map(interaction_json).collect()
    }

    fn new_exchanges(&mut self) -> Vec<Value> {
        let new = self.app.discord.exchanges_since(self.exchanges);
        let first = self.exchanges;
        self.exchanges += new.len();
        let numbered = new.iter().enumerate().skip(new.len().saturating_sub(MAX_PAST_TRAFFIC));
        numbered.map(|(index, exchange)| exchange_json(first + index, exchange)).collect()
    }

    fn new_gateway_events(&mut self) -> Vec<Value> {
        let new = self.app.discord.events_since(self.gateway_events);
        let first = self.gateway_events;
        self.gateway_events += new.len();
        let numbered = new.iter().enumerate().skip(new.len().saturating_sub(MAX_PAST_TRAFFIC));
        numbered.map(|(index, event)| gateway_event_json(first + index, event)).collect()
    }
}

/// `about` are the names of what the message is about.
fn message_json(message: &Message, about: &BTreeSet<String>) -> Value {
    json!({
        "message": message.json, "about": about, "ephemeral_for": message.ephemeral_for, "deleted": message.deleted,
        "interaction": message.interaction, "pinged": message.pinged.users,
    })
}

fn interaction_json(interaction: &InteractionRecord) -> Value {
    let state = match interaction.state {
        InteractionState::Pending => "pending",
        InteractionState::Deferred => "deferred",
        InteractionState::Answered => "answered",
        InteractionState::Failed => "failed",
    };
    json!({
        "id": interaction.id, "member": interaction.member, "channel": interaction.channel,
        "name": interaction.name, "data": interaction.data, "source": interaction.source, "state": state,
        "response": interaction.response,
    })
}

fn gateway_event_json(number: usize, event: &GatewayEvent) -> Value {
    json!({
        "number": number, "name": event.name, "data": event.data, "sent_to": event.sent_to,
        "at_ms": event.at.as_secs_f64() * 1e3,
    })
}

fn exchange_json(number: usize, exchange: &Exchange) -> Value {
    let files: Vec<_> = exchange
        .files
        .iter()
        .map(|file| json!({ "name": file.name, "media_type": file.media_type, "bytes": file.bytes.len() }))
        .collect();
    let limits: Vec<_> = limit_usage(&exchange.body)
        .iter()
        .map(|usage| json!({ "limit": usage.limit, "used": usage.used, "max": usage.max }))
        .collect();
    json!({
        "number": number, "method": exchange.method, "path": exchange.path, "route": exchange.route,
        "headers": exchange.headers, "body": exchange.body, "files": files, "status": exchange.status,
        "response": exchange.response, "at_ms": exchange.at.as_secs_f64() * 1e3, "interaction": exchange.interaction,
        "since_event_ms": exchange.since_dispatch.map(|since| since.as_secs_f64() * 1e3),
        "fault": exchange.fault.as_ref().map(describe_fault), "limits": limits,
        "violations": exchange.violations.iter().map(violation_json).collect::<Vec<_>>(),
    })
}

fn violation_json(violation: &Violation) -> Value {
    json!({
        "path": violation.path, "code": violation.code, "message": violation.message,
        "is_rejected": violation.is_rejected,
    })
}

fn describe_fault(fault: &Fault) -> String {
    match fault {
        Fault::TooManyRequests { retry_after, .. } => format!("429, retry after {} ms", retry_after.as_millis()),
        Fault::Status(status) => format!("status {status}"),
        Fault::Delay(delay) => format!("delayed by {} ms", delay.as_millis()),
        Fault::Reset => "connection reset".to_owned(),
        Fault::AcceptThenReset => "accepted, then connection reset".to_owned(),
    }
}

fn knowledge_json(status: &Status) -> Value {
    let problems = status.problems.iter().take(MAX_PROBLEMS).map(|problem| problem_json(&status.files, problem));
    json!({
        "answering": status.answering, "revision": status.revision, "files": status.files.0.len(),
        "problem_count": status.problems.len(), "problems": problems.collect::<Vec<_>>(),
    })
}

fn problem_json(files: &SourceFiles, problem: &Problem) -> Value {
    let severity = match problem.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let related: Vec<_> = problem
        .related
        .iter()
        .map(|(location, label)| json!({ "label": label, "location": location_json(files, location) }))
        .collect();
    let file = files.0.get(problem.at.file.0);
    let names = file.map(|file| subjects::of_place(&file.text, &problem.at.span)).unwrap_or_default();
    json!({
        "names": names, "severity": severity, "code": problem.code.name(), "title": problem.title, "help": problem.help,
        "location": location_json(files, &problem.at), "related": related,
    })
}

/// File, line and column, and the line itself; without line and column if the location is the file as a whole.
fn location_json(files: &SourceFiles, location: &Location) -> Value {
    let Some(file) = files.0.get(location.file.0) else { return Value::Null };
    let before = file.text.get(..location.span.start).filter(|_| location.span != (0..0));
    let Some(before) = before else { return json!({ "file": file.path }) };
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = file.text[start..].lines().next().unwrap_or_default();
    json!({
        "file": file.path, "line": before.matches('\n').count() + 1, "column": before[start..].chars().count() + 1,
        "excerpt": line.chars().take(MAX_EXCERPT_CHARS).collect::<String>(),
    })
}

#[cfg(test)]
mod tests {
    use crate::knowledge::problem::{FileId, SourceFile};

    use super::*;

    #[test]
    fn a_location_has_line_column_and_excerpt() {
        let text = "[[role]]\nid = \"nurse\"\nnäme = \"Nurse\"\n".to_owned();
        let files = SourceFiles(vec![SourceFile { path: "k/roles.toml".into(), text }]);
        let at = |span| location_json(&files, &Location { file: FileId(0), span });
        assert_eq!(
            at(30..37),
            json!({ "file": "k/roles.toml", "line": 3, "column": 8, "excerpt": "näme = \"Nurse\"" })
        );
        assert_eq!(at(0..0), json!({ "file": "k/roles.toml" }));
        // Within the two bytes of the ä, and after the end.
        assert_eq!(at(24..25), json!({ "file": "k/roles.toml" }));
        assert_eq!(at(900..901), json!({ "file": "k/roles.toml" }));
    }
}
