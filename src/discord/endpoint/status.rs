//! `/healthz`, `/readyz` and `/metrics`: what an orchestrator and a monitor ask.

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio_util::sync::CancellationToken;

use crate::discord::metrics::{MEDIA_TYPE, Metrics};
use crate::discord::shards::ShardStates;
use crate::reload::KnowledgeHandle;

/// What the status pages show.
#[derive(Debug, Clone)]
pub(in crate::discord) struct Status {
    pub(in crate::discord) live: KnowledgeHandle,
    pub(in crate::discord) metrics: Metrics,
    pub(in crate::discord) stop: CancellationToken,
    /// The shards on which questions arrive; `None` if they arrive by HTTP.
    pub(in crate::discord) shards: Option<ShardStates>,
}

/// The routes.
pub(super) fn router(status: Status) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(status)
}

async fn ready(State(status): State<Status>) -> Response {
    let unavailable = |why: String| (StatusCode::SERVICE_UNAVAILABLE, format!("{why}\n")).into_response();
    if status.stop.is_cancelled() {
        return unavailable("stopping".to_owned());
    }
    if let Some(Err(why)) = status.shards.as_ref().map(ShardStates::all_connected) {
        return unavailable(why);
    }
    let knowledge = status.live.status();
    let knowledge = knowledge.borrow();
    let revision = &knowledge.answering;
    // The last good knowledge answers, so the process stays in service.
    let broken = if knowledge.is_broken() { "; the knowledge folder has errors, see the log" } else { "" };
    format!("ready, answering from knowledge revision {revision}{broken}\n").into_response()
}

async fn metrics(State(status): State<Status>) -> Response {
    match status.metrics.text(&status.live) {
        Ok(text) => ([(header::CONTENT_TYPE, MEDIA_TYPE)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
