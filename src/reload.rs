//! Keeps the answers up with the knowledge folder while the program runs.
//!
//! [`Live::answerer`] is the knowledge as it is at the moment. [`Live::follow`] looks at the folder every few seconds,
//! checks a change first and swaps it in whole; a broken change is logged with its places, and the last good knowledge
//! goes on answering. [`Live::seen`] tells of every change, broken ones too.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::answer::Engine;
use crate::knowledge::problem::{Files, Problem};
use crate::knowledge::{self, Loaded, report};
use crate::matching::Thresholds;

/// How often the folder is looked at. A change has to be taken up within 5 seconds.
const EVERY: Duration = Duration::from_secs(2);

/// The knowledge of a running program.
#[derive(Debug, Clone)]
pub struct Live {
    folder: PathBuf,
    options: knowledge::Options,
    thresholds: Thresholds,
    now: Arc<RwLock<Arc<Engine>>>,
    seen: Arc<watch::Sender<Arc<Seen>>>,
}

/// What the folder was like when it was last looked at.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The revision that answers.
    pub answering: String,
    /// The revision of the folder: another one, where that is broken.
    pub revision: String,
    /// The files, as read.
    pub files: Files,
    /// What is wrong with them, sorted by file and place.
    pub problems: Vec<Problem>,
}

impl Live {
    /// Starts with what was loaded from this folder, and the knowledge in it; later ones are loaded with the same
    /// options, and have the same thresholds.
    pub fn new(
        folder: PathBuf,
        engine: Engine,
        loaded: Loaded,
        options: knowledge::Options,
        thresholds: Thresholds,
    ) -> Live {
        let Loaded { files, problems, revision, .. } = loaded;
        let seen = Seen { answering: revision.clone(), revision, files, problems };
        let (seen, _) = watch::channel(Arc::new(seen));
        Live { folder, options, thresholds, now: Arc::new(RwLock::new(Arc::new(engine))), seen: Arc::new(seen) }
    }

    /// The knowledge as it is now. It stays the same for whoever holds it.
    pub fn engine(&self) -> Arc<Engine> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the folder was like when it was last looked at; the receiver wakes at every change of that.
    pub fn seen(&self) -> watch::Receiver<Arc<Seen>> {
        self.seen.subscribe()
    }

    /// Follows the folder until `stop` is cancelled.
    pub async fn follow(self, stop: CancellationToken) {
        let mut seen = self.seen.borrow().revision.clone();
        let mut wishes = Wishes::new();
        loop {
            let is_wished = tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(EVERY) => false,
                () = wishes.next() => true,
            };
            let (folder, last, options) = (self.folder.clone(), seen.clone(), self.options.clone());
            // Reading and checking a large folder takes long enough to hold up answers.
            let changed = tokio::task::spawn_blocking(move || {
                let has_changed = is_wished || knowledge::revision(&folder) != last;
                has_changed.then(|| knowledge::load(&folder, &options))
            });
            if let Ok(Some(loaded)) = changed.await {
                seen.clone_from(&loaded.revision);
                self.take_up(loaded);
            }
        }
    }

    fn take_up(&self, loaded: Loaded) {
        let Loaded { files, problems, knowledge, revision, .. } = loaded;
        let mut answering = self.seen.borrow().answering.clone();
        match knowledge {
            Some(knowledge) => {
                let engine = Engine::with_thresholds(knowledge, self.thresholds).at_revision(revision.clone());
                *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(engine);
                tracing::info!("took up knowledge revision {revision}");
                answering.clone_from(&revision);
            }
            None => tracing::error!(
                "the knowledge has changed and is broken; the last good one goes on answering\n{}",
                report::draw(&files, &problems, report::Look::default())
            ),
        }
        self.seen.send_replace(Arc::new(Seen { answering, revision, files, problems }));
    }
}

/// SIGHUP: the operator wishes the folder to be read at once.
struct Wishes {
    #[cfg(unix)]
    hangups: Option<tokio::signal::unix::Signal>,
}

impl Wishes {
    #[cfg(unix)]
    fn new() -> Wishes {
        Wishes { hangups: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok() }
    }

    #[cfg(not(unix))]
    fn new() -> Wishes {
        Wishes {}
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
