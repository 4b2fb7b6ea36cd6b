//! Hot-reloads the knowledge folder.
//!
//! [`KnowledgeHandle::engine`] is the current knowledge. [`KnowledgeHandle::follow`] takes up a change of the folder
//! within seconds: it reads, checks and indexes it in the background, and swaps it in as a whole. A broken change is
//! logged with file and line, and the last good knowledge stays in use. [`KnowledgeHandle::status`] reports every change,
//! broken ones too. The knowledge that is built into the program never changes.

mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwap;
use tokio::sync::watch as channel;
use tokio_util::sync::CancellationToken;

use crate::answer::Engine;
use crate::knowledge::problem::{Code, Problem, SourceFiles};
use crate::knowledge::{self, LoadOutcome, report};
use crate::matching::Thresholds;

use self::watch::FolderWatch;

/// How often the folder is read even if no event arrives, as on network mounts. A change must be taken up within
/// 5 seconds.
const INTERVAL: Duration = Duration::from_secs(2);

/// How long to wait after an event: a program that saves several files is not done after the first.
const SETTLE: Duration = Duration::from_millis(200);

/// How often a folder that changes while it is read is read again. After that it waits for the next look.
const MAX_READS: usize = 3;

/// Most problems of a change that are logged; `nextrole check` shows all of them.
const MAX_LOGGED_PROBLEMS: usize = 20;

/// The knowledge of a running program. Clones share it.
#[derive(Debug, Clone)]
pub struct KnowledgeHandle {
    folder: Option<PathBuf>,
    options: knowledge::Options,
    thresholds: Thresholds,
    current: Arc<ArcSwap<Engine>>,
    status: Arc<channel::Sender<Arc<Status>>>,
}

/// The state of the knowledge folder.
#[derive(Debug, Clone)]
pub struct Status {
    /// The revision that answers.
    pub answering: String,
    /// When it was loaded.
    pub loaded: SystemTime,
    /// The revision of the folder; it differs from `answering` if the folder is broken.
    pub revision: String,
    /// The files as they were read.
    pub files: SourceFiles,
    /// Their problems, sorted by file and location.
    pub problems: Vec<Problem>,
}

impl Status {
    /// Whether the folder has errors, so that an older version of it answers.
    pub fn is_broken(&self) -> bool {
        self.answering != self.revision
    }
}

impl KnowledgeHandle {
    /// Starts with what was loaded from this folder, or with the built-in knowledge if there is none. Later versions are
    /// loaded with the same options and thresholds.
    pub fn new(
        folder: Option<PathBuf>,
        engine: Engine,
        outcome: LoadOutcome,
        options: knowledge::Options,
        thresholds: Thresholds,
    ) -> KnowledgeHandle {
        let LoadOutcome { files, problems, revision, .. } = outcome;
        let status = Status { answering: revision.clone(), loaded: SystemTime::now(), revision, files, problems };
        let (status, _) = channel::channel(Arc::new(status));
        let current = Arc::new(ArcSwap::from_pointee(engine));
        KnowledgeHandle { folder, options, thresholds, current, status: Arc::new(status) }
    }

    /// The current knowledge. It does not change for the holder.
    pub fn engine(&self) -> Arc<Engine> {
        self.current.load_full()
    }

    /// The state of the folder when it was last read; the receiver is notified of every change.
    pub fn status(&self) -> channel::Receiver<Arc<Status>> {
        self.status.subscribe()
    }

    /// Follows the folder until `stop` is cancelled: at once on SIGHUP, soon after an event of the file system, and by
    /// looking at it where no events arrive.
    pub async fn follow(self, stop: CancellationToken) {
        let mut signal = ReloadSignal::new();
        let Some(folder) = self.folder.clone() else {
            // Without a handler, SIGHUP would end the program.
            loop {
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = signal.next() => tracing::info!("the built-in knowledge is in use; there is nothing to reload"),
                }
            }
        };
        let mut watch = FolderWatch::new(&folder);
        loop {
            let is_forced = tokio::select! {
                () = stop.cancelled() => return,
                () = signal.next() => true,
                () = tokio::time::sleep(INTERVAL) => false,
                () = watch.changed() => tokio::select! {
                    () = stop.cancelled() => return,
                    () = signal.next() => true,
                    () = tokio::time::sleep(SETTLE) => false,
                },
            };
            let (handle, path) = (self.clone(), folder.clone());
            // Reading, checking and indexing a large folder takes long enough to delay answers.
            match tokio::task::spawn_blocking(move || handle.reload(&path)).await {
                // Links may lead elsewhere now.
                Ok(true) => watch = FolderWatch::new(&folder),
                Ok(false) if is_forced => tracing::info!("{}", self.unchanged()),
                Ok(false) => {}
                Err(error) => tracing::error!("reading the knowledge folder failed: {error}"),
            }
        }
    }

    /// Takes up the folder if it has changed. Returns whether it had.
    fn reload(&self, folder: &Path) -> bool {
        let mut revision = knowledge::revision(folder);
        if revision == self.status.borrow().revision {
            return false;
        }
        for _ in 0..MAX_READS {
            let outcome = knowledge::load(folder, &self.options);
            revision = knowledge::revision(folder);
            // If the folder changed in between, some files may be of one version and some of the next.
            if outcome.revision == revision {
                self.install(outcome);
                return true;
            }
        }
        tracing::info!("the knowledge folder keeps changing; it is read when it no longer does");
        false
    }

    fn install(&self, outcome: LoadOutcome) {
        let LoadOutcome { files, problems, knowledge, revision, .. } = outcome;
        let before = Arc::clone(&self.status.borrow());
        let (answering, loaded) = match knowledge {
            Some(knowledge) => {
                let engine = Engine::with_thresholds(knowledge, self.thresholds).at_revision(revision.clone());
                self.current.store(Arc::new(engine));
                tracing::info!("reloaded knowledge revision {revision}");
                (revision.clone(), SystemTime::now())
            }
            None => {
                // What could not be read comes first: the rest may follow from it.
                let mut logged = problems.clone();
                logged.sort_by_key(|problem| !Code::OF_READING.contains(&problem.code));
                let style = report::Style { max_problems: MAX_LOGGED_PROBLEMS, ..report::Style::default() };
                tracing::error!(
                    "the knowledge folder has changed and has errors; the previous version stays in use\n{}",
                    report::render(&files, &logged, style)
                );
                (before.answering.clone(), before.loaded)
            }
        };
        self.status.send_replace(Arc::new(Status { answering, loaded, revision, files, problems }));
    }

    fn unchanged(&self) -> &'static str {
        if self.status.borrow().is_broken() {
            "the knowledge folder has not changed: it still has the errors that were logged before"
        } else {
            "the knowledge folder has not changed"
        }
    }
}

/// SIGHUP: the operator wants the folder to be read at once.
struct ReloadSignal {
    #[cfg(unix)]
    hangups: Option<tokio::signal::unix::Signal>,
}

impl ReloadSignal {
    #[cfg(unix)]
    fn new() -> ReloadSignal {
        ReloadSignal { hangups: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok() }
    }

    #[cfg(not(unix))]
    fn new() -> ReloadSignal {
        ReloadSignal {}
    }

    async fn next(&mut self) {
        #[cfg(unix)]
        if let Some(hangups) = &mut self.hangups
            && hangups.recv().await.is_some()
        {
            return;
        }
        std::future::pending().await
    }
}
