//! Ensure every move and every source has a kind that the format knows.

use super::super::model::{MoveKind, SourceKind};
use super::super::problem::{Code, Problem};
use super::super::raw::Text;
use super::{CheckContext, closed_list};

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let words: Vec<_> = MoveKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let kinds = context.raw.moves.iter().filter_map(|stated_move| stated_move.kind.as_ref());
    let unknown = kinds.filter(|text| MoveKind::parse(&text.value).is_none());
    problems.extend(unknown.map(|text| explained("kind of move", text, &words, MOVE_SYNONYMS)));
    let words: Vec<_> = SourceKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let kinds = context.raw.sources.iter().filter_map(|source| source.kind.as_ref());
    let unknown = kinds.filter(|text| SourceKind::parse(&text.value).is_none());
    problems.extend(unknown.map(|text| explained("kind of source", text, &words, SOURCE_SYNONYMS)));
}

/// Words that people write for a kind of move.
const MOVE_SYNONYMS: &[(&str, &str)] = &[
    ("promotion", "step"),
    ("up", "step"),
    ("upward", "step"),
    ("next", "step"),
    ("lateral", "switch"),
    ("sideways", "switch"),
    ("change", "switch"),
    ("transfer", "switch"),
    ("leave", "exit"),
    ("out", "exit"),
    ("equal", "peer"),
    ("same", "peer"),
    ("similar", "related"),
];

/// Words that people write for a kind of source.
const SOURCE_SYNONYMS: &[(&str, &str)] = &[
    ("blog", "article"),
    ("book", "article"),
    ("news", "article"),
    ("paper", "article"),
    ("website", "article"),
    ("forum", "discussion"),
    ("comments", "discussion"),
    ("thread", "discussion"),
    ("interview", "account"),
    ("career", "account"),
    ("story", "account"),
    ("poll", "survey"),
    ("standard", "guidance"),
    ("taxonomy", "classification"),
];

/// Like [`closed_list::unknown`], with the word of the list that a word outside of it stands for.
fn explained(what: &str, text: &Text, words: &[&str], synonyms: &[(&str, &str)]) -> Problem {
    let mut problem = closed_list::unknown(Code::UnknownKind, what, text, words);
    let written = text.value.to_lowercase();
    if let Some((_, meant)) = synonyms.iter().find(|(word, _)| *word == written) {
        problem.help = format!("write `{meant}`, if that is what it is; the others are {}", others(words, meant));
    }
    problem
}

fn others(words: &[&str], meant: &str) -> String {
    let others = words.iter().filter(|word| **word != meant).map(|word| format!("`{word}`"));
    others.collect::<Vec<_>>().join(", ")
}
