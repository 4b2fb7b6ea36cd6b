//! Replies to an answer: text in, the question that it picks out.

use nextrole::question::{Offer, Question, Reference, picked};

fn offers() -> Vec<Offer> {
    let id = |id: &str| Reference::Id(id.to_owned());
    [
        ("Become: IT manager", Question::Become(id("it-manager"))),
        ("IT manager", Question::Next(id("it-manager"))),
        ("Operations manager", Question::Next(id("ops-manager"))),
        ("Security manager", Question::Next(id("security-manager"))),
    ]
    .map(|(label, question)| Offer { question, label: label.to_owned() })
    .to_vec()
}

#[test]
fn a_reply_picks_by_number_by_words_or_by_yes() {
    let offers = offers();
    let cases = [
        ("2", Some("/next it-manager")),
        ("the second one", Some("/next it-manager")),
        ("3.", Some("/next ops-manager")),
        ("the security one", Some("/next security-manager")),
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
        ("thanks, that helps", None),
        ("how do I become a security manager one day?", None),
    ];
    for (text, expected) in cases {
        assert_eq!(picked(text, &offers).map(Question::to_command).as_deref(), expected, "{text:?}");
        assert_eq!(picked(text, &[]), None, "{text:?}");
    }
}

#[test]
fn a_word_in_one_label_alone_is_enough() {
    let offers = &offers()[1..];
    assert_eq!(picked("the IT one", offers).map(Question::to_command).as_deref(), Some("/next it-manager"));
    let service = Reference::Id("it-service-manager".to_owned());
    let longer = Offer { question: Question::Next(service), label: "IT service manager".to_owned() };
    let offers = [vec![longer], offers.to_vec()].concat();
    assert_eq!(picked("the IT one", &offers).map(Question::to_command).as_deref(), Some("/next it-manager"));
}

#[test]
fn a_long_reply_picks_nothing() {
    assert_eq!(picked(&"yes ".repeat(100_000), &offers()), None);
}
