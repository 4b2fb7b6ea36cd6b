//! Two roles side by side: `/compare`.

use std::collections::BTreeSet;

use petgraph::Outgoing;
use serde::Serialize;

use crate::knowledge::model::{Attribution, Knowledge, MoveKind, Place, RoleKey, Rung, Subject, Track, TrackKey};
use crate::question::Interpretation;

use super::attribution::AttributionView;
use super::by_subject::BySubject;
use super::connection::{Connection, ConnectionStatement, Direction, EvidenceKey, Node};
use super::connections::Connections;
use super::destinations::StatementView;
use super::disputes::{DisputeView, disputes};
use super::entity::EntityRef;
use super::interpretation::InterpretationView;
use super::levels::Levels;
use super::opinions::{DefinitionView, ViewpointView, definitions, viewpoints};
use super::path::graph::MoveGraph;
use super::positions::{TrackPosition, positions};
use super::support::support;

/// Two roles side by side: what each is, and what people say about which is more senior.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compare<'k> {
    /// The first.
    pub first: Compared<'k>,
    /// The second; it may be the same.
    pub second: Compared<'k>,
    /// How the question was interpreted; nothing for a role that was named.
    pub interpretations: Vec<InterpretationView<'k>>,
    /// Which of the two is more senior, as the sources state it, or else as it follows from what they say of other roles.
    pub order: Order,
    /// Whether no source states the order: it is our reading of how sources rank the two among other roles.
    pub order_is_inferred: bool,
    /// How many independent sources rank one of the two among other roles; an inferred order rests on them.
    pub ranking_sources: usize,
    /// The tracks that both are on.
    pub shared: Vec<Shared<'k>>,
    /// Who says that they are on the same level, newest first.
    pub level: Vec<StatementView<'k>>,
    /// Who says that the first leads to the second, by a move or by two neighboring rungs.
    pub there: Vec<StatementView<'k>>,
    /// Who says that the second leads to the first.
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
    /// No source says, and nothing follows from what they say of other roles.
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

/// How many levels apart two roles have to be for one to count as more senior, if no source compares them.
const MIN_RISE: f64 = 0.45;

/// How many independent sources have to rank each of two roles for them to count as level, if no source compares them.
const MIN_LEVEL_SOURCES: usize = 2;

/// How much of the support of one order another has to have for the order to be disputed, in percent.
const MIN_DISPUTED_PERCENT: u32 = 34;

pub(super) fn compare<'k>(
    knowledge: &'k Knowledge,
    by_subject: &BySubject,
    connections: &Connections,
    levels: &Levels,
    graph: &MoveGraph,
    (first, second): (RoleKey, RoleKey),
    interpretations: &[Interpretation],
) -> Compare<'k> {
    let both = [Subject::Role(first), Subject::Role(second)];
    let entities = [EntityRef::role(knowledge, first), EntityRef::role(knowledge, second)];
    let is_about_both =
        |about: &[EntityRef<'_>]| first != second && entities.iter().all(|entity| about.contains(entity));
    let mut viewpoints = viewpoints(knowledge, by_subject, &both);
    viewpoints.retain(|viewpoint| is_about_both(&viewpoint.about));
    let mut disputes = disputes(knowledge, by_subject, &both);
    disputes.retain(|dispute| is_about_both(&dispute.about));
    let statements = |from: RoleKey, to: RoleKey| -> &[ConnectionStatement] {
        graph.connection(from, to).map_or(&[], |connection| &connection.statements)
    };
    let (there, back) = (statements(first, second), statements(second, first));
    let views = |statements: &[ConnectionStatement], is_meant: fn(Direction) -> bool| {
        let meant = statements.iter().filter(|statement| is_meant(statement.direction));
        meant.map(|statement| StatementView::new(knowledge, statement)).collect()
    };
    let is_step = |direction| !matches!(direction, Direction::Beside | Direction::Near);
    let stated = stated_order(knowledge, by_subject, first, second, there, back);
    let sources = |role: RoleKey| ranking_sources(knowledge, by_subject, role);
    let ranking_sources = sources(first).union(&sources(second)).count();
    let inferred = || {
        let is_ranked = |role: RoleKey| sources(role).len() >= MIN_LEVEL_SOURCES;
        match levels.rise(first, second) {
            _ if first == second || ranking_sources == 0 => Order::Unknown,
            Some(rise) if rise >= MIN_RISE => Order::Second,
            Some(rise) if rise <= -MIN_RISE => Order::First,
            Some(_) if is_ranked(first) && is_ranked(second) => Order::Level,
            _ => Order::Unknown,
        }
    };
    let order = stated.unwrap_or_else(inferred);
    Compare {
        order,
        order_is_inferred: stated.is_none() && order != Order::Unknown,
        ranking_sources,
        first: compared(knowledge, by_subject, first),
        second: compared(knowledge, by_subject, second),
        interpretations: InterpretationView::all(knowledge, interpretations),
        shared: shared(knowledge, by_subject, first, second),
        level: views(there, |direction| direction == Direction::Beside),
        near: near(knowledge, connections, first, second),
        there: views(there, is_step),
        back: views(back, is_step),
        viewpoints,
        disputes,
    }
}

