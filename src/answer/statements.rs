//! Who says something, in the shape in which an answer carries it.

use serde::{Serialize, Serializer};

use crate::knowledge::model::{Attribution, Confidence, Knowledge, Published, Stance, Subject, ViewpointKey};

use super::{EntityKind, EntityRef};

/// Who says it, where and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AttributionView<'k> {
    /// The name of the person or organisation.
    pub by: &'k str,
    /// Where they say it.
    pub source: SourceView<'k>,
    /// How sure: `high`, `medium` or `low`.
    #[serde(serialize_with = "confidence")]
    pub confidence: Confidence,
}

/// Where something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SourceView<'k> {
    /// Its id in the knowledge.
    pub id: &'k str,
    /// As it calls itself.
    pub title: &'k str,
    /// Who published it.
    pub publisher: Option<&'k str>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `null` for an undated source.
    #[serde(serialize_with = "published")]
    pub published: Option<Published>,
    /// Where it can be read.
    pub url: Option<&'k str>,
    /// A notice that is owed where it is used.
    pub attribution: Option<&'k str>,
}

/// What somebody says a role or term is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DefinitionView<'k> {
    /// What is defined.
    pub of: EntityRef<'k>,
    /// Who says so.
    pub attribution: AttributionView<'k>,
    /// What they say, in the knowledge's words.
    pub text: &'k str,
}

/// A viewpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewpointView<'k> {
    /// Its id in the knowledge.
    pub id: &'k str,
    /// Who, and where.
    pub attribution: AttributionView<'k>,
    /// `agrees`, `partly-agrees`, `disagrees`, `adds` or `asks`.
    #[serde(serialize_with = "stance")]
    pub stance: Stance,
    /// Whom it answers, if it answers somebody.
    pub replies_to: Option<&'k str>,
    /// What it is about.
    pub about: Vec<EntityRef<'k>>,
    /// What they think, in the knowledge's words.
    pub text: &'k str,
}

pub(super) fn attribution<'k>(knowledge: &'k Knowledge, attribution: &Attribution) -> AttributionView<'k> {
    let source = &knowledge[attribution.source];
    AttributionView {
        by: &knowledge[attribution.by].name,
        source: SourceView {
            id: &source.id,
            title: &source.title,
            publisher: source.publisher.as_deref(),
            published: source.published,
            url: source.url.as_deref(),
            attribution: source.attribution.as_deref(),
        },
        confidence: attribution.confidence,
    }
}

/// The definitions of these subjects, subject by subject, each in the order of the files.
pub(super) fn definitions<'k>(knowledge: &'k Knowledge, subjects: &[Subject]) -> Vec<DefinitionView<'k>> {
    let of = |subject: Subject| {
        knowledge.definitions.iter().filter(move |definition| definition.of == subject).map(|definition| {
            DefinitionView {
                of: EntityRef::subject(knowledge, definition.of),
                attribution: attribution(knowledge, &definition.attribution),
                text: &definition.text,
            }
        })
    };
    subjects.iter().flat_map(|subject| of(*subject)).collect()
}

/// The viewpoints about one of these subjects, each once: first those that are about them in the first place, then the
/// oldest. A reply follows what it answers, where that is among them.
pub(super) fn viewpoints<'k>(knowledge: &'k Knowledge, subjects: &[Subject]) -> Vec<ViewpointView<'k>> {
    let matters = |key: &ViewpointKey| knowledge[*key].about.iter().any(|subject| subjects.contains(subject));
    let chosen: Vec<ViewpointKey> = (0..).map(ViewpointKey).take(knowledge.viewpoints.len()).filter(matters).collect();
    let is_reply_to = |key: ViewpointKey, to: ViewpointKey| knowledge[key].replies_to == Some(to);
    let opens = |key: &&ViewpointKey| !chosen.iter().any(|other| is_reply_to(**key, *other));

    let mut ordered: Vec<ViewpointKey> = Vec::with_capacity(chosen.len());
    // What a viewpoint is about is named in the order of importance.
    let place = |key: &ViewpointKey| knowledge[*key].about.iter().position(|subject| subjects.contains(subject));
    let mut waiting: Vec<ViewpointKey> = chosen.iter().filter(opens).copied().collect();
    // Who spoke first opened the debate; the undated come last.
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
        attribution: attribution(knowledge, &viewpoint.attribution),
        stance: viewpoint.stance,
        replies_to: viewpoint.replies_to.map(|to| knowledge[knowledge[to].attribution.by].name.as_str()),
        about: viewpoint.about.iter().map(|subject| EntityRef::subject(knowledge, *subject)).collect(),
        text: &viewpoint.text,
    }
}

impl ViewpointView<'_> {
    /// Whether it contradicts somebody, at least in part.
    pub fn objects(&self) -> bool {
        matches!(self.stance, Stance::Disagrees | Stance::PartlyAgrees)
    }
}

impl AttributionView<'_> {
    /// The year of the source; `None` for an undated one.
    pub fn year(&self) -> Option<u16> {
        self.source.published.map(|published| published.year)
    }
}

impl EntityRef<'_> {
    /// Whether a command can be asked about it by its id.
    pub fn is_linkable(&self) -> bool {
        self.kind != EntityKind::Title
    }
}

fn published<S: Serializer>(date: &Option<Published>, out: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => out.collect_str(date),
        None => out.serialize_none(),
    }
}

fn confidence<S: Serializer>(confidence: &Confidence, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(confidence.as_str())
}

fn stance<S: Serializer>(stance: &Stance, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(stance.as_str())
}
