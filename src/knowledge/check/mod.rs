//! The rules that knowledge has to keep, one file each.
//!
//! A rule gets a [`CheckContext`] and reports every violation; it never stops at the first. What could not be read has
//! been reported before, so a rule says nothing about it. A new rule needs a [`Code`](super::problem::Code), a file, a
//! line in [`RULES`], a fixture and a test; the tests check that none of these is forgotten.

mod abbreviated_name;
mod about_nothing;
pub(super) mod bad_date;
mod bad_id;
mod bad_identifier;
mod bad_language;
pub(super) mod bad_url;
mod circle_of_sources;
mod closed_list;
mod contradicting_rungs;
mod dead_end;
mod duplicate_id;
mod empty_file;
mod empty_near_field;
mod empty_side;
mod empty_step;
mod empty_text;
mod future_source;
mod graph;
mod markup;
mod missing_notice;
mod move_to_itself;
mod name;
mod near_names;
mod no_knowledge;
mod no_way_in;
mod old_source;
mod one_sided;
mod reference;
mod repeated_abbreviation;
mod repeated_move;
mod repeated_question;
mod repeated_reference;
mod repeated_step;
mod reply_loop;
mod second_field;
mod shared_name;
mod short_track;
mod step_circle;
mod too_long;
mod too_many_pairs;
mod two_way_step;
mod undated_source;
mod unknown_confidence;
mod unknown_family;
mod unknown_kind;
mod unknown_reference;
mod unknown_stance;
mod unreached_role;
mod unused_person;
mod without_author;
mod without_source;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use self::name::Name;
use self::reference::Reference;
use super::problem::{FileId, Problem, Severity, SourceFile, SourceFiles};
use super::raw::{Raw, Source};
use super::{Options, parse};

pub(super) use self::bad_id::{is_kebab_case, kebab_case};
pub(super) use self::empty_text::is_empty;
pub(super) use self::reference::{DEFINABLE, IdKind, Ids, PERSON, PLACE, ROLE, STATEMENT, SUBJECT, VIEWPOINT};

type Rule = fn(&CheckContext<'_>, &mut Vec<Problem>);

/// Every rule that has a file, and how serious a violation is.
const RULES: &[(Severity, Rule)] = &[
    (Severity::Error, no_knowledge::check),
    (Severity::Error, second_field::check),
    (Severity::Error, bad_id::check),
    (Severity::Error, duplicate_id::check),
    (Severity::Error, unknown_reference::check),
    (Severity::Error, without_source::check),
    (Severity::Error, without_author::check),
    (Severity::Error, unknown_kind::check),
    (Severity::Error, unknown_family::check),
    (Severity::Error, unknown_stance::check),
    (Severity::Error, unknown_confidence::check),
    (Severity::Error, bad_date::check),
    (Severity::Error, bad_url::check),
    (Severity::Error, bad_identifier::check),
    (Severity::Error, bad_language::check),
    (Severity::Error, empty_text::check),
    (Severity::Error, empty_step::check),
    (Severity::Error, short_track::check),
    (Severity::Error, repeated_step::check),
    (Severity::Error, shared_name::check),
    (Severity::Error, repeated_abbreviation::check),
    (Severity::Error, move_to_itself::check),
    (Severity::Error, too_many_pairs::check),
    (Severity::Error, reply_loop::check),
    (Severity::Error, one_sided::check),
    (Severity::Error, empty_side::check),
    (Severity::Error, empty_near_field::check),
    (Severity::Warning, unreached_role::check),
    (Severity::Warning, about_nothing::check),
    (Severity::Warning, too_long::check),
    (Severity::Warning, near_names::check),
    (Severity::Warning, two_way_step::check),
    (Severity::Warning, repeated_reference::check),
    (Severity::Warning, repeated_question::check),
    (Severity::Warning, repeated_move::check),
    (Severity::Warning, unused_person::check),
    (Severity::Warning, old_source::check),
    (Severity::Warning, future_source::check),
    (Severity::Warning, missing_notice::check),
    (Severity::Warning, empty_file::check),
    (Severity::Warning, markup::check),
    (Severity::Warning, abbreviated_name::check),
    (Severity::Warning, step_circle::check),
    (Severity::Note, circle_of_sources::check),
    (Severity::Note, contradicting_rungs::check),
    (Severity::Note, dead_end::check),
    (Severity::Note, no_way_in::check),
    (Severity::Note, undated_source::check),
];

/// What the rules look at.
pub(super) struct CheckContext<'r> {
    files: &'r SourceFiles,
    raw: &'r Raw,
    ids: &'r Ids<'r>,
    options: &'r Options,
    references: Vec<Reference<'r>>,
    names: Vec<Name<'r>>,
    sources: HashMap<FileId, &'r Source>,
    names_in_broken_files: OnceCell<HashSet<String>>,
}

impl<'r> CheckContext<'r> {
    /// Collects what several rules need.
    pub(super) fn new(
        files: &'r SourceFiles,
        raw: &'r Raw,
        ids: &'r Ids<'r>,
        options: &'r Options,
    ) -> CheckContext<'r> {
        CheckContext {
            files,
            raw,
            ids,
            options,
            references: reference::all(raw),
            names: name::all(raw, ids),
            sources: raw.sources.iter().map(|source| (source.at.file, source)).collect(),
            names_in_broken_files: OnceCell::new(),
        }
    }

    /// The files that could not be read, in part or as a whole.
    fn broken_files(&self) -> impl Iterator<Item = &'r SourceFile> {
        self.raw.broken.iter().filter_map(|file| self.files.0.get(file.0))
    }

    /// Whether a file that could not be read seems to define this id, or something with this name.
    fn is_in_broken_file(&self, id: &str) -> bool {
        let names = || {
            let of_file =
                |file: &'r SourceFile| parse::apparent_ids(&file.text).chain(parse::apparent_names(&file.text));
            self.broken_files().flat_map(of_file).map(name::fold_key).collect()
        };
        let names: &HashSet<String> = self.names_in_broken_files.get_or_init(names);
        !names.is_empty() && names.contains(&name::fold_key(id))
    }
}

/// Checks every rule that the caller wants to hear about.
pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for (severity, rule) in RULES {
        let is_wanted = match severity {
            Severity::Error => true,
            Severity::Warning => !context.options.errors_only,
            Severity::Note => context.options.notes,
        };
        if is_wanted {
            rule(context, problems);
        }
    }
}
