//! Texts that name several roles: the steps of a path, several starts or goals, a row to compare.

use crate::knowledge::model::{RoleKey, Subject};
use crate::question::command::PATH;
use crate::question::pair::{self, MAX_VIA, MIN_CHAIN};
use crate::question::phrases::{Hit, PHRASES};
use crate::question::query::{Ambiguous, Candidate, Intent, PendingArgument, Query, Understood};
use crate::question::resolve::{one_line, subject};
use crate::question::sentence::{Scope, Token, tokens_of};

use super::Asked;

impl Asked<'_> {
    /// The last role of a path whose end is asked for: "helpdesk -> sysadmin -> ?".
    pub(super) fn open_chain(&self) -> Option<usize> {
        let ends = PHRASES.pair.arrows.iter().filter_map(|arrow| Some(self.text.rfind(arrow)? + arrow.len()));
        let open = self.text.get(ends.max()?..)?;
        let last = self.sentences.tokens.iter().rev().find_map(|token| token.slot)?;
        (!open.contains(char::is_alphanumeric)).then_some(last)
    }

    /// The roles of a path that names its steps: "helpdesk -> sysadmin -> devops".
    pub(super) fn chain(&self) -> Option<Vec<usize>> {
        let mut steps: Vec<usize> = Vec::new();
        let (mut leads, mut sentence) = (false, 0);
        for token in &self.sentences.tokens {
            if token.sentence != sentence {
                (leads, sentence) = (false, token.sentence);
                if steps.len() >= MIN_CHAIN {
                    break;
                }
                steps.clear();
            }
            match token.slot {
                Some(slot) if leads || steps.is_empty() => {
                    steps.push(slot);
                    leads = false;
                }
                Some(_) if steps.len() >= MIN_CHAIN => break,
                Some(slot) => steps = vec![slot],
                None if PHRASES.is_chain(&token.text) => leads = true,
                None if PHRASES.is_article(&token.text) || leads && PHRASES.is_row(&token.text) => {}
                None if PHRASES.is_row(&token.text) => {}
                None if steps.len() >= MIN_CHAIN => break,
                None => steps.clear(),
            }
        }
        let is_way = steps.len() >= MIN_CHAIN && steps.windows(2).all(|two| self.differ(two[0], two[1]));
        let ([first, ..], [.., last]) = (steps.as_slice(), steps.as_slice()) else { return None };
        (is_way && self.differ(*first, *last)).then_some(steps)
    }

    /// A path that passes these roles.
    pub(super) fn path_by_way_of(&self, ends: [usize; 2], between: &[usize]) -> Understood {
        let path = self.pair(ends, pair::path, |from, to| Intent::Path { from, to });
        match path {
            Understood::Query(Query { intent: Intent::Path { from, to }, interpretations, .. }) => {
                let mut via: Vec<RoleKey> = Vec::new();
                let mut interpretations = interpretations;
                for slot in between {
                    let Some(role) = self.role(*slot).filter(|role| ![from, to].contains(role) && !via.contains(role))
                    else {
                        continue;
                    };
                    via.push(role);
                    interpretations.extend(self.sentences.slots.get(*slot).and_then(|slot| self.interpretation(slot)));
                }
                via.truncate(MAX_VIA);
                Understood::Query(Query { via, ..Query::interpreted(Intent::Path { from, to }, interpretations) })
            }
            unclear => unclear,
        }
    }

    /// The question back which way is meant, if a sentence asks about several: "can programmers become DBAs, and can
    /// network admins?", "could I become a DBA or a developer?".
    pub(super) fn several_ends(&self, scope: Scope, [from, to]: [usize; 2]) -> Option<Understood> {
        let (_, tokens) = tokens_of(&self.sentences.tokens, scope);
        let place = |slot: usize| tokens.iter().rposition(|token| token.slot == Some(slot));
        // A role that is only understood from the phrase has no place of its own.
        let last = place(from).max(place(to))?;
        let rest = tokens.get(last + 1..)?;
        let at = rest.iter().position(|token| token.slot.is_some())?;
        let third = rest.get(at)?.slot?;
        let (before, behind) = (rest.get(..at)?, rest.get(at + 1..)?);
        let is_filler = |token: &Token| token.slot.is_none() && PHRASES.is_filler(&token.text);
        let is_row = before.first().is_some_and(|token| PHRASES.is_row(&token.text));
        if !is_row
            || !before.iter().all(is_filler)
            || !behind.iter().all(is_filler)
            || ![from, to].iter().all(|end| self.differ(*end, third))
        {
            return None;
        }
        // "or a developer" is another goal, "and can network admins" another start.
        let is_start = before.iter().skip(1).any(|token| !PHRASES.is_article(&token.text)) || to_last(tokens, from, to);
        let (one, other, option) = if is_start { (from, to, &PATH.options[0]) } else { (to, from, &PATH.options[1]) };
        let kept = self.sentences.slots.get(other).map(|slot| subject(slot.named))?;
        let mut several =
            Ambiguous::new(one_line(self.text), None, [one, third].into_iter().filter_map(|slot| self.candidate(slot)));
        several.half =
            Some(PendingArgument { command: PATH.name, option: option.name, is_first: is_start, others: vec![kept] });
        let is_role = |candidate: &Candidate| matches!(candidate.entity, Subject::Role(_));
        (several.candidates.iter().all(is_role) && matches!(kept, Subject::Role(_)))
            .then_some(Understood::Ambiguous(several))
    }

    /// The roles in a row with these: "helpdesk, NOC or desktop support?".
    pub(super) fn row_of(&self, ends: [usize; 2]) -> Vec<usize> {
        let tokens = &self.sentences.tokens;
        let places: Vec<usize> = (0..tokens.len()).filter(|place| tokens[*place].slot.is_some()).collect();
        let place = |end: usize| places.iter().position(|place| tokens[*place].slot == Some(end));
        let [Some(one), Some(other)] = ends.map(place) else { return Vec::new() };
        let is_joined = |before: usize, behind: usize| {
            let (before, behind) = (places[before], places[behind]);
            let between = &tokens[before + 1..behind];
            let is_link =
                |token: &Token| PHRASES.is_row(&token.text) || pair::is_one_of(&token.text, &PHRASES.pair.versus);
            let gap = self.text.get(tokens[before].at.end..tokens[behind].at.start).unwrap_or_default();
            let has_link = gap.contains([',', '/']) || between.iter().any(is_link);
            tokens[before].sentence == tokens[behind].sentence
                && has_link
                && between.iter().all(|token| is_link(token) || PHRASES.is_article(&token.text))
        };
        let (mut first, mut last) = (one.min(other), one.max(other));
        while first > 0 && is_joined(first - 1, first) {
            first -= 1;
        }
        while last + 1 < places.len() && is_joined(last, last + 1) {
            last += 1;
        }
        places[first..=last].iter().filter_map(|place| tokens[*place].slot).collect()
    }

    /// The question back which of several roles the first is to be compared with; `None` if there are only two.
    pub(super) fn several_compared(&self, row: &[usize]) -> Option<Understood> {
        let meant = row.iter().filter(|slot| !self.is_negated(**slot));
        let roles: Vec<RoleKey> = meant.filter_map(|slot| self.role(*slot)).collect();
        pair::compare_several(self.knowledge, self.text, &roles)
    }

    /// Whether two roles are only compared beside another, which is what is asked about.
    pub(super) fn is_aside_of(&self, compare: &Hit, ends: [usize; 2], asks: &[&Hit]) -> bool {
        asks.iter().any(|ask| {
            let is_other = |slot: &usize| ends.iter().all(|end| self.differ(*end, *slot));
            ask.start < compare.start && ask.end <= compare.start && ask.slots.first().is_some_and(is_other)
        })
    }
}

/// Whether the goal comes before the start.
fn to_last(tokens: &[Token], from: usize, to: usize) -> bool {
    let place = |slot: usize| tokens.iter().position(|token| token.slot == Some(slot));
    place(to) < place(from)
}
