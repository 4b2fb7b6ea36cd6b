//! Ensure nobody states the same move twice in one source: it would look like twice the support.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Text;
use super::CheckContext;
use super::too_many_pairs::MAX_PAIRS;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut firsts: HashMap<_, (usize, &Text)> = HashMap::new();
    for (index, stated_move) in context.raw.moves.iter().enumerate() {
        let (Some(by), Some(kind)) = (&stated_move.attribution.by, &stated_move.kind) else { continue };
        // Longer lists are an error already.
        for from in stated_move.from.iter().take(MAX_PAIRS) {
            for to in stated_move.to.iter().take(MAX_PAIRS) {
                let ends = (from.value.as_str(), to.value.as_str());
                let key = (stated_move.attribution.at.file, by.value.as_str(), kind.value.as_str(), ends);
                let (owner, first) = *firsts.entry(key).or_insert((index, to));
                if owner != index {
                    problems.push(Problem {
                        code: Code::RepeatedMove,
                        title: format!("the move from {} to {} is there twice", quoted(ends.0), quoted(ends.1)),
                        at: to.at.clone(),
                        related: vec![(first.at.clone(), "first written here".to_owned())],
                        fix: Vec::new(),
                        help: "remove one of them".to_owned(),
                    });
                }
            }
        }
    }
}
