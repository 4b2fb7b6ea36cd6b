//! Compares what was typed with one name, word by word.
//!
//! Every typed word answers at most one word of the name. The score is Tversky's index: the weight that both sides share,
//! divided by that weight plus what either side has alone. A word that only the name has costs `missing`; a word that was
//! typed and the name lacks costs an amount that depends on the word.

use super::lexicon::WordKind;
use super::name_index::{NameIndex, level_bit};
use super::read::{MAX_TOKENS, Token};
use super::tuning::Weights;
use super::words::{WordKey, WordTraits};

/// Maximum number of words of a name that are compared.
const MAX_WORDS: usize = 24;

/// How a name compares with what was typed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Likeness {
    /// 0 where nothing is shared, 1 where everything is.
    pub(super) score: f32,
    /// Whether the words are the same, in the same order.
    pub(super) is_exact: bool,
    /// The same with words that are at most one slip off, and ignoring grades such as "interim" or "II"; or the same
    /// words, at least three, in another order.
    pub(super) is_near_exact: bool,
    /// Whether it is the whole name with a mark of experience that the name does not have: "senior matron".
    pub(super) is_name_with_rank: bool,
    /// Whether the shared words say which job it is.
    pub(super) is_distinctive: bool,
    /// Whether a typed word says that another job is meant, one of another field of work.
    pub(super) is_other_job: bool,
    /// Whether the name has every typed word, and these are not only marks of experience.
    pub(super) covers_query: bool,
    /// Whether a head word is missing or stands for another: "Adobe Layer" for "Adobe Layer Helper".
    pub(super) changes_head: bool,
}

/// What a typed word costs where the name has nothing for it, for one entity.
pub(super) struct Costs {
    /// For each token its weight times its cost.
    pub(super) of: [f32; MAX_TOKENS],
    /// For each token how sure it is a word of the entity, weighted by how many of its names have it, 0 to 1.
    pub(super) known: [f32; MAX_TOKENS],
    /// A bit for each token that is a field word, in the main part of the title, of other fields of work than the entity,
    /// and in no name.
    off_field: u32,
    /// The same for the tail.
    off_tail: u32,
    /// A bit for each token that is a field word of other fields of work than the entity, wherever it stands.
    pub(super) elsewhere: u32,
    /// Multiplier for the similarity of a level at the end: that of a grade, unless the entity has another field word.
    level: f32,
    /// A bit for each token that is the main word of a title turned round and in no name of the entity.
    other_heads: u32,
}

/// Which typed words each word of the knowledge may answer. It is made once for a query, and asked for every name.
pub(super) struct Answerable {
    /// In the order of the words, then of the tokens; each pair once.
    all: Vec<Answer>,
    /// A bit for each remainder of the keys in it: most words of most names answer nothing.
    mask: u64,
}

/// A word of the knowledge that a token may mean.
struct Answer {
    word: WordKey,
    place: usize,
    similarity: f32,
}

impl Answerable {
    pub(super) fn new(tokens: &[Token]) -> Answerable {
        let mut all: Vec<Answer> = Vec::with_capacity(tokens.iter().map(|token| token.senses.len()).sum());
        for (place, token) in tokens.iter().enumerate() {
            all.extend(token.senses.iter().map(|sense| Answer {
                word: sense.word,
                place,
                similarity: sense.similarity,
            }));
        }
        // Of several senses with the same word, the first counts.
        all.sort_by_key(|answer| (answer.word, answer.place));
        all.dedup_by_key(|answer| (answer.word, answer.place));
        let mask = all.iter().fold(0, |mask, answer| mask | bit(answer.word));
        Answerable { all, mask }
    }

    /// The tokens that a word may answer.
    fn with(&self, word: WordKey) -> &[Answer] {
        if self.mask & bit(word) == 0 {
            return &[];
        }
        let start = self.all.partition_point(|answer| answer.word < word);
        let count = self.all[start..].iter().take_while(|answer| answer.word == word).count();
        &self.all[start..start + count]
    }
}

