//! Ensure every role is on a track or in a move; about any other there is no answer.

use std::collections::HashSet;

use super::super::problem::{Code, Problem, quoted};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    // A file that could not be read, or a reference to what is not defined, may mean the role.
    if !context.raw.broken.is_empty() || problems.iter().any(|problem| problem.code == Code::UnknownReference) {
        return;
    }
    let on_tracks = context.raw.tracks.iter().flat_map(|track| &track.rungs).flat_map(|rung| &rung.roles);
    let in_moves = context.raw.moves.iter().flat_map(|stated_move| stated_move.from.iter().chain(&stated_move.to));
    let reached: HashSet<&str> = on_tracks.chain(in_moves).map(|id| id.value.as_str()).collect();
    for id in context.raw.roles.iter().filter_map(|role| role.id.as_ref()) {
        // References to an invalid id are written as it should be.
        if !reached.contains(id.value.as_str()) && super::is_kebab_case(&id.value) {
            problems.push(Problem {
                code: Code::UnreachedRole,
                title: format!("no track and no move mentions the role {}", quoted(&id.value)),
                at: id.at.clone(),
                related: Vec::new(),
                fix: Vec::new(),
                help: "add it to a track, or add a move to or from it".to_owned(),
            });
        }
    }
}
