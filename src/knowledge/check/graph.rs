//! The order of roles as it is written: an edge for each step, and for each rung and the next one.

use std::collections::{HashMap, HashSet, VecDeque};

use super::super::model::MoveKind;
use super::super::problem::Location;
use super::super::raw::{Attribution, Raw, Text};
use super::too_many_pairs::MAX_PAIRS;

/// "The second role is above the first", as a step or the order of two rungs says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge<'r> {
    pub(super) from: &'r str,
    pub(super) to: &'r str,
    pub(super) at: &'r Location,
    pub(super) attribution: &'r Attribution,
    pub(super) is_rung: bool,
}

/// Every edge, in file order; tracks first.
pub(super) fn edges(raw: &Raw) -> Vec<Edge<'_>> {
    let mut edges = Vec::new();
    for track in &raw.tracks {
        let mut below: &[Text] = &[];
        // A role that is on several rungs counts where it is first: the others are seniority within it.
        let mut seen: HashSet<&str> = HashSet::new();
        for rung in track.rungs.iter().filter(|rung| !rung.roles.is_empty()) {
            let is_new = rung.roles.iter().all(|role| !seen.contains(role.value.as_str()));
            if is_new {
                for from in below.iter().take(MAX_PAIRS) {
                    edges.extend(rung.roles.iter().take(MAX_PAIRS).map(|to| Edge {
                        from: &from.value,
                        to: &to.value,
                        at: &to.at,
                        attribution: &track.attribution,
                        is_rung: true,
                    }));
                }
            }
            seen.extend(rung.roles.iter().map(|role| role.value.as_str()));
            below = &rung.roles;
        }
    }
    let is_step = |kind: &Option<Text>| kind.as_ref().is_some_and(|kind| kind.value == MoveKind::Step.as_str());
    for stated_move in raw.moves.iter().filter(|stated_move| is_step(&stated_move.kind)) {
        // Longer lists are an error already.
        for from in stated_move.from.iter().take(MAX_PAIRS) {
            edges.extend(stated_move.to.iter().take(MAX_PAIRS).map(|to| Edge {
                from: &from.value,
                to: &to.value,
                at: &to.at,
                attribution: &stated_move.attribution,
                is_rung: false,
            }));
        }
    }
    edges.retain(|edge| edge.from != edge.to);
    edges
}

/// Maximum number of circles that are looked for; nobody reads more.
const MAX_CIRCLES: usize = 20;

/// Circles of edges that have no role in common, each a shortest one from its first edge in file order.
pub(super) fn circles<'r>(edges: &[Edge<'r>]) -> Vec<Vec<Edge<'r>>> {
    let mut edges = edges.to_vec();
    let mut circles: Vec<Vec<Edge<'r>>> = Vec::new();
    let mut next = 0;
    retain_inner(&mut edges);
    while circles.len() < MAX_CIRCLES {
        let Some(edge) = edges.get(next).copied() else { break };
        match way(&edges, edge.to, edge.from) {
            Some(way) => {
                let circle: Vec<Edge<'r>> = std::iter::once(edge).chain(way).collect();
                let roles: HashSet<&str> = circle.iter().map(|edge| edge.from).collect();
                edges.retain(|edge| !roles.contains(edge.from) && !roles.contains(edge.to));
                circles.push(circle);
                next = 0;
                retain_inner(&mut edges);
            }
            None => next += 1,
        }
    }
    circles
}

/// Removes the edges that are in no circle because nothing leads to their start or from their end.
fn retain_inner(edges: &mut Vec<Edge<'_>>) {
    loop {
        let before = edges.len();
        let starts: HashSet<&str> = edges.iter().map(|edge| edge.from).collect();
        let ends: HashSet<&str> = edges.iter().map(|edge| edge.to).collect();
        edges.retain(|edge| ends.contains(edge.from) && starts.contains(edge.to));
        if edges.len() == before {
            return;
        }
    }
}

/// A shortest way from one role to another.
fn way<'r>(edges: &[Edge<'r>], from: &'r str, to: &'r str) -> Option<Vec<Edge<'r>>> {
    let mut leaving: HashMap<&str, Vec<Edge<'r>>> = HashMap::new();
    for edge in edges {
        leaving.entry(edge.from).or_default().push(*edge);
    }
    let mut reached_by: HashMap<&str, Edge<'r>> = HashMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(here) = queue.pop_front() {
        for edge in leaving.get(here).into_iter().flatten() {
            if edge.to == from || reached_by.contains_key(edge.to) {
                continue;
            }
            reached_by.insert(edge.to, *edge);
            queue.push_back(edge.to);
        }
        if let Some(mut last) = reached_by.get(to).copied() {
            let mut way = vec![last];
            while last.from != from {
                last = *reached_by.get(last.from)?;
                way.push(last);
            }
            way.reverse();
            return Some(way);
        }
    }
    None
}
