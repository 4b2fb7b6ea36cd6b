//! The playground.

pub(crate) mod page;
