//! Ensure every code of a catalogue has the form of that catalogue's codes, for a link is made of it.

use super::super::problem::{Code, Problem, quoted};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let identifiers = facts.raw.roles.iter().flat_map(|role| &role.identifiers);
    for (scheme, code) in identifiers.filter(|(scheme, code)| !scheme.holds(&code.value)) {
        problems.push(Problem {
            code: Code::BadIdentifier,
            title: format!("{} is not a code of {}", quoted(&code.value), scheme.name()),
            at: code.at.clone(),
            see: Vec::new(),
            help: format!("write it in the form of `{}`, or remove it", scheme.example()),
        });
    }
}
