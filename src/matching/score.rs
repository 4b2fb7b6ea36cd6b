//! Compares what was typed with one name, word by word.
//!
//! The measure is the Sørensen–Dice coefficient over words, each counted with its weight: twice the weight that both
//! sides share, divided by the weight of both. It punishes what the name lacks and what the query lacks alike, so that
//! "network engineer" is not taken for "engineer".

use super::names::WordKey;

/// Least similarity of a misspelled word to the word it is read as. Below it, half of the letters differ.
const LEAST_WORD_SIMILARITY: f64 = 0.65;

/// Similarity of a word to a longer one that it begins: certain enough to read "arch" as "architect", never as sure as
/// the word itself.
const PREFIX_SIMILARITY: f64 = 0.85;

/// Fewest letters of a beginning that may stand for a longer word: two letters begin too many.
const LEAST_PREFIX_CHARS: usize = 3;

/// Weight of the last word of a name, which in English says what the job is ("IT *manager*"); other words say which
/// one, and weigh 1.
pub(super) const HEAD_WEIGHT: f64 = 1.5;

/// A typed word, as the index knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// The word; `None` where nothing in the index is near.
    pub(super) word: Option<WordKey>,
    /// How near what was typed is to the word, 0 to 1.
    pub(super) similarity: f64,
}

/// How alike a query and a name are: 0 where no word is shared, 1 where all are.
pub(super) fn likeness(query: &[Known], name: &[WordKey]) -> f64 {
    let mut shared = 0.0;
    let mut taken = vec![false; name.len()];
    for (place, typed) in query.iter().enumerate() {
        let free = |index: &usize| !taken[*index] && typed.word == Some(name[*index]);
        let Some(index) = (0..name.len()).find(free) else { continue };
        taken[index] = true;
        shared += typed.similarity * (weight(place, query.len()) + weight(index, name.len()));
    }
    shared / (total_weight(query.len()) + total_weight(name.len()))
}

fn weight(place: usize, words: usize) -> f64 {
    if place + 1 == words { HEAD_WEIGHT } else { 1.0 }
}

fn total_weight(words: usize) -> f64 {
    (0..words).map(|place| weight(place, words)).sum()
}

/// How near a typed word is to a word of the index, 0 to 1; 0 where it is no plausible misspelling of it.
pub(super) fn word_similarity(typed: &str, word: &str) -> f64 {
    let (typed_chars, word_chars) = (typed.chars().count(), word.chars().count());
    if typed_chars >= LEAST_PREFIX_CHARS && typed_chars < word_chars && word.starts_with(typed) {
        return PREFIX_SIMILARITY;
    }
    // People miss one letter in a word, two in a long one; in three letters or fewer, one letter makes another word.
    let most_errors = match typed_chars.min(word_chars) {
        0..=3 => return 0.0,
        4..=7 => 1,
        _ => 2,
    };
    if typed_chars.abs_diff(word_chars) > most_errors {
        return 0.0;
    }
    let errors = strsim::osa_distance(typed, word);
    if errors > most_errors {
        return 0.0;
    }
    let similarity = strsim::normalized_damerau_levenshtein(typed, word);
    if similarity < LEAST_WORD_SIMILARITY { 0.0 } else { similarity }
}

/// How alike two whole spellings are, letters only: for "hel pdesk", where the words themselves are broken.
pub(super) fn spelling_likeness(typed: &str, name: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(typed, name)
}
