//! The words of every reply, one file per kind of answer.

mod about;
mod ambiguous;
mod brevity;
mod compare;
mod define;
mod destinations;
mod directions;
mod disputes;
mod evidence;
mod help;
mod map;
mod next;
mod path;
mod phrases;
mod tracks;

pub(super) use about::about;
pub(super) use ambiguous::{ambiguous, not_found};
pub(super) use brevity::fit;
pub(super) use compare::compare;
pub(super) use define::define;
pub(super) use directions::words;
pub(super) use evidence::evidence;
pub(super) use help::{help, outdated_button, rate_limited, unknown_command};
pub(super) use map::map;
pub(super) use next::next;
pub(super) use path::path;
pub(super) use phrases::{and_more, count, support, who};
pub(super) use tracks::{track, tracks};
