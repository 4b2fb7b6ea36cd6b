//! Whose roles a text names: the asker's, wanted, past, or named to say that they are not meant.

use crate::knowledge::model::Knowledge;
use crate::matching::{Index, Named, Sense, Verdict};
use crate::question::disputes::one_role;
use crate::question::phrases::{Ask, Hit, PHRASES};
use crate::question::sentence::{Sentences, Slot, Token, tokens_of};

/// Fewest words of a phrase that says whose a role is, whatever the word before the role says.
const MIN_TELLING_WORDS: usize = 4;

/// Most words between a negation and what it turns round.
const MAX_NEGATED: usize = 5;

/// Most words of a sentence that says of the next one that it is past: "Got promoted!"
const MAX_MOVED_WORDS: usize = 4;

/// Most words between what somebody is called and what they really do.
const MAX_CLAIM: usize = 12;

/// Takes those who run a department for its manager: "I run the service desk".
pub(in crate::question) fn promote(
    knowledge: &Knowledge,
    index: &Index,
    text: &str,
    sentences: &mut Sentences,
    hits: &[Hit],
) {
    for hit in hits.iter().filter(|hit| hit.ask == Ask::Runs) {
        // "What does an analyst need to run the SOC?" asks about the aim.
        let is_aim = sentences.tokens.get(hit.start).is_some_and(|token| PHRASES.is_chain(&token.text));
        let Some(slot) = hit.slots.first() else { continue };
        let Some(slot) = sentences.slots.get_mut(*slot) else { continue };
        let Some(role) = one_role(knowledge, slot.named).filter(|role| !knowledge[*role].manages) else { continue };
        let names = [text.get(slot.at.clone()).unwrap_or_default(), knowledge[role].name.as_str()];
        let titles = names.iter().flat_map(|name| PHRASES.managers().iter().map(move |word| format!("{name} {word}")));
        let manager = titles.collect::<Vec<_>>().into_iter().find_map(|title| {
            let found = index.find(&title);
            let is_sure = matches!(found.verdict, Verdict::Exact | Verdict::Confident);
            let role = found.candidates.first().and_then(|best| one_role(knowledge, best.named));
            role.filter(|role| is_sure && knowledge[*role].manages)
        });
        if let Some(manager) = manager {
            slot.named = Named::Role(manager);
            slot.score = 1.0;
            if is_aim {
                slot.sense = Sense::Wanted;
            } else if slot.sense == Sense::Other {
                slot.sense = Sense::Current;
            }
        }
    }
}

/// Decides whose role it is where the names alone did not tell.
pub(in crate::question) fn settle_senses(sentences: &mut Sentences, hits: &[Hit]) {
    for hit in hits {
        let sense = match hit.ask {
            Ask::Current => Sense::Current,
            Ask::Wanted => Sense::Wanted,
            Ask::Past => Sense::Past,
            _ => continue,
        };
        for slot in &hit.slots {
            // "Two years into my first job as sysadmin": a long phrase says more than the word before the role.
            let is_told = |slot: &&mut Slot| slot.sense == Sense::Other || hit.words >= MIN_TELLING_WORDS;
            if let Some(slot) = sentences.slots.get_mut(*slot).filter(is_told) {
                slot.sense = sense;
            }
        }
    }
    settle_moves(sentences, hits);
    settle_claims(sentences, hits);
    // "Network admin at a school. Where do people go from there?": a story begins with the teller.
    let asks = [Ask::Next, Ask::Become, Ask::Define, Ask::Path, Ask::PathBack, Ask::Compare, Ask::Dispute];
    let is_asked = |slot: usize| hits.iter().any(|hit| hit.slots.contains(&slot) && asks.contains(&hit.ask));
    let first = sentences.tokens.iter().find(|token| token.slot.is_some() || !PHRASES.is_article(&token.text));
    let is_told = |slot: &Slot| matches!(slot.sense, Sense::Current | Sense::Wanted);
    if let Some(first) = first
        && let Some(slot) = first.slot
        && !sentences.questions.contains(&first.sentence)
        && sentences.tokens.last().is_some_and(|last| last.sentence > first.sentence)
        && !is_asked(slot)
        && !sentences.slots.iter().any(|slot| slot.sense == Sense::Current)
        && let Some(slot) = sentences.slots.get_mut(slot).filter(|slot| !is_told(slot))
    {
        slot.sense = Sense::Current;
    }
}

