//! Gateway intents: which events a client subscribes to.
//!
//! Source: <https://docs.discord.com/developers/events/gateway#gateway-intents>

/// Guilds, their roles and channels.
pub const GUILDS: u64 = 1 << 0;
/// Members joining, leaving and changing. Privileged.
pub const GUILD_MEMBERS: u64 = 1 << 1;
/// Who is online. Privileged.
pub const GUILD_PRESENCES: u64 = 1 << 8;
/// Messages in guilds.
pub const GUILD_MESSAGES: u64 = 1 << 9;
/// Direct messages with the bot.
pub const DIRECT_MESSAGES: u64 = 1 << 12;
/// The content of messages that neither mention the bot nor are sent to it directly. Privileged.
pub const MESSAGE_CONTENT: u64 = 1 << 15;

/// Intents that have to be enabled for the application.
pub const PRIVILEGED: u64 = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;

/// All intents that exist: 0 to 16, 20, 21, 24 and 25.
pub const KNOWN: u64 = 0x1_ffff | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25;
