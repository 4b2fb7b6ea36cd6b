//! The playground.

mod page;
