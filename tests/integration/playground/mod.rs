//! The bot without Discord.

mod page;
mod stand_in;
