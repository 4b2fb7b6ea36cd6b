//! A connection between two places, with the statements that make it. Everything is a key.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::knowledge::model::{
    Attribution, Knowledge, MoveKey, MoveKind, PersonKey, Place, RoleKey, Rung, SourceKind, TrackKey,
};

use super::support::{Counted, Says, out_of_management, support, within_trade};

/// In which direction a destination lies. The order is the one in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The next rung of a track, or a move that is said to be upward.
    Up,
    /// Another track.
    Across,
    /// Up or across, from a role that does not manage to one that does.
    IntoManagement,
    /// Out of the field.
    Out,
    /// A role of the same level.
    Beside,
    /// A related role. No direction is known, so it is no next step.
    Near,
}

/// A place where somebody can be in a career.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node {
    /// A role.
    Role(RoleKey),
    /// A track, at an unspecified rung.
    Track(TrackKey),
    /// A rung of a track that is a title without a role, counted from 0.
    Title(TrackKey, usize),
}

/// A place that another one is connected with, and the statements that say so.
#[derive(Debug, Clone)]
pub(super) struct Connection {
    /// The place.
    pub(super) node: Node,
    /// The direction that most people state.
    pub(super) direction: Direction,
    /// Whether somebody calls it the usual move.
    pub(super) usual: bool,
    /// Newest first; never empty.
    pub(super) statements: Vec<ConnectionStatement>,
    /// How well they support the connection, in points.
    pub(super) support: u32,
    /// How many independent publishers state the move.
    pub(super) publishers: usize,
    /// How well the connection in the opposite direction is supported as a way up, in points.
    pub(super) against: u32,
    /// Whether both ends are roles of one family.
    pub(super) is_same_trade: bool,
    /// Whether it leads from a manager's role to one without.
    pub(super) leaves_management: bool,
    /// How many levels it leads up; `None` if nothing ranks both ends.
    pub(super) rise: Option<f64>,
    /// Who makes them, each once, in the order of their keys.
    pub(super) people: Vec<PersonKey>,
    /// The year of the newest; `None` if all are undated.
    pub(super) newest: Option<u16>,
}

/// One statement that two places are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ConnectionStatement {
    /// The direction that it states.
    pub(super) direction: Direction,
    /// What makes the statement.
    pub(super) evidence: EvidenceKey,
}

/// What makes a statement about a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EvidenceKey {
    /// Two neighboring rungs of a track; `rung` is the one of the connected place, counted from 0.
    Rung { track: TrackKey, rung: usize },
    /// A move between the two places.
    Move(MoveKey),
    /// A move from or to any rung of a track.
    AnyRung { stated_move: MoveKey, track: TrackKey },
}

impl Direction {
    /// Which list it is shown in: ways up and across mix.
    pub(super) fn group(self) -> Direction {
        if self == Direction::Across { Direction::Up } else { self }
    }
}

impl Node {
    /// The places of this rung: its roles, or its title.
    pub(super) fn on_rung(track: TrackKey, place: usize, rung: &Rung) -> Vec<Node> {
        if rung.roles.is_empty() {
            return vec![Node::Title(track, place)];
        }
        rung.roles.iter().copied().map(Node::Role).collect()
    }

    /// The role or track; `None` for a title.
    pub(super) fn place(self) -> Option<Place> {
        match self {
            Node::Role(role) => Some(Place::Role(role)),
            Node::Track(track) => Some(Place::Track(track)),
            Node::Title(..) => None,
        }
    }

    /// Whether both are one place to a reader: titles are if they read alike.
    pub(super) fn is_same(self, other: Node, knowledge: &Knowledge) -> bool {
        let title =
            |track: TrackKey, rung: usize| knowledge[track].rungs.get(rung).map(|rung| knowledge.rung_title(rung));
        match (self, other) {
            (Node::Title(track, rung), Node::Title(other, other_rung)) => {
                title(track, rung) == title(other, other_rung)
            }
            _ => self == other,
        }
    }
}

