//! The map: tracks as lines, the roles on them as stops, and the moves between them.
//!
//! A [`MapRequest`] names what is to be shown, a [`MapView`] is all that there is to show of it. How it is drawn is decided in
//! the room `reply`.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Place, RoleKey, Rung, TrackKey};
use crate::matching::Index;

use super::destinations::{self, Basis, Destination, Direction, End};
use super::path::{self, Path};
use super::question::Asked;
use super::resolve::{self, Interpretation};
use super::statements::{AttributionView, attribution};
use super::{Answer, EntityRef};

/// What a map shows. Things are named by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MapRequest {
    /// Every track.
    All,
    /// One track, rung by rung.
    Track(String),
    /// The tracks through a role, and the moves that leave it and lead to it.
    Role(String),
    /// The ways from the first role to the second.
    Path(String, String),
}

/// All that there is to show on a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum MapView<'k> {
    /// Every track.
    All {
        /// In the order of the files; each role once in a row, however many rungs of the track it has there.
        lines: Vec<MapLine<'k>>,
    },
    /// One track.
    Track {
        /// The track, with a stop for each rung.
        line: MapLine<'k>,
        /// The moves that leave its roles, in the order of the stops, and those that leave it at any rung.
        moves: Vec<MapMove<'k>>,
    },
    /// One role.
    Role {
        /// The role.
        role: EntityRef<'k>,
        /// How the question was read; `null` where it named the role.
        interpretation: Option<Interpretation<'k>>,
        /// The tracks through it, as in [`MapView::All`].
        lines: Vec<MapLine<'k>>,
        /// The moves that leave it: by direction, then the most supported first.
        out: Vec<MapMove<'k>>,
        /// The moves that come into it, in the same order.
        into: Vec<MapMove<'k>>,
    },
    /// The ways from one role to another.
    Path(Path<'k>),
}

/// A track on a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapLine<'k> {
    /// Its place among all tracks, counted from 1: it has the same number on every map of a knowledge.
    pub number: usize,
    /// The track.
    pub track: EntityRef<'k>,
    /// Who draws it.
    pub attribution: AttributionView<'k>,
    /// Lowest first.
    pub stops: Vec<MapStop<'k>>,
}

/// A stop of a [`MapLine`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapStop<'k> {
    /// The role, or a title.
    pub place: EntityRef<'k>,
    /// What the source calls its rungs, where they have titles of their own; lowest first.
    pub titles: Vec<&'k str>,
    /// How many rungs it stands for; one at least.
    pub rungs: usize,
    /// The other tracks on which its role stands.
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
    /// Where it begins.
    pub from: EntityRef<'k>,
    /// Where it leads.
    pub to: EntityRef<'k>,
    /// In which direction most of those who say so see it.
    pub direction: Direction,
    /// Who says so, newest first; never empty.
    pub attribution: Vec<AttributionView<'k>>,
}

/// What there is to show; `None` if the knowledge has no such track or role.
pub fn map_view<'k>(knowledge: &'k Knowledge, map: &MapRequest) -> Option<MapView<'k>> {
    match map {
        MapRequest::All => {
            Some(MapView::All { lines: tracks(knowledge).map(|key| line(knowledge, key, true)).collect() })
        }
        MapRequest::Track(id) => knowledge.track_with_id(id).map(|key| of_track(knowledge, key)),
        MapRequest::Role(id) => knowledge.role_with_id(id).map(|key| of_role(knowledge, key, None)),
        MapRequest::Path(from, to) => {
            let (from, to) = (knowledge.role_with_id(from)?, knowledge.role_with_id(to)?);
            Some(MapView::Path(path::path(knowledge, from, to, Vec::new())))
        }
    }
}

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, asked: &Asked) -> Answer<'k> {
    match resolve::role(knowledge, index, asked) {
        Ok((role, interpretation)) => Answer::MapRequest(of_role(knowledge, role, interpretation)),
        Err(answer) => *answer,
    }
}

