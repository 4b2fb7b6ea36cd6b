//! Ranks the entities for a query and gives the verdict.
//!
//! The names that share the most weight with the query are candidates (in a language without word lists also those most
//! similar by letters). Each is compared word by word; an entity scores as its best name does, raised a little by how
//! much of the query its other names have.

use std::cell::RefCell;

use super::align::{Answerable, Costs, Likeness};
use super::lexicon::{LEXICON, WordKind};
use super::name_index::NameIndex;
use super::normalize::truncate_query;
use super::outcome::{Candidate, Correction, Found, Verdict};
use super::read::{Reader, Token};
use super::tokenize::{Gap, Word, tokenize};
use super::words::{WordKey, WordSense};

/// Maximum number of candidates that are returned.
const MAX_CANDIDATES: usize = 25;

/// Maximum number of names that are compared word by word. With fewer, the right one is sometimes not among them.
const MAX_COMPARED: usize = 64;

/// A word in more names than this adds no candidates if rarer words found enough.
const FREQUENT_WORD_NAMES: usize = 1_000;

/// With at least this many candidates, frequent words no longer add new ones.
const MIN_CANDIDATES_BEFORE_SKIP: usize = 24;

/// Minimum similarity by letters of a name that is worth comparing.
const MIN_LETTERS: f32 = 0.1;

/// Minimum similarity by letters at which a name counts as distinctive.
const MIN_DISTINCTIVE_LETTERS: f32 = 0.6;

/// Upper bound for a name with a slip in it.
const MAX_NEAR_EXACT: f32 = 0.99;

/// Upper bound for every match that is neither exact nor one slip off.
const MAX_INEXACT: f32 = 0.97;

thread_local! {
    /// Scratch space: what each name shares with the query. All zero between queries, so that it can be reused.
    static SHARED: RefCell<Shared> = RefCell::default();
}

#[derive(Default)]
struct Shared {
    of: Vec<SharedWeight>,
    /// The names that share any.
    touched: Vec<u32>,
}

/// What a name shares.
#[derive(Clone, Copy, Default)]
struct SharedWeight {
    weight: f32,
    /// The last token that added to it, from 1 on.
    token: u8,
}

/// A name that is compared word by word.
#[derive(Clone, Copy)]
struct Compared {
    name: u32,
    /// The most that its likeness can be.
    most: f32,
}

/// An entity and how near its best name is.
pub(super) struct Ranked {
    pub(super) entity: u32,
    pub(super) name: u32,
    pub(super) score: f32,
    /// The score before it is cut to what an inexact match may have. Two that are cut still differ here.
    strength: f32,
    /// How its best name compares.
    likeness: Likeness,
    /// The scores of the second and the third best name.
    others: [f32; 2],
}

/// The entity that a few words of a text name.
pub(super) struct TitleMatch {
    /// The entity, as an index into `entities`.
    pub(super) entity: u32,
    pub(super) score: f64,
    pub(super) verdict: Verdict,
    /// Which of the words the name has.
    pub(super) answered: Vec<usize>,
    /// Whether one of the words is a person at work.
    pub(super) has_head: bool,
}

impl<K: Copy + PartialEq> NameIndex<K> {
    /// Looks up a query. Reads the first 300 characters. `is_one` tells the entities that need no further question.
    pub(super) fn find(&self, query: &str, is_one: impl Fn(K) -> bool) -> Found<K> {
        let query = truncate_query(query);
        let typed = &self.words(query);
        let reader = Reader { words: &self.words, expander: &self.expander, weights: &self.tuning.weights };
        let tokens = reader.read(typed);
        let mut ranked = self.ranked(&tokens, typed);
        let has_either = |words: &[Word]| words.iter().any(|word| LEXICON.either.contains(&word.text.as_str()));
        let is_name = ranked.first().is_some_and(|best| {
            let is_whole = best.likeness.is_exact || best.likeness.is_near_exact;
            // "nurse or midwife" is not the name "nurse midwife".
            is_whole && (!has_either(typed) || has_either(&tokenize(self.written(best.name))))
        });
        if let Some(two) = self.two_titles(&reader, typed).filter(|_| !is_name) {
            return two;
        }
        let thresholds = &self.tuning.thresholds;
        let mut verdict = self.verdict(&ranked);
        if !verdict.is_sure()
            && let Some(main) = self.main_part(&reader, typed, &tokens)
            && is_one(self.entities[main.entity as usize])
        {
            verdict = Verdict::Confident;
            ranked.retain(|ranked| ranked.entity != main.entity);
            ranked.iter_mut().for_each(|other| other.score = other.score.min(main.score));
            ranked.insert(0, main);
        }
        let same = ranked.iter().filter(|ranked| ranked.likeness.is_exact).count();
        if same > 1 {
            ranked.truncate(same);
            if self.put_verbatim_first(&mut ranked, query) {
                verdict = Verdict::Exact;
            }
        }
        let near = ranked.iter().filter(|ranked| ranked.score >= thresholds.near || ranked.likeness.covers_query);
        let mut candidates: Vec<Candidate<K>> =
            near.take(MAX_CANDIDATES).map(|ranked| self.candidate(ranked)).collect();
        if let (Some(best), Some(ranked)) = (candidates.first_mut(), ranked.first()) {
            best.via = self.closest_spelling(ranked.name, typed).to_owned();
        }
        let corrections: Vec<Correction> = tokens.into_iter().filter_map(|token| token.correction).collect();
        Found { verdict, candidates, corrections, near_field: None }
    }

