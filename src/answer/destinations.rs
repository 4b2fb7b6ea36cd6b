//! Destinations, as an answer shows them: where a role or track leads, and who says so. Origins have the same form.

use std::collections::BTreeSet;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::knowledge::model::{Knowledge, MoveKind};

use super::attribution::AttributionView;
use super::connection::{Connection, ConnectionStatement, Direction, EvidenceKey, Node};
use super::entity::{EntityKind, EntityRef};
use super::lazy::Lazy;

/// A place that can be reached, or an origin from which people come, with everybody who says so. Each place is in a list
/// once, except that a related role is kept separately.
///
/// As JSON, the place is under `role` if it is one, else under `place`; `sources` is the number of independent sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination<'k> {
    /// The place: a role, a track, or a rung that is a title only.
    pub place: EntityRef<'k>,
    /// The direction that most people state, seen from the role or track that was asked about.
    pub direction: Direction,
    /// Whether somebody calls it the usual move.
    pub usual: bool,
    /// How well it is supported, in points, less what supports the opposite direction; the order is made by it.
    pub support: u32,
    /// Whether it is among the first: directly reached and well supported.
    pub leading: bool,
    /// Whether a brief reply shows it; if not, it is behind "more".
    pub shown: bool,
    /// Whether people get there only by way of another destination.
    pub later: bool,
    /// Who says so, newest first; never empty.
    pub statements: Lazy<'k, StatementView<'k>>,
}

/// One statement that a move exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementView<'k> {
    /// Who says so.
    pub attribution: AttributionView<'k>,
    /// The direction that they state.
    pub direction: Direction,
    /// What makes the statement.
    pub basis: Basis<'k>,
    /// Whether they call it the usual move.
    pub usual: bool,
    /// Whether it is one person's own career.
    pub account: bool,
    /// Whether the direction is our reading of what they say.
    pub inferred: bool,
    /// After how many years, in their words; `null` if they do not say.
    pub years: Option<&'k str>,
    /// What else they say about it; `null` if nothing.
    pub note: Option<&'k str>,
    /// Whether they call it a step: a switch ranks nothing, not even one into management.
    #[serde(skip)]
    pub is_stated_step: bool,
}

/// What makes a statement about a move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Basis<'k> {
    /// Two neighboring rungs of a track.
    Rung {
        /// The track.
        track: EntityRef<'k>,
        /// What the source calls the rung of the destination or origin; `null` if that is its role's name.
        title: Option<&'k str>,
    },
    /// A move between the two places.
    Move,
    /// A move from or to any rung of a track that the role is on.
    AnyRung {
        /// The track.
        track: EntityRef<'k>,
    },
}

impl<'k> Destination<'k> {
    /// The destination, or origin, that a connection is; shown, and not later.
    pub(super) fn new(knowledge: &'k Knowledge, connection: &'k Connection) -> Destination<'k> {
        let statement = |statement: &ConnectionStatement| StatementView::new(knowledge, statement);
        Destination {
            place: node(knowledge, connection.node),
            direction: connection.direction,
            usual: connection.usual,
            support: connection.net_support(),
            leading: false,
            shown: true,
            later: false,
            statements: Lazy::new(move || connection.statements.iter().map(statement).collect()),
        }
    }

    /// All of these connections.
    pub(super) fn all(knowledge: &'k Knowledge, connections: &'k [Connection]) -> Vec<Destination<'k>> {
        connections.iter().map(|connection| Destination::new(knowledge, connection)).collect()
    }
}