impl From<Place> for Node {
    fn from(place: Place) -> Node {
        match place {
            Place::Role(role) => Node::Role(role),
            Place::Track(track) => Node::Track(track),
        }
    }
}

impl Connection {
    /// A connection with these statements.
    pub(super) fn new(
        knowledge: &Knowledge,
        node: Node,
        direction: Direction,
        statements: Vec<ConnectionStatement>,
    ) -> Connection {
        let usual = statements.iter().any(|statement| statement.is_usual(knowledge));
        let mut connection = Connection {
            node,
            direction,
            usual,
            statements,
            support: 0,
            publishers: 0,
            against: 0,
            is_same_trade: false,
            leaves_management: false,
            rise: None,
            people: Vec::new(),
            newest: None,
        };
        connection.finish(knowledge);
        connection
    }

    /// Works out what follows from the statements.
    pub(super) fn finish(&mut self, knowledge: &Knowledge) {
        self.statements.sort_by_key(|statement| Reverse(statement.year(knowledge)));
        self.newest = self.statements.first().and_then(|statement| statement.year(knowledge));
        // The best supported direction; of two, the one that is shown first. People move between roles of one level, too.
        let is_move = self.statements.iter().any(ConnectionStatement::is_move);
        let counts = |statement: &&ConnectionStatement| statement.is_move() || !is_move;
        let stated: BTreeSet<Direction> =
            self.statements.iter().filter(counts).map(|statement| statement.direction).collect();
        let support_of = |direction: Direction| {
            let stating = self.statements.iter().filter(|statement| statement.direction == direction);
            support(stating.map(|statement| statement.counted(knowledge))).0
        };
        let direction = stated.into_iter().min_by_key(|direction| (Reverse(support_of(*direction)), *direction));
        let moves = self.statements.iter().filter(|statement| statement.is_move());
        (self.support, self.publishers) = support(moves.map(|statement| statement.counted(knowledge)));
        let people: BTreeSet<PersonKey> =
            self.statements.iter().map(|statement| statement.attribution(knowledge).by).collect();
        self.direction = direction.unwrap_or(self.direction);
        self.people = people.into_iter().collect();
    }

    /// How well statements support it as a way up, in points.
    pub(super) fn support_up(&self, knowledge: &Knowledge) -> u32 {
        let is_up =
            |statement: &&ConnectionStatement| matches!(statement.direction, Direction::Up | Direction::IntoManagement);
        support(self.statements.iter().filter(is_up).map(|statement| statement.counted(knowledge))).0
    }

    /// How well it is supported as a next step, in points: what its statements count, less what is stated of the opposite
    /// direction as a way up, weighed by what the two roles have in common.
    pub(super) fn net_support(&self) -> u32 {
        let net = self.support.saturating_sub(self.against);
        if self.leaves_management {
            out_of_management(net)
        } else if self.is_same_trade {
            within_trade(net)
        } else {
            net
        }
    }

    /// Whether one can move there: it is not merely on the same level or related.
    pub(super) fn is_step(&self) -> bool {
        !matches!(self.direction, Direction::Beside | Direction::Near)
    }
}

impl ConnectionStatement {
    /// Who makes the statement, and where.
    pub(super) fn attribution(&self, knowledge: &Knowledge) -> Attribution {
        match self.evidence {
            EvidenceKey::Rung { track, .. } => knowledge[track].attribution,
            EvidenceKey::Move(key) | EvidenceKey::AnyRung { stated_move: key, .. } => knowledge[key].attribution,
        }
    }

    /// Whether it states a move: not merely that the places are on the same level or related.
    pub(super) fn is_move(&self) -> bool {
        !matches!(self.direction, Direction::Beside | Direction::Near)
    }

    /// Whether it is one person's own career.
    pub(super) fn is_account(&self, knowledge: &Knowledge) -> bool {
        let is_stated = self.stated_move().is_some_and(|key| knowledge[key].account);
        is_stated || knowledge[self.attribution(knowledge).source].kind == Some(SourceKind::Account)
    }

