//! Ensure every role stands on a track or in a move; nobody who asks about another would be told anything.

use std::collections::HashSet;

use super::super::problem::{Code, Problem, quoted};
use super::Facts;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    // The track that has the role may stand in a file that could not be read.
    if !facts.raw.broken.is_empty() {
        return;
    }
    let on_tracks = facts.raw.tracks.iter().flat_map(|track| &track.rungs).filter_map(|step| step.role.as_ref());
    let in_moves = facts.raw.moves.iter().flat_map(|movement| movement.from.iter().chain(&movement.to));
    let reached: HashSet<&str> = on_tracks.chain(in_moves).map(|id| id.value.as_str()).collect();
    for id in facts.raw.roles.iter().filter_map(|role| role.id.as_ref()) {
        if !reached.contains(id.value.as_str()) {
            problems.push(Problem {
                code: Code::UnreachedRole,
                title: format!("no track and no move reaches the role {}", quoted(&id.value)),
                at: id.at.clone(),
                see: Vec::new(),
                help: "add it to a track, or say with a move how people come to it".to_owned(),
            });
        }
    }
}
