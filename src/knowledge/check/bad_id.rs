//! Ensure every id is kebab-case and short enough for a button.

use super::super::model::MAX_ID_CHARS;
use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for defined in context.ids.all() {
        let id = &defined.id.value;
        if is_valid(id) {
            continue;
        }
        let (why, help) = if is_kebab_case(id) {
            (format!("is longer than {MAX_ID_CHARS} characters"), "shorten it".to_owned())
        } else {
            let help = match kebab_case(id) {
                kebab if is_valid(&kebab) => format!("write `{kebab}`"),
                _ => "use lower-case letters, digits and single hyphens, such as `ops-manager`".to_owned(),
            };
            ("is not kebab-case".to_owned(), help)
        };
        problems.push(Problem {
            code: Code::BadId,
            title: format!("the {} id {} {why}", defined.kind, quoted(id)),
            at: defined.id.at.clone(),
            related: Vec::new(),
            help,
        });
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

/// The id in kebab-case.
pub(super) fn kebab_case(id: &str) -> String {
    let lower = id.to_lowercase();
    let parts = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
