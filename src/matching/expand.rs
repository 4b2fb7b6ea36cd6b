//! Writes out what was shortened and joins what was parted: "sr sys admin" → "senior system administrator".
//!
//! Names and queries go through the same, so that it does not matter which of them has the short form.

use std::collections::HashMap;
use std::ops::Range;

use crate::knowledge::model::Abbreviation;

use super::fold::{Gap, Word};
use super::lexicon::{Kind, LEXICON};
use super::normalise::{make_singular, words};

/// Most words that an abbreviation has: "information and communication technology" is the longest.
const MOST_WORDS: usize = 4;

/// A word as it is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Which of the words it was made of.
    pub(super) from: Range<usize>,
    /// Whether it was written out.
    pub(super) was_short: bool,
}

/// What abbreviations stand for: those of the knowledge first, then those of English titles in general.
#[derive(Debug, Clone, Default)]
pub(super) struct Expander {
    /// Words with spaces between → words with spaces between.
    abbreviations: HashMap<String, String>,
}

impl Expander {
    pub(super) fn new(abbreviations: &[Abbreviation]) -> Expander {
        let spelled = |text: &str| words(text).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        let written_out = |abbreviation: &Abbreviation| (spelled(&abbreviation.short), spelled(&abbreviation.long));
        Expander { abbreviations: abbreviations.iter().map(written_out).collect() }
    }

    /// Whether the text is an abbreviation with a meaning of its own.
    pub(super) fn knows(&self, text: &str) -> bool {
        self.abbreviations.contains_key(text) || LEXICON.long(text, true).is_some()
    }

    /// The words that say something, written out; all of them where none does. `is_word` knows the words of the names.
    pub(super) fn pieces(&self, words: &[Word], is_word: impl Fn(&str) -> bool) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(words.len() + 2);
        let mut at = 0;
        let mut text = String::new();
        while at < words.len() {
            let taken = self.next(words, at, &is_word, &mut text, &mut pieces);
            at += taken;
        }
        let telling = |piece: &Piece| piece.was_short || !LEXICON.entry(&piece.text).is_empty;
        if pieces.iter().any(telling) {
            pieces.retain(telling);
        }
        pieces
    }

    /// Reads as many words as belong together; how many that were.
    fn next(
        &self,
        words: &[Word],
        at: usize,
        is_word: &impl Fn(&str) -> bool,
        text: &mut String,
        pieces: &mut Vec<Piece>,
    ) -> usize {
        let together = words[at + 1..].iter().take(MOST_WORDS - 1).take_while(|word| word.gap <= Gap::Stop).count();
        for count in (2..=together + 1).rev() {
            let group = &words[at..at + count];
            let long = self.long(group, text, false);
            if let Some(long) = long {
                write_out(long, at..at + count, pieces);
                return count;
            }
            text.clear();
            group.iter().for_each(|word| text.push_str(&word.text));
            make_singular(text);
            if count == 2 && text.len() >= 5 && (is_word(text) || LEXICON.long(text, true).is_some()) {
                let long = self.abbreviations.get(text).map(String::as_str).or_else(|| LEXICON.long(text, true));
                match long {
                    Some(long) => write_out(long, at..at + count, pieces),
                    None => pieces.push(Piece { text: text.clone(), from: at..at + count, was_short: false }),
                }
                return count;
            }
        }
        match self.long(&words[at..at + 1], text, is_last(&words[at + 1..])) {
            Some(long) => write_out(long, at..at + 1, pieces),
            None => pieces.push(Piece { text: words[at].text.clone(), from: at..at + 1, was_short: false }),
        }
        1
    }

    fn long(&self, group: &[Word], text: &mut String, is_last: bool) -> Option<&str> {
        let mut joined_by = |sign: char| {
            text.clear();
            for word in group {
                if !text.is_empty() {
                    text.push(sign);
                }
                text.push_str(&word.text);
            }
        };
        if !self.abbreviations.is_empty() {
            joined_by(' ');
            if let Some(long) = self.abbreviations.get(text.as_str()) {
                return Some(long);
            }
        }
        let mut joined_by = |sign: char| {
            text.clear();
            for word in group {
                if !text.is_empty() {
                    text.push(sign);
                }
                text.push_str(&word.text);
            }
        };
        joined_by('+');
        LEXICON.long(text, is_last)
    }
}

/// Whether nothing of weight follows: "tech II" and "tech, helpdesk" end in a technician.
fn is_last(rest: &[Word]) -> bool {
    rest.iter()
        .take_while(|word| word.gap <= Gap::Stop)
        .all(|word| matches!(LEXICON.kind(&word.text), Kind::Grade | Kind::Senior | Kind::Level))
}

fn write_out(long: &str, from: Range<usize>, pieces: &mut Vec<Piece>) {
    for word in long.split(' ') {
        let mut text = word.to_owned();
        make_singular(&mut text);
        pieces.push(Piece { text, from: from.clone(), was_short: true });
    }
}
