//! Drops everyday words where the text is not about careers: "ops" is a role in "I moved to ops", but not in "ops, wrong
//! channel".

use std::ops::Range;

use crate::matching::tokenize::{Gap, Word};

use super::Sense;
use super::cues::{CUES, MAX_PHRASE, Phrases};
use super::spans::Span;

/// Keeps the spans that certainly name a role, and the everyday words that do so in this text.
pub(super) fn retain_meant<K>(words: &[Word], spans: &mut Vec<Span<K>>) {
    let is_alone = spans.len() == 1 && spans[0].words == (0..words.len());
    let mut meant: Vec<bool> = spans.iter().map(|span| !span.is_everyday || is_alone).collect();
    let has_sure = meant.iter().any(|meant| *meant);
    for (place, span) in spans.iter().enumerate().filter(|(_, span)| span.is_everyday) {
        let sentence = sentence_around(words, &span.words);
        let has = |list: &Phrases| {
            sentence.clone().any(|at| !span.words.contains(&at) && list.contains(words[at].text.as_str()))
        };
        let is_way = spans.len() > 1
            && [&CUES.from, &CUES.to]
                .iter()
                .all(|end| sentence.clone().any(|at| end.contains(words[at].text.as_str())));
        let is_about_careers = has_sure || is_way || has(&CUES.career) || has(&CUES.moves) && spans.len() > 1;
        let is_in_place = before(words, span.words.start).is_none_or(|word| CUES.place.contains(word));
        let is_work = words
            .get(span.words.end)
            .is_some_and(|next| next.gap <= Gap::Tight && CUES.work.contains(next.text.as_str()));
        meant[place] |= is_work
            || is_called_a_role(words, span)
            || is_about_careers && is_in_place && before(words, span.words.start).is_some();
    }
    // A word listed beside a role is one too: "helpdesk, ops, design".
    for place in 0..spans.len() {
        let joined = |one: usize, other: usize| is_row(words, spans[one].words.end, spans[other].words.start);
        meant[place] = meant[place]
            || place > 0 && meant[place - 1] && joined(place - 1, place)
            || place + 1 < spans.len() && meant[place + 1] && !spans[place + 1].is_everyday && joined(place, place + 1);
    }
    let mut place = 0;
    spans.retain(|_| {
        place += 1;
        meant[place - 1]
    });
}

/// Whether the words around say that it is a role: "I want to be a matron", "I am in ops", "ops here".
fn is_called_a_role<K>(words: &[Word], span: &Span<K>) -> bool {
    let next = words.get(span.words.end).filter(|next| next.gap <= Gap::Stop).map(|next| next.text.as_str());
    if !span.is_exact || next.is_some_and(|next| CUES.not_after.contains(next)) {
        return false;
    }
    let starts = words[span.words.start].gap == Gap::End;
    if starts && next.is_some_and(|next| CUES.after.get(next) == Some(&Sense::Current)) {
        return true;
    }
    let mut end = span.words.start;
    while end > 0 && words[end].gap < Gap::Comma && CUES.article.contains(words[end - 1].text.as_str()) {
        end -= 1;
    }
    let start = (0..end).rev().take_while(|at| words[at + 1].gap < Gap::Comma).last().unwrap_or(end);
    let phrase: Vec<&str> = words[start..end].iter().map(|word| word.text.as_str()).collect();
    let is_role = phrase.last().is_some_and(|last| CUES.role_before.contains(last));
    let of_person = |words: &[&str]| match CUES.before.get(words.join(" ").as_str()) {
        Some(Sense::Other) => words.first().is_some_and(|first| CUES.others.contains(first)),
        sense => sense.is_some(),
    };
    // "I am" says it of "in ops" as well.
    let ends = [phrase.len(), phrase.len().saturating_sub(1)].map(|end| &phrase[..end]);
    is_role
        && ends
            .into_iter()
            .any(|phrase| (1..=phrase.len().min(MAX_PHRASE)).any(|length| of_person(&phrase[phrase.len() - length..])))
}

/// The word before a place, past an article, within the sentence.
fn before(words: &[Word], at: usize) -> Option<&str> {
    let mut at = at;
    while at > 0 && words[at].gap < Gap::Comma {
        at -= 1;
        if !CUES.article.contains(words[at].text.as_str()) {
            return Some(&words[at].text);
        }
    }
    None
}

/// Whether only a comma, a slash or a word like "and" separates two positions.
pub(super) fn is_row(words: &[Word], end: usize, start: usize) -> bool {
    let between = &words[end..start];
    let is_link = |word: &Word| CUES.link.contains(word.text.as_str());
    words[end].gap != Gap::End
        && words[start].gap != Gap::End
        && between.iter().all(is_link)
        && (!between.is_empty() || matches!(words[start].gap, Gap::Comma | Gap::Slash))
}

/// The places of the words in the same sentence.
pub(super) fn sentence_around(words: &[Word], span: &Range<usize>) -> Range<usize> {
    let ends = |word: &Word| matches!(word.gap, Gap::End);
    let start = (1..=span.start).rev().find(|at| ends(&words[*at])).unwrap_or(0);
    let end = (span.end..words.len()).find(|at| ends(&words[*at])).unwrap_or(words.len());
    start..end
}
