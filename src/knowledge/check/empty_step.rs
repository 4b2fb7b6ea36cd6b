//! Ensure every rung has a role or a title.

use super::super::problem::{Code, Problem};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let rungs = context.raw.tracks.iter().flat_map(|track| &track.rungs);
    for rung in rungs.filter(|rung| rung.roles.is_empty() && rung.title.is_none() && !rung.broken) {
        problems.push(Problem {
            code: Code::EmptyStep,
            title: "this rung has neither a role nor a title".to_owned(),
            at: rung.at.clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: "add `role = \"…\"`, `title = \"…\"` or both, or remove the rung".to_owned(),
        });
    }
}
