//! Which shards this process runs, and whether each is connected.

use std::collections::BTreeMap;
use std::ops::Range;
use std::str::FromStr;
use std::sync::{Arc, PoisonError, RwLock};

use thiserror::Error;

use super::metrics::Metrics;

/// Most shards that a bot may have here: Discord's largest have some ten thousand.
const MAX_SHARDS: u32 = 65_536;

/// Some of a bot's shards, such as `0..4/16`: the first four of sixteen. `3/16` is the fourth alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardRange {
    /// The shards of this process.
    pub shards: Range<u32>,
    /// How many shards there are in all processes.
    pub total: u32,
}

/// A text is no range of shards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("give the first shard, the one after the last, and how many there are in all processes, such as 0..4/16")]
pub struct ShardRangeError;

impl FromStr for ShardRange {
    type Err = ShardRangeError;

    fn from_str(text: &str) -> Result<ShardRange, ShardRangeError> {
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| ShardRangeError);
        let (range, total) = text.split_once('/').ok_or(ShardRangeError)?;
        let shards = match range.split_once("..") {
            Some((first, end)) => number(first)?..number(end)?,
            // A single one, as in a StatefulSet, whose pods know their number.
            None => number(range)?..number(range)?.saturating_add(1),
        };
        let total = number(total)?;
        if shards.is_empty() || shards.end > total || total > MAX_SHARDS {
            return Err(ShardRangeError);
        }
        Ok(ShardRange { shards, total })
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_within_its_total() {
        assert_eq!("0..4/16".parse(), Ok(ShardRange { shards: 0..4, total: 16 }));
        assert_eq!(" 12..16/16 ".parse(), Ok(ShardRange { shards: 12..16, total: 16 }));
        assert_eq!("3/4".parse(), Ok(ShardRange { shards: 3..4, total: 4 }));
        for text in [
            "",
            "4",
            "4/4",
            "x/4",
            "4294967295/4",
            "0..1",
            "0..0/1",
            "3..2/4",
            "0..5/4",
            "-1..2/4",
            "0..=3/4",
            "0..1/0",
            "0..1/70000",
        ] {
            assert_eq!(text.parse::<ShardRange>(), Err(ShardRangeError), "{text:?}");
        }
    }
}
