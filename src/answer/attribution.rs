//! Who says something, where and when.

use serde::{Serialize, Serializer};

use crate::knowledge::model::{Attribution, Confidence, Knowledge, Published, SourceKind};

/// Who says something, where and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AttributionView<'k> {
    /// The name of the person or organization.
    pub by: &'k str,
    /// Where they say it.
    pub source: SourceView<'k>,
    /// How certain it is: `high`, `medium` or `low`.
    #[serde(serialize_with = "confidence")]
    pub confidence: Confidence,
}

/// Where something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SourceView<'k> {
    /// Its id in the knowledge.
    pub id: &'k str,
    /// Its title.
    pub title: &'k str,
    /// What kind of evidence it is; `null` if the knowledge does not say.
    #[serde(serialize_with = "kind")]
    pub kind: Option<SourceKind>,
    /// Who published it.
    pub publisher: Option<&'k str>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `null` if it is undated.
    #[serde(serialize_with = "published")]
    pub published: Option<Published>,
    /// Where it can be read.
    pub url: Option<&'k str>,
    /// A notice that has to be shown where the source is used.
    pub attribution: Option<&'k str>,
    /// A short name for it, such as "BLS".
    pub short: Option<&'k str>,
}

impl<'k> AttributionView<'k> {
    pub(super) fn new(knowledge: &'k Knowledge, attribution: Attribution) -> AttributionView<'k> {
        let source = &knowledge[attribution.source];
        AttributionView {
            by: &knowledge[attribution.by].name,
            source: SourceView {
                id: &source.id,
                title: &source.title,
                kind: source.kind,
                publisher: source.publisher.as_deref(),
                published: source.published,
                url: source.url.as_deref(),
                attribution: source.attribution.as_deref(),
                short: source.short.as_deref(),
            },
            confidence: attribution.confidence,
        }
    }

    /// The year of the source; `None` if it is undated.
    pub fn year(&self) -> Option<u16> {
        self.source.published.map(|published| published.year)
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

fn kind<S: Serializer>(kind: &Option<SourceKind>, out: S) -> Result<S::Ok, S::Error> {
    kind.map(SourceKind::as_str).serialize(out)
}
