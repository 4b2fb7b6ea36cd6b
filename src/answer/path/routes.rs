//! Chooses the routes that are worth showing: the best, and others that really differ from it.
//!
//! A route has at most [`MAX_STEPS`] hops, so all that are nearly as good as the best are listed, and the least that a rest
//! of a route can cost is known beforehand: only what can still become one of them is followed.

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use petgraph::{Incoming, Outgoing};

use crate::answer::connection::{Direction, Node};
use crate::answer::levels::Levels;
use crate::knowledge::model::{FamilyKey, PersonKey, RoleKey};

use super::graph::{Edge, LEVEL_TOLERANCE, MoveGraph, Stop};

/// Most routes of an answer.
pub(super) const MAX_ROUTES: usize = 3;

/// Most hops of a route.
pub(super) const MAX_STEPS: usize = 4;

/// A route that costs more is none that people would name.
const MAX_COST: f64 = 6.0;

/// How much more than the best another route may cost.
const MAX_MORE_COST: f64 = 1.6;

/// How much more of that another route may cost for what it passes.
const MAX_MORE_PASSING_COST: f64 = 0.3;

/// Most routes that are compared.
const MAX_CANDIDATES: usize = 500;

/// What it is worth that one person states a route of several hops in full.
const ONE_SOURCE_BONUS: f64 = 0.1;

/// What it costs to pass a role of a trade that has nothing to do with those of both ends.
const OTHER_TRADE_COST: f64 = 1.4;

/// A trade is near if its nearness to both ends adds up to this.
const NEAR_TRADE: f64 = 0.3;

/// What it costs to pass a role that does not manage between two that do, or to stay in management longer than needed.
const MANAGEMENT_COST: f64 = 0.8;

/// How far above both ends a role in between may be.
const MAX_OVERSHOOT: f64 = 0.8;

/// What each level above both ends costs.
const OVERSHOOT_COST: f64 = 1.0;

/// How many levels a role of another trade is further from a goal than one of the same.
const OTHER_TRADE_DISTANCE: f64 = 2.0;

/// How many levels a role is from a goal if nothing connects their ranks.
const UNKNOWN_DISTANCE: f64 = 3.0;

/// How much closer to a goal a role has to be, in levels, for what it costs to get there.
const REACH_COST: f64 = 0.25;

/// What a way to a role near the goal may cost. Further off, it is no help to somebody who wants to get to the goal.
const MAX_REACH_COST: f64 = 4.0;

/// How many levels a goal may be below the start for a role near it to be of help: nobody climbs toward a lower role.
const MAX_DROP_TO_GOAL: f64 = 0.5;

/// A route that was chosen.
#[derive(Debug, Clone)]
pub(super) struct ChosenRoute {
    /// Its hops, from start to goal; never empty.
    pub(super) edges: Vec<EdgeIndex>,
    pub(super) leaves_field: bool,
    pub(super) through_management: bool,
    /// Who states every hop.
    pub(super) stated_in_full_by: Vec<PersonKey>,
}

/// At most three routes, the best first.
pub(super) fn choose(graph: &MoveGraph, levels: &Levels, from: RoleKey, to: RoleKey) -> Vec<ChosenRoute> {
    let Some(search) = Search::new(graph, levels, from, Some(to)) else { return Vec::new() };
    let mut candidates = search.candidates();
    candidates.sort_by(|one, other| one.cost.total_cmp(&other.cost).then_with(|| one.edges.cmp(&other.edges)));
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let most = chosen.first().map_or(f64::INFINITY, |best| best.passing_cost + MAX_MORE_PASSING_COST);
        if chosen.len() < MAX_ROUTES
            && candidate.passing_cost <= most
            && chosen.iter().all(|other| search.really_differ(&candidate, other))
        {
            chosen.push(candidate);
        }
    }
    chosen.iter().map(|candidate| search.chosen(candidate)).collect()
}

