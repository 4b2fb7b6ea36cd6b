//! The turns in which shards start their sessions: as many at a time as Discord allows, in all processes together.

use tokio::sync::oneshot;
use tokio::time::sleep;
use twilight_gateway::queue::{InMemoryQueue, Queue};

use super::shared_limits::SharedLimits;

/// Hands out turns. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct SessionQueue {
    /// The turns of this process.
    pub(super) own: InMemoryQueue,
    /// Those of all processes.
    pub(super) shared: Option<SharedLimits>,
    /// How many shards may start at a time: those with different remainders by this number.
    pub(super) max_concurrency: u16,
}

impl Queue for SessionQueue {
    fn enqueue(&self, shard: u32) -> oneshot::Receiver<()> {
        let own = self.own.enqueue(shard);
        let Some(shared) = self.shared.clone() else { return own };
        let bucket = shard % u32::from(self.max_concurrency.max(1));
        let (turn, receiver) = oneshot::channel();
        tokio::spawn(async move {
            // If it is dropped instead, the shard asks again.
            if own.await.is_err() {
                return;
            }
            while let Some(Err(wait)) = shared.take_turn(bucket).await {
                if turn.is_closed() {
                    return;
                }
                sleep(wait).await;
            }
            // The shard may have lost its connection meanwhile, and will ask again.
            let _ = turn.send(());
        });
        receiver
    }
}
