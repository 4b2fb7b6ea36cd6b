//! An inverted index of names: their words, the entities they belong to, and the names that contain a word.
//!
//! Everything is stored in a few long arrays, so that 83,000 names are indexed fast and take little memory.

use crate::knowledge::model::Abbreviation;

use super::expand::Expander;
use super::gender::GenderEndings;
use super::jagged_array::JaggedArray;
use super::lexicon::{LEXICON, WordKind};
use super::ngrams::NgramIndex;
use super::normalize::words;
use super::occupation_fields::FieldProfile;
use super::title_spelling::{self, is_known};
use super::tokenize::Word;
use super::tuning::Tuning;
use super::words::{WordKey, Words};

/// Share of the words of all names that the word lists know at least, if they are in a language of these lists. Of English
/// occupations about nine words of ten are known; of German, Spanish and French ones, one or two.
const MIN_KNOWN_SHARE: f32 = 0.5;

/// Up to this many names, the name nearest to a query is likely meant.
const FEW_NAMES: f32 = 2_000.0;

/// From this many names on, most queries are near some name of another job.
const MANY_NAMES: f32 = 50_000.0;

/// Names and the entities (roles, terms or tracks) that they belong to.
#[derive(Debug, Clone)]
pub(super) struct NameIndex<K> {
    pub(super) tuning: Tuning,
    pub(super) words: Words,
    pub(super) expander: Expander,
    /// The entities, in their original order.
    pub(super) entities: Vec<K>,
    /// All names as written, concatenated.
    written: String,
    written_ends: Vec<u32>,
    /// The words of each name.
    name_words: JaggedArray<WordKey>,
    /// The entity of each name, as an index into `entities`.
    entity_of: Vec<u32>,
    /// The weight of each name.
    pub(super) totals: Vec<f32>,
    /// The names that contain each word.
    with_word: JaggedArray<u32>,
    /// The words of each entity by key.
    entity_words: JaggedArray<EntityWord>,
    /// The fields of work of each entity.
    pub(super) profiles: Vec<FieldProfile>,
    /// The support levels in the names of each entity, one bit per level.
    pub(super) levels: Vec<u8>,
    /// Whether each entity is of another field of work.
    beside: Vec<bool>,
    /// Set if the names are in a language that the word lists do not cover.
    pub(super) foreign: Option<Foreign>,
    /// How crowded the knowledge is: 0 up to [`FEW_NAMES`], 1 from [`MANY_NAMES`] names on.
    pub(super) crowding: f32,
}

/// A word of an entity's names.
#[derive(Debug, Clone, Copy)]
pub(super) struct EntityWord {
    word: WordKey,
    /// The share of the names that contain it.
    pub(super) share: f32,
    /// The same, as it counts for how much of a query an entity has.
    pub(super) coverage: f32,
}

/// How names are compared in a language that the word lists do not know.
#[derive(Debug, Clone)]
pub(super) struct Foreign {
    pub(super) ngrams: NgramIndex,
    pub(super) genders: GenderEndings,
}

impl<K: Copy + PartialEq> NameIndex<K> {
    /// Indexes the names. The names of one entity must be adjacent. `is_beside` tells the entities of other fields of work,
    /// which say nothing about what is usual in this one.
    pub(super) fn new<'n>(
        names: impl Iterator<Item = (K, &'n str)>,
        abbreviations: &[Abbreviation],
        tuning: Tuning,
        is_beside: impl Fn(K) -> bool,
    ) -> NameIndex<K> {
        let mut all = NameIndex {
            tuning,
            words: Words::default(),
            expander: Expander::new(abbreviations),
            entities: Vec::new(),
            written: String::new(),
            written_ends: Vec::new(),
            name_words: JaggedArray::new(),
            entity_of: Vec::new(),
            totals: Vec::new(),
            with_word: JaggedArray::new(),
            entity_words: JaggedArray::new(),
            profiles: Vec::new(),
            levels: Vec::new(),
            foreign: None,
            beside: Vec::new(),
            crowding: 0.0,
        };
        title_spelling::prepare();
        all.read(names);
        all.beside = all.entities.iter().map(|entity| is_beside(*entity)).collect();
        all.index();
        all
    }

