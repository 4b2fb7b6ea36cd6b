//! Which dispute a sentence asks about.

use crate::knowledge::model::{DisputeKey, Subject};
use crate::matching::Sense;
use crate::question::disputes::{Content, one_role};
use crate::question::pair;
use crate::question::phrases::{Ask, Hit, PHRASES};
use crate::question::resolve::subject;
use crate::question::sentence::Scope;
use crate::question::slots::MIN_STORY_WORDS;

use super::{Asked, MIN_LONG_PHRASE, is_two_named};

/// How close a text has to be to one of the ways people ask about a dispute, if a phrase of disputes is in it.
const MIN_DISPUTE_WITH_PHRASE: f64 = 0.5;

/// The same, if that phrase is a long one.
const MIN_DISPUTE_WITH_LONG_PHRASE: f64 = 0.4;

/// The same, if it names no role.
const MIN_DISPUTE_WITHOUT_ROLE: f64 = 0.6;

/// The same, if it names a role, or asks something else as well.
const MIN_DISPUTE: f64 = 0.75;

/// The same, if another phrase says what it asks, and none of disputes is in it.
const MIN_DISPUTE_BESIDE: f64 = 0.9;

/// The same, if a phrase of disputes is next to the only role, and the dispute is about that role.
const MIN_DISPUTE_OF_ROLE: f64 = 0.3;

/// Fewest words of a sentence that may be about a dispute, if it is one of several.
const MIN_DISPUTE_WORDS: usize = 3;

