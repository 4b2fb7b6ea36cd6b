//! Ensure one person's steps and rungs in one source lead upward, and not in a circle.

use std::collections::BTreeMap;

use super::super::problem::{Code, Location, Problem, quoted};
use super::CheckContext;
use super::graph::{self, Edge};

/// Maximum number of roles of a circle that a title names.
const MAX_NAMED: usize = 8;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut by_author: BTreeMap<_, Vec<Edge<'_>>> = BTreeMap::new();
    for edge in graph::edges(context.raw) {
        if let Some(by) = &edge.attribution.by {
            by_author.entry((edge.attribution.at.file, by.value.as_str())).or_default().push(edge);
        }
    }
    for ((_, by), edges) in by_author {
        let circles = graph::circles(&edges).into_iter();
        // Two steps there and back are reported as such.
        let circles = circles.filter(|circle| circle.len() > 2 || circle.iter().any(|edge| edge.is_rung));
        problems.extend(circles.filter_map(|circle| {
            let title = format!("the steps of {} lead in a circle: {}", quoted(by), named(&circle));
            let (last, others) = circle.split_last()?;
            Some(Problem {
                code: Code::StepCircle,
                title,
                at: last.at.clone(),
                related: related(others),
                fix: Vec::new(),
                help: "a step leads upward: turn one of them around, or give it another kind".to_owned(),
            })
        }));
    }
}

/// "`a` → `b` → `a`"
pub(super) fn named(circle: &[Edge<'_>]) -> String {
    let start = circle.first().map(|edge| edge.from).into_iter();
    let mut names: Vec<String> = start.chain(circle.iter().map(|edge| edge.to)).map(quoted).collect();
    if names.len() > MAX_NAMED + 1 {
        let last = names.pop();
        names.truncate(MAX_NAMED);
        names.push("…".to_owned());
        names.extend(last);
    }
    names.join(" → ")
}

/// The other steps of a circle.
pub(super) fn related(others: &[Edge<'_>]) -> Vec<(Location, String)> {
    others.iter().take(MAX_NAMED).map(|edge| (edge.at.clone(), format!("from {}", quoted(edge.from)))).collect()
}
