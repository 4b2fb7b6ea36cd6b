//! The ways that lead away from a role or track, and those that lead to it, grouped by where they lead.

use std::cmp::Reverse;

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Move, MoveKind, Place, RoleKey, Track, TrackKey};

use super::voices::{Attribution, attribution};
use super::{Thing, ThingKind};

/// A place that can be reached, or come from, with everybody who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Way<'k> {
    /// In which direction the place lies, seen from the role or track asked about.
    pub direction: Direction,
    /// The place: a role, a track, or a rung that is only a title.
    pub place: Thing<'k>,
    /// Whether somebody says that most people go this way.
    pub usual: bool,
    /// Who says so, newest first; never empty.
    pub support: Vec<Support<'k>>,
}

/// In which direction a way leads. The order is that in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// To the next rung of a track, or a move said to be upward.
    Up,
    /// To another track.
    Across,
    /// Out of the field.
    Out,
    /// To a role of the same level.
    Beside,
    /// To a near role; no direction is known, so it is no next step.
    Near,
}

/// One statement that a way exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Support<'k> {
    /// Who says so.
    pub said: Attribution<'k>,
    /// What it rests on.
    pub basis: Basis<'k>,
    /// Whether they say that most people go this way.
    pub usual: bool,
    /// What else they say of it.
    pub note: Option<&'k str>,
}

/// What a statement of a way rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Basis<'k> {
    /// Two rungs of a track, one above the other.
    Rung {
        /// The track.
        track: Thing<'k>,
        /// What the source calls the rung that the way leads to or comes from, where that is not its role's name.
        title: Option<&'k str>,
    },
    /// A move from the place itself.
    Move,
    /// A move from or to any rung of a track that the role stands on.
    AnyRung {
        /// The track.
        track: Thing<'k>,
    },
}

/// Which end of a way is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    From,
    To,
}

/// The ways away from a role (`End::From`), or those that come into it (`End::To`): by direction, then the most
/// supported first.
///
/// A move from "any rung" of a track counts for every role that stands on it.
pub(super) fn of_role<'k>(knowledge: &'k Knowledge, role: RoleKey, end: End) -> Vec<Way<'k>> {
    let mut ways = Ways { knowledge, ways: Vec::new() };
    let standing: Vec<(TrackKey, &Track)> = (0..)
        .map(TrackKey)
        .zip(&knowledge.tracks)
        .filter(|(_, track)| track.steps.iter().any(|step| step.role == Some(role)))
        .collect();
    for (key, track) in &standing {
        for pair in track.steps.windows(2) {
            let [below, above] = pair else { continue };
            let (here, there) = if end == End::From { (below, above) } else { (above, below) };
            // Seniority within the role is no other place.
            if here.role == Some(role) && there.role != Some(role) {
                let basis =
                    Basis::Rung { track: Thing::track(knowledge, *key), title: there.role.and(there.title.as_deref()) };
                let said = attribution(knowledge, &track.said);
                let support = Support { said, basis, usual: false, note: there.adds.as_deref() };
                ways.add(Direction::Up, Thing::step(knowledge, there), support);
            }
        }
    }
    for passage in &knowledge.moves {
        if passage.has_no_direction() && end == End::To {
            // Shown once, with the ways that lead away.
            continue;
        }
        let (here, there) = passage.ends(end);
        if here == Place::Role(role) {
            ways.add_move(passage, there, Basis::Move);
        } else if passage.has_no_direction() && there == Place::Role(role) {
            ways.add_move(passage, here, Basis::Move);
        }
        for (key, track) in &standing {
            let leads_back = match there {
                Place::Track(other) => other == *key,
                Place::Role(other) => track.steps.iter().any(|step| step.role == Some(other)),
            };
            if here == Place::Track(*key) && !leads_back {
                ways.add_move(passage, there, Basis::AnyRung { track: Thing::track(knowledge, *key) });
            }
        }
    }
    ways.sorted()
}

/// The moves away from a track at any rung, or into it: by direction, then the most supported first.
pub(super) fn of_track<'k>(knowledge: &'k Knowledge, track: TrackKey, end: End) -> Vec<Way<'k>> {
    let mut ways = Ways { knowledge, ways: Vec::new() };
    for passage in &knowledge.moves {
        let (here, there) = passage.ends(end);
        if here == Place::Track(track) {
            ways.add_move(passage, there, Basis::Move);
        }
    }
    ways.sorted()
}

impl Move {
    /// The end that is asked about, and the other.
    fn ends(&self, end: End) -> (Place, Place) {
        match end {
            End::From => (self.from, self.to),
            End::To => (self.to, self.from),
        }
    }

    /// Whether it holds from both ends alike.
    fn has_no_direction(&self) -> bool {
        matches!(self.kind, MoveKind::Peer | MoveKind::Related)
    }
}

struct Ways<'k> {
    knowledge: &'k Knowledge,
    ways: Vec<Way<'k>>,
}

impl<'k> Ways<'k> {
    fn add_move(&mut self, passage: &'k Move, there: Place, basis: Basis<'k>) {
        let direction = match passage.kind {
            MoveKind::Step => Direction::Up,
            MoveKind::Switch => Direction::Across,
            MoveKind::Exit => Direction::Out,
            MoveKind::Peer => Direction::Beside,
            MoveKind::Related => Direction::Near,
        };
        let place = match there {
            Place::Role(role) => Thing::role(self.knowledge, role),
            Place::Track(track) => Thing::track(self.knowledge, track),
        };
        let said = attribution(self.knowledge, &passage.said);
        self.add(direction, place, Support { said, basis, usual: passage.usual, note: passage.note.as_deref() });
    }

    fn add(&mut self, direction: Direction, place: Thing<'k>, support: Support<'k>) {
        match self.ways.iter_mut().find(|way| way.direction == direction && way.place == place) {
            Some(way) => {
                way.usual |= support.usual;
                way.support.push(support);
            }
            None => self.ways.push(Way { direction, place, usual: support.usual, support: vec![support] }),
        }
    }

    fn sorted(mut self) -> Vec<Way<'k>> {
        for way in &mut self.ways {
            way.support.sort_by_key(|support| Reverse(support.said.year()));
        }
        self.ways.sort_by_key(|way| (way.direction, Reverse(way.voices()), Reverse(way.usual), Reverse(way.newest())));
        self.ways
    }
}

impl Way<'_> {
    /// How many different people or organisations say so.
    pub fn voices(&self) -> usize {
        let mut names: Vec<&str> = self.support.iter().map(|support| support.said.by).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    }

    /// The newest year in which somebody says so; `None` if all are undated.
    pub fn newest(&self) -> Option<u16> {
        self.support.iter().filter_map(|support| support.said.year()).max()
    }

    /// Whether the place is one that can be gone to, and not merely something near or beside.
    pub fn is_step(&self) -> bool {
        matches!(self.direction, Direction::Up | Direction::Across | Direction::Out)
    }

    /// Whether the place is a role of the knowledge.
    pub fn leads_to_role(&self) -> bool {
        self.place.kind == ThingKind::Role
    }
}
