//! Ensure a move with lists stands for a number of pairs that someone can have meant.

use super::super::problem::{Code, Problem};
use super::CheckContext;

/// Maximum number of pairs of one move. The model holds every pair, so lists must not multiply without limit.
pub(super) const MAX_PAIRS: usize = 100;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for stated_move in &context.raw.moves {
        let pairs = stated_move.from.len().saturating_mul(stated_move.to.len());
        if pairs > MAX_PAIRS {
            problems.push(Problem {
                code: Code::TooManyPairs,
                title: format!("this move stands for {pairs} pairs of roles; the limit is {MAX_PAIRS}"),
                at: stated_move.attribution.at.clone(),
                related: Vec::new(),
                fix: Vec::new(),
                help: "write several moves with shorter lists".to_owned(),
            });
        }
    }
}
