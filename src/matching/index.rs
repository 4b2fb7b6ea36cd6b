//! The index of everything that a question can name: roles, terms and tracks.

use crate::knowledge::model::{Role, Term, Track, TrackKey, Vocabulary};

use super::name_index::NameIndex;
use super::outcome::{Found, Named};
use super::tuning::{Thresholds, Tuning};

/// The names and aliases of a knowledge.
#[derive(Debug, Clone)]
pub struct Index {
    pub(super) named: NameIndex<Named>,
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
        let roles = vocabulary.roles_with_keys().flat_map(|(key, role)| {
            let Role { name, aliases, translations, .. } = role;
            std::iter::once(name).chain(aliases).chain(translations).map(move |name| (Named::Role(key), name.as_str()))
        });
        let terms = vocabulary.terms_with_keys().flat_map(|(key, term)| {
            let Term { name, aliases, translations, .. } = term;
            std::iter::once(name).chain(aliases).chain(translations).map(move |name| (Named::Term(key), name.as_str()))
        });
        let track_names = (0..)
            .map(TrackKey)
            .zip(tracks)
            .flat_map(|(key, track)| [(key, track.name.as_str()), (key, track.id.as_str())]);
        Index {
            named: NameIndex::new(roles.chain(terms), &vocabulary.abbreviations, tuning),
            tracks: NameIndex::new(track_names, &vocabulary.abbreviations, tuning),
        }
    }

    /// Looks up a role or term. Reads the first 300 characters.
    pub fn find(&self, query: &str) -> Found {
        self.named.find(query, |named| matches!(named, Named::Role(_)))
    }

    /// Looks up a track. Reads the first 300 characters.
    pub fn find_track(&self, query: &str) -> Found<TrackKey> {
        self.tracks.find(query, |_| true)
    }
}
