//! The matchers that are compared.

use nextrole::knowledge::model::RoleKey;
use nextrole::matching::{Index, Verdict};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher as Nucleo, Utf32Str};

use crate::sets::Set;

/// What a matcher says to a title.
pub(crate) struct Answer {
    /// The id of the best role, if any.
    pub(crate) role: Option<String>,
    pub(crate) score: f64,
    /// Whether it is sure, where it says so itself.
    pub(crate) is_sure: Option<bool>,
}

/// Something that finds the role of a title.
pub(crate) trait Matcher {
    /// As it stands in the table.
    fn name(&self) -> &'static str;
    /// The best role.
    fn find(&self, typed: &str) -> Answer;
}

/// Makes a matcher of the names of a set.
type Make = fn(&Set) -> Box<dyn Matcher>;

/// All of them, ours first.
pub(crate) const ALL: &[Make] = &[
    |set| Box::new(Ours { index: Index::new(&set.vocabulary, &[]), ids: ids(set), set: set.vocabulary.clone() }),
    |set| Box::new(Table { roles: names(set).into_iter().collect(), ids: ids(set) }),
    |set| metric("strsim: Jaro-Winkler", set, strsim::jaro_winkler),
    |set| metric("strsim: Sørensen-Dice", set, strsim::sorensen_dice),
    |set| metric("rapidfuzz: ratio", set, |a, b| rapidfuzz::fuzz::ratio(a.chars(), b.chars())),
    |set| metric("nucleo-matcher", set, nucleo),
    |set| Box::new(Ngrams::new(set)),
    |set| Box::new(SimSearch::new(set)),
];

fn ids(set: &Set) -> Vec<String> {
    set.vocabulary.roles.iter().map(|role| role.id.clone()).collect()
}

/// Every name in lower case, with the place of its role.
fn names(set: &Set) -> Vec<(String, usize)> {
    let roles = set.vocabulary.roles.iter().enumerate();
    roles
        .flat_map(|(place, role)| role.aliases.iter().chain([&role.name]).map(move |name| (name.to_lowercase(), place)))
        .collect()
}

struct Ours {
    index: Index,
    ids: Vec<String>,
    set: nextrole::knowledge::model::Vocabulary,
}

impl Matcher for Ours {
    fn name(&self) -> &'static str {
        "**nextrole**"
    }

    fn find(&self, typed: &str) -> Answer {
        let found = self.index.find(typed).into_roles(&self.set);
        let best = found.candidates.first();
        Answer {
            role: best.map(|best| self.ids[RoleKey::index(best.named)].clone()),
            score: best.map_or(0.0, |best| best.score),
            is_sure: Some(matches!(found.verdict, Verdict::Exact | Verdict::Confident)),
        }
    }
}

/// A table of the names: the least time that an answer can take, and the least that it can know.
struct Table {
    roles: std::collections::HashMap<String, usize>,
    ids: Vec<String>,
}

impl Matcher for Table {
    fn name(&self) -> &'static str {
        "a table of the names"
    }

    fn find(&self, typed: &str) -> Answer {
        answer(self.roles.get(&typed.to_lowercase()).map(|role| (1.0, *role)), &self.ids)
    }
}

/// A metric of two texts, asked of every name.
struct Metric {
    name: &'static str,
    names: Vec<(String, usize)>,
    ids: Vec<String>,
    metric: fn(&str, &str) -> f64,
}

fn metric(name: &'static str, set: &Set, metric: fn(&str, &str) -> f64) -> Box<dyn Matcher> {
    Box::new(Metric { name, names: names(set), ids: ids(set), metric })
}

impl Matcher for Metric {
    fn name(&self) -> &'static str {
        self.name
    }

    fn find(&self, typed: &str) -> Answer {
        let typed = typed.to_lowercase();
        let scored = self.names.iter().map(|(name, role)| ((self.metric)(&typed, name), *role));
        answer(scored.max_by(|a, b| a.0.total_cmp(&b.0)), &self.ids)
    }
}

fn answer(best: Option<(f64, usize)>, ids: &[String]) -> Answer {
    let best = best.filter(|(score, _)| *score > 0.0);
    Answer { role: best.map(|(_, role)| ids[role].clone()), score: best.map_or(0.0, |(score, _)| score), is_sure: None }
}

/// The subsequence matcher of the Helix editor.
fn nucleo(typed: &str, name: &str) -> f64 {
    thread_local!(static MATCHER: std::cell::RefCell<Nucleo> = std::cell::RefCell::new(Nucleo::new(Config::DEFAULT)));
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut letters = Vec::new();
    let score = MATCHER.with_borrow_mut(|matcher| pattern.score(Utf32Str::new(name, &mut letters), matcher));
    f64::from(score.unwrap_or(0)) / (typed.len() + name.len()) as f64
}

/// Trigrams, by the crate of that name.
struct Ngrams {
    corpus: ngrammatic::Corpus,
    roles: std::collections::HashMap<String, usize>,
    ids: Vec<String>,
}

impl Ngrams {
    fn new(set: &Set) -> Ngrams {
        let mut corpus = ngrammatic::CorpusBuilder::new().arity(3).pad_full(ngrammatic::Pad::Auto).finish();
        let roles: std::collections::HashMap<String, usize> = names(set).into_iter().collect();
        roles.keys().for_each(|name| corpus.add_text(name));
        Ngrams { corpus, roles, ids: ids(set) }
    }
}

impl Matcher for Ngrams {
    fn name(&self) -> &'static str {
        "ngrammatic: trigrams"
    }

    fn find(&self, typed: &str) -> Answer {
        let found = self.corpus.search(&typed.to_lowercase(), 0.1);
        let best = found.first().and_then(|best| Some((f64::from(best.similarity), *self.roles.get(&best.text)?)));
        answer(best, &self.ids)
    }
}

/// An index of words, searched with Jaro-Winkler within. It gives no score.
struct SimSearch {
    engine: simsearch::SimSearch<usize>,
    ids: Vec<String>,
}

impl SimSearch {
    fn new(set: &Set) -> SimSearch {
        let mut engine = simsearch::SimSearch::new();
        let names = names(set);
        let mut ids_of_names = Vec::with_capacity(names.len());
        for (place, (name, role)) in names.iter().enumerate() {
            engine.insert(place, name);
            ids_of_names.push(set.vocabulary.roles[*role].id.clone());
        }
        SimSearch { engine, ids: ids_of_names }
    }
}

impl Matcher for SimSearch {
    fn name(&self) -> &'static str {
        "simsearch"
    }

    fn find(&self, typed: &str) -> Answer {
        answer(self.engine.search(typed).first().map(|place| (1.0, *place)), &self.ids)
    }
}
