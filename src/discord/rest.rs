//! The client for Discord's REST API: each request arrives in time, and once.
//!
//! A request is retried until its deadline after a rate limit (for as long as Discord says), a server error or a lost
//! connection. A retried response that Discord had already accepted counts as a success. No error contains a URL, because
//! the URL of an interaction holds a secret.

use std::fmt::Display;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, StatusCode, Url};
use serde_json::Value;
use thiserror::Error;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use crate::token::Token;

use super::metrics::Metrics;
use super::shared_limits::InvalidRedis;

/// The base URL of Discord, unless a proxy replaces it.
const DISCORD: &str = "https://discord.com";

/// Deadline of the first response to an interaction. Discord waits 3 seconds; the rest is for the network.
///
/// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction>
const CALLBACK_DEADLINE: Duration = Duration::from_millis(2_700);

/// Deadline of a message; after that, the conversation has moved on.
const MESSAGE_DEADLINE: Duration = Duration::from_secs(15);

/// Deadline of each request at startup, retries included.
const STARTUP_DEADLINE: Duration = Duration::from_secs(20);

/// Deadline of a request whose result somebody waits for in front of a terminal.
const SOON: Duration = Duration::from_secs(5);

/// How long a request at startup may take before the log says that it is being waited for.
const STARTUP_PATIENCE: Duration = Duration::from_millis(1_500);

// An operator who looks at the terminal waits two seconds for a word.
const _: () = assert!(STARTUP_PATIENCE.as_millis() < 2_000);

/// Timeout of a single attempt. A response that takes long is waited for, because Discord may have taken the answer; what
/// is left after that suffices for another attempt.
const ATTEMPT_TIMEOUT: Duration = Duration::from_millis(2_000);

/// How long a connection may take. Nothing was sent before it is there, so that another attempt costs nothing.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(1_000);

/// Most requests at a time. A flood waits its turn, so that it neither opens a thousand connections nor slows down all
/// answers until each is sent twice.
const MAX_REQUESTS: usize = 128;

/// Timeout of a single attempt at startup, where no user is waiting.
const STARTUP_ATTEMPT_TIMEOUT: Duration = Duration::from_secs(8);

/// Pause before the first retry; it doubles with each further one.
const MIN_BACKOFF: Duration = Duration::from_millis(50);

/// Longest pause before a retry, unless Discord asks for a longer one.
const MAX_BACKOFF: Duration = Duration::from_secs(2);

/// Discord's error code for an interaction that already has its response.
///
/// Source: <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>
const ALREADY_ACKNOWLEDGED: u64 = 40_060;

/// Discord's error code for a message that was deleted.
const UNKNOWN_MESSAGE: u64 = 10_008;

/// Maximum number of idle connections. A flood opens a thousand of them, and each holds its buffers.
const MAX_IDLE_CONNECTIONS: usize = 16;

/// The media type of a body.
const JSON: &str = "application/json";

/// Why a request failed.
#[derive(Debug, Error)]
pub enum RestError {
    /// Discord does not know the token.
    #[error(
        "Discord rejected the bot's token; reset it under https://discord.com/developers/applications, your \
         application, Bot"
    )]
    Unauthorized,
    /// Discord rejected the request itself.
    #[error("Discord rejected the request with status {status}: {message} (code {code})")]
    Rejected {
        /// The HTTP status.
        status: u16,
        /// Discord's own error code; 0 if it gives none.
        code: u64,
        /// Discord's message, and the fields at fault.
        message: String,
    },
    /// The deadline passed, or Discord asked for a longer wait than it allows.
    #[error("no success before the deadline; the last attempt ended with: {last}")]
    TimedOut {
        /// How the last attempt ended.
        last: String,
    },
    /// The first attempt found the interaction answered already.
    #[error(
        "Discord says that it has its answer already: another process is running with the same token; stop one of them"
    )]
    AnsweredElsewhere,
    /// The response is not JSON.
    #[error("could not parse Discord's response: {0}")]
    InvalidResponse(serde_json::Error),
    /// The proxy is not the URL of a server, or has a password, which would be sent instead of the token.
    #[error("DISCORD_PROXY must be a full URL such as http://127.0.0.1:8080, without user and password")]
    InvalidProxy,
    /// The address of Redis is none.
    #[error(transparent)]
    InvalidRedis(#[from] InvalidRedis),
    /// The request could not be built.
    #[error("could not build the request: {0}")]
    InvalidRequest(String),
}

