//! Ensure a folder says at most once what it is about.

use super::super::problem::{Code, Problem};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let Some((first, others)) = context.raw.fields.split_first() else { return };
    problems.extend(others.iter().map(|other| Problem {
        code: Code::SecondField,
        title: "a folder has only one `[field]`".to_owned(),
        at: other.at.clone(),
        related: vec![(first.at.clone(), "the first one".to_owned())],
        fix: Vec::new(),
        help: "remove one of them".to_owned(),
    }));
}
