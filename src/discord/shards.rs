//! Which shards this process runs, and whether each is connected.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::metrics::Metrics;

/// The connections of this process' shards. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct ShardStates {
    connected: Arc<RwLock<BTreeMap<u32, bool>>>,
    metrics: Metrics,
}

impl ShardStates {
    /// States of shards that are not known yet.
    pub(super) fn new(metrics: Metrics) -> ShardStates {
        ShardStates { connected: Arc::default(), metrics }
    }

    /// Sets whether a shard is connected. A connection that is lost is counted.
    pub(super) fn set(&self, shard: u32, is_connected: bool) {
        let mut connected = self.connected.write().unwrap_or_else(PoisonError::into_inner);
        let was_connected = connected.insert(shard, is_connected);
        self.metrics.set_connected(shard, is_connected);
        if was_connected == Some(true) && !is_connected {
            self.metrics.count_reconnect(shard);
        }
    }

    /// Whether every shard is connected.
    ///
    /// # Errors
    ///
    /// Some are not; the text says how many are.
    pub(super) fn all_connected(&self) -> Result<(), String> {
        let connected = self.connected.read().unwrap_or_else(PoisonError::into_inner);
        let count = connected.values().filter(|is_connected| **is_connected).count();
        if count == connected.len() && count > 0 {
            return Ok(());
        }
        Err(format!("{count} of {} shards are connected", connected.len().max(1)))
    }
}
