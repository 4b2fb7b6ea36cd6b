//! Holds the rooms of `src/lib.rs` to their borders.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order in which a question passes through them, and which earlier rooms each may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("knowledge", &[]),
    ("matching", &["knowledge"]),
    ("answer", &["knowledge", "matching"]),
    ("reply", &["knowledge", "answer"]),
    ("token", &[]),
    ("reload", &["knowledge", "matching", "answer"]),
    ("config", &["matching", "token"]),
    ("discord", &["knowledge", "answer", "reply", "reload", "token"]),
    ("playground", &["knowledge", "reload"]),
    ("cli", &["knowledge", "matching", "answer", "reply", "config", "token", "reload", "discord", "playground"]),
];

/// What touches no file, clock or network, and no type of Discord or of a web server.
const PURE: &[&str] = &["knowledge/model", "matching", "answer", "reply"];

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
    ("axum", "playground"),
    ("clap", "cli"),
    ("rustyline", "cli"),
    ("reqwest", "discord"),
    ("resvg", "reply"),
    ("ttf_parser", "reply"),
    ("notosans", "reply"),
];

/// Crates that only one file may name.
const OWNED_BY_A_FILE: &[(&str, &str)] = &[
    ("resvg", "reply/picture/png.rs"),
    ("ttf_parser", "reply/picture/metrics.rs"),
    ("notosans", "reply/picture/metrics.rs"),
];

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
fn the_borders_can_be_crossed() {
    assert!(names("use crate::reply::Reply;", "crate::reply"));
    assert!(!names("use crate::replying;", "crate::reply"));
    assert!(names("let now = Instant::now();", "Instant"));
    assert!(names("println!(1)", "println!"));
}
