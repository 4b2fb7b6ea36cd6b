//! The roles and terms of a question in words, put right by the words and phrases around them: names that only a phrase
//! shows to be names, departments that say which role is meant, whose role it is, and which are named to say that they
//! are not meant.

use std::ops::Range;

use crate::knowledge::model::{Knowledge, RoleKey};
use crate::matching::{Candidate as Match, Index, Named, Sense, Verdict};

use super::disputes::one_role;
use super::named::by_initials;
use super::phrases::{Ask, Hit, PHRASES};
use super::sentence::{Sentences, Slot, Token};

/// Most names that are looked up because of the phrases around them.
const MAX_LOOKUPS: usize = 8;

/// Most names that are looked up because they are a step of a way.
const MAX_LINKS: usize = 6;

/// Most words of a name that is a step of a way.
const MAX_LINK_WORDS: usize = 3;

/// Most words between a negation and what it turns round.
const MAX_NEGATED: usize = 5;

/// From so close a name on, a role of a story is named for certain.
const MIN_CERTAIN: f64 = 0.9;

/// Most words that are tried as the department of a term, and most terms.
const MAX_QUALIFIERS: usize = 6;

/// From so many words on, a text tells a story, in which words like "degree" are no question.
pub(super) const MIN_STORY_WORDS: usize = 25;

/// Fewest words of a phrase that says whose a role is, whatever the word before the role says.
const MIN_TELLING_WORDS: usize = 4;

/// Most words of a sentence that says of the next one that it is past: "Got promoted!"
const MAX_MOVED_WORDS: usize = 4;

/// Most words between what somebody is called and what they really do.
const MAX_CLAIM: usize = 12;

/// A sentence, or the whole text.
pub(super) type Scope = Option<usize>;

/// The words of a sentence, with the place of the first; all words without one.
pub(super) fn tokens_of(all: &[Token], sentence: Scope) -> (usize, &[Token]) {
    let Some(sentence) = sentence else { return (0, all) };
    let start = all.partition_point(|token| token.sentence < sentence);
    let end = all.partition_point(|token| token.sentence <= sentence);
    (start, all.get(start..end).unwrap_or_default())
}

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
                    && words.iter().any(|word| !PHRASES.is_known(&word.text));
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

/// Whether the missing half of a phrase is what is asked about: any of two that are compared, the goal of a way. How
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

/// Takes the steps of a way for names where the others are: "helpdesk > sysadmin > cloud".
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

/// Reads a word for several roles as the one of the department that is named beside it: "moving up in the NOC:
/// technician to engineer", "an analyst in security", "team lead for the helpdesk".
pub(super) fn qualify(knowledge: &Knowledge, index: &Index, text: &str, sentences: &mut Sentences) {
    let is_term = |slot: &Slot| matches!(slot.named, Named::Term(_)) && one_role(knowledge, slot.named).is_none();
    let terms: Vec<usize> =
        (0..sentences.slots.len()).filter(|slot| is_term(&sentences.slots[*slot])).take(MAX_QUALIFIERS).collect();
    let reading = Departments { knowledge, index, text, sentences };
    let found = if terms.len() > 1 { reading.of_all(&terms) } else { None };
    let found = found.unwrap_or_else(|| terms.iter().filter_map(|term| reading.of_one(*term)).collect());
    let mut said: Vec<usize> = Vec::new();
    for (term, named, department) in found {
        if let Some(slot) = sentences.slots.get_mut(term) {
            (slot.named, slot.score) = (named, 1.0);
        }
        said.extend(department);
    }
    said.sort_unstable();
    said.dedup();
    for slot in said.into_iter().rev() {
        sentences.remove(slot);
    }
}

/// Looks for the departments of a text.
struct Departments<'a> {
    knowledge: &'a Knowledge,
    index: &'a Index,
    text: &'a str,
    sentences: &'a Sentences,
}

/// A term, the role that is meant, and the slot of the department, if it is one.
type Qualified = (usize, Named, Option<usize>);

