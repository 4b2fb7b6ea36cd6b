//! Ensure every id has the form that references need, and is short enough for a button.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::model::MAX_ID_CHARS;
use super::super::problem::{Code, Edit, Problem, quoted};
use super::CheckContext;
use super::reference::Defined;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for defined in context.ids.all() {
        let id = &defined.id.value;
        if is_valid(id) {
            continue;
        }
        let kebab = Some(kebab_case(id)).filter(|kebab| is_valid(kebab));
        let (why, help) = match &kebab {
            _ if is_kebab_case(id) => (format!("is longer than {MAX_ID_CHARS} characters"), "shorten it".to_owned()),
            Some(kebab) => (format!("has {}", wrong_signs(id)), format!("write `{kebab}`")),
            None => {
                let help = "use lower-case letters, digits and single hyphens, such as `ops-manager`";
                (format!("has {}", wrong_signs(id)), help.to_owned())
            }
        };
        problems.push(Problem {
            code: Code::BadId,
            title: format!("the {} id {} {why}", defined.kind, quoted(id)),
            at: defined.id.at.clone(),
            related: Vec::new(),
            fix: kebab.map(|kebab| renamed(context, defined, &kebab)).unwrap_or_default(),
            help,
        });
    }
}

/// Replaces an id and all references to it, unless the new id belongs to something else.
fn renamed(context: &CheckContext<'_>, defined: &Defined<'_>, kebab: &str) -> Vec<Edit> {
    let id = &defined.id.value;
    if !context.ids.named(kebab).is_empty() || context.ids.named(id).len() != 1 {
        return Vec::new();
    }
    let references = context.references.iter().filter(|reference| reference.id.value == *id).map(|found| found.at());
    let families = context.raw.roles.iter().filter_map(|role| role.family.as_ref());
    let families = families.filter(|family| defined.kind == super::IdKind::Family && family.value == *id);
    let places = references.chain(families.map(|family| &family.at));
    std::iter::once(&defined.id.at).chain(places).map(|at| Edit::quoted(at, kebab)).collect()
}

/// What an id has that none can have, in words.
fn wrong_signs(id: &str) -> &'static str {
    let has = |is_it: fn(char) -> bool| id.chars().any(is_it);
    match (has(char::is_uppercase), has(char::is_whitespace), has(|letter| letter == '_')) {
        (true, true, _) => "capitals and spaces",
        (true, false, _) => "capitals",
        (false, true, _) => "spaces",
        (false, false, true) => "underscores",
        _ if has(char::is_alphabetic) && !id.is_ascii() => "letters with accents",
        _ => "hyphens or other signs in the wrong place",
    }
}

fn is_valid(id: &str) -> bool {
    // A kebab-case id is ASCII, so its bytes are its characters.
    is_kebab_case(id) && id.len() <= MAX_ID_CHARS
}

/// Whether an id consists of lower-case letters and digits with single hyphens between them.
pub(in super::super) fn is_kebab_case(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// The id in kebab-case, without accents.
pub(in super::super) fn kebab_case(id: &str) -> String {
    let plain: String =
        id.to_lowercase().replace('ß', "ss").nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    let parts = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
