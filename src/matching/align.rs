//! Compares what was typed with one name, word by word.
//!
//! Every typed word answers one word of the name at most. The score is the weight that both sides share, divided by
//! that weight and what either side has alone (Tversky's index): what the name has and nobody typed counts by
//! `lacking`, what was typed and the name has not by a cost that depends on the word.

use super::lexicon::Kind;
use super::names::{Names, level_bit};
use super::read::{MOST_TOKENS, Token};
use super::tuning::Weights;

/// Most words of a name that are compared: names are written by people who know what they are for.
const MOST_WORDS: usize = 24;

/// How a name compares with what was typed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Likeness {
    /// 0 where nothing is shared, 1 where everything is.
    pub(super) score: f32,
    /// Whether the words are the same, in the same order.
    pub(super) is_same: bool,
    /// Whether they are, once misspelled words are read as the words that they are one slip from, and beside what names no
    /// job: "interim", "II".
    pub(super) is_spelled_out: bool,
    /// Whether a word is shared that says which job it is.
    pub(super) is_telling: bool,
    /// Whether the name has every word that was typed, and they are not only marks of experience.
    pub(super) is_covered: bool,
}

/// What a typed word costs where the name has nothing for it, beside each thing.
pub(super) struct Costs {
    /// For each token its weight times its cost.
    pub(super) of: Vec<f32>,
}

/// Whether an everyday word only belongs to the family of the name's word: "manage" is no manager.
fn is_loose(token: &Token, similarity: f32, weights: &Weights) -> bool {
    similarity <= weights.kin && token.entry.is_everyday
}

fn is_head(kind: Kind) -> bool {
    matches!(kind, Kind::Manage | Kind::Person | Kind::Generic)
}

impl<K: Copy + PartialEq> Names<K> {
    /// What each token costs unanswered, for one thing.
    pub(super) fn costs(&self, tokens: &[Token], thing: u32) -> Costs {
        let weights = &self.tuning.weights;
        let profile = &self.profiles[thing as usize];
        let cost = |token: &Token| {
            // What another name of the thing has is not foreign to it.
            let is_own = token.meanings.iter().any(|meaning| self.share(thing, meaning.word) > 0.0);
            let own = if is_own { weights.extra_own } else { 1.0 };
            let foreign =
                || token.entry.fields.map_or(0.0, |fields| weights.extra_foreign * (1.0 - profile.affinity(&fields)));
            own * token.weight
                * match token.kind {
                    Kind::Senior | Kind::Junior | Kind::Grade => weights.extra_senior,
                    Kind::Level => weights.extra_level,
                    Kind::Generic => weights.extra_generic,
                    Kind::Manage => weights.extra_manage,
                    Kind::Person => weights.extra_head + foreign(),
                    Kind::Field if token.is_known => weights.extra_known + foreign(),
                    Kind::Field if token.entry.fields.is_some() => weights.extra_jargon + foreign(),
                    Kind::Field if token.entry.is_everyday => weights.extra_everyday,
                    Kind::Field => weights.extra_jargon,
                }
        };
        Costs { of: tokens.iter().map(cost).collect() }
    }

