//! The ways that lead away from a role or track, and those that lead to it, grouped by where they lead.

use std::cmp::Reverse;

use serde::Serialize;

use crate::knowledge::model::{Confidence, Knowledge, Move, MoveKind, Place, RoleKey, Track, TrackKey};

use super::voices::{Attribution, attribution};
use super::{Thing, ThingKind};

/// A place that can be reached, or come from, with everybody who says so. A place stands once in a list of ways, but for
/// those that are also near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Way<'k> {
    /// In which direction most of those who say so see the place, from the role or track asked about.
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
    /// Up or across, from a role that does not manage to one that does.
    IntoManagement,
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
    /// In which direction they see the place.
    pub direction: Direction,
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
    /// A rung of a track that a move leads onto; at which rung people come onto it, nobody says. Only in a path.
    Onto {
        /// The track.
        track: Thing<'k>,
        /// Which rung the way leads to, counted from 1 at the bottom.
        rung: usize,
        /// How many rungs the track has.
        rungs: usize,
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
    let mut ways = Ways { knowledge, here: Place::Role(role), end, ways: Vec::new() };
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
                let direction = match there.role {
                    Some(role) => ways.direction(Direction::Up, Place::Role(role)),
                    None => Direction::Up,
                };
                let note = there.adds.as_deref();
                ways.add(Thing::step(knowledge, there), Support { said, direction, basis, usual: false, note });
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
    let mut ways = Ways { knowledge, here: Place::Track(track), end, ways: Vec::new() };
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
    /// The place that is asked about.
    here: Place,
    end: End,
    ways: Vec<Way<'k>>,
}

impl<'k> Ways<'k> {
    fn add_move(&mut self, passage: &'k Move, there: Place, basis: Basis<'k>) {
        let said_to_be = match passage.kind {
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
        let direction = self.direction(said_to_be, there);
        self.add(place, Support { said, direction, basis, usual: passage.usual, note: passage.note.as_deref() });
    }

    /// The direction as it is said, unless the way leads into management.
    fn direction(&self, said_to_be: Direction, there: Place) -> Direction {
        let (start, goal) = if self.end == End::From { (self.here, there) } else { (there, self.here) };
        let leads_on = matches!(said_to_be, Direction::Up | Direction::Across);
        if leads_on && self.knowledge.manages(goal) && !self.knowledge.manages(start) {
            Direction::IntoManagement
        } else {
            said_to_be
        }
    }

    fn add(&mut self, place: Thing<'k>, support: Support<'k>) {
        // Nearness is no statement about a way, and must not count as one.
        let is_near = support.direction == Direction::Near;
        match self.ways.iter_mut().find(|way| way.place == place && (way.direction == Direction::Near) == is_near) {
            // What has no direction may be said from both ends.
            Some(way) if way.support.contains(&support) => {}
            Some(way) => {
                way.usual |= support.usual;
                way.support.push(support);
            }
            None => {
                let direction = support.direction;
                self.ways.push(Way { direction, place, usual: support.usual, support: vec![support] });
            }
        }
    }

    fn sorted(mut self) -> Vec<Way<'k>> {
        for way in &mut self.ways {
            way.support.sort_by_key(|support| Reverse(support.said.year()));
            let voices = |direction: Direction| names(way.support.iter().filter(|s| s.direction == direction)).len();
            let all = way.support.iter().map(|support| support.direction);
            // Of two directions with as many voices, the one that is shown first.
            way.direction =
                all.min_by_key(|direction| (Reverse(voices(*direction)), *direction)).unwrap_or(way.direction);
        }
        self.ways.sort_by_key(|way| {
            (way.direction, Reverse(way.voices()), Reverse(way.surest()), Reverse(way.usual), Reverse(way.newest()))
        });
        self.ways
    }
}

/// Who speaks, each once.
fn names<'s, 'k: 's>(support: impl Iterator<Item = &'s Support<'k>>) -> Vec<&'k str> {
    let mut names: Vec<&str> = support.map(|support| support.said.by).collect();
    names.sort_unstable();
    names.dedup();
    names
}

impl Support<'_> {
    /// Whether it rests on two rungs of a track, and on no move.
    pub fn is_rung(&self) -> bool {
        matches!(self.basis, Basis::Rung { .. } | Basis::Onto { .. })
    }
}

impl Way<'_> {
    /// How many different people or organisations say so.
    pub fn voices(&self) -> usize {
        names(self.support.iter()).len()
    }

    /// How sure the surest of them is.
    fn surest(&self) -> Option<Confidence> {
        self.support.iter().map(|support| support.said.confidence).max()
    }

    /// The newest year in which somebody says so; `None` if all are undated.
    pub fn newest(&self) -> Option<u16> {
        self.support.iter().filter_map(|support| support.said.year()).max()
    }

    /// Whether the place is one that can be gone to, and not merely something near or beside.
    pub fn is_step(&self) -> bool {
        !matches!(self.direction, Direction::Beside | Direction::Near)
    }

    /// Whether the place is a role of the knowledge.
    pub fn leads_to_role(&self) -> bool {
        self.place.kind == ThingKind::Role
    }
}
