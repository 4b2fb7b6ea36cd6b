//! A question in words: which command it comes to.

use crate::knowledge::model::Knowledge;
use crate::matching::{Index, Mention, Mentions, Named, Sense, Verdict};

use super::clarify::{Clarify, Possible};
use super::question::Asked;
use super::resolve::{Reading, repeated};
use super::{Answer, Thing, define, next, tracks};

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

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, text: &str) -> Answer<'k> {
    if let Some(question) = definition_asked(index, text) {
        return define::answer(knowledge, index, &question);
    }
    let whole = index.find(text);
    if matches!(whole.verdict, Verdict::Exact | Verdict::Confident) {
        return next::answer(knowledge, index, &Asked::Text(text.to_owned()));
    }
    let mentions = index.mentions(text, &knowledge.vocabulary);
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
    // Whoever names no role as their own asks about the ones that they name.
    let asked = if current.is_empty() { distinct(mentions, |sense| sense == Sense::Other) } else { current };
    let asked = if asked.is_empty() { distinct(mentions, |_| true) } else { asked };
    match asked.as_slice() {
        [mention] => {
            let mut answer = ask_about(knowledge, index, text, mention);
            if let (Answer::Next(next), [aim]) = (&mut answer, wanted.as_slice())
                && aim.named != mention.named
            {
                next.aim = Some(thing(knowledge, aim.named));
            }
            answer
        }
        several => {
            let possible = several.iter().map(|mention| Possible::certain(thing(knowledge, mention.named)));
            Answer::Clarify(Clarify::new(repeated(text), None, possible))
        }
    }
}

fn ask_about<'k>(knowledge: &'k Knowledge, index: &Index, text: &str, mention: &Mention) -> Answer<'k> {
    let named = thing(knowledge, mention.named);
    match mention.named {
        Named::Role(role) => {
            // Which words of the sentence were taken for the role is not plain to see, unless they are its name.
            let typed = repeated(text.get(mention.at.clone()).unwrap_or_default());
            let says_so = typed.to_lowercase() == named.name.to_lowercase();
            let reading = Reading { typed, name: named.name, via: named.name.to_owned(), corrections: Vec::new() };
            Answer::Next(next::next(knowledge, role, (!says_so).then_some(reading)))
        }
        Named::Term(_) => next::answer(knowledge, index, &Asked::Text(named.name.to_owned())),
    }
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

fn thing(knowledge: &Knowledge, named: Named) -> Thing<'_> {
    match named {
        Named::Role(role) => Thing::role(knowledge, role),
        Named::Term(term) => Thing::term(knowledge, term),
    }
}

fn definition_asked(index: &Index, text: &str) -> Option<Asked> {
    let lower = text.trim().trim_end_matches(['?', '!', '.', ' ']).to_lowercase();
    let rest = DEFINE_OPENINGS.iter().find_map(|opening| lower.strip_prefix(opening))?;
    let named = DEFINE_ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)).unwrap_or(rest);
    let sure = matches!(index.find(named).verdict, Verdict::Exact | Verdict::Confident);
    sure.then(|| Asked::Text(named.to_owned()))
}
