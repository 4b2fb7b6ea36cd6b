//! Delivers requests to Discord: in time, and once.
//!
//! A request is repeated while that can help and its deadline allows: after a refusal for its rate (as long as Discord
//! says), a failure on Discord's side, or a lost connection. A repeated answer that Discord had already taken is a
//! success. No error shows an address, because those of interactions hold a secret.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use thiserror::Error;
use tokio::time::{Instant, sleep, timeout_at};

use crate::token::Token;

/// Where Discord is, unless a proxy or stand-in takes its place.
const DISCORD: &str = "https://discord.com";

/// How long Discord waits for the first response to an interaction is 3 seconds; the way there takes a part of it.
///
/// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction>
const CALLBACK_DEADLINE: Duration = Duration::from_millis(2_700);

/// How long a message may take: longer, and the talk has moved on.
const MESSAGE_DEADLINE: Duration = Duration::from_secs(15);

/// How long each request at the start may take, repeats included.
const START_DEADLINE: Duration = Duration::from_secs(20);

/// How long one attempt may take before another is worth more.
const ATTEMPT: Duration = Duration::from_millis(1_200);

/// How long an attempt at the start may take; there is nobody waiting.
const START_ATTEMPT: Duration = Duration::from_secs(8);

/// The first pause before a repeat; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(50);

/// The longest pause before a repeat that Discord did not ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Discord's code for an interaction that has its response already.
///
/// Source: <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>
const ALREADY_ACKNOWLEDGED: u64 = 40_060;

/// Most connections that are kept open for the next request. A flood opens a thousand, and each holds its buffers.
const MOST_IDLE: usize = 16;

/// The media type of a body.
const JSON: &str = "application/json";

/// Why a request was not delivered.
#[derive(Debug, Error)]
pub enum RestError {
    /// Discord does not know the token.
    #[error("Discord does not accept the bot's token; make a new one on your application's page, under Bot")]
    Unauthorized,
    /// Discord refuses the request itself.
    #[error("Discord refused the request with {status}: {message} (code {code})")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Discord's own code; 0 where it gives none.
        code: u64,
        /// What Discord says, and which field is at fault.
        message: String,
    },
    /// Discord failed, or asked for more time than there is, until the deadline.
    #[error("Discord did not take the request in time; its last answer was {last}")]
    TooLate {
        /// What the last attempt came to.
        last: String,
    },
    /// Discord answered something that is not JSON, or the request is not.
    #[error("the exchange with Discord is unreadable: {0}")]
    Unreadable(String),
}

impl RestError {
    pub(super) fn unreadable(why: serde_json::Error) -> RestError {
        RestError::Unreadable(why.to_string())
    }
}

/// Delivers requests.
#[derive(Debug, Clone)]
pub(super) struct Rest {
    client: reqwest::Client,
    base: String,
    token: Token,
}

/// A file that goes with a body; the body speaks of it as the attachment 0.
#[derive(Debug, Clone)]
pub(super) struct Upload {
    /// With an ending that tells its kind.
    pub(super) name: &'static str,
    /// As in `image/png`.
    pub(super) media_type: &'static str,
    /// What is in it.
    pub(super) bytes: Vec<u8>,
}

/// What is sent, in JSON.
#[derive(Clone, Copy)]
enum Content<'c> {
    Nothing,
    Json(&'c str),
    Form(&'c str, &'c Upload),
}

impl<'c> Content<'c> {
    fn of(body: &'c str, upload: Option<&'c Upload>) -> Content<'c> {
        upload.map_or(Content::Json(body), |upload| Content::Form(body, upload))
    }
}

/// How patient a request is.
#[derive(Clone, Copy)]
struct Patience {
    deadline: Instant,
    attempt: Duration,
}

/// What one attempt came to.
enum Attempt {
    Done(Value),
    Final(RestError),
    Again { after: Option<Duration>, why: String },
}

impl Rest {
    /// `proxy` takes the place of `https://discord.com`.
    ///
    /// # Errors
    ///
    /// The system offers no TLS.
    pub(super) fn new(token: Token, proxy: Option<&str>) -> Result<Rest, RestError> {
        let agent = concat!("DiscordBot (nextrole, ", env!("CARGO_PKG_VERSION"), ")");
        let client = reqwest::Client::builder()
            .user_agent(agent)
            // Where Discord is reached is said by one setting, DISCORD_PROXY, and by nothing else.
            .no_proxy()
            .connect_timeout(Duration::from_secs(5))
            .pool_max_idle_per_host(MOST_IDLE)
            .build()
            .map_err(|why| RestError::Unreadable(why.without_url().to_string()))?;
        let base = proxy.unwrap_or(DISCORD).trim_end_matches('/').to_owned();
        Ok(Rest { client, base, token })
    }

