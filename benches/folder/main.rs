//! How long a large folder takes: 2,000 roles and 5,000 statements, which nobody has written yet.
//!
//! `cargo bench --bench folder` prints a table. The figures beside it are the limits for the shipped knowledge, or for
//! names alone; a large folder has to stay within them.

#![expect(clippy::panic, clippy::print_stdout, reason = "a bench prints, and says where it cannot go on")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use nextrole::answer::Engine;
use nextrole::knowledge::problem::{SourceFile, SourceFiles};
use nextrole::knowledge::{Options, check};
use nextrole::question::{Question, Topic};
use nextrole::reply::{Detail, reply};

const ROLES: usize = 2_000;

const MOVES: usize = 3_500;

const VIEWPOINTS: usize = 1_000;

const TRACKS: usize = 500;

/// How often a question is asked.
const QUESTIONS: usize = 400;

const FIRST: &[&str] = &[
    "Surgical",
    "Pediatric",
    "Night",
    "Mobile",
    "Regional",
    "Clinical",
    "Forensic",
    "Marine",
    "Alpine",
    "Urban",
    "Rural",
    "Digital",
    "Civil",
    "Organic",
    "Thermal",
    "Optical",
    "Nuclear",
    "Public",
    "Private",
    "Export",
];

const SECOND: &[&str] = &[
    "ward", "kitchen", "harbor", "forest", "theater", "library", "museum", "railway", "vineyard", "dairy", "printing",
    "textile", "glass", "paper", "timber", "bridge", "tunnel", "garden", "school", "prison",
];

const THIRD: &[&str] = &["nurse", "inspector", "planner", "porter", "tutor"];

fn main() {
    let files = folder();
    let options = Options { this_year: Some(2026), notes: true, ..Options::default() };
    let (checked, loaded) = timed(|| check(files.clone(), &options));
    let errors_only = Options { errors_only: true, ..Options::default() };
    let (read, _) = timed(|| check(files.clone(), &errors_only));
    let statements = MOVES + VIEWPOINTS + TRACKS;
    let Some(knowledge) = loaded.knowledge else {
        panic!("the generated folder is broken: {:?}", loaded.problems.first());
    };
    let (built, engine) = timed(|| Engine::new(knowledge));
    let names: Vec<String> = (0..QUESTIONS).map(|at| name(at * 7 % ROLES)).collect();
    println!(
        "{ROLES} roles, {statements} statements, {} KiB\n",
        files.0.iter().map(|file| file.text.len()).sum::<usize>() / 1024
    );
    println!("| what | p50 | p99 | limit |\n|---|---:|---:|---:|");
    println!("| check, with warnings and notes | {checked:.1?} | | 1 s |");
    println!("| read and check, errors only | {read:.1?} | | |");
    println!("| index | {built:.1?} | | |");
    row("autocomplete", "3 ms", &names, |name| {
        let typed: String = name.chars().take(6).collect();
        black_box(engine.suggest(Topic::Roles, &typed, 25));
    });
    row("match, one letter wrong", "1.5 ms", &names, |name| {
        let typed = name.replacen('r', "", 1);
        black_box(engine.understand(&Question::Next(nextrole::question::Reference::Typed(typed))));
    });
    for (what, limit, question) in [
        ("/next", "20 ms", "/next {}"),
        ("/become", "20 ms", "/become {}"),
        ("/define", "20 ms", "/define {}"),
        ("/path", "50 ms", "/path {} to {other}"),
        ("/compare", "20 ms", "/compare {}, {other}"),
        ("in words", "20 ms", "I am a {}, what comes next?"),
    ] {
        row(what, limit, &names, |name| {
            let other = &names[name.len() * 31 % names.len()];
            let typed = question.replace("{other}", other).replace("{}", name);
            if let Ok(question) = Question::parse(&typed) {
                black_box(reply(&engine.respond(&question), Detail::Brief));
            }
        });
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

fn row(what: &str, limit: &str, names: &[String], ask: impl Fn(&str)) {
    let mut times: Vec<Duration> = names.iter().map(|name| timed(|| ask(name)).0).collect();
    times.sort_unstable();
    let (middle, late) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!("| {what} | {middle:.1?} | {late:.1?} | {limit} |");
}

/// The name of a role; all are different.
fn name(at: usize) -> String {
    let (first, second) = (FIRST[at % FIRST.len()], SECOND[at / FIRST.len() % SECOND.len()]);
    format!("{first} {second} {}", THIRD[at / FIRST.len() / SECOND.len() % THIRD.len()])
}

/// Steps lead upward, and to roles nearby, so that there are routes.
fn folder() -> SourceFiles {
    let mut roles = String::new();
    for at in 0..ROLES {
        let family = ["support", "systems", "data", "projects", "management"][at % 5];
        roles += &format!(
            "[[role]]\nid = \"role-{at}\"\nname = \"{}\"\nfamily = \"{family}\"\naliases = [\"{} of grade {at}\"]\n\n",
            name(at),
            THIRD[at % THIRD.len()]
        );
    }
    let mut files = vec![SourceFile { path: "roles.toml".to_owned(), text: roles }];
    for source in 0..50 {
        let mut text = format!(
            "[source]\nid = \"source-{source}\"\ntitle = \"Source {source}\"\nkind = \"article\"\npublished = \"{}\"\n\n\
             [[person]]\nid = \"person-{source}\"\nname = \"Person {source}\"\n\n",
            2000 + source % 25
        );
        for at in (source..MOVES).step_by(50) {
            let from = at * 13 % (ROLES - 60);
            let to = from + 1 + at % 50;
            let kind = if at % 7 == 0 { "switch" } else { "step" };
            text += &format!(
                "[[move]]\nfrom = \"role-{from}\"\nto = \"role-{to}\"\nkind = \"{kind}\"\nby = \"person-{source}\"\n\n"
            );
        }
        for at in (source..VIEWPOINTS).step_by(50) {
            let about = at * 17 % ROLES;
            text += &format!(
                "[[viewpoint]]\nid = \"view-{at}\"\nby = \"person-{source}\"\nstance = \"adds\"\nabout = [\"role-{about}\"]\ntext = \"It takes patience, and number {at} of many.\"\n\n"
            );
        }
        for at in (source..TRACKS).step_by(50) {
            let start = at * 19 % (ROLES - 60);
            let steps: Vec<String> = (0..5).map(|rung| format!("\"role-{}\"", start + rung * 11)).collect();
            text += &format!(
                "[[track]]\nid = \"track-{at}\"\nname = \"Track {at}\"\nby = \"person-{source}\"\nsteps = [{}]\n\n",
                steps.join(", ")
            );
        }
        files.push(SourceFile { path: format!("sources/source-{source:02}.toml"), text });
    }
    SourceFiles(files)
}
