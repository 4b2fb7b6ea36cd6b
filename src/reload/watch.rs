//! Events of the file system for a folder, where it sends any.

use std::path::Path;
use std::sync::Arc;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::Notify;

/// Tells when something in a folder changes. Without events, as on network mounts, it tells nothing.
pub(super) struct FolderWatch {
    events: Arc<Notify>,
    /// Sends the events for as long as it lives; `None` if the system has no more watches to give.
    _keeps_watching: Option<RecommendedWatcher>,
}

impl FolderWatch {
    /// Watches a folder and what is below it.
    pub(super) fn new(folder: &Path) -> FolderWatch {
        let events = Arc::new(Notify::new());
        let sender = Arc::clone(&events);
        // The watcher has a thread of its own, and panics where the system gives none.
        let thread = std::thread::Builder::new().spawn(|| {}).map(|thread| drop(thread.join()));
        let watcher = thread.map_err(notify::Error::io).and_then(|()| {
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                if event.is_ok_and(|event| is_change(&event.kind)) {
                    sender.notify_one();
                }
            })
        });
        let watched = watcher.and_then(|mut watcher| {
            watcher.watch(folder, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        let why_not = |why: &notify::Error| tracing::debug!("no events for the knowledge folder: {why}");
        FolderWatch { events, _keeps_watching: watched.inspect_err(why_not).ok() }
    }

    /// Completes when something has changed since the last call.
    pub(super) async fn changed(&self) {
        self.events.notified().await;
    }
}

/// Whether an event may be a change. Reading the folder makes events as well.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(access) => *access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn a_change_is_told_and_reading_is_not() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sources")).unwrap();
        let file = folder.path().join("sources/one.toml");
        fs::write(&file, "# one").unwrap();
        let watch = FolderWatch::new(folder.path());
        let is_told = async |most: u64| timeout(Duration::from_millis(most), watch.changed()).await.is_ok();

        fs::read_to_string(&file).unwrap();
        assert!(!is_told(300).await, "reading is no change");
        fs::write(&file, "# two").unwrap();
        assert!(is_told(5_000).await, "a file in a subfolder was written");
        while is_told(300).await {}
        fs::rename(&file, folder.path().join("sources/two.toml")).unwrap();
        assert!(is_told(5_000).await, "a file was renamed");
    }

    #[tokio::test]
    async fn a_folder_that_is_not_there_is_no_error() {
        let watch = FolderWatch::new(Path::new("/no/such/folder"));
        assert!(timeout(Duration::from_millis(100), watch.changed()).await.is_err());
    }
}
