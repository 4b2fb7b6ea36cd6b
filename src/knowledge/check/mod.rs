//! The rules that knowledge has to keep, one file each.
//!
//! A rule gets [`Facts`], collects every breach of it and never stops at the first. What could not be read has been
//! reported by then, so that a rule is silent about it. A new rule gets a [`Code`](super::problem::Code), a file, a
//! line in [`RULES`], and a test with a fixture; the tests see to it that nothing of this is forgotten.

mod about_nothing;
mod bad_date;
mod bad_id;
mod bad_identifier;
mod bad_url;
mod duplicate_id;
mod empty_side;
mod empty_step;
mod empty_text;
mod known_word;
mod missing_notice;
mod move_to_itself;
mod name;
mod near_names;
mod no_knowledge;
mod old_source;
mod one_sided;
mod reference;
mod repeated_abbreviation;
mod repeated_step;
mod reply_loop;
mod shared_name;
mod short_track;
mod too_long;
mod unknown_confidence;
mod unknown_kind;
mod unknown_reference;
mod unknown_stance;
mod unreached_role;
mod without_author;
mod without_source;

use std::collections::HashMap;

use self::name::Name;
use self::reference::Reference;
use super::Options;
use super::problem::{FileKey, Files, Problem, Severity};
use super::raw::{Raw, Source};

pub(super) use self::bad_id::is_kebab_case;
pub(super) use self::empty_text::is_empty;
pub(super) use self::reference::{DEFINABLE, Ids, Kind, PERSON, PLACE, ROLE, STATEMENT, SUBJECT, VIEWPOINT};

type Rule = fn(&Facts<'_>, &mut Vec<Problem>);

/// Every rule that has a file, and how bad it is to break it.
const RULES: &[(Severity, Rule)] = &[
    (Severity::Error, no_knowledge::check),
    (Severity::Error, bad_id::check),
    (Severity::Error, duplicate_id::check),
    (Severity::Error, unknown_reference::check),
    (Severity::Error, without_source::check),
    (Severity::Error, without_author::check),
    (Severity::Error, unknown_kind::check),
    (Severity::Error, unknown_stance::check),
    (Severity::Error, unknown_confidence::check),
    (Severity::Error, bad_date::check),
    (Severity::Error, bad_url::check),
    (Severity::Error, bad_identifier::check),
    (Severity::Error, empty_text::check),
    (Severity::Error, empty_step::check),
    (Severity::Error, short_track::check),
    (Severity::Error, repeated_step::check),
    (Severity::Error, shared_name::check),
    (Severity::Error, repeated_abbreviation::check),
    (Severity::Error, move_to_itself::check),
    (Severity::Error, reply_loop::check),
    (Severity::Error, one_sided::check),
    (Severity::Error, empty_side::check),
    (Severity::Warning, unreached_role::check),
    (Severity::Warning, about_nothing::check),
    (Severity::Warning, too_long::check),
    (Severity::Warning, near_names::check),
    (Severity::Warning, old_source::check),
    (Severity::Warning, missing_notice::check),
];

/// What the rules look at.
pub(super) struct Facts<'r> {
    files: &'r Files,
    raw: &'r Raw,
    ids: &'r Ids<'r>,
    options: &'r Options,
    references: Vec<Reference<'r>>,
    names: Vec<Name<'r>>,
    sources: HashMap<FileKey, &'r Source>,
}

impl<'r> Facts<'r> {
    /// Collects what several rules ask for.
    pub(super) fn new(files: &'r Files, raw: &'r Raw, ids: &'r Ids<'r>, options: &'r Options) -> Facts<'r> {
        Facts {
            files,
            raw,
            ids,
            options,
            references: reference::all(raw),
            names: name::all(raw),
            sources: raw.sources.iter().map(|source| (source.at.file, source)).collect(),
        }
    }
}

/// Holds the facts against every rule that the caller wants to hear of.
pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for (severity, rule) in RULES {
        if *severity == Severity::Error || !facts.options.errors_only {
            rule(facts, problems);
        }
    }
}