fn bit(word: WordKey) -> u64 {
    1 << (word.0 & 63)
}

/// Minimum affinity of a word that may belong to the fields of the entity.
const MIN_OWN_AFFINITY: f32 = 0.55;

/// Whether an everyday word only belongs to the family of the name's word: "manage" is no manager.
fn is_loose(token: &Token, similarity: f32, weights: &Weights) -> bool {
    similarity <= weights.family && token.entry.is_everyday
}

fn is_head(kind: WordKind) -> bool {
    matches!(kind, WordKind::Manage | WordKind::Person | WordKind::Generic)
}

impl<K: Copy + PartialEq> NameIndex<K> {
    /// What each token costs if the name has nothing for it, for one entity.
    pub(super) fn costs(&self, tokens: &[Token], entity: u32) -> Costs {
        let weights = &self.tuning.weights;
        let profile = &self.profiles[entity as usize];
        let mut costs = Costs {
            of: [0.0; MAX_TOKENS],
            known: [0.0; MAX_TOKENS],
            off_field: 0,
            off_tail: 0,
            elsewhere: 0,
            level: weights.last_level,
            other_heads: 0,
        };
        for (place, token) in tokens.iter().enumerate() {
            // A word of another name of the role is in its field.
            let mut is_own = false;
            for sense in &token.senses {
                if let Some(share) = self.entity_word(entity, sense.word) {
                    is_own = true;
                    costs.known[place] = costs.known[place].max(sense.similarity * share.coverage);
                }
            }
            let has_affinity = matches!(token.kind, WordKind::Person | WordKind::Field);
            let affinity = token.entry.fields.filter(|_| has_affinity).map(|fields| profile.affinity(&fields));
            let off_field = weights.extra_off_field * affinity.map_or(0.0, |affinity| 1.0 - affinity);
            let cost = match token.kind {
                WordKind::Senior | WordKind::Junior | WordKind::Grade => weights.extra_senior,
                WordKind::Level => weights.extra_level,
                WordKind::Generic => weights.extra_generic,
                WordKind::Manage => weights.extra_manage,
                WordKind::Person => weights.extra_head + off_field,
                WordKind::Field if token.is_known => weights.extra_known + off_field,
                WordKind::Field if token.entry.fields.is_some() => weights.extra_jargon + off_field,
                WordKind::Field if token.entry.is_everyday => weights.extra_everyday,
                WordKind::Field => weights.extra_jargon,
            };
            let own = if is_own { weights.extra_own } else { 1.0 };
            let tail = if token.is_tail && token.kind == WordKind::Field { weights.tail } else { 1.0 };
            costs.of[place] = tail * own * token.weight * cost;
            // Everyday words name products as well: "Windows".
            let says_field = token.kind == WordKind::Field
                && (!token.entry.is_everyday || token.is_beside)
                && token.correction.is_none();
            let is_off = token.is_beside || affinity.is_some_and(|affinity| affinity < MIN_OWN_AFFINITY);
            if token.kind == WordKind::Field && is_own {
                costs.level = 1.0;
            }
            if token.kind == WordKind::Field && is_off {
                costs.elsewhere |= 1 << place;
            }
            if says_field && is_off && (!token.is_known || token.is_beside) && !is_own {
                let bits = if token.is_tail { &mut costs.off_tail } else { &mut costs.off_field };
                *bits |= 1 << place;
            }
            if token.is_field_head && !is_own {
                costs.other_heads |= 1 << place;
            }
        }
        costs
    }

