//! The words of every reply, one file per kind of answer.

mod about;
mod ambiguous;
mod become_role;
mod brevity;
mod compare;
mod define;
mod destinations;
mod directions;
mod disagreements;
mod disputes;
mod evidence;
mod help;
mod map;
mod next;
mod path;
mod phrases;
mod speakers;
mod tracks;
mod years;

pub(super) use about::about;
pub(super) use ambiguous::{ambiguous, not_found};
pub(super) use become_role::become_role;
pub(super) use brevity::{block_chars, fit, room_after};
pub(super) use compare::compare;
pub(super) use define::define;
pub(super) use directions::words;
pub(super) use disputes::{dispute, disputes};
pub(super) use evidence::evidence;
pub(super) use help::{
    no_text, not_yours, out_of_scope, outdated_button, rate_limited, role_mentioned, small_talk, unknown_command,
};
pub(super) use map::{field_name, map};
pub(super) use next::next;
pub(super) use path::path;
pub(super) use phrases::{and_more, count, interpretations, rung_roles, short_list, support, who, years_in_words};
pub(super) use tracks::{track, tracks};
