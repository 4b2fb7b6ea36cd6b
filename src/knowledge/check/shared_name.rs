//! Ensure every name and alias leads to one role or term.
//!
//! Names are compared the way people say them, so "Help-Desk" and "helpdesk" are one. Within one role that is harmless.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::Facts;
use super::name::Name;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let mut firsts: HashMap<&str, &Name<'_>> = HashMap::new();
    for name in facts.names.iter().filter(|name| !name.same.is_empty()) {
        let first = *firsts.entry(&name.same).or_insert(name);
        // Two of one id are a duplicate id, and their names need not be told apart as well.
        let (one, other) = (first.owner, name.owner);
        let is_duplicate = one.kind == other.kind && one.id.map(|id| &id.value) == other.id.map(|id| &id.value);
        if one != other && !is_duplicate {
            problems.push(Problem {
                code: Code::SharedName,
                title: format!(
                    "{} leads to {} and to {}",
                    quoted(&name.text.value),
                    first.owner.title(),
                    name.owner.title()
                ),
                at: name.text.at.clone(),
                see: vec![(first.text.at.clone(), format!("leads to {}", first.owner.title()))],
                help: "remove it from one of them, or make it a term that covers both".to_owned(),
            });
        }
    }
}
