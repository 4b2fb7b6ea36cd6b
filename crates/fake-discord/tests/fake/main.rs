//! The fake, driven by a plain client and by serenity.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should say where, helpers too"
)]

mod client;
mod deadlines;
mod faults;
mod gateway;
mod messages;
mod objections;
#[path = "../oracles/mod.rs"]
mod oracles;
mod people;
mod rest;
mod rules;
mod serenity_client;
