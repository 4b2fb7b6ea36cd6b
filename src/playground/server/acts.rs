//! What people do on the page.
//!
//! An act is one JSON object, told apart by its `do`. The answer is JSON, too: what the page cannot see in the news, such
//! as suggestions; or, with status 422, a `problem` to show to whoever did it.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use fake_discord::{FakeDiscord, Fault, Id, Outcome, Venue};

use super::{Stage, place};

/// Most characters of a message, as Discord's client lets people write them.
///
/// Source: <https://docs.discord.com/developers/resources/message#create-message>
const MESSAGE_CHARS: usize = 2_000;

/// Most requests that one fault may meet, and the longest that it may hold them up. Beyond that a playground is only broken.
const FAULT_TIMES: usize = 20;
const FAULT_DELAY_MS: u64 = 20_000;

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Act {
    /// Uses a slash command.
    Command { who: String, place: String, name: String, options: Value },
    /// Types in an option of a slash command: what suggestions are there?
    Type { who: String, place: String, name: String, options: Value, focused: String },
    /// Presses a button, or chooses in a menu.
    Press { who: String, message: String, custom_id: String, values: Vec<String> },
    /// Uses a command from the context menu of a message.
    Menu { who: String, message: String, name: String },
    /// Writes a message, perhaps as a reply.
    Say { who: String, place: String, text: String, reply_to: Option<String> },
    /// Does something to the gateway.
    Gateway { fault: GatewayFault },
    /// Lets the next requests go wrong.
    Request { route: String, fault: RequestFault, ms: u64, times: usize },
    /// Forgets the faults that have not happened yet.
    Heal {},
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum GatewayFault {
    DropSocket,
    Reconnect,
    InvalidSession,
    ResumableSession,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RequestFault {
    TooManyRequests,
    ServerError,
    Delay,
    Reset,
    AcceptThenReset,
}

/// Why something cannot be done.
type Problem = (StatusCode, Json<Value>);

pub(super) async fn act(
    State(stage): State<Arc<Stage>>,
    act: Result<Json<Act>, JsonRejection>,
) -> Result<Json<Value>, Problem> {
    let Json(act) = act.map_err(|why| problem(why.status(), &why.body_text()))?;
    let discord = Arc::clone(&stage.discord);
    // A task of its own: whoever closes the page does not take back what was asked.
    let played = tokio::spawn(async move { play(&discord, act).await });
    match played.await {
        Ok(Ok(played)) => Ok(Json(played)),
        Ok(Err(why)) => Err(problem(StatusCode::UNPROCESSABLE_ENTITY, &why)),
        Err(_) => Err(problem(StatusCode::INTERNAL_SERVER_ERROR, "the playground stumbled over this")),
    }
}

fn problem(status: StatusCode, what: &str) -> Problem {
    (status, Json(json!({ "problem": what })))
}

async fn play(discord: &FakeDiscord, act: Act) -> Result<Value, String> {
    let asked = match act {
        Act::Command { who, place, name, options } => discord.use_command(&who, venue(&place)?, &name, options).await,
        Act::Type { who, place, name, options, focused } => {
            discord.autocomplete(&who, venue(&place)?, &name, options, &focused).await
        }
        Act::Press { who, message, custom_id, values } => {
            let (message, values) = (id(&message)?, values.iter().map(String::as_str).collect::<Vec<_>>());
            if values.is_empty() {
                discord.press_button(&who, message, &custom_id).await
            } else {
                discord.choose(&who, message, &custom_id, &values).await
            }
        }
        Act::Menu { who, message, name } => discord.use_message_command(&who, &name, id(&message)?).await,
        Act::Say { who, place, text, reply_to } => return say(discord, &who, &place, &text, reply_to.as_deref()),
        Act::Gateway { fault } => return Ok(json!({ "connections": disturb(discord, &fault) })),
        Act::Request { route, fault, ms, times } => {
            return fail(discord, &route, &fault, ms, times).map(|()| json!({}));
        }
        Act::Heal {} => {
            discord.clear_faults();
            return Ok(json!({}));
        }
    };
    asked.map(|outcome| told(&outcome)).map_err(|why| why.to_string())
}

fn told(outcome: &Outcome) -> Value {
    let choices: Vec<_> =
        outcome.choices().into_iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    json!({
        "interaction": outcome.interaction,
        "responded": outcome.response.is_some(),
        "response": outcome.response.as_ref().map(|response| response.kind),
        "choices": choices,
    })
}

fn say(discord: &FakeDiscord, who: &str, place: &str, text: &str, reply_to: Option<&str>) -> Result<Value, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("there is nothing to send".to_owned());
    }
    let count = text.chars().count();
    if count > MESSAGE_CHARS {
        return Err(format!("a message has 2,000 characters at most; this one has {count}"));
    }
    let said = match reply_to {
        Some(message) => discord.send_reply(who, id(message)?, text),
        None => discord.send_message(who, venue(place)?, text),
    };
    said.map(|message| json!({ "message": message.id })).map_err(|why| why.to_string())
}

fn disturb(discord: &FakeDiscord, fault: &GatewayFault) -> usize {
    match fault {
        GatewayFault::DropSocket => discord.drop_gateway(),
        GatewayFault::Reconnect => discord.request_reconnect(),
        GatewayFault::InvalidSession => discord.invalidate_session(false),
        GatewayFault::ResumableSession => discord.invalidate_session(true),
    }
}

fn fail(discord: &FakeDiscord, route: &str, fault: &RequestFault, ms: u64, times: usize) -> Result<(), String> {
    if !(1..=FAULT_TIMES).contains(&times) || ms > FAULT_DELAY_MS {
        return Err(format!("a fault meets 1 to {FAULT_TIMES} requests, and takes {FAULT_DELAY_MS} ms at most"));
    }
    let wait = Duration::from_millis(ms);
    let fault = match fault {
        RequestFault::TooManyRequests => Fault::TooManyRequests { retry_after: wait, global: false },
        RequestFault::ServerError => Fault::Status(500),
        RequestFault::Delay => Fault::Delay(wait),
        RequestFault::Reset => Fault::Reset,
        RequestFault::AcceptThenReset => Fault::AcceptThenReset,
    };
    discord.fail_next(route, fault, times);
    Ok(())
}

fn venue(name: &str) -> Result<Venue, String> {
    place(name).ok_or_else(|| format!("there is no place called {name}"))
}

fn id(text: &str) -> Result<Id, String> {
    Id::parse(text).ok_or_else(|| format!("{text} is no id"))
}
