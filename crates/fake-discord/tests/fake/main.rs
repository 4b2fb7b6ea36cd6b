//! The fake, driven by a plain client and by serenity.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should say where, helpers too"
)]

mod actions;
mod client;
mod deadlines;
mod faults;
mod gateway;
mod guild;
mod messages;
mod modals;
mod objections;
#[path = "../oracles/mod.rs"]
mod oracles;

mod rest;
mod rules;
mod serenity_client;
