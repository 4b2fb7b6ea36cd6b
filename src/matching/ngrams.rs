//! Compares names by their letters, for knowledge in languages that the word lists do not know.
//!
//! Every name is a vector of the character n-grams of its words, weighted by TF-IDF; two names are as similar as the
//! cosine of their vectors. Inflected forms, gendered forms and compounds share most of their n-grams in any language:
//! "Akustiker" and "Akustikingenieur", "operador" and "operadores".

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

use super::jagged_array::JaggedArray;

/// Lengths of n-grams, in characters. Shorter ones are in everything, longer ones in few forms of a word.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=5;

/// Maximum number of n-grams of a text: those of about 300 letters.
const MAX_GRAMS: usize = 1_000;

/// The n-grams of a set of names.
#[derive(Debug, Clone, Default)]
pub(super) struct NgramIndex {
    grams: FxHashMap<u64, u32>,
    /// How rare each n-gram is.
    rarity: Vec<f32>,
    /// The names that have an n-gram, each with its weight in a vector of length 1.
    postings: JaggedArray<(u32, f32)>,
    names: usize,
}

impl NgramIndex {
    /// Indexes the names, each given by its words.
    pub(super) fn new<'n>(names: impl Iterator<Item = Vec<&'n str>>) -> NgramIndex {
        let mut grams: FxHashMap<u64, u32> = FxHashMap::default();
        let mut names_with: Vec<u32> = Vec::new();
        let mut of_names: Vec<Vec<(u32, f32)>> = Vec::new();
        for words in names {
            let mut of_name: Vec<(u32, f32)> = Vec::new();
            for (gram, count) in counts(words.into_iter()) {
                let next = grams.len() as u32;
                let key = *grams.entry(gram).or_insert(next);
                if key == next {
                    names_with.push(0);
                }
                names_with[key as usize] += 1;
                of_name.push((key, 1.0 + (count as f32).ln()));
            }
            of_names.push(of_name);
        }
        let all = of_names.len() as f32;
        let rarity: Vec<f32> =
            names_with.iter().map(|count| 1.0 + ((1.0 + all) / (1.0 + *count as f32)).ln()).collect();
        let mut lists: Vec<Vec<(u32, f32)>> =
            names_with.iter().map(|count| Vec::with_capacity(*count as usize)).collect();
        for (name, of_name) in (0..).zip(&of_names) {
            let weight = |(key, count): &(u32, f32)| count * rarity[*key as usize];
            let length = of_name.iter().map(|gram| weight(gram).powi(2)).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            for gram in of_name {
                lists[gram.0 as usize].push((name, weight(gram) / length));
            }
        }
        NgramIndex { grams, rarity, postings: JaggedArray::from_lists(lists), names: of_names.len() }
    }

    /// How similar each name is to the words, 0 to 1.
    pub(super) fn similarities<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<f32> {
        let mut similarities = vec![0.0; self.names];
        let mut length = 0.0;
        for (gram, count) in counts(words) {
            let key = self.grams.get(&gram).copied();
            // An n-gram of no name is as rare as one can be, but says only that the text has other parts as well.
            let Some(key) = key else { continue };
            let weight = (1.0 + (count as f32).ln()) * self.rarity[key as usize];
            length += weight * weight;
            for (name, of_name) in self.postings.get(key as usize) {
                similarities[*name as usize] += weight * of_name;
            }
        }
        let length: f32 = length.sqrt().max(f32::MIN_POSITIVE);
        similarities.iter_mut().for_each(|similarity| *similarity /= length);
        similarities
    }
}

/// The n-grams of the words, in the order of their hashes, and how often each occurs. A word's ends count as letters.
fn counts<'w>(words: impl Iterator<Item = &'w str>) -> Vec<(u64, usize)> {
    let mut grams: Vec<u64> = Vec::new();
    let mut letters: Vec<char> = Vec::new();
    for word in words {
        letters.clear();
        letters.push(' ');
        letters.extend(word.chars());
        letters.push(' ');
        for length in LENGTHS {
            grams.extend(letters.windows(length).map(hash));
        }
        if grams.len() >= MAX_GRAMS {
            break;
        }
    }
    grams.truncate(MAX_GRAMS);
    grams.sort_unstable();
    grams.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect()
}

fn hash(letters: &[char]) -> u64 {
    let mut hasher = FxHasher::default();
    letters.iter().for_each(|letter| hasher.write_u32(u32::from(*letter)));
    hasher.finish()
}
