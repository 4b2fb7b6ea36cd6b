//! Finds the things that a query may mean, best first.
//!
//! The rarest words name the candidates; a word that thousands of names have only adds to them. The best of these are
//! then compared word by word, and the score of a thing is that of its best name, raised a little by how much of the
//! query its other names know.

use std::cell::RefCell;

use super::align::Costs;
use super::fold::{Gap, Word, folded};
use super::found::{Candidate, Correction, Found, Verdict};
use super::lexicon::{Kind, LEXICON};
use super::names::Names;
use super::normalise::{start_of, words};
use super::read::{Reader, Token};
use super::words::Meaning;

/// Most candidates that come back.
const MOST_CANDIDATES: usize = 25;

/// Most names that are compared word by word. With fewer, the right one is sometimes not among them.
const MOST_COMPARED: usize = 64;

/// A word that more names have than this adds only to candidates that a rarer word has named, if there are enough.
const MANY_NAMES: usize = 1_000;

/// Candidates that are enough to leave the names of a frequent word alone.
const ENOUGH_NAMES: usize = 24;

/// The most that a name with a slip in it scores.
const NEARLY: f32 = 0.99;

/// The most that anything else scores, but the very name.
const LESS: f32 = 0.97;

thread_local! {
    /// What each name shares with the query; all zero between queries, so that it need not be made anew.
    static SHARED: RefCell<Shared> = RefCell::default();
}

#[derive(Default)]
struct Shared {
    weight: Vec<f32>,
    /// The last token that added to a name, from 1 on.
    token: Vec<u8>,
    touched: Vec<u32>,
}

/// A thing and how near its best name is.
pub(super) struct Ranked {
    pub(super) thing: u32,
    pub(super) name: u32,
    pub(super) score: f32,
    is_same: bool,
    is_spelled_out: bool,
    is_telling: bool,
    is_covered: bool,
    /// The scores of the second and the third best name.
    others: [f32; 2],
}

/// What a few words of a text name.
pub(super) struct Title {
    /// The thing, as a place in `things`.
    pub(super) thing: u32,
    pub(super) score: f64,
    pub(super) verdict: Verdict,
    /// Which of the words the name has.
    pub(super) answered: Vec<usize>,
    /// Whether one of the words is a person at work.
    pub(super) has_head: bool,
}

impl<K: Copy + PartialEq> Names<K> {
    /// What a query means. Reads the first 300 characters.
    pub(super) fn find(&self, query: &str) -> Found<K> {
        let query = start_of(query);
        let typed = &words(query);
        let reader = Reader { words: &self.words, expander: &self.expander, weights: &self.tuning.weights };
        let tokens = reader.read(typed);
        let mut ranked = self.ranked(&tokens);
        let is_name = ranked.first().is_some_and(|best| best.is_same || best.is_spelled_out);
        if let Some(two) = self.two_titles(&reader, typed).filter(|_| !is_name) {
            return two;
        }
        let thresholds = &self.tuning.thresholds;
        let mut verdict = self.verdict(&ranked);
        let same = ranked.iter().filter(|ranked| ranked.is_same).count();
        if same > 1 {
            ranked.truncate(same);
            if self.put_as_written_first(&mut ranked, query) {
                verdict = Verdict::Exact;
            }
        }
        let near = ranked.iter().filter(|ranked| ranked.score >= thresholds.near || ranked.is_covered);
        let mut candidates: Vec<Candidate<K>> =
            near.take(MOST_CANDIDATES).map(|ranked| self.candidate(ranked)).collect();
        if let (Some(best), Some(ranked)) = (candidates.first_mut(), ranked.first()) {
            best.via = self.nearest_written(ranked.name, typed).to_owned();
        }
        let corrections: Vec<Correction> = tokens.into_iter().filter_map(|token| token.correction).collect();
        Found { verdict, candidates, corrections }
    }

    /// "helpdesk or desktop support": two titles are no answer, however near one of them is.
    fn two_titles(&self, reader: &Reader<'_>, typed: &[Word]) -> Option<Found<K>> {
        let is_between = |word: &Word| matches!(word.text.as_str(), "or" | "vs" | "versus");
        let at = typed.iter().position(|word| word.gap == Gap::Slash || is_between(word)).filter(|at| *at > 0)?;
        let rest = if is_between(&typed[at]) { at + 1 } else { at };
        let mut candidates: Vec<Candidate<K>> = Vec::new();
        let mut corrections = Vec::new();
        for part in [&typed[..at], &typed[rest..]] {
            let tokens = reader.read(part);
            let ranked = self.ranked(&tokens);
            let is_sure = matches!(self.verdict(&ranked), Verdict::Exact | Verdict::Confident);
            let best = ranked.first().filter(|_| is_sure).map(|best| self.candidate(best))?;
            if candidates.iter().any(|other| other.named == best.named) {
                return None;
            }
            candidates.push(best);
            corrections.extend(tokens.into_iter().filter_map(|token| token.correction));
        }
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        Some(Found { verdict: Verdict::Ambiguous, candidates, corrections })
    }

