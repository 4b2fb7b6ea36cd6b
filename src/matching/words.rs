//! The words of the names: their kinds, weights, and the words that may stand for them.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::lexicon::{LEXICON, WordKind};
use super::spelling::{Near, Spelling};
use super::stem::{same_family, stem};
use super::tuning::Weights;

/// Minimum bytes of each of two words that may be written as one: shorter ones would be found in everything.
const MIN_PAIRED: usize = 4;

/// Minimum binary logarithm of the number of occupations with a word for it to be broad: "operations", "systems".
const MIN_BROAD_SPREAD: u8 = 4;

/// The same for a word that is in nearly every field of work: "operations", "service".
const MIN_COMMON_SPREAD: u8 = 5;

/// Maximum share of the entities that a rare word occurs in.
const MAX_RARE_SHARE: f32 = 0.05;

/// Index of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordKey(pub(super) u32);

impl WordKey {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A word of the knowledge that a typed one may mean, with its similarity, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct WordSense {
    pub(super) word: WordKey,
    pub(super) similarity: f32,
}

/// Every word of a set of names.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    texts: Vec<Box<str>>,
    by_text: FxHashMap<Box<str>, WordKey>,
    traits: Vec<WordTraits>,
    by_stem: FxHashMap<Box<str>, Vec<WordKey>>,
    /// Hashes of two words that stand side by side in a name, written as one.
    pairs: FxHashSet<u64>,
    spelling: Spelling,
    /// In alphabetical order.
    sorted: Vec<WordKey>,
}

/// What comparing names needs to know about a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordTraits {
    pub(super) weight: f32,
    pub(super) kind: WordKind,
    /// Whether many occupations have it in their titles.
    pub(super) is_broad: bool,
    /// Whether only names of other fields of work have it.
    pub(super) is_beside: bool,
    /// Whether nearly all fields of work have it in their titles.
    pub(super) is_common: bool,
    /// Whether few entities are named with it: alone it says nearly which one is meant.
    pub(super) is_rare: bool,
}

