//! Interactions by HTTP: signed requests to the address that the bot has set as its endpoint.
//!
//! Source: <https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint>

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use ed25519_dalek::{Signer, SigningKey};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

use crate::id::Id;
use crate::log::Violation;
use crate::{FakeDiscord, Shared, rest};

/// How long a request to the endpoint is waited for: longer than any deadline, so that a late response is seen.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);

/// The maximum size of a response.
const MAX_RESPONSE_BYTES: usize = 26 * 1024 * 1024;

/// Sends the requests; it keeps connections open, as Discord does.
pub(crate) type HttpClient = Client<HttpConnector, Body>;

pub(crate) fn http_client() -> HttpClient {
    Client::builder(TokioExecutor::new()).build_http()
}

/// An interaction that has to be sent by HTTP.
pub(crate) struct Outgoing {
    pub(crate) url: String,
    pub(crate) payload: Value,
    pub(crate) id: Id,
    pub(crate) token: String,
}

/// A signed request: the headers and the body.
pub(crate) fn signed(key: &SigningKey, body: String, at: SystemTime) -> (HeaderMap, String) {
    let timestamp = at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs().to_string();
    let signature = key.sign(format!("{timestamp}{body}").as_bytes());
    let mut headers = HeaderMap::new();
    let values = [
        ("content-type", "application/json".to_owned()),
        ("user-agent", "Discord-Interactions/1.0 (+https://discord.com)".to_owned()),
        ("x-signature-ed25519", hexadecimal(&signature.to_bytes())),
        ("x-signature-timestamp", timestamp),
    ];
    for (name, value) in values {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    (headers, body)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Posts a request, and gives the response.
async fn post(
    client: &HttpClient,
    url: &str,
    (headers, body): (HeaderMap, String),
) -> Result<(StatusCode, HeaderMap, Bytes), String> {
    let mut request = Request::post(url).body(Body::from(body)).map_err(|error| error.to_string())?;
    *request.headers_mut() = headers;
    let exchange = async {
        let response = client.request(request).await.map_err(|error| format!("no response: {error}"))?;
        let (head, body) = response.into_parts();
        let bytes = to_bytes(Body::new(body), MAX_RESPONSE_BYTES).await.map_err(|error| format!("cut off: {error}"))?;
        Ok((head.status, head.headers, bytes))
    };
    tokio::time::timeout(REQUEST_TIMEOUT, exchange).await.unwrap_or_else(|_| Err("no response in time".to_owned()))
}

/// Sends an interaction and takes the response as the first response to it.
pub(crate) async fn send(shared: Arc<Shared>, outgoing: Outgoing) {
    let Outgoing { url, payload, id, token } = outgoing;
    let request = shared.read(|world| signed(&world.signing_key, payload.to_string(), SystemTime::now()));
    let failure = match post(&shared.http, &url, request).await {
        Ok((StatusCode::OK, headers, body)) => {
            let arrived = Instant::now();
            rest::take_http_response(&shared, id, &token, &headers, &body, arrived).await;
            return;
        }
        Ok((status, ..)) => format!("the endpoint answered with status {status}"),
        Err(why) => why,
    };
    shared.write(|world| world.violations.push(Violation::warning("", "FAKE_ENDPOINT_FAILED", failure)));
}

impl FakeDiscord {
    /// The public key of the application, with which an endpoint checks signatures: 64 hexadecimal digits.
    #[must_use]
    pub fn public_key(&self) -> String {
        self.shared.read(|world| world.public_key())
    }

    /// A body as Discord would send it to an endpoint: the headers with its signature, and the body.
    #[must_use]
    pub fn sign(&self, body: &str) -> Vec<(String, String)> {
        self.sign_at(body, SystemTime::now())
    }

    /// The same, signed at another time, as by a Discord whose clock differs from the endpoint's.
    #[must_use]
    pub fn sign_at(&self, body: &str, at: SystemTime) -> Vec<(String, String)> {
        let (headers, _) = self.shared.read(|world| signed(&world.signing_key, body.to_owned(), at));
        let headers =
            headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()));
        headers.collect()
    }

    /// Sends interactions to this address from now on, and no longer through the gateway. As Discord does, it first
    /// sends a PING, which has to be answered, and one with a wrong signature, which has to be refused with 401.
    ///
    /// # Errors
    ///
    /// The endpoint fails one of the checks; the text says which.
    pub async fn set_interactions_endpoint(&self, url: &str) -> Result<(), String> {
        let (right, wrong) = self.shared.read(|world| {
            let ping = json!({ "id": "1", "application_id": world.bot, "type": 1, "token": "ping", "version": 1 });
            let wrong = SigningKey::from_bytes(&[1; 32]);
            let now = SystemTime::now();
            (signed(&world.signing_key, ping.to_string(), now), signed(&wrong, ping.to_string(), now))
        });
        let (status, _, body) = post(&self.shared.http, url, right).await?;
        let pong: Value = serde_json::from_slice(&body).unwrap_or_default();
        if status != StatusCode::OK || pong != json!({ "type": 1 }) {
            return Err(format!("the endpoint answered a PING with status {status} and {pong}"));
        }
        let (status, ..) = post(&self.shared.http, url, wrong).await?;
        if status != StatusCode::UNAUTHORIZED {
            return Err(format!("the endpoint answered a wrong signature with status {status}"));
        }
        self.shared.write(|world| world.interactions_endpoint = Some(url.to_owned()));
        Ok(())
    }
}

impl crate::world::World {
    pub(crate) fn public_key(&self) -> String {
        hexadecimal(self.signing_key.verifying_key().as_bytes())
    }
}
