//! The playground's page: a client of the [`FakeDiscord`], in the browser.
//!
//! [`serve`] gives out the page, which is part of the program; `news` tells it what happens, as it happens; `acts` does
//! what people do on it. Who may ask is decided by `guard`: the page itself, and no other page.
//!
//! What is absent: any word of the bot's as markup. Whatever it says goes to the page as JSON, and there into text nodes.

mod acts;
mod guard;
mod news;
mod pages;

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
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::reload::KnowledgeHandle;

use fake_discord::{FakeDiscord, Id, Venue};

/// Most bytes of what the page may send at once: a message of 2,000 characters, escaped, and room to spare.
const ACT_BYTES: usize = 64 * 1024;

/// How long answers under way may take once the end has come.
const ENDING: Duration = Duration::from_secs(1);

/// The port, where it is free: N, R, O and L on the keys of a telephone.
pub const PORT: u16 = 6765;

/// How many ports after [`PORT`] are tried, so that several playgrounds run side by side.
const NEIGHBOURS: u16 = 20;

/// Where people can be, as the page calls it.
const PLACES: &[(&str, Venue)] = &[
    ("general", Venue::Guild),
    ("announcements", Venue::Channel("announcements")),
    ("direct", Venue::DirectMessage),
    ("elsewhere", Venue::ForeignGuild),
    ("friends", Venue::GroupDm),
];

/// What the page is about.
struct Stage {
    discord: Arc<FakeDiscord>,
    live: KnowledgeHandle,
    /// Where the page is.
    at: SocketAddr,
    stop: CancellationToken,
}

/// Opens a port for the page: the one that is named, or the first free one from [`PORT`] on.
///
/// # Errors
///
/// The port is taken, or none is free.
pub async fn bind(address: std::net::IpAddr, port: Option<u16>) -> io::Result<TcpListener> {
    if let Some(port) = port {
        return TcpListener::bind((address, port)).await;
    }
    for port in PORT..PORT + NEIGHBOURS {
        match TcpListener::bind((address, port)).await {
            Err(why) if why.kind() == io::ErrorKind::AddrInUse => {}
            bound => return bound,
        }
    }
    TcpListener::bind((address, 0)).await
}

/// Gives out the page, and plays what is done on it, until `stop` is cancelled.
///
/// # Errors
///
/// The listener has no address.
pub async fn serve(
    listener: TcpListener,
    discord: Arc<FakeDiscord>,
    live: KnowledgeHandle,
    stop: CancellationToken,
) -> io::Result<()> {
    let stage = Arc::new(Stage { discord, live, at: listener.local_addr()?, stop: stop.clone() });
    let router = Router::new()
        .route("/", get(pages::index))
        .route("/page/{file}", get(pages::file))
        .route("/attachments/{channel}/{attachment}/{name}", get(attachment))
        .route("/events", get(news::stream))
        .route("/acts", post(acts::act))
        .fallback(|| async { (StatusCode::NOT_FOUND, "There is no such page in the playground.\n") })
        .layer(DefaultBodyLimit::max(ACT_BYTES))
        .layer(middleware::from_fn_with_state(Arc::clone(&stage), guard::guard))
        .with_state(stage);
    let served = axum::serve(listener, router).with_graceful_shutdown(stop.clone().cancelled_owned());
    let end = async {
        stop.cancelled().await;
        tokio::time::sleep(ENDING).await;
    };
    tokio::select! {
        served = served.into_future() => served,
        () = end => Ok(()),
    }
}

/// A picture that the bot uploaded. What is no picture, or could hold a script, is only to be saved.
async fn attachment(State(stage): State<Arc<Stage>>, Path((_, id, _)): Path<(String, String, String)>) -> Response {
    const PICTURES: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp"];
    let Some((media_type, bytes)) = Id::parse(&id).and_then(|id| stage.discord.attachment(id)) else {
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

/// The place that the page calls by this name.
fn place(name: &str) -> Option<Venue> {
    PLACES.iter().find(|(place, _)| *place == name).map(|(_, venue)| *venue)
}
