//! Which role a word for several roles means, told by the department that is named beside it.

use std::ops::Range;

use crate::knowledge::model::Knowledge;
use crate::matching::{Index, Named, Verdict};
use crate::question::disputes::one_role;
use crate::question::phrases::PHRASES;
use crate::question::sentence::{Sentences, Slot, Token};

use super::covers;

/// Most words that are tried as the department of a term, and most terms.
const MAX_QUALIFIERS: usize = 6;

/// Reads a word for several roles as the one of the department that is named beside it: "moving up in the NOC:
/// technician to engineer", "an analyst in security", "team lead for the helpdesk".
pub(in crate::question) fn qualify(knowledge: &Knowledge, index: &Index, text: &str, sentences: &mut Sentences) {
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
