//! Ensure every move leads away from where it starts.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for stated_move in &context.raw.moves {
        let starts: HashMap<&str, _> = stated_move.from.iter().map(|from| (from.value.as_str(), from)).collect();
        for to in stated_move.to.iter().filter(|to| !super::is_empty(&to.value)) {
            let Some(from) = starts.get(to.value.as_str()) else { continue };
            problems.push(Problem {
                code: Code::MoveToItself,
                title: format!("this move leads from {0} to {0}", quoted(&to.value)),
                at: to.at.clone(),
                related: vec![(from.at.clone(), "it starts here".to_owned())],
                fix: Vec::new(),
                help: "give `to` another role, or remove the move".to_owned(),
            });
        }
    }
}
