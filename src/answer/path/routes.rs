//! Chooses the routes that are worth showing: the best, and others that really differ from it.
//!
//! Two routes really differ if one leaves the field or passes through management and the other does not, or if different
//! people propose what they do not share. All routes are too many to list, so the best of each sort is looked for.

use petgraph::algo::astar;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeFiltered;

use crate::answer::EntityRef;
use crate::answer::destinations::Direction;

use super::Route;
use super::graph::{Cost, Leg, MoveGraph};

/// Most routes that an answer has.
const MOST_ROUTES: usize = 3;

/// How many more steps than the best another route may have, if twice as many are fewer.
const MOST_MORE: u32 = 2;

/// What a hop costs more that another route already has.
const SHARED_HOP: u32 = 2;

/// What a route has passed: a bit each.
const LEFT_FIELD: usize = 1;
const MANAGED: usize = 2;
const SORTS: usize = 4;

/// Up to three routes, the best first.
pub(super) fn choose<'k>(
    map: &MoveGraph<'k>,
    start: EntityRef<'k>,
    goal: EntityRef<'k>,
    manages: impl Fn(EntityRef<'k>) -> bool,
) -> Vec<Route<'k>> {
    let (Some(from), Some(to)) = (map.spot(start), map.spot(goal)) else { return Vec::new() };
    let search = Search::new(map, from, to, manages);
    let Some(best) = search.find(|_| true, |_| 0, |_| true) else { return Vec::new() };
    let mut candidates: Vec<Found> =
        (0..SORTS).filter_map(|sort| search.find(|_| true, |_| 0, |passed| passed == sort)).collect();
    for who in search.people() {
        candidates.extend(search.find(|leg| says(leg, who), |_| 0, |_| true));
    }
    let most = (2 * best.cost.steps).max(best.cost.steps + MOST_MORE);
    let mut chosen = vec![best];
    while chosen.len() < MOST_ROUTES {
        // What avoids the hops that are shown already.
        let shared = |edge| if chosen.iter().any(|route| route.hops.contains(&edge)) { SHARED_HOP } else { 0 };
        candidates.extend(search.find(|_| true, shared, |_| true));
        let differing = candidates
            .iter()
            .filter(|found| found.cost.steps <= most && chosen.iter().all(|other| search.really_differ(found, other)));
        // What one person tells as a whole comes before what was joined up from several.
        let Some(next) = differing.min_by_key(|found| (search.stated_in_full_by(found).is_empty(), found.cost)) else {
            break;
        };
        chosen.push(next.clone());
    }
    chosen.sort_by_key(|found| found.cost);
    chosen.iter().map(|found| search.route(found)).collect()
}

/// A route that was found: edges of the map.
#[derive(Debug, Clone)]
struct Found {
    hops: Vec<EdgeIndex>,
    cost: Cost,
    passed: usize,
}

/// The map in four layers, one for each combination of what may have been passed on the way.
struct Search<'m, 'k> {
    map: &'m MoveGraph<'k>,
    layers: DiGraph<(), EdgeIndex>,
    from: NodeIndex,
    to: NodeIndex,
}

