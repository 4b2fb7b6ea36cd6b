//! The index of everything that a question can name: roles, terms and tracks; and the fields of work beside them.

use crate::knowledge::model::{NearFieldKey, Role, RoleKey, Term, Track, TrackKey, Vocabulary};

use super::name_index::NameIndex;
use super::normalize::truncate_query;
use super::outcome::{Candidate, Found, Named, Verdict};
use super::tokenize::Word;
use super::tuning::{Thresholds, Tuning};

/// What the names of an [`Index`] belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entity {
    /// A role or term.
    Named(Named),
    /// A field of work that the knowledge does not cover.
    NearField(NearFieldKey),
}

impl Entity {
    /// The role or term.
    pub(super) fn named(self) -> Option<Named> {
        match self {
            Entity::Named(named) => Some(named),
            Entity::NearField(_) => None,
        }
    }
}

/// Minimum score of a name in another language: it is typed as a whole, a letter may be wrong. Parts of a name are read in
/// English only, where terms such as "analyst" say that they mean several roles.
const MIN_TRANSLATED_SCORE: f64 = 0.95;

/// The names and aliases of a knowledge folder.
#[derive(Debug, Clone)]
pub struct Index {
    pub(super) named: NameIndex<Entity>,
    /// The names in other languages. They are apart, so that none of their words is taken for a misspelled English one.
    pub(super) translated: NameIndex<Named>,
    pub(super) tracks: NameIndex<TrackKey>,
    /// The roles to offer for each near field, with their names.
    pub(super) nearest: Vec<Vec<(RoleKey, String)>>,
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
        let own = all.iter().flat_map(|(named, name, aliases, _)| {
            let names = std::iter::once(*name).chain(*aliases);
            names.map(move |name| (Entity::Named(*named), name.as_str()))
        });
        let near_fields = (0..).map(NearFieldKey).zip(&vocabulary.near_fields).flat_map(|(key, near)| {
            std::iter::once(&near.name).chain(&near.titles).map(move |name| (Entity::NearField(key), name.as_str()))
        });
        let translated = all
            .iter()
            .flat_map(|(named, .., translations)| translations.iter().map(move |name| (*named, name.as_str())));
        let track_names = (0..)
            .map(TrackKey)
            .zip(tracks)
            .flat_map(|(key, track)| [(key, track.name.as_str()), (key, track.id.as_str())]);
        let name = |role: &RoleKey| (*role, vocabulary.roles[role.index()].name.clone());
        let is_beside = |entity| matches!(entity, Entity::NearField(_));
        let abbreviations = &vocabulary.abbreviations;
        Index {
            named: NameIndex::new(own.chain(near_fields), abbreviations, tuning, is_beside),
            translated: NameIndex::new(translated, abbreviations, tuning, |_| false),
            tracks: NameIndex::new(track_names, abbreviations, tuning, |_| false),
            nearest: vocabulary.near_fields.iter().map(|near| near.nearest.iter().map(name).collect()).collect(),
        }
    }

    /// Looks up a role or term. Reads the first 300 characters.
    ///
    /// What is rather in a near field is not found: the candidates are the roles that come nearest.
    pub fn find(&self, query: &str) -> Found {
        let found = self.find_own(query);
        let is_settled = match found.verdict {
            Verdict::Exact => true,
            // Only an exact name in another language is surer.
            Verdict::Confident => !self.may_be_translated(&self.translated.words(truncate_query(query))),
            Verdict::Ambiguous | Verdict::None => self.translated.is_empty(),
        };
        if is_settled {
            return found;
        }
        let translated = self.translated.find(query, |named| matches!(named, Named::Role(_)));
        let is_name = translated.candidates.first().is_some_and(|best| best.score >= MIN_TRANSLATED_SCORE);
        let is_surer = match translated.verdict {
            Verdict::Exact => true,
            Verdict::Confident => is_name && matches!(found.verdict, Verdict::Ambiguous | Verdict::None),
            Verdict::Ambiguous | Verdict::None => false,
        };
        if is_surer { translated } else { found }
    }

    /// Whether there may be a name in another language among the words: it has a word that is in no English name. Looking
    /// for this costs next to nothing, looking for the names as much as for the English ones.
    pub(super) fn may_be_translated(&self, words: &[Word]) -> bool {
        words.iter().any(|word| self.translated.has_word(word) && !self.named.has_word(word))
    }

    /// Looks up a name that is in no other language.
    fn find_own(&self, query: &str) -> Found {
        let found = self.named.find(query, |entity| matches!(entity, Entity::Named(Named::Role(_))));
        let near_field = self.leading_near_field(&found);
        let leads_beside = found.candidates.first().is_some_and(|best| best.named.named().is_none());
        let ambiguous = self.named.tuning.thresholds.ambiguous;
        let Found { mut verdict, candidates, corrections, .. } = found;
        let own = candidates
            .into_iter()
            .filter_map(|Candidate { named, score, via }| named.named().map(|named| Candidate { named, score, via }));
        let mut candidates: Vec<Candidate> = own.collect();
        if let Some(near_field) = near_field {
            verdict = Verdict::None;
            candidates = self.nearest_roles(near_field);
        } else if candidates.first().is_none_or(|best| leads_beside && best.score < f64::from(ambiguous)) {
            verdict = Verdict::None;
        }
        Found { verdict, candidates, corrections, near_field }
    }

    /// The near field that a query belongs to, if it comes nearer than every role: surely, or by more than chance.
    fn leading_near_field(&self, found: &Found<Entity>) -> Option<NearFieldKey> {
        let thresholds = &self.named.tuning.thresholds;
        let best = found.candidates.first().filter(|_| found.verdict != Verdict::None)?;
        let Entity::NearField(key) = best.named else { return None };
        let own = found.candidates.iter().find(|other| other.named.named().is_some());
        let is_ahead = own.is_none_or(|own| own.score + f64::from(thresholds.gap) <= best.score);
        let is_near = is_ahead && best.score >= f64::from(thresholds.confident);
        (found.verdict.is_sure() || is_near).then_some(key)
    }

    /// The roles to offer for a near field. They are no matches, so that their score is 0.
    fn nearest_roles(&self, near_field: NearFieldKey) -> Vec<Candidate> {
        let roles = self.nearest.get(near_field.index()).into_iter().flatten();
        roles.map(|(role, name)| Candidate { named: Named::Role(*role), score: 0.0, via: name.clone() }).collect()
    }

    /// Looks up a track. Reads the first 300 characters.
    pub fn find_track(&self, query: &str) -> Found<TrackKey> {
        self.tracks.find(query, |_| true)
    }
}