fn of_track(knowledge: &Knowledge, key: TrackKey) -> MapView<'_> {
    let mut roles: Vec<RoleKey> = Vec::new();
    for role in knowledge[key].rungs.iter().flat_map(|rung| &rung.roles).copied() {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let own = |role: RoleKey| {
        let destinations = destinations::of_role(knowledge, role, End::From);
        destinations
            .into_iter()
            .filter_map(move |destination| stated_move(Place::Role(role), knowledge, destination, End::From, false))
    };
    let any = destinations::of_track(knowledge, key, End::From).into_iter();
    let any = any.filter_map(|destination| stated_move(Place::Track(key), knowledge, destination, End::From, false));
    MapView::Track { line: line(knowledge, key, false), moves: roles.into_iter().flat_map(own).chain(any).collect() }
}

fn of_role<'k>(knowledge: &'k Knowledge, role: RoleKey, interpretation: Option<Interpretation<'k>>) -> MapView<'k> {
    let through = tracks(knowledge).filter(|key| stands_on(knowledge, role, *key));
    let moves = |end| {
        let destinations = destinations::of_role(knowledge, role, end).into_iter();
        destinations
            .filter_map(|destination| stated_move(Place::Role(role), knowledge, destination, end, true))
            .collect()
    };
    MapView::Role {
        role: EntityRef::role(knowledge, role),
        interpretation,
        lines: through.map(|key| line(knowledge, key, true)).collect(),
        out: moves(End::From),
        into: moves(End::To),
    }
}

/// The way as a move; `None` if it only follows the rungs of tracks, or only says that two roles are near each other.
fn stated_move<'k>(
    here: Place,
    knowledge: &'k Knowledge,
    destination: Destination<'k>,
    end: End,
    any_rung_counts: bool,
) -> Option<MapMove<'k>> {
    let is_move = |basis: &Basis<'_>| match basis {
        Basis::Move => true,
        Basis::AnyRung { .. } => any_rung_counts,
        Basis::Rung { .. } | Basis::Onto { .. } => false,
    };
    let attribution: Vec<AttributionView<'_>> = destination
        .statements
        .iter()
        .filter(|statements| is_move(&statements.basis))
        .map(|statements| statements.attribution)
        .collect();
    let here = match here {
        Place::Role(role) => EntityRef::role(knowledge, role),
        Place::Track(track) => EntityRef::track(knowledge, track),
    };
    let (from, to) = if end == End::From { (here, destination.place) } else { (destination.place, here) };
    let is_shown = destination.direction != Direction::Near && !attribution.is_empty();
    is_shown.then_some(MapMove { from, to, direction: destination.direction, attribution })
}

fn tracks(knowledge: &Knowledge) -> impl Iterator<Item = TrackKey> {
    (0..).map(TrackKey).take(knowledge.tracks.len())
}

fn stands_on(knowledge: &Knowledge, role: RoleKey, track: TrackKey) -> bool {
    knowledge[track].rungs.iter().any(|step| step.has(role))
}

fn line(knowledge: &Knowledge, key: TrackKey, joins_rungs: bool) -> MapLine<'_> {
    let track = &knowledge[key];
    let mut stops: Vec<MapStop<'_>> = Vec::new();
    let mut before: Option<&Rung> = None;
    for step in &track.rungs {
        let continues = before.is_some_and(|before| before.role().is_some() && before.role() == step.role());
        let title = step.role().and(step.title.as_deref());
        before = Some(step);
        match stops.last_mut() {
            Some(stop) if joins_rungs && continues => {
                stop.rungs += 1;
                stop.titles.extend(title);
            }
            _ => stops.push(MapStop {
                place: EntityRef::rung(knowledge, step),
                titles: title.into_iter().collect(),
                rungs: 1,
                // Of several rungs of one role, the first tells where else it stands.
                others: step.role().filter(|_| !continues).map_or_else(Vec::new, |role| others(knowledge, role, key)),
            }),
        }
    }
    MapLine {
        number: key.index() + 1,
        track: EntityRef::track(knowledge, key),
        attribution: attribution(knowledge, &track.attribution),
        stops,
    }
}

fn others(knowledge: &Knowledge, role: RoleKey, but: TrackKey) -> Vec<Interchange<'_>> {
    let others = tracks(knowledge).filter(|key| *key != but && stands_on(knowledge, role, *key));
    others.map(|key| Interchange { number: key.index() + 1, track: EntityRef::track(knowledge, key) }).collect()
}
