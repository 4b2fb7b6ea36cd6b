//! Every sentence that is shown is one: no slip of a number, a blank, a mark or an article, in any answer.

use nextrole::answer::{Engine, MapRequest};
use nextrole::question::Question;
use nextrole::reply::picture::alt;
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, Reply, reply};

use super::brevity::questions;
use crate::{SMALL, knowledge_of, shipped};

/// Words that are plural, behind a number.
const PLURALS: &[&str] = &[
    "sources",
    "answers",
    "people",
    "roles",
    "tracks",
    "rungs",
    "moves",
    "steps",
    "opinions",
    "definitions",
    "voices",
    "origins",
    "publishers",
    "others",
    "routes",
];

/// What is wrong with a line that is shown; the checks know nothing of how it was made.
fn slips(line: &str) -> Vec<&'static str> {
    // The name of a journal.
    let line = line.trim_start().replace(";login:", "login");
    let words: Vec<&str> =
        line.split_whitespace().map(|word| word.trim_matches(['(', ')', ',', ';', '.', ':'])).collect();
    let is_after =
        |first: &str, second: &dyn Fn(&str) -> bool| words.windows(2).any(|pair| pair[0] == first && second(pair[1]));
    let is_marked_twice =
        [",,", ";;", "::", " ,", " ;", " :", " .", ",.", ";.", ":.", "?.", "!.", "()", "“”", "( ", " )"]
            .iter()
            .any(|marks| line.contains(marks) && !(*marks == " ." && line.contains(" .N")));
    let all: Vec<&str> = line.split_whitespace().collect();
    let is_said_twice = all.windows(2).any(|pair| pair[0] == pair[1] && pair[0].chars().all(char::is_alphabetic));
    // What is longer than there is room for is cut.
    let is_cut = line.ends_with('…');
    let opened = |open: char, close: char| !is_cut && line.matches(open).count() != line.matches(close).count();
    let checks = [
        (is_after("1", &|word| PLURALS.contains(&word)), "one, but a plural"),
        (is_after("0", &|word| PLURALS.contains(&word)), "none is counted"),
        (line.contains("  "), "two blanks"),
        (line.contains("..") && !line.contains("..."), "two full stops"),
        (is_marked_twice, "marks beside each other"),
        (opened('(', ')') || opened('“', '”'), "what is opened is not closed"),
        (is_said_twice, "a word twice"),
        (is_after("a", &|word| word.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O'])), "a before a vowel"),
        (
            is_after("an", &|word| word.starts_with(['b', 'c', 'd', 'g', 'j', 'k', 'p', 'q', 't', 'v', 'w', 'z'])),
            "an before a consonant",
        ),
        (["null", "None(", "Some(", "NaN", "{}"].iter().any(|value| line.contains(value)), "a value of the program"),
        (line.starts_with([',', ';', '.', ')']), "begins with a mark"),
    ];
    checks.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, what)| what).collect()
}

/// The lines of a reply, and the labels of its buttons and of its menu.
fn lines(reply: &Reply) -> Vec<String> {
    let shown = text(reply, Layout { width: usize::MAX, has_styles: false });
    let choices = reply.menu.iter().flat_map(|menu| &menu.choices);
    let labels = reply.buttons.iter().chain(choices).map(|button| button.label.clone());
    shown.lines().map(str::to_owned).chain(labels).collect()
}

#[test]
fn shipped_answers_have_no_slips() {
    let engine = Engine::new(shipped());
    let mut wrong: Vec<String> = Vec::new();
    let mut checked = 0;
    for (_, question) in questions(engine.knowledge()) {
        let answer = engine.respond(&question);
        for detail in [Detail::Brief, Detail::Full] {
            for line in lines(&reply(&answer, detail)) {
                checked += 1;
                wrong.extend(slips(&line).iter().map(|slip| format!("{slip}: {line}")));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} slips in {checked} lines:\n{}", wrong.len(), wrong.join("\n"));
    assert!(checked > 50_000, "{checked}");
}

/// The slips in the replies to what is typed, brief and in full, and how many lines were checked.
fn slips_in_replies(engine: &Engine, typed: impl Iterator<Item = String>) -> (Vec<String>, usize) {
    let (mut wrong, mut checked) = (Vec::new(), 0);
    for typed in typed {
        let Ok(question) = Question::parse(&typed) else { continue };
        let answer = engine.respond(&question);
        for detail in [Detail::Brief, Detail::Full] {
            for line in lines(&reply(&answer, detail)) {
                checked += 1;
                wrong.extend(slips(&line).iter().map(|slip| format!("{slip}: {line} ({typed})")));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    (wrong, checked)
}

/// Names that are mistyped, cut short or half of a pair: the bot says how it read them, asks back, or finds nothing.
#[test]
fn answers_to_unclear_questions_have_no_slips() {
    for engine in [Engine::new(shipped()), crate::another_field::engine(), Engine::new(knowledge_of(SMALL))] {
        let names: Vec<String> = engine.knowledge().vocabulary.roles.iter().map(|role| role.name.clone()).collect();
        let typed = names.iter().flat_map(|name| {
            let cut: String = name.chars().take(name.chars().count() / 2).collect();
            let word = name.split(' ').next_back().unwrap_or_default();
            [
                format!("/next {name}z"),
                format!("/define {name}z"),
                format!("/become senior {name}"),
                format!("/next {cut}"),
                format!("/next {word}"),
                format!("/path {name} to {word}"),
                format!("/compare {name} vs {cut}"),
                format!("/compare {word}"),
                format!("is a {name} better than a {word}?"),
                format!("how much does a {name} earn?"),
                format!("how long does it take to become a {name}?"),
                format!("what do people disagree about for a {name}?"),
                format!("{word}?"),
            ]
        });
        let (wrong, checked) = slips_in_replies(&engine, typed);
        assert!(wrong.is_empty(), "{} slips in {checked} lines:\n{}", wrong.len(), wrong.join("\n"));
        assert!(checked > 300, "{checked}");
    }
}

#[test]
fn alternative_texts_of_pictures_have_no_slips() {
    let engine = Engine::new(shipped());
    let knowledge = engine.knowledge();
    let ids: Vec<&String> = knowledge.vocabulary.roles.iter().map(|role| &role.id).collect();
    let roles = ids.iter().map(|id| MapRequest::Role((*id).clone()));
    let tracks = knowledge.tracks.iter().map(|track| MapRequest::Track(track.id.clone()));
    let paths = ids.iter().zip(ids.iter().skip(11)).map(|(from, to)| MapRequest::Path((*from).clone(), (*to).clone()));
    for map in roles.chain(tracks).chain(paths).chain([MapRequest::All]) {
        let text = alt(&engine.map_view(&map).unwrap());
        let wrong = slips(&text);
        assert_eq!(wrong, [""; 0], "{map:?}: {text}");
    }
}

#[test]
fn slips_are_seen() {
    for wrong in [
        "Ops: 1 sources, 2005",
        "Ops (0 sources)",
        "Two  blanks",
        "It ends..",
        "Ops , then more",
        "Ops (Ann",
        "said “so",
        "the the end",
        "a Ops lead",
        "an cloud engineer",
        "Some(3)",
        ", and more",
    ] {
        assert!(!slips(wrong).is_empty(), "{wrong}");
    }
    assert_eq!(slips("1. Ops: 1 source, 2005; an Ops lead (Ann, 2005) and a developer…"), [""; 0]);
}