impl Asked<'_> {
    /// The dispute that is about a role or term first of all.
    pub(super) fn main_dispute(&self, slot: usize) -> Option<DisputeKey> {
        let named = self.sentences.slots.get(slot)?.named;
        let meant = one_role(self.knowledge, named).map_or_else(|| subject(named), Subject::Role);
        let place = |dispute: DisputeKey| self.knowledge[dispute].about.iter().position(|about| *about == meant);
        let all = (0..).map(DisputeKey).take(self.knowledge.disputes.len());
        all.filter_map(|dispute| Some((place(dispute)?, dispute))).min().map(|(_, dispute)| dispute)
    }

    /// The dispute that a sentence asks about, unless it plainly asks something else.
    pub(super) fn dispute(&self, scope: Scope, hits: &[&Hit], asks_else: bool) -> Option<DisputeKey> {
        let tokens = self.tokens(scope);
        let has_phrase = hits.iter().any(|hit| hit.ask == Ask::Dispute);
        if self.is_plain(scope, hits) || scope.is_none() && tokens.len() >= MIN_STORY_WORDS {
            return None;
        }
        let is_part = tokens.len() < self.sentences.tokens.len();
        let has = |ask: Ask| hits.iter().any(|hit| hit.ask == ask);
        // "I'm a DevOps engineer. How do I move up?" asks about the role of the sentence before.
        let goes_on =
            has(Ask::Onward) || has(Ask::Next) && !self.distinct(None, |sense| sense == Sense::Current).is_empty();
        if is_part && !has_phrase && (tokens.len() < MIN_DISPUTE_WORDS || goes_on) {
            return None;
        }
        // "In the NOC: technician to engineer" asks for the way, whatever is disputed about the two.
        let is_way = |hit: &&Hit| {
            is_two_named(hit) && hit.ask != Ask::Compare && hit.slots.iter().all(|slot| self.role(*slot).is_some())
        };
        if !has_phrase && hits.iter().any(is_way) {
            return None;
        }
        if tokens.iter().any(|token| token.slot.is_some()) && pair::has_arrow(self.text) {
            return None;
        }
        // "They renamed sysadmins to systems engineers. Is that a promotion?" asks about the two.
        let is_pair = |hit: &Hit| is_two_named(hit) && !self.is_in(hit, scope);
        if scope.is_some() && tokens.iter().all(|token| token.slot.is_none()) && self.hits.iter().any(is_pair) {
            return None;
        }
        let content = Content::new(self.knowledge, self.text, &self.sentences, tokens);
        // "Boss" and "I am a manager" say what somebody is; which one is asked back.
        if !has_phrase && content.is_single_word() {
            return None;
        }
        let outside = [Ask::Pay, Ask::Certificates, Ask::Applications, Ask::OffTopic];
        let is_off_topic = hits.iter().any(|hit| outside.contains(&hit.ask));
        let has_roles = tokens.iter().any(|token| token.slot.is_some());
        // "Is the helpdesk a trap?": what people disagree about is that role.
        let only =
            match self.distinct(scope, |_| true).as_slice() {
                [slot] => self.sentences.slots.get(*slot).map(|slot| {
                    one_role(self.knowledge, slot.named).map_or_else(|| subject(slot.named), Subject::Role)
                }),
                _ => None,
            };
        let of_role = || {
            only.filter(|_| has_phrase && !asks_else && !is_off_topic)?;
            let (dispute, score) = self.disputes.nearest(self.knowledge, &content, only)?;
            (score >= MIN_DISPUTE_OF_ROLE).then_some(dispute)
        };
        let Some((dispute, score)) = self.disputes.nearest(self.knowledge, &content, None) else { return of_role() };
        let tells_own = !self.distinct(scope, |sense| sense == Sense::Current).is_empty() && !has_phrase;
        let asks_else = asks_else || tells_own;
        // "A manager" or "an engineer" would be asked back about.
        let here = self.distinct(scope, |_| true);
        let has_terms_only = !here.is_empty() && here.iter().all(|slot| self.role(*slot).is_none());
        let has_long_phrase = hits.iter().any(|hit| hit.ask == Ask::Dispute && hit.end - hit.start >= MIN_LONG_PHRASE);
        let least = match (asks_else || is_off_topic, has_phrase, has_roles) {
            // "Are certificates worth it?" is disputed; whether a certain one is, is not known.
            (true, ..) if is_off_topic && !asks_else => MIN_DISPUTE,
            (true, false, _) if has_terms_only => MIN_DISPUTE_WITHOUT_ROLE,
            (true, false, _) => MIN_DISPUTE_BESIDE,
            (true, true, _) if has_long_phrase && !hits.iter().any(|hit| hit.slots.len() > 1) => {
                MIN_DISPUTE_WITH_PHRASE
            }
            (true, true, _) => MIN_DISPUTE,
            (false, true, _) if has_long_phrase => MIN_DISPUTE_WITH_LONG_PHRASE,
            (false, true, _) => MIN_DISPUTE_WITH_PHRASE,
            (false, false, has_roles) if !has_roles || has_terms_only => MIN_DISPUTE_WITHOUT_ROLE,
            (false, false, _) => MIN_DISPUTE,
        };
        if score >= least { Some(dispute) } else { of_role() }
    }

    /// Whether a dispute is about the role of which is asked how long something takes.
    pub(super) fn is_of_years(&self, years: &[&Hit], dispute: DisputeKey) -> bool {
        let roles = self.distinct(None, |_| true);
        let about = &self.knowledge[dispute].about;
        years.is_empty()
            || roles.is_empty()
            || roles.iter().filter_map(|slot| self.role(*slot)).any(|role| about.contains(&Subject::Role(role)))
    }

    /// Whether a phrase with roles is all that a sentence says.
    fn is_plain(&self, scope: Scope, hits: &[&Hit]) -> bool {
        let asks = [Ask::Next, Ask::Become, Ask::Path, Ask::PathBack, Ask::Compare, Ask::Define];
        let names = |hit: &&&Hit| !hit.slots.is_empty() || hit.open.is_some();
        let plain: Vec<&&Hit> = hits.iter().filter(|hit| asks.contains(&hit.ask)).filter(names).collect();
        !plain.is_empty()
            && self.sentences.tokens.iter().enumerate().all(|(place, token)| {
                let is_in = scope.is_none() || scope == Some(token.sentence);
                let is_said = plain.iter().any(|hit| (hit.start..hit.end).contains(&place));
                !is_in || is_said || token.slot.is_none() && PHRASES.is_filler(&token.text)
            })
    }
}
