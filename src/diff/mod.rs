//! Which answers change between two versions of a knowledge folder, for people who do not read TOML.
//!
//! [`diff`] asks both engines the same questions and compares what the answers say, as values and not as texts: where a
//! role leads, who says so, what is disputed. Each change is reported once, at the question that is about it; the order
//! and wording of a reply play no part. [`text`] and [`markdown`] show the result, and it serializes as JSON.

mod changes;
mod facts;
pub mod markdown;
pub mod text;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::answer::{Answer, Engine, EntityRef, Order, answer};
use crate::knowledge::model::{DisputeKey, Knowledge, RoleKey, TermKey, TrackKey};
use crate::matching::Named;
use crate::question::{Intent, Query};

use self::changes::changes;
use self::facts::Facts;

/// Number of pairs of roles that `nextrole diff` compares for one command. A folder of 100 roles has fewer; of a larger one,
/// half are pairs of which a role changed, and the rest is spread evenly.
pub const MAX_PAIRS: usize = 10_000;

/// After how many pairs `progress` is told.
const PROGRESS_EVERY: usize = 100;

/// Which answers change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// What was asked, a command each.
    pub compared: Vec<Compared>,
    /// The questions whose answer changes, in the order of the commands.
    pub questions: Vec<QuestionDiff>,
}

/// How many questions of a command were asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The command, without the slash.
    pub command: &'static str,
    /// How many questions were asked.
    pub asked: usize,
    /// How many there are; more than were asked only for pairs of roles.
    pub of: usize,
}

/// A question whose answer changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionDiff {
    /// The command, without the slash.
    pub command: &'static str,
    /// The ids of what it is about: one, or two for a pair of roles.
    pub about: Vec<String>,
    /// Their names: the new ones, unless it is removed.
    pub names: Vec<String>,
    /// Whether the question itself is new or gone.
    pub change: Kind,
    /// What changes; for a question that is gone, nothing.
    pub details: Vec<Detail>,
}

/// How something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another place in its list.
    Moved,
    /// Something about it is different.
    Changed,
}

/// One thing that changes in an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// How.
    pub kind: Kind,
    /// The part of the answer, such as `destination` or `viewpoint`.
    pub part: &'static str,
    /// The name of what changes.
    pub what: String,
    /// The change in words: no capital at the start unless it is a name, no full stop.
    pub text: String,
}

impl Diff {
    /// How many questions about one thing have this change.
    fn count(&self, change: Kind) -> usize {
        self.questions.iter().filter(|question| question.about.len() == 1 && question.change == change).count()
    }

    /// The questions of a command.
    fn of_command(&self, command: &str) -> Vec<&QuestionDiff> {
        self.questions.iter().filter(|question| question.command == command).collect()
    }
}

/// Compares the answers of two engines, for each command about two roles of at most `max_pairs`. `progress` is told how
/// many pairs of how many are done.
pub fn diff(old: &Engine, new: &Engine, max_pairs: usize, mut progress: impl FnMut(usize, usize)) -> Diff {
    let mut diff = Diff { compared: Vec::new(), questions: Vec::new() };
    let (old_names, new_names) = (Names::new(old.knowledge()), Names::new(new.knowledge()));
    let mut touched: BTreeSet<&str> = BTreeSet::new();
    let pairs = Pairs::new(&old_names, &new_names, max_pairs);
    let total = pairs.total();
    for (command, facts) in SINGLE {
        let (before, after) = (facts(old, &old_names), facts(new, &new_names));
        let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
        diff.compared.push(Compared { command, asked: ids.len(), of: ids.len() });
        let changed = ids.iter().filter_map(|id| of_question(command, id, before.get(id), after.get(id)));
        let changed: Vec<QuestionDiff> = changed.collect();
        if matches!(*command, "next" | "become") {
            let is_touched = |id: &&str| changed.iter().any(|question| question.about.iter().any(|about| about == id));
            touched.extend(ids.iter().copied().filter(is_touched));
        }
        diff.questions.extend(changed);
    }
    let mut done = 0;
    for (command, is_ordered, told) in PAIRED {
        let (chosen, of) = pairs.choose(*is_ordered, &touched);
        let mut asked = 0;
        for (first, second) in chosen {
            let ends = |names: &Names<'_>| Some((*names.roles.get(first)?, *names.roles.get(second)?));
            let (Some(before), Some(after)) = (ends(&old_names), ends(&new_names)) else { continue };
            let (was, is) = (told(old, before), told(new, after));
            if was.key != is.key {
                let names = [after.0, after.1].map(|role| new.knowledge()[role].name.clone());
                let text = format!("{} instead of {}", is.words, was.words);
                let what = names.join(" and ");
                diff.questions.push(QuestionDiff {
                    command,
                    about: vec![first.to_owned(), second.to_owned()],
                    names: names.to_vec(),
                    change: Kind::Changed,
                    details: vec![Detail { kind: Kind::Changed, part: "answer", what, text }],
                });
            }
            asked += 1;
            done += 1;
            if done % PROGRESS_EVERY == 0 {
                progress(done, total);
            }
        }
        diff.compared.push(Compared { command, asked, of });
    }
    diff
}

