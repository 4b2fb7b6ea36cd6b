//! `POST /actions`: what a person can do on the page.
//!
//! An [`Action`] is one JSON object, told apart by its key `do`. The response has what the event stream does not, such as
//! autocomplete choices; or, with status 422, a `problem` to show to the person.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use fake_discord::{FakeDiscord, Fault, Id, Outcome, Venue};

use super::{App, venue};

/// Maximum length of a message, in characters, as in Discord's own client.
///
/// Source: <https://docs.discord.com/developers/resources/message#create-message>
const MAX_MESSAGE_CHARS: usize = 2_000;

/// Maximum number of requests that one fault applies to.
const MAX_FAULT_REQUESTS: usize = 20;

/// Maximum delay of a request, in milliseconds. Twenty seconds are longer than any timeout of the bot.
const MAX_FAULT_DELAY_MS: u64 = 20_000;

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Action {
    /// Uses a slash command.
    Command { who: String, venue: String, name: String, options: Value },
    /// Types in an option of a slash command.
    Autocomplete { who: String, venue: String, name: String, options: Value, focused: String },
    /// Presses a button, or chooses from a menu.
    Component { who: String, message: String, custom_id: String, values: Vec<String> },
    /// Submits the form that an interaction opened.
    Modal { interaction: String, fields: Value },
    /// Uses a command from the context menu of a message.
    MessageCommand { who: String, message: String, name: String },
    /// Sends a message, possibly as a reply.
    Message { who: String, venue: String, text: String, reply_to: Option<String> },
    /// Disturbs the gateway connection.
    GatewayFault { fault: GatewayFault },
    /// Makes the next requests fail.
    RequestFault { route: String, fault: RequestFault, ms: u64, times: usize },
    /// Removes the faults that are still planned.
    ClearFaults {},
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

/// Why an action failed: the body is `{ "problem": … }`.
type Failure = (StatusCode, Json<Value>);

pub(super) async fn handle(
    State(app): State<Arc<App>>,
    action: Result<Json<Action>, JsonRejection>,
) -> Result<Json<Value>, Failure> {
    let Json(action) = action.map_err(|error| failure(error.status(), &error.body_text()))?;
    let discord = Arc::clone(&app.discord);
    // A task of its own: closing the page must not cancel the action.
    let task = tokio::spawn(async move { perform(&discord, action).await });
    match task.await {
        Ok(Ok(response)) => Ok(Json(response)),
        Ok(Err(problem)) => Err(failure(StatusCode::UNPROCESSABLE_ENTITY, &problem)),
        Err(_) => Err(failure(StatusCode::INTERNAL_SERVER_ERROR, "the playground server failed to do this")),
    }
}

fn failure(status: StatusCode, problem: &str) -> Failure {
    (status, Json(json!({ "problem": problem })))
}

async fn perform(discord: &FakeDiscord, action: Action) -> Result<Value, String> {
    let result = match action {
        Action::Command { who, venue, name, options } => {
            discord.use_command(&who, find_venue(&venue)?, &name, options).await
        }
        Action::Autocomplete { who, venue, name, options, focused } => {
            discord.autocomplete(&who, find_venue(&venue)?, &name, options, &focused).await
        }
        Action::Component { who, message, custom_id, values } => {
            let (message, values) = (parse_id(&message)?, values.iter().map(String::as_str).collect::<Vec<_>>());
            if values.is_empty() {
                discord.press_button(&who, message, &custom_id).await
            } else {
                discord.choose(&who, message, &custom_id, &values).await
            }
        }
        Action::Modal { interaction, fields } => discord.submit_modal_of(parse_id(&interaction)?, fields).await,
        Action::MessageCommand { who, message, name } => {
            discord.use_message_command(&who, &name, parse_id(&message)?).await
        }
        Action::Message { who, venue, text, reply_to } => {
            return send_message(discord, &who, &venue, &text, reply_to.as_deref());
        }
        Action::GatewayFault { fault } => return Ok(json!({ "connections": disturb_gateway(discord, &fault) })),
        Action::RequestFault { route, fault, ms, times } => {
            return fail_requests(discord, &route, &fault, ms, times).map(|()| json!({}));
        }
        Action::ClearFaults {} => {
            discord.clear_faults();
            return Ok(json!({}));
        }
    };
    result.map(|outcome| outcome_json(&outcome)).map_err(|error| error.to_string())
}

fn outcome_json(outcome: &Outcome) -> Value {
    let choices: Vec<_> =
        outcome.choices().into_iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    json!({
        "interaction": outcome.interaction,
        "responded": outcome.response.is_some(),
        "response": outcome.response.as_ref().map(|response| response.kind),
        "choices": choices,
        "modal": outcome.modal(),
    })
}

fn send_message(
    discord: &FakeDiscord,
    who: &str,
    venue: &str,
    text: &str,
    reply_to: Option<&str>,
) -> Result<Value, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("the message is empty".to_owned());
    }
    let count = text.chars().count();
    if count > MAX_MESSAGE_CHARS {
        return Err(format!("a message can have at most 2,000 characters; this one has {count}"));
    }
    let sent = match reply_to {
        Some(message) => discord.send_reply(who, parse_id(message)?, text),
        None => discord.send_message(who, find_venue(venue)?, text),
    };
    sent.map(|message| json!({ "message": message.id })).map_err(|error| error.to_string())
}

fn disturb_gateway(discord: &FakeDiscord, fault: &GatewayFault) -> usize {
    match fault {
        GatewayFault::DropSocket => discord.drop_gateway(),
        GatewayFault::Reconnect => discord.request_reconnect(),
        GatewayFault::InvalidSession => discord.invalidate_session(false),
        GatewayFault::ResumableSession => discord.invalidate_session(true),
    }
}

fn fail_requests(
    discord: &FakeDiscord,
    route: &str,
    fault: &RequestFault,
    ms: u64,
    times: usize,
) -> Result<(), String> {
    if !(1..=MAX_FAULT_REQUESTS).contains(&times) {
        return Err(format!("the number of requests must be between 1 and {MAX_FAULT_REQUESTS}"));
    }
    if ms > MAX_FAULT_DELAY_MS {
        return Err(format!("the delay can be at most {MAX_FAULT_DELAY_MS} ms"));
    }
    let delay = Duration::from_millis(ms);
    let fault = match fault {
        RequestFault::TooManyRequests => Fault::TooManyRequests { retry_after: delay, global: false },
        RequestFault::ServerError => Fault::Status(500),
        RequestFault::Delay => Fault::Delay(delay),
        RequestFault::Reset => Fault::Reset,
        RequestFault::AcceptThenReset => Fault::AcceptThenReset,
    };
    discord.fail_next(route, fault, times);
    Ok(())
}

fn find_venue(name: &str) -> Result<Venue, String> {
    venue(name).ok_or_else(|| format!("there is no channel called {name}"))
}

fn parse_id(text: &str) -> Result<Id, String> {
    Id::parse(text).ok_or_else(|| format!("{text} is not a valid ID"))
}
