//! Finds titles in the words of a text.

use std::ops::Range;

use crate::matching::lexicon::{LEXICON, WordKind};
use crate::matching::name_index::NameIndex;
use crate::matching::outcome::Verdict;
use crate::matching::read::Token;
use crate::matching::stem::stem;
use crate::matching::tokenize::{Gap, Word};

/// Maximum words of a mention: the longest titles in sentences have five or six.
const MAX_WORDS: usize = 6;

/// Minimum length of a single word that is read as a misspelled role: too many shorter ones are other words.
const MIN_MISSPELLED_LENGTH: usize = 6;

/// Minimum affinity of a word before a title to the fields of the role. A "restaurant" before a manager has less.
const MIN_AFFINITY: f32 = 0.25;

/// The same before a title of one word, which proves less: "property" before a developer has less.
const MIN_AFFINITY_SINGLE_WORD: f32 = 0.5;

/// Words that name a role.
#[derive(Debug, Clone)]
pub(super) struct Span<K> {
    pub(super) named: K,
    pub(super) words: Range<usize>,
    pub(super) score: f64,
    /// Whether the words are everyday ones that name a role only in a text about careers.
    pub(super) is_everyday: bool,
    /// Whether the words are a name.
    pub(super) is_exact: bool,
}

impl<K: Copy + PartialEq> NameIndex<K> {
    /// The titles in a text, from left to right, each as long as possible.
    pub(super) fn spans(&self, words: &[Word]) -> Vec<Span<K>> {
        self.spans_that(words, |_| true)
    }

    /// The same, of names only: "arquitecto de soluciones" ends before "y quiero", which could be a misspelled part of it.
    pub(super) fn exact_spans(&self, words: &[Word]) -> Vec<Span<K>> {
        self.spans_that(words, |span| span.is_exact)
    }

