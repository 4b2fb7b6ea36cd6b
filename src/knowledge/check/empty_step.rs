//! Ensure every rung has a role or a title.

use super::super::problem::{Code, Problem};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let steps = facts.raw.tracks.iter().flat_map(|track| &track.rungs);
    for step in steps.filter(|step| step.role.is_none() && step.title.is_none() && !step.broken) {
        problems.push(Problem {
            code: Code::EmptyStep,
            title: "this rung has neither a role nor a title".to_owned(),
            at: step.at.clone(),
            see: Vec::new(),
            help: "add `role = \"…\"`, `title = \"…\"` or both, or remove the rung".to_owned(),
        });
    }
}
