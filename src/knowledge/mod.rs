//! What the bot knows: TOML files in, a checked [`Knowledge`](model::Knowledge) or a list of problems out.
//!
//! [`load`] reads a folder and finds every problem of every file at once. What came out sound is in [`Loaded`]; to
//! show the rest to a person, hand it to [`report`]. Only `read` touches the disk, and nothing here knows Discord.

pub mod model;
pub mod problem;