impl<'m, 'k> Search<'m, 'k> {
    fn new(map: &'m MoveGraph<'k>, from: NodeIndex, to: NodeIndex, manages: impl Fn(EntityRef<'k>) -> bool) -> Self {
        let graph = &map.graph;
        let mut layers = DiGraph::with_capacity(SORTS * graph.node_count(), SORTS * graph.edge_count());
        for _ in 0..SORTS * graph.node_count() {
            layers.add_node(());
        }
        for edge in graph.edge_indices() {
            let Some((start, end)) = graph.edge_endpoints(edge) else { continue };
            let leaves = graph[edge].hop.destination.direction == Direction::Out;
            let managed = end != to && manages(graph[end].0);
            for passed in 0..SORTS {
                let then = passed | if leaves { LEFT_FIELD } else { 0 } | if managed { MANAGED } else { 0 };
                layers.add_edge(layered(start, passed), layered(end, then), edge);
            }
        }
        Search { map, layers, from, to }
    }

    /// The cheapest route over the hops that are allowed; some may cost more steps.
    fn find(
        &self,
        allows: impl Fn(&Leg<'k>) -> bool,
        more: impl Fn(EdgeIndex) -> u32,
        ends: impl Fn(usize) -> bool,
    ) -> Option<Found> {
        let leg = |edge: EdgeIndex| &self.map.graph[edge];
        let allowed = EdgeFiltered::from_fn(&self.layers, |edge| allows(leg(*edge.weight())));
        let (_, spots) = astar(
            &allowed,
            layered(self.from, 0),
            |spot| map_spot(spot) == self.to && ends(passed(spot)),
            |edge| leg(*edge.weight()).cost.and_steps(more(*edge.weight())),
            |_| Cost::default(),
        )?;
        // Where the layer changes, a place might be passed twice: that is no way anybody goes.
        let places: Vec<NodeIndex> = spots.iter().map(|spot| map_spot(*spot)).collect();
        let is_simple = places.iter().enumerate().all(|(at, place)| !places[..at].contains(place));
        let hop = |pair: &[NodeIndex]| self.map.graph.find_edge(*pair.first()?, *pair.last()?);
        let hops: Vec<EdgeIndex> = places.windows(2).filter_map(hop).collect();
        let cost = hops.iter().fold(Cost::default(), |cost, hop| cost + leg(*hop).cost);
        let passed = spots.last().map_or(0, |spot| passed(*spot));
        is_simple.then_some(Found { hops, cost, passed })
    }

    /// Everybody who says something of a way, each once, by name.
    fn people(&self) -> Vec<&'k str> {
        let mut people: Vec<&str> = self.map.graph.edge_weights().flat_map(speakers).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    fn really_differ(&self, one: &Found, other: &Found) -> bool {
        let only = |one: &Found, other: &Found| -> Vec<&'k str> {
            let own = one.hops.iter().filter(|hop| !other.hops.contains(hop));
            own.flat_map(|hop| speakers(&self.map.graph[*hop])).collect()
        };
        let (ones, others) = (only(one, other), only(other, one));
        let is_other = !ones.is_empty() && !others.is_empty();
        let differ = one.passed != other.passed || is_other && !ones.iter().any(|who| others.contains(who));
        differ && !self.is_detour(one, other) && !self.is_detour(other, one)
    }

    /// Whether a route passes everything that another does on its way, and more.
    fn is_detour(&self, one: &Found, other: &Found) -> bool {
        let places = |found: &Found| -> Vec<Option<NodeIndex>> {
            let ends = |hop: &EdgeIndex| self.map.graph.edge_endpoints(*hop).map(|(_, end)| end);
            found.hops.iter().map(ends).collect()
        };
        let all = places(one);
        other.hops.len() > 1 && places(other).iter().all(|place| all.contains(place))
    }

    fn stated_in_full_by(&self, found: &Found) -> Vec<&'k str> {
        let legs = || found.hops.iter().map(|hop| &self.map.graph[*hop]);
        let mut all: Vec<&str> = legs().flat_map(speakers).filter(|who| legs().all(|leg| says(leg, who))).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn route(&self, found: &Found) -> Route<'k> {
        Route {
            hops: found.hops.iter().map(|hop| self.map.graph[*hop].hop.clone()).collect(),
            steps: found.cost.steps,
            leaves_field: found.passed & LEFT_FIELD != 0,
            through_management: found.passed & MANAGED != 0,
            stated_in_full_by: self.stated_in_full_by(found),
        }
    }
}

fn speakers<'k>(leg: &Leg<'k>) -> impl Iterator<Item = &'k str> {
    leg.hop.destination.statements.iter().map(|statements| statements.attribution.by)
}

fn says(leg: &Leg<'_>, who: &str) -> bool {
    speakers(leg).any(|by| by == who)
}

fn layered(spot: NodeIndex, passed: usize) -> NodeIndex {
    NodeIndex::new(spot.index() * SORTS + passed)
}

fn map_spot(layered: NodeIndex) -> NodeIndex {
    NodeIndex::new(layered.index() / SORTS)
}

fn passed(layered: NodeIndex) -> usize {
    layered.index() % SORTS
}
