//! How well statements support a connection, in points. `docs/order.md` explains the weights.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::model::{Confidence, Knowledge, MoveKind, SourceKind};

use super::connections::{ConnectionStatement, EvidenceKey};

/// Points of a plain step that a source states, by the kind of source.
fn points_of_kind(kind: Option<SourceKind>) -> u32 {
    match kind {
        // Employers promote by their ladders, and public bodies ask many before they advise.
        Some(SourceKind::Ladder | SourceKind::Guidance) => 100,
        // An unlabeled source is taken for what most are.
        Some(SourceKind::Survey | SourceKind::Article | SourceKind::Discussion) | None => 80,
        // One career is a case and not a rule.
        Some(SourceKind::Account) => 40,
        // A classification groups occupations by likeness; few people move by it.
        Some(SourceKind::Classification) => 30,
    }
}

/// What a statement counts: points of its kind of source, changed by what it says and how surely.
fn points(knowledge: &Knowledge, statement: &ConnectionStatement) -> u32 {
    let attribution = statement.attribution(knowledge);
    let stated_move = statement.stated_move().map(|key| &knowledge[key]);
    let kind = knowledge[attribution.source].kind;
    let kind = if stated_move.is_some_and(|stated| stated.account) { Some(SourceKind::Account) } else { kind };
    let says = match (statement.evidence, stated_move.map(|stated| stated.kind)) {
        (EvidenceKey::Rung { .. }, _) => 120,
        // A way from or to a whole track says little about each of its rungs.
        (EvidenceKey::AnyRung { .. } | EvidenceKey::Onto { .. }, _) => 30,
        (EvidenceKey::Move(_), Some(MoveKind::Switch | MoveKind::Exit)) => 75,
        (EvidenceKey::Move(_), _) => 100,
    };
    let usual = if statement.is_usual(knowledge) { 200 } else { 100 };
    let confidence = match attribution.confidence {
        Confidence::High => 100,
        Confidence::Medium => 80,
        Confidence::Low => 50,
    };
    let reading = if statement.is_inferred(knowledge) { 50 } else { 100 };
    [says, usual, confidence, reading]
        .into_iter()
        .fold(points_of_kind(kind), |points, percent| points.saturating_mul(percent) / 100)
}

/// The points of all these statements. One publisher counts once, with the statement that counts most.
pub(super) fn support<'s>(knowledge: &Knowledge, statements: impl IntoIterator<Item = &'s ConnectionStatement>) -> u32 {
    let mut of_publishers: BTreeMap<&str, u32> = BTreeMap::new();
    for statement in statements {
        let best = of_publishers.entry(publisher(knowledge, statement)).or_default();
        *best = (*best).max(points(knowledge, statement));
    }
    of_publishers.into_values().fold(0, u32::saturating_add)
}

/// How many independent publishers make these statements.
pub(super) fn publishers<'s>(
    knowledge: &Knowledge,
    statements: impl IntoIterator<Item = &'s ConnectionStatement>,
) -> usize {
    statements.into_iter().map(|statement| publisher(knowledge, statement)).collect::<BTreeSet<_>>().len()
}

/// Who published it. A source without a publisher is one of its own.
fn publisher<'k>(knowledge: &'k Knowledge, statement: &ConnectionStatement) -> &'k str {
    let source = &knowledge[statement.attribution(knowledge).source];
    source.publisher.as_deref().unwrap_or(&source.id)
}

/// What points are worth that support a way within a family of roles: of two ways that are as well supported, people
/// take the one that keeps to their trade more often.
pub(super) fn within_trade(points: u32) -> u32 {
    points.saturating_mul(3) / 2
}

/// What points are worth that support a way from a manager's role to one without: it gives up what was reached, as a
/// switch does.
pub(super) fn out_of_management(points: u32) -> u32 {
    points.saturating_mul(3) / 4
}
