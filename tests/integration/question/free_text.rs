//! Questions in words.

use super::check;

#[test]
fn intents() {
    check(&[
        ("nurse", "next nurse"),
        ("what comes after registered nurse?", "next nurse; “registered nurse” is nurse"),
        ("I am a nurse", "next nurse"),
        ("what is a matron?", "define matron"),
        ("What does a matron do?", "define matron"),
        ("define telemedicine", "define term telemedicine"),
        ("what is a zookeeper?", "not found: "),
        ("which career paths are there?", "tracks"),
        ("show me all tracks", "tracks"),
        ("I am a nurse and want to be a clinic manager", "path nurse to clinic-manager"),
        ("nurse -> matron", "path nurse to matron"),
        ("nurse → matron", "path nurse to matron"),
        ("nurse vs matron", "compare nurse and matron"),
        ("Nurse VERSUS matron?", "compare nurse and matron"),
        ("difference between a nurse and a matron", "compare nurse and matron"),
        (
            "compare the registered nurse with the clinic manager",
            "compare nurse and clinic-manager; “the registered nurse” is nurse",
        ),
        ("xyzzy", "not found: "),
        ("", "not found: "),
    ]);
}

#[test]
fn a_term_is_asked_back() {
    check(&[
        ("I am a manager", "ambiguous manager: theatre-manager clinic-manager"),
        (
            "I am a nurse and want to be a manager",
            "ambiguous manager: theatre-manager clinic-manager; to of path, beside nurse",
        ),
        (
            "difference between a manager and a matron",
            "ambiguous manager: theatre-manager clinic-manager; a of compare, beside matron",
        ),
    ]);
}

#[test]
fn several_roles_without_a_question_are_asked_back() {
    check(&[("the senior nurse and the clinic manager", "ambiguous: senior-nurse clinic-manager")]);
}
