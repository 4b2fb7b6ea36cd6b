//! The index of everything that a question can name: roles, terms and tracks.

use crate::knowledge::model::{Role, Term, Track, TrackKey, Vocabulary};

use super::name_index::NameIndex;
use super::outcome::{Found, Named, Verdict};
use super::tuning::{Thresholds, Tuning};

/// Minimum score of a name in another language: it is typed as a whole, a letter may be wrong. Parts of a name are read in
/// English only, where terms such as "analyst" say that they mean several roles.
const MIN_TRANSLATED_SCORE: f64 = 0.95;

/// The names and aliases of a knowledge.
#[derive(Debug, Clone)]
pub struct Index {
    pub(super) named: NameIndex<Named>,
    /// The names in other languages. They are apart, so that none of their words is taken for a misspelled English one.
    pub(super) translated: NameIndex<Named>,
    pub(super) tracks: NameIndex<TrackKey>,
}

impl Index {
    /// Indexes the names. `tracks` may be empty if only roles are looked up.
    pub fn new(vocabulary: &Vocabulary, tracks: &[Track]) -> Index {
        Index::with_thresholds(vocabulary, tracks, Thresholds::default())
    }

    /// Like [`Index::new`], with custom thresholds.
    pub fn with_thresholds(vocabulary: &Vocabulary, tracks: &[Track], thresholds: Thresholds) -> Index {
        Index::tuned(vocabulary, tracks, Tuning { thresholds, ..Tuning::default() })
    }

    fn tuned(vocabulary: &Vocabulary, tracks: &[Track], tuning: Tuning) -> Index {
        let roles = vocabulary.roles_with_keys().map(|(key, role)| {
            let Role { name, aliases, translations, .. } = role;
            (Named::Role(key), name, aliases, translations)
        });
        let terms = vocabulary.terms_with_keys().map(|(key, term)| {
            let Term { name, aliases, translations, .. } = term;
            (Named::Term(key), name, aliases, translations)
        });
        let all: Vec<_> = roles.chain(terms).collect();
        let names = all.iter().flat_map(|(named, name, aliases, _)| {
            std::iter::once(*name).chain(*aliases).map(move |name| (*named, name.as_str()))
        });
        let translated = all
            .iter()
            .flat_map(|(named, .., translations)| translations.iter().map(move |name| (*named, name.as_str())));
        let track_names = (0..)
            .map(TrackKey)
            .zip(tracks)
            .flat_map(|(key, track)| [(key, track.name.as_str()), (key, track.id.as_str())]);
        Index {
            named: NameIndex::new(names, &vocabulary.abbreviations, tuning),
            translated: NameIndex::new(translated, &vocabulary.abbreviations, tuning),
            tracks: NameIndex::new(track_names, &vocabulary.abbreviations, tuning),
        }
    }

    /// Looks up a role or term. Reads the first 300 characters.
    pub fn find(&self, query: &str) -> Found {
        let is_role = |named| matches!(named, Named::Role(_));
        let found = self.named.find(query, is_role);
        if found.verdict == Verdict::Exact || self.translated.is_empty() {
            return found;
        }
        let translated = self.translated.find(query, is_role);
        let is_name = translated.candidates.first().is_some_and(|best| best.score >= MIN_TRANSLATED_SCORE);
        let is_surer = match translated.verdict {
            Verdict::Exact => true,
            Verdict::Confident => is_name && matches!(found.verdict, Verdict::Ambiguous | Verdict::None),
            Verdict::Ambiguous | Verdict::None => false,
        };
        if is_surer { translated } else { found }
    }

    /// Looks up a track. Reads the first 300 characters.
    pub fn find_track(&self, query: &str) -> Found<TrackKey> {
        self.tracks.find(query, |_| true)
    }
}