impl Words {
    /// Returns the key of a word, adding the word if it is new.
    pub(super) fn key_of(&mut self, text: &str) -> WordKey {
        if let Some(key) = self.by_text.get(text) {
            return *key;
        }
        let key = WordKey(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(text.into());
        self.by_text.insert(text.into(), key);
        key
    }

    /// Computes the weights, once all words are added: by kind, and by how few entities are named with a word.
    ///
    /// `entities_with` counts no near fields. `ends` tells which words end most of their names. `no_ranks` are no marks of
    /// experience here, whatever the lists say.
    pub(super) fn weigh(
        &mut self,
        entities: usize,
        entities_with: &[u32],
        ends: &[bool],
        no_ranks: &[WordKey],
        weights: &Weights,
    ) {
        let most = (1.0 + entities as f32).ln();
        let is_informative = |count: u32| (1.0 + entities as f32 / count.max(1) as f32).ln() / most.max(1.0);
        let max_rare = (MAX_RARE_SHARE * entities as f32).max(1.0);
        let traits = |((text, ends), count): ((&str, &bool), &u32)| {
            let (kind, spread) =
                (if *ends { LEXICON.kind_at_end(text) } else { LEXICON.kind(text) }, LEXICON.entry(text).spread);
            let is_rank = !no_ranks.iter().any(|word| self.text(*word) == text);
            let kind = if is_rank { kind } else { WordKind::Field };
            let cross_field = 1.0 - weights.cross_field * f32::from(spread) / 9.0;
            let informative = weights.ubiquitous + (1.0 - weights.ubiquitous) * is_informative(*count);
            WordTraits {
                weight: weights.of(kind) * informative * cross_field,
                kind,
                is_broad: spread >= MIN_BROAD_SPREAD,
                is_beside: *count == 0,
                is_common: spread >= MIN_COMMON_SPREAD,
                is_rare: *count as f32 <= max_rare,
            }
        };
        self.traits = self.texts.iter().map(AsRef::as_ref).zip(ends).zip(entities_with).map(traits).collect();
        for (place, text) in (0..).zip(&self.texts) {
            self.by_stem.entry(stem(text).into()).or_default().push(WordKey(place));
        }
        self.spelling = Spelling::new((0..).zip(self.texts.iter().map(AsRef::as_ref)));
        self.sorted = (0..).map(WordKey).take(self.texts.len()).collect();
        self.sorted.sort_unstable_by_key(|word| &self.texts[word.index()]);
    }

    /// Notes that two words stand side by side in a name.
    pub(super) fn add_pair(&mut self, one: WordKey, other: WordKey) {
        let (one, other) = (self.text(one), self.text(other));
        if one.len() >= MIN_PAIRED && other.len() >= MIN_PAIRED {
            let hash = hash(one, other);
            self.pairs.insert(hash);
        }
    }

    /// The two words that a typed one is written together from: "cybersecurity", where a name has "cyber security".
    pub(super) fn pair<'t>(&self, text: &'t str) -> Option<[&'t str; 2]> {
        let cuts = text.char_indices().map(|(at, _)| text.split_at(at));
        let is_pair = |(one, other): &(&str, &str)| {
            one.len() >= MIN_PAIRED
                && other.len() >= MIN_PAIRED
                && self.pairs.contains(&hash(one, other))
                && self.get(one).is_some()
                && self.get(other).is_some()
        };
        cuts.into_iter().find(is_pair).map(|(one, other)| [one, other])
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn get(&self, text: &str) -> Option<WordKey> {
        self.by_text.get(text).copied()
    }

    pub(super) fn text(&self, word: WordKey) -> &str {
        &self.texts[word.index()]
    }

    /// What comparing names needs to know about a word.
    pub(super) fn traits(&self, word: WordKey) -> WordTraits {
        self.traits[word.index()]
    }

    pub(super) fn kind(&self, word: WordKey) -> WordKind {
        self.traits(word).kind
    }

    /// The words that do this in a title.
    pub(super) fn of_kind(&self, kind: WordKind) -> impl Iterator<Item = WordKey> {
        (0..).map(WordKey).zip(&self.traits).filter(move |(_, other)| other.kind == kind).map(|(word, _)| word)
    }

    pub(super) fn weight(&self, word: WordKey) -> f32 {
        self.traits(word).weight
    }

    /// Adds what a correctly spelled word may mean: itself, its family, its synonyms.
    pub(super) fn senses(&self, text: &str, weights: &Weights, senses: &mut Vec<WordSense>) {
        let mut add = |word: WordKey, similarity: f32| {
            if senses.iter().all(|other| other.word != word) {
                senses.push(WordSense { word, similarity });
            }
        };
        if let Some(word) = self.get(text) {
            add(word, 1.0);
        }
        for word in self.by_stem.get(stem(text)).into_iter().flatten() {
            if same_family(text, self.text(*word)) {
                add(*word, weights.family);
            }
        }
        let (kind, is_known) = (LEXICON.kind(text), self.get(text).is_some());
        for word in LEXICON.same_as(text).filter_map(|same| self.get(same)) {
            let other = self.kind(word);
            let is_rank = is_known && kind == other && matches!(kind, WordKind::Manage | WordKind::Senior);
            add(
                word,
                match () {
                    () if kind == WordKind::Generic || other == WordKind::Generic => weights.generic_synonym,
                    () if is_rank => weights.other_rank,
                    () => weights.synonym,
                },
            );
        }
    }

    /// The words that a misspelled one may mean, nearest first, at most `most`.
    pub(super) fn near(&self, typed: &str, most: usize) -> Vec<(WordKey, Near)> {
        let mut near: Vec<Near> = Vec::new();
        self.spelling.near(typed, &mut near);
        near.sort_by(|a, b| a.slips.cmp(&b.slips).then(b.likeness.total_cmp(&a.likeness)).then(a.place.cmp(&b.place)));
        near.truncate(most);
        near.into_iter().map(|near| (WordKey(near.place), near)).collect()
    }

    /// The words with a prefix; none if there are more than `most`, because the prefix then says too little.
    pub(super) fn with_prefix(&self, typed: &str, most: usize) -> Vec<WordKey> {
        let from = self.sorted.partition_point(|word| self.text(*word) < typed);
        let count = self.sorted[from..].partition_point(|word| self.text(*word).starts_with(typed));
        if count > most {
            return Vec::new();
        }
        let mut found = self.sorted[from..from + count].to_vec();
        found.sort_unstable();
        found
    }
}

fn hash(one: &str, other: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (one, other).hash(&mut hasher);
    hasher.finish()
}
