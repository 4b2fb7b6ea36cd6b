//! Keeps what was last made of a knowledge; of an older knowledge it keeps nothing.

use std::hash::Hash;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use lru::LruCache;

use crate::answer::Engine;

/// What was made last, by what it was made of. Values are cheap to clone.
#[derive(Debug)]
pub(super) struct Recent<K: Hash + Eq, V>(Mutex<Kept<K, V>>);

#[derive(Debug)]
struct Kept<K: Hash + Eq, V> {
    /// The knowledge that it was made of.
    of: Weak<Engine>,
    values: LruCache<K, V>,
}

impl<K: Hash + Eq, V: Clone> Recent<K, V> {
    /// Keeps at most so many.
    pub(super) fn new(most: NonZeroUsize) -> Recent<K, V> {
        Recent(Mutex::new(Kept { of: Weak::new(), values: LruCache::new(most) }))
    }

    /// What was made of this before, if it is still there.
    pub(super) fn get(&self, engine: &Arc<Engine>, key: &K) -> Option<V> {
        self.of(engine).values.get(key).cloned()
    }

    /// What was made of this before, else this value, which is now kept.
    pub(super) fn get_or_keep(&self, engine: &Arc<Engine>, key: K, value: V) -> V {
        self.of(engine).values.get_or_insert(key, || value).clone()
    }

    fn of(&self, engine: &Arc<Engine>) -> MutexGuard<'_, Kept<K, V>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::ptr::eq(kept.of.as_ptr(), Arc::as_ptr(engine)) {
            kept.of = Arc::downgrade(engine);
            kept.values.clear();
        }
        kept
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
    fn the_first_value_stays_until_others_are_newer() {
        let (knowledge, recent) = (engine(), Recent::new(NonZeroUsize::new(2).unwrap()));
        assert_eq!(recent.get(&knowledge, &1), None);
        assert_eq!(recent.get_or_keep(&knowledge, 1, 'a'), 'a');
        assert_eq!(recent.get_or_keep(&knowledge, 1, 'b'), 'a');
        recent.get_or_keep(&knowledge, 2, 'c');
        assert_eq!(recent.get(&knowledge, &1), Some('a'), "and now it was asked for last");
        recent.get_or_keep(&knowledge, 3, 'd');
        assert_eq!(recent.get(&knowledge, &1), Some('a'));
        assert_eq!(recent.get(&knowledge, &2), None);
    }

    #[test]
    fn another_knowledge_has_nothing_of_the_first() {
        let recent = Recent::new(NonZeroUsize::new(2).unwrap());
        let (first, second) = (engine(), engine());
        recent.get_or_keep(&first, 1, 'a');
        assert_eq!(recent.get(&second, &1), None);
        assert_eq!(recent.get(&first, &1), None, "it was let go");
    }
}
