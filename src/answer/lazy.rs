//! A list of views that is made when it is first looked at: a brief answer shows a few of all statements.

use std::cell::LazyCell;
use std::fmt::{self, Debug, Formatter};
use std::ops::Deref;

use serde::{Serialize, Serializer};

/// A list that is made when it is first looked at. To those who read it, it is a slice.
pub struct Lazy<'k, T>(LazyCell<Vec<T>, Box<dyn FnOnce() -> Vec<T> + 'k>>);

impl<'k, T> Lazy<'k, T> {
    /// The list that `make` makes.
    pub(super) fn new(make: impl FnOnce() -> Vec<T> + 'k) -> Lazy<'k, T> {
        Lazy(LazyCell::new(Box::new(make)))
    }
}

impl<T> Deref for Lazy<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'l, T> IntoIterator for &'l Lazy<'_, T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'k, T: Clone + 'k> Clone for Lazy<'k, T> {
    fn clone(&self) -> Lazy<'k, T> {
        let made = self.to_vec();
        Lazy::new(|| made)
    }
}

impl<T: Debug> Debug for Lazy<'_, T> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        (**self).fmt(out)
    }
}

impl<T: PartialEq> PartialEq for Lazy<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Lazy<'_, T> {}

impl<T: Serialize> Serialize for Lazy<'_, T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(out)
    }
}
