//! What `run`, `serve` and `playground` share: the runtime, the stop signals, and the bot itself.

use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::discord::{self, Answering, EndpointSettings, Gateway, PublicKey, Scope, ShardRange};
use crate::gaps::GapCounter;
use crate::reload::KnowledgeHandle;
use crate::token::Token;

use super::{describe_knowledge, errors_only, load_folder_or_report, log};

/// How long shutdown waits for the file of gaps to be written.
const SAVE_TIMEOUT: Duration = Duration::from_millis(500);

/// How long shutdown waits for the runtime's worker threads.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_millis(200);

/// Minimum number of worker threads: an answer that takes long to work out must not keep the connections waiting.
const MIN_WORKERS: usize = 2;

/// Maximum number of worker threads. `deploy/` allows 64 threads, whatever the machine has; an answer takes microseconds.
const MAX_WORKERS: usize = 16;

/// Threads besides the workers: two that read folders or draw maps, one for events of the file system, one to spare.
const MORE_THREADS: usize = 4;

/// Runs `work` on a new runtime. The first SIGTERM, SIGHUP or Ctrl-C cancels the token passed to it; `work` then ends by
/// itself.
pub(super) fn until_stopped<W>(work: impl FnOnce(CancellationToken) -> W) -> anyhow::Result<()>
where
    W: Future<Output = anyhow::Result<()>>,
{
    run(new_runtime()?, Hangup::Stops, work)
}

/// What SIGHUP does. A terminal that is closed sends it as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hangup {
    Stops,
    Reloads,
}

/// The runtime of a bot, which SIGHUP does not end, also while the bot starts.
pub(super) struct BotRuntime(Runtime);

impl BotRuntime {
    /// From here on, SIGHUP means that the knowledge is to be reloaded; before it is loaded, that is nothing.
    pub(super) fn start() -> anyhow::Result<BotRuntime> {
        let runtime = new_runtime()?;
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};

            let _inside = runtime.enter();
            // The handler stays when this value goes.
            drop(signal(SignalKind::hangup()).context("cannot listen for signals")?);
        }
        Ok(BotRuntime(runtime))
    }

    /// Like [`until_stopped`], but SIGHUP does not stop it.
    pub(super) fn until_stopped<W>(self, work: impl FnOnce(CancellationToken) -> W) -> anyhow::Result<()>
    where
        W: Future<Output = anyhow::Result<()>>,
    {
        run(self.0, Hangup::Reloads, work)
    }
}

fn new_runtime() -> anyhow::Result<Runtime> {
    let workers = std::thread::available_parallelism().map_or(MIN_WORKERS, usize::from).clamp(MIN_WORKERS, MAX_WORKERS);
    // The runtime would panic.
    ensure_threads(workers + MORE_THREADS)?;
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(workers)
        .enable_all()
        .build()
        .context("cannot start the runtime")
}

/// Ensures that the system lets the program have this many more threads at once.
fn ensure_threads(wanted: usize) -> anyhow::Result<()> {
    let mut waiting = Vec::with_capacity(wanted);
    let refused = (0..wanted).find_map(|_| match std::thread::Builder::new().spawn(std::thread::park) {
        Ok(thread) => {
            waiting.push(thread);
            None
        }
        Err(why) => Some(why),
    });
    let allowed = waiting.len();
    for thread in waiting {
        thread.thread().unpark();
        // It cannot have panicked.
        drop(thread.join());
    }
    match refused {
        None => Ok(()),
        Some(why) => Err(why).with_context(|| {
            format!(
                "the system allows {} of the {} threads that are needed; raise the limit of processes: `ulimit -u`, \
                 TasksMax of systemd, or the pids limit of the container",
                allowed + 1,
                wanted + 1
            )
        }),
    }
}

