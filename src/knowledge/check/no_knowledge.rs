//! Ensure a folder defines something.

use super::super::problem::{Code, FileId, Location, Problem};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let raw = context.raw;
    let is_empty = raw.roles.is_empty() && raw.terms.is_empty() && raw.tracks.is_empty() && raw.moves.is_empty();
    // What could not be read has been reported and may define something.
    if is_empty && raw.broken.is_empty() {
        problems.push(Problem {
            code: Code::NoKnowledge,
            title: "the folder defines no role, term, track or move".to_owned(),
            at: Location::whole(FileId(0)),
            related: Vec::new(),
            help: "add a file such as `roles.toml` with a `[[role]]`, or name another folder".to_owned(),
        });
    }
}
