//! What somebody may be about to type, while they type it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::knowledge::model::{Knowledge, RoleKey, TermKey, TrackKey};
use crate::matching::{Index, Named};

use super::Thing;

/// What a command asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// A role.
    Roles,
    /// A role or a term.
    RolesAndTerms,
    /// A track.
    Tracks,
}

/// One thing that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion<'k> {
    /// The thing.
    pub thing: Thing<'k>,
    /// The alias that fits what was typed, where the name does not.
    pub alias: Option<&'k str>,
}

/// How a name fits what was typed; the order is that in which suggestions come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    NameBegins,
    NameHasWord,
    AliasBegins,
    AliasHasWord,
}

/// At most `most` suggestions: names that begin with what was typed, names with a word that does, aliases likewise,
/// then what is spelled nearly so. Nothing typed suggests everything, the roles that most tracks begin with first.
pub(super) fn suggest<'k>(
    knowledge: &'k Knowledge,
    index: &Index,
    topic: Topic,
    typed: &str,
    most: usize,
) -> Vec<Suggestion<'k>> {
    let typed = folded(typed);
    let mut fitting: Vec<(Fit, Suggestion<'k>)> = things(knowledge, topic)
        .filter_map(|(thing, aliases)| {
            let by_name = fit(thing.name, &typed, Fit::NameBegins, Fit::NameHasWord).map(|fit| (fit, None));
            let by_alias = || {
                let aliases = aliases.iter().map(String::as_str);
                aliases
                    .filter_map(|alias| Some((fit(alias, &typed, Fit::AliasBegins, Fit::AliasHasWord)?, Some(alias))))
                    .min_by_key(|(fit, _)| *fit)
            };
            by_name.or_else(by_alias).map(|(fit, alias)| (fit, Suggestion { thing, alias }))
        })
        .collect();
    fitting.sort_by_key(|(fit, _)| *fit);
    let mut suggestions: Vec<Suggestion<'k>> = fitting.into_iter().map(|(_, suggestion)| suggestion).collect();
    if suggestions.len() < most && !typed.is_empty() {
        for thing in near(knowledge, index, topic, &typed) {
            if suggestions.iter().all(|other| other.thing != thing) {
                suggestions.push(Suggestion { thing, alias: None });
            }
        }
    }
    suggestions.truncate(most);
    suggestions
}

/// Everything of the topic: the roles that most tracks begin with first, else in the order of the files.
fn things<'k>(knowledge: &'k Knowledge, topic: Topic) -> impl Iterator<Item = (Thing<'k>, &'k [String])> {
    let has_roles = topic != Topic::Tracks;
    // How many tracks begin with a role, and how many have it.
    let mut tracks = vec![(0_usize, 0_usize); knowledge.vocabulary.roles.len()];
    for track in &knowledge.tracks {
        let on_it: BTreeSet<RoleKey> = track.steps.iter().filter_map(|step| step.role).collect();
        on_it.into_iter().for_each(|role| tracks[role.index()].1 += 1);
        if let Some(role) = track.steps.first().and_then(|step| step.role) {
            tracks[role.index()].0 += 1;
        }
    }
    let mut roles: Vec<RoleKey> =
        knowledge.vocabulary.roles_with_keys().map(|(key, _)| key).filter(|_| has_roles).collect();
    roles.sort_by_key(|role| Reverse(tracks[role.index()]));
    let terms = knowledge.vocabulary.terms_with_keys().filter(move |_| topic == Topic::RolesAndTerms);
    let tracks = (0..).map(TrackKey).take(if has_roles { 0 } else { knowledge.tracks.len() });
    let of_role = |role: RoleKey| (Thing::role(knowledge, role), knowledge[role].aliases.as_slice());
    let of_term = |(term, _): (TermKey, _)| (Thing::term(knowledge, term), knowledge[term].aliases.as_slice());
    roles
        .into_iter()
        .map(of_role)
        .chain(terms.map(of_term))
        .chain(tracks.map(|track| (Thing::track(knowledge, track), [].as_slice())))
}

fn near<'k>(knowledge: &'k Knowledge, index: &Index, topic: Topic, typed: &str) -> Vec<Thing<'k>> {
    match topic {
        Topic::Tracks => {
            index.find_track(typed).candidates.into_iter().map(|found| Thing::track(knowledge, found.named)).collect()
        }
        Topic::Roles => {
            let found = index.find(typed).into_roles(&knowledge.vocabulary);
            found.candidates.into_iter().map(|found| Thing::role(knowledge, found.named)).collect()
        }
        Topic::RolesAndTerms => {
            let thing = |named| match named {
                Named::Role(role) => Thing::role(knowledge, role),
                Named::Term(term) => Thing::term(knowledge, term),
            };
            index.find(typed).candidates.into_iter().map(|found| thing(found.named)).collect()
        }
    }
}

fn fit(name: &str, typed: &str, begins: Fit, has_word: Fit) -> Option<Fit> {
    let name = folded(name);
    if name.starts_with(typed) {
        Some(begins)
    } else {
        name.match_indices(' ').any(|(at, _)| name[at + 1..].starts_with(typed)).then_some(has_word)
    }
}

/// Lower case, with one space for everything that is neither letter nor digit; at most 100 characters.
fn folded(text: &str) -> String {
    let lower: String = text.chars().take(100).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
