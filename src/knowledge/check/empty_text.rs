//! Ensure no text is empty.

use super::super::problem::{Code, Problem};
use super::CheckContext;
use super::name::is_blank;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let shown = context.raw.shown().into_iter().map(|(_, key, text)| (format!("`{key}`"), text));
    let references = context.references.iter().map(|reference| ("this reference".to_owned(), reference.id));
    for (what, text) in shown.chain(references).filter(|(_, text)| is_empty(&text.value)) {
        problems.push(Problem {
            code: Code::EmptyText,
            title: format!("{what} is empty"),
            at: text.at.clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: "write something, or remove it".to_owned(),
        });
    }
}

/// Whether a text has no visible character.
pub(in super::super) fn is_empty(text: &str) -> bool {
    text.chars().all(is_blank)
}
