//! Ensure somebody stands on every side of a dispute, for we take none ourselves.

use super::super::problem::{Code, Problem};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let sides = facts.raw.disputes.iter().flat_map(|dispute| &dispute.sides);
    for side in sides.filter(|side| side.statements.is_empty() && !side.broken) {
        problems.push(Problem {
            code: Code::EmptySide,
            title: "nobody stands on this side".to_owned(),
            at: side.at.clone(),
            see: Vec::new(),
            help: "add `statements = [\"…\"]` with ids of tracks, moves, definitions or viewpoints".to_owned(),
        });
    }
}
