//! Definitions and viewpoints, as an answer shows them.

use serde::{Serialize, Serializer};

use crate::knowledge::model::{Definition, Knowledge, Stance, Subject, ViewpointKey};

use super::attribution::AttributionView;
use super::by_subject::BySubject;
use super::entity::EntityRef;

/// What somebody says a role or term is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DefinitionView<'k> {
    /// What is defined.
    pub of: EntityRef<'k>,
    /// Who says so.
    pub attribution: AttributionView<'k>,
    /// What they say, in the words of the knowledge.
    pub text: &'k str,
}

/// What somebody thinks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewpointView<'k> {
    /// Its id in the knowledge.
    pub id: &'k str,
    /// Who thinks so, and where they said it.
    pub attribution: AttributionView<'k>,
    /// `agrees`, `partly-agrees`, `disagrees`, `adds` or `asks`.
    #[serde(serialize_with = "stance")]
    pub stance: Stance,
    /// The name of the person whom it answers; `null` if it answers nobody.
    pub replies_to: Option<&'k str>,
    /// What it is about.
    pub about: Vec<EntityRef<'k>>,
    /// What they think, in the words of the knowledge.
    pub text: &'k str,
}

/// The definitions of these subjects, subject by subject, each in the order of the files.
pub(super) fn definitions<'k>(
    knowledge: &'k Knowledge,
    by_subject: &BySubject,
    subjects: &[Subject],
) -> Vec<DefinitionView<'k>> {
    let keys = subjects.iter().flat_map(|subject| by_subject.definitions(*subject));
    let view = |definition: &'k Definition| DefinitionView {
        of: EntityRef::subject(knowledge, definition.of),
        attribution: AttributionView::new(knowledge, definition.attribution),
        text: &definition.text,
    };
    keys.map(|key| view(&knowledge[*key])).collect()
}

/// The viewpoints about any of these subjects, each once: first those that are mainly about them, then the oldest. A
/// reply follows the viewpoint that it answers, if that is among them.
pub(super) fn viewpoints<'k>(
    knowledge: &'k Knowledge,
    by_subject: &BySubject,
    subjects: &[Subject],
) -> Vec<ViewpointView<'k>> {
    let chosen: Vec<ViewpointKey> = by_subject.viewpoints(subjects);
    let is_reply_to = |key: ViewpointKey, to: ViewpointKey| knowledge[key].replies_to == Some(to);
    let opens = |key: &&ViewpointKey| !chosen.iter().any(|other| is_reply_to(**key, *other));

    let mut ordered: Vec<ViewpointKey> = Vec::with_capacity(chosen.len());
    // The main subject of a viewpoint is named first.
    let place = |key: &ViewpointKey| knowledge[*key].about.iter().position(|subject| subjects.contains(subject));
    let mut waiting: Vec<ViewpointKey> = chosen.iter().filter(opens).copied().collect();
    // The oldest opened the debate; undated ones come last.
    let year =
        |key: &ViewpointKey| knowledge[knowledge[*key].attribution.source].published.map_or(u16::MAX, |date| date.year);
    waiting.sort_by_key(|key| (place(key), year(key)));
    waiting.reverse();
    while let Some(key) = waiting.pop() {
        ordered.push(key);
        waiting.extend(chosen.iter().rev().filter(|reply| is_reply_to(**reply, key)));
    }
    ordered.into_iter().map(|key| viewpoint(knowledge, key)).collect()
}

fn viewpoint(knowledge: &Knowledge, key: ViewpointKey) -> ViewpointView<'_> {
    let viewpoint = &knowledge[key];
    ViewpointView {
        id: &viewpoint.id,
        attribution: AttributionView::new(knowledge, viewpoint.attribution),
        stance: viewpoint.stance,
        replies_to: viewpoint.replies_to.map(|to| knowledge[knowledge[to].attribution.by].name.as_str()),
        about: viewpoint.about.iter().map(|subject| EntityRef::subject(knowledge, *subject)).collect(),
        text: &viewpoint.text,
    }
}

impl ViewpointView<'_> {
    /// Whether it disagrees, at least in part.
    pub fn objects(&self) -> bool {
        matches!(self.stance, Stance::Disagrees | Stance::PartlyAgrees)
    }
}

fn stance<S: Serializer>(stance: &Stance, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(stance.as_str())
}
