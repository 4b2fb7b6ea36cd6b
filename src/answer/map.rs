//! The map: tracks as lines, the roles on them as stops, and the moves between them.
//!
//! A [`MapRequest`] names what to show, a [`MapView`] is everything there is to show. The module `reply` draws it.

use petgraph::{Incoming, Outgoing};
use serde::Serialize;

use crate::knowledge::model::{FamilyKey, Knowledge, Place, RoleKey, Rung, TrackKey};
use crate::question::Interpretation;

use super::attribution::AttributionView;
use super::connection::{Connection, Direction, EvidenceKey};
use super::connections::{Connections, is_on};
use super::destinations::{self, Destination};
use super::entity::EntityRef;
use super::families;
use super::interpretation::InterpretationView;
use super::levels::Levels;
use super::order::ordered;
use super::path::graph::MoveGraph;
use super::path::{self, Path};

/// What to show on a map, by ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MapRequest {
    /// Every track.
    All,
    /// One track, rung by rung.
    Track(String),
    /// The tracks that a role is on, and the moves from it and to it.
    Role(String),
    /// The routes from the first role to the second.
    Path(String, String),
}

/// Everything there is to show on a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum MapView<'k> {
    /// Every field and track.
    All {
        /// The fields that have roles or tracks, in their order; what is in no field comes last.
        fields: Vec<Field<'k>>,
        /// In the order of the files; each role once in a row, however many rungs of the track it has there.
        lines: Vec<MapLine<'k>>,
    },
    /// One track.
    Track {
        /// The track, with a stop for each rung.
        line: MapLine<'k>,
        /// The moves from its roles, in the order of the stops, and those from any rung.
        moves: Vec<MapMove<'k>>,
    },
    /// One role.
    Role {
        /// The role.
        role: EntityRef<'k>,
        /// How the question was interpreted; `null` if it named the role.
        interpretation: Option<InterpretationView<'k>>,
        /// The tracks that it is on, as in [`MapView::All`].
        lines: Vec<MapLine<'k>>,
        /// Where it leads, in the order of [`Next::destinations`](super::Next::destinations).
        next: Vec<Destination<'k>>,
        /// Where people come from, in the order of [`Become::origins`](super::Become::origins).
        previous: Vec<Destination<'k>>,
    },
    /// The routes from one role to another.
    Path(Path<'k>),
}

/// A field of work on a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Field<'k> {
    /// The name of the family; `null` for what is in none.
    pub name: Option<&'k str>,
    /// Its place among all families, counted from 0; `null` for what is in none. Not in the JSON.
    #[serde(skip)]
    pub number: Option<usize>,
    /// How many roles are in it.
    pub roles: usize,
    /// How many tracks have most of their roles in it.
    pub tracks: usize,
}

/// A track on a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapLine<'k> {
    /// Its place among all tracks, counted from 1: it has the same number on every map.
    pub number: usize,
    /// The track.
    pub track: EntityRef<'k>,
    /// Who describes it.
    pub attribution: AttributionView<'k>,
    /// Lowest first.
    pub stops: Vec<MapStop<'k>>,
}

/// A stop of a [`MapLine`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapStop<'k> {
    /// The first role, or a title.
    pub place: EntityRef<'k>,
    /// The other roles on the same rung.
    pub beside: Vec<EntityRef<'k>>,
    /// What the source calls its rungs that have titles of their own; lowest first.
    pub titles: Vec<&'k str>,
    /// How many years people stay, or the experience asked for, in the source's words, if it stands for one rung.
    pub years: Option<&'k str>,
    /// How many rungs it stands for; at least one.
    pub rungs: usize,
    /// The other tracks that its role is on.
    pub others: Vec<Interchange<'k>>,
}

/// Another track at a [`MapStop`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Interchange<'k> {
    /// As in [`MapLine::number`].
    pub number: usize,
    /// The track.
    pub track: EntityRef<'k>,
}

/// A move on a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapMove<'k> {
    /// Where it starts.
    pub from: EntityRef<'k>,
    /// Where it leads.
    pub to: EntityRef<'k>,
    /// The direction that most people state.
    pub direction: Direction,
    /// Who says so, newest first; never empty.
    pub attribution: Vec<AttributionView<'k>>,
}

pub(super) fn map_view<'k>(
    knowledge: &'k Knowledge,
    connections: &'k Connections,
    graph: &'k MoveGraph,
    levels: &Levels,
    map: &MapRequest,
) -> Option<MapView<'k>> {
    match map {
        MapRequest::All => Some(MapView::All {
            fields: fields(knowledge),
            lines: knowledge.tracks_with_keys().map(|(key, _)| line(knowledge, key, true)).collect(),
        }),
        MapRequest::Track(id) => knowledge.track_with_id(id).map(|key| of_track(knowledge, connections, key)),
        MapRequest::Role(id) => knowledge.role_with_id(id).map(|key| of_role(knowledge, connections, key, &[])),
        MapRequest::Path(from, to) => {
            let (from, to) = (knowledge.role_with_id(from)?, knowledge.role_with_id(to)?);
            Some(MapView::Path(path::path(knowledge, graph, levels, from, to, &[])))
        }
    }
}

