//! The routes from one role to another: `/path`.
//!
//! Single moves are joined up into routes, so a whole route is often nobody's: each hop keeps who says it. `graph` holds
//! all moves, `routes` chooses among the routes.

pub(super) mod graph;
mod routes;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::knowledge::model::{Knowledge, RoleKey, Track};
use crate::question::Interpretation;

use self::graph::MoveGraph;
use self::routes::{ChosenRoute, MAX_ROUTES, choose, closest_reachable, joined};
use super::attribution::AttributionView;
use super::connection::Node;
use super::destinations::{self, Destination};
use super::entity::{EntityKind, EntityRef};
use super::interpretation::InterpretationView;
use super::levels::Levels;
use super::years::YearsView;

/// The routes from one role to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Path<'k> {
    /// Where the routes start.
    pub from: EntityRef<'k>,
    /// Where they lead; it may be the same role.
    pub to: EntityRef<'k>,
    /// How the question was interpreted; nothing for a role that was named.
    pub interpretations: Vec<InterpretationView<'k>>,
    /// The roles that were named in between, in their order; mostly none.
    pub via: Vec<EntityRef<'k>>,
    /// The ways from each of the named roles to the next; empty if none was named in between.
    pub legs: Vec<Leg<'k>>,
    /// Routes that differ, at most three, the best first: few steps, well supported. Empty if no route is known. If roles
    /// were named in between, and all legs are known, the first route passes them.
    pub routes: Vec<Route<'k>>,
    /// If no route is known: the reachable role that is closest to the goal.
    pub nearest_reachable: Option<Nearest<'k>>,
    /// If no route is known: the roles from which people come to the goal, at most three, the best supported first.
    pub origins: Vec<EntityRef<'k>>,
    /// Whether any move leads on from the start.
    pub has_exit: bool,
    /// What sources say of how long that takes; `null` unless that was asked.
    pub years: Option<Vec<YearsView<'k>>>,
}

/// The way from one named role to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leg<'k> {
    /// Where it starts.
    pub from: EntityRef<'k>,
    /// Where it leads.
    pub to: EntityRef<'k>,
    /// The best route; `null` if none is known.
    pub route: Option<Route<'k>>,
}

/// One route, hop by hop.
///
/// As JSON, `roles` has the ids of its roles from start to goal, without tracks and titles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route<'k> {
    /// From the start to the goal; never empty.
    pub hops: Vec<Hop<'k>>,
    /// Number of steps.
    pub steps: usize,
    /// Whether it leaves the field, with its last step.
    pub leaves_field: bool,
    /// Whether a role between the two ends manages, and the goal does not.
    pub through_management: bool,
    /// The people who state every hop of it, in words that we did not have to interpret; if there are none, it was put
    /// together from several sources.
    pub stated_in_full_by: Vec<&'k str>,
}

/// From one place of a route to the next.
///
/// As JSON: `from`, `to`, `direction`, `usual`, `sources` and `statements`, as in [`Destination`], and `demotes_on`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop<'k> {
    /// Where it starts.
    pub from: EntityRef<'k>,
    /// Where it leads, and who says so.
    pub destination: Destination<'k>,
    /// The tracks on which it leads down: all rungs of the role it leads to are below all rungs of the other.
    pub demotes_on: Vec<TrackRef<'k>>,
}

/// A track, and who describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackRef<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// Who describes it.
    pub attribution: AttributionView<'k>,
}

/// A role that is as close as possible to the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Nearest<'k> {
    /// The role.
    pub role: EntityRef<'k>,
    /// How many steps away it is.
    pub steps: usize,
}

/// Most origins that an answer without a route names.
const MAX_ORIGINS: usize = 3;

pub(super) fn path<'k>(
    knowledge: &'k Knowledge,
    graph: &'k MoveGraph,
    levels: &Levels,
    from: RoleKey,
    to: RoleKey,
    interpretations: &[Interpretation],
) -> Path<'k> {
    let routes = if from == to { Vec::new() } else { choose(graph, levels, from, to) };
    let has_no_route = routes.is_empty() && from != to;
    let nearest = || {
        let role = closest_reachable(graph, levels, from, to)?;
        let steps = choose(graph, levels, from, role).first()?.edges.len();
        Some(Nearest { role: EntityRef::role(knowledge, role), steps })
    };
    let nearest = has_no_route.then(nearest).flatten();
    let origins = if has_no_route { graph.origins(to) } else { Vec::new() };
    Path {
        from: EntityRef::role(knowledge, from),
        to: EntityRef::role(knowledge, to),
        interpretations: InterpretationView::all(knowledge, interpretations),
        routes: routes.iter().map(|chosen| route(knowledge, graph, chosen)).collect(),
        nearest_reachable: nearest,
        origins: origins.into_iter().take(MAX_ORIGINS).map(|role| EntityRef::role(knowledge, role)).collect(),
        has_exit: graph.has_exit(Node::Role(from)),
        via: Vec::new(),
        legs: Vec::new(),
        years: None,
    }
}

