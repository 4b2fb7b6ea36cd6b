//! Find roles that no source says how to get to.

use std::collections::HashSet;

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;
use super::dead_end::{report, ways};

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let reached: HashSet<&str> = ways(context.raw).map(|(_, to)| to).collect();
    report(context, &reached, problems, |id| Problem {
        code: Code::NoWayIn,
        title: format!("no source says how people get to {}", quoted(&id.value)),
        at: id.at.clone(),
        related: Vec::new(),
        fix: Vec::new(),
        help: "nothing, where a career starts; otherwise add a move to it".to_owned(),
    });
}
