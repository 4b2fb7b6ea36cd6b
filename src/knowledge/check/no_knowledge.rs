//! Ensure a folder holds some knowledge.

use super::super::problem::{At, Code, FileKey, Problem};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let raw = facts.raw;
    let is_empty = raw.roles.is_empty() && raw.terms.is_empty() && raw.tracks.is_empty() && raw.moves.is_empty();
    // Where something could not be read, that has been said, and the knowledge may be there.
    if is_empty && raw.broken.is_empty() {
        problems.push(Problem {
            code: Code::NoKnowledge,
            title: "there is no knowledge here: no role, no term, no track, no move".to_owned(),
            at: At::whole(FileKey(0)),
            see: Vec::new(),
            help: "add a file such as `roles.toml` with a `[[role]]`, or name another folder".to_owned(),
        });
    }
}