/// The role that is closest to the goal, and closer than the start, of those that can be reached from the start, by the
/// same rules, and are of the trade of one of the two. There is none if the goal is lower than the start.
pub(super) fn closest_reachable(graph: &MoveGraph, levels: &Levels, from: RoleKey, to: RoleKey) -> Option<RoleKey> {
    if levels.rise(from, to).is_some_and(|rise| rise < -MAX_DROP_TO_GOAL) {
        return None;
    }
    let search = Search::new(graph, levels, from, None)?;
    let goal = graph.graph[graph.index(Node::Role(to))?];
    let own_family = graph.graph[search.from].family;
    let mut reached: Vec<Option<f64>> = vec![None; graph.graph.node_count()];
    reached[search.from.index()] = Some(0.0);
    for _ in 0..MAX_STEPS {
        let before = reached.clone();
        for edge in graph.graph.edge_references() {
            let Some(cost) = before[edge.source().index()] else { continue };
            let (Some(own), Some(place)) = (search.edge_cost(edge.id()), search.costs[edge.target().index()]) else {
                continue;
            };
            let cost = cost + own + place;
            let known = &mut reached[edge.target().index()];
            if cost <= MAX_REACH_COST && known.is_none_or(|other| cost < other) {
                *known = Some(cost);
            }
        }
    }
    let distance = |role: RoleKey, family: Option<FamilyKey>| {
        let other_trade = if family == goal.family { 0.0 } else { OTHER_TRADE_DISTANCE };
        levels.rise(role, to).map_or(UNKNOWN_DISTANCE, f64::abs) + other_trade
    };
    let own_distance = distance(from, own_family);
    let is_end = |index: NodeIndex| index == search.from || graph.graph[index].node == Node::Role(to);
    let others = graph.graph.node_indices().filter(|index| !is_end(*index));
    let roles = others.filter_map(|index| {
        let Stop { node: Node::Role(role), family, .. } = graph.graph[index] else { return None };
        let cost = reached[index.index()]?;
        let is_of_either_trade = family == own_family || family == goal.family;
        let distance = distance(role, family);
        (is_of_either_trade && distance < own_distance).then_some((distance + cost * REACH_COST, role))
    });
    roles
        .min_by(|(one, role), (other, other_role)| one.total_cmp(other).then(role.cmp(other_role)))
        .map(|(_, role)| role)
}

/// A route that was found.
#[derive(Debug, Clone)]
struct Candidate {
    edges: Vec<EdgeIndex>,
    cost: f64,
    /// How much of the cost is for the places in between.
    passing_cost: f64,
}

/// What routes between two roles may pass, and what that costs.
struct Search<'g> {
    graph: &'g MoveGraph,
    from: NodeIndex,
    /// `None`: anywhere.
    to: Option<NodeIndex>,
    /// What it costs to pass each place; `None` if a route must not.
    costs: Vec<Option<f64>>,
}