    pub(super) async fn get(&self, path: &str) -> Result<Value, RestError> {
        self.deliver(Method::GET, path, Content::Nothing, Patience::at_start()).await
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> Result<Value, RestError> {
        self.deliver(Method::PUT, path, Content::Json(&body.to_string()), Patience::at_start()).await
    }

    /// The first response to an interaction that arrived at `arrived`.
    pub(super) async fn respond(
        &self,
        id: u64,
        token: &str,
        response: &str,
        upload: Option<&Upload>,
        arrived: Instant,
    ) -> Result<(), RestError> {
        let path = format!("/interactions/{id}/{token}/callback");
        let patience = Patience { deadline: arrived + CALLBACK_DEADLINE, attempt: ATTEMPT };
        match self.deliver(Method::POST, &path, Content::of(response, upload), patience).await {
            // An attempt that seemed lost had arrived.
            Err(RestError::Refused { code: ALREADY_ACKNOWLEDGED, .. }) => Ok(()),
            other => other.map(drop),
        }
    }

    /// Changes the first response to an interaction, whose token is good for a quarter of an hour.
    pub(super) async fn change_response(
        &self,
        application: u64,
        token: &str,
        message: &str,
        upload: &Upload,
    ) -> Result<(), RestError> {
        let path = format!("/webhooks/{application}/{token}/messages/@original");
        let patience = Patience { deadline: Instant::now() + MESSAGE_DEADLINE, attempt: ATTEMPT * 3 };
        self.deliver(Method::PATCH, &path, Content::Form(message, upload), patience).await.map(drop)
    }

    /// A message in a channel. It must carry a nonce that Discord enforces, or a repeat could post it twice.
    pub(super) async fn post_message(
        &self,
        channel: u64,
        message: &str,
        upload: Option<&Upload>,
    ) -> Result<(), RestError> {
        let path = format!("/channels/{channel}/messages");
        let patience = Patience { deadline: Instant::now() + MESSAGE_DEADLINE, attempt: ATTEMPT * 3 };
        self.deliver(Method::POST, &path, Content::of(message, upload), patience).await.map(drop)
    }

    async fn deliver(
        &self,
        method: Method,
        path: &str,
        content: Content<'_>,
        patience: Patience,
    ) -> Result<Value, RestError> {
        let mut pause = FIRST_PAUSE;
        loop {
            let ends = patience.deadline.min(Instant::now() + patience.attempt);
            let attempt = timeout_at(ends, self.attempt(method.clone(), path, content)).await;
            let (after, why) = match attempt {
                Ok(Attempt::Done(value)) => return Ok(value),
                Ok(Attempt::Final(why)) => return Err(why),
                Ok(Attempt::Again { after, why }) => (after, why),
                Err(_) => (None, "none at all".to_owned()),
            };
            let wait = after.unwrap_or(pause);
            if Instant::now() + wait >= patience.deadline {
                return Err(RestError::TooLate { last: why });
            }
            tracing::debug!("Discord's answer was {why}; trying again in {wait:?}");
            sleep(wait).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    async fn attempt(&self, method: Method, path: &str, content: Content<'_>) -> Attempt {
        let mut request = self.client.request(method, format!("{}/api/v10{path}", self.base));
        // The address of an interaction holds what it takes to answer it.
        if !path.starts_with("/interactions/") && !path.starts_with("/webhooks/") {
            request = request.header("Authorization", format!("Bot {}", self.token.reveal()));
        }
        request = match content {
            Content::Nothing => request,
            Content::Json(body) => request.header(CONTENT_TYPE, JSON).body(body.to_owned()),
            Content::Form(body, upload) => match form(body, upload) {
                Ok(form) => request.multipart(form),
                Err(why) => return Attempt::Final(RestError::Unreadable(why.without_url().to_string())),
            },
        };
        let response = match request.send().await {
            Ok(response) => response,
            Err(why) => return Attempt::Again { after: None, why: chain(&why.without_url()) },
        };
        let status = response.status();
        let header = response.headers().get("Retry-After").and_then(|value| value.to_str().ok()?.parse::<f64>().ok());
        let text = match response.text().await {
            Ok(text) => text,
            Err(why) => return Attempt::Again { after: None, why: chain(&why.without_url()) },
        };
        let answer: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
        match status {
            StatusCode::TOO_MANY_REQUESTS => {
                let seconds = answer["retry_after"].as_f64().or(header).unwrap_or(1.0);
                // Also guards against what no Duration can hold.
                let after = Duration::try_from_secs_f64(seconds).unwrap_or(MESSAGE_DEADLINE * 10);
                Attempt::Again { after: Some(after), why: format!("{status}, to be tried again in {seconds} s") }
            }
            StatusCode::UNAUTHORIZED => Attempt::Final(RestError::Unauthorized),
            _ if status.is_server_error() => Attempt::Again { after: None, why: status.to_string() },
            _ if status.is_success() => match serde_json::from_str(&text) {
                Ok(value) => Attempt::Done(value),
                Err(_) if text.is_empty() => Attempt::Done(Value::Null),
                Err(why) => Attempt::Final(RestError::unreadable(why)),
            },
            _ => {
                let code = answer["code"].as_u64().unwrap_or_default();
                let what = answer["message"].as_str().unwrap_or("no reason given");
                let fields = if answer["errors"].is_null() { String::new() } else { format!(" {}", answer["errors"]) };
                let message = format!("{what}{fields}").chars().take(1_000).collect();
                Attempt::Final(RestError::Refused { status: status.as_u16(), code, message })
            }
        }
    }
}

impl Patience {
    fn at_start() -> Patience {
        Patience { deadline: Instant::now() + START_DEADLINE, attempt: START_ATTEMPT }
    }
}

/// The body with its file, as Discord takes them.
///
/// Source: <https://docs.discord.com/developers/reference#uploading-files>
fn form(body: &str, upload: &Upload) -> reqwest::Result<Form> {
    let payload = Part::text(body.to_owned()).mime_str(JSON)?;
    let file = Part::bytes(upload.bytes.clone()).file_name(upload.name).mime_str(upload.media_type)?;
    Ok(Form::new().part("payload_json", payload).part("files[0]", file))
}

/// An error with its causes, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
