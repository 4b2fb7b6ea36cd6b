//! x
#![allow(missing_docs)]
pub mod knowledge;
pub mod playground;
