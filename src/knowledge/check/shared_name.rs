//! Ensure every name and alias belongs to one role or term.
//!
//! Names are compared by how people say them: "Help-Desk" and "helpdesk" are the same. Within one role that is harmless.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;
use super::name::Name;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut firsts: HashMap<&str, &Name<'_>> = HashMap::new();
    for name in context.names.iter().filter(|name| !name.key.is_empty()) {
        let first = *firsts.entry(&name.key).or_insert(name);
        // With equal ids they are duplicates, which is reported already.
        let (one, other) = (first.owner, name.owner);
        let is_duplicate = one.kind == other.kind && one.id.map(|id| &id.value) == other.id.map(|id| &id.value);
        if one != other && !is_duplicate {
            problems.push(Problem {
                code: Code::SharedName,
                title: format!(
                    "{} is a name of the {} and of the {}",
                    quoted(&name.text.value),
                    first.owner.title(),
                    name.owner.title()
                ),
                at: name.text.at.clone(),
                related: vec![(first.text.at.clone(), format!("a name of the {}", first.owner.title()))],
                fix: Vec::new(),
                help: "remove it from one of them, or make it a term that covers both".to_owned(),
            });
        }
    }
}
