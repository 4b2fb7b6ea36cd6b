//! Roles that only the rest of the text tells, or that are asked back: "where do they go from there?".

use super::Asked;
use crate::matching::Sense;
use crate::question::input::{Pair, Reference};
use crate::question::pair;
use crate::question::phrases::{Ask, Hit, PHRASES};
use crate::question::query::{Intent, Understood};
use crate::question::resolve::{self, about_one};

impl Asked<'_> {
    /// The question back about a name beside a role, if it may mean several.
    pub(super) fn half_clear(&self, hit: &Hit) -> Option<Understood> {
        let known = self.reference(self.sentences.slots.get(*hit.slots.first()?)?);
        let words = self.sentences.tokens.get(hit.open.clone()?)?;
        let said = words.iter().rposition(|word| !PHRASES.is_behind(&word.text)).map_or(words.len(), |last| last + 1);
        let (first, last) = (words.first()?, words.get(..said)?.last()?);
        let open = Reference::Typed(self.text.get(first.at.start..last.at.end)?.to_owned());
        let is_first = (hit.open_slot == 0) != (hit.ask == Ask::PathBack);
        let pair = if is_first { Pair::Both(open, known) } else { Pair::Both(known, open) };
        Some(match hit.ask {
            Ask::Compare => pair::compare(self.knowledge, self.index, &pair),
            _ => pair::path(self.knowledge, self.index, &pair),
        })
    }

    /// The question back about a name that may mean several roles.
    pub(super) fn unclear(&self, hit: &Hit) -> Understood {
        let tokens = hit.open.clone().and_then(|open| self.sentences.tokens.get(open)).unwrap_or_default();
        let at = tokens.first().map_or(0, |token| token.at.start)..tokens.last().map_or(0, |token| token.at.end);
        let reference = Reference::Typed(self.text[at].to_owned());
        let intent = match hit.ask {
            Ask::Become => Intent::Become,
            Ask::Define => return about_one(resolve::named(self.knowledge, self.index, &reference), Intent::Define),
            _ => Intent::Next,
        };
        about_one(resolve::role(self.knowledge, self.index, &reference), intent)
    }

    /// What is asked about the role that the text is about: "How do I become one?", "What is that?", "What next?".
    pub(super) fn by_pronoun(&self, hits: &[&Hit]) -> Option<Understood> {
        let hit = hits
            .iter()
            .filter(|hit| hit.slots.is_empty() && hit.open.is_none())
            .max_by_key(|hit| (hit.end - hit.start, hit.start))?;
        let of = |sense: Sense| self.distinct(None, |other| other == sense);
        let (current, wanted, all) = (of(Sense::Current), of(Sense::Wanted), self.distinct(None, |_| true));
        let last_wanted = wanted.last().copied();
        match (hit.ask, current.as_slice(), last_wanted) {
            (Ask::Next | Ask::Become, [from], Some(to)) if self.differ(*from, to) && wanted.len() == 1 => {
                Some(self.path([*from, to]))
            }
            (Ask::Become, [], Some(to)) => Some(self.one(to, Intent::Become)),
            // "I do desktop support. I'd like servers, say sysadmin. How do I get there?"
            (Ask::Become, [from], None)
                if let [one, to] = all.as_slice()
                    && one == from =>
            {
                Some(self.path([*one, *to]))
            }
            // "My son dreams of being a DBA. What should he do first?"
            (Ask::Next, [], Some(to)) if all.len() == 1 && !self.asks_next_alone(to) => {
                Some(self.one(to, Intent::Become))
            }
            (Ask::Next, [role], _) => Some(self.one(*role, Intent::Next)),
            _ => match (all.as_slice(), hit.ask) {
                ([role], Ask::Become) => Some(self.one(*role, Intent::Become)),
                ([role], Ask::Define) => Some(self.define(*role)),
                ([role], _) => Some(self.one(*role, Intent::Next)),
                _ => None,
            },
        }
    }
}