fn run<W>(runtime: Runtime, hangup: Hangup, work: impl FnOnce(CancellationToken) -> W) -> anyhow::Result<()>
where
    W: Future<Output = anyhow::Result<()>>,
{
    let result = runtime.block_on(async {
        let stop = CancellationToken::new();
        // Before the work starts, so that no signal is missed.
        let signal = stop_signal(hangup).context("cannot listen for signals")?;
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

/// Loads the knowledge that a bot answers from, or reports its problems on stderr; then starts the log.
pub(super) fn load_and_log(config: &Config) -> anyhow::Result<KnowledgeHandle> {
    let (engine, outcome) = load_folder_or_report(config, &errors_only())?;
    log::start(config)?;
    warn_of_exposed_token();
    let folder = config.knowledge_folder();
    tracing::info!("loaded knowledge revision {} from {}", outcome.revision, describe_knowledge(folder.as_deref()));
    Ok(KnowledgeHandle::new(folder, engine, outcome, errors_only(), config.matching.thresholds()))
}

/// Warns of a token file that others can read.
fn warn_of_exposed_token() {
    if let Some(file) = Token::exposed_file() {
        let file = file.display();
        tracing::warn!("other users can read the token file {file}; run `chmod 600 {file}`");
    }
}

/// How the bot is connected to the gateway.
#[derive(Debug, Default)]
pub(super) struct Connection {
    /// Where the commands are registered.
    pub(super) scope: Scope,
    /// The shards of this process; `None` for all.
    pub(super) shards: Option<ShardRange>,
    /// Where health and metrics are shown over HTTP, if anywhere.
    pub(super) listen: Option<String>,
}

/// Runs the bot and reloads changed knowledge until `stop` is cancelled.
pub(super) async fn run_bot(
    config: Config,
    token: Token,
    live: KnowledgeHandle,
    connection: Connection,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let Connection { scope, shards, listen } = connection;
    let status = match listen {
        Some(address) => Some(listen_on(&address).await?),
        None => None,
    };
    if let Some(address) = status.as_ref().and_then(|listener| listener.local_addr().ok()) {
        tracing::info!("health and metrics are at http://{address}/readyz and http://{address}/metrics");
    }
    tokio::spawn(live.clone().follow(stop.clone()));
    let gaps = GapKeeper::start(&config)?;
    let gateway = Gateway { token, answering: answering(&config, live, &gaps), scope, shards, status };
    let ended = discord::run(gateway, stop).await;
    gaps.finish().await;
    Ok(ended?)
}

/// Answers HTTP interactions and reloads changed knowledge until `stop` is cancelled.
pub(super) async fn serve_bot(
    config: Config,
    listen: String,
    key: PublicKey,
    token: Option<Token>,
    live: KnowledgeHandle,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let listener = listen_on(&listen).await?;
    tokio::spawn(live.clone().follow(stop.clone()));
    let endpoint = EndpointSettings {
        key,
        tolerance: Duration::from_secs(config.endpoint.max_clock_skew_seconds.into()),
        max_connections: usize::try_from(config.endpoint.max_connections).unwrap_or(usize::MAX),
        token,
    };
    let address = listener.local_addr().context("the listener has no address")?;
    tracing::info!("answering interactions at http://{address}/interactions");
    let gaps = GapKeeper::start(&config)?;
    let ended = discord::serve(listener, answering(&config, live, &gaps), endpoint, stop).await;
    gaps.finish().await;
    Ok(ended?)
}

/// Counts what is asked in vain, if the config says so, and saves it until it is told to finish.
struct GapKeeper(Option<(GapCounter, CancellationToken, JoinHandle<()>)>);

impl GapKeeper {
    fn start(config: &Config) -> anyhow::Result<GapKeeper> {
        if !config.gaps.enabled {
            return Ok(GapKeeper(None));
        }
        let file = &config.gaps.file;
        let counter = GapCounter::open(file).with_context(|| format!("cannot keep the gaps in {}", file.display()))?;
        let done = CancellationToken::new();
        let saving = tokio::spawn(counter.clone().keep_saved(done.clone()));
        Ok(GapKeeper(Some((counter, done, saving))))
    }

    async fn finish(self) {
        if let Some((_, done, saving)) = self.0 {
            done.cancel();
            match timeout(SAVE_TIMEOUT, saving).await {
                Ok(Ok(())) => {}
                Ok(Err(why)) => tracing::error!("saving the gaps failed: {why}"),
                Err(_) => tracing::error!("the disk takes too long: the last gaps were not saved"),
            }
        }
    }
}

/// Opens the address for HTTP.
async fn listen_on(address: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on `{address}`; give a free address and port, such as 127.0.0.1:8080"))
}

fn answering(config: &Config, live: KnowledgeHandle, gaps: &GapKeeper) -> Answering {
    Answering {
        gaps: gaps.0.as_ref().map(|(counter, ..)| counter.clone()),
        proxy: config.discord_proxy.clone(),
        private: config.answers.private,
        per_minute: config.answers.per_minute,
        live,
        redis: config.redis.clone(),
        suggestions: config.suggest.channel,
    }
}

/// Completes at the first SIGTERM or Ctrl-C, and at the first SIGHUP if that stops the program.
#[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix has SIGHUP"))]
fn stop_signal(hangup: Hangup) -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    #[cfg(unix)]
    let hangups = match hangup {
        Hangup::Stops => Some(tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup())?),
        Hangup::Reloads => None,
    };
    #[cfg(unix)]
    let hung_up = async move {
        match hangups {
            Some(mut hangups) => drop(hangups.recv().await),
            None => std::future::pending().await,
        }
    };
    #[cfg(unix)]
    let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            () = hung_up => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
