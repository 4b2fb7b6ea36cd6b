//! Reads a title whose last word may be unfinished: "sr sys", "2nd l", "infra arch".

use super::fold::folded;
use super::names::Names;
use super::normalise::{level_begun, words};
use super::read::{Reader, Token};
use super::words::{Meaning, WordKey};

/// Most words that an unfinished one may become. With more it says too little, and only orders what the rest says.
const MOST_ENDINGS: usize = 48;

/// Fewest letters of an unfinished word that stands alone: two begin too much.
const LEAST_ALONE: usize = 3;

impl<K: Copy + PartialEq> Names<K> {
    /// The things that may be meant, best first, each with its nearest name.
    pub(super) fn finish(&self, typed: &str) -> Vec<(u32, u32)> {
        let whole = level_begun(typed).map(|rest| format!("{}{rest}", typed.trim_end()));
        let typed = whole.as_deref().unwrap_or(typed);
        let reader = Reader { words: &self.words, expander: &self.expander, weights: &self.tuning.weights };
        let split = words(typed);
        let mut tokens = reader.read(&split);
        let is_unfinished = whole.is_none() && typed.ends_with(char::is_alphanumeric);
        let begun = folded(typed).pop().map(|word| word.text).filter(|_| is_unfinished).unwrap_or_default();
        if let Some(last) = tokens.last_mut().filter(|_| !begun.is_empty())
            && last.from.end == split.len()
        {
            let endings = self.words.beginning_with(&begun, MOST_ENDINGS);
            if !endings.is_empty() && begun.len() >= if split.len() > 1 { 1 } else { LEAST_ALONE } {
                self.add_endings(last, &endings);
            } else if split.len() > 1 && last.meanings.is_empty() {
                tokens.pop();
            }
        }
        let ranked = self.ranked(&tokens).into_iter().filter(|ranked| ranked.score >= self.tuning.thresholds.near);
        let mut found: Vec<(u32, u32)> = ranked.map(|ranked| (ranked.thing, ranked.name)).collect();
        let has_begun = |name: u32| self.words_of(name).iter().any(|word| self.words.text(*word).starts_with(&begun));
        found.sort_by_key(|(_, name)| !has_begun(*name));
        found
    }

    /// The last word may become any of these; what it means as it stands counts more.
    fn add_endings(&self, last: &mut Token, endings: &[WordKey]) {
        let similarity = self.tuning.weights.beginning;
        for word in endings {
            if last.meanings.iter().all(|meaning| meaning.word != *word) {
                last.meanings.push(Meaning { word: *word, similarity });
            }
        }
    }
}
