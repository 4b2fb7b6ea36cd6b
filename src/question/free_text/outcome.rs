//! Queries about the roles of a text, with how they were read.

use crate::knowledge::model::{Knowledge, RoleKey, Subject};
use crate::matching::{Index, Named};
use crate::question::disputes::one_role;
use crate::question::input::{Pair, Reference};
use crate::question::pair;
use crate::question::phrases::{Ask, PHRASES};
use crate::question::query::{Candidate, Intent, Interpretation, Query, Understood};
use crate::question::resolve::{self, about_one, name, one_line, subject};
use crate::question::sentence::{Slot, Token};

use super::Asked;

/// Fewest words that have to be unknown for a text to be in a language that is not understood.
const MIN_UNKNOWN_WORDS: usize = 3;

impl Asked<'_> {
    pub(super) fn role(&self, slot: usize) -> Option<RoleKey> {
        self.sentences.slots.get(slot).and_then(|slot| one_role(self.knowledge, slot.named))
    }

    pub(super) fn define(&self, slot: usize) -> Understood {
        let Some(slot) = self.sentences.slots.get(slot) else { return self.by_sense() };
        let interpretations = self.interpretation(slot).into_iter().collect();
        Understood::Query(Query::interpreted(Intent::Define(slot.named), interpretations))
    }

    /// A question about one role, or the question back which role of a term is meant.
    pub(super) fn one(&self, slot: usize, intent: impl Fn(RoleKey) -> Intent) -> Understood {
        let Some(slot) = self.sentences.slots.get(slot) else { return self.by_sense() };
        match one_role(self.knowledge, slot.named) {
            Some(role) => {
                let interpretations = self.interpretation(slot).into_iter().collect();
                Understood::Query(Query::interpreted(intent(role), interpretations))
            }
            None => about_one(resolve::role(self.knowledge, self.index, &self.reference(slot)), intent),
        }
    }

    /// A path, by way of the roles that are named as being in between.
    pub(super) fn path(&self, ends: [usize; 2]) -> Understood {
        let via = self.hits.iter().filter(|hit| hit.ask == Ask::Via).filter_map(|hit| hit.slots.first().copied());
        self.path_by_way_of(ends, &via.collect::<Vec<_>>())
    }

    pub(super) fn compare(&self, ends: [usize; 2]) -> Understood {
        self.pair(ends, pair::compare, |first, second| Intent::Compare { first, second })
    }

    /// A query about two roles; if one of them is a term, the question back that `pair` asks.
    pub(super) fn pair(
        &self,
        ends: [usize; 2],
        pair: impl Fn(&Knowledge, &Index, &Pair) -> Understood,
        intent: impl Fn(RoleKey, RoleKey) -> Intent,
    ) -> Understood {
        let [Some(one), Some(other)] = ends.map(|slot| self.sentences.slots.get(slot)) else { return self.by_sense() };
        if let (Named::Role(first), Named::Role(second)) = (one.named, other.named) {
            let interpretations = [one, other].into_iter().filter_map(|slot| self.interpretation(slot)).collect();
            return Understood::Query(Query::interpreted(intent(first, second), interpretations));
        }
        pair(self.knowledge, self.index, &Pair::Both(self.reference(one), self.reference(other)))
    }

    pub(super) fn candidate(&self, slot: usize) -> Option<Candidate> {
        let entity = subject(self.sentences.slots.get(slot)?.named);
        Some(Candidate::certain(entity, name(self.knowledge, entity)))
    }

    /// Which words of the text were taken for a role; `None` if the answer shows them, and the rest was understood too.
    pub(super) fn interpretation(&self, slot: &Slot) -> Option<Interpretation> {
        let entity = subject(slot.named);
        let name = name(self.knowledge, entity);
        let typed = one_line(self.text.get(slot.at.clone()).unwrap_or_default());
        let is_alias = || self.is_alias(slot.named, &typed) && resolve::shows(name, &typed);
        let is_named = typed.to_lowercase() == name.to_lowercase() || is_alias();
        let is_all = self.is_foreign();
        (!is_named || is_all).then(|| Interpretation {
            typed,
            entity,
            via: name.to_owned(),
            corrections: Vec::new(),
            is_all,
        })
    }

    fn is_alias(&self, named: Named, typed: &str) -> bool {
        let aliases = match named {
            Named::Role(role) => &self.knowledge[role].aliases,
            Named::Term(term) => &self.knowledge[term].aliases,
        };
        aliases.iter().any(|alias| alias.to_lowercase() == typed.to_lowercase())
    }

    /// Whether the words around the roles are none that people use to ask in a language that is known.
    fn is_foreign(&self) -> bool {
        let is_word = |token: &&Token| token.slot.is_none() && token.text.chars().any(char::is_alphabetic);
        let words = self.sentences.tokens.iter().filter(is_word);
        let unknown = words.clone().filter(|token| !PHRASES.is_known(&token.text)).count();
        unknown >= MIN_UNKNOWN_WORDS
            && self.hits.iter().all(|hit| hit.end - hit.start < 2)
            && 4 * unknown >= 3 * words.count()
    }

    /// What is named, as a question refers to it.
    pub(super) fn reference(&self, slot: &Slot) -> Reference {
        match slot.named {
            Named::Role(role) => Reference::Id(self.knowledge[role].id.clone()),
            // A role may have the same id.
            Named::Term(term) => Reference::Typed(name(self.knowledge, Subject::Term(term)).to_owned()),
        }
    }
}
