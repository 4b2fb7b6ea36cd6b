//! What `run` and `playground` share: the runtime, the stop signals, and the bot itself.

use std::time::Duration;

use anyhow::Context as _;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::discord::{self, FatalClose, Gateway};
use crate::reload::KnowledgeHandle;
use crate::token::Token;

/// How long shutdown waits for the runtime's worker threads.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_millis(200);

/// Runs `work` on a new runtime. The first SIGTERM or Ctrl-C cancels the token passed to it; `work` then ends by itself.
pub(super) fn until_stopped<W>(work: impl FnOnce(CancellationToken) -> W) -> anyhow::Result<()>
where
    W: Future<Output = anyhow::Result<()>>,
{
    // At least two: serenity can keep one busy with a connection that is gone.
    let workers = std::thread::available_parallelism().map_or(2, usize::from).max(2);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(workers)
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    let result = runtime.block_on(async {
        let stop = CancellationToken::new();
        // Before the work starts, so that no signal is missed.
        let signal = stop_signal().context("cannot listen for signals")?;
        tokio::spawn({
            let stop = stop.clone();
            async move {
                signal.await;
                stop.cancel();
            }
        });
        work(stop).await
    });
    // Tasks stop before the result is printed. A connection that does not close is abandoned.
    runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
    result
}

/// Runs the bot and reloads changed knowledge until `stop` is cancelled.
pub(super) async fn run_bot(
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

/// Completes at the first SIGTERM or Ctrl-C.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
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