/// Like [`path`], by way of these roles where that way is known.
pub(super) fn path_by_way_of<'k>(
    knowledge: &'k Knowledge,
    graph: &'k MoveGraph,
    levels: &Levels,
    (from, to): (RoleKey, RoleKey),
    via: &[RoleKey],
    interpretations: &[Interpretation],
) -> Path<'k> {
    let direct = path(knowledge, graph, levels, from, to, interpretations);
    if via.is_empty() {
        return direct;
    }
    let stops: Vec<RoleKey> = std::iter::once(from).chain(via.iter().copied()).chain([to]).collect();
    let legs: Vec<(RoleKey, RoleKey, Option<ChosenRoute>)> = stops
        .windows(2)
        .filter_map(|two| {
            let [start, end] = *two else { return None };
            Some((start, end, choose(graph, levels, start, end).into_iter().next()))
        })
        .collect();
    let known: Option<Vec<&ChosenRoute>> = legs.iter().map(|(_, _, chosen)| chosen.as_ref()).collect();
    let through = known.map(|legs| route(knowledge, graph, &joined(graph, &legs)));
    let is_other = |route: &&Route<'k>| through.as_ref().is_none_or(|through| through.hops != route.hops);
    let others: Vec<Route<'k>> = direct.routes.iter().filter(is_other).cloned().collect();
    let mut routes: Vec<Route<'k>> = through.into_iter().chain(others).collect();
    routes.truncate(MAX_ROUTES);
    let leg = |(start, end, chosen): &(RoleKey, RoleKey, Option<ChosenRoute>)| Leg {
        from: EntityRef::role(knowledge, *start),
        to: EntityRef::role(knowledge, *end),
        route: chosen.as_ref().map(|chosen| route(knowledge, graph, chosen)),
    };
    Path {
        via: via.iter().map(|role| EntityRef::role(knowledge, *role)).collect(),
        legs: legs.iter().map(leg).collect(),
        routes,
        ..direct
    }
}

fn route<'k>(knowledge: &'k Knowledge, graph: &'k MoveGraph, chosen: &ChosenRoute) -> Route<'k> {
    let hop = |edge| {
        let (from, edge) = graph.edge(edge)?;
        Some(Hop {
            from: destinations::node(knowledge, from),
            destination: Destination::new(knowledge, &edge.connection),
            demotes_on: demotes_on(knowledge, from, edge.connection.node),
        })
    };
    let mut stated_in_full_by: Vec<&str> =
        chosen.stated_in_full_by.iter().map(|person| knowledge[*person].name.as_str()).collect();
    stated_in_full_by.sort_unstable();
    Route {
        hops: chosen.edges.iter().filter_map(|edge| hop(*edge)).collect(),
        steps: chosen.edges.len(),
        leaves_field: chosen.leaves_field,
        through_management: chosen.through_management,
        stated_in_full_by,
    }
}

/// The tracks on which one role is lower than another, all its rungs below all those of the other.
fn demotes_on(knowledge: &Knowledge, from: Node, to: Node) -> Vec<TrackRef<'_>> {
    let (Node::Role(from), Node::Role(to)) = (from, to) else { return Vec::new() };
    let extent = |track: &Track, role: RoleKey| {
        let is_it = |rung: &crate::knowledge::model::Rung| rung.has(role);
        track.rungs.iter().position(is_it).zip(track.rungs.iter().rposition(is_it))
    };
    let is_lower = |track: &Track| {
        extent(track, to).zip(extent(track, from)).is_some_and(|((_, highest), (lowest, _))| highest < lowest)
    };
    let lower = knowledge.tracks_with_keys().filter(|(_, track)| is_lower(track));
    lower
        .map(|(key, track)| TrackRef {
            track: EntityRef::track(knowledge, key),
            attribution: AttributionView::new(knowledge, track.attribution),
        })
        .collect()
}

impl Hop<'_> {
    /// Whether everybody who says so describes their own path.
    pub fn is_account(&self) -> bool {
        self.destination.statements.iter().all(|statement| statement.account)
    }

    /// Whether no source says so in so many words: it is our reading.
    pub fn is_inferred(&self) -> bool {
        self.destination.statements.iter().all(|statement| statement.inferred)
    }
}

impl<'k> Route<'k> {
    /// The ids of its roles from start to goal, without tracks and titles.
    pub fn roles(&self) -> Vec<&'k str> {
        let start = self.hops.first().map(|hop| hop.from);
        let places = start.into_iter().chain(self.hops.iter().map(|hop| hop.destination.place));
        places.filter(|place| place.kind == EntityKind::Role).filter_map(|place| place.id).collect()
    }
}

impl Serialize for Route<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut fields = out.serialize_struct("Route", 6)?;
        fields.serialize_field("roles", &self.roles())?;
        fields.serialize_field("steps", &self.steps)?;
        fields.serialize_field("leaves_field", &self.leaves_field)?;
        fields.serialize_field("through_management", &self.through_management)?;
        fields.serialize_field("stated_in_full_by", &self.stated_in_full_by)?;
        fields.serialize_field("hops", &self.hops)?;
        fields.end()
    }
}

impl Serialize for Hop<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Hop { from, destination, demotes_on } = self;
        let mut fields = out.serialize_struct("Hop", 7)?;
        destination.serialize_move(from, &mut fields)?;
        fields.serialize_field("demotes_on", demotes_on)?;
        fields.end()
    }
}
