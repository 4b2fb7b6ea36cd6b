//! Ensure a near field has titles to be found by, and roles to offer.

use super::super::problem::{Code, Problem};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for near in context.raw.near_fields.iter().filter(|near| !near.broken) {
        let mut report = |what: &str, help: &str| {
            problems.push(Problem {
                code: Code::EmptyNearField,
                title: format!("this near field has no {what}"),
                at: near.at.clone(),
                related: Vec::new(),
                help: help.to_owned(),
                fix: Vec::new(),
            });
        };
        if near.titles.is_empty() {
            report("titles", "add `titles = [\"…\"]` with job titles of that field");
        }
        if near.nearest.is_empty() {
            report("nearest role", "add `nearest = [\"…\"]` with the ids of roles to offer instead");
        }
    }
}
