//! Ensure every move and every source has a kind that the format knows.

use super::super::model::{MoveKind, SourceKind};
use super::super::problem::{Code, Problem};
use super::{CheckContext, closed_list};

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let words: Vec<_> = MoveKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let kinds = context.raw.moves.iter().filter_map(|stated_move| stated_move.kind.as_ref());
    let unknown = kinds.filter(|text| MoveKind::parse(&text.value).is_none());
    problems.extend(unknown.map(|text| closed_list::unknown(Code::UnknownKind, "kind of move", text, &words)));
    let words: Vec<_> = SourceKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let kinds = context.raw.sources.iter().filter_map(|source| source.kind.as_ref());
    let unknown = kinds.filter(|text| SourceKind::parse(&text.value).is_none());
    problems.extend(unknown.map(|text| closed_list::unknown(Code::UnknownKind, "kind of source", text, &words)));
}