    /// The entity that the main part of a title names for sure: "Business analyst, digital solutions". A department
    /// behind it is not the job, unless it is one of another field of work.
    fn main_part(&self, reader: &Reader<'_>, typed: &[Word], tokens: &[Token]) -> Option<Ranked> {
        let comma = || {
            let at = (1..typed.len()).find(|at| typed[*at].gap == Gap::Comma)?;
            let main = tokens.partition_point(|token| token.from.start < at);
            // "Staff nurse (nights)": no word of it is a field, but it is a name.
            (main > 0 && self.named_exactly(&tokens[..main]).is_some()).then_some(())?;
            tokens.get(main)
        };
        let tail = tokens.iter().find(|token| token.is_tail).or_else(comma)?;
        let is_tail = |token: &Token| token.from.start >= tail.from.start;
        let main = typed.get(..tail.from.start)?;
        let is_department = LEXICON.departments.contains(&tail.text.as_str());
        let main_tokens = reader.read(main);
        let ranked = self.ranked(&main_tokens, main);
        if !self.verdict(&ranked).is_sure() || tokens.iter().any(|token| is_tail(token) && token.is_head()) {
            return None;
        }
        let mut best = ranked.into_iter().next()?;
        let elsewhere = self.costs(tokens, best.entity).elsewhere;
        let is_off = |(place, token): (usize, &Token)| {
            is_tail(token) && (!token.is_known || token.is_beside) && elsewhere >> place & 1 == 1
        };
        if !is_department && tokens.iter().enumerate().any(is_off) {
            return None;
        }
        // Only a whole title is exact.
        best.likeness.is_exact = false;
        best.score = best.score.min(MAX_INEXACT);
        Some(best)
    }

    /// Two titles in one query, such as "helpdesk or desktop support", are ambiguous, however near one of them is.
    fn two_titles(&self, reader: &Reader<'_>, typed: &[Word]) -> Option<Found<K>> {
        let is_between = |word: &Word| LEXICON.either.contains(&word.text.as_str());
        let at = typed.iter().position(|word| word.gap == Gap::Slash || is_between(word)).filter(|at| *at > 0)?;
        let rest = if is_between(&typed[at]) { at + 1 } else { at };
        let mut candidates: Vec<Candidate<K>> = Vec::new();
        let mut corrections = Vec::new();
        for part in [&typed[..at], &typed[rest..]] {
            let tokens = reader.read(part);
            let ranked = self.ranked(&tokens, part);
            let is_sure = matches!(self.verdict(&ranked), Verdict::Exact | Verdict::Confident);
            let best = ranked.first().filter(|_| is_sure).map(|best| self.candidate(best))?;
            if candidates.iter().any(|other| other.named == best.named) {
                return None;
            }
            candidates.push(best);
            corrections.extend(tokens.into_iter().filter_map(|token| token.correction));
        }
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        Some(Found { verdict: Verdict::Ambiguous, candidates, corrections, near_field: None })
    }

