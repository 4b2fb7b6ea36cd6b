//! Decides from the surrounding words whose role a mention is.
//!
//! The nearest phrase before the mention in its clause decides; without one, the phrase behind it. Mentions listed side by
//! side share their sense.

use crate::matching::tokenize::{Gap, Word};

use super::Sense;
use super::context::{is_row, sentence_around};
use super::cues::{CUES, MAX_PHRASE, Phrases};
use super::spans::Span;

/// Maximum words between a phrase and its role: "I am *an overworked but happy* sysadmin".
const MAX_BETWEEN: usize = 3;

/// The sense of each span.
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
    // "sysadmin for 8 years, …", "helpdesk here": a text that begins with a role is about the writer's own.
    let is_first = span.words.start == sentence.start;
    let lasts = behind.first().is_some_and(|word| CUES.lasting.contains(word))
        && behind.iter().any(|word| CUES.time.contains(word))
        || behind.iter().take(2).any(|word| CUES.time.contains(word));
    if is_first && lasts { Sense::Current } else { Sense::Other }
}

/// The start of the clause that contains a position.
fn part_start(words: &[Word], sentence: usize, at: usize) -> usize {
    let parts = |word: &Word| word.gap >= Gap::Comma || CUES.clause.contains(word.text.as_str());
    (sentence + 1..=at).rev().find(|place| parts(&words[*place])).unwrap_or(sentence)
}

/// The sense of the start and the end of a move: "from helpdesk to ops".
fn way(before: &[&str]) -> Option<Sense> {
    let at = before.iter().rposition(|word| !CUES.light.contains(word))?;
    let has = |list: &Phrases| before.iter().any(|word| list.contains(word));
    let follows = |list: &Phrases| at > 0 && list.contains(before[at - 1]);
    let has_moved = has(&CUES.moved);
    match before[at] {
        word if CUES.from.contains(word) => Some(if has_moved || follows(&CUES.past_from) {
            Sense::Past
        } else if follows(&CUES.not_from) {
            Sense::Other
        } else {
            Sense::Current
        }),
        word if CUES.to.contains(word) && has_moved => Some(Sense::Current),
        word if CUES.to.contains(word) && (has(&CUES.moves) || has(&CUES.from)) => Some(Sense::Wanted),
        _ => None,
    }
}

/// The sense of the nearest phrase; of those that end at the same word, the longest.
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

/// Turns the sense into `Other` if the phrase is about another person.
fn of_writer(before: &[&str], sense: Sense) -> Sense {
    let own = before.iter().rposition(|word| CUES.own.contains(word));
    let others = before.iter().rposition(|word| CUES.others.contains(word));
    match (own, others) {
        (own, Some(others)) if own.is_none_or(|own| own < others) => Sense::Other,
        _ => sense,
    }
}
