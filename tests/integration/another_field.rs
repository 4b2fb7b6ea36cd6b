//! A folder about nursing: nothing in the program is about IT only.

use std::path::Path;

use nextrole::answer::{Engine, MapRequest};
use nextrole::knowledge::{Options, load};
use nextrole::question::{Question, Topic};
use nextrole::reply::picture::{png, svg};
use nextrole::reply::text::{Layout, text};
use nextrole::reply::{Detail, reply};
use serde_json::{Value, json};

use crate::cli::help::SUBCOMMANDS;
use crate::playground::page::Playground;
use crate::program::nextrole;

const FOLDER: &str = "tests/fixtures/nursing";

/// Words of the shipped knowledge that no answer about nurses may have.
const WORDS_OF_IT: &[&str] =
    &["helpdesk", "sysadmin", "devops", "engineer", "developer", "infrastructure", "IT ", "administrator", "architect"];

pub(crate) fn engine() -> Engine {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let loaded = load(&folder, &Options { this_year: Some(2026), ..Options::default() });
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    Engine::new(loaded.knowledge.unwrap())
}

fn ask(engine: &Engine, typed: &str, detail: Detail) -> String {
    let said = text(
        &reply(&engine.respond(&Question::parse(typed).unwrap()), detail),
        Layout { width: usize::MAX, has_styles: false },
    );
    for word in WORDS_OF_IT {
        assert!(!said.contains(word), "{typed}: {word}\n{said}");
    }
    said
}

#[test]
fn it_has_everything_once() {
    let knowledge = engine().knowledge().clone();
    let counts = [knowledge.vocabulary.roles.len(), knowledge.tracks.len(), knowledge.viewpoints.len()];
    assert_eq!((counts, knowledge.disputes.len()), ([8, 3, 6], 1));
}

