//! What a fake Discord starts with: its guild, its members and its deadlines.

use std::time::Duration;

use crate::id::Id;

/// How a fake Discord is set up. The default is a small guild with a few members, and Discord's own deadlines.
///
/// ```
/// use fake_discord::{NewMember, Setup};
///
/// let setup = Setup::default().with_role("Tester").with_member(NewMember::new("cleo").with_role("Tester"));
/// assert!(setup.members.iter().any(|member| member.name == "cleo"));
/// ```
#[derive(Clone, Debug)]
pub struct Setup {
    /// The heartbeat interval that the gateway asks for. 41.25 s by default, as on Discord.
    pub heartbeat_interval: Duration,
    /// How long an interaction waits for its first response. 3 s by default.
    ///
    /// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding>
    pub response_deadline: Duration,
    /// How long the token of an interaction is valid for follow-ups and edits. 15 minutes by default. The same source.
    pub token_lifetime: Duration,
    /// How long an action waits for a deferred response to be completed. 10 s by default.
    pub deferred_timeout: Duration,
    /// Privileged intents that are enabled for the application: a sum of [`intents`](crate::intents). 0 by default.
    pub privileged_intents: u64,
    /// How many shards `GET /gateway/bot` recommends. 1 by default.
    pub shards: u64,
    /// How many sessions may be started at a time, as `GET /gateway/bot` says. 1 by default.
    pub max_concurrency: u64,
    /// How many more guilds the bot is in. They only exist as a GUILD_CREATE each, with 30 roles. 0 by default.
    pub more_guilds: u64,
    /// The bot's user name.
    pub bot_name: String,
    /// The guild's name.
    pub guild_name: String,
    /// Names of the guild's roles besides `@everyone`, lowest first. Members with the role `Moderator` may manage
    /// messages.
    pub roles: Vec<String>,
    /// Whether the bot has a role of its own, with its name, as it gets it if it is invited with permissions.
    pub has_bot_role: bool,
    /// The guild's text channels; the first one is [`Venue::Guild`].
    pub channels: Vec<NewChannel>,
    /// The members of the guild; the first one owns it.
    pub members: Vec<NewMember>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            heartbeat_interval: Duration::from_millis(41_250),
            response_deadline: Duration::from_secs(3),
            token_lifetime: Duration::from_secs(15 * 60),
            deferred_timeout: Duration::from_secs(10),
            privileged_intents: 0,
            shards: 1,
            max_concurrency: 1,
            more_guilds: 0,
            bot_name: "test-bot".into(),
            guild_name: "Test guild".into(),
            roles: vec!["Moderator".into()],
            has_bot_role: false,
            channels: vec![NewChannel::new("general"), NewChannel::new("announcements").read_only()],
            members: vec![
                NewMember::new("ada"),
                NewMember::new("ben"),
                NewMember::new("mo").with_role("Moderator"),
                NewMember::new("other-bot").bot(),
            ],
        }
    }
}

impl Setup {
    /// Adds a role above the others.
    #[must_use]
    pub fn with_role(mut self, name: &str) -> Self {
        self.roles.push(name.into());
        self
    }

    /// Gives the bot a role of its own.
    #[must_use]
    pub fn with_bot_role(mut self) -> Self {
        self.has_bot_role = true;
        self
    }

    /// Adds a text channel.
    #[must_use]
    pub fn with_channel(mut self, channel: NewChannel) -> Self {
        self.channels.push(channel);
        self
    }

    /// Adds a member.
    #[must_use]
    pub fn with_member(mut self, member: NewMember) -> Self {
        self.members.push(member);
        self
    }

    /// Enables privileged intents for the application: a sum of [`intents`](crate::intents).
    #[must_use]
    pub fn with_privileged_intents(mut self, intents: u64) -> Self {
        self.privileged_intents |= intents;
        self
    }
}

/// A text channel to create.
#[derive(Clone, Debug)]
pub struct NewChannel {
    /// The name, without `#`.
    pub name: String,
    /// Whether the bot can see the channel and send messages there. Interactions are answered anywhere.
    pub bot_may_write: bool,
    /// Whether the bot may send embeds there.
    pub bot_may_embed: bool,
}

impl NewChannel {
    /// A channel that the bot can use.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), bot_may_write: true, bot_may_embed: true }
    }

    /// The same channel, in which the bot may not send embeds.
    #[must_use]
    pub fn without_embeds(mut self) -> Self {
        self.bot_may_embed = false;
        self
    }

    /// The same channel, closed to the bot.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.bot_may_write = false;
        self
    }
}

/// A member to create: a person or another bot.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// The user name, by which actions refer to the member.
    pub name: String,
    /// Names of the member's roles.
    pub roles: Vec<String>,
    /// Whether the member is a bot.
    pub is_bot: bool,
    /// The language of the member's client, e.g. `en-US`.
    pub locale: String,
}

impl NewMember {
    /// A person without roles.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), roles: Vec::new(), is_bot: false, locale: "en-GB".into() }
    }

    /// Adds a role, by its name.
    #[must_use]
    pub fn with_role(mut self, role: &str) -> Self {
        self.roles.push(role.into());
        self
    }

    /// Sets the language of the member's client.
    #[must_use]
    pub fn with_locale(mut self, locale: &str) -> Self {
        self.locale = locale.into();
        self
    }

    /// Makes the member a bot.
    #[must_use]
    pub fn bot(mut self) -> Self {
        self.is_bot = true;
        self
    }
}

/// Where a member acts, and who installed the bot there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Venue {
    /// The first channel of the guild that installed the bot.
    Guild,
    /// Another channel of that guild, by its name.
    Channel(&'static str),
    /// Another channel of that guild, by its id.
    ChannelId(Id),
    /// The direct messages between the member and the bot.
    DirectMessage,
    /// A guild that did not install the bot, although the member did. The gateway sends no events of it.
    ForeignGuild,
    /// A group of people without the bot, whose member installed it. The gateway sends no events of it.
    GroupDm,
}

impl Venue {
    /// Whether the bot is available only because the member installed it: then follow-ups are limited.
    pub(crate) fn is_user_installed(self) -> bool {
        matches!(self, Self::ForeignGuild | Self::GroupDm)
    }

    /// Whether the venue is a channel of the guild that installed the bot.
    pub(crate) fn is_home_guild(self) -> bool {
        matches!(self, Self::Guild | Self::Channel(_) | Self::ChannelId(_))
    }

    /// The number of the interaction context: 0 guild, 1 direct message with the bot, 2 other private channel.
    ///
    /// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types>
    pub(crate) fn context(self) -> u64 {
        match self {
            Self::Guild | Self::Channel(_) | Self::ChannelId(_) | Self::ForeignGuild => 0,
            Self::DirectMessage => 1,
            Self::GroupDm => 2,
        }
    }

    /// The number of the integration type: 0 installed by the guild, 1 installed by the user.
    pub(crate) fn integration_type(self) -> u64 {
        u64::from(self.is_user_installed())
    }
}