fn fields(knowledge: &Knowledge) -> Vec<Field<'_>> {
    let of_tracks: Vec<Option<FamilyKey>> =
        knowledge.tracks_with_keys().map(|(_, track)| families::of_track(knowledge, track)).collect();
    let of_roles: Vec<Option<FamilyKey>> = knowledge.vocabulary.roles.iter().map(|role| role.family).collect();
    let count = |all: &[Option<FamilyKey>], family| all.iter().filter(|other| **other == family).count();
    let keys = (0..).map(FamilyKey).take(knowledge.vocabulary.families.len()).map(Some).chain([None]);
    let field = |family| Field {
        name: families::name(knowledge, family),
        number: family.map(FamilyKey::index),
        roles: count(&of_roles, family),
        tracks: count(&of_tracks, family),
    };
    keys.map(field).filter(|field| field.roles + field.tracks > 0).collect()
}

fn of_track<'k>(knowledge: &'k Knowledge, connections: &Connections, key: TrackKey) -> MapView<'k> {
    let mut roles: Vec<RoleKey> = Vec::new();
    for role in knowledge[key].rungs.iter().filter_map(|rung| rung.role()) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let places = roles.into_iter().map(Place::Role).chain([Place::Track(key)]);
    let moves = places.flat_map(|place| moves(knowledge, connections, place));
    MapView::Track { line: line(knowledge, key, false), moves: moves.collect() }
}

/// The tracks that a role is on, and the moves around it.
pub(super) fn of_role<'k>(
    knowledge: &'k Knowledge,
    connections: &'k Connections,
    role: RoleKey,
    interpretations: &[Interpretation],
) -> MapView<'k> {
    let on = knowledge.tracks_with_keys().filter(|(_, track)| is_on(track, role));
    MapView::Role {
        role: EntityRef::role(knowledge, role),
        interpretation: InterpretationView::first(knowledge, interpretations),
        lines: on.map(|(key, _)| line(knowledge, key, true)).collect(),
        next: ordered(knowledge, connections, role, Outgoing),
        previous: ordered(knowledge, connections, role, Incoming),
    }
}

/// The moves from a place that somebody states about it. What only follows the rungs of tracks, or only says that two
/// roles are related, is none.
fn moves<'k>(knowledge: &'k Knowledge, connections: &Connections, place: Place) -> Vec<MapMove<'k>> {
    let from = EntityRef::place(knowledge, place);
    let map_move = |connection: &Connection| {
        let stated = connection.statements.iter().filter(|one| matches!(one.evidence, EvidenceKey::Move(_)));
        let attribution: Vec<AttributionView<'_>> =
            stated.map(|statement| AttributionView::new(knowledge, statement.attribution(knowledge))).collect();
        let to = destinations::node(knowledge, connection.node);
        let is_shown = connection.direction != Direction::Near && !attribution.is_empty();
        is_shown.then_some(MapMove { from, to, direction: connection.direction, attribution })
    };
    connections.of(place, Outgoing).iter().filter_map(map_move).collect()
}

fn line(knowledge: &Knowledge, key: TrackKey, joins_rungs: bool) -> MapLine<'_> {
    let track = &knowledge[key];
    let mut stops: Vec<MapStop<'_>> = Vec::new();
    let mut before: Option<&Rung> = None;
    for rung in &track.rungs {
        let continues = before.is_some_and(|before| before.role().is_some() && before.roles == rung.roles);
        let title = rung.role().and(rung.title.as_deref());
        before = Some(rung);
        match stops.last_mut() {
            Some(stop) if joins_rungs && continues => {
                stop.rungs += 1;
                stop.years = None;
                stop.titles.extend(title);
            }
            _ => stops.push(MapStop {
                place: EntityRef::rung(knowledge, rung),
                beside: rung.roles.iter().skip(1).map(|role| EntityRef::role(knowledge, *role)).collect(),
                titles: title.into_iter().collect(),
                years: rung.years.as_deref(),
                rungs: 1,
                // Of several rungs of one role, the first tells where else it is.
                others: rung.role().filter(|_| !continues).map_or_else(Vec::new, |role| others(knowledge, role, key)),
            }),
        }
    }
    MapLine {
        number: key.index() + 1,
        track: EntityRef::track(knowledge, key),
        attribution: AttributionView::new(knowledge, track.attribution),
        stops,
    }
}

fn others(knowledge: &Knowledge, role: RoleKey, but: TrackKey) -> Vec<Interchange<'_>> {
    let others = knowledge.tracks_with_keys().filter(|(key, track)| *key != but && is_on(track, role));
    others.map(|(key, _)| Interchange { number: key.index() + 1, track: EntityRef::track(knowledge, key) }).collect()
}
