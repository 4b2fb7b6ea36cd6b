//! The bot without Discord.

mod page;
