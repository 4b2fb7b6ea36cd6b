//! The tests from outside, laid out like `src/`: each room is entered by its door.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should say where"
)]

mod discord;
mod knowledge;
mod oracles;
mod playground;
mod rooms;