impl RestError {
    pub(super) fn invalid_request(why: impl Display) -> RestError {
        RestError::InvalidRequest(why.to_string())
    }

    /// Its word in the metrics.
    fn kind(&self) -> &'static str {
        match self {
            RestError::Unauthorized => "unauthorized",
            RestError::Rejected { .. } => "rejected",
            RestError::AnsweredElsewhere => "answered-elsewhere",
            RestError::TimedOut { .. } => "deadline",
            RestError::InvalidResponse(_) => "invalid-response",
            RestError::InvalidProxy | RestError::InvalidRedis(_) | RestError::InvalidRequest(_) => "invalid-request",
        }
    }
}

/// The client.
#[derive(Debug, Clone)]
pub(super) struct Rest {
    client: reqwest::Client,
    base: String,
    /// The base without what may be secret in it, for messages.
    origin: String,
    /// Not needed to answer interactions.
    token: Option<Token>,
    metrics: Metrics,
    /// The turns of requests.
    turns: Arc<Semaphore>,
}

/// A file sent along with a body, which refers to it as attachment 0.
#[derive(Debug, Clone)]
pub(super) struct Upload {
    /// With an extension.
    pub(super) name: &'static str,
    /// Such as `image/png`.
    pub(super) media_type: &'static str,
    /// The content.
    pub(super) bytes: Vec<u8>,
}

/// The body of a request.
#[derive(Clone, Copy)]
enum Content<'c> {
    Empty,
    Json(&'c str),
    Form(&'c str, &'c Upload),
}

impl<'c> Content<'c> {
    fn new(body: &'c str, upload: Option<&'c Upload>) -> Content<'c> {
        upload.map_or(Content::Json(body), |upload| Content::Form(body, upload))
    }
}

/// Deadline of a request, and timeout of each attempt.
#[derive(Clone, Copy)]
struct RetryPolicy {
    deadline: Instant,
    attempt_timeout: Duration,
    /// Whether a retry is worth a warning in the log.
    warns: bool,
}

/// The outcome of one attempt.
enum Attempt {
    Done(Value),
    Failed(RestError),
    Retry { after: Option<Duration>, kind: &'static str, why: String },
}

impl Rest {
    /// `proxy` replaces `https://discord.com`.
    ///
    /// # Errors
    ///
    /// The proxy is not a URL with `http` or `https`, or TLS is not available.
    pub(super) fn new(token: Option<Token>, proxy: Option<&str>, metrics: Metrics) -> Result<Rest, RestError> {
        let agent = concat!("DiscordBot (nextrole, ", env!("CARGO_PKG_VERSION"), ")");
        let client = reqwest::Client::builder()
            .user_agent(agent)
            // DISCORD_PROXY alone decides where requests go, not HTTP_PROXY and the like.
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_max_idle_per_host(MAX_IDLE_CONNECTIONS)
            .build()
            .map_err(|why| RestError::invalid_request(why.without_url()))?;
        let base = Url::parse(proxy.unwrap_or(DISCORD)).map_err(|_| RestError::InvalidProxy)?;
        let has_password = !base.username().is_empty() || base.password().is_some();
        if !matches!(base.scheme(), "http" | "https") || has_password {
            return Err(RestError::InvalidProxy);
        }
        let origin = base.origin().ascii_serialization();
        let base = base.as_str().trim_end_matches('/').to_owned();
        let turns = Arc::new(Semaphore::new(MAX_REQUESTS));
        Ok(Rest { client, base, origin, token, metrics, turns })
    }

