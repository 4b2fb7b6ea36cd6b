//! Ensure every dispute has two sides at least; with one it is no dispute.

use super::super::problem::{Code, Problem, quoted};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for dispute in facts.raw.disputes.iter().filter(|dispute| dispute.sides.len() < 2 && !dispute.sides_broken) {
        let sides = if dispute.sides.is_empty() { "no side" } else { "one side only" };
        let id = dispute.id.as_ref();
        problems.push(Problem {
            code: Code::OneSided,
            title: format!(
                "{} has {sides}",
                id.map_or("this dispute".to_owned(), |id| format!("the dispute {}", quoted(&id.value)))
            ),
            at: dispute.sides.first().map_or(&dispute.at, |side| &side.at).clone(),
            see: Vec::new(),
            help: "add what is said against it, or remove the dispute".to_owned(),
        });
    }
}
