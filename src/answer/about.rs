//! What the bot is, and where its knowledge comes from: `/about`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::knowledge::model::Knowledge;

/// The knowledge: how much there is, how old it is, and under which licenses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About<'k> {
    /// A hash of the files of the knowledge; `null` if it came from no folder.
    pub revision: Option<&'k str>,
    /// Whether it is the knowledge that is built into the program.
    pub is_built_in: bool,
    /// Number of roles.
    pub roles: usize,
    /// Number of tracks.
    pub tracks: usize,
    /// Number of statements: tracks, moves, definitions and viewpoints.
    pub statements: usize,
    /// Number of disputes.
    pub disputes: usize,
    /// Number of people and organizations that are quoted.
    pub people: usize,
    /// Number of sources.
    pub sources: usize,
    /// Number of sources that are undated.
    pub undated: usize,
    /// The year of the oldest source; `null` if all are undated.
    pub oldest: Option<u16>,
    /// The year of the newest.
    pub newest: Option<u16>,
    /// The licenses of the sources, those of most sources first.
    pub licenses: Vec<License<'k>>,
    /// The notices that have to be shown, each once, those of most sources first.
    pub notices: Vec<Notice<'k>>,
}

/// A license of sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct License<'k> {
    /// Its name, as the sources write it.
    pub name: &'k str,
    /// Number of sources under it.
    pub sources: usize,
}

/// A notice that has to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice<'k> {
    /// Its text.
    pub text: &'k str,
    /// The publishers of the sources that it is for, each once.
    pub publishers: Vec<&'k str>,
    /// Number of sources that it is for.
    pub sources: usize,
}

pub(super) fn about<'k>(knowledge: &'k Knowledge, revision: Option<&'k str>, is_built_in: bool) -> About<'k> {
    let years = || knowledge.sources.iter().filter_map(|source| source.published).map(|date| date.year);
    let Knowledge { tracks, definitions, viewpoints, .. } = knowledge;
    About {
        revision,
        is_built_in,
        roles: knowledge.vocabulary.roles.len(),
        tracks: tracks.len(),
        statements: tracks.len() + knowledge.stated_move_count() + definitions.len() + viewpoints.len(),
        disputes: knowledge.disputes.len(),
        people: knowledge.people.len(),
        sources: knowledge.sources.len(),
        undated: knowledge.sources.iter().filter(|source| source.published.is_none()).count(),
        oldest: years().min(),
        newest: years().max(),
        licenses: licenses(knowledge),
        notices: notices(knowledge),
    }
}

fn licenses(knowledge: &Knowledge) -> Vec<License<'_>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in knowledge.sources.iter().filter_map(|source| source.license.as_deref()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut licenses: Vec<License<'_>> = counts.into_iter().map(|(name, sources)| License { name, sources }).collect();
    licenses.sort_by_key(|license| std::cmp::Reverse(license.sources));
    licenses
}

fn notices(knowledge: &Knowledge) -> Vec<Notice<'_>> {
    let mut notices: Vec<Notice<'_>> = Vec::new();
    for source in &knowledge.sources {
        let Some(text) = source.attribution.as_deref() else { continue };
        let at = notices.iter().position(|notice| notice.text == text).unwrap_or_else(|| {
            notices.push(Notice { text, publishers: Vec::new(), sources: 0 });
            notices.len() - 1
        });
        notices[at].sources += 1;
        notices[at].publishers.extend(source.publisher.as_deref());
    }
    for notice in &mut notices {
        notice.publishers.sort_unstable();
        notice.publishers.dedup();
    }
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.sources));
    notices
}
