//! Ensure every move leads away from where it starts.

use super::super::problem::{Code, Problem, quoted};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for movement in &facts.raw.moves {
        let (Some(from), Some(to)) = (&movement.from, &movement.to) else { continue };
        if from.value == to.value && !super::is_empty(&to.value) {
            problems.push(Problem {
                code: Code::MoveToItself,
                title: format!("this move leads from {0} to {0}", quoted(&to.value)),
                at: to.at.clone(),
                see: vec![(from.at.clone(), "it starts here".to_owned())],
                help: "write where it leads, or remove the move".to_owned(),
            });
        }
    }
}
