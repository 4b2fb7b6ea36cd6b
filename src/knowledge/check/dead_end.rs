//! Find roles from which no source names a next step.

use std::collections::HashSet;

use super::super::model::MoveKind;
use super::super::problem::{Code, Problem, quoted};
use super::super::raw::{Raw, Text};
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let left: HashSet<&str> = ways(context.raw).map(|(from, _)| from).collect();
    report(context, &left, problems, |id| Problem {
        code: Code::DeadEnd,
        title: format!("no source names a next step from {}", quoted(&id.value)),
        at: id.at.clone(),
        related: Vec::new(),
        fix: Vec::new(),
        help: "nothing, at the top of a career; otherwise add a move from it".to_owned(),
    });
}

/// Reports every role that something mentions, but that is not among these.
pub(super) fn report(
    context: &CheckContext<'_>,
    others: &HashSet<&str>,
    problems: &mut Vec<Problem>,
    problem: impl Fn(&Text) -> Problem,
) {
    // What could not be read may mention them.
    if !context.raw.broken.is_empty() {
        return;
    }
    let on_tracks = context.raw.tracks.iter().flat_map(|track| &track.rungs).flat_map(|rung| &rung.roles);
    let in_moves = context.raw.moves.iter().flat_map(|stated_move| stated_move.from.iter().chain(&stated_move.to));
    let mentioned: HashSet<&str> = on_tracks.chain(in_moves).map(|id| id.value.as_str()).collect();
    let ids = context.raw.roles.iter().filter_map(|role| role.id.as_ref());
    let found = ids.filter(|id| mentioned.contains(id.value.as_str()) && !others.contains(id.value.as_str()));
    problems.extend(found.map(problem));
}

/// Every way from a role to another: moves with a direction, and rungs to those above. A track as the start of a move
/// stands for its roles.
pub(super) fn ways(raw: &Raw) -> impl Iterator<Item = (&str, &str)> {
    let rungs = raw.tracks.iter().flat_map(|track| track.rungs.windows(2)).flat_map(|pair| {
        let (lower, upper) = match pair {
            [lower, upper] => (&lower.roles, &upper.roles),
            _ => return Vec::new(),
        };
        // A rung with a title only is a next step as well.
        let uppers: Vec<&str> =
            if upper.is_empty() { vec![""] } else { upper.iter().map(|id| id.value.as_str()).collect() };
        let lowers = lower.iter().map(|id| id.value.as_str());
        let lowers: Vec<&str> = if lower.is_empty() { vec![""] } else { lowers.collect() };
        lowers
            .into_iter()
            .flat_map(|lower| uppers.iter().map(move |upper| (lower, *upper)).collect::<Vec<_>>())
            .collect()
    });
    let is_directed = |kind: &Option<Text>| {
        let kind = kind.as_ref().and_then(|kind| MoveKind::parse(&kind.value));
        matches!(kind, Some(MoveKind::Step | MoveKind::Switch | MoveKind::Exit))
    };
    let moves = raw.moves.iter().filter(move |stated_move| is_directed(&stated_move.kind));
    let moves = moves.flat_map(move |stated_move| {
        let starts = stated_move.from.iter().flat_map(|from| expanded(raw, &from.value)).collect::<Vec<_>>();
        let ends: Vec<&str> = stated_move.to.iter().map(|to| to.value.as_str()).collect();
        starts.into_iter().flat_map(move |from| ends.clone().into_iter().map(move |to| (from, to))).collect::<Vec<_>>()
    });
    rungs.chain(moves)
}

/// The roles of a track, or the role itself.
fn expanded<'r>(raw: &'r Raw, id: &'r str) -> Vec<&'r str> {
    let track = raw.tracks.iter().find(|track| track.id.as_ref().is_some_and(|own| own.value == id));
    let roles = track.map(|track| track.rungs.iter().flat_map(|rung| &rung.roles).map(|role| role.value.as_str()));
    roles.map_or_else(|| vec![id], Iterator::collect)
}