    /// How a name compares with the tokens.
    pub(super) fn likeness(&self, tokens: &[Token], costs: &Costs, name: u32) -> Likeness {
        let weights = &self.tuning.weights;
        let words = self.words_of(name);
        let words = &words[..words.len().min(MOST_WORDS)];
        let mut answers = [(usize::MAX, 0.0_f32); MOST_WORDS];
        let mut is_taken = [false; MOST_TOKENS];
        // Best pairs first; the lists are so short that looking through them again is cheapest.
        loop {
            let mut best = (0.0_f32, 0, 0);
            for (place, token) in tokens.iter().enumerate().filter(|(place, _)| !is_taken[*place]) {
                for (at, word) in words.iter().enumerate().filter(|(at, _)| answers[*at].0 == usize::MAX) {
                    let meaning = token.meanings.iter().find(|meaning| meaning.word == *word);
                    if let Some(meaning) = meaning
                        && meaning.similarity > best.0
                    {
                        best = (meaning.similarity, place, at);
                    }
                }
            }
            let (similarity, place, at) = best;
            if similarity <= 0.0 {
                break;
            }
            answers[at] = (place, similarity);
            is_taken[place] = true;
        }
        let (mut shared, mut lacking) = (0.0, 0.0);
        let (mut tells, mut tells_head, mut lacks_nothing) = (false, false, true);
        let answered = answers[..words.len()].iter().filter(|(_, similarity)| *similarity > 0.0);
        let in_order = answered.map(|(place, _)| *place).is_sorted();
        let (mut has_head, mut has_field, mut lacks_head) = (false, false, false);
        let thing = self.thing_of(name);
        let mut seniority = (false, false);
        for (word, (place, similarity)) in words.iter().zip(answers) {
            let (weight, kind) = (self.words.weight(*word), self.words.kind(*word));
            shared += weight * similarity;
            has_head |= is_head(kind);
            has_field |= kind == Kind::Field;
            if similarity < 1.0 {
                let cost = match kind {
                    Kind::Senior | Kind::Junior => weights.lacking_senior,
                    Kind::Manage | Kind::Person => weights.lacking_head,
                    _ => 1.0,
                };
                let key = 1.0 + weights.lacking_key * self.share(thing, *word).powi(2);
                lacking += weight * (1.0 - similarity) * cost * key;
                lacks_head |= similarity == 0.0 && matches!(kind, Kind::Manage | Kind::Person);
            }
            seniority.0 |= kind == Kind::Senior;
            seniority.1 |= kind == Kind::Junior;
            if similarity > 0.0 {
                tells |= matches!(kind, Kind::Field | Kind::Level) && !is_loose(&tokens[place], similarity, weights);
                tells_head |=
                    matches!(kind, Kind::Person | Kind::Manage) && !is_loose(&tokens[place], similarity, weights);
            } else {
                lacks_nothing = false;
            }
        }
        let mut extra = 0.0;
        let (mut is_other_head, mut is_unmanaged) = (false, false);
        for (token, cost) in
            tokens.iter().zip(&costs.of).zip(is_taken).filter(|(_, taken)| !taken).map(|(both, _)| both)
        {
            let is_bare = token.kind == Kind::Person && token.is_known && has_field && !has_head;
            extra += if is_bare { cost * weights.extra_headless } else { *cost };
            is_unmanaged |= token.kind == Kind::Manage;
            is_other_head |= is_head(token.kind);
        }
        if !tokens.iter().any(|token| is_head(token.kind)) {
            extra *= weights.shapeless;
        }
        let mut score = shared / (shared + weights.lacking * lacking + extra).max(f32::MIN_POSITIVE);
        let are_alike = |least: f32| answers[..words.len()].iter().all(|(_, similarity)| *similarity >= least);
        let is_whole = in_order && is_taken[..tokens.len()].iter().all(|taken| *taken);
        // "IT manager (interim)": what names no job takes nothing away from a name that is there in full.
        let is_named = |(token, taken): (&Token, &bool)| *taken || token.kind == Kind::Grade;
        let is_whole_but_for_grade = in_order && tokens.iter().zip(&is_taken).all(is_named);
        let is_covered = extra == 0.0 && tokens.iter().any(|token| token.kind == Kind::Field || is_head(token.kind));
        if !in_order {
            score *= 1.0 - weights.order;
        }
        if lacks_head && is_other_head {
            score *= weights.conflict;
        }
        if is_unmanaged {
            score *= weights.unmanaged;
        }
        if self.is_opposed(tokens, seniority, thing) {
            score *= weights.opposed;
        }
        // A head alone names a job only where that is the whole name: "developer", but not "architect".
        Likeness {
            score,
            is_same: is_whole && are_alike(1.0),
            is_spelled_out: is_whole_but_for_grade && are_alike(weights.slip),
            is_telling: tells || tells_head && lacks_nothing,
            is_covered,
        }
    }

    /// Whether one side is senior and the other junior, or the levels differ.
    fn is_opposed(&self, tokens: &[Token], (is_senior, is_junior): (bool, bool), thing: u32) -> bool {
        let typed = |kind| tokens.iter().any(|token| token.kind == kind);
        let level = tokens.iter().find(|token| token.kind == Kind::Level).map_or(0, |token| level_bit(&token.text));
        let levels = self.levels[thing as usize];
        (is_senior && typed(Kind::Junior) && !typed(Kind::Senior))
            || (is_junior && typed(Kind::Senior) && !typed(Kind::Junior))
            || (level != 0 && levels != 0 && levels & level == 0)
    }
}
