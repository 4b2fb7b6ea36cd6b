//! Which dispute is meant.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::knowledge::model::{DisputeKey, Knowledge, RoleKey, Subject, TermKey};
use crate::matching::{Index, Named};

use super::input::Reference;
use super::phrases::PHRASES;
use super::query::{Intent, NotFound, Query, Understood};
use super::resolve::one_line;
use super::sentence::{Sentences, Token, folded, readable};

/// How close a text has to be to one of the ways people ask a question if that is what they are asked for.
const MIN_ASKED: f64 = 0.45;

/// What a dispute gains that is about a role of the text, and loses if it is about none of them.
const ABOUT_BONUS: f64 = 0.1;

/// What a dispute loses if the text names a word for several roles, and it is about none of them.
const TERM_MALUS: f64 = 0.25;

/// What a dispute loses that is asked with a role, if the text has none of its roles.
const ROLE_MALUS: f64 = 0.15;

/// Fewest words that a text and a phrase have to share.
const MIN_SHARED_WORDS: usize = 2;

/// What comes before the id of a role among words.
const ROLE_SIGN: char = '#';

/// Most words of a text that are compared.
const MAX_WORDS: usize = 60;

/// The ways in which people ask about what is disputed, by the words in them.
#[derive(Debug, Clone, Default)]
pub struct DisputeIndex {
    phrases: Vec<Phrase>,
    /// The questions and phrases word for word, as [`plain`] writes them.
    exact: FxHashMap<String, DisputeKey>,
    /// The phrases with this word.
    by_word: FxHashMap<String, Vec<usize>>,
    /// How much an unknown word weighs.
    max_weight: f64,
}

#[derive(Debug, Clone)]
struct Phrase {
    dispute: DisputeKey,
    weight: f64,
    /// Whether it names a role.
    has_role: bool,
}

/// What a text is about.
#[derive(Debug, Default)]
pub(super) struct Content {
    words: BTreeSet<String>,
    roles: Vec<RoleKey>,
    /// The words for several roles.
    terms: Vec<TermKey>,
}

impl DisputeIndex {
    /// Indexes the disputes of a knowledge; `index` is that of the same knowledge.
    pub fn new(knowledge: &Knowledge, index: &Index) -> DisputeIndex {
        let all = (0..).map(DisputeKey).zip(&knowledge.disputes);
        let asked = all.flat_map(|(key, dispute)| {
            std::iter::once(&dispute.question).chain(&dispute.asked_as).map(move |phrase| (key, phrase))
        });
        let phrases: Vec<(DisputeKey, Content)> = asked
            .map(|(key, phrase)| {
                let phrase = readable(phrase);
                let sentences = PHRASES.sentences(phrase, &index.mentions(phrase, &knowledge.vocabulary).all);
                (key, Content::new(knowledge, phrase, &sentences, &sentences.tokens))
            })
            .collect();
        let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (place, (_, content)) in phrases.iter().enumerate() {
            for word in &content.words {
                by_word.entry(word.clone()).or_default().push(place);
            }
        }
        let mut exact = FxHashMap::default();
        for (key, dispute) in (0..).map(DisputeKey).zip(&knowledge.disputes) {
            for phrase in std::iter::once(&dispute.question).chain(&dispute.asked_as) {
                exact.entry(plain(phrase)).or_insert(key);
            }
        }
        let mut index = DisputeIndex { max_weight: weight(phrases.len(), 0), by_word, phrases: Vec::new(), exact };
        let count = phrases.len();
        let weight_of = |index: &DisputeIndex, content: &Content| {
            content.words.iter().map(|word| weight(count, index.by_word.get(word).map_or(0, Vec::len))).sum()
        };
        index.phrases = phrases
            .iter()
            .map(|(dispute, content)| Phrase {
                dispute: *dispute,
                weight: weight_of(&index, content),
                has_role: !content.roles.is_empty(),
            })
            .collect();
        index
    }

    /// The dispute that is asked in just these words.
    pub(super) fn exactly(&self, text: &str) -> Option<DisputeKey> {
        self.exact.get(&plain(text)).copied()
    }

