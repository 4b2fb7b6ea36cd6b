//! The ways from one role to another: `/path`.
//!
//! What people say of single ways is joined up to longer ones, so a route as a whole is often nobody's: each hop keeps
//! who says it. `graph` holds everything that can be gone, `routes` chooses among the routes.

mod graph;
mod routes;

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Place, RoleKey};
use crate::matching::Index;

use self::graph::MoveGraph;
use super::destinations::Destination;
use super::pair::{self, Pair};
use super::question::PATH;
use super::resolve::Interpretation;
use super::statements::AttributionView;
use super::{Answer, EntityRef};

/// The ways from one role to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Path<'k> {
    /// Where the ways begin.
    pub from: EntityRef<'k>,
    /// Where they lead; it may be where they begin.
    pub to: EntityRef<'k>,
    /// How the question was read; nothing for a role that was named.
    pub interpretations: Vec<Interpretation<'k>>,
    /// Routes that really differ, three at most: the fewest steps first, then the most voices, then the newest. Empty if
    /// nobody here knows a way.
    pub routes: Vec<Route<'k>>,
    /// Where no route is known: the role nearest to the goal that can be reached.
    pub nearest_reachable: Option<Nearest<'k>>,
    /// Where no route is known: the role nearest to the start from which the goal can be reached.
    pub nearest_origin: Option<Nearest<'k>>,
    /// Whether the role where the ways begin is on a way that leads on at all.
    pub has_exit: bool,
}

/// One way through, hop by hop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Route<'k> {
    /// From the start to the goal; never empty.
    pub hops: Vec<Hop<'k>>,
    /// How many steps it takes: a hop is one, but for a climb on a track of which it is not said where one comes onto it.
    pub steps: u32,
    /// Whether it leaves the field on the way, or at its end.
    pub leaves_field: bool,
    /// Whether a role or track on the way, but for the two ends, is one that manages.
    pub through_management: bool,
    /// Those who say every hop of it; where there are none, it was joined up from several.
    pub stated_in_full_by: Vec<&'k str>,
}

/// From one place to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hop<'k> {
    /// Where it begins.
    pub from: EntityRef<'k>,
    /// Where it leads, and who says so.
    pub destination: Destination<'k>,
    /// Where the hop goes down: the tracks on which the place it leads to stands lower than where it begins.
    pub demotes_on: Vec<TrackRef<'k>>,
}

/// A track, and who draws it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackRef<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// Who draws it.
    pub attribution: AttributionView<'k>,
}

/// A role that is not the one asked for, but as near to it as can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Nearest<'k> {
    /// The role.
    pub role: EntityRef<'k>,
    /// How many steps away it is.
    pub steps: u32,
}

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, pair: &Pair) -> Answer<'k> {
    let ((from, read_from), (to, read_to)) = match pair::roles(knowledge, index, pair, &PATH) {
        Ok(resolved) => resolved,
        Err(answer) => return *answer,
    };
    Answer::Path(path(knowledge, from, to, read_from.into_iter().chain(read_to).collect()))
}

pub(super) fn path<'k>(
    knowledge: &'k Knowledge,
    from: RoleKey,
    to: RoleKey,
    interpretations: Vec<Interpretation<'k>>,
) -> Path<'k> {
    let map = MoveGraph::new(knowledge);
    let (start, goal) = (EntityRef::role(knowledge, from), EntityRef::role(knowledge, to));
    let manages = |entity: EntityRef<'_>| {
        let role = entity.id.and_then(|id| knowledge.role_with_id(id)).map(Place::Role);
        let track = || entity.id.and_then(|id| knowledge.track_with_id(id)).map(Place::Track);
        role.or_else(track).is_some_and(|place| knowledge.manages(place))
    };
    let routes = if from == to { Vec::new() } else { routes::choose(&map, start, goal, manages) };
    let is_lost = routes.is_empty() && from != to;
    Path {
        from: start,
        to: goal,
        interpretations,
        nearest_reachable: is_lost.then(|| map.nearest(start, goal, graph::Sight::Ahead)).flatten(),
        nearest_origin: is_lost.then(|| map.nearest(goal, start, graph::Sight::Behind)).flatten(),
        has_exit: map.has_exit(start),
        routes,
    }
}
