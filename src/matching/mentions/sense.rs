//! Says whose role a mention is, from the words around it.
//!
//! The nearest phrase before the mention decides, within its part of the sentence; where none stands there, the one
//! behind it; a mention that stands in a row with another is meant as that one is.

use crate::matching::tokenize::{Gap, Word};

use super::Sense;
use super::context::{is_row, sentence_around};
use super::cues::CUES;
use super::spans::Span;

/// Most words between a phrase and the role that it is about: "I am *an overworked but happy* sysadmin".
const MAX_BETWEEN: usize = 3;

/// Most words of a phrase.
const MAX_PHRASE: usize = 6;

/// How each span is meant.
pub(super) fn of<K>(words: &[Word], spans: &[Span<K>]) -> Vec<Sense> {
    let mut senses: Vec<Sense> = Vec::with_capacity(spans.len());
    for (place, span) in spans.iter().enumerate() {
        let last = place.checked_sub(1).map(|last| (&spans[last], senses[last]));
        senses.push(one(words, span, last));
    }
    senses
}

fn one<K>(words: &[Word], span: &Span<K>, last: Option<(&Span<K>, Sense)>) -> Sense {
    let sentence = sentence_around(words, &span.words);
    let part = part_start(words, sentence.start, span.words.start);
    let from = last.as_ref().map_or(part, |(last, _)| part.max(last.words.end));
    let before: Vec<&str> = words[from..span.words.start].iter().map(|word| word.text.as_str()).collect();
    let whole: Vec<&str> = words[sentence.start..span.words.start].iter().map(|word| word.text.as_str()).collect();
    if let Some(sense) = way(&whole) {
        return of_writer(&whole, sense);
    }
    if let Some(sense) = nearest(&before) {
        return of_writer(&before, sense);
    }
    if let Some((last, sense)) = last
        && is_row(words, last.words.end, span.words.start)
    {
        return sense;
    }
    let behind: Vec<&str> =
        words[span.words.end..sentence.end.min(span.words.end + MAX_PHRASE)].iter().map(|w| w.text.as_str()).collect();
    if let Some(sense) = behind_sense(&behind) {
        return sense;
    }
    // "sysadmin for 8 years, …", "helpdesk here": whoever begins with a role speaks of their own.
    let is_first = span.words.start == sentence.start;
    let lasts = behind.first() == Some(&"for") && behind.iter().any(|word| is_time(word))
        || behind.iter().take(2).any(|word| is_time(word));
    if is_first && lasts { Sense::Current } else { Sense::Other }
}

fn is_time(word: &str) -> bool {
    matches!(word, "year" | "years" | "yr" | "yrs" | "month" | "months" | "week" | "weeks" | "since")
}

/// Where the part of the sentence begins that a place is in.
fn part_start(words: &[Word], sentence: usize, at: usize) -> usize {
    let parts = |word: &Word| {
        word.gap >= Gap::Comma
            || matches!(word.text.as_str(), "but" | "now" | "though" | "while" | "whereas" | "because")
    };
    (sentence + 1..=at).rev().find(|place| parts(&words[*place])).unwrap_or(sentence)
}

/// "from helpdesk to ops": where the way begins and where it leads.
fn way(before: &[&str]) -> Option<Sense> {
    let at = before.iter().rposition(|word| !is_light(word))?;
    let has_moved = before.iter().any(|word| CUES.moved.contains(word));
    let moves = before.iter().any(|word| CUES.moves.contains(word));
    let is_from = before.contains(&"from");
    match before[at] {
        "from" if has_moved || at > 0 && before[at - 1] == "came" => Some(Sense::Past),
        "from" if at > 0 && matches!(before[at - 1], "different" | "help" | "heard" | "mail" | "email" | "message") => {
            Some(Sense::Other)
        }
        "from" => Some(Sense::Current),
        "to" | "into" if has_moved => Some(Sense::Current),
        "to" | "into" if moves || is_from => Some(Sense::Wanted),
        _ => None,
    }
}

fn is_light(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "being"
            | "my"
            | "entry"
            | "level"
            | "junior"
            | "senior"
            | "just"
            | "working"
            | "in"
            | "on"
            | "as"
            | "like"
    )
}

/// The sense of the nearest phrase, the longest of those that end at one place.
fn nearest(before: &[&str]) -> Option<Sense> {
    for skipped in 0..=MAX_BETWEEN.min(before.len()) {
        let head = &before[..before.len() - skipped];
        for length in (1..=MAX_PHRASE.min(head.len())).rev() {
            if let Some(sense) = CUES.before.get(head[head.len() - length..].join(" ").as_str()) {
                return Some(*sense);
            }
        }
    }
    None
}

fn behind_sense(behind: &[&str]) -> Option<Sense> {
    (0..2.min(behind.len())).find_map(|start| {
        let longest = (1..=MAX_PHRASE.min(behind.len() - start)).rev();
        longest.into_iter().find_map(|length| CUES.after.get(behind[start..start + length].join(" ").as_str()).copied())
    })
}

/// A role that somebody else has or wants is no role of the writer.
fn of_writer(before: &[&str], sense: Sense) -> Sense {
    let is_own = |word: &&str| matches!(*word, "i" | "im" | "ive" | "id" | "ill" | "me" | "my" | "we" | "were");
    let is_others = |word: &&str| {
        matches!(
            *word,
            "he" | "she"
                | "they"
                | "his"
                | "her"
                | "their"
                | "hes"
                | "shes"
                | "theyre"
                | "who"
                | "anyone"
                | "anybody"
                | "everyone"
                | "people"
                | "friend"
                | "boss"
                | "colleague"
                | "brother"
                | "sister"
                | "wife"
                | "husband"
        )
    };
    let own = before.iter().rposition(is_own);
    let others = before.iter().rposition(is_others);
    match (own, others) {
        (own, Some(others)) if own.is_none_or(|own| own < others) => Sense::Other,
        _ => sense,
    }
}