    /// Of the names with the same words, the one that is written most like what was typed: whoever types "sysadmn" is
    /// told of "sysadmin", not of "system administrator".
    fn nearest_written(&self, name: u32, typed: &[Word]) -> &str {
        if typed.iter().any(|word| LEXICON.kind(&word.text) == Kind::Level) {
            // A level is written in so many ways that likeness says nothing: the name itself comes first.
            return self.written(name);
        }
        let typed = typed.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let is_same = |other: &u32| self.words_of(*other) == self.words_of(name);
        let likeness = |other: &u32| strsim::jaro_winkler(&typed, &self.written(*other).to_lowercase());
        let nearest = self.names_of(name).filter(is_same).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        self.written(nearest.unwrap_or(name))
    }

    /// Puts the things first that are called just what was typed, and not merely what it stands for: "system" is no
    /// "systems". Whether that is one.
    fn put_as_written_first(&self, ranked: &mut [Ranked], query: &str) -> bool {
        let spelled = |text: &str| folded(text).into_iter().map(|word| word.text).collect::<Vec<_>>();
        let typed = spelled(query);
        let is_written = |ranked: &Ranked| {
            let mut names = self.names_of(ranked.name);
            names.any(|name| self.words_of(name) == self.words_of(ranked.name) && spelled(self.written(name)) == typed)
        };
        ranked.sort_by_cached_key(|ranked| !is_written(ranked));
        ranked.iter().filter(|ranked| is_written(ranked)).count() == 1
    }

    fn candidate(&self, ranked: &Ranked) -> Candidate<K> {
        Candidate {
            named: self.things[ranked.thing as usize],
            score: f64::from(ranked.score),
            via: self.written(ranked.name).to_owned(),
        }
    }

    /// What a few words of a text name, if they name anything.
    pub(super) fn read_title(&self, typed: &[Word]) -> Option<Title> {
        let reader = Reader { words: &self.words, expander: &self.expander, weights: &self.tuning.weights };
        let tokens = reader.read(typed);
        let ranked = self.ranked(&tokens);
        let best = ranked.first()?;
        let answers = |token: &&Token| {
            let has = |meaning: &Meaning| self.share(best.thing, meaning.word) > 0.0;
            token.meanings.iter().any(has)
        };
        Some(Title {
            thing: best.thing,
            score: f64::from(best.score),
            verdict: self.verdict(&ranked),
            answered: tokens.iter().filter(answers).flat_map(|token| token.from.clone()).collect(),
            has_head: tokens.iter().any(|token| matches!(token.kind, Kind::Manage | Kind::Person | Kind::Generic)),
        })
    }

    fn verdict(&self, ranked: &[Ranked]) -> Verdict {
        let thresholds = &self.tuning.thresholds;
        let Some(best) = ranked.first() else { return Verdict::None };
        let second = ranked.get(1);
        if best.is_same {
            return if second.is_some_and(|second| second.is_same) { Verdict::Ambiguous } else { Verdict::Exact };
        }
        if best.is_spelled_out && best.score >= thresholds.confident {
            // A slip is no reason to ask back, unless it leads to two names.
            return if second.is_some_and(|second| second.is_spelled_out) {
                Verdict::Ambiguous
            } else {
                Verdict::Confident
            };
        }
        let gap = best.score - second.map_or(0.0, |second| second.score);
        if best.is_telling && best.score >= thresholds.confident && gap >= thresholds.gap {
            Verdict::Confident
        } else if best.score >= thresholds.ambiguous || best.is_covered {
            Verdict::Ambiguous
        } else {
            Verdict::None
        }
    }

