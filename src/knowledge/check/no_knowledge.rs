//! Ensure a folder defines something.

use super::super::problem::{Code, FileId, Location, Problem};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let raw = context.raw;
    let is_empty = raw.roles.is_empty() && raw.terms.is_empty() && raw.tracks.is_empty() && raw.moves.is_empty();
    // What could not be read has been reported and may define something.
    if !is_empty || !raw.broken.is_empty() {
        return;
    }
    // Without any other file, the one with the wrong name is what is missing.
    let has_files = context.files.0.iter().any(|file| file.path.ends_with(".toml"));
    let misnamed = problems.iter().position(|problem| problem.code == Code::MisnamedFile).filter(|_| !has_files);
    if let Some(misnamed) = misnamed {
        let mut problem = problems.swap_remove(misnamed);
        problem.code = Code::NoKnowledge;
        problems.push(problem);
        return;
    }
    problems.push(Problem {
        code: Code::NoKnowledge,
        title: "the folder defines no role, term, track or move".to_owned(),
        at: Location::whole(FileId(0)),
        related: Vec::new(),
        fix: Vec::new(),
        help: "name another folder, or write one to start from with `nextrole new DIR`".to_owned(),
    });
}
