//! The bot without Discord: everything needed to try it on one machine.
//!
//! The real bot talks to [`fake_discord`], a Discord on loopback. [`server`] serves a page that looks and behaves like a
//! Discord client, and also shows the state of the knowledge.

pub mod server;

use fake_discord::{NewMember, Setup};

/// Maximum length of a role's name on Discord.
///
/// Source: <https://docs.discord.com/developers/resources/guild#create-guild-role>
const MAX_ROLE_NAME_CHARS: usize = 100;

/// The guild of the playground: a few members, one of whom has a server role named after this job.
#[must_use]
pub fn setup(job: Option<&str>) -> Setup {
    let job = job.filter(|job| job.chars().count() <= MAX_ROLE_NAME_CHARS);
    let ada = NewMember::new("ada");
    Setup {
        bot_name: "nextrole".into(),
        guild_name: "Careers".into(),
        roles: job.into_iter().chain(["Book club", "Moderator"]).map(Into::into).collect(),
        members: vec![
            job.map_or_else(|| ada.clone(), |job| ada.clone().with_role(job)),
            NewMember::new("ben"),
            NewMember::new("mo").with_role("Moderator"),
            NewMember::new("other-bot").bot(),
        ],
        ..Setup::default()
    }
}
