//! Ensure every date is one that a calendar has, written so that it can be sorted.

use super::super::model::Published;
use super::super::problem::{Code, Problem, quoted};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let dates = facts.raw.sources.iter().filter_map(|source| source.published.as_ref());
    for date in dates.filter(|date| Published::parse(&date.value).is_none()) {
        problems.push(Problem {
            code: Code::BadDate,
            title: format!("{} is not a date", quoted(&date.value)),
            at: date.at.clone(),
            see: Vec::new(),
            help: "write `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or remove the key if nobody knows".to_owned(),
        });
    }
}
