//! The ways that lead away from a role or track, and those that lead to it, grouped by where they lead.

use std::cmp::Reverse;

use serde::Serialize;

use crate::knowledge::model::{Confidence, Knowledge, Move, MoveKind, Place, RoleKey, Track, TrackKey};

use super::statements::{AttributionView, attribution};
use super::{EntityKind, EntityRef};

/// A place that can be reached, or come from, with everybody who says so. A place stands once in a list of ways, but for
/// those that are also near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Destination<'k> {
    /// In which direction most of those who say so see the place, from the role or track asked about.
    pub direction: Direction,
    /// The place: a role, a track, or a rung that is only a title.
    pub place: EntityRef<'k>,
    /// Whether somebody says that most people go this way.
    pub usual: bool,
    /// Who says so, newest first; never empty.
    pub statements: Vec<StatementView<'k>>,
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
pub struct StatementView<'k> {
    /// Who says so.
    pub attribution: AttributionView<'k>,
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
        track: EntityRef<'k>,
        /// What the source calls the rung that the way leads to or comes from, where that is not its role's name.
        title: Option<&'k str>,
    },
    /// A move from the place itself.
    Move,
    /// A move from or to any rung of a track that the role stands on.
    AnyRung {
        /// The track.
        track: EntityRef<'k>,
    },
    /// A rung of a track that a move leads onto; at which rung people come onto it, nobody says. Only in a path.
    Onto {
        /// The track.
        track: EntityRef<'k>,
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
pub(super) fn of_role<'k>(knowledge: &'k Knowledge, role: RoleKey, end: End) -> Vec<Destination<'k>> {
    let mut destinations = Ways { knowledge, here: Place::Role(role), end, destinations: Vec::new() };
    let position: Vec<(TrackKey, &Track)> = (0..)
        .map(TrackKey)
        .zip(&knowledge.tracks)
        .filter(|(_, track)| track.rungs.iter().any(|step| step.has(role)))
        .collect();
    for (key, track) in &position {
        for pair in track.rungs.windows(2) {
            let [below, above] = pair else { continue };
            let (here, there) = if end == End::From { (below, above) } else { (above, below) };
            // Seniority within the role is no other place.
            if here.has(role) && !there.has(role) {
                let basis = Basis::Rung {
                    track: EntityRef::track(knowledge, *key),
                    title: there.role().and(there.title.as_deref()),
                };
                let attribution = attribution(knowledge, &track.attribution);
                let direction = match there.role() {
                    Some(role) => destinations.direction(Direction::Up, Place::Role(role)),
                    None => Direction::Up,
                };
                let note = there.adds.as_deref();
                destinations.add(
                    EntityRef::rung(knowledge, there),
                    StatementView { attribution, direction, basis, usual: false, note },
                );
            }
        }
    }
    for stated_move in &knowledge.moves {
        if stated_move.has_no_direction() && end == End::To {
            // Shown once, with the ways that lead away.
            continue;
        }
        let (here, there) = stated_move.ends(end);
        if here == Place::Role(role) {
            destinations.add_move(stated_move, there, Basis::Move);
        } else if stated_move.has_no_direction() && there == Place::Role(role) {
            destinations.add_move(stated_move, here, Basis::Move);
        }
        for (key, track) in &position {
            let leads_back = match there {
                Place::Track(other) => other == *key,
                Place::Role(other) => track.rungs.iter().any(|step| step.has(other)),
            };
            if here == Place::Track(*key) && !leads_back {
                destinations.add_move(stated_move, there, Basis::AnyRung { track: EntityRef::track(knowledge, *key) });
            }
        }
    }
    destinations.sorted()
}

/// The moves away from a track at any rung, or into it: by direction, then the most supported first.
pub(super) fn of_track<'k>(knowledge: &'k Knowledge, track: TrackKey, end: End) -> Vec<Destination<'k>> {
    let mut destinations = Ways { knowledge, here: Place::Track(track), end, destinations: Vec::new() };
    for stated_move in &knowledge.moves {
        let (here, there) = stated_move.ends(end);
        if here == Place::Track(track) {
            destinations.add_move(stated_move, there, Basis::Move);
        }
    }
    destinations.sorted()
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
    destinations: Vec<Destination<'k>>,
}

