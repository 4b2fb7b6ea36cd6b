//! What `run` and `playground` share: the runtime, the signals that end it, and the bot on its connection.

use std::time::Duration;

use anyhow::Context as _;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::discord::{self, FatalClose, Gateway};
use crate::reload::KnowledgeHandle;
use crate::token::Token;

/// How long the runtime's threads are given to put down what they are at.
const LEAVING_OFF: Duration = Duration::from_millis(200);

/// Does the work on a runtime of its own. What the work is given is cancelled by the first SIGTERM or Ctrl-C; the work
/// then ends by itself.
pub(super) fn until_stopped<W>(work: impl FnOnce(CancellationToken) -> W) -> anyhow::Result<()>
where
    W: Future<Output = anyhow::Result<()>>,
{
    // Two at least: serenity can keep one busy with a connection that is gone.
    let workers = std::thread::available_parallelism().map_or(2, usize::from).max(2);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(workers)
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    let ended = runtime.block_on(async {
        let stop = CancellationToken::new();
        // Before the work, so that a stop is obeyed at any time.
        let asked_to_stop = stop_signals().context("cannot listen for signals")?;
        tokio::spawn({
            let stop = stop.clone();
            async move {
                asked_to_stop.await;
                stop.cancel();
            }
        });
        work(stop).await
    });
    // What is being done is left off before the end is told. A connection that does not close is not waited for.
    runtime.shutdown_timeout(LEAVING_OFF);
    ended
}

/// Answers where the config says Discord is, and follows the knowledge folder, until `stop` is cancelled.
pub(super) async fn answer(
    config: Config,
    token: Token,
    live: KnowledgeHandle,
    fatal_close: FatalClose,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    tokio::spawn(live.clone().follow(stop.clone()));
    let gateway = Gateway {
        token,
        proxy: config.discord_proxy,
        private: config.answers.private,
        per_minute: config.answers.per_minute,
        live,
        fatal_close,
    };
    Ok(discord::run(gateway, stop).await?)
}

/// Ends with the first SIGTERM or Ctrl-C.
fn stop_signals() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    #[cfg(unix)]
    let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