fn compared<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, role: RoleKey) -> Compared<'k> {
    Compared {
        role: EntityRef::role(knowledge, role),
        summary: knowledge[role].summary.as_deref(),
        manages: knowledge[role].manages,
        positions: positions(knowledge, by_subject, role),
        definitions: definitions(knowledge, by_subject, &[Subject::Role(role)]),
    }
}

/// Which is more senior: by the rungs of shared tracks, the moves that go up, and the statements that they are level. A
/// switch, an exit or one person's own career says nothing about it. `None` if nobody says; disputed if those who contradict the best supported order
/// have a weight beside it.
fn stated_order(
    knowledge: &Knowledge,
    by_subject: &BySubject,
    first: RoleKey,
    second: RoleKey,
    there: &[ConnectionStatement],
    back: &[ConnectionStatement],
) -> Option<Order> {
    let has_kind = |statement: &&ConnectionStatement, kind: MoveKind| {
        statement.stated_move().is_some_and(|key| knowledge[key].kind == kind)
    };
    let moves = |statements: &[ConnectionStatement], kind: MoveKind| -> Vec<ConnectionStatement> {
        let are_meant =
            |statement: &&ConnectionStatement| has_kind(statement, kind) && !statement.is_account(knowledge);
        statements.iter().filter(are_meant).copied().collect()
    };
    let rungs = |upper: RoleKey, lower: RoleKey| {
        let is_above = move |track: &TrackKey| is_above(&knowledge[*track], upper, lower);
        let statement =
            |track| ConnectionStatement { direction: Direction::Up, evidence: EvidenceKey::Rung { track, rung: 0 } };
        by_subject.tracks(upper).iter().copied().filter(is_above).map(statement)
    };
    let claims = [
        (Order::First, rungs(first, second).chain(moves(back, MoveKind::Step)).collect()),
        (Order::Second, rungs(second, first).chain(moves(there, MoveKind::Step)).collect()),
        (Order::Level, moves(there, MoveKind::Peer)),
    ];
    let supported = claims.map(|(order, statements): (Order, Vec<ConnectionStatement>)| {
        (order, support(statements.iter().map(|statement| statement.counted(knowledge))).0)
    });
    let (order, most) = supported.into_iter().max_by_key(|(_, support)| *support).filter(|(_, most)| *most > 0)?;
    let contradicts = |(other, support): &(Order, u32)| {
        *other != order && support.saturating_mul(100) >= most.saturating_mul(MIN_DISPUTED_PERCENT)
    };
    Some(if supported.iter().any(contradicts) { Order::Disputed } else { order })
}

/// Whether both the lowest and the highest rung of a role are above those of another.
fn is_above(track: &Track, upper: RoleKey, lower: RoleKey) -> bool {
    let extent = |role: RoleKey| {
        let is_it = |rung: &Rung| rung.has(role);
        track.rungs.iter().position(is_it).zip(track.rungs.iter().rposition(is_it))
    };
    extent(upper).zip(extent(lower)).is_some_and(|(upper, lower)| upper.0 > lower.0 && upper.1 > lower.1)
}

/// The publishers that rank a role above, below or beside another.
fn ranking_sources<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, role: RoleKey) -> BTreeSet<&'k str> {
    let publisher = |attribution: &Attribution| {
        let source = &knowledge[attribution.source];
        source.publisher.as_deref().unwrap_or(&source.id)
    };
    by_subject.ranked_by(role).iter().map(publisher).collect()
}

/// The statements that two roles are related, and no more.
fn near<'k>(
    knowledge: &'k Knowledge,
    connections: &Connections,
    first: RoleKey,
    second: RoleKey,
) -> Vec<StatementView<'k>> {
    let is_it =
        |connection: &&Connection| connection.node == Node::Role(second) && connection.direction == Direction::Near;
    let found = connections.of(Place::Role(first), Outgoing).iter().filter(is_it);
    found.flat_map(|connection| &connection.statements).map(|one| StatementView::new(knowledge, one)).collect()
}

fn shared<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, first: RoleKey, second: RoleKey) -> Vec<Shared<'k>> {
    let rung = |track: &Track, role: RoleKey| Some(track.rungs.iter().position(|rung| rung.has(role))? + 1);
    let view = |key: &TrackKey| {
        let track = &knowledge[*key];
        let (first, second) = (rung(track, first)?, rung(track, second)?);
        let attribution = AttributionView::new(knowledge, track.attribution);
        let rungs = track.rungs.len();
        let track = EntityRef::track(knowledge, *key);
        (first != second).then_some(Shared { track, attribution, first, second, rungs })
    };
    by_subject.tracks(first).iter().filter_map(view).collect()
}
