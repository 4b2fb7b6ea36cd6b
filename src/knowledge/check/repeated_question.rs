//! Ensure no two disputes are asked in the same words, for only one of them could be the answer.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Text;
use super::CheckContext;
use super::name::fold_key;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut firsts: HashMap<String, (usize, &Text)> = HashMap::new();
    for (index, dispute) in context.raw.disputes.iter().enumerate() {
        for question in dispute.question.iter().chain(&dispute.asked_as) {
            let key = fold_key(&question.value);
            if key.is_empty() {
                continue;
            }
            let (owner, first) = *firsts.entry(key).or_insert((index, question));
            if owner != index {
                problems.push(Problem {
                    code: Code::RepeatedQuestion,
                    title: format!("two disputes are asked as {}", quoted(&question.value)),
                    at: question.at.clone(),
                    related: vec![(first.at.clone(), "the other dispute".to_owned())],
                    fix: Vec::new(),
                    help: "remove it from one of them".to_owned(),
                });
            }
        }
    }
}