#[test]
fn names() {
    let said = nextrole(&format!("match --knowledge {FOLDER}"));
    let queries = "Staff nurse\nstaff nurse (nights)\nstaff nurse - night shift\nstaff nurse (ICU)\ncharge nurse, ward 7\ncharge nurs\nmatron (nights)\nsenior matron\nsenior staff nurse\nsenior nurse\nlead nurse\njunior nurse\nnurse\nRN\nward sister\nhca\nmatron\nanp\nchief nurse\n";
    insta::assert_snapshot!(said.typed(queries).prints(), @r#"
    Staff nurse → Staff nurse (exact)
    staff nurse (nights) → Staff nurse (confident, 0.97, matched "Staff nurse")
    staff nurse - night shift → Staff nurse (confident, 0.99, matched "Staff nurse")
    staff nurse (ICU) → Staff nurse (confident, 0.83, matched "Staff nurse")
    charge nurse, ward 7 → Charge nurse (confident, 0.93, matched "Charge nurse")
    charge nurs → Charge nurse (confident, 0.99, matched "Charge nurse")
    matron (nights) → Matron (confident, 0.97, matched "Matron")
    senior matron → Matron (confident, 0.59, matched "Matron")
    senior staff nurse → Staff nurse (confident, 0.82, matched "Staff nurse")
    senior nurse → Charge nurse (exact)
    lead nurse → Charge nurse (confident, 0.89, matched "senior nurse")
    junior nurse → Staff nurse, Charge nurse, Clinical nurse specialist, Advanced nurse practitioner? (ambiguous)
    nurse → Staff nurse, Charge nurse, Clinical nurse specialist, Advanced nurse practitioner? (ambiguous)
    RN → Staff nurse (exact)
    ward sister → Charge nurse (exact)
    hca → Healthcare assistant (exact)
    matron → Matron (exact)
    anp → Advanced nurse practitioner (exact)
    chief nurse → Director of nursing (exact)
    "#);
}

#[test]
fn sentences() {
    let engine = engine();
    let title = |typed: &str| ask(&engine, typed, Detail::Brief).lines().next().unwrap_or_default().to_owned();
    let said: Vec<String> = [
        "I want to be a matron",
        "I am a matron. What comes next?",
        "I'm a staff nurse, what now?",
        "how do I become a charge nurse?",
        "from healthcare assistant to matron",
        "can a staff nurse become an advanced nurse practitioner?",
        "I'm a senior nurse, what comes next?",
        "staff nurse (nights), what next?",
        "matron or clinical nurse specialist?",
        "what is a matron?",
        "which career paths are there?",
        "should a nurse go into management?",
        "bedside or office?",
        "what does a nurse do",
        "help",
    ]
    .iter()
    .map(|typed| format!("{typed} => {}", title(typed)))
    .collect();
    insta::assert_snapshot!(said.join("\n"), @"
    I want to be a matron => How do people become a matron?
    I am a matron. What comes next? => What comes after matron?
    I'm a staff nurse, what now? => What comes after staff nurse?
    how do I become a charge nurse? => How do people become a charge nurse?
    from healthcare assistant to matron => From healthcare assistant to matron
    can a staff nurse become an advanced nurse practitioner? => From staff nurse to advanced nurse practitioner
    I'm a senior nurse, what comes next? => What comes after charge nurse?
    staff nurse (nights), what next? => What comes after staff nurse?
    matron or clinical nurse specialist? => Matron and clinical nurse specialist
    what is a matron? => What does “matron” mean?
    which career paths are there? => Career tracks
    should a nurse go into management? => Do you have to leave the bedside to be promoted?
    bedside or office? => Do you have to leave the bedside to be promoted?
    what does a nurse do => What does “nurse” mean?
    help => Ask me what comes after a role
    ");
}

#[test]
fn the_words_of_answers_come_from_the_folder() {
    let engine = engine();
    insta::assert_snapshot!(ask(&engine, "/next matron", Detail::Brief), @"
    What comes after matron?

    Responsible for the nursing on several wards.

    Next step
      1. Director of nursing: next rung on Ward track (Grace Adeyemi, 2016)

    Outside nursing: Hospital manager

    Where people disagree
      - Do you have to leave the bedside to be promoted? Ingrid Larsen (2021) and 1 more: No: advanced practice is a career of its own. Grace Adeyemi (2016): Yes: above charge nurse there is only management.
    ");
    insta::assert_snapshot!(ask(&engine, "help", Detail::Brief), @"
    Ask me what comes after a role

    I show what people and employers say, with names and years. I never decide who is right.

    - “next after healthcare assistant”: where people go from there, and who disagrees
    - “what leads to staff nurse?”: who gets there, and how
    - “from healthcare assistant to staff nurse”: the routes between two roles
    - “staff nurse or charge nurse?”: two roles compared
    - “what is charge nurse?”: what people say it is
    ");
    insta::assert_snapshot!(ask(&engine, "/disputes", Detail::Brief), @"
    What people disagree about

    - Wards (1): Do you have to leave the bedside to be promoted?
    ");
    insta::assert_snapshot!(ask(&engine, "/next helpdes", Detail::Brief).replace("helpdes", "…"), @"
    Not found

    I don't know “…”.

    Use /tracks to see all career tracks.
    ");
}

#[test]
fn every_answer_can_be_given() {
    let engine = engine();
    let knowledge = engine.knowledge();
    let ids: Vec<&str> = knowledge.vocabulary.roles.iter().map(|role| role.id.as_str()).collect();
    for detail in [Detail::Brief, Detail::Full] {
        for one in &ids {
            for command in ["next", "become", "define"] {
                assert!(ask(&engine, &format!("/{command} {one}"), detail).lines().count() > 1, "/{command} {one}");
            }
            for other in ids.iter().filter(|other| *other != one) {
                ask(&engine, &format!("/path {one} to {other}"), detail);
                ask(&engine, &format!("/compare {one}, {other}"), detail);
            }
        }
        for track in &knowledge.tracks {
            assert!(ask(&engine, &format!("/tracks {}", track.id), detail).starts_with(&track.name));
        }
        assert!(ask(&engine, "/disputes bedside or office", detail).contains("Larsen"));
        ask(&engine, "/about", detail);
    }
}

#[test]
fn suggestions_and_pictures() {
    let engine = engine();
    let suggested: Vec<&str> =
        engine.suggest(Topic::Roles, "", 25).iter().map(|suggestion| suggestion.entity.name).collect();
    assert!(suggested.contains(&"Matron") && suggested.contains(&"Staff nurse"), "{suggested:?}");
    let maps = [
        MapRequest::All,
        MapRequest::Track("ward".to_owned()),
        MapRequest::Role("charge-nurse".to_owned()),
        MapRequest::Path("staff-nurse".to_owned(), "director-of-nursing".to_owned()),
    ];
    for map in maps {
        let svg = svg(&engine.map_view(&map).unwrap());
        assert!(png(&svg).unwrap().starts_with(b"\x89PNG"), "{map:?}");
        for word in WORDS_OF_IT {
            assert!(!svg.contains(word), "{map:?}: {word}");
        }
    }
}

#[test]
fn the_terminal_takes_its_examples_from_the_folder() {
    let said = nextrole(&format!("chat --knowledge {FOLDER}")).typed("/help\n/nxt\n/quit\n").prints();
    assert!(said.contains("Healthcare assistant"), "{said}");
    for word in WORDS_OF_IT {
        assert!(!said.contains(word), "{word}: {said}");
    }
}

/// Every text of the program: help, errors, lists, with the folder named by flag and by variable.
#[test]
fn no_text_of_the_program_is_about_it() {
    let mut texts = Vec::new();
    for subcommand in SUBCOMMANDS.iter().chain(&[""]) {
        texts.push(nextrole(&format!("{subcommand} --help --knowledge {FOLDER}")).prints());
        texts.push(nextrole(&format!("{subcommand} -h")).env("NEXTROLE_KNOWLEDGE", FOLDER).prints());
    }
    let with = |arguments: &str| nextrole(&format!("{arguments} --knowledge {FOLDER}"));
    for question in
        ["/nxt", "/xyzzy", "/suggest", "/suggest step", "/suggest name role=matron", "/next", "/path matron"]
    {
        let outcome = with("ask").arg(question).run();
        texts.push(outcome.out + &outcome.err);
    }
    for arguments in
        ["add role --dry-run", "add move --dry-run", "add move --from x", "add track --name x --step y", "map --role x"]
    {
        let outcome = with(arguments).run();
        assert_ne!(outcome.code, Some(0), "{arguments}");
        texts.push(outcome.out + &outcome.err);
    }
    texts.push(with("ask help --all").prints() + &with("ask /about --all").prints() + &with("check").prints());
    texts.push(with("chat").typed("/suggest\n/suggest role\n/help\n/nxt\n99\n").prints());
    for text in texts {
        for word in WORDS_OF_IT {
            let is_in = if word.starts_with("IT") { text.contains(word) } else { text.to_lowercase().contains(word) };
            assert!(!is_in, "{word}: {text}");
        }
    }
    insta::assert_snapshot!(with("add move --help").prints().lines().last().unwrap(), @"  nextrole add move --from healthcare-assistant --to staff-nurse --kind step");
    insta::assert_snapshot!(with("match --help").prints().lines().rev().nth(1).unwrap(), @r#"  nextrole match "Healthcare assistant" "Staff nure""#);
}

#[tokio::test]
async fn the_playground() {
    let playground = Playground::start(&format!("--port 0 --knowledge {FOLDER}"));
    playground.ready().await;
    let asked = json!({
        "do": "command", "who": "ada", "venue": "general", "name": "next", "options": { "role": "matron" }
    });
    let outcome: Value = playground.perform(&asked).send().await.unwrap().json().await.unwrap();
    assert_eq!(outcome["responded"], json!(true));
    let event = playground.event(|event| event["interactions"][0]["state"] == "answered").await;
    let answer = &event["messages"][0]["message"]["embeds"][0];
    assert_eq!(answer["title"], "What comes after matron?");
    assert!(answer.to_string().contains("Outside nursing"), "{answer}");
    let snapshot = playground.event(|event| event["snapshot"].is_object()).await["snapshot"].to_string();
    let words = WORDS_OF_IT.iter().filter(|word| snapshot.contains(**word)).collect::<Vec<_>>();
    assert!(words.is_empty(), "{words:?}: {snapshot}");
}
