//! The bot without Discord: everything needed to try it on one machine.
//!
//! [`stand_in`] plays Discord on loopback, REST and gateway, so that the real bot can be driven by tests (and later by
//! a page in the browser). This room knows nothing of the others: what it says about Discord is a second opinion.

pub mod stand_in;