impl Departments<'_> {
    /// The roles of one department for all terms.
    fn of_all(&self, terms: &[usize]) -> Option<Vec<Qualified>> {
        let Sentences { tokens, slots, .. } = self.sentences;
        let others: Vec<usize> = (0..slots.len()).filter(|slot| !terms.contains(slot)).collect();
        let place_of = |slot: usize| tokens.iter().position(|token| token.slot == Some(slot));
        // "Network team" and "infra side" begin with the department.
        let is_named = |place: usize| self.is_word(place + 1, |word| PHRASES.is_behind(word));
        let is_department = |place: usize| self.is_place(place) || is_named(place);
        if others.len() > 1 || !others.iter().all(|slot| place_of(*slot).is_some_and(is_department)) {
            return None;
        }
        let is_field = |token: &Token| token.slot.is_none() && !PHRASES.is_filler(&token.text);
        let words = tokens.iter().enumerate().filter(|(place, token)| {
            is_field(token) || token.slot.is_none() && !PHRASES.is_article(&token.text) && is_named(*place)
        });
        let words = words.map(|(place, _)| place);
        let places = others.iter().filter_map(|slot| place_of(*slot)).chain(words).take(MAX_QUALIFIERS);
        let all = |place: usize| {
            let one = |term: &usize| Some((*term, self.named(place..place + 1, *term, true)?, tokens[place].slot));
            terms.iter().map(one).collect::<Option<Vec<_>>>()
        };
        places.collect::<Vec<_>>().into_iter().find_map(all)
    }

    /// The role of the department that stands right beside a term.
    fn of_one(&self, term: usize) -> Option<Qualified> {
        let tokens = &self.sentences.tokens;
        let place = tokens.iter().position(|token| token.slot == Some(term))?;
        let is_same = |other: usize| tokens.get(other).is_some_and(|token| token.sentence == tokens[place].sentence);
        let is_article = |other: usize| is_same(other) && self.is_word(other, |word| PHRASES.is_filler(word));
        // "an engineer in the NOC"
        let within = place + 1;
        let behind = (is_same(within) && self.is_word(within, |word| PHRASES.is_within(word)))
            .then(|| (within + 1..tokens.len()).find(|other| !is_article(*other)))
            .flatten();
        let behind = behind.filter(|start| is_same(*start)).and_then(|start| {
            let ends = if tokens[start].slot.is_some() { start + 1..start + 2 } else { start + 1..start + 3 };
            let ends: Vec<usize> = ends.filter(|end| *end <= tokens.len()).collect();
            ends.into_iter()
                .rev()
                .find_map(|end| Some((term, self.named(start..end, term, false)?, tokens[start].slot)))
        });
        if behind.is_some() {
            return behind;
        }
        // "in the NOC as an engineer"
        let before = (0..place).rev().find(|other| !is_article(*other)).filter(|other| is_same(*other))?;
        (before + 1 < place && self.is_place(before))
            .then(|| Some((term, self.named(before..before + 1, term, false)?, tokens[before].slot)))
            .flatten()
    }

    fn is_word(&self, place: usize, is_it: impl Fn(&str) -> bool) -> bool {
        self.sentences.tokens.get(place).is_some_and(|token| token.slot.is_none() && is_it(&token.text))
    }

    /// Whether a role stands where a place would: "in the NOC", "NOC:".
    fn is_place(&self, place: usize) -> bool {
        let tokens = &self.sentences.tokens;
        let Some(token) = tokens.get(place) else { return false };
        let before = (0..place).rev().find(|other| !self.is_word(*other, |word| PHRASES.is_article(word)));
        // "in" may say nothing itself.
        let is_in = (before.unwrap_or(0)..place).any(|other| self.is_word(other, |word| PHRASES.is_within(word)));
        is_in || self.text.get(token.at.end..).is_some_and(|rest| rest.starts_with(':'))
    }

    /// The role of a department that a term means: by its name, "security" and "analyst"; or, if the department is a
    /// role itself, by its family.
    fn named(&self, department: Range<usize>, term: usize, is_of_all: bool) -> Option<Named> {
        let Sentences { tokens, slots, .. } = self.sentences;
        let words = tokens.get(department.clone())?;
        let (first, last) = (words.first()?, words.last()?);
        let term = slots.get(term)?;
        let covered = covers(self.knowledge, term);
        let typed = format!("{} {}", self.text.get(first.at.start..last.at.end)?, self.text.get(term.at.clone())?);
        let found = self.index.find(&typed);
        let by_name = found.candidates.first().filter(|best| match (found.verdict, best.named) {
            (Verdict::Exact, _) => true,
            (Verdict::Confident, Named::Role(role)) => is_of_all && covered.contains(&role),
            _ => false,
        });
        if let Some(best) = by_name {
            return Some(best.named);
        }
        let role = first.slot.and_then(|slot| slots.get(slot)).and_then(|slot| one_role(self.knowledge, slot.named))?;
        if covered.contains(&role) {
            return Some(Named::Role(role));
        }
        let family = self.knowledge[role].family?;
        let same = covered.iter().filter(|other| self.knowledge[**other].family == Some(family));
        same.min_by_key(|other| self.knowledge[**other].name.chars().count()).copied().map(Named::Role)
    }
}

/// Takes those who run a department for its manager: "I run the service desk".
pub(super) fn promote(knowledge: &Knowledge, index: &Index, text: &str, sentences: &mut Sentences, hits: &[Hit]) {
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
pub(super) fn settle_senses(sentences: &mut Sentences, hits: &[Hit]) {
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
pub(super) fn negated(text: &str, sentences: &Sentences, hits: &[Hit]) -> Vec<bool> {
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
pub(super) fn is_negated_before(text: &str, tokens: &[Token], place: usize, negated: &[bool]) -> bool {
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
