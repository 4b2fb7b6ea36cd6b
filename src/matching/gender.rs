//! Reads the two gendered forms of a title as one: "Conducteur / Conductrice de broyeur", "Verkäufer/in".
//!
//! The two forms begin alike and end differently, and a slash or the like stands between them. What such pairs end in is
//! learned from the names of the knowledge.

use rustc_hash::{FxHashMap, FxHashSet};

use super::tokenize::{Gap, Word};

/// Minimum characters that two forms of a word share.
const MIN_SHARED: usize = 4;

/// Maximum characters in which a form differs behind what both share: "-teur" and "-trice".
const MAX_ENDING: usize = 5;

/// Minimum number of names with an ending for it to be one that is written alone: "Verkäufer/in".
const MIN_NAMES: usize = 3;

/// The endings of gendered forms.
#[derive(Debug, Clone, Default)]
pub(super) struct GenderEndings(FxHashSet<String>);

impl GenderEndings {
    /// Learns the endings from names.
    pub(super) fn learn<'n>(names: impl Iterator<Item = &'n [Word]>) -> GenderEndings {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for words in names {
            for (at, word) in words.iter().enumerate().filter(|(_, word)| word.gap >= Gap::Slash) {
                if let Some(shared) = words[..at].iter().find_map(|other| shared_length(&other.text, &word.text)) {
                    *counts.entry(&word.text[shared..]).or_default() += 1;
                }
            }
        }
        let endings = counts.into_iter().filter(|(ending, count)| !ending.is_empty() && *count >= MIN_NAMES);
        GenderEndings(endings.map(|(ending, _)| ending.to_owned()).collect())
    }

    /// The words without those that only repeat an earlier one in another form.
    pub(super) fn merge(&self, words: Vec<Word>) -> Vec<Word> {
        let mut kept: Vec<Word> = Vec::with_capacity(words.len());
        let mut has_slash = false;
        for word in words {
            has_slash |= word.gap >= Gap::Slash && !kept.is_empty();
            let is_form = has_slash
                && kept.iter().any(|other| other.text == word.text || shared_length(&other.text, &word.text).is_some());
            let is_ending = word.gap != Gap::Space
                && self.0.contains(&word.text)
                && kept.last().is_some_and(|last| word.at.start <= last.at.end + 2 && last.text.len() > MIN_SHARED);
            if !is_form && !is_ending {
                kept.push(word);
            }
        }
        kept
    }
}

/// How many bytes two forms of a word share; nothing, if they are no forms of one word.
fn shared_length(one: &str, other: &str) -> Option<usize> {
    let shared = one
        .char_indices()
        .zip(other.chars())
        .find(|((_, a), b)| a != b)
        .map_or(one.len().min(other.len()), |((at, _), _)| at);
    let is_form = |word: &str| word[shared..].chars().count() <= MAX_ENDING;
    let chars = one[..shared].chars().count();
    (one != other && chars >= MIN_SHARED && 2 * chars >= one.chars().count() && is_form(one) && is_form(other))
        .then_some(shared)
}
