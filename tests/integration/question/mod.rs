//! What is understood of a question: text in, query out.

mod ambiguity;
mod asked;
mod cases;
mod command;
mod dialogue;
mod every_role;
mod free_text;
mod hostile;
mod languages;
mod near_fields;
mod pair;
mod server_roles;
mod several;
mod understood;
mod varied;
mod wordings;
mod words;

use nextrole::answer::Engine;
use nextrole::knowledge::model::{Knowledge, Place, RoleKey, Subject};
use nextrole::matching::Named;
use nextrole::question::{Ambiguous, Candidate, Intent, NotFound, Query, Question, Understood};

use crate::knowledge_of;

/// Roles of several sorts, a term for two of them and one for none, and a track.
const CARE: &str = r#"
[source]
id = "talk"
title = "On careers"
published = "2020"

[[person]]
id = "ann"
name = "Ann"

[[role]]
id = "nurse"
name = "Nurse"
aliases = ["registered nurse"]

[[role]]
id = "senior-nurse"
name = "Senior nurse"

[[role]]
id = "matron"
name = "Matron"

[[role]]
id = "theatre-manager"
name = "Theatre manager"

[[role]]
id = "clinic-manager"
name = "Clinic manager"

[[role]]
id = "rd-lead"
name = "Research and development lead"

[[term]]
id = "manager"
name = "Manager"
covers = ["theatre-manager", "clinic-manager"]

[[term]]
id = "telemedicine"
name = "Telemedicine"
covers = []

[[track]]
id = "ward"
name = "Ward track"
by = "ann"
steps = ["nurse", "senior-nurse", "matron"]

[[move]]
from = "nurse"
to = "clinic-manager"
kind = "switch"
by = "ann"
"#;

fn engine() -> Engine {
    Engine::new(knowledge_of(CARE))
}

/// What was understood, on one line.
fn understood(engine: &Engine, typed: &str) -> String {
    match Question::parse(typed) {
        Ok(question) => told(engine, &question),
        Err(unknown) => format!("unknown command {}", unknown.typed),
    }
}

fn told(engine: &Engine, question: &Question) -> String {
    let knowledge = engine.knowledge();
    match engine.understand(question) {
        Understood::Query(query) => query_told(knowledge, &query),
        Understood::Ambiguous(Ambiguous { term, candidates, half, .. }) => {
            let term = term.map_or(String::new(), |term| format!(" {}", knowledge[term].id));
            format!("ambiguous{term}: {}{}", ids(knowledge, &candidates), half_told(knowledge, half.as_ref()))
        }
        Understood::NotFound(NotFound { term, near_field, nearest, half, .. }) => {
            let term = term.map_or(String::new(), |term| format!(" {}", knowledge[term].id));
            let near_field = near_field.map_or(String::new(), |near| format!(", near field {}", knowledge[near].name));
            format!("not found{term}{near_field}: {}{}", ids(knowledge, &nearest), half_told(knowledge, half.as_ref()))
        }
    }
}

fn query_told(knowledge: &Knowledge, Query { intent, interpretations, via, asks_years }: &Query) -> String {
    let role = |key: RoleKey| knowledge[key].id.clone();
    let place = |place| match place {
        Place::Role(key) => role(key),
        Place::Track(key) => knowledge[key].id.clone(),
    };
    let mut told = match *intent {
        Intent::Next(key) => format!("next {}", role(key)),
        Intent::Become(key) => format!("become {}", role(key)),
        Intent::Disputes => "disputes".to_owned(),
        Intent::Dispute(key) => format!("dispute {}", knowledge[key].id),
        Intent::Help(talk) => format!("help {talk:?}").to_lowercase(),
        Intent::OutOfScope { topic, role: None, .. } => format!("out of scope {topic:?}").to_lowercase(),
        Intent::OutOfScope { topic, role: Some(key), .. } => {
            format!("out of scope {topic:?}, {}", role(key)).to_lowercase()
        }
        Intent::Define(Named::Role(key)) => format!("define {}", role(key)),
        Intent::Define(Named::Term(key)) => format!("define term {}", knowledge[key].id),
        Intent::Tracks => "tracks".to_owned(),
        Intent::Track(key) => format!("track {}", knowledge[key].id),
        Intent::Path { from, to } => format!("path {} to {}", role(from), role(to)),
        Intent::Compare { first, second } => format!("compare {} and {}", role(first), role(second)),
        Intent::About => "about".to_owned(),
        Intent::Evidence { from, to } => format!("evidence {} to {}", place(from), place(to)),
        Intent::Map(key) => format!("map {}", role(key)),
    };
    for key in via {
        told += &format!(", via {}", role(*key));
    }
    if *asks_years {
        told += ", how long";
    }
    for interpretation in interpretations {
        told += &format!("; “{}” is {}", interpretation.typed, id(knowledge, interpretation.entity));
    }
    told
}

fn half_told(knowledge: &Knowledge, half: Option<&nextrole::question::PendingArgument>) -> String {
    let Some(half) = half else { return String::new() };
    let others: Vec<&str> = half.others.iter().map(|other| id(knowledge, *other)).collect();
    format!("; {} of {}, beside {}", half.option, half.command, others.join(" "))
}

fn ids(knowledge: &Knowledge, candidates: &[Candidate]) -> String {
    candidates.iter().map(|candidate| id(knowledge, candidate.entity)).collect::<Vec<_>>().join(" ")
}

fn id(knowledge: &Knowledge, subject: Subject) -> &str {
    match subject {
        Subject::Role(key) => &knowledge[key].id,
        Subject::Track(key) => &knowledge[key].id,
        Subject::Term(key) => &knowledge[key].id,
    }
}

/// Compares what was understood of each text with what is expected.
fn check(cases: &[(&str, &str)]) {
    let engine = engine();
    let wrong: Vec<String> = cases
        .iter()
        .map(|(typed, expected)| (typed, expected, understood(&engine, typed)))
        .filter(|(_, expected, got)| got != *expected)
        .map(|(typed, expected, got)| format!("{typed:?}\n  expected {expected}\n  got      {got}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
