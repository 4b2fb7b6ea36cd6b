//! Answers interactions that Discord sends by HTTP, each in the response to its request.
//!
//! `signature` checks that a request is Discord's, `server` bounds what a client can hold, `status` is what a load
//! balancer and a monitor ask. A process keeps nothing that another one needs, so any number of them can stand behind a
//! load balancer.

mod server;
mod signature;
mod status;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::Deserialize;
use serenity::all::Interaction;
use tokio::net::TcpListener;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::token::Token;

use super::fetched_roles::FetchedRoles;
use super::handler::{Answering, Delivery, Handler};
use super::pictures::Picture;
use super::question_log::Place;
use super::rest::RestError;
use super::verdict::command_of;

pub use self::signature::{PublicKey, PublicKeyError};
pub(super) use self::status::Status;

/// Most bytes of a request: several times what Discord sends.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// How long a client may take for a body.
const BODY_TIMEOUT: Duration = Duration::from_secs(5);

/// The type of an interaction with which Discord checks the endpoint, and of the response to it.
const PING: u8 = 1;

/// Most connections of a process that only shows its status.
const MAX_STATUS_CONNECTIONS: usize = 32;

/// The settings of the endpoint.
#[derive(Debug, Clone)]
pub struct EndpointSettings {
    /// The public key of the application.
    pub key: PublicKey,
    /// How far the timestamp of a request may be from this machine's clock.
    pub tolerance: Duration,
    /// Most connections at a time.
    pub max_connections: usize,
    /// The bot's token, which it needs for nothing but the names of server roles and the channel of suggestions.
    pub token: Option<Token>,
}

/// What the handlers of requests share.
#[derive(Clone)]
struct Endpoint {
    handler: Arc<Handler>,
    settings: Arc<EndpointSettings>,
    tasks: TaskTracker,
}

/// Answers interactions until `stop` is cancelled, then finishes those in flight.
///
/// # Errors
///
/// TLS is not available, or the address that replaces Discord's is none.
pub async fn serve(
    listener: TcpListener,
    answering: Answering,
    mut settings: EndpointSettings,
    stop: CancellationToken,
) -> Result<(), RestError> {
    let live = answering.live.clone();
    let token = settings.token.take();
    let fetched_roles = token.is_some().then(FetchedRoles::default);
    let mut handler = Handler::new(answering, token, None)?;
    handler.fetched_roles = fetched_roles;
    let status = Status { live, metrics: handler.metrics.clone(), stop: stop.clone(), shards: None };
    let tasks = TaskTracker::new();
    let max_connections = settings.max_connections;
    let endpoint = Endpoint { handler: Arc::new(handler), settings: Arc::new(settings), tasks: tasks.clone() };
    let interactions = Router::new()
        .route("/interactions", post(interaction))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .with_state(endpoint);
    server::serve(listener, status::router(status).merge(interactions), max_connections, tasks, stop).await;
    Ok(())
}

/// Shows the status of a process until `stop` is cancelled.
pub(super) async fn serve_status(listener: TcpListener, status: Status, stop: CancellationToken) {
    server::serve(listener, status::router(status), MAX_STATUS_CONNECTIONS, TaskTracker::new(), stop).await;
}

async fn interaction(State(endpoint): State<Endpoint>, request: Request) -> Response {
    let response = endpoint.respond(request).await.unwrap_or_else(|(status, why)| (status, why).into_response());
    endpoint.handler.metrics.count_http_response(response.status().as_u16());
    response
}