    /// Splits the names into words. Two words are joined if any name has them as one: "help desk" and "helpdesk".
    fn read<'n>(&mut self, names: impl Iterator<Item = (K, &'n str)>) {
        let mut split: Vec<(K, &'n str, Vec<Word>)> =
            names.map(|(entity, written)| (entity, written, words(written))).collect();
        let typed = split.iter().flat_map(|(_, _, words)| words);
        let (known, all) =
            typed.fold((0_usize, 0_usize), |(known, all), word| (known + usize::from(is_known(&word.text)), all + 1));
        if (known as f32) < MIN_KNOWN_SHARE * all as f32 {
            let genders = GenderEndings::learn(split.iter().map(|(_, _, words)| words.as_slice()));
            for (_, _, words) in &mut split {
                *words = genders.merge(std::mem::take(words));
            }
            self.foreign = Some(Foreign { ngrams: NgramIndex::default(), genders });
        }
        let single: rustc_hash::FxHashSet<&str> =
            split.iter().flat_map(|(_, _, words)| words.iter().map(|word| word.text.as_str())).collect();
        let mut kept: Vec<Vec<&str>> = Vec::new();
        for (entity, written, words) in &split {
            let pieces = self.expander.pieces(words, |text| single.contains(text));
            if pieces.is_empty() {
                continue;
            }
            if self.foreign.is_some() {
                kept.push(words.iter().map(|word| word.text.as_str()).collect());
            }
            for piece in pieces {
                let key = self.words.key_of(&piece.text);
                self.name_words.items.push(key);
            }
            self.name_words.end();
            let name = self.name_words.ends.len() - 1;
            for pair in self.name_words.get(name).windows(2) {
                self.words.add_pair(pair[0], pair[1]);
            }
            self.written.push_str(written);
            self.written_ends.push(self.written.len() as u32);
            if self.entities.last() != Some(entity) {
                self.entities.push(*entity);
            }
            self.entity_of.push(self.entities.len() as u32 - 1);
        }
        if let Some(foreign) = &mut self.foreign {
            foreign.ngrams = NgramIndex::new(kept.into_iter());
        }
    }

    fn index(&mut self) {
        let names = self.entity_of.len();
        self.crowding = ((names as f32).max(1.0) / FEW_NAMES).ln() / (MANY_NAMES / FEW_NAMES).ln();
        self.crowding = self.crowding.clamp(0.0, 1.0);
        let mut entities_with = vec![0_u32; self.words.len()];
        let mut names_with = vec![0_u32; self.words.len()];
        let mut last_entity = vec![u32::MAX; self.words.len()];
        for name in 0..names {
            for word in self.name_words.get(name) {
                names_with[word.index()] += 1;
                let last = &mut last_entity[word.index()];
                let is_beside = self.beside[self.entity_of[name] as usize];
                entities_with[word.index()] += u32::from(*last != self.entity_of[name] && !is_beside);
                *last = self.entity_of[name];
            }
        }
        let mut ends_with = vec![0_u32; self.words.len()];
        for name in 0..names {
            if let [_, .., last] = self.name_words.get(name) {
                ends_with[last.index()] += 1;
            }
        }
        let ends: Vec<bool> = ends_with.iter().zip(&names_with).map(|(ends, all)| 2 * ends >= *all).collect();
        let own = self.beside.iter().filter(|beside| !**beside).count();
        self.words.weigh(own, &entities_with, &ends, &self.no_ranks(), &self.tuning.weights);
        let mut next: Vec<u32> = Vec::with_capacity(self.words.len());
        let mut end = 0;
        for count in &names_with {
            next.push(end);
            end += count;
            self.with_word.ends.push(end);
        }
        self.with_word.items = vec![0; end as usize];
        for name in 0..names {
            for word in self.name_words.get(name) {
                let place = &mut next[word.index()];
                self.with_word.items[*place as usize] = name as u32;
                *place += 1;
            }
            let total = self.name_words.get(name).iter().map(|word| self.words.weight(*word)).sum();
            self.totals.push(total);
        }
        self.index_entities();
    }

    /// The words that may be a mark of experience but are none in any name: the "staff" of "staff nurse".
    fn no_ranks(&self) -> Vec<WordKey> {
        let is_rank = |word: WordKey, heads: &[&str]| {
            (0..self.name_words.ends.len()).map(|name| self.name_words.get(name)).any(|name| {
                let after = name.iter().skip_while(|other| **other != word).skip(1);
                after.into_iter().any(|head| heads.contains(&self.words.text(*head)))
            })
        };
        let ranks = LEXICON.senior_before.iter().filter_map(|(text, heads)| Some((self.words.get(text)?, heads)));
        ranks.filter(|(word, heads)| !is_rank(*word, heads)).map(|(word, _)| word).collect()
    }

    fn index_entities(&mut self) {
        let mut whole = FieldProfile::empty();
        let mut name = 0;
        for entity in 0..self.entities.len() as u32 {
            let first = name;
            let mut of_entity: Vec<WordKey> = Vec::new();
            while self.entity_of.get(name) == Some(&entity) {
                let from = of_entity.len();
                for word in self.name_words.get(name) {
                    if !of_entity[from..].contains(word) {
                        of_entity.push(*word);
                    }
                }
                name += 1;
            }
            of_entity.sort_unstable();
            let (mut profile, mut levels) = (FieldProfile::empty(), 0);
            for same in of_entity.chunk_by(|a, b| a == b) {
                // Count one name more: a word of a single name is not yet what the entity is about.
                let share = same.len() as f32 / (name - first + 1) as f32;
                let coverage = share.powf(self.tuning.weights.role_coverage_power);
                self.entity_words.items.push(EntityWord { word: same[0], share, coverage });
                let text = self.words.text(same[0]);
                if let Some(fields) = LEXICON.entry(text).fields {
                    profile.add(&fields, share * self.words.weight(same[0]));
                }
                if self.words.kind(same[0]) == WordKind::Level {
                    levels |= level_bit(text);
                }
            }
            self.entity_words.end();
            if !self.beside[entity as usize] {
                whole.add_profile(&profile, 1.0);
            }
            self.profiles.push(profile);
            self.levels.push(levels);
        }
        let own = self.tuning.weights.own_field;
        for profile in &mut self.profiles {
            let mut mixed = FieldProfile::empty();
            mixed.add_profile(profile, own);
            mixed.add_profile(&whole, 1.0 - own);
            *profile = mixed;
        }
    }

    /// The words of a query, each in its one spelling; of two gendered forms only the first.
    pub(super) fn words(&self, query: &str) -> Vec<Word> {
        let typed = words(query);
        match &self.foreign {
            Some(foreign) => foreign.genders.merge(typed),
            None => typed,
        }
    }

    /// Whether a name has this word, as it is spelled.
    pub(super) fn has_word(&self, word: &Word) -> bool {
        self.words.get(&word.text).is_some()
    }

    /// Whether there are no names.
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.entity_of.len()
    }

    /// The entity of a name, as an index into `entities`.
    pub(super) fn entity_of(&self, name: u32) -> u32 {
        self.entity_of[name as usize]
    }

    /// Whether a name is the first of its entity, the one that is displayed.
    pub(super) fn is_first(&self, name: u32) -> bool {
        name == 0 || self.entity_of(name - 1) != self.entity_of(name)
    }

    /// All names of the entity that a name belongs to, the first one first.
    pub(super) fn siblings(&self, name: u32) -> impl Iterator<Item = u32> {
        let entity = self.entity_of(name);
        let first = (0..name).rev().take_while(|other| self.entity_of(*other) == entity).last().unwrap_or(name);
        (first..self.len() as u32).take_while(move |other| self.entity_of(*other) == entity)
    }

    /// The words of a name, in order.
    pub(super) fn words_of(&self, name: u32) -> &[WordKey] {
        self.name_words.get(name as usize)
    }

    /// The names that contain a word.
    pub(super) fn with_word(&self, word: WordKey) -> &[u32] {
        self.with_word.get(word.index())
    }

    /// A name as written in the knowledge.
    pub(super) fn written(&self, name: u32) -> &str {
        let end = self.written_ends[name as usize] as usize;
        let start = if name == 0 { 0 } else { self.written_ends[name as usize - 1] as usize };
        &self.written[start..end]
    }

    /// A word of an entity; `None` if none of its names contains it.
    pub(super) fn entity_word(&self, entity: u32, word: WordKey) -> Option<EntityWord> {
        let words = self.entity_words.get(entity as usize);
        words.binary_search_by_key(&word, |one| one.word).ok().map(|place| words[place])
    }

    /// The share of an entity's names that contain a word.
    pub(super) fn share(&self, entity: u32, word: WordKey) -> f32 {
        self.entity_word(entity, word).map_or(0.0, |word| word.share)
    }
}

/// The bit of a support level.
pub(super) fn level_bit(text: &str) -> u8 {
    text.bytes().last().map_or(0, |digit| 1 << (digit & 7))
}
