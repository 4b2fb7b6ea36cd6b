//! Finds phrases in a text.

use std::ops::Range;

use crate::question::sentence::{Sentences, Token};

use super::pattern::{First, Part, Pattern, WordId, may_be_left_out};
use super::{Ask, Phrases};

/// Most words that say nothing before a role.
const MAX_FILLERS: usize = 5;

/// Most words of a name that is looked up because of the phrase around it.
const MAX_NAME: usize = 5;

/// Most phrases that are found in one text.
const MAX_HITS: usize = 200;

/// A phrase that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::question) struct Hit {
    /// What it asks for.
    pub(in crate::question) ask: Ask,
    /// The first of its words.
    pub(in crate::question) start: usize,
    /// Behind the last of its words.
    pub(in crate::question) end: usize,
    /// The slots in it, in the order of the phrase.
    pub(in crate::question) slots: Vec<usize>,
    /// The words that would be a name, if none was found where the phrase has one.
    pub(in crate::question) open: Option<Range<usize>>,
    /// The place among the slots of what is found there.
    pub(in crate::question) open_slot: usize,
    /// How many words the phrase itself has.
    pub(in crate::question) words: usize,
}

/// A text in which phrases are looked for.
struct Text<'t> {
    tokens: &'t [Token],
    /// Which word of a phrase each token is.
    words: Vec<Option<WordId>>,
    /// Whether each token may stand before a role and say nothing.
    is_filler: Vec<bool>,
    /// Whether each token may be a part of a name.
    is_name: Vec<bool>,
}

/// What has to follow a choice.
struct Rest<'p> {
    parts: &'p [Part],
    then: Option<&'p Rest<'p>>,
}

impl Rest<'_> {
    fn all(&self, is: &impl Fn(&Part) -> bool) -> bool {
        self.parts.iter().all(is) && self.then.is_none_or(|then| then.all(is))
    }
}

impl Phrases {
    /// The phrases in a text. A phrase within a longer one is left out.
    pub(in crate::question) fn hits(&self, sentences: &Sentences) -> Vec<Hit> {
        let tokens = &sentences.tokens;
        let amounts = tokens.iter().enumerate().filter(|(_, token)| is_amount(&token.text)).map(|(start, _)| Hit {
            ask: Ask::Pay,
            start,
            end: start + 1,
            slots: Vec::new(),
            open: None,
            open_slot: 0,
            words: 1,
        });
        let mut hits: Vec<Hit> = amounts.take(1).collect();
        let word = |token: &Token| self.words.get(&token.text).filter(|_| token.slot.is_none()).copied();
        let is_word = |token: &Token| token.slot.is_none();
        let text = Text {
            tokens,
            words: tokens.iter().map(word).collect(),
            is_filler: tokens.iter().map(|token| is_word(token) && self.fillers.contains(&token.text)).collect(),
            is_name: tokens.iter().map(|token| is_word(token) && !self.ignored.contains(&token.text)).collect(),
        };
        let mut has = vec![false; self.alternatives.len()];
        for (start, token) in tokens.iter().enumerate() {
            let is_start = start == 0 || tokens.get(start - 1).is_some_and(|last| last.sentence != token.sentence);
            if is_start {
                has.fill(false);
                let sentence = tokens[start..].iter().take_while(|other| other.sentence == token.sentence).count();
                let words = text.words[start..start + sentence].iter().flatten();
                let alternatives = words.filter_map(|word| self.alternatives_with.get(*word)).flatten();
                alternatives.for_each(|id| has[*id] = true);
            }
            let of = |first: First| self.by_first.get(&first).into_iter().flatten();
            let slot = token.slot.is_some().then_some(First::Slot);
            let number = (token.slot.is_none() && is_number(&token.text)).then_some(First::Number);
            let firsts = text.words[start].map(First::Word).into_iter().chain(slot).chain(number);
            let begins = firsts.flat_map(of).map(|pattern| (pattern, false));
            // "L1 to sysadmin": a name that is none by itself.
            let opens = of(First::Slot).filter(|_| is_start && token.slot.is_none()).map(|pattern| (pattern, true));
            for (pattern, is_open) in begins.chain(opens) {
                let Pattern { ask, parts, slots, needs } = &self.patterns[*pattern];
                let is_possible = needs.iter().all(|id| has[*id]);
                if !is_possible || is_open && *slots < 2 {
                    continue;
                }
                let mut hit =
                    Hit { ask: *ask, start, end: start, slots: Vec::new(), open: None, open_slot: 0, words: 0 };
                if self.follows(&text, start, &Rest { parts, then: None }, &mut hit) && hits.len() < MAX_HITS {
                    hits.push(hit);
                }
            }
        }
        // What was found for certain counts more than a phrase that a name may follow.
        let mut certain: Vec<(usize, usize)> =
            hits.iter().filter(|hit| hit.open.is_none()).map(|hit| (hit.start, hit.end)).collect();
        certain.sort_unstable();
        certain.dedup();
        let is_within = |hit: &Hit| {
            let sentence = tokens.get(hit.start).map_or(0, |token| token.sentence);
            let begins = tokens.partition_point(|token| token.sentence < sentence);
            let around = certain.partition_point(|(start, _)| *start < begins)
                ..certain.partition_point(|(start, _)| *start <= hit.start);
            let holds = |(start, end): &(usize, usize)| {
                hit.end <= *end && (end - start > hit.end - hit.start || hit.open.is_some())
            };
            // How long something takes, and by way of what, is asked besides.
            !matches!(hit.ask, Ask::Years | Ask::Via) && certain[around].iter().any(holds)
        };
        hits.retain(|hit| !is_within(hit));
        hits
    }

