//! Chooses the routes that are worth showing: the best, and others that really differ from it.
//!
//! Two routes really differ if one leaves the field or passes through management and the other does not, or if different
//! people state the hops that they do not share. There are too many routes to list, so the best of each sort is searched
//! for.

use std::collections::BTreeSet;

use petgraph::algo::astar;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeFiltered;
use petgraph::{Direction as EdgeDirection, Incoming, Outgoing};

use crate::answer::connections::{Direction, Node};
use crate::knowledge::model::PersonKey;

use super::graph::{Cost, Edge, MoveGraph};

/// Most routes of an answer.
const MAX_ROUTES: usize = 3;

/// How many more steps than the best another route may have, unless twice as many are more.
const MAX_MORE_STEPS: u32 = 2;

/// How many steps more a hop costs that a chosen route already has.
const SHARED_HOP: u32 = 2;

/// What a route has passed: a bit each.
const LEFT_FIELD: usize = 1;
const MANAGED: usize = 2;
const SORTS: usize = 4;

/// A route that was chosen.
#[derive(Debug, Clone)]
pub(super) struct ChosenRoute {
    /// Its hops, from start to goal; never empty.
    pub(super) edges: Vec<EdgeIndex>,
    pub(super) steps: u32,
    pub(super) leaves_field: bool,
    pub(super) through_management: bool,
    /// Who states every hop.
    pub(super) stated_in_full_by: Vec<PersonKey>,
}

/// At most three routes, the best first.
pub(super) fn choose(graph: &MoveGraph, start: Node, goal: Node) -> Vec<ChosenRoute> {
    let (Some(from), Some(to)) = (graph.index(start), graph.index(goal)) else { return Vec::new() };
    let search = Search::new(graph, from, to);
    let Some(best) = search.find(|_| true, |_| 0, |_| true) else { return Vec::new() };
    let mut candidates: Vec<Candidate> =
        (0..SORTS).filter_map(|sort| search.find(|_| true, |_| 0, |passed| passed == sort)).collect();
    for person in search.people() {
        candidates.extend(search.find(|edge| edge.is_stated_by(person), |_| 0, |_| true));
    }
    let most = (2 * best.cost.steps).max(best.cost.steps + MAX_MORE_STEPS);
    let mut chosen = vec![best];
    while chosen.len() < MAX_ROUTES {
        // A route that avoids the hops that are shown already.
        let shared = |edge| if chosen.iter().any(|route| route.edges.contains(&edge)) { SHARED_HOP } else { 0 };
        candidates.extend(search.find(|_| true, shared, |_| true));
        let differing = candidates.iter().filter(|candidate| {
            candidate.cost.steps <= most && chosen.iter().all(|other| search.really_differ(candidate, other))
        });
        // What one person states in full comes before what was put together from several.
        let rank = |candidate: &&Candidate| (search.stated_in_full_by(candidate).is_empty(), candidate.cost);
        let Some(next) = differing.min_by_key(rank) else { break };
        chosen.push(next.clone());
    }
    chosen.sort_by_key(|candidate| candidate.cost);
    chosen.iter().map(|candidate| search.chosen(candidate)).collect()
}

/// A route that was found.
#[derive(Debug, Clone)]
struct Candidate {
    edges: Vec<EdgeIndex>,
    cost: Cost,
    passed: usize,
}

/// The graph in four layers, one for each combination of what a route may have passed.
struct Search<'g> {
    graph: &'g MoveGraph,
    layers: DiGraph<(), EdgeIndex>,
    from: NodeIndex,
    to: NodeIndex,
}

