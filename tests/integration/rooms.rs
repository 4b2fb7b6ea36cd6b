//! Holds the modules of `src/lib.rs` to their borders.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which a question passes through them, and which earlier ones each may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("invisible", &[]),
    ("knowledge", &["invisible"]),
    ("matching", &["knowledge", "invisible"]),
    ("question", &["knowledge", "matching"]),
    ("answer", &["knowledge", "matching", "question"]),
    ("reply", &["knowledge", "question", "answer", "invisible"]),
    ("diff", &["knowledge", "matching", "question", "answer"]),
    ("suggestion", &["knowledge", "matching", "question", "answer", "reply"]),
    ("token", &[]),
    ("reload", &["knowledge", "matching", "answer"]),
    ("config", &["knowledge", "matching", "token"]),
    ("gaps", &[]),
    ("discord", &["knowledge", "question", "answer", "reply", "reload", "suggestion", "token", "gaps"]),
    ("playground", &["knowledge", "matching", "question", "answer", "reply", "diff", "reload", "discord"]),
    (
        "cli",
        &[
            "knowledge",
            "matching",
            "question",
            "answer",
            "reply",
            "diff",
            "suggestion",
            "config",
            "token",
            "reload",
            "gaps",
            "discord",
            "playground",
        ],
    ),
];

/// What touches no file, clock or network, and no type of Discord or of a web server.
const PURE: &[&str] =
    &["invisible.rs", "knowledge/model", "matching", "question", "answer", "reply", "diff", "suggestion.rs"];

/// Modules that know the model of the knowledge, and neither its files nor its checks.
const MODEL_ONLY: &[&str] = &["matching", "question", "answer"];

/// Modules whose parts do not use each other in a circle.
const WITHOUT_CIRCLES: &[&str] = &["matching", "question", "answer", "reply", "discord"];

/// How such things are named in code.
const IMPURE: &[&str] = &[
    "serenity",
    "axum",
    "reqwest",
    "tokio",
    "hyper",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::io",
    "std::path",
    "SystemTime",
    "Instant",
    "std::thread",
    "tracing",
    "println!",
    "eprintln!",
];

/// Crates that only one room may name.
const OWNED: &[(&str, &str)] = &[
    ("petgraph", "answer"),
    ("serenity", "discord"),
    ("twilight_gateway", "discord"),
    ("clap", "cli"),
    ("rustyline", "cli"),
    ("reqwest", "discord"),
    ("resvg", "reply"),
    ("skrifa", "reply"),
];

/// Crates that only one file may name.
const OWNED_BY_A_FILE: &[(&str, &str)] = &[("resvg", "reply/picture/png.rs"), ("skrifa", "reply/picture/metrics.rs")];

fn files(of: &Path) -> Vec<PathBuf> {
    if of.is_file() {
        return vec![of.to_owned()];
    }
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(of).unwrap() {
        found.extend(files(&entry.unwrap().path()));
    }
    found.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    found.sort();
    found
}

fn source(room: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
    if folder.exists() { folder } else { folder.with_extension("rs") }
}

/// The code of a file: neither comments nor its own tests, and no text in quotes.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.map(|line| line.split('"').step_by(2).collect::<String>()).collect::<Vec<_>>().join("\n")
}

fn is_word_at(text: &str, at: usize, length: usize) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    !text[..at].chars().next_back().is_some_and(is_part) && !text[at + length..].chars().next().is_some_and(is_part)
}

fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| name.ends_with('!') || is_word_at(code, at, name.len()))
}

#[test]
fn a_room_uses_only_rooms_before_it() {
    let mut trespasses = Vec::new();
    for (room, may_use) in ROOMS {
        for file in files(&source(room)) {
            let code = code(&file);
            for (other, _) in ROOMS {
                let uses = names(&code, &format!("crate::{other}"));
                if room != other && uses && !may_use.contains(other) {
                    trespasses.push(format!("{} uses `{other}`", file.display()));
                }
            }
        }
    }
    assert!(trespasses.is_empty(), "{trespasses:#?}");
}

#[test]
fn every_room_is_on_the_list() {
    let map = fs::read_to_string(source("lib")).unwrap();
    let mut on_the_map: Vec<&str> =
        map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut listed: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    on_the_map.sort_unstable();
    listed.sort_unstable();
    assert_eq!(on_the_map, listed);
}

#[test]
fn the_core_is_pure() {
    let mut trespasses = Vec::new();
    for part in PURE {
        for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(part)) {
            let code = code(&file);
            let impure = IMPURE.iter().filter(|name| names(&code, name));
            trespasses.extend(impure.map(|name| format!("{} names `{name}`", file.display())));
        }
    }
    assert!(trespasses.is_empty(), "{trespasses:#?}");
}

#[test]
fn a_crate_stays_in_its_room() {
    let mut trespasses = Vec::new();
    for (name, owner) in OWNED {
        for (room, _) in ROOMS.iter().filter(|(room, _)| room != owner) {
            let named = files(&source(room)).into_iter().filter(|file| names(&code(file), name));
            trespasses.extend(named.map(|file| format!("{} names `{name}`", file.display())));
        }
    }
    assert!(trespasses.is_empty(), "{trespasses:#?}");
}

