//! Ensure every person says something.

use std::collections::HashSet;

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    // A file that could not be read, or a statement that lacks its author, may be theirs.
    if !context.raw.broken.is_empty() || context.raw.statements().any(|attribution| !attribution.has_by) {
        return;
    }
    let authors = context.raw.statements().filter_map(|attribution| attribution.by.as_ref());
    let authors: HashSet<&str> = authors.map(|by| by.value.as_str()).collect();
    for id in context.raw.people.iter().filter_map(|person| person.id.as_ref()) {
        // References to an invalid id are written as it should be.
        if !authors.contains(id.value.as_str()) && super::is_kebab_case(&id.value) {
            problems.push(Problem {
                code: Code::UnusedPerson,
                title: format!("the person {} makes no statement", quoted(&id.value)),
                at: id.at.clone(),
                related: Vec::new(),
                fix: Vec::new(),
                help: "add a statement with this id in `by`, or remove the person".to_owned(),
            });
        }
    }
}