    pub(super) async fn get(&self, path: &str) -> Result<Value, RestError> {
        self.send_at_startup(Method::GET, path, Content::Empty).await
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> Result<Value, RestError> {
        self.send_at_startup(Method::PUT, path, Content::Json(&body.to_string())).await
    }

    /// Like [`Rest::get`], for somebody who waits in front of a terminal.
    pub(super) async fn get_soon(&self, path: &str) -> Result<Value, RestError> {
        self.get_within(path, SOON).await
    }

    /// Like [`Rest::get`], within a time that includes all attempts.
    pub(super) async fn get_within(&self, path: &str, time: Duration) -> Result<Value, RestError> {
        let policy = RetryPolicy::until(Instant::now() + time, time);
        self.send_with_retry(Method::GET, path, Content::Empty, policy).await
    }

    /// Discord's clock: the date of a response.
    pub(super) async fn date(&self) -> Option<String> {
        let request = self.client.get(format!("{}/api/v10/gateway", self.base)).timeout(SOON);
        Some(request.send().await.ok()?.headers().get("Date")?.to_str().ok()?.to_owned())
    }

    /// The status with which an endpoint takes a request that nobody signed.
    pub(super) async fn post_unsigned(&self, url: &str) -> Result<u16, String> {
        let request = self.client.post(url).timeout(SOON).header(CONTENT_TYPE, JSON).body("{\"type\":1}");
        let response = request.send().await.map_err(|why| chain(&why.without_url()))?;
        Ok(response.status().as_u16())
    }

    async fn send_at_startup(&self, method: Method, path: &str, content: Content<'_>) -> Result<Value, RestError> {
        let mut sent = pin!(self.send_with_retry(method, path, content, RetryPolicy::at_startup()));
        if let Ok(done) = timeout(STARTUP_PATIENCE, &mut sent).await {
            return done;
        }
        let (origin, seconds) = (&self.origin, STARTUP_DEADLINE.as_secs());
        tracing::warn!("still waiting for Discord at {origin}; trying for up to {seconds} seconds");
        sent.await
    }

    /// Sends the first response to an interaction that arrived at `arrived`.
    pub(super) async fn create_interaction_response(
        &self,
        id: u64,
        token: &str,
        response: &str,
        upload: Option<&Upload>,
        arrived: Instant,
    ) -> Result<(), RestError> {
        let path = format!("/interactions/{id}/{token}/callback");
        let policy = RetryPolicy::until(arrived + CALLBACK_DEADLINE, ATTEMPT_TIMEOUT);
        match self.send_with_retry(Method::POST, &path, Content::new(response, upload), policy).await {
            // An earlier attempt arrived although its response was lost.
            Err(RestError::Rejected { code: ALREADY_ACKNOWLEDGED, .. }) => Ok(()),
            other => other.map(drop),
        }
    }

    /// Edits the first response to an interaction, whose token is valid for 15 minutes.
    pub(super) async fn edit_original_interaction_response(
        &self,
        application: u64,
        token: &str,
        message: &str,
        upload: &Upload,
    ) -> Result<(), RestError> {
        let path = format!("/webhooks/{application}/{token}/messages/@original");
        let policy = RetryPolicy::until(Instant::now() + MESSAGE_DEADLINE, ATTEMPT_TIMEOUT * 3);
        self.send_with_retry(Method::PATCH, &path, Content::Form(message, upload), policy).await.map(drop)
    }

    /// Deletes the message that an interaction is about, or its first response.
    pub(super) async fn delete_original_interaction_response(
        &self,
        application: u64,
        token: &str,
    ) -> Result<(), RestError> {
        let path = format!("/webhooks/{application}/{token}/messages/@original");
        let policy = RetryPolicy::until(Instant::now() + MESSAGE_DEADLINE, ATTEMPT_TIMEOUT * 3);
        match self.send_with_retry(Method::DELETE, &path, Content::Empty, policy).await {
            // It is gone already.
            Err(RestError::Rejected { code: UNKNOWN_MESSAGE, .. }) => Ok(()),
            other => other.map(drop),
        }
    }

    /// Changes a message of the bot in a channel.
    pub(super) async fn edit_message(
        &self,
        channel: u64,
        message: u64,
        body: &str,
        upload: Option<&Upload>,
    ) -> Result<(), RestError> {
        let path = format!("/channels/{channel}/messages/{message}");
        let policy = RetryPolicy::until(Instant::now() + MESSAGE_DEADLINE, ATTEMPT_TIMEOUT * 3);
        match self.send_with_retry(Method::PATCH, &path, Content::new(body, upload), policy).await {
            // Somebody removed it.
            Err(RestError::Rejected { code: UNKNOWN_MESSAGE, .. }) => Ok(()),
            other => other.map(drop),
        }
    }

    /// Posts a message in a channel, and tells its id. It must have an enforced nonce, or a retry could post it twice.
    pub(super) async fn create_message(
        &self,
        channel: u64,
        message: &str,
        upload: Option<&Upload>,
    ) -> Result<Option<u64>, RestError> {
        let path = format!("/channels/{channel}/messages");
        let policy = RetryPolicy::until(Instant::now() + MESSAGE_DEADLINE, ATTEMPT_TIMEOUT * 3);
        let created = self.send_with_retry(Method::POST, &path, Content::new(message, upload), policy).await?;
        Ok(created["id"].as_str().and_then(|id| id.parse().ok()))
    }

    async fn send_with_retry(
        &self,
        method: Method,
        path: &str,
        content: Content<'_>,
        policy: RetryPolicy,
    ) -> Result<Value, RestError> {
        let mut backoff = MIN_BACKOFF;
        loop {
            let Ok(turn) = timeout_at(policy.deadline, self.turns.acquire()).await else {
                self.metrics.count_rest_error("too-many");
                return Err(RestError::TimedOut { last: "too many requests at a time".to_owned() });
            };
            let ends = policy.deadline.min(Instant::now() + policy.attempt_timeout);
            let attempt = timeout_at(ends, self.attempt(method.clone(), path, content)).await;
            drop(turn);
            let (after, kind, why) = match attempt {
                Ok(Attempt::Done(value)) => return Ok(value),
                Ok(Attempt::Failed(RestError::Rejected { code: ALREADY_ACKNOWLEDGED, .. }))
                    if backoff == MIN_BACKOFF =>
                {
                    self.metrics.count_rest_error(RestError::AnsweredElsewhere.kind());
                    return Err(RestError::AnsweredElsewhere);
                }
                Ok(Attempt::Failed(why)) => {
                    self.metrics.count_rest_error(why.kind());
                    return Err(why);
                }
                Ok(Attempt::Retry { after, kind, why }) => (after, kind, why),
                Err(_) => (None, "no-response", "no response".to_owned()),
            };
            self.metrics.count_rest_error(kind);
            let wait = after.map_or_else(|| jittered(backoff), |after| after + jittered(MIN_BACKOFF) / 2);
            if Instant::now() + wait >= policy.deadline {
                let late = RestError::TimedOut { last: why };
                self.metrics.count_rest_error(late.kind());
                return Err(late);
            }
            if policy.warns && backoff == MIN_BACKOFF {
                tracing::warn!("a request to Discord at {} failed ({why}); retrying", self.origin);
            } else {
                tracing::debug!("a request to Discord failed ({why}); retrying in {wait:?}");
            }
            sleep(wait).await;
            backoff = (backoff * 2).min(MAX_BACKOFF);
        }
    }

    async fn attempt(&self, method: Method, path: &str, content: Content<'_>) -> Attempt {
        let mut request = self.client.request(method, format!("{}/api/v10{path}", self.base));
        // The path of an interaction holds its own token.
        if let Some(token) = &self.token
            && !path.starts_with("/interactions/")
            && !path.starts_with("/webhooks/")
        {
            request = request.header("Authorization", format!("Bot {}", token.reveal()));
        }
        request = match content {
            Content::Empty => request,
            Content::Json(body) => request.header(CONTENT_TYPE, JSON).body(body.to_owned()),
            Content::Form(body, upload) => match form(body, upload) {
                Ok(form) => request.multipart(form),
                Err(why) => return Attempt::Failed(RestError::invalid_request(why.without_url())),
            },
        };
        let response = match request.send().await {
            Ok(response) => response,
            Err(why) => {
                return Attempt::Retry { after: None, kind: "connection", why: chain(&why.without_url()) };
            }
        };
        let status = response.status();
        let header = response.headers().get("Retry-After").and_then(|value| value.to_str().ok()?.parse::<f64>().ok());
        let text = match response.text().await {
            Ok(text) => text,
            Err(why) => {
                return Attempt::Retry { after: None, kind: "connection", why: chain(&why.without_url()) };
            }
        };
        let answer: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
        match status {
            StatusCode::TOO_MANY_REQUESTS => {
                let seconds = answer["retry_after"].as_f64().or(header).unwrap_or(1.0);
                // Negative and huge values do not fit a Duration.
                let after = Duration::try_from_secs_f64(seconds).unwrap_or(MESSAGE_DEADLINE * 10);
                Attempt::Retry {
                    after: Some(after),
                    kind: "rate-limit",
                    why: format!("{status}, retry after {seconds} s"),
                }
            }
            StatusCode::UNAUTHORIZED => Attempt::Failed(RestError::Unauthorized),
            _ if status.is_server_error() => {
                Attempt::Retry { after: None, kind: "server-error", why: status.to_string() }
            }
            _ if status.is_success() => match serde_json::from_str(&text) {
                Ok(value) => Attempt::Done(value),
                Err(_) if text.is_empty() => Attempt::Done(Value::Null),
                Err(why) => Attempt::Failed(RestError::InvalidResponse(why)),
            },
            _ => {
                let code = answer["code"].as_u64().unwrap_or_default();
                let what = answer["message"].as_str().unwrap_or("no reason given");
                let fields = if answer["errors"].is_null() { String::new() } else { format!(" {}", answer["errors"]) };
                let message = format!("{what}{fields}").chars().take(1_000).collect();
                Attempt::Failed(RestError::Rejected { status: status.as_u16(), code, message })
            }
        }
    }
}

impl RetryPolicy {
    fn until(deadline: Instant, attempt_timeout: Duration) -> RetryPolicy {
        RetryPolicy { deadline, attempt_timeout, warns: false }
    }

    fn at_startup() -> RetryPolicy {
        let deadline = Instant::now() + STARTUP_DEADLINE;
        RetryPolicy { deadline, attempt_timeout: STARTUP_ATTEMPT_TIMEOUT, warns: true }
    }
}

/// The body and its file as a multipart form.
///
/// Source: <https://docs.discord.com/developers/reference#uploading-files>
fn form(body: &str, upload: &Upload) -> reqwest::Result<Form> {
    let payload = Part::text(body.to_owned()).mime_str(JSON)?;
    let file = Part::bytes(upload.bytes.clone()).file_name(upload.name).mime_str(upload.media_type)?;
    Ok(Form::new().part("payload_json", payload).part("files[0]", file))
}

/// A pause between half of this one and one and a half: requests that failed together are not repeated together.
fn jittered(pause: Duration) -> Duration {
    // The keys of a hasher are random.
    let random = RandomState::new().build_hasher().finish();
    pause / 2 + pause.mul_f64((random % 1_000) as f64 / 1_000.0)
}

/// The error and its causes on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
