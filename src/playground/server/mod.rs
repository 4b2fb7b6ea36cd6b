//! The playground's page: a client of the [`FakeDiscord`], in the browser.
//!
//! [`serve`] serves the page, whose files are built into the program. `events` streams what happens to the page, and
//! `actions` carries out what a person does there. `changes` compares the answers before and after a save, and `subjects`
//! tells which answers a problem or a change concerns. `guard` refuses requests that do not come from the page itself.
//!
//! What the bot says is never treated as markup: it is sent as JSON, and the page puts it into text nodes.

mod actions;
mod changes;
mod events;
mod guard;
mod pages;
mod subjects;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::reload::KnowledgeHandle;

use fake_discord::{FakeDiscord, Id, Venue};

/// Maximum size of an action, in bytes: a message of 2,000 characters, escaped, with room to spare.
const MAX_ACTION_BYTES: usize = 64 * 1024;

/// How long responses in progress may take after a request to stop.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(1);

/// The port of the page if it is free: "NROL" on a phone keypad.
pub const DEFAULT_PORT: u16 = 6765;

/// How many ports from [`DEFAULT_PORT`] on are tried, so that several playgrounds can run side by side.
const PORTS_TO_TRY: u16 = 20;

/// The channels that a person can be in, with the names that the page uses for them.
const VENUES: &[(&str, Venue)] = &[
    ("general", Venue::Guild),
    ("announcements", Venue::Channel("announcements")),
    ("direct", Venue::DirectMessage),
    ("elsewhere", Venue::ForeignGuild),
    ("friends", Venue::GroupDm),
];

/// What the handlers share.
struct App {
    discord: Arc<FakeDiscord>,
    knowledge: KnowledgeHandle,
    /// What changed with the last save; `null` before the first one.
    changes: watch::Receiver<Value>,
    /// The address of the page.
    address: SocketAddr,
    stop: CancellationToken,
}

/// Opens a port for the page: the given one, or the first free one from [`DEFAULT_PORT`] on.
///
/// # Errors
///
/// The port is in use, or none is free.
pub async fn bind(address: std::net::IpAddr, port: Option<u16>) -> io::Result<TcpListener> {
    if let Some(port) = port {
        return TcpListener::bind((address, port)).await;
    }
    for port in DEFAULT_PORT..DEFAULT_PORT + PORTS_TO_TRY {
        match TcpListener::bind((address, port)).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            bound => return bound,
        }
    }
    TcpListener::bind((address, 0)).await
}

/// Serves the page until `stop` is cancelled.
///
/// # Errors
///
/// The listener has no address.
pub async fn serve(
    listener: TcpListener,
    discord: Arc<FakeDiscord>,
    knowledge: KnowledgeHandle,
    stop: CancellationToken,
) -> io::Result<()> {
    let (sender, changes) = watch::channel(Value::Null);
    tokio::spawn(changes::follow(knowledge.clone(), sender, stop.clone()));
    let app = Arc::new(App { discord, knowledge, changes, address: listener.local_addr()?, stop: stop.clone() });
    let router = Router::new()
        .route("/", get(pages::index))
        .route("/page/{file}", get(pages::file))
        .route("/attachments/{channel}/{attachment}/{name}", get(attachment))
        .route("/events", get(events::stream))
        .route("/actions", post(actions::handle))
        .fallback(|| async { (StatusCode::NOT_FOUND, "The playground has no such page.\n") })
        .layer(DefaultBodyLimit::max(MAX_ACTION_BYTES))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), guard::guard))
        .with_state(app);
    let server = axum::serve(listener, router).with_graceful_shutdown(stop.clone().cancelled_owned());
    let deadline = async {
        stop.cancelled().await;
        tokio::time::sleep(SHUTDOWN_GRACE).await;
    };
    tokio::select! {
        served = server.into_future() => served,
        () = deadline => Ok(()),
    }
}

/// A file that the bot uploaded. Only pictures that cannot contain scripts are shown; everything else is a download.
async fn attachment(State(app): State<Arc<App>>, Path((_, id, _)): Path<(String, String, String)>) -> Response {
    const PICTURES: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp"];
    let Some((media_type, bytes)) = Id::parse(&id).and_then(|id| app.discord.attachment(id)) else {
        return (StatusCode::NOT_FOUND, "There is no such attachment.\n").into_response();
    };
    match PICTURES.iter().find(|picture| **picture == media_type) {
        Some(picture) => ([(header::CONTENT_TYPE, HeaderValue::from_static(picture))], bytes).into_response(),
        None => {
            let headers =
                [(header::CONTENT_TYPE, "application/octet-stream"), (header::CONTENT_DISPOSITION, "attachment")];
            (headers, bytes).into_response()
        }
    }
}

/// The venue that the page calls by this name.
fn venue(name: &str) -> Option<Venue> {
    VENUES.iter().find(|(known, _)| *known == name).map(|(_, venue)| *venue)
}