/// The status of a refused request, and a word on why.
type Refusal = (StatusCode, &'static str);

impl Endpoint {
    async fn respond(&self, request: Request) -> Result<Response, Refusal> {
        let arrived = Instant::now();
        let (headers, body) = read(request).await?;
        if !self.is_discords(&headers, &body) {
            return Err((StatusCode::UNAUTHORIZED, "invalid request signature\n"));
        }
        let Kind { kind } = serde_json::from_slice(&body).map_err(|_| INVALID)?;
        if kind == PING {
            return Ok(json(format!("{{\"type\":{PING}}}")));
        }
        let interaction: Interaction = serde_json::from_slice(&body).map_err(|_| INVALID)?;
        match self.handler.prepare(&interaction, arrived).await {
            Ok(Some(delivery)) => Ok(self.deliver(interaction, delivery, arrived)),
            Ok(None) => Err((StatusCode::BAD_REQUEST, "unknown kind of interaction\n")),
            Err(why) => {
                Place::of_interaction(&interaction, None).log_failure(
                    command_of(&interaction),
                    &why,
                    arrived.elapsed(),
                );
                Err((StatusCode::INTERNAL_SERVER_ERROR, "no answer\n"))
            }
        }
    }

    fn is_discords(&self, headers: &HeaderMap, body: &[u8]) -> bool {
        let header = |name| headers.get(name).map(|value: &header::HeaderValue| value.as_bytes());
        let (Some(signature), Some(timestamp)) = (header("x-signature-ed25519"), header("x-signature-timestamp"))
        else {
            return false;
        };
        let EndpointSettings { key, tolerance, .. } = &*self.settings;
        key.is_signed(signature, timestamp, body, SystemTime::now(), *tolerance)
    }

    /// The response; a picture that is not ready follows, and so does what belongs elsewhere.
    fn deliver(&self, interaction: Interaction, delivery: Delivery, arrived: Instant) -> Response {
        let place = Place::of_interaction(&interaction, None);
        self.handler.record(delivery.command, delivery.verdict, place, arrived);
        let response = match &delivery.picture {
            None => json(delivery.json.to_string()),
            Some(picture) => multipart(&delivery.json, picture),
        };
        if delivery.is_incomplete() {
            let handler = Arc::clone(&self.handler);
            self.tasks.spawn(async move {
                if let Err(why) = handler.follow_up(&interaction, &delivery).await {
                    tracing::error!("an answer could not be completed or removed: {why}");
                }
            });
        }
        response
    }
}

/// What can be read of any interaction.
#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    kind: u8,
}

const INVALID: Refusal = (StatusCode::BAD_REQUEST, "no valid interaction\n");

/// Reads the whole request, within its limits.
async fn read(mut request: Request) -> Result<(HeaderMap, Bytes), Refusal> {
    const TOO_LARGE: Refusal = (StatusCode::PAYLOAD_TOO_LARGE, "the body is too large\n");
    let headers = std::mem::take(request.headers_mut());
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > MAX_BODY_BYTES) {
        return Err(TOO_LARGE);
    }
    match timeout(BODY_TIMEOUT, Bytes::from_request(request, &())).await {
        Ok(Ok(body)) => Ok((headers, body)),
        Ok(Err(rejection)) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(TOO_LARGE),
        Ok(Err(_)) => Err((StatusCode::BAD_REQUEST, "the body could not be read\n")),
        Err(_) => Err((StatusCode::REQUEST_TIMEOUT, "the body took too long\n")),
    }
}

fn json(body: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// A message and its picture, as a multipart form.
///
/// Source: <https://docs.discord.com/developers/reference#uploading-files>
fn multipart(json: &str, picture: &Picture) -> Response {
    let upload = &picture.upload;
    // Longer than any accident, and neither JSON nor PNG is made by people who could guess it.
    let boundary = format!("nextrole-{:016x}{:016x}", hash(json.as_bytes()), hash(&upload.bytes));
    let mut body = Vec::with_capacity(json.len() + upload.bytes.len() + 512);
    body.extend_from_slice(
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\
             Content-Type: application/json\r\n\r\n{json}\r\n--{boundary}\r\n\
             Content-Disposition: form-data; name=\"files[0]\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
            upload.name, upload.media_type
        )
        .as_bytes(),
    );
    body.extend_from_slice(&upload.bytes);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    ([(header::CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"))], body).into_response()
}

fn hash(bytes: &[u8]) -> u64 {
    use std::hash::Hasher as _;
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(bytes);
    hasher.finish()
}
