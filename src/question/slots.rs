//! The roles and terms of a question in words, put right by the words and phrases around them.
//!
//! Here: names that only a phrase shows to be names, and what is named beside the roles that are meant. `departments` says
//! which role a word for several means, `senses` whose role it is, and which are named to say that they are not meant.

mod departments;
mod senses;

use std::ops::Range;

use crate::knowledge::model::{Knowledge, RoleKey};
use crate::matching::{Candidate as Match, Index, Named, Sense, Verdict};

use super::named::by_initials;
use super::phrases::{Ask, Hit, PHRASES};
use super::sentence::{Sentences, Slot, Token, tokens_of};

pub(super) use self::departments::qualify;
pub(super) use self::senses::{is_negated_before, negated, promote, settle_senses};

/// Most names that are looked up because of the phrases around them.
const MAX_LOOKUPS: usize = 8;

/// Most names that are looked up because they are a step of a path.
const MAX_LINKS: usize = 6;

/// Most words of a name that is a step of a path.
const MAX_LINK_WORDS: usize = 3;

/// With a name at least this close, a role of a story is named for certain.
const MIN_CERTAIN: f64 = 0.9;

/// A text of at least this many words tells a story, in which words like "degree" are no question.
pub(super) const MIN_STORY_WORDS: usize = 25;

/// Looks up the names that stand where phrases have one, and that are no roles by themselves: "what comes after
/// deployment?".
pub(super) fn look_up(
    knowledge: &Knowledge,
    index: &Index,
    text: &str,
    sentences: &mut Sentences,
    hits: &mut Vec<Hit>,
) {
    let mut lookups = 0;
    let years: Vec<Range<usize>> =
        hits.iter().filter(|hit| hit.ask == Ask::Years).map(|hit| hit.start..hit.end).collect();
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.end - hit.start));
    hits.retain_mut(|hit| {
        let Some(open) = hit.open.clone() else { return true };
        let asks = match hit.ask {
            Ask::Current | Ask::Wanted | Ask::Next | Ask::Become | Ask::Define | Ask::Dispute | Ask::Runs => {
                hit.slots.is_empty()
            }
            Ask::Path | Ask::PathBack | Ask::Compare => !hit.slots.is_empty(),
            Ask::Via => true,
            _ => false,
        };
        // "My manager says I should become a developer": that is somebody else.
        let asks = asks && !(is_two(hit) && is_somebody(sentences, &open));
        // "into cloud straight out": a name at the end may be shorter than what follows the phrase.
        let shortest = if hit.end == open.end { 1 } else { open.len() };
        let (mut is_ambiguous, mut is_unknown) = (false, false);
        for length in (shortest..=open.len()).rev().take_while(|_| asks) {
            let words = sentences.tokens.get(open.start..open.start + length).unwrap_or_default();
            // "into the infrastructure team" names the field.
            let said =
                words.iter().rposition(|word| !PHRASES.is_behind(&word.text)).map_or(words.len(), |last| last + 1);
            let (Some(first), Some(last)) = (words.first(), words.get(..said).and_then(<[Token]>::last)) else {
                return false;
            };
            let at = first.at.start..last.at.end;
            let mut slot = sentences.slots.iter().position(|slot| slot.at == at);
            if slot.is_none() {
                if lookups == MAX_LOOKUPS {
                    return false;
                }
                let typed = &text[at.clone()];
                if PHRASES.is_common(typed) {
                    continue;
                }
                lookups += 1;
                let found = index.find(typed);
                let is_all = is_all_said(tokens_of(&sentences.tokens, Some(first.sentence)), hit, &years);
                let is_unclear = is_unclear(hit, length) || has_frame(hit, is_all);
                is_ambiguous |= length == open.len() && found.verdict == Verdict::Ambiguous && is_unclear;
                // "Is a sysadmin above a zookeeper?": the other half is asked for, rather than left out.
                is_unknown |= length == open.len()
                    && found.verdict == Verdict::None
                    && asks_for(hit)
                    && is_all
                    && !skips_words(&sentences.tokens, hit)
                    && words.iter().any(|word| !PHRASES.is_known(&word.text))
                    && words.iter().all(|word| !word.text.starts_with(|letter: char| letter.is_ascii_digit()));
                let is_named = |named: Named| sentences.slots.iter().any(|slot| slot.named == named);
                let best = found.candidates.first().map(|best| (best.named, best.score));
                let best = match found.verdict {
                    Verdict::Exact => best,
                    Verdict::Confident => best.filter(|_| is_clear(hit, &open, length, is_all)),
                    // "tech writer" beside "technical writer": there is nothing else that it could be.
                    Verdict::Ambiguous => best.filter(|(named, _)| is_named(*named) && found.candidates.len() == 1),
                    Verdict::None => by_initials(knowledge, typed).map(|named| (named, 1.0)),
                };
                if let Some((named, score)) = best {
                    let sense = match hit.ask {
                        Ask::Current | Ask::Runs => Sense::Current,
                        Ask::Wanted => Sense::Wanted,
                        _ => Sense::Other,
                    };
                    slot = Some(sentences.slots.len());
                    sentences.slots.push(Slot { named, at, sense, score });
                }
            }
            if let Some(slot) = slot {
                hit.slots.insert(hit.open_slot.min(hit.slots.len()), slot);
                hit.end -= open.len() - length;
                return true;
            }
        }
        is_ambiguous || is_unknown
    });
}