impl<'k> Ways<'k> {
    fn add_move(&mut self, stated_move: &'k Move, there: Place, basis: Basis<'k>) {
        let said_to_be = match stated_move.kind {
            MoveKind::Step => Direction::Up,
            MoveKind::Switch => Direction::Across,
            MoveKind::Exit => Direction::Out,
            MoveKind::Peer => Direction::Beside,
            MoveKind::Related => Direction::Near,
        };
        let place = match there {
            Place::Role(role) => EntityRef::role(self.knowledge, role),
            Place::Track(track) => EntityRef::track(self.knowledge, track),
        };
        let attribution = attribution(self.knowledge, &stated_move.attribution);
        let direction = self.direction(said_to_be, there);
        self.add(
            place,
            StatementView {
                attribution,
                direction,
                basis,
                usual: stated_move.usual,
                note: stated_move.note.as_deref(),
            },
        );
    }

    /// The direction as it is said, unless the way leads into management.
    fn direction(&self, said_to_be: Direction, there: Place) -> Direction {
        let (start, goal) = if self.end == End::From { (self.here, there) } else { (there, self.here) };
        let has_exit = matches!(said_to_be, Direction::Up | Direction::Across);
        if has_exit && self.knowledge.manages(goal) && !self.knowledge.manages(start) {
            Direction::IntoManagement
        } else {
            said_to_be
        }
    }

    fn add(&mut self, place: EntityRef<'k>, statements: StatementView<'k>) {
        // Nearness is no statement about a way, and must not count as one.
        let is_near = statements.direction == Direction::Near;
        match self
            .destinations
            .iter_mut()
            .find(|destination| destination.place == place && (destination.direction == Direction::Near) == is_near)
        {
            // What has no direction may be said from both ends.
            Some(destination) if destination.statements.contains(&statements) => {}
            Some(destination) => {
                destination.usual |= statements.usual;
                destination.statements.push(statements);
            }
            None => {
                let direction = statements.direction;
                self.destinations.push(Destination {
                    direction,
                    place,
                    usual: statements.usual,
                    statements: vec![statements],
                });
            }
        }
    }

    fn sorted(mut self) -> Vec<Destination<'k>> {
        for destination in &mut self.destinations {
            destination.statements.sort_by_key(|statements| Reverse(statements.attribution.year()));
            let viewpoints =
                |direction: Direction| names(destination.statements.iter().filter(|s| s.direction == direction)).len();
            let all = destination.statements.iter().map(|statements| statements.direction);
            // Of two directions with as many voices, the one that is shown first.
            destination.direction = all
                .min_by_key(|direction| (Reverse(viewpoints(*direction)), *direction))
                .unwrap_or(destination.direction);
        }
        self.destinations.sort_by_key(|destination| {
            (
                destination.direction,
                Reverse(destination.viewpoints()),
                Reverse(destination.surest()),
                Reverse(destination.usual),
                Reverse(destination.newest()),
            )
        });
        self.destinations
    }
}

/// Who speaks, each once.
fn names<'s, 'k: 's>(statements: impl Iterator<Item = &'s StatementView<'k>>) -> Vec<&'k str> {
    let mut names: Vec<&str> = statements.map(|statements| statements.attribution.by).collect();
    names.sort_unstable();
    names.dedup();
    names
}

impl StatementView<'_> {
    /// Whether it rests on two rungs of a track, and on no move.
    pub fn is_rung(&self) -> bool {
        matches!(self.basis, Basis::Rung { .. } | Basis::Onto { .. })
    }
}

impl Destination<'_> {
    /// How many different people or organisations say so.
    pub fn viewpoints(&self) -> usize {
        names(self.statements.iter()).len()
    }

    /// How sure the surest of them is.
    fn surest(&self) -> Option<Confidence> {
        self.statements.iter().map(|statements| statements.attribution.confidence).max()
    }

    /// The newest year in which somebody says so; `None` if all are undated.
    pub fn newest(&self) -> Option<u16> {
        self.statements.iter().filter_map(|statements| statements.attribution.year()).max()
    }

    /// Whether the place is one that can be gone to, and not merely something near or beside.
    pub fn is_step(&self) -> bool {
        !matches!(self.direction, Direction::Beside | Direction::Near)
    }

    /// Whether the place is a role of the knowledge.
    pub fn leads_to_role(&self) -> bool {
        self.place.kind == EntityKind::Role
    }
}
