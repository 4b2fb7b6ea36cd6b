//! Who speaks: short names, everybody on one side of a dispute, and what kinds of evidence there are.

use crate::answer::{AttributionView, SideView};
use crate::knowledge::model::SourceKind;

use super::phrases::{confidence, count, list, year, year_and_confidence};

/// "UK GDaD": the short name of an organization's source, or the name of a person.
pub(super) fn short_name<'k>(attribution: &AttributionView<'k>) -> &'k str {
    match attribution.source.kind {
        Some(SourceKind::Ladder | SourceKind::Guidance | SourceKind::Classification) => {
            attribution.source.short.unwrap_or(attribution.by)
        }
        _ => attribution.by,
    }
}

/// "Ivan Pepelnjak, 2017 and 2020", "BLS, 2025": for use in parentheses. Who says it twice is named once.
pub(super) fn names_in_short(all: &[&AttributionView<'_>]) -> Vec<String> {
    let mut named: Vec<(&str, &str, Vec<String>)> = Vec::new();
    for attribution in all {
        let (name, sure) = (short_name(attribution), confidence(attribution));
        match named.iter_mut().find(|(other, as_sure, _)| (*other, *as_sure) == (name, sure)) {
            Some((.., years)) => years.push(year(attribution)),
            None => named.push((name, sure, vec![year(attribution)])),
        }
    }
    named.into_iter().map(|(name, sure, years)| format!("{name}, {}{sure}", years.join(" and "))).collect()
}

/// "BLS, 2025": for use in parentheses.
pub(super) fn who_in_short(attribution: &AttributionView<'_>) -> String {
    format!("{}, {}", short_name(attribution), year_and_confidence(attribution))
}

/// Everybody who gives this answer. Who says it twice in a year is named once, with the surest of the statements.
pub(super) fn speakers<'s, 'k>(side: &'s SideView<'k>) -> Vec<&'s AttributionView<'k>> {
    let mut named: Vec<&AttributionView<'_>> = Vec::new();
    for attribution in side.statements.iter().map(|cited| &cited.attribution) {
        match named.iter_mut().find(|other| (other.by, other.year()) == (attribution.by, attribution.year())) {
            Some(other) if attribution.confidence > other.confidence => *other = attribution,
            Some(_) => {}
            None => named.push(attribution),
        }
    }
    named
}

/// "3 employers' career ladders, 1 public or professional body and 2 people": how many speak, by kind of evidence, each
/// person or organization once a kind.
pub(super) fn kinds<'a, 'k: 'a>(all: impl IntoIterator<Item = &'a AttributionView<'k>>) -> String {
    let mut seen: Vec<(Evidence, &str)> = Vec::new();
    for attribution in all {
        let speaker = (Evidence::of(attribution.source.kind), attribution.by);
        if !seen.contains(&speaker) {
            seen.push(speaker);
        }
    }
    let counted = Evidence::ALL.iter().filter_map(|kind| {
        let number = seen.iter().filter(|(evidence, _)| evidence == kind).count();
        let (one, many) = kind.words();
        (number > 0).then(|| count(number, one, many))
    });
    let counted: Vec<String> = counted.collect();
    list(&counted.iter().map(String::as_str).collect::<Vec<_>>(), "and")
}

/// A kind of evidence, as it is counted: the author of an article, post or comment counts as a person with an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Evidence {
    Ladder,
    Guidance,
    Classification,
    Survey,
    Opinion,
    Account,
}

impl Evidence {
    const ALL: &[Evidence] = &[
        Evidence::Ladder,
        Evidence::Guidance,
        Evidence::Classification,
        Evidence::Survey,
        Evidence::Opinion,
        Evidence::Account,
    ];

    fn of(kind: Option<SourceKind>) -> Evidence {
        match kind {
            Some(SourceKind::Ladder) => Evidence::Ladder,
            Some(SourceKind::Guidance) => Evidence::Guidance,
            Some(SourceKind::Classification) => Evidence::Classification,
            Some(SourceKind::Survey) => Evidence::Survey,
            Some(SourceKind::Account) => Evidence::Account,
            Some(SourceKind::Article | SourceKind::Discussion) | None => Evidence::Opinion,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Evidence::Ladder => ("employer's career ladder", "employers' career ladders"),
            Evidence::Guidance => ("public or professional body", "public or professional bodies"),
            Evidence::Classification => ("classification", "classifications"),
            Evidence::Survey => ("survey", "surveys"),
            Evidence::Opinion => ("person or publication", "people and publications"),
            Evidence::Account => ("person describing their own career", "people describing their own careers"),
        }
    }
}

/// What kind of evidence a statement is, where that limits what it shows: "one person's own path", "our reading of the
/// source". Empty for a plain statement.
pub(super) fn remarks(account: bool, inferred: bool) -> String {
    let remarks = [(account, "one person's own path"), (inferred, "our reading of the source")];
    let remarks: Vec<&str> = remarks.into_iter().filter(|(applies, _)| *applies).map(|(_, remark)| remark).collect();
    remarks.join(", ")
}
