//! Where people contradict each other, as an answer shows it.

use serde::Serialize;

use crate::knowledge::model::{Dispute, DisputeKey, Knowledge, Side, Statement, Subject};

use super::attribution::AttributionView;
use super::entity::EntityRef;

/// A question to which people give different answers. Nobody is said to be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisputeView<'k> {
    /// Its id in the knowledge.
    pub id: &'k str,
    /// What is disputed, as a question.
    pub question: &'k str,
    /// What it is about, the main subject first.
    pub about: Vec<EntityRef<'k>>,
    /// The answers, in the order of the file; at least two.
    pub sides: Vec<SideView<'k>>,
}

/// All that people disagree about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disputes<'k> {
    /// The disputes, in the order of the files.
    pub disputes: Vec<DisputeView<'k>>,
}

/// One question that people disagree about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisputeDetail<'k> {
    /// The dispute.
    #[serde(flatten)]
    pub dispute: DisputeView<'k>,
}

/// One answer to what is disputed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SideView<'k> {
    /// The answer, in the words of the knowledge.
    pub says: &'k str,
    /// The statements that give it; at least one.
    pub statements: Vec<Cited<'k>>,
}

/// A statement that a dispute refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited<'k> {
    /// `track`, `move`, `definition` or `viewpoint`.
    pub kind: &'static str,
    /// Its id in the knowledge.
    pub id: &'k str,
    /// Who says so.
    pub attribution: AttributionView<'k>,
}

pub(super) fn all(knowledge: &Knowledge) -> Disputes<'_> {
    Disputes { disputes: knowledge.disputes.iter().map(|dispute| view(knowledge, dispute)).collect() }
}

pub(super) fn one(knowledge: &Knowledge, key: DisputeKey) -> DisputeDetail<'_> {
    DisputeDetail { dispute: view(knowledge, &knowledge[key]) }
}

/// The disputes about any of these subjects, each once: those that are mainly about them first, otherwise in the order
/// of the files.
pub(super) fn disputes<'k>(knowledge: &'k Knowledge, subjects: &[Subject]) -> Vec<DisputeView<'k>> {
    let place = |dispute: &Dispute| dispute.about.iter().position(|subject| subjects.contains(subject));
    let mut disputes: Vec<(bool, &Dispute)> =
        knowledge.disputes.iter().filter_map(|dispute| Some((place(dispute)? > 0, dispute))).collect();
    disputes.sort_by_key(|(aside, _)| *aside);
    disputes.into_iter().map(|(_, dispute)| view(knowledge, dispute)).collect()
}

fn view<'k>(knowledge: &'k Knowledge, dispute: &'k Dispute) -> DisputeView<'k> {
    let side = |side: &'k Side| SideView {
        says: &side.says,
        statements: side.statements.iter().map(|statement| cited(knowledge, *statement)).collect(),
    };
    DisputeView {
        id: &dispute.id,
        question: &dispute.question,
        about: dispute.about.iter().map(|subject| EntityRef::subject(knowledge, *subject)).collect(),
        sides: dispute.sides.iter().map(side).collect(),
    }
}

fn cited(knowledge: &Knowledge, statement: Statement) -> Cited<'_> {
    // It was referred to by its id, so it has one.
    let (kind, id) = match statement {
        Statement::Track(track) => ("track", knowledge[track].id.as_str()),
        Statement::Move(stated_move) => ("move", knowledge[stated_move].id.as_deref().unwrap_or_default()),
        Statement::Definition(definition) => ("definition", knowledge[definition].id.as_deref().unwrap_or_default()),
        Statement::Viewpoint(viewpoint) => ("viewpoint", knowledge[viewpoint].id.as_str()),
    };
    Cited { kind, id, attribution: AttributionView::new(knowledge, knowledge.attribution(statement)) }
}

impl DisputeView<'_> {
    /// How many different people or organizations take part.
    pub fn people(&self) -> usize {
        let mut names: Vec<&str> =
            self.sides.iter().flat_map(|side| &side.statements).map(|cited| cited.attribution.by).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    }
}
