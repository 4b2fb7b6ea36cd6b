//! A question in words: which intent it has.

use crate::knowledge::model::{Knowledge, RoleKey, Subject};
use crate::matching::{Index, Mention, Mentions, Named, Sense, Verdict};

use super::input::{Pair, Reference};
use super::phrases::{PHRASES, after_opening, before_ending};
use super::query::{Ambiguous, Candidate, Intent, Interpretation, Query, Understood};
use super::resolve::{about_one, name, one_line, subject};
use super::{pair, resolve};

/// What somebody asks in their own words.
pub(super) fn understand(knowledge: &Knowledge, index: &Index, text: &str) -> Understood {
    if let Some(term) = definition_asked(index, text) {
        return about_one(resolve::named(knowledge, index, &term), Intent::Define);
    }
    if pair::has_arrow(text) {
        return pair::path(knowledge, index, &Pair::Text(text.to_owned()));
    }
    if let Some(pair) = pair::compared(knowledge, index, text) {
        return pair::compare(knowledge, index, &pair);
    }
    let mentions = index.mentions(text, &knowledge.vocabulary);
    if is_comparison(text)
        && let [one, other] = distinct(&mentions, |_| true).as_slice()
    {
        return about_two(knowledge, index, text, [one, other], pair::compare, |first, second| Intent::Compare {
            first,
            second,
        });
    }
    let next = || about_one(resolve::role(knowledge, index, &Reference::Typed(text.to_owned())), Intent::Next);
    if matches!(index.find(text).verdict, Verdict::Exact | Verdict::Confident) {
        return next();
    }
    if mentions.all.is_empty() {
        return if asks_for_tracks(text) { Understood::Query(Query::new(Intent::Tracks)) } else { next() };
    }
    of_mentions(knowledge, index, text, &mentions)
}

fn of_mentions(knowledge: &Knowledge, index: &Index, text: &str, mentions: &Mentions) -> Understood {
    let with_sense = |sense: Sense| distinct(mentions, |other| other == sense);
    let (current, wanted) = (with_sense(Sense::Current), with_sense(Sense::Wanted));
    if let ([current], [wanted]) = (current.as_slice(), wanted.as_slice())
        && current.named != wanted.named
    {
        return about_two(knowledge, index, text, [current, wanted], pair::path, |from, to| Intent::Path { from, to });
    }
    // Without a role of their own, people ask about the roles that they name.
    let meant = if current.is_empty() { distinct(mentions, |sense| sense == Sense::Other) } else { current };
    let meant = if meant.is_empty() { distinct(mentions, |_| true) } else { meant };
    match meant.as_slice() {
        [Mention { named: Named::Role(role), .. }] => {
            let interpretations = meant.iter().filter_map(|mention| interpretation(knowledge, text, mention)).collect();
            Understood::Query(Query { intent: Intent::Next(*role), interpretations })
        }
        [mention] => about_one(resolve::role(knowledge, index, &reference(knowledge, mention.named)), Intent::Next),
        several => {
            let candidates = several.iter().map(|mention| {
                let entity = subject(mention.named);
                Candidate::certain(entity, name(knowledge, entity))
            });
            Understood::Ambiguous(Ambiguous::new(one_line(text), None, candidates))
        }
    }
}

/// A query about two mentions; if one of them is a term, the question back that `pair` asks.
fn about_two(
    knowledge: &Knowledge,
    index: &Index,
    text: &str,
    [one, other]: [&Mention; 2],
    pair: impl Fn(&Knowledge, &Index, &Pair) -> Understood,
    intent: impl Fn(RoleKey, RoleKey) -> Intent,
) -> Understood {
    if let (Named::Role(first), Named::Role(second)) = (one.named, other.named) {
        let interpretation = |mention| interpretation(knowledge, text, mention);
        let interpretations = [one, other].into_iter().filter_map(interpretation).collect();
        return Understood::Query(Query { intent: intent(first, second), interpretations });
    }
    pair(knowledge, index, &Pair::Both(reference(knowledge, one.named), reference(knowledge, other.named)))
}

/// Which words of the text were taken for a role; `None` if they are its name.
fn interpretation(knowledge: &Knowledge, text: &str, mention: &Mention) -> Option<Interpretation> {
    let entity = subject(mention.named);
    let name = name(knowledge, entity);
    let typed = one_line(text.get(mention.at.clone()).unwrap_or_default());
    let is_named = typed.to_lowercase() == name.to_lowercase();
    (!is_named).then(|| Interpretation { typed, entity, via: name.to_owned(), corrections: Vec::new() })
}

/// The first mention of each role or term that is meant like this.
fn distinct(mentions: &Mentions, is_meant: impl Fn(Sense) -> bool) -> Vec<&Mention> {
    let mut all: Vec<&Mention> = Vec::new();
    for mention in mentions.all.iter().filter(|mention| is_meant(mention.sense)) {
        if all.iter().all(|other| other.named != mention.named) {
            all.push(mention);
        }
    }
    all
}

/// What was mentioned, as a question refers to it.
fn reference(knowledge: &Knowledge, named: Named) -> Reference {
    match named {
        Named::Role(role) => Reference::Id(knowledge[role].id.clone()),
        // A role may have the same id.
        Named::Term(term) => Reference::Typed(name(knowledge, Subject::Term(term)).to_owned()),
    }
}

fn asks_for_tracks(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = &PHRASES.tracks.words;
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| words.iter().any(|known| known == word))
        || PHRASES.tracks.phrases.iter().any(|phrase| lower.contains(phrase))
}

/// Whether roles are set against each other.
fn is_comparison(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = &PHRASES.compare.words;
    lower.split_whitespace().any(|word| words.iter().any(|known| known == word))
        || PHRASES.compare.phrases.iter().any(|phrase| lower.contains(phrase))
}

/// What somebody asks the meaning of. The rest of the sentence must surely name it, or it was another question.
fn definition_asked(index: &Index, text: &str) -> Option<Reference> {
    let lower = text.trim().trim_end_matches(['?', '!', '.', ' ']).to_lowercase();
    let rest = PHRASES.define.openings.iter().find_map(|opening| after_opening(&lower, opening))?;
    let named = PHRASES.define.endings.iter().find_map(|ending| before_ending(rest, ending)).unwrap_or(rest);
    let is_sure = matches!(index.find(named).verdict, Verdict::Exact | Verdict::Confident);
    is_sure.then(|| Reference::Typed(named.to_owned()))
}
