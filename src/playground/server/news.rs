//! What happens, as it happens: a stream of server-sent events, each a JSON object with what is new.
//!
//! The first one on a connection has everything, and says so with `hello`; a page that lost its connection begins anew.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde_json::{Map, Value, json};
use tokio::sync::watch;

use crate::knowledge::report::{self, Style};
use crate::reload::Status;
use fake_discord::rules::usage::limit_usage;
use fake_discord::{Changes, Exchange, Fault, Id, InteractionState, Message};

use super::{PLACES, Stage};

/// How much of the past a page is told of that was just opened: messages, and lines of the log each way.
const PAST_MESSAGES: usize = 300;
const PAST_LINES: usize = 300;

/// Somebody who follows the news, and how far they have come.
struct Follower {
    stage: Arc<Stage>,
    changes: Changes,
    knowledge: watch::Receiver<Arc<Status>>,
    has_begun: bool,
    /// Of each message, how it was when it was last told of: how often edited, and whether deleted.
    messages: HashMap<Id, (usize, bool)>,
    asked: HashMap<Id, InteractionState>,
    exchanges: usize,
    events: usize,
    violations: usize,
    /// What is told as a whole whenever it changes: commands, connections, planned faults.
    whole: Map<String, Value>,
}

pub(super) async fn stream(State(stage): State<Arc<Stage>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let follower = Follower {
        changes: stage.discord.changes(),
        knowledge: stage.live.status(),
        stage,
        has_begun: false,
        messages: HashMap::new(),
        asked: HashMap::new(),
        exchanges: 0,
        events: 0,
        violations: 0,
        whole: Map::new(),
    };
    Sse::new(unfold(follower, next)).keep_alive(KeepAlive::default())
}

async fn next(mut follower: Follower) -> Option<(Result<Event, Infallible>, Follower)> {
    let stop = follower.stage.stop.clone();
    loop {
        let news = follower.news();
        if !news.is_empty() {
            let event = Event::default().data(Value::Object(news).to_string());
            return Some((Ok(event), follower));
        }
        tokio::select! {
            () = stop.cancelled() => return None,
            more = follower.changes.next() => if !more { return None },
            changed = follower.knowledge.changed() => if changed.is_err() { return None },
        }
    }
}

impl Follower {
    /// Everything new since the last call, a key for each kind of it; empty if there is nothing.
    fn news(&mut self) -> Map<String, Value> {
        let mut news = Map::new();
        let mut put = |key: &str, values: Vec<Value>| {
            if !values.is_empty() {
                news.insert(key.to_owned(), values.into());
            }
        };
        put("messages", self.messages());
        put("asked", self.asked());
        put("exchanges", self.exchanges());
        put("events", self.events());
        let broken = self.stage.discord.other_violations_since(self.violations);
        self.violations += broken.len();
        put("violations", broken.iter().map(violation).collect());
        if !self.has_begun {
            self.has_begun = true;
            news.insert("hello".to_owned(), self.hello());
        }
        for (key, value) in self.now() {
            if self.whole.get(&key) != Some(&value) {
                self.whole.insert(key.clone(), value.clone());
                news.insert(key, value);
            }
        }
        news
    }