    /// The things that the tokens may mean, best first.
    pub(super) fn ranked(&self, tokens: &[Token]) -> Vec<Ranked> {
        let names = SHARED.with_borrow_mut(|shared| self.candidates(tokens, shared));
        let mut ranked: Vec<Ranked> = Vec::new();
        let mut costs: Vec<(u32, Costs)> = Vec::new();
        for name in names {
            let thing = self.thing_of(name);
            let place = costs.iter().position(|(other, _)| *other == thing).unwrap_or_else(|| {
                costs.push((thing, self.costs(tokens, thing)));
                ranked.push(Ranked {
                    thing,
                    name,
                    score: 0.0,
                    is_same: false,
                    is_spelled_out: false,
                    is_telling: false,
                    is_covered: false,
                    others: [0.0; 2],
                });
                costs.len() - 1
            });
            let likeness = self.likeness(tokens, &costs[place].1, name);
            let best = &mut ranked[place];
            let mut other = likeness.score;
            if likeness.score > best.score || (likeness.score == best.score && name < best.name) {
                other = best.score;
                best.name = name;
                (best.score, best.is_same, best.is_telling) = (likeness.score, likeness.is_same, likeness.is_telling);
                (best.is_spelled_out, best.is_covered) = (likeness.is_spelled_out, likeness.is_covered);
            }
            if other > best.others[0] {
                best.others = [other, best.others[0]];
            } else {
                best.others[1] = best.others[1].max(other);
            }
        }
        for (ranked, (_, costs)) in ranked.iter_mut().zip(&costs) {
            if !ranked.is_same {
                let apart = ranked.score;
                let known = self.known_share(tokens, costs, ranked.thing);
                let weights = &self.tuning.weights;
                let votes = (2.0 * ranked.others[0] + ranked.others[1]) / 3.0;
                let support = (weights.role * known + weights.vote * votes).min(1.0);
                ranked.score += (1.0 - ranked.score) * support * ranked.score;
                // Only the very words are worth 1, and nothing is nearer to them than their misspelling.
                ranked.score =
                    if ranked.is_spelled_out { LESS + (NEARLY - LESS) * apart } else { ranked.score.min(LESS) };
            }
        }
        ranked
            .sort_by(|a, b| (b.is_same.cmp(&a.is_same)).then(b.score.total_cmp(&a.score)).then(a.thing.cmp(&b.thing)));
        ranked
    }

    /// How much of what was typed any name of the thing knows, and how many of its names do, 0 to 1.
    fn known_share(&self, tokens: &[Token], costs: &Costs, thing: u32) -> f32 {
        let weights = &self.tuning.weights;
        let (mut known, mut total) = (0.0, f32::MIN_POSITIVE);
        for (token, cost) in tokens.iter().zip(&costs.of) {
            let shares = token.meanings.iter().map(|meaning| {
                let share = self.share(thing, meaning.word);
                if share > 0.0 { meaning.similarity * share.powf(weights.role_share) } else { 0.0 }
            });
            known += token.weight * shares.fold(0.0, f32::max);
            total += token.weight.max(*cost);
        }
        known / total
    }

    /// The names most worth comparing.
    fn candidates(&self, tokens: &[Token], shared: &mut Shared) -> Vec<u32> {
        if shared.weight.len() < self.len() {
            shared.weight.resize(self.len(), 0.0);
            shared.token.resize(self.len(), 0);
        }
        let names_of =
            |token: &Token| -> usize { token.meanings.iter().map(|meaning| self.with_word(meaning.word).len()).sum() };
        let mut order: Vec<(usize, usize)> = tokens.iter().map(names_of).enumerate().map(|(at, n)| (n, at)).collect();
        order.sort_unstable();
        let mut total = 0.0;
        for (names, at) in order {
            let token = &tokens[at];
            total += token.weight;
            let number = at as u8 + 1;
            if names > MANY_NAMES && shared.touched.len() >= ENOUGH_NAMES && shared.touched.len() * 4 < names {
                for name in &shared.touched {
                    let answer = self
                        .words_of(*name)
                        .iter()
                        .filter_map(|word| token.meanings.iter().find(|meaning| meaning.word == *word));
                    let best = answer.map(|meaning| meaning.similarity * self.words.weight(meaning.word));
                    shared.weight[*name as usize] += best.fold(0.0, f32::max);
                }
                continue;
            }
            for meaning in &token.meanings {
                let weight = meaning.similarity * self.words.weight(meaning.word);
                for name in self.with_word(meaning.word) {
                    let place = *name as usize;
                    if shared.token[place] == number {
                        continue;
                    }
                    if shared.token[place] == 0 {
                        shared.touched.push(*name);
                    }
                    shared.token[place] = number;
                    shared.weight[place] += weight;
                }
            }
        }
        let lacking = self.tuning.weights.lacking;
        let mut best: Vec<(f32, u32)> = Vec::with_capacity(shared.touched.len());
        for name in shared.touched.drain(..) {
            let place = name as usize;
            let (weight, of_name) = (shared.weight[place], self.totals[place]);
            shared.weight[place] = 0.0;
            shared.token[place] = 0;
            let apart = lacking * (of_name - weight).max(0.0) + (total - weight).max(0.0);
            best.push((weight / (weight + apart).max(f32::MIN_POSITIVE), name));
        }
        if best.len() > MOST_COMPARED {
            best.select_nth_unstable_by(MOST_COMPARED, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            best.truncate(MOST_COMPARED);
        }
        best.into_iter().map(|(_, name)| name).collect()
    }
}