#[test]
fn a_crate_stays_in_its_file() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (name, owner) in OWNED_BY_A_FILE {
        let naming: Vec<PathBuf> = files(&source).into_iter().filter(|file| names(&code(file), name)).collect();
        assert_eq!(naming, [source.join(owner)], "{name}");
    }
}

#[test]
fn the_core_knows_the_model_only() {
    let mut trespasses = Vec::new();
    for module in MODEL_ONLY {
        for file in files(&source(module)) {
            let code = code(&file);
            let others = code.match_indices("crate::knowledge").filter(|(at, path)| {
                let rest = &code[at + path.len()..];
                !rest.starts_with("::model")
            });
            trespasses.extend(others.map(|(at, _)| format!("{}: {:.60}", file.display(), &code[at..])));
        }
    }
    assert!(trespasses.is_empty(), "{trespasses:#?}");
}

/// The path of the module that a file is: `answer/path/graph.rs` is `["answer", "path", "graph"]`.
fn module(file: &Path) -> Vec<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let file = file.strip_prefix(source).unwrap().with_extension("");
    let parts = file.iter().map(|part| part.to_str().unwrap().to_owned());
    parts.filter(|part| part != "mod").collect()
}

/// What a file names of its own crate, as absolute paths: `use super::{a, b::C}` in `x::y` is `x::a` and `x::b::C`.
fn references(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("super::").chain(code.match_indices("crate::")) {
        let is_start = !code[..at].ends_with("::") && is_word_at(code, at, "super".len());
        if !is_start {
            continue;
        }
        let mut rest = &code[at..];
        let mut base: Vec<String> = Vec::new();
        match rest.strip_prefix("crate::") {
            Some(after) => rest = after,
            None => base = module.to_vec(),
        }
        while let Some(after) = rest.strip_prefix("super::") {
            base.pop();
            rest = after;
        }
        let paths = match rest.strip_prefix('{') {
            Some(group) => group_parts(group),
            None => vec![rest.to_owned()],
        };
        for path in paths {
            let path: String =
                path.trim().chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
            let parts = path.split("::").filter(|part| !part.is_empty()).map(str::to_owned);
            found.push(base.iter().cloned().chain(parts).collect());
        }
    }
    found
}

/// The parts of a group in braces, without those in inner braces; the text begins behind the opening one.
fn group_parts(group: &str) -> Vec<String> {
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for letter in group.chars() {
        match letter {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ if depth == 0 => parts.last_mut().unwrap().push(letter),
            _ => {}
        }
    }
    parts
}

/// The first circle among these, if there is one: from each to those that it uses.
fn circle(uses: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn walk(at: &str, uses: &BTreeMap<String, BTreeSet<String>>, path: &mut Vec<String>) -> Option<Vec<String>> {
        if let Some(start) = path.iter().position(|other| other == at) {
            return Some(path[start..].to_vec());
        }
        path.push(at.to_owned());
        let found = uses.get(at).into_iter().flatten().find_map(|next| walk(next, uses, path));
        path.pop();
        found
    }
    uses.keys().find_map(|start| walk(start, uses, &mut Vec::new()))
}

#[test]
fn parts_of_a_module_use_each_other_in_one_direction() {
    let mut circles = Vec::new();
    for room in WITHOUT_CIRCLES {
        let all: Vec<(Vec<String>, String)> =
            files(&source(room)).iter().map(|file| (module(file), code(file))).collect();
        let parents: BTreeSet<&[String]> = all.iter().filter_map(|(module, _)| Some(module.split_last()?.1)).collect();
        for parent in parents.into_iter().filter(|parent| !parent.is_empty()) {
            let child = |path: &[String]| path.strip_prefix(parent).and_then(|rest| rest.first()).cloned();
            let children: BTreeSet<String> = all.iter().filter_map(|(module, _)| child(module)).collect();
            let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (module, code) in &all {
                let Some(from) = child(module) else { continue };
                let used = references(code, module).iter().filter_map(|path| child(path)).collect::<Vec<_>>();
                let used = used.into_iter().filter(|used| *used != from && children.contains(used));
                uses.entry(from.clone()).or_default().extend(used);
            }
            circles.extend(circle(&uses).map(|circle| format!("{}: {}", parent.join("::"), circle.join(" → "))));
        }
    }
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn circles_can_be_found() {
    let module = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
    let code = "use super::{a, b::{C, D}, e::F};\nuse super::super::g::H;\nlet x = crate::i::j();";
    let found: Vec<String> = references(code, &module("x::y::z")).iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["x::y::a", "x::y::b", "x::y::e::F", "x::g::H", "i::j"]);
    let uses = |pairs: &[(&str, &str)]| {
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            uses.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        circle(&uses)
    };
    assert_eq!(uses(&[("a", "b"), ("b", "c"), ("a", "c")]), None);
    assert_eq!(uses(&[("a", "b"), ("b", "c"), ("c", "b")]), Some(vec!["b".to_owned(), "c".to_owned()]));
}

#[test]
fn the_borders_can_be_crossed() {
    assert!(names("use crate::reply::Reply;", "crate::reply"));
    assert!(!names("use crate::replying;", "crate::reply"));
    assert!(names("let now = Instant::now();", "Instant"));
    assert!(names("println!(1)", "println!"));
}
