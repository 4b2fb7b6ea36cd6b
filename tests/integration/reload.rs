//! What the metrics and the readiness of the bot read about its knowledge.

use std::fs;
use std::time::{Duration, SystemTime};

use nextrole::answer::Engine;
use nextrole::knowledge::{Options, load};
use nextrole::matching::Thresholds;
use nextrole::reload::KnowledgeHandle;
use tokio_util::sync::CancellationToken;

use crate::program::folder;

#[tokio::test(flavor = "multi_thread")]
async fn the_status_says_what_answers_and_what_is_broken() {
    let good = |name: &str| format!("[[role]]\nid = \"ops\"\nname = \"{name}\"\n");
    let knowledge = folder(&[("all.toml", &good("Ops"))]);
    let options = Options { errors_only: true, ..Options::default() };
    let mut loaded = load(knowledge.path(), &options);
    let engine = Engine::new(loaded.knowledge.take().unwrap());
    let (path, thresholds) = (Some(knowledge.path().to_owned()), Thresholds::default());
    let handle = KnowledgeHandle::new(path, engine, loaded, options, thresholds);
    let (stop, mut status) = (CancellationToken::new(), handle.status());
    let following = tokio::spawn(handle.clone().follow(stop.clone()));
    let mut next = async |text: &str| {
        fs::write(knowledge.path().join("all.toml"), text).unwrap();
        tokio::time::timeout(Duration::from_secs(5), status.changed()).await.expect("taken up in 5 seconds").unwrap();
        status.borrow_and_update().clone()
    };

    let started = handle.status().borrow().clone();
    assert!(!started.is_broken() && started.loaded <= SystemTime::now());
    let broken = next("[[role]]\nid = \"ops\"\n").await;
    assert!(broken.is_broken() && broken.problems.len() == 1, "{:?}", broken.problems);
    assert_eq!((&broken.answering, broken.loaded), (&started.answering, started.loaded));
    let mended = next(&good("Operations")).await;
    assert!(!mended.is_broken() && mended.loaded > started.loaded && mended.answering != started.answering);
    stop.cancel();
    following.await.unwrap();
}
