//! Finds the roles that a text names, and which of them is the writer's own.
//!
//! `spans` finds titles in the words, `context` drops everyday words where the text is not about careers, and `sense`
//! decides from the surrounding words whose role it is.

mod context;
mod cues;
mod sense;
mod spans;

use std::ops::Range;

use crate::knowledge::model::{NearFieldKey, RoleKey, Vocabulary};

use self::spans::Span;
use super::index::{Entity, Index};
use super::normalize::words;
use super::outcome::Named;
use super::tokenize::tokenize;

/// Maximum characters of a text that are read: the longest message on Discord.
const MAX_TEXT_CHARS: usize = 4_000;

/// How a role is named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sense {
    /// The writer has it now.
    Current,
    /// The writer aims at it.
    Wanted,
    /// The writer had it.
    Past,
    /// Neither current, wanted nor past: someone else's role, or a general mention.
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
    /// How close the words are to a name of the role, 0 to 1.
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
    /// The writer's current role, if exactly one is named.
    pub fn current(&self) -> Option<RoleKey> {
        self.only(Sense::Current)
    }

    /// The role that the writer wants, if exactly one is named.
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
    /// The roles that a text names. Reads the first 4,000 characters.
    pub fn mentions(&self, text: &str, vocabulary: &Vocabulary) -> Mentions {
        let text = text.char_indices().nth(MAX_TEXT_CHARS).map_or(text, |(end, _)| &text[..end]);
        let words = words(text);
        let means_something = |named: Named| match named {
            Named::Role(_) => true,
            Named::Term(term) => !vocabulary.terms[term.index()].covers.is_empty(),
        };
        // What belongs to a near field names no role, and no part of it does.
        let own = |span: Span<Entity>| {
            let Span { named, words, score, is_everyday, is_exact } = span;
            named.named().map(|named| Span { named, words, score, is_everyday, is_exact })
        };
        let mut spans: Vec<Span<Named>> = self.named.spans(&words).into_iter().filter_map(own).collect();
        if self.may_be_translated(&words) {
            spans = merge(spans, self.translated.exact_spans(&words));
        }
        spans.retain(|span| means_something(span.named));
        // Surrounding words are looked up as spelled: "was" and "yours" have no singular.
        let spelled = tokenize(text);
        for span in &mut spans {
            let at = words[span.words.start].at.start..words[span.words.end - 1].at.end;
            let place = |byte: usize| spelled.partition_point(|word| word.at.start < byte);
            span.words = place(at.start)..place(at.end);
        }
        context::retain_meant(&spelled, &mut spans);
        let senses = sense::of(&spelled, &spans);
        let mention = |(span, sense): (Span<Named>, Sense)| Mention {
            named: span.named,
            at: spelled[span.words.start].at.start..spelled[span.words.end - 1].at.end,
            score: span.score,
            sense,
        };
        Mentions { all: spans.into_iter().zip(senses).map(mention).collect() }
    }

    /// The first field of work beside that of the knowledge that a text names by one of its titles, and where.
    pub fn near_field_in(&self, text: &str) -> Option<(NearFieldKey, Range<usize>)> {
        if self.nearest.is_empty() {
            return None;
        }
        let text = text.char_indices().nth(MAX_TEXT_CHARS).map_or(text, |(end, _)| &text[..end]);
        let words = words(text);
        self.named.spans(&words).into_iter().find_map(|span| match span.named {
            Entity::NearField(near) if !span.is_everyday => {
                Some((near, words[span.words.start].at.start..words[span.words.end - 1].at.end))
            }
            _ => None,
        })
    }
}

/// The spans of two lists that do not overlap; of those that do, the longer one, else a name, else the first list's.
fn merge<K>(mut spans: Vec<Span<K>>, others: Vec<Span<K>>) -> Vec<Span<K>> {
    let overlaps =
        |one: &Span<K>, other: &Span<K>| one.words.start < other.words.end && other.words.start < one.words.end;
    for other in others {
        let rank = |span: &Span<K>| (span.words.len(), span.is_exact);
        let is_longest = spans.iter().filter(|span| overlaps(span, &other)).all(|span| rank(span) < rank(&other));
        if is_longest {
            spans.retain(|span| !overlaps(span, &other));
            spans.push(other);
        }
    }
    spans.sort_by_key(|span| span.words.start);
    spans
}
