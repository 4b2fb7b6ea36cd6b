//! A reply to an answer: what it picks of what the answer offers.

use super::input::Question;
use super::phrases::{Ask, PHRASES};
use super::sentence::{Sentences, folded, readable};

/// Most words of a reply that picks something; a longer one is a question of its own.
const MAX_PICK_WORDS: usize = 6;

/// A question that an answer offers, as a button or as a choice of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it asks.
    pub question: Question,
    /// What it says.
    pub label: String,
}

/// The question that a reply picks of those that an answer offers: "2", "the IT one", "yes", "and after that?"; `None`
/// if the reply says something of its own.
pub fn picked<'o>(text: &str, offers: &'o [Offer]) -> Option<&'o Question> {
    let sentences = Sentences::new(readable(text), &[]);
    let words: Vec<&str> = sentences.tokens.iter().map(|token| token.text.as_str()).collect();
    if words.is_empty() || words.len() > MAX_PICK_WORDS {
        return None;
    }
    let said: Vec<&str> = words.iter().copied().filter(|word| !PHRASES.is_article(word)).collect();
    let pick = |place: usize| offers.get(place).map(|offer| &offer.question);
    if let [number] = said.as_slice()
        && let Some(number) = PHRASES.number(number)
    {
        return pick(number.checked_sub(1)?);
    }
    let hits = PHRASES.hits(&sentences);
    let is_all = |ask: Ask| {
        hits.iter().any(|hit| {
            let rest = words.iter().enumerate().filter(|(place, _)| !(hit.start..hit.end).contains(place));
            hit.ask == ask && rest.into_iter().all(|(_, word)| PHRASES.is_ignored(word))
        })
    };
    if is_all(Ask::Onward) {
        return offers.iter().map(|offer| &offer.question).find(|question| matches!(question, Question::Next(_)));
    }
    if is_all(Ask::Yes) {
        return pick(0);
    }
    // "IT manager" is closer to "the IT one" than "IT project manager" is.
    let length = |offer: &Offer| offer.label.split_whitespace().count();
    let named = offers.iter().filter(|offer| has_all(&offer.label, &said));
    let shortest = named.clone().map(length).min()?;
    let mut closest = named.filter(|offer| length(offer) == shortest);
    match (closest.next(), closest.next()) {
        (Some(only), None) => Some(&only.question),
        _ => None,
    }
}

/// Whether a label has all these words.
fn has_all(label: &str, words: &[&str]) -> bool {
    let label: Vec<String> = label.split(|c: char| !c.is_alphanumeric()).map(folded).collect();
    !words.is_empty() && words.iter().all(|word| label.iter().any(|other| other == word))
}
