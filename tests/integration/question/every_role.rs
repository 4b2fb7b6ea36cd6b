//! The plainest ways to ask, for every role of the shipped knowledge by its name and by each of its aliases.

use std::fmt::Write as _;

use super::understood;
use super::words::engine;

/// A question with `{}` for the role, and what is to be understood, with `{}` for its id.
const ABOUT_ONE: &[(&str, &str)] = &[
    ("what comes after {}?", "next {}"),
    ("I'm a {}, what's next?", "next {}"),
    ("what can I do after {}", "next {}"),
    ("how do I become a {}?", "become {}"),
    ("I want to be a {}", "become {}"),
    ("what is a {}?", "define {}"),
    ("what does a {} do?", "define {}"),
];

/// A question about two roles.
const ABOUT_TWO: &[(&str, &str)] = &[
    ("from {1} to {2}", "path {1} to {2}"),
    ("how do I get from {1} to {2}?", "path {1} to {2}"),
    ("{1} -> {2}", "path {1} to {2}"),
    ("I'm a {1} and want to become a {2}", "path {1} to {2}"),
    ("{1} vs {2}", "compare {1} and {2}"),
    ("what is the difference between {1} and {2}?", "compare {1} and {2}"),
];

/// What was understood, without how names were read.
fn plain(typed: &str) -> String {
    let got = understood(engine(), typed);
    got.split("; “").next().unwrap_or_default().to_owned()
}

/// Whether people disagree about this very question; then the answer is what they say.
fn is_disputed(typed: &str) -> bool {
    engine().knowledge().disputes.iter().any(|dispute| dispute.question.eq_ignore_ascii_case(typed))
}

#[test]
fn about_one_role() {
    let (mut wrong, mut asked) = (String::new(), 0);
    for role in &engine().knowledge().vocabulary.roles {
        for (form, expected) in ABOUT_ONE {
            let typed = form.replace("{}", &role.name);
            let expected = expected.replace("{}", &role.id);
            let got = plain(&typed);
            asked += 1;
            if got != expected && !is_disputed(&typed) {
                writeln!(wrong, "{typed:?}: expected {expected}, got {got}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked}:\n{wrong}", wrong.lines().count());
}

#[test]
fn about_two_roles() {
    let roles = &engine().knowledge().vocabulary.roles;
    let (mut wrong, mut asked) = (String::new(), 0);
    for (number, first) in roles.iter().enumerate() {
        for step in [1, 17, 40] {
            let second = &roles[(number + step) % roles.len()];
            for (form, expected) in ABOUT_TWO {
                let typed = form.replace("{1}", &first.name).replace("{2}", &second.name);
                let expected = expected.replace("{1}", &first.id).replace("{2}", &second.id);
                let got = plain(&typed);
                asked += 1;
                if got != expected {
                    writeln!(wrong, "{typed:?}: expected {expected}, got {got}").unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked}:\n{wrong}", wrong.lines().count());
}
