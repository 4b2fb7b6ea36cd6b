//! The words of every reply, a file for each sort of answer.

mod about;
mod ambiguous;
mod compare;
mod define;
mod destinations;
mod disputes;
mod evidence;
mod help;
mod map;
mod next;
mod path;
mod phrases;
mod tracks;

pub(super) use about::about;
pub(super) use ambiguous::{clarify, nothing};
pub(super) use compare::compare;
pub(super) use define::define;
pub(super) use evidence::evidence;
pub(super) use help::{help, outdated_button, rate_limited, unknown_command};
pub(super) use map::{direction_word, map};
pub(super) use next::next;
pub(super) use path::path;
pub(super) use phrases::{count, who};
pub(super) use tracks::{track, tracks};
