//! What this is, and where it knows it from: `/about`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::knowledge::model::Knowledge;

/// What the knowledge is: how much, how old, and under whose terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About<'k> {
    /// Stands for what the files of the knowledge say; `null` where the knowledge came from no folder.
    pub revision: Option<&'k str>,
    /// How many roles there are.
    pub roles: usize,
    /// How many tracks.
    pub tracks: usize,
    /// How many statements: tracks, moves, definitions and viewpoints.
    pub statements: usize,
    /// Whether it is the knowledge that is built into the program.
    pub is_built_in: bool,
    /// How many disputes.
    pub disputes: usize,
    /// How many people and organisations speak.
    pub people: usize,
    /// How many sources there are.
    pub sources: usize,
    /// How many of them are undated.
    pub undated: usize,
    /// The year of the oldest source; `null` where all are undated.
    pub oldest: Option<u16>,
    /// The year of the newest.
    pub newest: Option<u16>,
    /// The terms under which sources are used, those of most sources first.
    pub licences: Vec<Licence<'k>>,
    /// The notices that are owed, each once, those of most sources first.
    pub notices: Vec<Notice<'k>>,
}

/// Terms under which sources are used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Licence<'k> {
    /// As the sources name them.
    pub name: &'k str,
    /// How many sources.
    pub sources: usize,
}

/// A notice that is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice<'k> {
    /// Its words.
    pub text: &'k str,
    /// Who published what it is for, each once.
    pub publishers: Vec<&'k str>,
    /// For how many sources.
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
        licences: licences(knowledge),
        notices: notices(knowledge),
    }
}

fn licences(knowledge: &Knowledge) -> Vec<Licence<'_>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in knowledge.sources.iter().filter_map(|source| source.license.as_deref()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut licences: Vec<Licence<'_>> = counts.into_iter().map(|(name, sources)| Licence { name, sources }).collect();
    licences.sort_by_key(|licence| std::cmp::Reverse(licence.sources));
    licences
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
