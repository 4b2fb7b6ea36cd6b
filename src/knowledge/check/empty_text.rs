//! Ensure every text that is there says something.

use super::super::problem::{Code, Problem};
use super::Facts;
use super::name::is_blank;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let shown = facts.raw.shown().into_iter().map(|(_, key, text)| (format!("`{key}`"), text));
    let references = facts.references.iter().map(|reference| ("this reference".to_owned(), reference.id));
    for (what, text) in shown.chain(references).filter(|(_, text)| is_empty(&text.value)) {
        problems.push(Problem {
            code: Code::EmptyText,
            title: format!("{what} is empty"),
            at: text.at.clone(),
            see: Vec::new(),
            help: "write something, or remove it".to_owned(),
        });
    }
}

/// Whether there is nothing to be seen in a text.
pub(in super::super) fn is_empty(text: &str) -> bool {
    text.chars().all(is_blank)
}
