//! How well statements support a connection, in points. `docs/order.md` explains the weights.

use std::collections::BTreeMap;

use crate::knowledge::model::{Confidence, SourceKind};

/// What a statement says of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Neighboring rungs of a track.
    Rung,
    /// A step upward.
    Step,
    /// Sideways, to another track, or out of the field.
    Switch,
    /// From or to a whole track, which says little about each of its rungs.
    WholeTrack,
}

/// A statement, as far as it counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted<'k> {
    /// Who published it; a source without a publisher is one of its own.
    pub(super) publisher: &'k str,
    /// The kind of source; one person's career is an account, wherever it is told.
    pub(super) kind: Option<SourceKind>,
    /// What it says.
    pub(super) says: Says,
    /// Whether it calls the move usual.
    pub(super) usual: bool,
    /// How sure it is.
    pub(super) confidence: Confidence,
    /// Whether the direction is our reading.
    pub(super) inferred: bool,
}

impl Counted<'_> {
    fn points(&self) -> u32 {
        let kind = match self.kind {
            // Employers promote by their ladders, and public bodies ask many before they advise.
            Some(SourceKind::Ladder | SourceKind::Guidance) => 100,
            // An unlabeled source is taken for what most are.
            Some(SourceKind::Survey | SourceKind::Article | SourceKind::Discussion) | None => 80,
            // One career is a case and not a rule.
            Some(SourceKind::Account) => 40,
            // A classification groups occupations by likeness; few people move by it.
            Some(SourceKind::Classification) => 30,
        };
        let says = match self.says {
            Says::Rung => 120,
            Says::Step => 100,
            Says::Switch => 75,
            Says::WholeTrack => 30,
        };
        let usual = if self.usual { 250 } else { 100 };
        let confidence = match self.confidence {
            Confidence::High => 100,
            Confidence::Medium => 80,
            Confidence::Low => 50,
        };
        let reading = if self.inferred { 50 } else { 100 };
        [says, usual, confidence, reading]
            .into_iter()
            .fold(kind, |points: u32, percent| points.saturating_mul(percent) / 100)
    }
}

/// The points of all these statements, and how many publishers make them. One publisher counts once, with the statement
/// that counts most.
pub(super) fn support<'k>(statements: impl IntoIterator<Item = Counted<'k>>) -> (u32, usize) {
    let mut publishers: BTreeMap<&str, u32> = BTreeMap::new();
    for statement in statements {
        let best = publishers.entry(statement.publisher).or_default();
        *best = (*best).max(statement.points());
    }
    let count = publishers.len();
    (publishers.into_values().fold(0, u32::saturating_add), count)
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