/// What can be asked about, by id.
struct Names<'k> {
    roles: BTreeMap<&'k str, RoleKey>,
    terms: BTreeMap<&'k str, TermKey>,
    tracks: BTreeMap<&'k str, TrackKey>,
    disputes: BTreeMap<&'k str, DisputeKey>,
}

impl<'k> Names<'k> {
    fn new(knowledge: &'k Knowledge) -> Names<'k> {
        let Knowledge { vocabulary, disputes, .. } = knowledge;
        Names {
            roles: vocabulary.roles_with_keys().map(|(key, role)| (role.id.as_str(), key)).collect(),
            terms: vocabulary.terms_with_keys().map(|(key, term)| (term.id.as_str(), key)).collect(),
            tracks: knowledge.tracks_with_keys().map(|(key, track)| (track.id.as_str(), key)).collect(),
            disputes: (0..).map(DisputeKey).zip(disputes).map(|(key, one)| (one.id.as_str(), key)).collect(),
        }
    }
}

/// What the answers of a command say, by the id of what they are about.
type FactsOf = for<'e> fn(&'e Engine, &Names<'e>) -> BTreeMap<&'e str, Facts>;

/// The commands that are about one thing, and what their answers say.
const SINGLE: &[(&str, FactsOf)] =
    &[("next", next), ("become", become_role), ("define", define), ("tracks", tracks), ("disputes", disputes)];

/// The answer of a command about two roles, in a few words.
type ToldOf = fn(&Engine, (RoleKey, RoleKey)) -> Told;

/// The commands about two roles, and whether the order of the two matters.
const PAIRED: &[(&str, bool, ToldOf)] = &[("path", true, route), ("compare", false, order)];

fn ask(engine: &Engine, intent: Intent) -> Answer<'_> {
    answer(engine, &Query::new(intent))
}

fn next<'e>(engine: &'e Engine, names: &Names<'e>) -> BTreeMap<&'e str, Facts> {
    let facts = |(id, role): (&&'e str, &RoleKey)| match ask(engine, Intent::Next(*role)) {
        Answer::Next(next) => Some((*id, facts::of_next(&next))),
        _ => None,
    };
    names.roles.iter().filter_map(facts).collect()
}

fn become_role<'e>(engine: &'e Engine, names: &Names<'e>) -> BTreeMap<&'e str, Facts> {
    let facts = |(id, role): (&&'e str, &RoleKey)| match ask(engine, Intent::Become(*role)) {
        Answer::Become(origins) => Some((*id, facts::of_become(&origins))),
        _ => None,
    };
    names.roles.iter().filter_map(facts).collect()
}

fn define<'e>(engine: &'e Engine, names: &Names<'e>) -> BTreeMap<&'e str, Facts> {
    let vocabulary = &engine.knowledge().vocabulary;
    let roles = names.roles.iter().map(|(id, key)| (*id, Named::Role(*key), &vocabulary.roles[key.index()].aliases));
    let terms = names.terms.iter().map(|(id, key)| (*id, Named::Term(*key), &vocabulary.terms[key.index()].aliases));
    let facts = |(id, named, aliases): (&'e str, Named, &Vec<String>)| match ask(engine, Intent::Define(named)) {
        Answer::Define(define) => Some((id, facts::of_define(&define, aliases))),
        _ => None,
    };
    // A term that has the id of a role gives way: the role is what is found by it.
    terms.chain(roles).filter_map(facts).collect()
}

fn tracks<'e>(engine: &'e Engine, names: &Names<'e>) -> BTreeMap<&'e str, Facts> {
    let facts = |(id, track): (&&'e str, &TrackKey)| match ask(engine, Intent::Track(*track)) {
        Answer::Track(track) => Some((*id, facts::of_track(&track))),
        _ => None,
    };
    names.tracks.iter().filter_map(facts).collect()
}

fn disputes<'e>(engine: &'e Engine, names: &Names<'e>) -> BTreeMap<&'e str, Facts> {
    let facts = |(id, dispute): (&&'e str, &DisputeKey)| match ask(engine, Intent::Dispute(*dispute)) {
        Answer::Dispute(dispute) => Some((*id, facts::of_dispute(&dispute.dispute))),
        _ => None,
    };
    names.disputes.iter().filter_map(facts).collect()
}

