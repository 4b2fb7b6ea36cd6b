//! Replies to an answer: text in, the question that it asks out.

use nextrole::question::{Offer, Question, Reference};
use nextrole::reply::{Button, Detail, Reply, reply};

use super::words::engine;

fn offers() -> Vec<Offer> {
    let id = |id: &str| Reference::Id(id.to_owned());
    [
        ("Become: IT manager", Question::Become(id("it-manager"))),
        ("IT manager", Question::Next(id("it-manager"))),
        ("Operations manager", Question::Next(id("ops-manager"))),
        ("Security manager", Question::Next(id("security-manager"))),
    ]
    .map(|(label, question)| Offer { question, label: label.to_owned(), is_whole: false })
    .to_vec()
}

/// What a reply asks, as a command; with "in full" if it asks for all of the answer.
fn asked(text: &str, offers: &[Offer]) -> Option<String> {
    let asked = engine().follow_up(text, offers)?;
    Some(format!("{}{}", asked.question.to_command(), if asked.in_full { ", in full" } else { "" }))
}

/// What the answer to a question offers.
fn offered(question: &str) -> Vec<Offer> {
    let Reply { menu, buttons, .. } = reply(&engine().respond(&Question::parse(question).unwrap()), Detail::Brief);
    let offer = |button: &Button, is_button: bool| Offer {
        question: button.question.clone(),
        label: button.label.clone(),
        is_whole: is_button && button.detail == Detail::Full,
    };
    let choices = menu.iter().flat_map(|menu| &menu.choices).map(|choice| offer(choice, false));
    choices.chain(buttons.iter().map(|button| offer(button, true))).collect()
}

fn check(question: &str, cases: &[(&str, Option<&str>)]) {
    let offers = offered(question);
    for (text, expected) in cases {
        assert_eq!(asked(text, &offers).as_deref(), *expected, "{question:?}, then {text:?}");
    }
}

#[test]
fn a_reply_picks_by_number_by_words_or_by_yes() {
    let offers = offers();
    let cases = [
        ("2", Some("/next it-manager")),
        ("the second one", Some("/next it-manager")),
        ("the other one", Some("/next it-manager")),
        ("3.", Some("/next ops-manager")),
        ("the security one", Some("/next security-manager")),
        ("no, the security one", Some("/next security-manager")),
        ("Operations", Some("/next ops-manager")),
        ("yes", Some("/become it-manager")),
        ("yes please!", Some("/become it-manager")),
        ("and after that?", Some("/next it-manager")),
        // Several are called so.
        ("manager", None),
        ("0", None),
        ("99", None),
        ("99999999999999999999999", None),
        ("", None),
        ("/next ops", None),
        // A question back has nothing more to say.
        ("why?", None),
        ("thanks, that helps", None),
        ("how do I become a security manager one day?", None),
    ];
    for (text, expected) in cases {
        assert_eq!(asked(text, &offers).as_deref(), expected, "{text:?}");
        assert_eq!(asked(text, &[]), None, "{text:?}");
    }
}

#[test]
fn a_word_in_one_label_alone_is_enough() {
    let offers = &offers()[1..];
    assert_eq!(asked("the IT one", offers).as_deref(), Some("/next it-manager"));
    let service = Reference::Id("it-service-manager".to_owned());
    let longer = Offer { question: Question::Next(service), label: "IT service manager".to_owned(), is_whole: false };
    let offers = [vec![longer], offers.to_vec()].concat();
    assert_eq!(asked("the IT one", &offers).as_deref(), Some("/next it-manager"));
}

#[test]
fn a_reply_to_the_next_steps_goes_on_from_them() {
    check(
        "/next helpdesk",
        &[
            ("why?", Some("/next helpdesk, in full")),
            ("who says so?", Some("/next helpdesk, in full")),
            ("sources?", Some("/next helpdesk, in full")),
            ("more", Some("/next helpdesk, in full")),
            ("tell me more", Some("/next helpdesk, in full")),
            ("the first one", Some("/next sysadmin")),
            ("the second one", Some("/next second-line-support")),
            ("and after that?", Some("/next sysadmin")),
            ("and for managers?", Some("/path helpdesk to service-desk-manager")),
            ("what about management?", Some("/path helpdesk to service-desk-manager")),
            ("what about devops instead?", Some("/next devops")),
            ("and for a dba?", Some("/next dba")),
            ("thanks", None),
            ("lol", None),
        ],
    );
}

#[test]
fn a_reply_to_a_path_changes_one_of_its_ends() {
    check(
        "/path helpdesk to sre",
        &[
            ("why?", Some("/path helpdesk to sre, in full")),
            ("what about devops instead?", Some("/path helpdesk to devops")),
            ("how about a cloud engineer", Some("/path helpdesk to cloud engineer")),
            ("and from desktop support?", Some("/path desktop support to sre")),
            ("and for a developer?", Some("/path developer to sre")),
            ("and after that?", Some("/next sre")),
        ],
    );
}

#[test]
fn a_reply_to_other_answers_asks_the_same_about_another_role() {
    check(
        "/become cloud engineer",
        &[
            ("and a platform engineer?", Some("/become platform engineer")),
            ("the second one", Some("/become system-engineer")),
            ("who says so", Some("/become cloud-engineer, in full")),
        ],
    );
    check(
        "/compare sysadmin, sre",
        &[
            ("what about devops?", Some("/compare sysadmin, devops")),
            ("no, the platform one", Some("/compare sysadmin, platform engineer")),
        ],
    );
    check("/next it manager", &[("no, the network one", Some("/next network-manager"))]);
}

#[test]
fn a_long_reply_picks_nothing() {
    assert_eq!(asked(&"yes ".repeat(100_000), &offers()), None);
}