    /// Whether these parts follow in the text at a place.
    fn follows(&self, text: &Text, at: usize, parts: &Rest, hit: &mut Hit) -> bool {
        let Some((part, rest)) = parts.parts.split_first() else {
            return match parts.then {
                Some(then) => self.follows(text, at, then, hit),
                None => {
                    hit.end = at;
                    true
                }
            };
        };
        let rest = &Rest { parts: rest, then: parts.then };
        let tokens = text.tokens;
        let sentence = tokens.get(hit.start).map(|token| token.sentence);
        let token = |place: usize| tokens.get(place).filter(|token| Some(token.sentence) == sentence);
        match part {
            Part::Word(word) => {
                if token(at).is_none() || text.words[at] != Some(*word) {
                    return false;
                }
                hit.words += 1;
                if self.follows(text, at + 1, rest, hit) {
                    return true;
                }
                hit.words -= 1;
                false
            }
            Part::Number => {
                token(at).is_some_and(|token| token.slot.is_none() && is_number(&token.text))
                    && self.follows(text, at + 1, rest, hit)
            }
            Part::Choice(ways) => {
                ways.iter().any(|way| self.follows(text, at, &Rest { parts: way, then: Some(rest) }, hit))
            }
            Part::Gap(most) => (0..=*most).any(|skipped| {
                (at..at + skipped).all(|place| token(place).is_some_and(|token| token.slot.is_none()))
                    && self.follows(text, at + skipped, rest, hit)
            }),
            Part::Slot => {
                let is_filler = |place: usize| token(place).is_some() && text.is_filler[place];
                let place = (at..at + MAX_FILLERS).find(|place| !is_filler(*place)).unwrap_or(at);
                let Some(next) = token(place) else { return false };
                let Some(slot) = next.slot else {
                    if hit.open.is_some() {
                        return false;
                    }
                    let open_slot = hit.slots.len();
                    let is_name = |place: usize| token(place).is_some() && text.is_name[place];
                    let longest = (place..place + MAX_NAME).take_while(|place| is_name(*place)).count();
                    // At the end, a name is as long as can be.
                    let is_last = rest.all(&may_be_left_out);
                    for length in 1..=longest {
                        let length = if is_last { longest + 1 - length } else { length };
                        hit.open = Some(place..place + length);
                        hit.open_slot = open_slot;
                        if self.follows(text, place + length, rest, hit) {
                            return true;
                        }
                    }
                    hit.open = None;
                    return false;
                };
                hit.slots.push(slot);
                let is_behind = token(place + 1).is_some_and(|token| self.behind.contains(&token.text));
                if self.follows(text, place + 1, rest, hit) || is_behind && self.follows(text, place + 2, rest, hit) {
                    return true;
                }
                hit.slots.pop();
                false
            }
        }
    }
}

/// Whether a word is an amount of money: "85k".
pub(super) fn is_amount(word: &str) -> bool {
    let digits = word.strip_suffix('k').unwrap_or_default();
    (2..=3).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether a word is a number, or an amount such as "85k".
fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn a_phrase_is_found_in_each_of_its_forms() {
        let mut phrases = Phrases::default();
        let file = r#"
            sets.who = ["i", "most people"]
            ask.next = ["where [else] (do|can) {who} (go [now]|move)", "offer of # [a year]"]
            words.spellings = ["where wher"]
        "#;
        phrases.absorb(toml::from_str(file).unwrap());
        let found = |text: &str| {
            let hits = phrases.hits(&phrases.sentences(text, &[]));
            hits.iter().map(|hit| hit.end - hit.start).max()
        };
        assert_eq!(found("where do i go"), Some(4));
        assert_eq!(found("so where else can most people go now"), Some(7));
        assert_eq!(found("where can i move"), Some(4));
        assert_eq!(found("an offer of 70k a year"), Some(5));
        assert_eq!(found("where most people go"), None);
        assert_eq!(found("where do i stay"), None);
        assert_eq!(found("wher do i go"), Some(4));
        assert_eq!(found("there do i go"), None);
    }
}
