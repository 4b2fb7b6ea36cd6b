//! Commands: with a slash, with labelled options, by their parts, and back to text.

use nextrole::question::{COMMANDS, Pair, Question, Reference};

use super::{check, engine, told, understood};

#[test]
fn commands() {
    check(&[
        ("/next nurse", "next nurse"),
        ("/NEXT  registered nurse ", "next nurse; “registered nurse” is nurse"),
        ("/next role:nurse", "next nurse"),
        ("/next", "not found: "),
        ("/define manager", "define term manager"),
        ("/define term:matron", "define matron"),
        ("/tracks", "tracks"),
        ("/tracks ward", "track ward"),
        ("/tracks ward trck", "track ward; “ward trck” is ward"),
        ("/path nurse to matron", "path nurse to matron"),
        ("/path to:matron from:nurse", "path nurse to matron"),
        ("/compare a:nurse b:matron", "compare nurse and matron"),
        ("from:nurse to:matron", "path nurse to matron"),
        ("B: nurse A: matron", "compare matron and nurse"),
        // Without the other option it is no command.
        ("from:", "not found: "),
        ("/about", "about"),
        ("/about nurse", "about"),
        ("/nxt nurse", "unknown command nxt"),
    ]);
}

#[test]
fn a_misspelled_command_is_suggested() {
    for (typed, meant) in [("/nxt nurse", Some("next")), ("/compère", Some("compare")), ("/xyzzy", None), ("/", None)]
    {
        assert_eq!(Question::parse(typed).unwrap_err().meant.map(|form| form.name), meant, "{typed}");
    }
}

#[test]
fn every_command_reads_its_own_options() {
    for form in COMMANDS {
        let options: Vec<(&str, &str)> = form.options.iter().map(|option| (option.name, "nurse")).collect();
        let question = Question::from_command(form.name, &options).unwrap();
        assert_eq!(question.typed().len(), form.options.len(), "/{}", form.name);
    }
    assert!(Question::from_command("xyzzy", &[]).is_err());
}

#[test]
fn a_question_as_a_command_asks_the_same() {
    let engine = engine();
    let id = |id: &str| Reference::Id(id.to_owned());
    let questions = [
        Question::Next(id("senior-nurse")),
        Question::Define(id("matron")),
        Question::Tracks,
        Question::Track(id("ward")),
        Question::Path(Pair::Both(id("rd-lead"), id("matron"))),
        Question::Compare(Pair::Both(id("rd-lead"), id("matron"))),
        Question::About,
        Question::FreeText("from nurse to matron".to_owned()),
    ];
    for question in questions {
        assert_eq!(understood(&engine, &question.to_command()), told(&engine, &question), "{question:?}");
    }
}

#[test]
fn buttons() {
    let engine = engine();
    let id = |id: &str| Reference::Id(id.to_owned());
    let cases = [
        (Question::Map(id("nurse")), "map nurse"),
        (Question::Evidence(id("nurse"), id("clinic-manager")), "evidence nurse to clinic-manager"),
        (Question::Evidence(id("ward"), id("matron")), "evidence ward to matron"),
        (Question::Evidence(id("ward"), id("gone")), "not found: "),
        // A role may have been renamed since the button was made.
        (Question::Next(id("registered-nurse")), "next nurse; “registered nurse” is nurse"),
        // A question about two roles carries a term until it is asked what it means.
        (
            Question::Path(Pair::Both(id("nurse"), id("manager"))),
            "ambiguous manager: theatre-manager clinic-manager; to of path, beside nurse",
        ),
    ];
    for (question, expected) in cases {
        assert_eq!(told(&engine, &question), expected, "{question:?}");
    }
}
