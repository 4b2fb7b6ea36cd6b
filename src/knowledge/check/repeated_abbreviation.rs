//! Ensure every abbreviation is defined once, so that it stands for one thing.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;
use super::name::fold_key;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut firsts = HashMap::new();
    for short in context.raw.abbreviations.iter().filter_map(|abbreviation| abbreviation.short.as_ref()) {
        let first = *firsts.entry(fold_key(&short.value)).or_insert(short);
        if first.at != short.at && !super::is_empty(&short.value) {
            problems.push(Problem {
                code: Code::RepeatedAbbreviation,
                title: format!("the abbreviation {} is defined twice", quoted(&short.value)),
                at: short.at.clone(),
                related: vec![(first.at.clone(), "first defined here".to_owned())],
                fix: Vec::new(),
                help: "keep the meaning that is more common".to_owned(),
            });
        }
    }
}
