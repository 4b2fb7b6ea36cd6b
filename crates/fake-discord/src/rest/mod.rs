//! The REST API: reads requests, finds their route, carries them out and logs them.

mod callback;
mod commands;
mod info;
mod messages;
mod posting;
mod request;
mod response;
mod routes;
mod webhooks;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{self, HeaderMap};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use self::response::Response;
use crate::Shared;
use crate::faults::Fault;
use crate::id::Id;
use crate::listener::{Listener, ResetSwitch};
use crate::log::{Exchange, Violation};
use crate::world::World;

/// The maximum size of a request in bytes: ten files of the maximum size, and a little more.
const MAX_REQUEST_BYTES: usize = 110 * 1024 * 1024;

/// Serves the REST API until the fake ends.
pub(crate) async fn serve(shared: Arc<Shared>, listener: TcpListener) {
    let router = Router::new().fallback(handle).with_state(shared.clone());
    let service = router.into_make_service_with_connect_info::<ResetSwitch>();
    let served = axum::serve(Listener(listener), service).with_graceful_shutdown(shared.stop.clone().cancelled_owned());
    // It only fails if the listener does, and ours does not.
    let _ = served.await;
}

async fn handle(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(switch): ConnectInfo<ResetSwitch>,
    request: axum::extract::Request,
) -> http::Response<Body> {
    let (head, body) = request.into_parts();
    if !is_from_local_program(&shared, &head.headers) {
        return Response::error(403, 0, "403: Forbidden").into_http();
    }
    let Ok(bytes) = axum::body::to_bytes(body, MAX_REQUEST_BYTES).await else {
        // The client went away, or sent far too much.
        switch.reset();
        return http::Response::new(Body::empty());
    };
    let method = head.method.as_str().to_owned();
    let path = head.uri.path_and_query().map_or_else(|| head.uri.path().to_owned(), ToString::to_string);
    if let Some(file) = attachment(&shared, &path) {
        return file;
    }
    let fault = shared.write(|world| world.faults.take(&format!("{method} {path}")));
    if let Some(Fault::Delay(delay)) = fault {
        tokio::time::sleep(delay).await;
    }
    let arrived = Instant::now();
    let request = request::read(&method, &path, &head.headers, &bytes).await;
    let failure = match &fault {
        Some(Fault::TooManyRequests { retry_after, global }) => Some(too_many_requests(*retry_after, *global)),
        Some(Fault::Status(status)) => Some(Response::error(*status, 0, &format!("{status}: injected fault"))),
        Some(Fault::Reset) => Some(Response::error(0, 0, "")),
        Some(Fault::Delay(_) | Fault::AcceptThenReset) | None => None,
    };
    let is_lost = matches!(fault, Some(Fault::Reset | Fault::AcceptThenReset));
    let response = shared.write(|world| {
        let mut response = match (failure, &request) {
            (Some(failure), request) => Response { route: request.as_ref().map_or("", routes::route_of), ..failure },
            (None, Ok(request)) => routes::handle(world, request, arrived),
            (None, Err(response)) => response.clone(),
        };
        let interaction = response.interaction.and_then(|id| world.interactions.get_mut(&id));
        let since_dispatch = interaction.map(|interaction| {
            interaction.is_reply_lost |= is_lost;
            arrived.duration_since(interaction.dispatched)
        });
        let request = request.ok();
        let exchange = Exchange {
            method,
            path,
            route: response.route,
            headers: logged_headers(&head.headers, &world.token),
            body: request.as_ref().map_or(Value::Null, |request| request.body.clone()),
            files: request.map_or_else(Vec::new, |request| request.files),
            status: (!is_lost).then_some(response.status),
            response: response.body.clone(),
            at: arrived.duration_since(world.started),
            interaction: response.interaction,
            since_dispatch,
            fault: fault.clone(),
            violations: std::mem::take(&mut response.violations),
        };
        world.exchanges.push(exchange);
        response.headers.extend(world.date.clone().map(|date| ("date", date)));
        response
    });
    if is_lost {
        switch.reset();
        return http::Response::new(Body::empty());
    }
    response.into_http()
}

