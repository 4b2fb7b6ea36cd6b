//! Ensure every date exists and has the form that can be sorted.

use super::super::model::Published;
use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let dates = context.raw.sources.iter().filter_map(|source| source.published.as_ref());
    for date in dates.filter(|date| Published::parse(&date.value).is_none()) {
        problems.push(Problem {
            code: Code::BadDate,
            title: format!("{} is not a date", quoted(&date.value)),
            at: date.at.clone(),
            related: Vec::new(),
            help: "write `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or remove the key if the date is unknown".to_owned(),
        });
    }
}
