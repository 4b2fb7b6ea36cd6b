//! What the stand-in begins with: its people, its server, and how patient it is.

use std::time::Duration;

/// How the stand-in is set up. The default is a small server with a few people, and Discord's own deadlines.
#[derive(Clone, Debug)]
pub struct Setup {
    /// How often a client has to send a heartbeat. Discord says about 41 seconds.
    pub heartbeat: Duration,
    /// How long an interaction waits for its first response.
    ///
    /// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding>
    pub respond_within: Duration,
    /// How long the token of an interaction is good for follow-ups and edits. The same source.
    pub token_lives: Duration,
    /// How long a question of a test waits for a deferred answer to be completed.
    pub complete_within: Duration,
    /// Privileged intents that the owner switched on for this application: a sum of [`super::intents`]. None, by default.
    pub granted: u64,
    /// The bot's own name.
    pub bot: String,
    /// The server's roles besides `@everyone`, lowest first.
    pub roles: Vec<String>,
    /// The server's text channels; the first is the one where [`Setting::Server`] is.
    pub channels: Vec<Channel>,
    /// The people, all of them members of the server.
    pub people: Vec<Person>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            heartbeat: Duration::from_millis(41_250),
            respond_within: Duration::from_secs(3),
            token_lives: Duration::from_secs(15 * 60),
            complete_within: Duration::from_secs(10),
            granted: 0,
            bot: "nextrole".into(),
            roles: vec!["Helpdesk".into(), "Book club".into(), "Moderator".into()],
            channels: vec![
                Channel { name: "general".into(), bot_may_write: true },
                Channel { name: "announcements".into(), bot_may_write: false },
            ],
            people: vec![
                Person::new("ada").with_role("Helpdesk"),
                Person::new("ben"),
                Person::new("mo").with_role("Moderator"),
                Person { bot: true, ..Person::new("other-bot") },
            ],
        }
    }
}

/// A text channel of the server.
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its name, without `#`.
    pub name: String,
    /// Whether the bot may see it and write there of its own accord. Interactions are answered anywhere.
    pub bot_may_write: bool,
}

/// A person, or another bot.
#[derive(Clone, Debug)]
pub struct Person {
    /// The user name, by which tests speak of them.
    pub name: String,
    /// Names of roles they have on the server.
    pub roles: Vec<String>,
    /// Whether this is a bot.
    pub bot: bool,
    /// The language of their client, e.g. `en-GB`.
    pub locale: String,
}

impl Person {
    /// A person of this name, without roles.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), roles: Vec::new(), bot: false, locale: "en-GB".into() }
    }

    /// The same person with one more role.
    #[must_use]
    pub fn with_role(mut self, role: &str) -> Self {
        self.roles.push(role.into());
        self
    }
}

/// Where somebody is when they ask, and by whose installation the bot is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    /// The first channel of the server that installed the bot.
    Server,
    /// Another channel of that server, by its name.
    Channel(&'static str),
    /// The direct messages between the asker and the bot.
    DirectMessage,
    /// A server that did not install the bot, but the asker did. The gateway says nothing of it.
    ForeignServer,
    /// Direct messages between people, where the asker brings the bot along. The gateway says nothing of them.
    GroupMessage,
}

impl Setting {
    /// Whether the bot is there only because the asker installed it: then follow-ups are counted.
    pub(super) fn is_outside(self) -> bool {
        matches!(self, Self::ForeignServer | Self::GroupMessage)
    }

    /// The number of the interaction context: 0 server, 1 direct messages with the bot, 2 other direct messages.
    ///
    /// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types>
    pub(super) fn context(self) -> u64 {
        match self {
            Self::Server | Self::Channel(_) | Self::ForeignServer => 0,
            Self::DirectMessage => 1,
            Self::GroupMessage => 2,
        }
    }

    /// The number of the installation: 0 by the server, 1 by the user.
    pub(super) fn installation(self) -> u64 {
        u64::from(self.is_outside())
    }
}
