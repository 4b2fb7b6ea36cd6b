//! Knows a set of names, and finds the one that a query means.

use std::collections::HashMap;

use crate::knowledge::model::Abbreviation;

use super::found::{Candidate, Correction, Found, Verdict};
use super::normalise::{MAX_QUERY_CHARS, glued, words};
use super::score::{Known, likeness, spelling_likeness, word_similarity};

/// Least score that may be sure of itself. At 0.8, one word of four is missing or misspelled.
const LEAST_CONFIDENT_SCORE: f64 = 0.8;

/// Least distance to the runner-up. Closer than this, the order of two candidates is chance.
const LEAST_CONFIDENT_GAP: f64 = 0.1;

/// Least score worth asking about. Below it, less than half of the words agree.
const LEAST_AMBIGUOUS_SCORE: f64 = 0.5;

/// Least score worth showing as "the nearest".
const LEAST_NEAR_SCORE: f64 = 0.3;

/// Most candidates that come back.
const MOST_CANDIDATES: usize = 25;

/// Words that say nothing about the role, wherever they stand.
const EMPTY_WORDS: &[&str] = &["a", "an", "the", "of", "in", "for", "and", "or", "role", "job", "position"];

/// Place of a word in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordKey(u32);

/// Names and what they stand for, ready to be asked.
#[derive(Debug, Clone)]
pub(super) struct Names<K> {
    names: Vec<Name<K>>,
    /// Names by their spelling without spaces.
    by_spelling: HashMap<String, Vec<usize>>,
    /// Every word of every name.
    words: HashMap<String, WordKey>,
    /// Names that have the word, by [`WordKey`].
    with_word: Vec<Vec<usize>>,
    /// What abbreviations stand for, by their words.
    abbreviations: HashMap<Vec<String>, Vec<String>>,
}

#[derive(Debug, Clone)]
struct Name<K> {
    named: K,
    written: String,
    spelling: String,
    words: Vec<WordKey>,
}

/// What was typed, as far as the index can read it.
struct Reading {
    known: Vec<Known>,
    spelling: String,
    corrections: Vec<Correction>,
    /// Product of the similarities of all words; 0 if one could not be read.
    similarity: f64,
}

