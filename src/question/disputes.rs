//! Which dispute is meant.

use crate::knowledge::model::{DisputeKey, Knowledge};

use super::input::Reference;
use super::query::{Intent, NotFound, Query, Understood};
use super::resolve::one_line;

/// The dispute that is meant, by its id, its question, or one of the ways in which people ask it.
pub(super) fn understand(knowledge: &Knowledge, reference: &Reference) -> Understood {
    match knowledge.dispute_with_id(reference.as_str().trim()).or_else(|| find(knowledge, reference.as_str())) {
        Some(dispute) => Understood::Query(Query::new(Intent::Dispute(dispute))),
        None => Understood::NotFound(NotFound::new(one_line(reference.as_str()), None, std::iter::empty())),
    }
}

/// The first dispute that is asked like this.
pub(super) fn find(knowledge: &Knowledge, text: &str) -> Option<DisputeKey> {
    let text = plain(text);
    let is_it = |phrase: &String| !text.is_empty() && plain(phrase) == text;
    let mut keys = (0..).map(DisputeKey).zip(&knowledge.disputes);
    keys.find(|(_, dispute)| is_it(&dispute.question) || dispute.asked_as.iter().any(is_it)).map(|(key, _)| key)
}

/// Words in lower case with single spaces between, without punctuation.
fn plain(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