impl<'g> Search<'g> {
    fn new(graph: &'g MoveGraph, from: NodeIndex, to: NodeIndex) -> Search<'g> {
        let moves = &graph.graph;
        let mut layers = DiGraph::with_capacity(SORTS * moves.node_count(), SORTS * moves.edge_count());
        for _ in 0..SORTS * moves.node_count() {
            layers.add_node(());
        }
        for edge in moves.edge_indices() {
            let Some((start, end)) = moves.edge_endpoints(edge) else { continue };
            let leaves = moves[edge].connection.direction == Direction::Out;
            let managed = end != to && moves[end].manages;
            for passed in 0..SORTS {
                let then = passed | if leaves { LEFT_FIELD } else { 0 } | if managed { MANAGED } else { 0 };
                layers.add_edge(layered(start, passed), layered(end, then), edge);
            }
        }
        Search { graph, layers, from, to }
    }

    /// The cheapest route over the allowed hops; `more` says how many steps a hop costs more.
    fn find(
        &self,
        allows: impl Fn(&Edge) -> bool,
        more: impl Fn(EdgeIndex) -> u32,
        ends: impl Fn(usize) -> bool,
    ) -> Option<Candidate> {
        let edge = |index: EdgeIndex| &self.graph.graph[index];
        let allowed = EdgeFiltered::from_fn(&self.layers, |one| allows(edge(*one.weight())));
        let (_, nodes) = astar(
            &allowed,
            layered(self.from, 0),
            |node| unlayered(node) == self.to && ends(passed(node)),
            |one| edge(*one.weight()).cost.with_more_steps(more(*one.weight())),
            |_| Cost::default(),
        )?;
        // Where the layer changes, a place could be passed twice: nobody goes like that.
        let places: Vec<NodeIndex> = nodes.iter().map(|node| unlayered(*node)).collect();
        let is_simple = places.iter().enumerate().all(|(at, place)| !places[..at].contains(place));
        let hop = |pair: &[NodeIndex]| self.graph.graph.find_edge(*pair.first()?, *pair.last()?);
        let edges: Vec<EdgeIndex> = places.windows(2).filter_map(hop).collect();
        let cost = edges.iter().fold(Cost::default(), |cost, one| cost + edge(*one).cost);
        let passed = nodes.last().map_or(0, |node| passed(*node));
        is_simple.then_some(Candidate { edges, cost, passed })
    }

    /// Everybody who may state a route in full: they state a hop from the start and one to the goal.
    fn people(&self) -> Vec<PersonKey> {
        let stating = |node: NodeIndex, direction: EdgeDirection| -> BTreeSet<PersonKey> {
            let edges = self.graph.graph.edges_directed(node, direction);
            edges.flat_map(|edge| &edge.weight().connection.people).copied().collect()
        };
        stating(self.from, Outgoing).intersection(&stating(self.to, Incoming)).copied().collect()
    }

    fn really_differ(&self, one: &Candidate, other: &Candidate) -> bool {
        let only = |one: &Candidate, other: &Candidate| -> Vec<PersonKey> {
            let own = one.edges.iter().filter(|edge| !other.edges.contains(edge));
            own.flat_map(|edge| &self.graph.graph[*edge].connection.people).copied().collect()
        };
        let (ones, others) = (only(one, other), only(other, one));
        let is_other = !ones.is_empty() && !others.is_empty();
        let differ = one.passed != other.passed || is_other && !ones.iter().any(|person| others.contains(person));
        differ && !self.is_detour(one, other) && !self.is_detour(other, one)
    }

    /// Whether a route passes everything that another passes, and more.
    fn is_detour(&self, one: &Candidate, other: &Candidate) -> bool {
        let places = |candidate: &Candidate| -> Vec<Option<NodeIndex>> {
            let end = |edge: &EdgeIndex| self.graph.graph.edge_endpoints(*edge).map(|(_, end)| end);
            candidate.edges.iter().map(end).collect()
        };
        let all = places(one);
        other.edges.len() > 1 && places(other).iter().all(|place| all.contains(place))
    }

    fn stated_in_full_by(&self, candidate: &Candidate) -> Vec<PersonKey> {
        let mut edges = candidate.edges.iter().map(|edge| &self.graph.graph[*edge]);
        let Some(first) = edges.next() else { return Vec::new() };
        let mut people = first.connection.people.clone();
        for edge in edges {
            people.retain(|person| edge.is_stated_by(*person));
        }
        people
    }

    fn chosen(&self, candidate: &Candidate) -> ChosenRoute {
        ChosenRoute {
            edges: candidate.edges.clone(),
            steps: candidate.cost.steps,
            leaves_field: candidate.passed & LEFT_FIELD != 0,
            through_management: candidate.passed & MANAGED != 0,
            stated_in_full_by: self.stated_in_full_by(candidate),
        }
    }
}

fn layered(node: NodeIndex, passed: usize) -> NodeIndex {
    NodeIndex::new(node.index() * SORTS + passed)
}

fn unlayered(layered: NodeIndex) -> NodeIndex {
    NodeIndex::new(layered.index() / SORTS)
}

fn passed(layered: NodeIndex) -> usize {
    layered.index() % SORTS
}