    /// The dispute that is asked most like this, and how much, 0 to 1: twice the weight of the words that both share,
    /// by the weight of both. Rare words weigh more.
    ///
    /// With `only`, among those that are about this; then one word in common is enough, beside its name.
    pub(super) fn nearest(
        &self,
        knowledge: &Knowledge,
        content: &Content,
        only: Option<Subject>,
    ) -> Option<(DisputeKey, f64)> {
        let mut shared: FxHashMap<usize, (f64, usize, bool)> = FxHashMap::default();
        let mut whole = 0.0;
        for word in content.words.iter().take(MAX_WORDS) {
            let Some(phrases) = self.by_word.get(word) else {
                whole += self.max_weight;
                continue;
            };
            let weight = weight(self.phrases.len(), phrases.len());
            whole += weight;
            for phrase in phrases {
                let (sum, count, shares_role) = shared.entry(*phrase).or_default();
                *sum += weight;
                *count += 1;
                *shares_role |= word.starts_with(ROLE_SIGN);
            }
        }
        let score = |(place, (shared, count, shares_role)): (usize, (f64, usize, bool))| {
            let Phrase { dispute, weight, has_role } = self.phrases.get(place)?;
            if only.is_some_and(|only| !knowledge[*dispute].about.contains(&only)) {
                return None;
            }
            // One word in common is chance, and a role alone says nothing.
            let is_same = (shared - whole).abs() < f64::EPSILON && (shared - weight).abs() < f64::EPSILON;
            let is_little = match only {
                Some(_) => shares_role && count < MIN_SHARED_WORDS,
                None => count < MIN_SHARED_WORDS && (!is_same || shares_role),
            };
            if is_little {
                return None;
            }
            let about = &knowledge[*dispute].about;
            let is_about = content.roles.iter().any(|role| about.contains(&Subject::Role(*role)));
            let bonus = match (content.roles.is_empty(), is_about) {
                (true, _) => 0.0,
                (false, true) => ABOUT_BONUS,
                (false, false) => -ABOUT_BONUS,
            };
            let is_of_term = |term: &TermKey| {
                let covers = knowledge[*term].covers.iter().map(|role| Subject::Role(*role));
                covers.chain([Subject::Term(*term)]).any(|subject| about.contains(&subject))
            };
            let malus = if *has_role && !shares_role { ROLE_MALUS } else { 0.0 };
            let malus = malus + if content.terms.iter().all(is_of_term) { 0.0 } else { TERM_MALUS };
            Some((*dispute, 2.0 * shared / (whole + weight) + bonus - malus))
        };
        let better = |one: &(DisputeKey, f64), other: &(DisputeKey, f64)| {
            one.1.total_cmp(&other.1).then_with(|| other.0.0.cmp(&one.0.0))
        };
        shared.into_iter().filter_map(score).max_by(better)
    }
}

/// The words of a text in lower case, with single spaces between and without punctuation; "vs" is "or".
fn plain(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let word = |word: &str| {
        let lower = word.to_lowercase();
        if PHRASES.pair.versus.contains(&lower) { "or".to_owned() } else { lower }
    };
    words.map(word).collect::<Vec<_>>().join(" ")
}

/// The weight of a word that occurs in this many of the phrases.
fn weight(phrases: usize, with_word: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    (1.0 + count(phrases) / (1.0 + count(with_word))).ln()
}

impl Content {
    /// Whether no more than one word says something.
    pub(super) fn is_single_word(&self) -> bool {
        self.words.len() < 2
    }

    /// What these words of a text are about: its roles by their ids, and words that say something.
    pub(super) fn new(knowledge: &Knowledge, text: &str, sentences: &Sentences, tokens: &[Token]) -> Content {
        let mut content = Content::default();
        for token in tokens {
            let named = token.slot.and_then(|slot| sentences.slots.get(slot)).map(|slot| slot.named);
            if let Some(role) = named.and_then(|named| one_role(knowledge, named)) {
                content.words.insert(format!("{ROLE_SIGN}{}", knowledge[role].id));
                content.roles.push(role);
            } else if let Some(named) = named {
                content.terms.extend(match named {
                    Named::Term(term) => Some(term),
                    Named::Role(_) => None,
                });
                let words = text.get(token.at.clone()).unwrap_or_default().split_whitespace().map(folded);
                content.words.extend(words.map(|word| PHRASES.root(&word).to_owned()));
            } else if !PHRASES.is_ignored(&token.text) {
                content.words.insert(PHRASES.root(&token.text).to_owned());
            }
        }
        if content.words.is_empty() {
            content.words.extend(tokens.iter().map(|token| token.text.clone()).filter(|word| !word.is_empty()));
        }
        content
    }
}

/// The role that is named; a term counts if it is another word for one role.
pub(super) fn one_role(knowledge: &Knowledge, named: Named) -> Option<RoleKey> {
    match named {
        Named::Role(role) => Some(role),
        Named::Term(term) => match knowledge[term].covers.as_slice() {
            [role] => Some(*role),
            _ => None,
        },
    }
}

/// The dispute that is meant, by its id, its question, or one of the ways people ask it.
pub(super) fn understand(
    knowledge: &Knowledge,
    index: &Index,
    disputes: &DisputeIndex,
    reference: &Reference,
) -> Understood {
    let text = readable(reference.as_str()).trim();
    let by_words = || {
        let sentences = PHRASES.sentences(text, &index.mentions(text, &knowledge.vocabulary).all);
        let content = Content::new(knowledge, text, &sentences, &sentences.tokens);
        disputes.nearest(knowledge, &content, None).filter(|(_, score)| *score >= MIN_ASKED).map(|(dispute, _)| dispute)
    };
    match knowledge.dispute_with_id(text).or_else(|| disputes.exactly(text)).or_else(by_words) {
        Some(dispute) => Understood::Query(Query::new(Intent::Dispute(dispute))),
        None => Understood::NotFound(NotFound::new(one_line(reference.as_str()), None, std::iter::empty())),
    }
}
