//! Ensure every statement has an author.

use super::super::problem::{Code, Problem};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for attribution in context.raw.statements().filter(|attribution| !attribution.has_by) {
        problems.push(Problem {
            code: Code::WithoutAuthor,
            title: format!("this {} has no author", attribution.what),
            at: attribution.at.clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: "add `by = \"…\"` with the id of a `[[person]]`".to_owned(),
        });
    }
}
