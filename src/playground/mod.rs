//! The bot without Discord: everything needed to try it on one machine.
//!
//! [`stand_in`] plays Discord on loopback, REST and gateway, so that the real bot can be driven by tests and by people.
//! It knows nothing of the other rooms: what it says about Discord is a second opinion. [`server`] puts a page before it,
//! which looks and behaves as people know Discord; that page shows the knowledge, too, and its problems.

pub mod server;
pub mod stand_in;
