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

use fake_discord::{Fault, Id, Outcome, Setting, StandIn};

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
    let stand_in = Arc::clone(&stage.stand_in);
    // A task of its own: whoever closes the page does not take back what was asked.
    let played = tokio::spawn(async move { play(&stand_in, act).await });
    match played.await {
        Ok(Ok(played)) => Ok(Json(played)),
        Ok(Err(why)) => Err(problem(StatusCode::UNPROCESSABLE_ENTITY, &why)),
        Err(_) => Err(problem(StatusCode::INTERNAL_SERVER_ERROR, "the playground stumbled over this")),
    }
}

fn problem(status: StatusCode, what: &str) -> Problem {
    (status, Json(json!({ "problem": what })))
}

async fn play(stand_in: &StandIn, act: Act) -> Result<Value, String> {
    let asked = match act {
        Act::Command { who, place, name, options } => {
            stand_in.use_command(&who, setting(&place)?, &name, options).await
        }
        Act::Type { who, place, name, options, focused } => {
            stand_in.type_option(&who, setting(&place)?, &name, options, &focused).await
        }
        Act::Press { who, message, custom_id, values } => {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            stand_in.press(&who, id(&message)?, &custom_id, &values).await
        }
        Act::Menu { who, message, name } => stand_in.use_on_message(&who, &name, id(&message)?).await,
        Act::Say { who, place, text, reply_to } => return say(stand_in, &who, &place, &text, reply_to.as_deref()),
        Act::Gateway { fault } => return Ok(json!({ "connections": disturb(stand_in, &fault) })),
        Act::Request { route, fault, ms, times } => {
            return fail(stand_in, &route, &fault, ms, times).map(|()| json!({}));
        }
        Act::Heal {} => {
            stand_in.heal();
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

fn say(stand_in: &StandIn, who: &str, place: &str, text: &str, reply_to: Option<&str>) -> Result<Value, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("there is nothing to send".to_owned());
    }
    let count = text.chars().count();
    if count > MESSAGE_CHARS {
        return Err(format!("a message has 2,000 characters at most; this one has {count}"));
    }
    let said = match reply_to {
        Some(message) => stand_in.reply(who, id(message)?, text),
        None => stand_in.say(who, setting(place)?, text),
    };
    said.map(|message| json!({ "message": message.id })).map_err(|why| why.to_string())
}

fn disturb(stand_in: &StandIn, fault: &GatewayFault) -> usize {
    match fault {
        GatewayFault::DropSocket => stand_in.drop_socket(),
        GatewayFault::Reconnect => stand_in.ask_to_reconnect(),
        GatewayFault::InvalidSession => stand_in.invalidate_session(false),
        GatewayFault::ResumableSession => stand_in.invalidate_session(true),
    }
}

fn fail(stand_in: &StandIn, route: &str, fault: &RequestFault, ms: u64, times: usize) -> Result<(), String> {
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
    stand_in.fail_next(route, fault, times);
    Ok(())
}

fn setting(name: &str) -> Result<Setting, String> {
    place(name).ok_or_else(|| format!("there is no place called {name}"))
}

fn id(text: &str) -> Result<Id, String> {
    Id::read(text).ok_or_else(|| format!("{text} is no id"))
}