    fn spans_that(&self, words: &[Word], is_wanted: impl Fn(&Span<K>) -> bool) -> Vec<Span<K>> {
        let may_stand: Vec<bool> = (0..words.len()).map(|at| self.may_stand(words, at)).collect();
        let mut spans: Vec<Span<K>> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let mut possible = self.ends(words, &may_stand, at).filter_map(|end| self.span(words, at..end));
            let longest = possible.find(&is_wanted);
            at = longest.as_ref().map_or(at + 1, |span| span.words.end);
            spans.extend(longest);
        }
        spans
    }

    /// The possible ends of a title that begins here, farthest first.
    fn ends(&self, words: &[Word], may_stand: &[bool], at: usize) -> impl Iterator<Item = usize> {
        let mut ends: Vec<usize> = Vec::new();
        for end in at + 1..=words.len().min(at + MAX_WORDS) {
            let last = &words[end - 1];
            let is_short = |word: &Word| word.text.len() <= 4 && self.expander.knows(&word.text);
            let is_parted =
                end - 1 > at && !(last.gap <= Gap::Tight || last.gap == Gap::Stop && is_short(&words[end - 2]));
            // "CTO vs service owner" are two, whatever "CTO vs service" is close to.
            let is_versus = LEXICON.versus.contains(&last.text.as_str());
            let may_stand_inside = LEXICON.inside.contains(&last.text.as_str());
            if is_parted || is_versus || !(may_stand[end - 1] || end - 1 > at && may_stand_inside) {
                break;
            }
            if may_stand[end - 1] {
                ends.push(end);
            }
        }
        ends.into_iter().rev()
    }

    /// Whether a word may begin or end a title.
    fn may_stand(&self, words: &[Word], at: usize) -> bool {
        let word = &words[at];
        let entry = LEXICON.entry(&word.text);
        if entry.is_empty {
            return false;
        }
        let is_title_word = self.words.get(&word.text).is_some()
            || self.expander.knows(&word.text)
            || LEXICON.kind(&word.text) != WordKind::Field;
        // "Vice president" is a title, "vice" is none.
        let is_title_word = is_title_word || LEXICON.begins_short(&word.text);
        is_title_word || !entry.is_everyday || self.is_half(words, at) || at > 0 && self.is_half(words, at - 1)
    }

    /// Whether this word and the next make one word of the knowledge: "help desk".
    fn is_half(&self, words: &[Word], at: usize) -> bool {
        let together = |next: &Word| [words[at].text.as_str(), next.text.as_str()].concat();
        words.get(at + 1).is_some_and(|next| self.words.get(&together(next)).is_some())
    }

    fn span(&self, words: &[Word], at: Range<usize>) -> Option<Span<K>> {
        let window = &words[at.clone()];
        let is_single = window.len() == 1;
        let is_title_word = |place: usize| {
            let text = &window[place].text;
            !matches!(LEXICON.kind(text), WordKind::Field | WordKind::Grade | WordKind::Level)
                && (self.words.get(text).is_some() || !LEXICON.entry(text).is_everyday)
        };
        let must_be_answered = [0, window.len() - 1].into_iter().filter(|place| !is_title_word(*place));
        let must_be_answered: Vec<usize> = must_be_answered.collect();
        let may_be_misspelled = |tokens: &[Token]| {
            !is_single || window[0].text.len() >= MIN_MISSPELLED_LENGTH || tokens.iter().any(Token::is_head)
        };
        let may_be = |tokens: &[Token]| {
            let may_answer =
                |place: &usize| tokens.iter().any(|token| token.from.contains(place) && !token.senses.is_empty());
            let is_spelled = |token: &Token| token.senses.iter().any(|sense| sense.similarity >= 1.0);
            must_be_answered.iter().all(may_answer) && (may_be_misspelled(tokens) || tokens.iter().all(is_spelled))
        };
        let read = self.best_title(window, may_be)?;
        let is_sure = match read.verdict {
            Verdict::Exact => true,
            Verdict::Confident if window.len() == 1 => window[0].text.len() >= MIN_MISSPELLED_LENGTH || read.has_head,
            Verdict::Confident => window.iter().all(|word| word.text != "and"),
            Verdict::Ambiguous | Verdict::None => false,
        };
        // Words at the edge belong to the title only if the role has them or they are typical title words.
        // At the end of a title, "it" is mostly the pronoun.
        let ends_in_it = !is_single
            && LEXICON.pronouns.contains(&window[window.len() - 1].text.as_str())
            && read.verdict != Verdict::Exact;
        if !is_sure || ends_in_it || !must_be_answered.iter().all(|place| read.answered.contains(place)) {
            return None;
        }
        if self.is_of_another_field(words, at.start, read.entity, read.answered.len()) {
            return None;
        }
        // Another form of the word, such as the verb "deploy", counts as an everyday word.
        let is_loose = read.verdict != Verdict::Exact;
        let is_everyday = is_single && !read.has_head && (is_loose || is_everyday(&window[0].text));
        Some(Span {
            named: self.entities[read.entity as usize],
            words: at,
            score: read.score,
            is_everyday,
            is_exact: !is_loose,
        })
    }

    /// Whether the word before says that another job is meant: "restaurant manager", "photo developer".
    fn is_of_another_field(&self, words: &[Word], at: usize, entity: u32, answered: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return false };
        let entry = LEXICON.entry(&before.text);
        // A longer title is its own proof: the word before it is hardly more than an adjective.
        let may_be = answered == 1 || answered == 2 && !entry.is_everyday;
        let is_modifier = may_be
            && words[at].gap <= Gap::Tight
            && !entry.is_empty
            && matches!(LEXICON.kind(&before.text), WordKind::Field)
            && self.words.get(&before.text).is_none();
        let affinity = entry.fields.map(|fields| self.profiles[entity as usize].affinity(&fields));
        // The word before "manager" says what is managed.
        let is_manager = LEXICON.kind(&words[at].text) == WordKind::Manage;
        let least = match answered {
            1 if is_manager => f32::INFINITY,
            1 => MIN_AFFINITY_SINGLE_WORD,
            _ => MIN_AFFINITY,
        };
        is_modifier && affinity.is_some_and(|affinity| affinity < least)
    }
}

/// Whether a word has other uses than naming a job.
fn is_everyday(word: &str) -> bool {
    let is_known = |word: &str| {
        let entry = LEXICON.entry(word);
        entry.is_everyday || entry.fields.is_some()
    };
    is_known(word)
        || is_known(stem(word))
        || LEXICON.kind(word) == WordKind::Level
        || LEXICON.long(word, true).is_some_and(is_known)
}
