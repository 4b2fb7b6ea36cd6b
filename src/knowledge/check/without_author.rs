//! Ensure every statement says who makes it.

use super::super::problem::{Code, Problem};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for says in facts.raw.statements().filter(|says| !says.has_by) {
        problems.push(Problem {
            code: Code::WithoutAuthor,
            title: format!("this {} does not say who makes it", says.what),
            at: says.at.clone(),
            see: Vec::new(),
            help: "add `by = \"…\"` with the id of a person".to_owned(),
        });
    }
}