    /// After how many years, in the source's words. What a rung says of years is about that rung.
    pub(super) fn years<'k>(&self, knowledge: &'k Knowledge) -> Option<&'k str> {
        self.stated_move().and_then(|key| knowledge[key].years.as_deref())
    }

    /// Whether the direction is our reading.
    pub(super) fn is_inferred(&self, knowledge: &Knowledge) -> bool {
        match self.evidence {
            EvidenceKey::Rung { track, .. } => knowledge[track].inferred,
            EvidenceKey::Move(key) | EvidenceKey::AnyRung { stated_move: key, .. } => knowledge[key].inferred,
        }
    }

    /// The statement, as far as it counts.
    pub(super) fn counted<'k>(&self, knowledge: &'k Knowledge) -> Counted<'k> {
        let attribution = self.attribution(knowledge);
        let source = &knowledge[attribution.source];
        let says = match (self.evidence, self.stated_move().map(|key| knowledge[key].kind)) {
            (EvidenceKey::Rung { .. }, _) => Says::Rung,
            (EvidenceKey::AnyRung { .. }, _) => Says::WholeTrack,
            (EvidenceKey::Move(_), Some(MoveKind::Switch | MoveKind::Exit)) => Says::Switch,
            (EvidenceKey::Move(_), _) => Says::Step,
        };
        Counted {
            publisher: source.publisher.as_deref().unwrap_or(&source.id),
            kind: if self.is_account(knowledge) { Some(SourceKind::Account) } else { source.kind },
            says,
            usual: self.is_usual(knowledge),
            confidence: attribution.confidence,
            inferred: self.is_inferred(knowledge),
        }
    }

    fn year(&self, knowledge: &Knowledge) -> Option<u16> {
        knowledge[self.attribution(knowledge).source].published.map(|date| date.year)
    }

    /// Whether it calls the move the usual one.
    pub(super) fn is_usual(&self, knowledge: &Knowledge) -> bool {
        self.stated_move().is_some_and(|key| knowledge[key].usual)
    }

    /// What else it says.
    pub(super) fn note<'k>(&self, knowledge: &'k Knowledge) -> Option<&'k str> {
        match self.evidence {
            EvidenceKey::Rung { track, rung } => knowledge[track].rungs.get(rung).and_then(|rung| rung.adds.as_deref()),
            EvidenceKey::Move(key) | EvidenceKey::AnyRung { stated_move: key, .. } => knowledge[key].note.as_deref(),
        }
    }

    /// What the source calls the rung of the connected place, if that is not its role's name.
    pub(super) fn title<'k>(&self, knowledge: &'k Knowledge) -> Option<&'k str> {
        let EvidenceKey::Rung { track, rung } = self.evidence else { return None };
        let rung = knowledge[track].rungs.get(rung)?;
        rung.role().and(rung.title.as_deref())
    }

    /// The move that makes the statement; `None` if rungs do.
    pub(super) fn stated_move(&self) -> Option<MoveKey> {
        match self.evidence {
            EvidenceKey::Move(key) | EvidenceKey::AnyRung { stated_move: key, .. } => Some(key),
            EvidenceKey::Rung { .. } => None,
        }
    }

    pub(super) fn says_the_same(&self, other: &ConnectionStatement, knowledge: &Knowledge) -> bool {
        let is_same_evidence = match (self.evidence, other.evidence) {
            (EvidenceKey::Move(_), EvidenceKey::Move(_)) => true,
            (EvidenceKey::AnyRung { track, .. }, EvidenceKey::AnyRung { track: other, .. }) => track == other,
            (EvidenceKey::Rung { track, .. }, EvidenceKey::Rung { track: other_track, .. }) => {
                track == other_track && self.title(knowledge) == other.title(knowledge)
            }
            (one, other) => one == other,
        };
        is_same_evidence
            && self.direction == other.direction
            && self.attribution(knowledge) == other.attribution(knowledge)
            && self.is_usual(knowledge) == other.is_usual(knowledge)
            && self.note(knowledge) == other.note(knowledge)
    }
}