    /// Of the names with the same words, the one whose spelling is closest to the query: "sysadmn" is shown as "sysadmin",
    /// not as "system administrator".
    fn closest_spelling(&self, name: u32, typed: &[Word]) -> &str {
        if typed.iter().any(|word| LEXICON.kind(&word.text) == WordKind::Level) {
            // A level has so many spellings that similarity says nothing: take the name itself.
            return self.written(name);
        }
        let typed = typed.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let is_exact = |other: &u32| self.words_of(*other) == self.words_of(name);
        let likeness = |other: &u32| strsim::jaro_winkler(&typed, &self.written(*other).to_lowercase());
        let nearest = self.siblings(name).filter(is_exact).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        self.written(nearest.unwrap_or(name))
    }

    /// Moves the entities to the front that have the query verbatim as a name ("systems", not just "system"). Returns
    /// whether that is exactly one.
    fn put_verbatim_first(&self, ranked: &mut [Ranked], query: &str) -> bool {
        let spelled = |text: &str| tokenize(text).into_iter().map(|word| word.text).collect::<Vec<_>>();
        let typed = spelled(query);
        let is_written = |ranked: &Ranked| {
            let mut names = self.siblings(ranked.name);
            names.any(|name| self.words_of(name) == self.words_of(ranked.name) && spelled(self.written(name)) == typed)
        };
        ranked.sort_by_cached_key(|ranked| !is_written(ranked));
        ranked.iter().filter(|ranked| is_written(ranked)).count() == 1
    }

    fn candidate(&self, ranked: &Ranked) -> Candidate<K> {
        Candidate {
            named: self.entities[ranked.entity as usize],
            score: f64::from(ranked.score),
            via: self.written(ranked.name).to_owned(),
        }
    }

    /// The entity that a few words of a text name, if any; the verdict is right where it is sure.
    ///
    /// `may_be` tells from how the words were read whether they are worth comparing with names, which takes longest.
    pub(super) fn best_title(&self, typed: &[Word], may_be: impl FnOnce(&[Token]) -> bool) -> Option<TitleMatch> {
        let reader = Reader { words: &self.words, expander: &self.expander, weights: &self.tuning.weights };
        let tokens = reader.read(typed);
        if !may_be(&tokens) {
            return None;
        }
        let (entity, score, verdict) = if let Some(entity) = self.named_exactly(&tokens) {
            (entity, 1.0, Verdict::Exact)
        } else {
            let ranked = self.ranked_from(self.least_that_counts(), &tokens, &[]);
            let best = ranked.first()?;
            (best.entity, best.score, self.verdict(&ranked))
        };
        let answers = |token: &&Token| {
            let has = |sense: &WordSense| self.share(entity, sense.word) > 0.0;
            token.senses.iter().any(has)
        };
        Some(TitleMatch {
            entity,
            score: f64::from(score),
            verdict,
            answered: tokens.iter().filter(answers).flat_map(|token| token.from.clone()).collect(),
            has_head: tokens.iter().any(Token::is_head),
        })
    }

    /// The only entity of which the tokens are a name, word by word: most titles in a text are, and need no comparison.
    fn named_exactly(&self, tokens: &[Token]) -> Option<u32> {
        let words: Option<Vec<WordKey>> = tokens.iter().map(Token::only_word).collect();
        let words = words?;
        let rarest = words.iter().min_by_key(|word| self.with_word(**word).len())?;
        let mut entities = self.with_word(*rarest).iter().filter(|name| self.words_of(**name) == words);
        let entity = self.entity_of(*entities.next()?);
        entities.all(|name| self.entity_of(*name) == entity).then_some(entity)
    }

    /// The strength below which an entity is neither the best for sure nor near enough to the best to make it unsure.
    fn least_that_counts(&self) -> f32 {
        let (thresholds, weights) = (&self.tuning.thresholds, &self.tuning.weights);
        thresholds.confident - thresholds.gap + self.crowding * (weights.confident_of_many - weights.gap_of_many)
    }

