//! The bot without Discord: everything needed to try it on one machine.
//!
//! The real bot talks to [`fake_discord`], which plays Discord on loopback. [`server`] puts a page in front of it that
//! looks and behaves as people know Discord; the page also shows the knowledge and its problems.

pub mod server;

use fake_discord::{NewMember, Setup};

/// The guild of the playground: small, with members whose roles are job titles, other roles, or none.
#[must_use]
pub fn setup() -> Setup {
    Setup {
        bot_name: "nextrole".into(),
        guild_name: "Careers".into(),
        roles: vec!["Helpdesk".into(), "Book club".into(), "Moderator".into()],
        members: vec![
            NewMember::new("ada").with_role("Helpdesk"),
            NewMember::new("ben"),
            NewMember::new("mo").with_role("Moderator"),
            NewMember::new("other-bot").bot(),
        ],
        ..Setup::default()
    }
}