/// A move that somebody tells is past, and what they came to is theirs now: "Got promoted! From field tech to admin".
fn settle_moves(sentences: &mut Sentences, hits: &[Hit]) {
    for hit in hits.iter().filter(|hit| hit.ask == Ask::Path) {
        let [from, to] = *hit.slots.as_slice() else { continue };
        let Some(sentence) = sentences.tokens.get(hit.start).map(|token| token.sentence) else { continue };
        let (start, _) = tokens_of(&sentences.tokens, Some(sentence));
        let last = start.checked_sub(1).and_then(|last| sentences.tokens.get(last)).map(|last| last.sentence);
        let said = last.map(|last| tokens_of(&sentences.tokens, Some(last)).1).unwrap_or_default();
        let is_announced = start == hit.start
            && said.len() <= MAX_MOVED_WORDS
            && said.iter().any(|token| PHRASES.is_moved(&token.text));
        if is_announced && let Some(slot) = sentences.slots.get_mut(from) {
            slot.sense = Sense::Past;
        }
        let is_past = sentences.slots.get(from).is_some_and(|slot| slot.sense == Sense::Past);
        if let Some(slot) = sentences.slots.get_mut(to).filter(|slot| is_past && slot.sense == Sense::Other) {
            slot.sense = Sense::Current;
        }
    }
}

/// What somebody really does counts more than what they are called: "title says IT specialist, but really I do …".
fn settle_claims(sentences: &mut Sentences, hits: &[Hit]) {
    for hit in hits.iter().filter(|hit| hit.ask == Ask::Claimed) {
        let Some(claimed) = hit.slots.first().copied() else { continue };
        let rest = sentences.tokens.get(hit.end..).unwrap_or_default().iter().take(MAX_CLAIM);
        let mut is_really = false;
        let done = rest.into_iter().find_map(|token| {
            is_really |= token.slot.is_none() && PHRASES.is_really(&token.text);
            token.slot.filter(|slot| is_really && *slot != claimed)
        });
        let Some(done) = done else { continue };
        if let Some(slot) = sentences.slots.get_mut(claimed) {
            slot.sense = Sense::Past;
        }
        if let Some(slot) = sentences.slots.get_mut(done) {
            slot.sense = Sense::Current;
        }
    }
}

/// The slots that are named to say that they are not meant: "not interested in being an architect or a manager".
pub(in crate::question) fn negated(text: &str, sentences: &Sentences, hits: &[Hit]) -> Vec<bool> {
    let mut negated = vec![false; sentences.slots.len()];
    for (place, token) in sentences.tokens.iter().enumerate() {
        let Some(slot) = token.slot else { continue };
        let has = |hit: &&Hit, is_two: bool| hit.slots.contains(&slot) && (hit.slots.len() > 1) == is_two;
        let is_unmeant = hits.iter().any(|hit| hit.ask == Ask::Unmeant && has(&hit, false));
        negated[slot] = is_negated_before(text, &sentences.tokens, place, &negated)
            || is_unmeant && !hits.iter().any(|hit| has(&hit, true));
    }
    negated
}

/// Whether one of the words before a place turns it round.
pub(in crate::question) fn is_negated_before(text: &str, tokens: &[Token], place: usize, negated: &[bool]) -> bool {
    let Some(here) = tokens.get(place) else { return false };
    let before = tokens.get(place.saturating_sub(MAX_NEGATED)..place).unwrap_or_default();
    let (mut next, mut only_articles): (Option<&Token>, bool) = (None, true);
    for token in before.iter().rev() {
        let between = text.get(token.at.end..next.unwrap_or(here).at.start).unwrap_or_default();
        if token.sentence != here.sentence || PHRASES.is_turn(&token.text) {
            return false;
        }
        if let Some(slot) = token.slot {
            let is_row = next.is_some_and(|next| PHRASES.is_row(&next.text)) || between.trim() == "," && only_articles;
            return is_row && negated.get(slot).copied().unwrap_or_default();
        }
        if between.contains([',', ';', ':', '(', ')', '–', '—']) {
            return false;
        }
        if PHRASES.is_negation(&token.text) {
            return !next.is_some_and(|next| PHRASES.is_unsure(&next.text));
        }
        only_articles &= PHRASES.is_article(&token.text);
        next = Some(token);
    }
    false
}