    /// What stays as it is.
    fn hello(&self) -> Value {
        let discord = &self.stage.discord;
        let (members, roles) = (discord.members(), discord.roles());
        let people: Vec<_> = members
            .iter()
            .map(|member| {
                let channels = PLACES.iter().filter_map(|(name, venue)| {
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

    /// What is told as a whole.
    fn now(&mut self) -> [(String, Value); 4] {
        let discord = &self.stage.discord;
        let commands = [discord.guild_commands(), discord.commands()].concat();
        let planned: Vec<_> = discord
            .planned_faults()
            .iter()
            .map(|planned| json!({ "route": planned.route, "fault": fault(&planned.fault), "times": planned.times }))
            .collect();
        let gateway = json!({
            "connected": discord.connected(), "resumes": discord.resumes(),
            "identifies": discord.identifies().len(),
        });
        [
            ("commands".to_owned(), commands.into()),
            ("gateway".to_owned(), gateway),
            ("planned".to_owned(), planned.into()),
            ("knowledge".to_owned(), self.knowledge()),
        ]
    }

    fn knowledge(&mut self) -> Value {
        let seen = Arc::clone(&self.knowledge.borrow_and_update());
        let drawn = if seen.problems.is_empty() {
            String::new()
        } else {
            report::render(&seen.files, &seen.problems, Style { columns: 100, ..Style::default() })
        };
        json!({
            "answering": seen.answering, "revision": seen.revision, "files": seen.files.0.len(),
            "problems": seen.problems.len(), "drawn": drawn,
        })
    }

    fn messages(&mut self) -> Vec<Value> {
        let known = &mut self.messages;
        let state = |message: &Message| (message.previous.len(), message.deleted);
        let mut new = self.stage.discord.messages(|message| known.get(&message.id) != Some(&state(message)));
        known.extend(new.iter().map(|message| (message.id, state(message))));
        new.drain(..new.len().saturating_sub(PAST_MESSAGES));
        let told = |message: &Message| {
            json!({
                "message": message.json, "only_for": message.ephemeral_for, "deleted": message.deleted,
                "interaction": message.interaction, "pinged": message.pinged.users,
            })
        };
        new.iter().map(told).collect()
    }

    fn asked(&mut self) -> Vec<Value> {
        let mut new = self.stage.discord.interactions();
        new.retain(|asked| self.asked.get(&asked.id) != Some(&asked.state));
        self.asked.extend(new.iter().map(|asked| (asked.id, asked.state)));
        let told = |asked: &fake_discord::InteractionRecord| {
            let state = match asked.state {
                InteractionState::Pending => "waiting",
                InteractionState::Deferred => "thinking",
                InteractionState::Answered => "answered",
                InteractionState::Failed => "failed",
            };
            json!({
                "id": asked.id, "asker": asked.member, "channel": asked.channel, "name": asked.name,
                "data": asked.data, "source": asked.source, "state": state, "response": asked.response,
                "took_ms": asked.took.map(|took| took.as_secs_f64() * 1e3),
            })
        };
        new.iter().map(told).collect()
    }

    fn exchanges(&mut self) -> Vec<Value> {
        let new = self.stage.discord.exchanges_since(self.exchanges);
        let first = self.exchanges;
        self.exchanges += new.len();
        let numbered = new.iter().enumerate().skip(new.len().saturating_sub(PAST_LINES));
        numbered.map(|(place, exchange)| told(first + place, exchange)).collect()
    }

    fn events(&mut self) -> Vec<Value> {
        let new = self.stage.discord.events_since(self.events);
        let first = self.events;
        self.events += new.len();
        let numbered = new.iter().enumerate().skip(new.len().saturating_sub(PAST_LINES));
        let told = |(place, event): (usize, &fake_discord::GatewayEvent)| {
            json!({
                "number": first + place, "name": event.name, "data": event.data, "sent_to": event.sent_to,
                "at_ms": event.at.as_secs_f64() * 1e3,
            })
        };
        numbered.map(told).collect()
    }
}

fn told(number: usize, exchange: &Exchange) -> Value {
    let files: Vec<_> = exchange
        .files
        .iter()
        .map(|file| json!({ "name": file.name, "media_type": file.media_type, "bytes": file.bytes.len() }))
        .collect();
    json!({
        "number": number, "method": exchange.method, "path": exchange.path, "route": exchange.route,
        "headers": exchange.headers, "body": exchange.body, "files": files, "status": exchange.status,
        "answer": exchange.response, "at_ms": exchange.at.as_secs_f64() * 1e3, "interaction": exchange.interaction,
        "since_event_ms": exchange.since_dispatch.map(|since| since.as_secs_f64() * 1e3),
        "fault": exchange.fault.as_ref().map(fault),
        "measures": limit_usage(&exchange.body)
            .iter()
            .map(|usage| json!({ "rule": usage.limit, "is": usage.used, "most": usage.max }))
            .collect::<Vec<_>>(),
        "violations": exchange.violations.iter().map(violation).collect::<Vec<_>>(),
    })
}

fn violation(violation: &fake_discord::Violation) -> Value {
    json!({ "at": violation.path, "code": violation.code, "message": violation.message, "refused": violation.is_rejected })
}

fn fault(fault: &Fault) -> String {
    match fault {
        Fault::TooManyRequests { retry_after, .. } => format!("429, wait {} ms", retry_after.as_millis()),
        Fault::Status(status) => format!("status {status}"),
        Fault::Delay(delay) => format!("{} ms late", delay.as_millis()),
        Fault::Reset => "connection reset".to_owned(),
        Fault::AcceptThenReset => "carried out, then connection reset".to_owned(),
    }
}
