//! The map: tracks as lines, the roles on them as stops, and the moves between them.
//!
//! A [`Map`] names what is to be shown, a [`Chart`] is all that there is to show of it. How it is drawn is decided in
//! the room `reply`.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Place, RoleKey, Step, TrackKey};
use crate::matching::Index;

use super::path::{self, Path};
use super::question::Asked;
use super::resolve::{self, Reading};
use super::voices::{Attribution, attribution};
use super::ways::{self, Basis, Direction, End, Way};
use super::{Answer, Thing};

/// What a map shows. Things are named by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Map {
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
pub enum Chart<'k> {
    /// Every track.
    All {
        /// In the order of the files; each role once in a row, however many rungs of the track it has there.
        lines: Vec<TrackLine<'k>>,
    },
    /// One track.
    Track {
        /// The track, with a stop for each rung.
        line: TrackLine<'k>,
        /// The moves that leave its roles, in the order of the stops, and those that leave it at any rung.
        moves: Vec<Passage<'k>>,
    },
    /// One role.
    Role {
        /// The role.
        role: Thing<'k>,
        /// How the question was read; `null` where it named the role.
        reading: Option<Reading<'k>>,
        /// The tracks through it, as in [`Chart::All`].
        lines: Vec<TrackLine<'k>>,
        /// The moves that leave it: by direction, then the most supported first.
        out: Vec<Passage<'k>>,
        /// The moves that come into it, in the same order.
        into: Vec<Passage<'k>>,
    },
    /// The ways from one role to another.
    Path(Path<'k>),
}

/// A track on a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackLine<'k> {
    /// Its place among all tracks, counted from 1: it has the same number on every map of a knowledge.
    pub number: usize,
    /// The track.
    pub track: Thing<'k>,
    /// Who draws it.
    pub said: Attribution<'k>,
    /// Lowest first.
    pub stops: Vec<Stop<'k>>,
}

/// A stop of a [`TrackLine`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stop<'k> {
    /// The role, or a title.
    pub place: Thing<'k>,
    /// What the source calls its rungs, where they have titles of their own; lowest first.
    pub titles: Vec<&'k str>,
    /// How many rungs it stands for; one at least.
    pub rungs: usize,
    /// The other tracks on which its role stands.
    pub others: Vec<Crossing<'k>>,
}

/// Another track at a [`Stop`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Crossing<'k> {
    /// As in [`TrackLine::number`].
    pub number: usize,
    /// The track.
    pub track: Thing<'k>,
}

/// A move on a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage<'k> {
    /// Where it begins.
    pub from: Thing<'k>,
    /// Where it leads.
    pub to: Thing<'k>,
    /// In which direction most of those who say so see it.
    pub direction: Direction,
    /// Who says so, newest first; never empty.
    pub said: Vec<Attribution<'k>>,
}

/// What there is to show; `None` if the knowledge has no such track or role.
pub fn chart<'k>(knowledge: &'k Knowledge, map: &Map) -> Option<Chart<'k>> {
    match map {
        Map::All => Some(Chart::All { lines: tracks(knowledge).map(|key| line(knowledge, key, true)).collect() }),
        Map::Track(id) => knowledge.track_with_id(id).map(|key| of_track(knowledge, key)),
        Map::Role(id) => knowledge.role_with_id(id).map(|key| of_role(knowledge, key, None)),
        Map::Path(from, to) => {
            let (from, to) = (knowledge.role_with_id(from)?, knowledge.role_with_id(to)?);
            Some(Chart::Path(path::path(knowledge, from, to, Vec::new())))
        }
    }
}

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, asked: &Asked) -> Answer<'k> {
    match resolve::role(knowledge, index, asked) {
        Ok((role, reading)) => Answer::Map(of_role(knowledge, role, reading)),
        Err(answer) => *answer,
    }
}