impl<K: Copy + PartialEq> Names<K> {
    /// Reads the names once.
    pub(super) fn new<'n>(names: impl Iterator<Item = (K, &'n str)>, abbreviations: &[Abbreviation]) -> Names<K> {
        let written_out = |abbreviation: &Abbreviation| (spellings(&abbreviation.short), spellings(&abbreviation.long));
        let mut all = Names {
            names: Vec::new(),
            by_spelling: HashMap::new(),
            words: HashMap::new(),
            with_word: Vec::new(),
            abbreviations: abbreviations.iter().map(written_out).collect(),
        };
        for (named, written) in names {
            all.add(named, written);
        }
        all
    }

    fn add(&mut self, named: K, written: &str) {
        let texts = self.expanded(spellings(written)).0;
        if texts.is_empty() {
            return;
        }
        let place = self.names.len();
        let spelling = glued(texts.iter().map(String::as_str));
        let mut keys = Vec::with_capacity(texts.len());
        for text in texts {
            let next = WordKey(u32::try_from(self.with_word.len()).unwrap_or(u32::MAX));
            let key = *self.words.entry(text).or_insert(next);
            if key == next {
                self.with_word.push(Vec::new());
            }
            let names = &mut self.with_word[key.0 as usize];
            if names.last() != Some(&place) {
                names.push(place);
            }
            keys.push(key);
        }
        self.by_spelling.entry(spelling.clone()).or_default().push(place);
        self.names.push(Name { named, written: written.to_owned(), spelling, words: keys });
    }

    /// What a query means. Reads the first 300 characters.
    pub(super) fn find(&self, query: &str) -> Found<K> {
        let short: String = query.chars().take(MAX_QUERY_CHARS).collect();
        self.find_words(spellings(&short))
    }

    /// What these words mean, each already in its one spelling.
    pub(super) fn find_words(&self, texts: Vec<String>) -> Found<K> {
        let (texts, abbreviated) = self.expanded(texts);
        let exact = self.spelled(&glued(texts.iter().map(String::as_str)));
        if !exact.is_empty() {
            let verdict = if exact.len() == 1 { Verdict::Exact } else { Verdict::Ambiguous };
            let candidates = self.candidates(exact.into_iter().map(|place| (place, 1.0)));
            return Found { verdict, candidates, corrections: abbreviated };
        }
        let reading = self.read(&texts);
        let corrections = abbreviated.into_iter().chain(reading.corrections.iter().cloned()).collect();
        let candidates = self.candidates(self.scores(&reading).into_iter());
        Found { verdict: verdict(&candidates), candidates, corrections }
    }

    /// One name for each thing with exactly this spelling.
    fn spelled(&self, spelling: &str) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::new();
        for place in self.by_spelling.get(spelling).into_iter().flatten() {
            if places.iter().all(|other| self.names[*other].named != self.names[*place].named) {
                places.push(*place);
            }
        }
        places
    }

    /// With abbreviations written out, longest first; and which ones were.
    fn expanded(&self, texts: Vec<String>) -> (Vec<String>, Vec<Correction>) {
        let mut written_out = Vec::with_capacity(texts.len());
        let mut corrections = Vec::new();
        let mut at = 0;
        while at < texts.len() {
            let longest = (1..=3.min(texts.len() - at)).rev().find_map(|count| {
                let short = &texts[at..at + count];
                self.abbreviations.get(short).map(|long| (short, long))
            });
            match longest {
                Some((short, long)) => {
                    corrections.push(Correction { typed: short.join(" "), read: long.join(" ") });
                    written_out.extend(long.iter().cloned());
                    at += short.len();
                }
                None => {
                    written_out.push(texts[at].clone());
                    at += 1;
                }
            }
        }
        (written_out, corrections)
    }

    /// Reads every word as a word of the index, correcting only those that are none.
    fn read(&self, texts: &[String]) -> Reading {
        let mut known = Vec::with_capacity(texts.len());
        let mut read_as: Vec<String> = Vec::with_capacity(texts.len());
        let mut corrections = Vec::new();
        let mut at = 0;
        while at < texts.len() {
            let text = &texts[at];
            at += 1;
            if let Some(key) = self.words.get(text) {
                known.push(Known { word: Some(*key), similarity: 1.0 });
                read_as.push(text.clone());
                continue;
            }
            if let Some(next) = texts.get(at)
                && let together = format!("{text}{next}")
                && let Some(key) = self.words.get(&together)
            {
                known.push(Known { word: Some(*key), similarity: 1.0 });
                read_as.push(together);
                at += 1;
                continue;
            }
            if let Some((first, second)) = self.split(text) {
                known
                    .extend([first, second].map(|word| Known { word: self.words.get(word).copied(), similarity: 1.0 }));
                read_as.extend([first, second].map(str::to_owned));
                continue;
            }
            match self.nearest_word(text) {
                Some((word, key, similarity)) => {
                    known.push(Known { word: Some(key), similarity });
                    read_as.push(word.to_owned());
                    corrections.push(Correction { typed: text.clone(), read: word.to_owned() });
                }
                None => {
                    known.push(Known { word: None, similarity: 0.0 });
                    read_as.push(text.clone());
                }
            }
        }
        let similarity = known.iter().map(|word| word.similarity).product();
        let spelling = glued(read_as.iter().map(String::as_str));
        Reading { known, spelling, corrections, similarity }
    }

    /// "supportdesk" → "support", "desk".
    fn split<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        text.char_indices()
            .map(|(at, _)| text.split_at(at))
            .filter(|(first, second)| first.len() >= 3 && second.len() >= 3)
            .find(|(first, second)| self.words.contains_key(*first) && self.words.contains_key(*second))
    }

    fn nearest_word(&self, text: &str) -> Option<(&str, WordKey, f64)> {
        self.words
            .iter()
            .map(|(word, key)| (word.as_str(), *key, word_similarity(text, word)))
            .filter(|(_, _, similarity)| *similarity > 0.0)
            // The key breaks ties, so that the order of the map is never seen.
            .max_by(|a, b| a.2.total_cmp(&b.2).then(b.1.cmp(&a.1)))
    }

    /// The score of every name that shares a word with what was read, or that is spelled nearly the same.
    fn scores(&self, reading: &Reading) -> Vec<(usize, f64)> {
        let mut scores: HashMap<usize, f64> = HashMap::new();
        for word in reading.known.iter().filter_map(|known| known.word) {
            for place in &self.with_word[word.0 as usize] {
                scores.entry(*place).or_insert_with(|| likeness(&reading.known, &self.names[*place].words));
            }
        }
        for place in self.spelled(&reading.spelling) {
            let score = scores.entry(place).or_default();
            *score = score.max(reading.similarity);
        }
        if !scores.values().any(|score| *score >= LEAST_CONFIDENT_SCORE) {
            for (place, name) in self.names.iter().enumerate() {
                // Words broken by a space or several slips can only be seen in the whole.
                if name.spelling.len().abs_diff(reading.spelling.len()) > 2 {
                    continue;
                }
                let whole = spelling_likeness(&reading.spelling, &name.spelling);
                let score = scores.entry(place).or_default();
                *score = score.max(whole);
            }
        }
        let mut scores: Vec<(usize, f64)> =
            scores.into_iter().filter(|(_, score)| *score >= LEAST_NEAR_SCORE).collect();
        scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores
    }

    /// The best name of each thing, in the order given.
    fn candidates(&self, scores: impl Iterator<Item = (usize, f64)>) -> Vec<Candidate<K>> {
        let mut candidates: Vec<Candidate<K>> = Vec::new();
        for (place, score) in scores {
            let name = &self.names[place];
            if candidates.iter().all(|other| other.named != name.named) {
                candidates.push(Candidate { named: name.named, score, via: name.written.clone() });
            }
            if candidates.len() == MOST_CANDIDATES {
                break;
            }
        }
        candidates
    }
}

fn verdict<K>(candidates: &[Candidate<K>]) -> Verdict {
    let score = |place: usize| candidates.get(place).map_or(0.0, |candidate| candidate.score);
    let (best, second) = (score(0), score(1));
    if best >= LEAST_CONFIDENT_SCORE && best - second >= LEAST_CONFIDENT_GAP {
        Verdict::Confident
    } else if best >= LEAST_AMBIGUOUS_SCORE {
        Verdict::Ambiguous
    } else {
        Verdict::None
    }
}

/// The words of a text that say something, each in its one spelling; all of them where none does.
fn spellings(text: &str) -> Vec<String> {
    let all: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
    let telling: Vec<String> = all.iter().filter(|word| !EMPTY_WORDS.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}
