//! What events a client may ask for, and what each event takes.
//!
//! Source: <https://docs.discord.com/developers/events/gateway#gateway-intents>

/// Servers, their roles and channels.
pub const GUILDS: u64 = 1 << 0;
/// Members coming, going and changing. Privileged.
pub const GUILD_MEMBERS: u64 = 1 << 1;
/// Who is online. Privileged.
pub const GUILD_PRESENCES: u64 = 1 << 8;
/// Messages in servers.
pub const GUILD_MESSAGES: u64 = 1 << 9;
/// Messages between one person and the bot.
pub const DIRECT_MESSAGES: u64 = 1 << 12;
/// What stands in messages that neither mention the bot nor are sent to it. Privileged.
pub const MESSAGE_CONTENT: u64 = 1 << 15;

/// Those that the owner has to switch on for the application.
pub const PRIVILEGED: u64 = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;

/// Every intent there is: 0 to 16, 20, 21, 24 and 25.
pub const KNOWN: u64 = 0x1_ffff | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25;