fn of_track(knowledge: &Knowledge, key: TrackKey) -> Chart<'_> {
    let mut roles: Vec<RoleKey> = Vec::new();
    for role in knowledge[key].steps.iter().filter_map(|step| step.role) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let own = |role: RoleKey| {
        let ways = ways::of_role(knowledge, role, End::From);
        ways.into_iter().filter_map(move |way| passage(Place::Role(role), knowledge, way, End::From, false))
    };
    let any = ways::of_track(knowledge, key, End::From).into_iter();
    let any = any.filter_map(|way| passage(Place::Track(key), knowledge, way, End::From, false));
    Chart::Track { line: line(knowledge, key, false), moves: roles.into_iter().flat_map(own).chain(any).collect() }
}

fn of_role<'k>(knowledge: &'k Knowledge, role: RoleKey, reading: Option<Reading<'k>>) -> Chart<'k> {
    let through = tracks(knowledge).filter(|key| stands_on(knowledge, role, *key));
    let moves = |end| {
        let ways = ways::of_role(knowledge, role, end).into_iter();
        ways.filter_map(|way| passage(Place::Role(role), knowledge, way, end, true)).collect()
    };
    Chart::Role {
        role: Thing::role(knowledge, role),
        reading,
        lines: through.map(|key| line(knowledge, key, true)).collect(),
        out: moves(End::From),
        into: moves(End::To),
    }
}

/// The way as a move; `None` if it only follows the rungs of tracks, or only says that two roles are near each other.
fn passage<'k>(
    here: Place,
    knowledge: &'k Knowledge,
    way: Way<'k>,
    end: End,
    any_rung_counts: bool,
) -> Option<Passage<'k>> {
    let is_move = |basis: &Basis<'_>| match basis {
        Basis::Move => true,
        Basis::AnyRung { .. } => any_rung_counts,
        Basis::Rung { .. } | Basis::Onto { .. } => false,
    };
    let said: Vec<Attribution<'_>> =
        way.support.iter().filter(|support| is_move(&support.basis)).map(|support| support.said).collect();
    let here = match here {
        Place::Role(role) => Thing::role(knowledge, role),
        Place::Track(track) => Thing::track(knowledge, track),
    };
    let (from, to) = if end == End::From { (here, way.place) } else { (way.place, here) };
    let is_shown = way.direction != Direction::Near && !said.is_empty();
    is_shown.then_some(Passage { from, to, direction: way.direction, said })
}

fn tracks(knowledge: &Knowledge) -> impl Iterator<Item = TrackKey> {
    (0..).map(TrackKey).take(knowledge.tracks.len())
}

fn stands_on(knowledge: &Knowledge, role: RoleKey, track: TrackKey) -> bool {
    knowledge[track].steps.iter().any(|step| step.role == Some(role))
}

fn line(knowledge: &Knowledge, key: TrackKey, joins_rungs: bool) -> TrackLine<'_> {
    let track = &knowledge[key];
    let mut stops: Vec<Stop<'_>> = Vec::new();
    let mut before: Option<&Step> = None;
    for step in &track.steps {
        let continues = before.is_some_and(|before| before.role.is_some() && before.role == step.role);
        let title = step.role.and(step.title.as_deref());
        before = Some(step);
        match stops.last_mut() {
            Some(stop) if joins_rungs && continues => {
                stop.rungs += 1;
                stop.titles.extend(title);
            }
            _ => stops.push(Stop {
                place: Thing::step(knowledge, step),
                titles: title.into_iter().collect(),
                rungs: 1,
                // Of several rungs of one role, the first tells where else it stands.
                others: step.role.filter(|_| !continues).map_or_else(Vec::new, |role| others(knowledge, role, key)),
            }),
        }
    }
    TrackLine {
        number: key.index() + 1,
        track: Thing::track(knowledge, key),
        said: attribution(knowledge, &track.said),
        stops,
    }
}

fn others(knowledge: &Knowledge, role: RoleKey, but: TrackKey) -> Vec<Crossing<'_>> {
    let others = tracks(knowledge).filter(|key| *key != but && stands_on(knowledge, role, *key));
    others.map(|key| Crossing { number: key.index() + 1, track: Thing::track(knowledge, key) }).collect()
}
