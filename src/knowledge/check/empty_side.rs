//! Ensure every side of a dispute has someone who takes it, because we take none.

use super::super::problem::{Code, Problem};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let sides = context.raw.disputes.iter().flat_map(|dispute| &dispute.sides);
    for side in sides.filter(|side| side.statements.is_empty() && !side.broken) {
        problems.push(Problem {
            code: Code::EmptySide,
            title: "this side has no statement".to_owned(),
            at: side.at.clone(),
            related: Vec::new(),
            fix: Vec::new(),
            help: "add `statements = [\"…\"]` with ids of tracks, moves, definitions or viewpoints".to_owned(),
        });
    }
}
