//! The bot without Discord: everything needed to try it on one machine.
//!
//! The real bot talks to [`fake_discord`], which plays Discord on loopback. [`server`] puts a page in front of it that
//! looks and behaves as people know Discord; the page also shows the knowledge and its problems.

pub mod server;