impl<'k> StatementView<'k> {
    pub(super) fn new(knowledge: &'k Knowledge, statement: &ConnectionStatement) -> StatementView<'k> {
        let basis = match statement.evidence {
            EvidenceKey::Rung { track, .. } => {
                Basis::Rung { track: EntityRef::track(knowledge, track), title: statement.title(knowledge) }
            }
            EvidenceKey::Move(_) => Basis::Move,
            EvidenceKey::AnyRung { track, .. } => Basis::AnyRung { track: EntityRef::track(knowledge, track) },
        };
        StatementView {
            attribution: AttributionView::new(knowledge, statement.attribution(knowledge)),
            direction: statement.direction,
            basis,
            usual: statement.is_usual(knowledge),
            account: statement.is_account(knowledge),
            inferred: statement.is_inferred(knowledge),
            years: statement.years(knowledge),
            note: statement.note(knowledge),
            is_stated_step: statement.stated_move().is_some_and(|key| knowledge[key].kind == MoveKind::Step),
        }
    }

    /// Whether it states a move: not merely that the places are on the same level or related.
    pub fn is_move(&self) -> bool {
        !matches!(self.direction, Direction::Beside | Direction::Near)
    }

    /// Whether rungs of a track make the statement, and no move.
    pub fn is_rung(&self) -> bool {
        matches!(self.basis, Basis::Rung { .. })
    }
}

/// A node with its name.
pub(super) fn node(knowledge: &Knowledge, node: Node) -> EntityRef<'_> {
    match node {
        Node::Role(role) => EntityRef::role(knowledge, role),
        Node::Track(track) => EntityRef::track(knowledge, track),
        Node::Title(track, rung) => match knowledge[track].rungs.get(rung) {
            Some(rung) => EntityRef::rung(knowledge, rung),
            None => EntityRef::track(knowledge, track),
        },
    }
}

impl Destination<'_> {
    /// How many different people or organizations say so.
    pub fn people(&self) -> usize {
        self.statements.iter().map(|statement| statement.attribution.by).collect::<BTreeSet<_>>().len()
    }

    /// How many independent sources say so: what one publisher published counts once.
    pub fn sources(&self) -> usize {
        let sources = self.statements.iter().map(|statement| &statement.attribution.source);
        let publishers = sources.map(|source| source.publisher.ok_or(source.id));
        publishers.collect::<BTreeSet<Result<&str, &str>>>().len()
    }

    /// The newest year in which somebody says so; `None` if all statements are undated.
    pub fn newest(&self) -> Option<u16> {
        self.statements.iter().filter_map(|statement| statement.attribution.year()).max()
    }

    /// Whether somebody calls it usual, or at least two publishers say so.
    pub fn is_well_supported(&self) -> bool {
        self.usual || self.sources() > 1
    }

    /// Whether one can move there: it is not merely on the same level or related.
    pub fn is_step(&self) -> bool {
        !matches!(self.direction, Direction::Beside | Direction::Near)
    }

    /// Whether the place is a role.
    pub fn leads_to_role(&self) -> bool {
        self.place.kind == EntityKind::Role
    }
}

impl Destination<'_> {
    /// Writes the move from a place to this one: `from`, `to`, `direction`, `usual`, `sources` and `statements`.
    pub(super) fn serialize_move<S: SerializeStruct>(
        &self,
        from: &EntityRef<'_>,
        fields: &mut S,
    ) -> Result<(), S::Error> {
        fields.serialize_field("from", from)?;
        fields.serialize_field("to", &self.place)?;
        fields.serialize_field("direction", &self.direction)?;
        fields.serialize_field("usual", &self.usual)?;
        fields.serialize_field("sources", &self.sources())?;
        fields.serialize_field("statements", &self.statements)
    }
}

impl Serialize for Destination<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut fields = out.serialize_struct("Destination", 9)?;
        fields.serialize_field(if self.leads_to_role() { "role" } else { "place" }, &self.place)?;
        fields.serialize_field("direction", &self.direction)?;
        fields.serialize_field("usual", &self.usual)?;
        fields.serialize_field("support", &self.support)?;
        fields.serialize_field("leading", &self.leading)?;
        fields.serialize_field("shown", &self.shown)?;
        fields.serialize_field("later", &self.later)?;
        fields.serialize_field("sources", &self.sources())?;
        fields.serialize_field("statements", &self.statements)?;
        fields.end()
    }
}
