//! The order of roles as it is written: an edge for each step, and for each rung and the next one.

use std::collections::{HashMap, HashSet, VecDeque};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

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

/// A shortest circle in each group of roles that lead to each other, as edges; it starts at the first edge in file order.
pub(super) fn circles<'r>(edges: &[Edge<'r>]) -> Vec<Vec<Edge<'r>>> {
    let mut graph: DiGraph<&str, Edge<'r>> = DiGraph::new();
    let mut nodes: HashMap<&str, NodeIndex> = HashMap::new();
    for edge in edges {
        let from = *nodes.entry(edge.from).or_insert_with(|| graph.add_node(edge.from));
        let to = *nodes.entry(edge.to).or_insert_with(|| graph.add_node(edge.to));
        if graph.find_edge(from, to).is_none() {
            graph.add_edge(from, to, *edge);
        }
    }
    let mut circles = Vec::new();
    for group in tarjan_scc(&graph).into_iter().filter(|group| group.len() > 1) {
        let members: HashSet<NodeIndex> = group.iter().copied().collect();
        if let Some(start) = group.iter().min() {
            circles.extend(circle(&graph, *start, &members));
        }
    }
    circles.sort_by_key(|circle| circle.first().map(|edge| (edge.at.file, edge.at.span.start)));
    circles
}

/// A shortest way from a role back to itself.
fn circle<'r>(
    graph: &DiGraph<&'r str, Edge<'r>>,
    start: NodeIndex,
    members: &HashSet<NodeIndex>,
) -> Option<Vec<Edge<'r>>> {
    let mut reached_by: HashMap<NodeIndex, Edge<'r>> = HashMap::new();
    let mut before: HashMap<NodeIndex, NodeIndex> = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for (next, edge) in graph.node_indices().filter(|next| members.contains(next)).filter_map(|next| {
            let edge = graph.find_edge(node, next)?;
            Some((next, *graph.edge_weight(edge)?))
        }) {
            if next == start {
                let mut way = vec![edge];
                let mut here = node;
                while here != start {
                    way.push(*reached_by.get(&here)?);
                    here = *before.get(&here)?;
                }
                way.reverse();
                return Some(way);
            }
            if !before.contains_key(&next) {
                before.insert(next, node);
                reached_by.insert(next, edge);
                queue.push_back(next);
            }
        }
    }
    None
}