/// Whether the missing half of a phrase is what is asked about: any of two that are compared, the goal of a path. How
/// people get to a goal can be told without the start.
fn asks_for(hit: &Hit) -> bool {
    match hit.ask {
        Ask::Compare => !hit.slots.is_empty(),
        Ask::Path => !hit.slots.is_empty() && hit.open_slot > 0,
        Ask::PathBack => !hit.slots.is_empty() && hit.open_slot == 0,
        _ => false,
    }
}

/// Whether a phrase was found with words in between that are none of its own and say something.
fn skips_words(tokens: &[Token], hit: &Hit) -> bool {
    let is_open = |place: &usize| hit.open.as_ref().is_some_and(|open| open.contains(place));
    let between = (hit.start..hit.end).filter(|place| !is_open(place)).filter_map(|place| tokens.get(place));
    between.filter(|token| token.slot.is_none() && !PHRASES.is_article(&token.text)).count() > hit.words
}

/// Whether a phrase is about two roles.
fn is_two(hit: &Hit) -> bool {
    matches!(hit.ask, Ask::Path | Ask::PathBack | Ask::Compare)
}

/// Whether the first word of a name is somebody else: "my manager", but not "my network role".
fn is_somebody(sentences: &Sentences, open: &Range<usize>) -> bool {
    let word = |place: Option<usize>| place.and_then(|place| sentences.tokens.get(place)).map(|token| &token.text);
    word(open.start.checked_sub(1)).is_some_and(|word| PHRASES.is_owner(word))
        && !word(Some(open.start + 1)).is_some_and(|word| PHRASES.is_behind(word))
}

/// Whether the words around a name that may mean several roles are enough to ask back.
fn is_unclear(hit: &Hit, length: usize) -> bool {
    hit.slots.is_empty()
        && !matches!(hit.ask, Ask::Current | Ask::Wanted | Ask::Via)
        && hit.end - hit.start >= 2 + length
}

/// Whether the words around a name beside another are enough to take it for one: "from QA to devops".
fn has_frame(hit: &Hit, is_all: bool) -> bool {
    !hit.slots.is_empty() && (is_all || hit.words >= 2)
}

/// Whether the words around a name that is only close to one are enough to take it for that.
fn is_clear(hit: &Hit, open: &Range<usize>, length: usize, is_all: bool) -> bool {
    let words = hit.end - hit.start - (open.len() - length);
    match hit.slots.is_empty() {
        true => words >= 2 + length || hit.ask == Ask::Current && hit.start + 3 <= open.start,
        // "helpdesk -> cloud": there is nothing else in the sentence.
        false => has_frame(hit, is_all) || words >= 4 + length,
    }
}

/// Whether a phrase is all that a sentence says, but for words that say nothing, and how long it takes.
fn is_all_said(sentence: (usize, &[Token]), hit: &Hit, years: &[Range<usize>]) -> bool {
    let (start, tokens) = sentence;
    (start..).zip(tokens).all(|(place, token)| {
        (hit.start..hit.end).contains(&place)
            || years.iter().any(|years| years.contains(&place))
            || token.slot.is_none() && PHRASES.is_filler(&token.text)
    })
}

