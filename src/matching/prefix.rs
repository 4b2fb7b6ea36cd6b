//! Looks up a query whose last word may be unfinished: "sr sys", "2nd l", "infra arch".

use super::name_index::NameIndex;
use super::normalize::level_completion;
use super::read::{Reader, Token};
use super::tokenize::tokenize;
use super::words::{WordKey, WordSense};

/// Maximum number of words that an unfinished one may become; a prefix of more says too little.
const MAX_COMPLETIONS: usize = 48;

/// Minimum length of an unfinished word that stands alone.
const MIN_SINGLE_PREFIX: usize = 3;

impl<K: Copy + PartialEq> NameIndex<K> {
    /// The possible entities, best first, each with its closest name.
    pub(super) fn finish(&self, typed: &str) -> Vec<(u32, u32)> {
        let whole = level_completion(typed).map(|rest| format!("{}{rest}", typed.trim_end()));
        let typed = whole.as_deref().unwrap_or(typed);
        let reader = Reader { words: &self.words, expander: &self.expander, weights: &self.tuning.weights };
        let split = self.words(typed);
        let mut tokens = reader.read(&split);
        let is_unfinished = whole.is_none() && typed.ends_with(char::is_alphanumeric);
        let prefixed = tokenize(typed).pop().map(|word| word.text).filter(|_| is_unfinished).unwrap_or_default();
        if let Some(last) = tokens.last_mut().filter(|_| !prefixed.is_empty())
            && last.from.end == split.len()
        {
            let endings = self.words.with_prefix(&prefixed, MAX_COMPLETIONS);
            if !endings.is_empty() && prefixed.len() >= if split.len() > 1 { 1 } else { MIN_SINGLE_PREFIX } {
                self.add_endings(last, &endings);
            } else if split.len() > 1 && last.senses.is_empty() {
                tokens.pop();
            }
        }
        let ranked =
            self.ranked(&tokens, &split).into_iter().filter(|ranked| ranked.score >= self.tuning.thresholds.near);
        let mut found: Vec<(u32, u32)> = ranked.map(|ranked| (ranked.entity, ranked.name)).collect();
        let has_begun =
            |name: u32| self.words_of(name).iter().any(|word| self.words.text(*word).starts_with(&prefixed));
        found.sort_by_key(|(_, name)| !has_begun(*name));
        found
    }

    /// Adds the words that the last one may become; its own senses come first.
    fn add_endings(&self, last: &mut Token, endings: &[WordKey]) {
        let similarity = self.tuning.weights.prefix;
        for word in endings {
            if last.senses.iter().all(|sense| sense.word != *word) {
                last.senses.push(WordSense { word: *word, similarity });
            }
        }
    }
}