/// The answer to a question about two roles.
struct Told {
    /// The same if only names differ.
    key: String,
    /// As people read it.
    words: String,
}

/// The first route of an answer.
fn route(engine: &Engine, (from, to): (RoleKey, RoleKey)) -> Told {
    let route = match ask(engine, Intent::Path { from, to }) {
        Answer::Path(path) => path.routes.into_iter().next(),
        _ => None,
    };
    let Some(route) = route else { return Told { key: String::new(), words: "no route".to_owned() } };
    let start = route.hops.first().map(|hop| hop.from);
    let places: Vec<EntityRef<'_>> =
        start.into_iter().chain(route.hops.iter().map(|hop| hop.destination.place)).collect();
    let names = |name: fn(&EntityRef<'_>) -> String| places.iter().map(name).collect::<Vec<_>>().join(" → ");
    Told { key: names(|place| place.id.unwrap_or(place.name).to_owned()), words: names(|place| place.name.to_owned()) }
}

/// Which of two roles is said to be more senior.
fn order(engine: &Engine, (first, second): (RoleKey, RoleKey)) -> Told {
    let name = |role: RoleKey| engine.knowledge()[role].name.as_str();
    let order = match ask(engine, Intent::Compare { first, second }) {
        Answer::Compare(compare) => compare.order,
        _ => Order::Unknown,
    };
    let words = match order {
        Order::First => format!("{} is more senior", name(first)),
        Order::Second => format!("{} is more senior", name(second)),
        Order::Level => "the same level".to_owned(),
        Order::Disputed => "a disputed order".to_owned(),
        Order::Unknown => "no known order".to_owned(),
    };
    Told { key: format!("{order:?}"), words }
}

fn of_question(command: &'static str, id: &str, before: Option<&Facts>, after: Option<&Facts>) -> Option<QuestionDiff> {
    let (change, name, details) = match (before, after) {
        (Some(before), Some(after)) => (Kind::Changed, &after.name, changes(before, after)),
        (None, Some(after)) => (Kind::Added, &after.name, changes(&Facts::default(), after)),
        (Some(before), None) => (Kind::Removed, &before.name, Vec::new()),
        (None, None) => return None,
    };
    let is_change = change != Kind::Changed || !details.is_empty();
    let about = vec![id.to_owned()];
    is_change.then(|| QuestionDiff { command, about, names: vec![name.clone()], change, details })
}

/// The pairs of roles that both sides have.
struct Pairs<'k> {
    roles: Vec<&'k str>,
    /// Maximum number of pairs for one command.
    max: usize,
}

impl<'k> Pairs<'k> {
    fn new(old: &Names<'k>, new: &Names<'k>, max: usize) -> Pairs<'k> {
        Pairs { max, roles: old.roles.keys().copied().filter(|id| new.roles.contains_key(id)).collect() }
    }

    fn count(&self, is_ordered: bool) -> usize {
        let ordered = self.roles.len() * self.roles.len().saturating_sub(1);
        if is_ordered { ordered } else { ordered / 2 }
    }

    /// How many pairs will be asked about, by all commands.
    fn total(&self) -> usize {
        PAIRED.iter().map(|(_, is_ordered, _)| self.count(*is_ordered).min(self.max)).sum()
    }

    /// The pairs to ask about, and how many there are.
    fn choose(&self, is_ordered: bool, touched: &BTreeSet<&str>) -> (Vec<(&'k str, &'k str)>, usize) {
        let of = self.count(is_ordered);
        let indexed = || self.roles.iter().enumerate();
        let all = || {
            indexed().flat_map(move |(at, first)| {
                let is_meant = move |other: usize| if is_ordered { other != at } else { other > at };
                indexed().filter(move |(other, _)| is_meant(*other)).map(|(_, second)| (*first, *second))
            })
        };
        if of <= self.max {
            return (all().collect(), of);
        }
        let is_touched = |(first, second): &(&str, &str)| touched.contains(first) || touched.contains(second);
        let changed: Vec<_> = all().filter(is_touched).collect();
        let others: Vec<_> = all().filter(|pair| !is_touched(pair)).collect();
        let most = self.max.saturating_sub(others.len()).max(self.max / 2);
        let mut chosen = spread(&changed, most);
        chosen.extend(spread(&others, self.max - chosen.len()));
        (chosen, of)
    }
}

/// At most this many of the items, evenly spread.
fn spread<T: Copy>(items: &[T], most: usize) -> Vec<T> {
    if items.len() <= most {
        return items.to_vec();
    }
    (0..most).filter_map(|place| items.get(place * items.len() / most).copied()).collect()
}
