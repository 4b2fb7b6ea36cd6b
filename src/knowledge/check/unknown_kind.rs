//! Ensure every move is of a kind that the format knows.

use super::super::model::MoveKind;
use super::super::problem::{Code, Problem};
use super::{Facts, known_word};

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let words: Vec<_> = MoveKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let kinds = facts.raw.moves.iter().filter_map(|movement| movement.kind.as_ref());
    let unknown = kinds.filter(|text| MoveKind::parse(&text.value).is_none());
    problems.extend(unknown.map(|text| known_word::unknown(Code::UnknownKind, "kind of move", text, &words)));
}
