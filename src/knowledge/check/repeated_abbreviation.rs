//! Ensure every abbreviation is listed once, and so stands for one thing.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::Facts;
use super::name::same;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let mut firsts = HashMap::new();
    for short in facts.raw.abbreviations.iter().filter_map(|abbreviation| abbreviation.short.as_ref()) {
        let first = *firsts.entry(same(&short.value)).or_insert(short);
        if first.at != short.at && !super::is_empty(&short.value) {
            problems.push(Problem {
                code: Code::RepeatedAbbreviation,
                title: format!("the abbreviation {} is listed twice", quoted(&short.value)),
                at: short.at.clone(),
                see: vec![(first.at.clone(), "first listed here".to_owned())],
                help: "keep the one that people mean more often".to_owned(),
            });
        }
    }
}
