//! An LRU cache bound to one [`Engine`]: it empties itself when the knowledge is reloaded.

use std::hash::Hash;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use lru::LruCache;

use crate::answer::Engine;

/// The values that were used last, by key. Values should be cheap to clone.
#[derive(Debug)]
pub(super) struct KnowledgeCache<K: Hash + Eq, V>(Mutex<Entries<K, V>>);

#[derive(Debug)]
struct Entries<K: Hash + Eq, V> {
    /// The engine that they were made with.
    engine: Weak<Engine>,
    values: LruCache<K, V>,
}

impl<K: Hash + Eq, V: Clone> KnowledgeCache<K, V> {
    /// An empty cache for at most `capacity` values.
    pub(super) fn new(capacity: NonZeroUsize) -> KnowledgeCache<K, V> {
        KnowledgeCache(Mutex::new(Entries { engine: Weak::new(), values: LruCache::new(capacity) }))
    }

    /// The value of this key, if it is cached.
    pub(super) fn get(&self, engine: &Arc<Engine>, key: &K) -> Option<V> {
        self.entries(engine).values.get(key).cloned()
    }

    /// The cached value of this key; else this value, which is cached now.
    pub(super) fn get_or_insert(&self, engine: &Arc<Engine>, key: K, value: V) -> V {
        self.entries(engine).values.get_or_insert(key, || value).clone()
    }

    fn entries(&self, engine: &Arc<Engine>) -> MutexGuard<'_, Entries<K, V>> {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::ptr::eq(entries.engine.as_ptr(), Arc::as_ptr(engine)) {
            entries.engine = Arc::downgrade(engine);
            entries.values.clear();
        }
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::problem::SourceFiles;
    use crate::knowledge::{Options, check};

    fn engine() -> Arc<Engine> {
        Arc::new(Engine::new(check(SourceFiles(Vec::new()), &Options::default()).knowledge.unwrap_or_default()))
    }

    #[test]
    fn the_first_value_stays_until_others_were_used_later() {
        let (engine, cache) = (engine(), KnowledgeCache::new(NonZeroUsize::new(2).unwrap()));
        assert_eq!(cache.get(&engine, &1), None);
        assert_eq!(cache.get_or_insert(&engine, 1, 'a'), 'a');
        assert_eq!(cache.get_or_insert(&engine, 1, 'b'), 'a');
        cache.get_or_insert(&engine, 2, 'c');
        assert_eq!(cache.get(&engine, &1), Some('a'), "and now it was asked for last");
        cache.get_or_insert(&engine, 3, 'd');
        assert_eq!(cache.get(&engine, &1), Some('a'));
        assert_eq!(cache.get(&engine, &2), None);
    }

    #[test]
    fn another_engine_gets_nothing_of_the_first() {
        let cache = KnowledgeCache::new(NonZeroUsize::new(2).unwrap());
        let (first, second) = (engine(), engine());
        cache.get_or_insert(&first, 1, 'a');
        assert_eq!(cache.get(&second, &1), None);
        assert_eq!(cache.get(&first, &1), None, "it was dropped");
    }
}
