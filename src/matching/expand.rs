//! Expands abbreviations and joins split words: "sr sys admin" → "senior system administrator".
//!
//! Names and queries are expanded in the same way, so that it does not matter which of them is abbreviated.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::model::Abbreviation;

use super::lexicon::{LEXICON, WordKind};
use super::normalize::words;
use super::stem::singularize;
use super::tokenize::{Gap, Word};

/// Maximum words of an abbreviation: "information and communication technology" is the longest.
const MAX_WORDS: usize = 4;

/// Minimum combined length of two words that are joined: "it is" is not "itis".
const MIN_JOINED_LENGTH: usize = 5;

/// Minimum length of an abbreviation that may have a grade written on to it: "IT2" could be anything.
const MIN_GRADED_LENGTH: usize = 3;

/// Minimum length of an abbreviation that is recognized with a slip in it: shorter ones resemble too many words.
const MIN_CORRECTED_LENGTH: usize = 5;

/// A word after expansion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Which of the words it was made of.
    pub(super) from: Range<usize>,
    /// Whether it was expanded.
    pub(super) was_short: bool,
}

/// Abbreviations: those of the knowledge first, then the general ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Expander {
    /// Words with spaces between → words with spaces between.
    abbreviations: FxHashMap<String, String>,
    /// The first words of abbreviations of several words.
    starts: FxHashSet<String>,
}

impl Expander {
    pub(super) fn new(abbreviations: &[Abbreviation]) -> Expander {
        let spelled = |text: &str| words(text).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        let written_out = |abbreviation: &Abbreviation| (spelled(&abbreviation.short), spelled(&abbreviation.long));
        let abbreviations: FxHashMap<String, String> = abbreviations.iter().map(written_out).collect();
        let starts = abbreviations.keys().filter_map(|short| Some(short.split_once(' ')?.0.to_owned())).collect();
        Expander { abbreviations, starts }
    }

    /// Whether the text is an abbreviation with a meaning of its own.
    pub(super) fn knows(&self, text: &str) -> bool {
        self.abbreviations.contains_key(text) || LEXICON.long(text, true).is_some()
    }

    /// The abbreviation or short word of the names that an unknown word is a slip of: "ITT", "ifnra".
    pub(super) fn near(&self, typed: &str, is_word: impl Fn(&str) -> bool) -> Option<String> {
        let places = typed.char_indices().zip(typed.chars().skip(1)).filter(|((_, one), next)| one == next);
        let mut undoubled = places.map(|((at, one), _)| format!("{}{}", &typed[..at], &typed[at + one.len_utf8()..]));
        let known = undoubled.find(|text| text.len() >= 2 && (self.knows(text) || is_word(text)));
        known.or_else(|| {
            let is_long_enough = |short: &&String| short.len() >= MIN_CORRECTED_LENGTH && !short.contains(' ');
            let shorts = self.abbreviations.keys().filter(is_long_enough);
            shorts.filter(|short| strsim::osa_distance(typed, short) == 1).min().cloned()
        })
    }

    /// The expanded words without empty ones; all of them if all are empty. `is_word` knows the words of the names.
    pub(super) fn pieces(&self, words: &[Word], is_word: impl Fn(&str) -> bool) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(words.len() + 2);
        let mut at = 0;
        let mut text = String::new();
        while at < words.len() {
            let taken = self.next(words, at, &is_word, &mut text, &mut pieces);
            at += taken;
        }
        let is_informative = |piece: &Piece| piece.was_short || !LEXICON.entry(&piece.text).is_empty;
        if pieces.iter().any(is_informative) {
            pieces.retain(is_informative);
        }
        pieces
    }

    /// Reads the words that belong together; returns how many.
    fn next(
        &self,
        words: &[Word],
        at: usize,
        is_word: &impl Fn(&str) -> bool,
        text: &mut String,
        pieces: &mut Vec<Piece>,
    ) -> usize {
        let follows = |word: &&Word| word.gap <= Gap::Stop;
        if self.starts.contains(words[at].text.as_str()) || LEXICON.begins_short(&words[at].text) {
            let together = words[at + 1..].iter().take(MAX_WORDS - 1).take_while(follows).count();
            for count in (2..=together + 1).rev() {
                if let Some(long) = self.long(&words[at..at + count], text, false) {
                    write_out(long, at..at + count, pieces);
                    return count;
                }
            }
        }
        if let Some(next) = words.get(at + 1).filter(follows) {
            text.clear();
            text.push_str(&words[at].text);
            text.push_str(&next.text);
            singularize(text);
            if text.len() >= MIN_JOINED_LENGTH && (is_word(text) || LEXICON.long(text, true).is_some()) {
                match self.abbreviations.get(text.as_str()).map(String::as_str).or_else(|| LEXICON.long(text, true)) {
                    Some(long) => write_out(long, at..at + 2, pieces),
                    None => pieces.push(Piece { text: text.clone(), from: at..at + 2, was_short: false }),
                }
                return 2;
            }
        }
        match self.long(&words[at..at + 1], text, is_last(&words[at + 1..])) {
            Some(long) => write_out(long, at..at + 1, pieces),
            None => match self.graded(&words[at].text) {
                Some((long, grade)) => {
                    write_out(long, at..at + 1, pieces);
                    pieces.push(Piece { text: grade.to_owned(), from: at..at + 1, was_short: true });
                }
                None => pieces.push(Piece { text: words[at].text.clone(), from: at..at + 1, was_short: false }),
            },
        }
        1
    }

    /// The expansion of an abbreviation with a grade written on to it, and the grade: "SWE2", "MTS1".
    fn graded<'t>(&'t self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let (short, grade) = text.split_at_checked(text.len().checked_sub(1)?)?;
        if short.len() < MIN_GRADED_LENGTH || LEXICON.kind(grade) != WordKind::Grade {
            return None;
        }
        let own = || (LEXICON.kind(short) == WordKind::Grade).then_some(short);
        let expanded = self.abbreviations.get(short).map(String::as_str).or_else(|| LEXICON.long(short, true));
        let long = expanded.or_else(own)?;
        grade.bytes().all(|byte| byte.is_ascii_digit()).then_some((long, grade))
    }

    fn long(&self, group: &[Word], text: &mut String, is_last: bool) -> Option<&str> {
        let join = |text: &mut String, sign: char| {
            text.clear();
            for word in group {
                if !text.is_empty() {
                    text.push(sign);
                }
                text.push_str(&word.text);
            }
        };
        if !self.abbreviations.is_empty() {
            join(text, ' ');
            if let Some(long) = self.abbreviations.get(text.as_str()) {
                return Some(long);
            }
        }
        join(text, '+');
        LEXICON.long(text, is_last)
    }
}

/// Whether only grades and the like follow: "tech II" and "tech, helpdesk" end in a technician.
fn is_last(rest: &[Word]) -> bool {
    rest.iter()
        .take_while(|word| word.gap <= Gap::Stop)
        .all(|word| matches!(LEXICON.kind(&word.text), WordKind::Grade | WordKind::Senior | WordKind::Level))
}

fn write_out(long: &str, from: Range<usize>, pieces: &mut Vec<Piece>) {
    for word in long.split(' ') {
        let mut text = word.to_owned();
        singularize(&mut text);
        pieces.push(Piece { text, from: from.clone(), was_short: true });
    }
}
