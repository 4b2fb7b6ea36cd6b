//! The bot without Discord.

mod stand_in;
