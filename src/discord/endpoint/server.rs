//! Serves a router over HTTP/1.1, with limits on what a client can hold: connections, header, time.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How long a client may take for a header; a connection that is not used is closed after that as well.
pub(super) const HEADER_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a connection may go on without a new request: longer than any request takes, so it only ends those of
/// clients that do not read their response.
const STALL_TIMEOUT: Duration = Duration::from_secs(30);

/// Most bytes of a header.
const MAX_HEADER_BYTES: usize = 16 * 1024;

/// How long a stop waits for requests in flight.
const FINISH_TIMEOUT: Duration = Duration::from_secs(4);

/// Serves until `stop` is cancelled, then finishes requests in flight and the work in `tasks`.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    max_connections: usize,
    tasks: TaskTracker,
    stop: CancellationToken,
) {
    let free = Arc::new(Semaphore::new(max_connections));
    while let Some(stream) = accept(&listener, &free, &stop).await {
        let (connection, permit) = stream;
        let (router, stop) = (router.clone(), stop.clone());
        tasks.spawn(async move {
            serve_connection(connection, router, stop).await;
            drop(permit);
        });
    }
    // From here on connections are refused, so that a load balancer turns to another process at once.
    drop(listener);
    tasks.close();
    if timeout(FINISH_TIMEOUT, tasks.wait()).await.is_err() {
        tracing::warn!("{} connections did not finish in time", tasks.len());
    }
}

/// The next connection, once there is room for it; `None` after the stop.
async fn accept(
    listener: &TcpListener,
    free: &Arc<Semaphore>,
    stop: &CancellationToken,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let next = async {
        let permit = Arc::clone(free).acquire_owned().await.ok()?;
        loop {
            match listener.accept().await {
                Ok((stream, _)) => return Some((stream, permit)),
                Err(why) => after_failure(&why).await,
            }
        }
    };
    tokio::select! {
        next = next => next,
        () = stop.cancelled() => None,
    }
}

/// A client that is gone again is no reason to wait; too many open files are.
async fn after_failure(why: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(why.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::warn!("cannot accept a connection: {why}");
        sleep(Duration::from_millis(100)).await;
    }
}

async fn serve_connection(stream: TcpStream, router: Router, stop: CancellationToken) {
    let _ = stream.set_nodelay(true);
    let (started, mut requests) = watch::channel(());
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |request: Request<Incoming>| {
        started.send_replace(());
        router.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_header_size(MAX_HEADER_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    let mut is_stopping = false;
    loop {
        tokio::select! {
            // A client that breaks off or speaks no HTTP is nothing to report.
            _ = connection.as_mut() => return,
            changed = requests.changed() => if changed.is_err() { return },
            () = sleep(STALL_TIMEOUT) => return,
            () = stop.cancelled(), if !is_stopping => {
                is_stopping = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}