    fn verdict(&self, ranked: &[Ranked]) -> Verdict {
        let (thresholds, weights) = (&self.tuning.thresholds, &self.tuning.weights);
        let Some(best) = ranked.first() else { return Verdict::None };
        let second = ranked.get(1);
        if best.likeness.is_exact {
            let is_shared = second.is_some_and(|second| second.likeness.is_exact);
            return if is_shared { Verdict::Ambiguous } else { Verdict::Exact };
        }
        if best.likeness.is_near_exact && best.score >= thresholds.confident {
            // A slip is no reason to ask back, unless it leads to two names.
            let is_shared = second.is_some_and(|second| second.likeness.is_near_exact);
            return if is_shared { Verdict::Ambiguous } else { Verdict::Confident };
        }
        let gap = best.strength - second.map_or(0.0, |second| second.strength);
        let head = if best.likeness.changes_head { weights.head_changed_of_many } else { 0.0 };
        let min_score = thresholds.confident + self.crowding * (weights.confident_of_many + head);
        let min_gap = thresholds.gap + self.crowding * weights.gap_of_many;
        // "Senior matron": experience makes no other job of it, unless the knowledge has one for that.
        let is_near_enough = best.likeness.is_distinctive && best.score >= min_score || best.likeness.is_name_with_rank;
        if is_near_enough && gap >= min_gap {
            Verdict::Confident
        } else if best.score
            >= thresholds.ambiguous + if best.likeness.is_other_job { weights.ask_off_field } else { 0.0 }
            || best.likeness.covers_query
        {
            Verdict::Ambiguous
        } else {
            Verdict::None
        }
    }

    /// The entities that the tokens may mean, best first.
    ///
    /// `typed` is compared by its letters as well, where the knowledge is in a language that the word lists do not know.
    pub(super) fn ranked(&self, tokens: &[Token], typed: &[Word]) -> Vec<Ranked> {
        self.ranked_from(0.0, tokens, typed)
    }

    /// The same, of those entities that may come near a strength. Most share a word or two with the query and no more.
    fn ranked_from(&self, least: f32, tokens: &[Token], typed: &[Word]) -> Vec<Ranked> {
        let mut names = SHARED.with_borrow_mut(|shared| self.candidates(tokens, shared));
        let letters = self.foreign.as_ref().filter(|_| !typed.is_empty()).map(|foreign| {
            let similarities = foreign.ngrams.similarities(typed.iter().map(|word| word.text.as_str()));
            names.extend(most_similar(&similarities).into_iter().map(|name| Compared { name, most: 1.0 }));
            similarities
        });
        // The names of an entity are adjacent.
        names.sort_unstable_by_key(|compared| compared.name);
        names.dedup_by_key(|compared| compared.name);
        let answerable = Answerable::new(tokens);
        let weights = &self.tuning.weights;
        let is_near = |names: &&[Compared]| {
            let most = names.iter().map(|compared| compared.most).fold(0.0, f32::max);
            let support = weights.role_coverage + weights.alias_support * most;
            most + (1.0 - most) * support.min(1.0) * most >= least
        };
        let of_one = names.chunk_by(|one, other| self.entity_of(one.name) == self.entity_of(other.name));
        let mut ranked: Vec<Ranked> = of_one
            .filter(is_near)
            .map(|names| self.ranked_entity(tokens, &answerable, letters.as_deref(), names))
            .collect();
        ranked.sort_by(|a, b| {
            (b.likeness.is_exact.cmp(&a.likeness.is_exact))
                .then(b.score.total_cmp(&a.score))
                .then(b.strength.total_cmp(&a.strength))
                .then(a.entity.cmp(&b.entity))
        });
        ranked
    }

    /// An entity by those of its names that are candidates, at least one. `letters` has the similarity of each name by
    /// its letters, where these count.
    fn ranked_entity(
        &self,
        tokens: &[Token],
        answerable: &Answerable,
        letters: Option<&[f32]>,
        names: &[Compared],
    ) -> Ranked {
        let first = names[0].name;
        let (weights, entity) = (&self.tuning.weights, self.entity_of(first));
        let costs = self.costs(tokens, entity);
        let mut best =
            Ranked { entity, name: first, score: 0.0, strength: 0.0, likeness: Likeness::default(), others: [0.0; 2] };
        for name in names.iter().map(|compared| compared.name) {
            let mut likeness = self.likeness(tokens, answerable, &costs, name);
            if let Some(letters) = letters
                && !likeness.is_exact
            {
                let by_letters = letters[name as usize];
                likeness.score = (1.0 - weights.letters) * likeness.score + weights.letters * by_letters;
                likeness.is_distinctive |= by_letters >= MIN_DISTINCTIVE_LETTERS;
            }
            let mut other = likeness.score;
            if likeness.score > best.score || (likeness.score == best.score && name < best.name) {
                other = best.score;
                best.name = name;
                (best.score, best.likeness) = (likeness.score, likeness);
            }
            if other > best.others[0] {
                best.others = [other, best.others[0]];
            } else {
                best.others[1] = best.others[1].max(other);
            }
        }
        if !best.likeness.is_exact {
            let apart = best.score;
            let votes = (2.0 * best.others[0] + best.others[1]) / 3.0;
            let support =
                (weights.role_coverage * known_share(tokens, &costs) + weights.alias_support * votes).min(1.0);
            best.score += (1.0 - best.score) * support * best.score;
            best.strength = best.score;
            // Only an exact match scores 1, and only a misspelled one comes close.
            best.score = if best.likeness.is_near_exact {
                MAX_INEXACT + (MAX_NEAR_EXACT - MAX_INEXACT) * apart
            } else {
                best.score.min(MAX_INEXACT)
            };
        }
        best
    }

