//! Two roles side by side: `/compare`.

use petgraph::Outgoing;
use serde::Serialize;

use crate::knowledge::model::{Knowledge, MoveKind, Place, RoleKey, Subject, Track, TrackKey};
use crate::question::Interpretation;

use super::attribution::AttributionView;
use super::connections::{ConnectionStatement, Connections, Direction, Node, is_on, tracks};
use super::destinations::StatementView;
use super::disputes::{DisputeView, disputes};
use super::entity::EntityRef;
use super::interpretation::InterpretationView;
use super::opinions::{DefinitionView, ViewpointView, definitions, viewpoints};
use super::positions::{TrackPosition, positions};

/// Two roles side by side: what each is, and what people say about which is more senior.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compare<'k> {
    /// The first.
    pub first: Compared<'k>,
    /// The second; it may be the same.
    pub second: Compared<'k>,
    /// How the question was interpreted; nothing for a role that was named.
    pub interpretations: Vec<InterpretationView<'k>>,
    /// Which of the two is more senior, if all that the sources state about it agrees.
    pub order: Order,
    /// The tracks that both are on.
    pub shared: Vec<Shared<'k>>,
    /// Who says that they are on the same level, newest first.
    pub level: Vec<StatementView<'k>>,
    /// Who says that the first leads to the second, by a move.
    pub there: Vec<StatementView<'k>>,
    /// Who says that the second leads to the first, by a move.
    pub back: Vec<StatementView<'k>>,
    /// Who says that they are related, and no more.
    pub near: Vec<StatementView<'k>>,
    /// Viewpoints about both.
    pub viewpoints: Vec<ViewpointView<'k>>,
    /// Disputes about both.
    pub disputes: Vec<DisputeView<'k>>,
}

/// Which of two roles is more senior.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The first.
    First,
    /// The second.
    Second,
    /// Neither: they are on the same level.
    Level,
    /// The sources contradict each other.
    Disputed,
    /// No source says.
    Unknown,
}

/// One of two roles that are compared. As JSON, the keys of its [`EntityRef`] and these.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared<'k> {
    /// The role.
    #[serde(flatten)]
    pub role: EntityRef<'k>,
    /// What it is, in words that take no side.
    pub summary: Option<&'k str>,
    /// Whether people in this role manage people or budgets.
    pub manages: bool,
    /// Where it is on every track that has it.
    pub positions: Vec<TrackPosition<'k>>,
    /// Every definition of it.
    pub definitions: Vec<DefinitionView<'k>>,
}

/// A track that both roles are on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shared<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// Who describes it, and thereby puts one role above the other.
    pub attribution: AttributionView<'k>,
    /// The lowest rung of the first role, counted from 1 at the bottom.
    pub first: usize,
    /// The lowest rung of the second.
    pub second: usize,
    /// How many rungs the track has.
    pub rungs: usize,
}

pub(super) fn compare<'k>(
    knowledge: &'k Knowledge,
    connections: &Connections,
    first: RoleKey,
    second: RoleKey,
    interpretations: &[Interpretation],
) -> Compare<'k> {
    let both = [Subject::Role(first), Subject::Role(second)];
    let entities = [EntityRef::role(knowledge, first), EntityRef::role(knowledge, second)];
    let is_about_both =
        |about: &[EntityRef<'_>]| first != second && entities.iter().all(|entity| about.contains(entity));
    let mut viewpoints = viewpoints(knowledge, &both);
    viewpoints.retain(|viewpoint| is_about_both(&viewpoint.about));
    let mut disputes = disputes(knowledge, &both);
    disputes.retain(|dispute| is_about_both(&dispute.about));
    let there = moves(knowledge, connections, first, second);
    let back = moves(knowledge, connections, second, first);
    let shared = shared(knowledge, first, second);
    let is_disputed = !disputes.is_empty();
    let views = |statements: &[ConnectionStatement], is_meant: fn(Direction) -> bool| {
        let meant = statements.iter().filter(|statement| is_meant(statement.direction));
        meant.map(|statement| StatementView::new(knowledge, statement)).collect()
    };
    let is_step = |direction| !matches!(direction, Direction::Beside | Direction::Near);
    Compare {
        order: order(knowledge, &shared, &there, &back, is_disputed),
        first: compared(knowledge, first),
        second: compared(knowledge, second),
        interpretations: InterpretationView::all(knowledge, interpretations),
        shared,
        level: views(&there, |direction| direction == Direction::Beside),
        near: views(&there, |direction| direction == Direction::Near),
        there: views(&there, is_step),
        back: views(&back, is_step),
        viewpoints,
        disputes,
    }
}

fn compared(knowledge: &Knowledge, role: RoleKey) -> Compared<'_> {
    Compared {
        role: EntityRef::role(knowledge, role),
        summary: knowledge[role].summary.as_deref(),
        manages: knowledge[role].manages,
        positions: positions(knowledge, role),
        definitions: definitions(knowledge, &[Subject::Role(role)]),
    }
}

/// Which is more senior: by the rungs of shared tracks, the moves that go up, and the statements that they are level. A
/// switch or an exit says nothing about it.
fn order(
    knowledge: &Knowledge,
    shared: &[Shared<'_>],
    there: &[ConnectionStatement],
    back: &[ConnectionStatement],
    is_disputed: bool,
) -> Order {
    let has = |statements: &[ConnectionStatement], kind: MoveKind| {
        statements.iter().filter_map(ConnectionStatement::stated_move).any(|key| knowledge[key].kind == kind)
    };
    let claims = [
        (Order::First, shared.iter().any(|track| track.first > track.second) || has(back, MoveKind::Step)),
        (Order::Second, shared.iter().any(|track| track.second > track.first) || has(there, MoveKind::Step)),
        (Order::Level, has(there, MoveKind::Peer)),
    ];
    let mut made = claims.iter().filter(|(_, is_made)| *is_made).map(|(order, _)| *order);
    match (made.next(), made.next()) {
        (None, _) if is_disputed => Order::Disputed,
        (None, _) => Order::Unknown,
        (Some(order), None) if !is_disputed => order,
        _ => Order::Disputed,
    }
}

/// The statements that one role leads to the other, or onto a track that it is on. Moves only: rungs are told with the
/// shared tracks.
fn moves(knowledge: &Knowledge, connections: &Connections, from: RoleKey, to: RoleKey) -> Vec<ConnectionStatement> {
    let is_there = |node: Node| match node {
        Node::Role(role) => role == to,
        Node::Track(track) => is_on(&knowledge[track], to) && !is_on(&knowledge[track], from),
        Node::Title(..) => false,
    };
    let outgoing = connections.of(Place::Role(from), Outgoing).iter();
    let statements =
        outgoing.filter(|connection| is_there(connection.node)).flat_map(|connection| &connection.statements);
    statements.filter(|statement| statement.stated_move().is_some()).copied().collect()
}

fn shared(knowledge: &Knowledge, first: RoleKey, second: RoleKey) -> Vec<Shared<'_>> {
    let rung = |track: &Track, role: RoleKey| Some(track.rungs.iter().position(|rung| rung.has(role))? + 1);
    let view = |(key, track): (TrackKey, &Track)| {
        let (first, second) = (rung(track, first)?, rung(track, second)?);
        let attribution = AttributionView::new(knowledge, track.attribution);
        let rungs = track.rungs.len();
        let track = EntityRef::track(knowledge, key);
        (first != second).then_some(Shared { track, attribution, first, second, rungs })
    };
    tracks(knowledge).filter_map(view).collect()
}