    /// How a name compares with the tokens.
    pub(super) fn likeness(&self, tokens: &[Token], answerable: &Answerable, costs: &Costs, name: u32) -> Likeness {
        let weights = &self.tuning.weights;
        let words = self.words_of(name);
        let words = &words[..words.len().min(MAX_WORDS)];
        let mut answers = [(usize::MAX, 0.0_f32); MAX_WORDS];
        let mut is_taken = [false; MAX_TOKENS];
        // Best pairs first; of equal ones, that of the first token. There are so few that scanning them again is cheapest.
        loop {
            let mut best = (0.0_f32, 0, 0);
            for (at, word) in words.iter().enumerate().filter(|(at, _)| answers[*at].0 == usize::MAX) {
                for Answer { place, similarity, .. } in answerable.with(*word).iter().filter(|one| !is_taken[one.place])
                {
                    let scale = if tokens[*place].may_be_grade { costs.level } else { 1.0 };
                    let similarity = scale * similarity;
                    if similarity > best.0 || similarity == best.0 && similarity > 0.0 && *place < best.1 {
                        best = (similarity, *place, at);
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
        let (mut shared, mut missing) = (0.0, 0.0);
        let (mut tells_narrow, mut tells_uncommon, mut tells_own, mut misses_field) = (false, false, false, false);
        let (mut changes_head, mut is_generic_swap) = (false, false);
        let (mut tells, mut tells_rare, mut tells_head, mut misses_nothing) = (false, false, false, true);
        let answered = answers[..words.len()].iter().filter(|(_, similarity)| *similarity > 0.0);
        let in_order = answered.map(|(place, _)| *place).is_sorted();
        let (mut has_head, mut has_field, mut misses_head) = (false, false, false);
        let entity = self.entity_of(name);
        let mut seniority = (false, false);
        for (word, (place, similarity)) in words.iter().zip(answers) {
            let WordTraits { mut weight, kind, is_broad, is_common, is_rare, .. } = self.words.traits(*word);
            if similarity > 0.0 && similarity < 1.0 && tokens[place].is_known && is_head(kind) {
                // A rare synonym says no more than the word that was typed.
                weight = weight.min(tokens[place].weight);
            }
            shared += weight * similarity;
            has_head |= is_head(kind);
            has_field |= kind == WordKind::Field;
            let is_corrected = similarity > 0.0 && tokens[place].correction.is_some();
            changes_head |= similarity < 1.0 && !is_corrected && is_head(kind);
            is_generic_swap |=
                similarity > 0.0 && similarity < weights.slip && !is_corrected && kind == WordKind::Generic;
            if similarity < 1.0 {
                let cost = match kind {
                    WordKind::Senior | WordKind::Junior => weights.missing_senior,
                    WordKind::Manage | WordKind::Person => weights.missing_head,
                    _ => 1.0,
                };
                let key = 1.0 + weights.missing_key * self.share(entity, *word).powi(2);
                missing += weight * (1.0 - similarity) * cost * key;
                misses_head |= similarity == 0.0 && matches!(kind, WordKind::Manage | WordKind::Person);
            }
            seniority.0 |= kind == WordKind::Senior;
            seniority.1 |= kind == WordKind::Junior;
            if similarity > 0.0 {
                tells |=
                    matches!(kind, WordKind::Field | WordKind::Level) && !is_loose(&tokens[place], similarity, weights);
                tells_uncommon |= kind == WordKind::Level || kind == WordKind::Field && !is_common;
                tells_own |= kind == WordKind::Level || kind == WordKind::Field && costs.elsewhere >> place & 1 == 0;
                tells_narrow |= kind == WordKind::Level || kind == WordKind::Field && !is_broad;
                tells_rare |= tells && is_rare;
                tells_head |= matches!(kind, WordKind::Person | WordKind::Manage)
                    && !is_loose(&tokens[place], similarity, weights);
            }
            misses_field |= similarity == 0.0 && kind == WordKind::Field;
            misses_nothing &= similarity > 0.0 && !is_loose(&tokens[place], similarity, weights);
        }
        let mut extra = 0.0;
        let (mut is_other_head, mut is_narrowed, mut has_extra_manager) = (false, false, false);
        // "Marketing operations manager": of another field, and "operations" is in all of them.
        let (mut is_other_job, mut is_department) = (false, true);
        for (place, token) in tokens.iter().enumerate() {
            if is_taken[place] {
                // "Budget analyst, office of the CIO": the department is not the job.
                is_department &= token.is_tail;
                continue;
            }
            let cost = costs.of[place];
            let is_bare = token.kind == WordKind::Person && token.is_known && has_field && !has_head;
            extra += if is_bare { cost * weights.extra_no_head } else { cost };
            has_extra_manager |= token.kind == WordKind::Manage;
            is_other_head |= is_head(token.kind);
            is_narrowed |= !is_bare && !token.is_tail && (is_head(token.kind) || token.kind == WordKind::Field);
            let off_field = if tells_narrow { 0 } else { costs.off_field };
            let off_tail = if tells_uncommon { 0 } else { costs.off_tail };
            is_other_job |= (costs.other_heads | off_field | off_tail) >> place & 1 == 1;
        }
        if !tokens.iter().any(|token| is_head(token.kind)) {
            extra *= weights.headless_query;
        }
        let mut score = shared / (shared + weights.missing * missing + extra).max(f32::MIN_POSITIVE);
        let are_alike = |least: f32| answers[..words.len()].iter().all(|(_, similarity)| *similarity >= least);
        let is_whole = in_order && is_taken[..tokens.len()].iter().all(|taken| *taken);
        // "IT manager (interim)": a grade does not make a full name less exact.
        let is_named = |(token, taken): (&Token, &bool)| *taken || token.kind == WordKind::Grade;
        let is_whole_but_for_grade = in_order && tokens.iter().zip(&is_taken).all(is_named);
        let is_extra_rank = |(token, taken): (&Token, &bool)| *taken || token.kind == WordKind::Senior;
        let is_whole_but_for_rank = in_order && tokens.iter().zip(&is_taken).all(is_extra_rank);
        let is_same_but_for_order =
            words.len() > 2 && is_taken[..tokens.len()].iter().all(|taken| *taken) && are_alike(1.0);
        let covers_query =
            extra == 0.0 && tokens.iter().any(|token| token.kind == WordKind::Field || is_head(token.kind));
        if !in_order {
            score *= 1.0 - weights.order;
        }
        if misses_head && is_other_head {
            score *= weights.head_conflict;
        }
        if has_extra_manager {
            score *= weights.head_not_manager;
        }
        if self.has_seniority_conflict(tokens, seniority, entity) {
            score *= weights.seniority_conflict;
        }
        // "Service technician" for "IT service technician": in every field of work there is one.
        // "Asset manager" for "IT asset manager": what is shared belongs to other fields of work. In a crowded knowledge
        // of all fields that says nothing.
        let is_elsewhere = self.crowding == 0.0 && !tells_own && misses_field;
        let is_vague = !tells_uncommon && (is_narrowed || !misses_nothing) || is_elsewhere;
        // A head alone names a job only where that is the whole name: "developer", but not "architect".
        Likeness {
            score,
            is_exact: is_whole && are_alike(1.0),
            is_near_exact: is_whole_but_for_grade && are_alike(weights.slip) || is_same_but_for_order,
            is_name_with_rank: is_whole_but_for_rank && !is_whole && are_alike(weights.slip),
            is_distinctive: !is_other_job
                && !is_department
                && (tells && (tells_rare || !is_generic_swap) && !is_vague || tells_head && misses_nothing),
            is_other_job,
            covers_query,
            changes_head,
        }
    }

    /// Whether one side is senior and the other junior, or the levels differ.
    fn has_seniority_conflict(&self, tokens: &[Token], (is_senior, is_junior): (bool, bool), entity: u32) -> bool {
        let typed = |kind| tokens.iter().any(|token| token.kind == kind);
        let level = tokens.iter().find(|token| token.kind == WordKind::Level).map_or(0, |token| level_bit(&token.text));
        let levels = self.levels[entity as usize];
        (is_senior && typed(WordKind::Junior) && !typed(WordKind::Senior))
            || (is_junior && typed(WordKind::Senior) && !typed(WordKind::Junior))
            || (level != 0 && levels != 0 && levels & level == 0)
    }
}
