//! `nextrole run`: answers on Discord until it is told to stop.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::discord::{self, Gateway, GatewayVerdict, GatewayWatch};
use crate::live::Live;
use crate::token::Token;

use super::{Shared, log, sound_knowledge};

/// Answer on Discord; needs DISCORD_TOKEN
#[derive(Debug, Args)]
#[command(after_help = "\
The token comes from DISCORD_TOKEN, or from the file that DISCORD_TOKEN_FILE
names. A changed knowledge folder is taken up within seconds, or at once on
SIGHUP. SIGTERM and Ctrl-C finish the answers in flight and end it.

Example:
  DISCORD_TOKEN_FILE=/run/secrets/token nextrole run")]
pub(super) struct Run {
    /// What is logged, such as `debug` [default: from the config]
    #[arg(long, value_name = "FILTER", env = "NEXTROLE_LOG", hide_env_values = true)]
    log: Option<OsString>,
}

impl Run {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config_logging(self.log)?;
        let token = Token::from_environment()?;
        let (answerer, revision) = sound_knowledge(&config)?;
        let live = Live::new(config.knowledge.clone(), answerer, config.matching.thresholds());
        let verdict = GatewayVerdict::default();
        log::start(&config.log, GatewayWatch(verdict.clone()))?;
        tracing::info!("answering from knowledge revision {revision}");
        // Two at least: serenity can keep one busy with a connection that is gone.
        let workers = std::thread::available_parallelism().map_or(2, usize::from).max(2);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(workers)
            .enable_all()
            .build()
            .context("cannot start the runtime")?;
        let ended = runtime.block_on(answer(config, token, live, revision, verdict));
        // What still runs is a connection that does not close; nobody waits for it.
        runtime.shutdown_background();
        ended.map(|()| ExitCode::SUCCESS)
    }
}

async fn answer(
    config: Config,
    token: Token,
    live: Live,
    revision: String,
    verdict: GatewayVerdict,
) -> anyhow::Result<()> {
    let stop = CancellationToken::new();
    // Before the login, so that a stop is obeyed at any time.
    let asked_to_stop = stop_signals().context("cannot listen for signals")?;
    tokio::spawn({
        let stop = stop.clone();
        async move {
            asked_to_stop.await;
            stop.cancel();
        }
    });
    tokio::spawn(live.clone().follow(revision, stop.clone()));
    let gateway = Gateway {
        token,
        proxy: config.discord_proxy,
        private: config.answers.private,
        per_minute: config.answers.per_minute,
        live,
        verdict,
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
