//! x
#![allow(missing_docs)]
pub mod answer;
pub mod discord;
pub mod knowledge;
pub mod live;
pub mod matching;
pub mod reply;
pub mod token;