/// Takes the response of an endpoint as the first response to an interaction, and logs it like a request that responds.
pub(crate) async fn take_http_response(
    shared: &Shared,
    id: Id,
    token: &str,
    headers: &HeaderMap,
    bytes: &Bytes,
    arrived: Instant,
) {
    let path = format!("/api/v10/interactions/{id}/{token}/callback");
    let request = request::read("POST", &path, headers, bytes).await;
    shared.write(|world| {
        let mut response = match &request {
            Ok(request) => routes::handle(world, request, arrived),
            Err(response) => response.clone(),
        };
        let interaction = response.interaction.and_then(|id| world.interactions.get(&id));
        let since_dispatch = interaction.map(|interaction| arrived.duration_since(interaction.dispatched));
        let request = request.ok();
        let exchange = Exchange {
            method: "POST".to_owned(),
            path,
            route: response.route,
            headers: logged_headers(headers, &world.token),
            body: request.as_ref().map_or(Value::Null, |request| request.body.clone()),
            files: request.map_or_else(Vec::new, |request| request.files),
            status: Some(response.status),
            response: response.body.clone(),
            at: arrived.duration_since(world.started),
            interaction: response.interaction,
            since_dispatch,
            fault: None,
            violations: std::mem::take(&mut response.violations),
        };
        world.exchanges.push(exchange);
    });
}

/// Whether a request comes from a program that was given this address. Web pages can make a browser on this machine send
/// requests here; the browser then sends the page's origin, or a host name that it has looked up. Bots have no origin.
fn is_from_local_program(shared: &Shared, headers: &HeaderMap) -> bool {
    let host = headers.get("host").and_then(|host| host.to_str().ok());
    let is_address = shared.read(|world| world.address.strip_prefix("http://") == host);
    is_address && !headers.contains_key("origin")
}

/// The headers as logged, without the bot's token.
fn logged_headers(headers: &HeaderMap, token: &str) -> BTreeMap<String, String> {
    let logged = headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).replace(token, "<token>");
        (name.to_string(), value)
    });
    logged.collect()
}

fn too_many_requests(retry_after: Duration, global: bool) -> Response {
    let seconds = retry_after.as_secs_f64();
    let body = json!({ "message": "You are being rate limited.", "retry_after": seconds, "global": global });
    let mut response = Response::new(429, body);
    // The header is in whole seconds, rounded up; the body is exact.
    response.headers.push(("retry-after", format!("{}", seconds.ceil())));
    response.headers.push(("x-ratelimit-reset-after", format!("{seconds:.3}")));
    response.headers.push(("x-ratelimit-scope", if global { "global" } else { "user" }.to_owned()));
    if global {
        response.headers.push(("x-ratelimit-global", "true".to_owned()));
    }
    response
}

/// An uploaded file, at the URL in its message: `/attachments/{channel}/{attachment}/{name}`.
fn attachment(shared: &Shared, path: &str) -> Option<http::Response<Body>> {
    let mut parts = path.strip_prefix("/attachments/")?.split('/');
    let (_, id) = (parts.next()?, Id::parse(parts.next()?)?);
    let (media_type, bytes) = shared.read(|world| world.attachment(id))?;
    http::Response::builder().header("content-type", media_type).body(Body::from(bytes)).ok()
}

impl World {
    /// An uploaded file, by the id of its attachment: its media type and contents.
    pub(crate) fn attachment(&self, id: Id) -> Option<(String, Vec<u8>)> {
        self.messages.values().find_map(|message| {
            let entries = message.json.get("attachments")?.as_array()?;
            let entry =
                entries.iter().find(|entry| entry.get("id").and_then(Value::as_str) == Some(&id.to_string()))?;
            let name = entry.get("filename")?.as_str()?;
            let file = message.files.iter().rev().find(|file| file.name == name)?;
            Some((file.media_type.clone(), file.bytes.clone()))
        })
    }
}

/// The violation for a route that is not supported.
fn unknown_route(route: &str) -> Violation {
    Violation::new("", "FAKE_UNKNOWN_ROUTE", format!("{route} is not a supported route"))
}
