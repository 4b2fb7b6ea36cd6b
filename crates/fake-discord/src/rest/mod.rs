//! The REST side: what is asked for, what is answered, and the note of both.
//!
//! A request is read whole, matched with the table of [`routes`], carried out under the lock of the world, and written down
//! as an [`Exchange`], together with the rules it broke.

mod about;
pub(super) mod answer;
mod callback;
mod commands;
mod messages;
mod posting;
mod request;
mod routes;
mod webhooks;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use self::answer::Answer;
use self::request::Request;
use super::Stage;
use super::faults::Fault;
use super::id::Id;
use super::listener::{Listener, Switch};
use super::log::{Exchange, Violation};
use super::world::World;

/// Most bytes of a request: ten files of the largest size, and a little.
const REQUEST_BYTES: usize = 110 * 1024 * 1024;

/// Serves REST until the stand-in ends.
pub(super) async fn serve(stage: Arc<Stage>, listener: TcpListener) {
    let router = Router::new().fallback(handle).with_state(stage.clone());
    let service = router.into_make_service_with_connect_info::<Switch>();
    let served = axum::serve(Listener(listener), service).with_graceful_shutdown(stage.end.clone().cancelled_owned());
    // It only fails if the listener does, and ours goes on.
    let _ = served.await;
}

async fn handle(
    State(stage): State<Arc<Stage>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    request: axum::extract::Request,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    if !is_for_us(&stage, &head.headers) {
        return Answer::error(403, 0, "403: Forbidden").into_response();
    }
    let Ok(bytes) = axum::body::to_bytes(body, REQUEST_BYTES).await else {
        // The client went away, or sent more than can be meant.
        switch.turn_off();
        return Response::new(Body::empty());
    };
    let method = head.method.as_str().to_owned();
    let path = head.uri.path_and_query().map_or_else(|| head.uri.path().to_owned(), ToString::to_string);
    if let Some(file) = attachment(&stage, &path) {
        return file;
    }
    let fault = stage.with(|world| world.faults.meet(&format!("{method} {path}")));
    if let Some(Fault::Delay(delay)) = fault {
        tokio::time::sleep(delay).await;
    }
    let arrived = Instant::now();
    let request = request::read(&method, &path, head.headers.clone(), &bytes).await;
    let planned = match &fault {
        Some(Fault::TooManyRequests { retry_after, global }) => Some(too_many(*retry_after, *global)),
        Some(Fault::Status(status)) => Some(Answer::error(*status, 0, &format!("{status}: planned by the test"))),
        Some(Fault::Reset) => Some(Answer::error(0, 0, "")),
        Some(Fault::Delay(_) | Fault::AcceptThenReset) | None => None,
    };
    let planned = planned.map(|answer| Answer { route: request.as_ref().map_or("", routes::named), ..answer });
    let carried_out = planned.is_none();
    let mut answer = stage.with(|world| {
        let mut answer = planned.unwrap_or_else(|| match &request {
            Ok(request) => routes::answer(world, request, arrived),
            Err(answer) => answer.clone(),
        });
        note(world, &method, &path, &head.headers, request.as_ref().ok(), &mut answer, fault.as_ref(), arrived);
        answer
    });
    if matches!(fault, Some(Fault::Reset | Fault::AcceptThenReset)) {
        debug_assert_eq!(carried_out, fault == Some(Fault::AcceptThenReset));
        switch.turn_off();
        answer.status = 500;
    }
    answer.into_response()
}

/// Whether a request comes from a program that knows this address. A web page elsewhere can make a browser on this machine
/// send requests here; a browser then says from where, or what name it looked up. Bots have no origin.
fn is_for_us(stage: &Stage, headers: &HeaderMap) -> bool {
    let host = headers.get("host").and_then(|host| host.to_str().ok());
    let is_named = stage.see(|world| world.address.strip_prefix("http://") == host);
    is_named && !headers.contains_key("origin")
}

/// Writes down what was asked and answered.
#[expect(clippy::too_many_arguments, reason = "an exchange has that many sides")]
fn note(
    world: &mut World,
    method: &str,
    path: &str,
    headers: &HeaderMap,
    request: Option<&Request>,
    answer: &mut Answer,
    fault: Option<&Fault>,
    arrived: Instant,
) {
    let lost = matches!(fault, Some(Fault::Reset | Fault::AcceptThenReset));
    let of = answer.interaction.and_then(|id| world.interactions.get_mut(&id));
    let since_event = of.map(|interaction| {
        interaction.reply_lost |= fault == Some(&Fault::AcceptThenReset);
        arrived.duration_since(interaction.dispatched)
    });
    let headers: BTreeMap<_, _> = headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).replace(&world.token, "<token>");
            (name.to_string(), value)
        })
        .collect();
    world.exchanges.push(Exchange {
        method: method.to_owned(),
        path: path.to_owned(),
        route: answer.route,
        headers,
        body: request.map_or(Value::Null, |request| request.body.clone()),
        files: request.map_or_else(Vec::new, |request| request.files.clone()),
        status: (!lost).then_some(answer.status),
        answer: answer.body.clone(),
        at: arrived.duration_since(world.started),
        interaction: answer.interaction,
        since_event,
        fault: fault.cloned(),
        violations: std::mem::take(&mut answer.violations),
    });
}

fn too_many(retry_after: Duration, global: bool) -> Answer {
    let seconds = retry_after.as_secs_f64();
    let body = json!({ "message": "You are being rate limited.", "retry_after": seconds, "global": global });
    let mut answer = Answer::new(429, body);
    // The header is in whole seconds, rounded up; the body has the exact figure.
    answer.headers.push(("retry-after", format!("{}", seconds.ceil())));
    answer.headers.push(("x-ratelimit-reset-after", format!("{seconds:.3}")));
    answer.headers.push(("x-ratelimit-scope", if global { "global" } else { "user" }.to_owned()));
    if global {
        answer.headers.push(("x-ratelimit-global", "true".to_owned()));
    }
    answer
}

/// An uploaded file, at the address that its message gives: `/attachments/{channel}/{attachment}/{name}`.
fn attachment(stage: &Stage, path: &str) -> Option<Response<Body>> {
    let mut parts = path.strip_prefix("/attachments/")?.split('/');
    let (_, wanted) = (parts.next()?, Id::read(parts.next()?)?);
    let (media_type, bytes) = stage.see(|world| world.attachment(wanted))?;
    Response::builder().header("content-type", media_type).body(Body::from(bytes)).ok()
}

impl World {
    /// An uploaded file, by the id of its attachment: its media type, and what is in it.
    pub(super) fn attachment(&self, wanted: Id) -> Option<(String, Vec<u8>)> {
        self.messages.values().find_map(|message| {
            let entries = message.json.get("attachments")?.as_array()?;
            let entry =
                entries.iter().find(|entry| entry.get("id").and_then(Value::as_str) == Some(&wanted.to_string()))?;
            let name = entry.get("filename")?.as_str()?;
            let file = message.files.iter().rev().find(|file| file.name == name)?;
            Some((file.media_type.clone(), file.bytes.clone()))
        })
    }
}

/// The rule that says: the stand-in does not play this.
fn not_played(what: &str) -> Violation {
    Violation::new("", "STAND_IN_UNKNOWN_ROUTE", format!("{what} is no route that the stand-in knows"))
}
