//! Every sentence that is shown is one: no slip of a number, a blank, a mark or an article, in any answer.

use nextrole::answer::Engine;
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, Reply, reply};

use super::brevity::questions;
use crate::shipped;

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
    let opened = |open: char, close: char| line.matches(open).count() != line.matches(close).count();
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