/// Takes the steps of a path for names where the others are: "helpdesk > sysadmin > cloud".
pub(super) fn link(index: &Index, text: &str, sentences: &mut Sentences) {
    let is_link = |token: &Token| token.slot.is_none() && PHRASES.is_chain(&token.text);
    let slots = sentences.tokens.iter().filter(|token| token.slot.is_some()).count();
    let mut lookups = 0;
    let mut at = 0;
    while at < sentences.tokens.len() && slots > 1 && lookups < MAX_LINKS {
        let way = at;
        at += 1;
        if !sentences.tokens.get(way).is_some_and(is_link) {
            continue;
        }
        let tokens = &sentences.tokens;
        let sentence = tokens[way].sentence;
        // Another step stands right before it, and another link right before that.
        let before = tokens.get(..way).unwrap_or_default().iter().rev().take_while(|token| token.sentence == sentence);
        let mut before = before.filter(|token| !PHRASES.is_article(&token.text));
        let is_second = before.next().is_some_and(|token| token.slot.is_some()) && before.next().is_some_and(is_link);
        let start = (way + 1..tokens.len()).find(|place| !PHRASES.is_article(&tokens[*place].text));
        let Some(start) = start.filter(|start| is_second && tokens[*start].sentence == sentence) else { continue };
        let ends = (start + 1..=tokens.len().min(start + MAX_LINK_WORDS)).take_while(|end| {
            let last = &tokens[end - 1];
            let is_apart = *end > start + 1
                && text.get(tokens[end - 2].at.end..last.at.start).is_some_and(|gap| !gap.trim().is_empty());
            last.slot.is_none() && last.sentence == sentence && !is_link(last) && !is_apart
        });
        let named = ends.collect::<Vec<_>>().into_iter().rev().find_map(|end| {
            lookups += 1;
            let at = tokens[start].at.start..tokens[end - 1].at.end;
            let found = index.find(text.get(at.clone())?);
            let is_sure = matches!(found.verdict, Verdict::Exact | Verdict::Confident);
            found.candidates.first().filter(|_| is_sure).map(|Match { named, score, .. }| (end, at, *named, *score))
        });
        if let Some((end, at, named, score)) = named {
            let slot = sentences.slots.len();
            sentences.slots.push(Slot { named, at: at.clone(), sense: Sense::Other, score });
            let token = Token { text: String::new(), at, slot: Some(slot), sentence };
            sentences.tokens.splice(start..end, [token]);
        }
    }
}

/// Takes a sentence for a name where nothing else is named: "Ops? What is that?".
pub(super) fn alone(index: &Index, text: &str, sentences: &mut Sentences) {
    let last = sentences.tokens.last().map_or(0, |token| token.sentence);
    if !sentences.slots.is_empty() || last == 0 {
        return;
    }
    let named = (0..=last).take(MAX_LINKS).find_map(|sentence| {
        let (start, tokens) = tokens_of(&sentences.tokens, Some(sentence));
        let (first, last) = (tokens.first()?, tokens.last().filter(|_| tokens.len() <= MAX_LINK_WORDS)?);
        let at = first.at.start..last.at.end;
        let found = index.find(text.get(at.clone())?);
        let best = found.candidates.first().filter(|_| found.verdict == Verdict::Exact)?;
        Some((start..start + tokens.len(), at, best.named, sentence))
    });
    if let Some((words, at, named, sentence)) = named {
        sentences.slots.push(Slot { named, at: at.clone(), sense: Sense::Other, score: 1.0 });
        sentences.tokens.splice(words, [Token { text: String::new(), at, slot: Some(0), sentence }]);
    }
}

/// Leaves out what is named beside the roles that are meant: of a story what is only close to a name, of all texts a
/// word for several roles one of which is named too, and other people: "my manager says".
pub(super) fn without_guesses(knowledge: &Knowledge, sentences: &mut Sentences) {
    let is_story = sentences.tokens.len() >= MIN_STORY_WORDS;
    let has = |role: &RoleKey| sentences.slots.iter().any(|slot| slot.named == Named::Role(*role));
    let is_somebodys = |slot: usize| {
        let Some(place) = sentences.tokens.iter().position(|token| token.slot == Some(slot)) else { return false };
        let word = |place: Option<usize>| place.and_then(|place| sentences.tokens.get(place)).map(|token| &token.text);
        word(place.checked_sub(1)).is_some_and(|word| PHRASES.is_owner(word))
            && !word(Some(place + 1)).is_some_and(|word| PHRASES.is_behind(word))
    };
    let is_sure = |slot: &Slot| slot.score >= MIN_CERTAIN && covers(knowledge, slot).len() < 2;
    let has_sure = (0..sentences.slots.len()).any(|slot| is_sure(&sentences.slots[slot]) && !is_somebodys(slot));
    // "My manager won't approve it": that is no question about managers.
    let is_rant = sentences.questions.is_empty()
        && (0..sentences.slots.len()).all(|slot| is_somebodys(slot) && !is_sure(&sentences.slots[slot]));
    let is_beside = |place: &usize| {
        let slot = &sentences.slots[*place];
        let is_guess = is_story && !is_sure(slot) || is_somebodys(*place);
        let covers = covers(knowledge, slot);
        is_guess && (has_sure || is_rant) || covers.len() > 1 && covers.iter().any(has)
    };
    let beside: Vec<usize> = (0..sentences.slots.len()).filter(is_beside).collect();
    for place in beside.into_iter().rev() {
        sentences.remove(place);
    }
}

/// The roles that a word for several covers.
fn covers<'k>(knowledge: &'k Knowledge, slot: &Slot) -> &'k [RoleKey] {
    match slot.named {
        Named::Term(term) => knowledge[term].covers.as_slice(),
        Named::Role(_) => &[],
    }
}
