//! Keeps the answers up with the knowledge folder while the program runs.
//!
//! [`Live::answerer`] is the knowledge as it is at the moment. [`Live::follow`] looks at the folder every few seconds,
//! checks a change first and swaps it in whole; a broken change is logged with its places, and the last good knowledge
//! goes on answering.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::answer::Answerer;
use crate::knowledge::{self, Loaded, report};
use crate::matching::Thresholds;

/// How often the folder is looked at. A change has to be taken up within 5 seconds.
const EVERY: Duration = Duration::from_secs(2);

/// The knowledge of a running program.
#[derive(Debug, Clone)]
pub struct Live {
    folder: PathBuf,
    thresholds: Thresholds,
    now: Arc<RwLock<Arc<Answerer>>>,
}

impl Live {
    /// Starts with a knowledge that was read from this folder; later ones have the same thresholds.
    pub fn new(folder: PathBuf, answerer: Answerer, thresholds: Thresholds) -> Live {
        Live { folder, thresholds, now: Arc::new(RwLock::new(Arc::new(answerer))) }
    }

    /// The knowledge as it is now. It stays the same for whoever holds it.
    pub fn answerer(&self) -> Arc<Answerer> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Follows the folder, which was last seen at `revision`, until `stop` is cancelled.
    pub async fn follow(self, revision: String, stop: CancellationToken) {
        let mut seen = revision;
        let mut wishes = Wishes::new();
        loop {
            let is_wished = tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(EVERY) => false,
                () = wishes.next() => true,
            };
            let (folder, last) = (self.folder.clone(), seen.clone());
            // Reading and checking a large folder takes long enough to hold up answers.
            let changed = tokio::task::spawn_blocking(move || {
                let has_changed = is_wished || knowledge::revision(&folder) != last;
                has_changed.then(|| {
                    let options = knowledge::Options { errors_only: true, ..knowledge::Options::default() };
                    knowledge::load(&folder, &options)
                })
            });
            if let Ok(Some(loaded)) = changed.await {
                seen.clone_from(&loaded.revision);
                self.take_up(loaded);
            }
        }
    }

    fn take_up(&self, loaded: Loaded) {
        let Some(knowledge) = loaded.knowledge else {
            tracing::error!(
                "the knowledge has changed and is broken; the last good one goes on answering\n{}",
                report::draw(&loaded.files, &loaded.problems, report::Look::default())
            );
            return;
        };
        let answerer = Answerer::with_thresholds(knowledge, self.thresholds).at_revision(loaded.revision.clone());
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(answerer);
        tracing::info!("took up knowledge revision {}", loaded.revision);
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
