//! Ensure every id is kebab-case and short enough to travel in a button.

use super::super::model::MAX_ID_CHARS;
use super::super::problem::{Code, Problem, quoted};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for defined in facts.ids.all() {
        let id = &defined.id.value;
        if is_sound(id) {
            continue;
        }
        let (why, help) = if is_kebab_case(id) {
            (format!("is longer than {MAX_ID_CHARS} characters"), "shorten it".to_owned())
        } else {
            let help = match kebab_case(id) {
                kebab if is_sound(&kebab) => format!("write `{kebab}`"),
                _ => "write lower-case letters, digits and single hyphens, such as `ops-manager`".to_owned(),
            };
            ("is not kebab-case".to_owned(), help)
        };
        problems.push(Problem {
            code: Code::BadId,
            title: format!("the {} id {} {why}", defined.kind, quoted(id)),
            at: defined.id.at.clone(),
            see: Vec::new(),
            help,
        });
    }
}

fn is_sound(id: &str) -> bool {
    // An id in kebab-case is ASCII, so its bytes are its characters.
    is_kebab_case(id) && id.len() <= MAX_ID_CHARS
}

/// Whether an id is lower-case letters and digits, with single hyphens between.
pub(in super::super) fn is_kebab_case(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn kebab_case(id: &str) -> String {
    let lower = id.to_lowercase();
    let parts = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
