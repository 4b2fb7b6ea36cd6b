//! Finds the roles that somebody names in free text, and which of them is their own.

use std::ops::Range;

use crate::knowledge::model::{RoleKey, Vocabulary};

use super::found::{Named, Verdict};
use super::index::Index;
use super::normalise::{Word, spelled, words};

/// Most bytes of a text that are read: more than the longest message on Discord, 4,000 characters of 4 bytes.
const MAX_TEXT_BYTES: usize = 16_000;

/// Most words of a mention: the longest titles that people write in a sentence have five or six.
const MOST_WORDS: usize = 6;

/// Words before a role that make it the writer's own, nearest to the role last.
const CURRENT_CUES: &[&str] = &["i am", "im", "i work", "working as", "my role is", "my job is", "currently", "now"];

/// Words before a role that make it the aim.
const WANTED_CUES: &[&str] = &[
    "become", "becoming", "want", "be", "to", "towards", "into", "aim", "aiming", "goal is", "reach", "get to",
    "could i", "can i", "should i", "next",
];

/// Words before a role that put it behind the writer.
const PAST_CUES: &[&str] =
    &["i was", "used to be", "former", "formerly", "ex", "previously", "started as", "started in"];

/// Words before a role that give it to somebody else, or to nobody.
const OTHER_CUES: &[&str] = &["my manager is", "my boss is", "boss is", "he is", "she is", "they are", "not"];

/// How a role is named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sense {
    /// The writer has it now.
    Current,
    /// The writer aims at it.
    Wanted,
    /// The writer had it.
    Past,
    /// It is somebody else's, or nobody's.
    Other,
}

impl Sense {
    /// As it is printed: `current`, `wanted`, `past` or `other`.
    pub fn as_str(self) -> &'static str {
        match self {
            Sense::Current => "current",
            Sense::Wanted => "wanted",
            Sense::Past => "past",
            Sense::Other => "other",
        }
    }
}

/// A role that is named in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The role or term.
    pub named: Named,
    /// Byte offsets into the text, end exclusive, at the bounds of characters.
    pub at: Range<usize>,
    /// How near the words are to a name of the role, 0 to 1.
    pub score: f64,
    /// How it is meant.
    pub sense: Sense,
}

/// The roles that are named in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mentions {
    /// In the order of the text; they never overlap.
    pub all: Vec<Mention>,
}

impl Mentions {
    /// The role that the writer has now, where exactly one is named as such.
    pub fn current(&self) -> Option<RoleKey> {
        self.only(Sense::Current)
    }

    /// The role that the writer aims at, where exactly one is named as such.
    pub fn wanted(&self) -> Option<RoleKey> {
        self.only(Sense::Wanted)
    }

    fn only(&self, sense: Sense) -> Option<RoleKey> {
        let mut roles =
            self.all.iter().filter(|mention| mention.sense == sense).filter_map(|mention| match mention.named {
                Named::Role(role) => Some(role),
                Named::Term(_) => None,
            });
        let first = roles.next()?;
        roles.all(|other| other == first).then_some(first)
    }
}

impl Index {
    /// The roles that a text names. Reads the first 16,000 bytes.
    pub fn mentions(&self, text: &str, vocabulary: &Vocabulary) -> Mentions {
        let text = &text[..text.floor_char_boundary(MAX_TEXT_BYTES)];
        let words = words(text);
        let cues = spelled(text);
        let mut all = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = (1..=MOST_WORDS.min(words.len() - at)).rev().find_map(|count| {
                self.mention_of(text, &words[at..at + count], vocabulary).map(|mention| (mention, count))
            });
            match longest {
                Some((named_and_score, count)) => {
                    let span = words[at].at.start..words[at + count - 1].at.end;
                    let sense = sense_before(&cues, &span);
                    all.push(Mention { named: named_and_score.0, at: span, score: named_and_score.1, sense });
                    at += count;
                }
                None => at += 1,
            }
        }
        Mentions { all }
    }

    fn mention_of(&self, text: &str, words: &[Word], vocabulary: &Vocabulary) -> Option<(Named, f64)> {
        let (first, last) = (words.first()?, words.last()?);
        if text[first.at.start..last.at.end].contains(['.', ',', ';', ':', '!', '?', '\n', '(', ')', '/']) {
            return None;
        }
        let found = self.named.find_words(words.iter().map(|word| word.text.clone()).collect());
        let best = found.candidates.first()?;
        let sure = match found.verdict {
            Verdict::Exact => true,
            // In running text a lone misspelled word is more often another word than a role.
            Verdict::Confident => words.len() > 1 || first.text.chars().count() >= 7,
            Verdict::Ambiguous | Verdict::None => false,
        };
        let means_something = match best.named {
            Named::Role(_) => true,
            Named::Term(term) => !vocabulary.terms[term.index()].covers.is_empty(),
        };
        (sure && means_something).then_some((best.named, best.score))
    }
}

/// What the words before a mention, in the same sentence, make of it.
fn sense_before(cues: &[Word], mention: &Range<usize>) -> Sense {
    let before: Vec<&str> =
        cues.iter().take_while(|word| word.at.end <= mention.start).map(|word| word.text.as_str()).collect();
    let near = before[before.len().saturating_sub(6)..].join(" ");
    let last_of = |list: &[&str]| list.iter().filter_map(|cue| last_place(&near, cue)).max();
    [
        (last_of(OTHER_CUES), Sense::Other),
        (last_of(WANTED_CUES), Sense::Wanted),
        (last_of(PAST_CUES), Sense::Past),
        (last_of(CURRENT_CUES), Sense::Current),
    ]
    .into_iter()
    .filter_map(|(place, sense)| place.map(|place| (place, sense)))
    .max_by_key(|(place, _)| *place)
    .map_or(Sense::Other, |(_, sense)| sense)
}

/// Where a cue ends, as whole words, last occurrence.
fn last_place(near: &str, cue: &str) -> Option<usize> {
    let padded = format!(" {near} ");
    padded.rfind(&format!(" {cue} ")).map(|place| place + cue.len())
}
