//! Hot-reloads the knowledge folder.
//!
//! [`KnowledgeHandle::engine`] is the current knowledge. [`KnowledgeHandle::follow`] looks at the folder every few
//! seconds, checks a change first and swaps it in as a whole. A broken change is logged with file and line, and the last
//! good knowledge stays in use. [`KnowledgeHandle::status`] reports every change, broken ones too. The knowledge that is
//! built into the program never changes.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::answer::Engine;
use crate::knowledge::problem::{Problem, SourceFiles};
use crate::knowledge::{self, LoadOutcome, report};
use crate::matching::Thresholds;

/// How often the folder is checked. A change must be taken up within 5 seconds.
const INTERVAL: Duration = Duration::from_secs(2);

/// The knowledge of a running program. Clones share it.
#[derive(Debug, Clone)]
pub struct KnowledgeHandle {
    folder: Option<PathBuf>,
    options: knowledge::Options,
    thresholds: Thresholds,
    current: Arc<ArcSwap<Engine>>,
    status: Arc<watch::Sender<Arc<Status>>>,
}

/// The state of the knowledge folder.
#[derive(Debug, Clone)]
pub struct Status {
    /// The revision that answers.
    pub answering: String,
    /// The revision of the folder; it differs from `answering` if the folder is broken.
    pub revision: String,
    /// The files as they were read.
    pub files: SourceFiles,
    /// Their problems, sorted by file and location.
    pub problems: Vec<Problem>,
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
        let status = Status { answering: revision.clone(), revision, files, problems };
        let (status, _) = watch::channel(Arc::new(status));
        let current = Arc::new(ArcSwap::from_pointee(engine));
        KnowledgeHandle { folder, options, thresholds, current, status: Arc::new(status) }
    }

    /// The current knowledge. It does not change for the holder.
    pub fn engine(&self) -> Arc<Engine> {
        self.current.load_full()
    }

    /// The state of the folder when it was last read; the receiver is notified of every change.
    pub fn status(&self) -> watch::Receiver<Arc<Status>> {
        self.status.subscribe()
    }

    /// Follows the folder until `stop` is cancelled.
    pub async fn follow(self, stop: CancellationToken) {
        let Some(folder) = self.folder.clone() else { return stop.cancelled().await };
        let mut last = self.status.borrow().revision.clone();
        let mut signal = ReloadSignal::new();
        loop {
            let forced = tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(INTERVAL) => false,
                () = signal.next() => true,
            };
            let (folder, previous, options) = (folder.clone(), last.clone(), self.options.clone());
            // Reading and checking a large folder takes long enough to delay answers.
            let loaded = tokio::task::spawn_blocking(move || {
                let has_changed = knowledge::revision(&folder) != previous;
                has_changed.then(|| knowledge::load(&folder, &options))
            });
            match loaded.await {
                Ok(Some(outcome)) => {
                    last.clone_from(&outcome.revision);
                    self.install(outcome);
                }
                Ok(None) if forced => tracing::info!("the knowledge folder has not changed"),
                Ok(None) => {}
                Err(error) => tracing::error!("reading the knowledge folder failed: {error}"),
            }
        }
    }

    fn install(&self, outcome: LoadOutcome) {
        let LoadOutcome { files, problems, knowledge, revision, .. } = outcome;
        let mut answering = self.status.borrow().answering.clone();
        match knowledge {
            Some(knowledge) => {
                let engine = Engine::with_thresholds(knowledge, self.thresholds).at_revision(revision.clone());
                self.current.store(Arc::new(engine));
                tracing::info!("reloaded knowledge revision {revision}");
                answering.clone_from(&revision);
            }
            None => tracing::error!(
                "the knowledge folder has changed and has errors; the previous version stays in use\n{}",
                report::render(&files, &problems, report::Style::default())
            ),
        }
        self.status.send_replace(Arc::new(Status { answering, revision, files, problems }));
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
