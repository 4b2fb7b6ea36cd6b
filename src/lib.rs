//! x
#![allow(missing_docs)]
pub mod answer;
pub mod cli;
pub mod config;
pub mod knowledge;
pub mod matching;
pub mod reply;
pub mod token;