    /// The names that share the most weight with the query.
    fn candidates(&self, tokens: &[Token], shared: &mut Shared) -> Vec<Compared> {
        if shared.of.len() < self.len() {
            shared.of.resize(self.len(), SharedWeight::default());
        }
        let siblings =
            |token: &Token| -> usize { token.senses.iter().map(|sense| self.with_word(sense.word).len()).sum() };
        let mut order: Vec<(usize, usize)> = tokens.iter().map(siblings).enumerate().map(|(at, n)| (n, at)).collect();
        order.sort_unstable();
        let mut total = 0.0;
        for (names, at) in order {
            let token = &tokens[at];
            total += token.weight;
            let number = at as u8 + 1;
            if names > FREQUENT_WORD_NAMES
                && shared.touched.len() >= MIN_CANDIDATES_BEFORE_SKIP
                && shared.touched.len() * 4 < names
            {
                for name in &shared.touched {
                    let answer = self
                        .words_of(*name)
                        .iter()
                        .filter_map(|word| token.senses.iter().find(|sense| sense.word == *word));
                    let best = answer.map(|sense| sense.similarity * self.words.weight(sense.word));
                    shared.of[*name as usize].weight += best.fold(0.0, f32::max);
                }
                continue;
            }
            for sense in &token.senses {
                let weight = sense.similarity * self.words.weight(sense.word);
                for name in self.with_word(sense.word) {
                    let of_name = &mut shared.of[*name as usize];
                    if of_name.token == number {
                        continue;
                    }
                    if of_name.token == 0 {
                        shared.touched.push(*name);
                    }
                    of_name.token = number;
                    of_name.weight += weight;
                }
            }
        }
        let missing = self.tuning.weights.missing;
        let mut best: Vec<(f32, Compared)> = Vec::with_capacity(shared.touched.len());
        for name in shared.touched.drain(..) {
            let place = name as usize;
            let (weight, of_name) = (std::mem::take(&mut shared.of[place]).weight, self.totals[place]);
            let lacking = missing * (of_name - weight).max(0.0);
            let extra = (total - weight).max(0.0);
            let share = |apart: f32| weight / (weight + apart).max(f32::MIN_POSITIVE);
            // No typed word may cost anything, and a word that the name lacks costs this at least.
            best.push((share(lacking + extra), Compared { name, most: share(lacking) }));
        }
        if best.len() > MAX_COMPARED {
            best.select_nth_unstable_by(MAX_COMPARED, |a, b| b.0.total_cmp(&a.0).then(a.1.name.cmp(&b.1.name)));
            best.truncate(MAX_COMPARED);
        }
        best.into_iter().map(|(_, compared)| compared).collect()
    }
}

/// The share of the query that the names of an entity have, weighted by how many of them do, 0 to 1.
fn known_share(tokens: &[Token], costs: &Costs) -> f32 {
    let (mut known, mut total) = (0.0, f32::MIN_POSITIVE);
    for (place, token) in tokens.iter().enumerate() {
        known += token.weight * costs.known[place];
        total += token.weight.max(costs.of[place]);
    }
    known / total
}

/// The names that are most similar by their letters.
fn most_similar(similarities: &[f32]) -> Vec<u32> {
    let mut names: Vec<u32> =
        (0..similarities.len() as u32).filter(|name| similarities[*name as usize] >= MIN_LETTERS).collect();
    if names.len() > MAX_COMPARED {
        let by_similarity =
            |a: &u32, b: &u32| similarities[*b as usize].total_cmp(&similarities[*a as usize]).then(a.cmp(b));
        names.select_nth_unstable_by(MAX_COMPARED, by_similarity);
        names.truncate(MAX_COMPARED);
    }
    names
}
