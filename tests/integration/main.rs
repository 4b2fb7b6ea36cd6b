//! The tests from outside, laid out like `src/`: each room is entered by its door.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should say where, in what its tests share too"
)]

mod oracles;
mod playground;
