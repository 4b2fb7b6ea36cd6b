//! Where people contradict each other, as an answer shows it.

use std::cmp::Reverse;

use serde::Serialize;

use crate::knowledge::model::{
    Dispute, DisputeKey, Knowledge, MoveKey, Side, SourceKey, SourceKind, Statement, Subject,
};

use super::attribution::AttributionView;
use super::by_subject::BySubject;
use super::entity::EntityRef;
use super::families;
use super::lazy::Lazy;

/// A question to which people give different answers. Nobody is said to be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisputeView<'k> {
    /// Its id in the knowledge.
    pub id: &'k str,
    /// What is disputed, as a question.
    pub question: &'k str,
    /// The field of its main subject, such as "Networks"; `null` if it is about careers in general.
    pub topic: Option<&'k str>,
    /// What it is about, the main subject first.
    pub about: Vec<EntityRef<'k>>,
    /// The answers, in the order of the file; at least two.
    pub sides: Vec<SideView<'k>>,
}

/// All that people disagree about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disputes<'k> {
    /// The disputes, those with most voices first.
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
    pub statements: Lazy<'k, Cited<'k>>,
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
    /// Where a move starts, or the rungs of a track; empty for the others.
    pub from: Vec<EntityRef<'k>>,
    /// Where a move leads; empty for the others.
    pub to: Vec<EntityRef<'k>>,
    /// What is said, in the words of the knowledge; `null` for a track without a summary and a move without a note.
    pub text: Option<&'k str>,
    /// Whether it is a track or move of one person's own career.
    pub account: bool,
    /// Whether the parts are the source's, and their order or direction is our reading.
    pub inferred: bool,
}

pub(super) fn all(knowledge: &Knowledge) -> Disputes<'_> {
    let mut disputes: Vec<DisputeView<'_>> =
        knowledge.disputes.iter().map(|dispute| view(knowledge, dispute)).collect();
    disputes.sort_by_cached_key(|dispute| Reverse(dispute.people()));
    Disputes { disputes }
}

pub(super) fn one(knowledge: &Knowledge, key: DisputeKey) -> DisputeDetail<'_> {
    DisputeDetail { dispute: view(knowledge, &knowledge[key]) }
}

/// The disputes about any of these subjects, each once: those that are mainly about them first, otherwise in the order
/// of the files.
pub(super) fn disputes<'k>(
    knowledge: &'k Knowledge,
    by_subject: &BySubject,
    subjects: &[Subject],
) -> Vec<DisputeView<'k>> {
    keys(knowledge, by_subject, subjects).into_iter().map(|key| view(knowledge, &knowledge[key])).collect()
}

/// The same, as keys.
pub(super) fn keys(knowledge: &Knowledge, by_subject: &BySubject, subjects: &[Subject]) -> Vec<DisputeKey> {
    let mut keys = by_subject.disputes(subjects);
    keys.sort_by_key(|key| knowledge[*key].about.iter().position(|subject| subjects.contains(subject)) > Some(0));
    keys
}

/// The same, with those first in which a discussion takes part that is one of these sources: it is about what is asked.
pub(super) fn discussed_first<'k>(
    knowledge: &'k Knowledge,
    mut disputes: Vec<DisputeKey>,
    sources: impl Iterator<Item = SourceKey>,
) -> Vec<DisputeView<'k>> {
    let is_discussion = |source: &SourceKey| knowledge[*source].kind == Some(SourceKind::Discussion);
    let discussions: Vec<SourceKey> = sources.filter(is_discussion).collect();
    let is_discussed = |dispute: &DisputeKey| {
        let cited = knowledge[*dispute].sides.iter().flat_map(|side| &side.statements);
        cited.map(|statement| knowledge.attribution(*statement).source).any(|source| discussions.contains(&source))
    };
    disputes.sort_by_cached_key(|dispute| !is_discussed(dispute));
    disputes.into_iter().map(|dispute| view(knowledge, &knowledge[dispute])).collect()
}

pub(super) fn view<'k>(knowledge: &'k Knowledge, dispute: &'k Dispute) -> DisputeView<'k> {
    let side = move |side: &'k Side| SideView {
        says: &side.says,
        statements: Lazy::new(|| side.statements.iter().map(|statement| cited(knowledge, *statement)).collect()),
    };
    DisputeView {
        id: &dispute.id,
        question: &dispute.question,
        topic: dispute.about.first().and_then(|main| families::name(knowledge, families::of_subject(knowledge, *main))),
        about: dispute.about.iter().map(|subject| EntityRef::subject(knowledge, *subject)).collect(),
        sides: dispute.sides.iter().map(side).collect(),
    }
}

fn cited(knowledge: &Knowledge, statement: Statement) -> Cited<'_> {
    let attribution = AttributionView::new(knowledge, knowledge.attribution(statement));
    let plain = |kind, id, text| Cited {
        kind,
        id,
        attribution,
        from: Vec::new(),
        to: Vec::new(),
        text,
        account: false,
        inferred: false,
    };
    // It was referred to by its id, so it has one.
    match statement {
        Statement::Track(key) => {
            let track = &knowledge[key];
            let rungs = track.rungs.iter().map(|rung| EntityRef::rung(knowledge, rung)).collect();
            let cited = plain("track", &track.id, track.summary.as_deref());
            let account = attribution.source.kind == Some(SourceKind::Account);
            Cited { from: rungs, account, inferred: track.inferred, ..cited }
        }
        Statement::Move(key) => {
            let stated = &knowledge[key];
            let (from, to) = ends(knowledge, key);
            let cited = plain("move", stated.id.as_deref().unwrap_or_default(), stated.note.as_deref());
            Cited { from, to, account: stated.account, inferred: stated.inferred, ..cited }
        }
        Statement::Definition(key) => {
            let definition = &knowledge[key];
            plain("definition", definition.id.as_deref().unwrap_or_default(), Some(&definition.text))
        }
        Statement::Viewpoint(key) => plain("viewpoint", &knowledge[key].id, Some(&knowledge[key].text)),
    }
}

/// Where a stated move starts and leads, each place once.
fn ends(knowledge: &Knowledge, statement: MoveKey) -> (Vec<EntityRef<'_>>, Vec<EntityRef<'_>>) {
    let (mut from, mut to) = (Vec::new(), Vec::new());
    // The moves of one statement stand together.
    let moves = knowledge.moves.iter().skip(statement.index());
    for stated in moves.take_while(|stated| stated.statement == statement) {
        for (places, place) in [(&mut from, stated.from), (&mut to, stated.to)] {
            let place = EntityRef::place(knowledge, place);
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    (from, to)
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
