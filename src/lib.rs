//! x
#![allow(missing_docs)]
pub mod answer;
pub mod knowledge;
pub mod matching;
pub mod reply;