impl<'g> Search<'g> {
    fn new(graph: &'g MoveGraph, levels: &Levels, start: RoleKey, goal: Option<RoleKey>) -> Option<Search<'g>> {
        let from = graph.index(Node::Role(start))?;
        let to = match goal {
            Some(goal) => Some(graph.index(Node::Role(goal))?),
            None => None,
        };
        let stops = &graph.graph;
        let goal_stop = to.map(|to| stops[to]);
        let cost = |index: NodeIndex| {
            if Some(index) == to {
                return Some(0.0);
            }
            passing_cost(graph, levels, &stops[index], start, &stops[from], goal.zip(goal_stop))
        };
        let costs = stops.node_indices().map(cost).collect();
        Some(Search { graph, from, to, costs })
    }

    /// What a hop costs; `None` if a route must not have it.
    fn edge_cost(&self, edge: EdgeIndex) -> Option<f64> {
        let (start, end) = self.graph.graph.edge_endpoints(edge)?;
        let hop = self.graph.graph.edge_weight(edge)?;
        // Who has left the field does not come back to it on the same route.
        let is_allowed = !hop.leaves_field() || Some(end) == self.to;
        let (start, end) = (self.graph.graph[start], self.graph.graph[end]);
        // People of one level change places within a trade.
        let is_beside = hop.connection.direction == Direction::Beside;
        let (ends, goal) = (self.graph.graph[self.from], self.to.map(|to| self.graph.graph[to]));
        let steps_back = start.manages && !end.manages && start.node != ends.node;
        // Management is left on the way only from a start in management to a goal outside it.
        let is_way_out = ends.manages && goal.is_none_or(|goal| !goal.manages);
        (is_allowed && (!is_beside || start.family == end.family) && (!steps_back || is_way_out))
            .then_some(hop.cost + if steps_back { MANAGEMENT_COST } else { 0.0 })
    }

    /// All routes that are nearly as good as the best.
    fn candidates(&self) -> Vec<Candidate> {
        let Some(to) = self.to else { return Vec::new() };
        let rest = self.least_rests(to);
        let least = rest[MAX_STEPS][self.from.index()];
        if least > MAX_COST {
            return Vec::new();
        }
        let mut walk = Walk {
            search: self,
            to,
            rest: &rest,
            most: (least + MAX_MORE_COST).min(MAX_COST),
            edges: Vec::new(),
            places: vec![self.from],
            found: Vec::new(),
        };
        walk.go_on(0.0);
        walk.found
    }

    /// For each number of hops and each place, the least that the rest of a route costs from there to the goal.
    fn least_rests(&self, to: NodeIndex) -> Vec<Vec<f64>> {
        let count = self.graph.graph.node_count();
        let mut rest = vec![vec![f64::INFINITY; count]];
        rest[0][to.index()] = 0.0;
        for step in 0..MAX_STEPS {
            let mut next = rest[step].clone();
            for place in self.graph.graph.node_indices() {
                let onward = rest[step][place.index()];
                let Some(passing) = self.costs[place.index()].filter(|_| onward.is_finite()) else { continue };
                for edge in self.graph.graph.edges_directed(place, Incoming) {
                    if let Some(cost) = self.edge_cost(edge.id()) {
                        let least = &mut next[edge.source().index()];
                        *least = least.min(cost + passing + onward);
                    }
                }
            }
            rest.push(next);
        }
        rest
    }

    /// Whether two routes differ by who describes them, and neither is the other with detours.
    fn really_differ(&self, one: &Candidate, other: &Candidate) -> bool {
        let only = |one: &Candidate, other: &Candidate| -> Vec<PersonKey> {
            let own = one.edges.iter().filter(|edge| !other.edges.contains(edge));
            own.flat_map(|edge| &self.graph.graph[*edge].connection.people).copied().collect()
        };
        let (ones, others) = (only(one, other), only(other, one));
        let has_new = |these: &[PersonKey], those: &[PersonKey]| these.iter().any(|person| !those.contains(person));
        has_new(&ones, &others) && has_new(&others, &ones) && !self.is_detour(one, other) && !self.is_detour(other, one)
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

    fn chosen(&self, candidate: &Candidate) -> ChosenRoute {
        let edges = || candidate.edges.iter().map(|edge| &self.graph.graph[*edge]);
        let between = candidate.edges.iter().filter_map(|edge| self.graph.graph.edge_endpoints(*edge));
        let goal_manages = self.to.is_some_and(|to| self.graph.graph[to].manages);
        ChosenRoute {
            leaves_field: edges().any(Edge::leaves_field),
            through_management: !goal_manages && between.skip(1).any(|(start, _)| self.graph.graph[start].manages),
            stated_in_full_by: stated_in_full_by(&edges().collect::<Vec<_>>()),
            edges: candidate.edges.clone(),
        }
    }
}

/// Who states all of these hops.
fn stated_in_full_by(edges: &[&Edge]) -> Vec<PersonKey> {
    let Some((first, rest)) = edges.split_first() else { return Vec::new() };
    let states_all = |person: &&PersonKey| rest.iter().all(|edge| edge.is_stated_by(**person));
    first.stated_by.iter().filter(states_all).copied().collect()
}

/// One route after the other.
pub(super) fn joined(graph: &MoveGraph, legs: &[&ChosenRoute]) -> ChosenRoute {
    let edges: Vec<EdgeIndex> = legs.iter().flat_map(|leg| &leg.edges).copied().collect();
    let hops: Vec<&Edge> = edges.iter().map(|edge| &graph.graph[*edge]).collect();
    ChosenRoute {
        leaves_field: legs.iter().any(|leg| leg.leaves_field),
        through_management: legs.iter().any(|leg| leg.through_management),
        stated_in_full_by: stated_in_full_by(&hops),
        edges,
    }
}

/// What it costs to pass a place on the way from one role to another; `None` if nobody who knows would send one there.
fn passing_cost(
    graph: &MoveGraph,
    levels: &Levels,
    stop: &Stop,
    start: RoleKey,
    from: &Stop,
    goal: Option<(RoleKey, Stop)>,
) -> Option<f64> {
    // A title has neither a level nor a family.
    let Node::Role(role) = stop.node else { return Some(0.0) };
    let is_entry_there = goal.is_some_and(|(_, to)| to.is_entry);
    if stop.is_entry && !from.is_entry && !is_entry_there {
        return None;
    }
    if stop.manages && !from.manages && goal.is_some_and(|(_, to)| !to.manages) {
        return None;
    }
    let above_start = levels.rise(start, role);
    let above_goal = goal.and_then(|(goal, _)| levels.rise(goal, role));
    let is_below = |above: Option<f64>| above.is_some_and(|above| above < -LEVEL_TOLERANCE);
    // Down only if the goal is down there.
    if is_below(above_start) && (goal.is_none() || is_below(above_goal)) {
        return None;
    }
    let mut cost = 0.0;
    if let (Some(above_start), Some(above_goal), Some((_, to))) = (above_start, above_goal, goal) {
        let above_both = above_start.min(above_goal);
        if above_both > MAX_OVERSHOOT {
            return None;
        }
        cost += OVERSHOOT_COST * above_both.max(0.0);
        let near = graph.nearness(stop.family, from.family) + graph.nearness(stop.family, to.family);
        cost += OTHER_TRADE_COST * (1.0 - near / NEAR_TRADE).max(0.0);
        if from.manages && stop.manages != to.manages {
            cost += MANAGEMENT_COST;
        }
    }
    Some(cost)
}

/// A walk over all routes from the start.
struct Walk<'s, 'g> {
    search: &'s Search<'g>,
    to: NodeIndex,
    rest: &'s [Vec<f64>],
    most: f64,
    edges: Vec<EdgeIndex>,
    places: Vec<NodeIndex>,
    found: Vec<Candidate>,
}

impl Walk<'_, '_> {
    /// Follows every hop that can still lead to a route worth comparing.
    fn go_on(&mut self, cost: f64) {
        let Some(here) = self.places.last().copied() else { return };
        if here == self.to {
            return self.keep(cost);
        }
        let Some(hops_left) = MAX_STEPS.checked_sub(self.edges.len() + 1) else { return };
        let graph = &self.search.graph.graph;
        for edge in graph.edges_directed(here, Outgoing) {
            let next = edge.target();
            let (Some(own), Some(passing)) = (self.search.edge_cost(edge.id()), self.search.costs[next.index()]) else {
                continue;
            };
            let cost = cost + own + passing;
            let is_hopeless = cost + self.rest[hops_left][next.index()] > self.most;
            if is_hopeless || self.places.contains(&next) || self.found.len() >= MAX_CANDIDATES {
                continue;
            }
            self.edges.push(edge.id());
            self.places.push(next);
            self.go_on(cost);
            self.edges.pop();
            self.places.pop();
        }
    }

    fn keep(&mut self, cost: f64) {
        let hops: Vec<&Edge> = self.edges.iter().map(|edge| &self.search.graph.graph[*edge]).collect();
        let is_of_one = hops.len() > 1 && !stated_in_full_by(&hops).is_empty();
        let cost = cost - if is_of_one { ONE_SOURCE_BONUS } else { 0.0 };
        let passed = self.places.iter().skip(1).filter_map(|place| self.search.costs[place.index()]);
        self.found.push(Candidate { edges: self.edges.clone(), cost, passing_cost: passed.sum() });
    }
}
