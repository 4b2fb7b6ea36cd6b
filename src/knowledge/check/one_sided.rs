//! Ensure every dispute has at least two sides.

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for dispute in context.raw.disputes.iter().filter(|dispute| dispute.sides.len() < 2 && !dispute.sides_broken) {
        let sides = if dispute.sides.is_empty() { "no sides" } else { "only one side" };
        let id = dispute.id.as_ref();
        problems.push(Problem {
            code: Code::OneSided,
            title: format!(
                "{} has {sides}",
                id.map_or("this dispute".to_owned(), |id| format!("the dispute {}", quoted(&id.value)))
            ),
            at: dispute.sides.first().map_or(&dispute.at, |side| &side.at).clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: "add the other side, or remove the dispute".to_owned(),
        });
    }
}
