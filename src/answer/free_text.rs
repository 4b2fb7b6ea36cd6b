//! A question in words: which command it comes to.

use crate::knowledge::model::Knowledge;
use crate::matching::{Index, Mention, Mentions, Named, Sense, Verdict};

use super::ambiguous::{Ambiguous, CandidateView};
use super::pair::{self, Pair};
use super::question::Asked;
use super::resolve::{Interpretation, repeated};
use super::{Answer, EntityRef, compare, define, next, path, tracks};

/// How people ask what something is. The rest of the sentence must name it, or it was another question.
const DEFINE_OPENINGS: &[&str] = &[
    "define ",
    "what is a ",
    "what is an ",
    "what's a ",
    "what's an ",
    "whats a ",
    "whats an ",
    "what does ",
    "who is ",
];

/// What may stand after the name in such a question.
const DEFINE_ENDINGS: &[&str] = &[" do", " mean", " stand for"];

/// Words that ask for the tracks, where no role is named.
const TRACKS_WORDS: &[&str] = &["tracks", "track", "ladders", "career paths", "paths"];

/// Words that set two roles against each other, where two are named.
const COMPARING_WORDS: &[&str] = &["compare", "compared"];

/// Phrases that do.
const COMPARING_PHRASES: &[&str] = &["difference between", "differ from", "different from"];

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, text: &str) -> Answer<'k> {
    if let Some(question) = definition_asked(index, text) {
        return define::answer(knowledge, index, &question);
    }
    if pair::has_arrow(text) {
        return path::answer(knowledge, index, &Pair::Text(text.to_owned()));
    }
    if let Some(pair) = pair::compared(knowledge, index, text) {
        return compare::answer(knowledge, index, &pair);
    }
    let mentions = index.mentions(text, &knowledge.vocabulary);
    if is_comparison(text)
        && let [one, other] = distinct(&mentions, |_| true).as_slice()
    {
        let pair = Pair::Both(asked(knowledge, one.named), asked(knowledge, other.named));
        let mut answer = compare::answer(knowledge, index, &pair);
        if let Answer::Compare(compare) = &mut answer {
            compare.interpretations = interpretations(knowledge, text, &[one, other]);
        }
        return answer;
    }
    let whole = index.find(text);
    if matches!(whole.verdict, Verdict::Exact | Verdict::Confident) {
        return next::answer(knowledge, index, &Asked::Text(text.to_owned()));
    }
    if mentions.all.is_empty() {
        let lower = text.to_lowercase();
        let asks_for_tracks = lower.split(|c: char| !c.is_alphanumeric()).any(|word| TRACKS_WORDS.contains(&word));
        return if asks_for_tracks || lower.contains("career paths") {
            Answer::Tracks(tracks::all(knowledge))
        } else {
            next::answer(knowledge, index, &Asked::Text(text.to_owned()))
        };
    }
    of_mentions(knowledge, index, text, &mentions)
}

fn of_mentions<'k>(knowledge: &'k Knowledge, index: &Index, text: &str, mentions: &Mentions) -> Answer<'k> {
    let with_sense = |sense: Sense| distinct(mentions, |other| other == sense);
    let (current, wanted) = (with_sense(Sense::Current), with_sense(Sense::Wanted));
    if let ([mine], [aim]) = (current.as_slice(), wanted.as_slice())
        && mine.named != aim.named
    {
        let pair = Pair::Both(asked(knowledge, mine.named), asked(knowledge, aim.named));
        let mut answer = path::answer(knowledge, index, &pair);
        if let Answer::Path(path) = &mut answer {
            path.interpretations = interpretations(knowledge, text, &[mine, aim]);
        }
        return answer;
    }
    // Whoever names no role as their own asks about the ones that they name.
    let meant = if current.is_empty() { distinct(mentions, |sense| sense == Sense::Other) } else { current };
    let meant = if meant.is_empty() { distinct(mentions, |_| true) } else { meant };
    match meant.as_slice() {
        [mention] => ask_about(knowledge, index, text, mention),
        several => {
            let possible = several.iter().map(|mention| CandidateView::certain(entity(knowledge, mention.named)));
            Answer::Ambiguous(Ambiguous::new(repeated(text), None, possible))
        }
    }
}

fn ask_about<'k>(knowledge: &'k Knowledge, index: &Index, text: &str, mention: &Mention) -> Answer<'k> {
    match mention.named {
        Named::Role(role) => {
            Answer::Next(next::next(knowledge, role, interpretations(knowledge, text, &[mention]).into_iter().next()))
        }
        Named::Term(_) => next::answer(knowledge, index, &asked(knowledge, mention.named)),
    }
}

/// Which words of the sentence were taken for a role: that is not plain to see, unless they are its name.
fn interpretations<'k>(knowledge: &'k Knowledge, text: &str, mentions: &[&Mention]) -> Vec<Interpretation<'k>> {
    let interpretation = |mention: &&Mention| {
        let name = entity(knowledge, mention.named).name;
        let typed = repeated(text.get(mention.at.clone()).unwrap_or_default());
        let says_so = typed.to_lowercase() == name.to_lowercase();
        (!says_so).then(|| Interpretation { typed, name, via: name.to_owned(), corrections: Vec::new() })
    };
    mentions.iter().filter_map(interpretation).collect()
}

/// The first mention of each thing that is meant so.
fn distinct(mentions: &Mentions, is_meant: impl Fn(Sense) -> bool) -> Vec<&Mention> {
    let mut all: Vec<&Mention> = Vec::new();
    for mention in mentions.all.iter().filter(|mention| is_meant(mention.sense)) {
        if all.iter().all(|other| other.named != mention.named) {
            all.push(mention);
        }
    }
    all
}

fn entity(knowledge: &Knowledge, named: Named) -> EntityRef<'_> {
    match named {
        Named::Role(role) => EntityRef::role(knowledge, role),
        Named::Term(term) => EntityRef::term(knowledge, term),
    }
}

/// What was mentioned, as a question is asked about it.
fn asked(knowledge: &Knowledge, named: Named) -> Asked {
    match named {
        Named::Role(role) => Asked::Id(knowledge[role].id.clone()),
        // A role may have the same id.
        Named::Term(term) => Asked::Text(knowledge[term].name.clone()),
    }
}

/// Whether two things are set against each other.
fn is_comparison(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.split_whitespace().any(|word| COMPARING_WORDS.contains(&word))
        || COMPARING_PHRASES.iter().any(|phrase| lower.contains(phrase))
}

fn definition_asked(index: &Index, text: &str) -> Option<Asked> {
    let lower = text.trim().trim_end_matches(['?', '!', '.', ' ']).to_lowercase();
    let rest = DEFINE_OPENINGS.iter().find_map(|opening| lower.strip_prefix(opening))?;
    let named = DEFINE_ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)).unwrap_or(rest);
    let sure = matches!(index.find(named).verdict, Verdict::Exact | Verdict::Confident);
    sure.then(|| Asked::Text(named.to_owned()))
}
