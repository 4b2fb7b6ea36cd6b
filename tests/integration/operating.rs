//! What `docs/operating.md` and `deploy/` name exists: commands, flags, variables, files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::program::nextrole;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The operator's documents and what is deployed.
fn texts() -> Vec<(PathBuf, String)> {
    let mut files: Vec<PathBuf> =
        ["docs/operating.md", "README.md", "SECURITY.md"].map(|file| root().join(file)).into();
    for folder in ["deploy", "deploy/kubernetes"] {
        let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.is_file()));
    }
    files.into_iter().map(|file| (file.clone(), fs::read_to_string(file).unwrap())).collect()
}

#[test]
fn every_command_and_flag_that_is_named_exists() {
    let mut named: BTreeSet<(String, String)> = BTreeSet::new();
    for (_, text) in texts() {
        for (at, _) in text.match_indices("nextrole ") {
            // Up to the end of the code, the line, or the sentence.
            let call = text[at + "nextrole ".len()..].split(['`', '\n', '#', '|', ';']).next().unwrap();
            let mut words = call.split_whitespace();
            let Some(command) = words.next().filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())) else {
                continue;
            };
            let before = text[..at].chars().next_back();
            if !matches!(before, Some('`' | '/' | ' ' | '\n')) || !is_command(command) {
                continue;
            }
            let flags = words.filter(|word| word.starts_with("--")).map(|flag| flag.split('=').next().unwrap());
            named.insert((command.to_owned(), String::new()));
            named.extend(flags.map(|flag| (command.to_owned(), flag.to_owned())));
        }
    }
    for command in ["run", "serve", "register", "doctor", "gaps", "check"] {
        assert!(named.iter().any(|(named, _)| named == command), "{command} is not in the documents");
    }
    for (command, flag) in named {
        let help = nextrole(&format!("{command} --help")).prints();
        assert!(help.contains(&flag), "nextrole {command} has no {flag}:\n{help}");
    }
}

fn is_command(word: &str) -> bool {
    nextrole(&format!("{word} --help")).run().code == Some(0)
}

#[test]
fn every_variable_that_is_named_is_in_the_readme() {
    let variables = |text: &str| -> BTreeSet<String> {
        let words = text.split(|letter: char| !(letter.is_ascii_uppercase() || letter == '_'));
        let ours = words.filter(|word| ["DISCORD_", "NEXTROLE_"].iter().any(|start| word.starts_with(start)));
        ours.map(str::to_owned).collect()
    };
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let table: String = readme.lines().filter(|line| line.starts_with("| `")).collect();
    let known = variables(&table);
    for (file, text) in texts() {
        // Only the build of an image has this one.
        let named = variables(&text).into_iter().filter(|name| name != "NEXTROLE_REVISION");
        for name in named {
            assert!(known.contains(&name), "{} names {name}", file.display());
        }
    }
}

#[test]
fn every_link_to_a_file_leads_somewhere() {
    for (file, text) in texts() {
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split([')', '#']).next().unwrap();
            if target.is_empty() || target.starts_with("http") {
                continue;
            }
            assert!(file.parent().unwrap().join(target).exists(), "{}: {target}", file.display());
        }
    }
}

/// The arithmetic of start times: shards, how many identify at once, and 5 seconds for each round.
#[test]
fn the_start_times_are_what_the_rules_give() {
    let seconds = |shards: u32, at_once: u32| shards.div_ceil(at_once) * 5;
    let text = fs::read_to_string(root().join("docs/operating.md")).unwrap();
    for (servers, shards, at_once) in [("10,000", 10, 1), ("100,000", 100, 1), ("1,000,000", 1_000, 16)] {
        let seconds = seconds(shards, at_once);
        let time = match (seconds / 60, seconds % 60) {
            (0, seconds) => format!("{seconds} s"),
            (minutes, seconds) => format!("{minutes} min {seconds} s"),
        };
        let row = text.lines().find(|line| line.starts_with(&format!("| {servers} |"))).unwrap();
        assert!(row.contains(&time), "{time}: {row}");
    }
}

#[test]
fn every_metric_that_is_named_exists() {
    let source = fs::read_to_string(root().join("src/discord/metrics.rs")).unwrap();
    let text = fs::read_to_string(root().join("docs/operating.md")).unwrap();
    let names: BTreeSet<&str> = text.split(|letter: char| !(letter.is_ascii_lowercase() || letter == '_')).collect();
    let metrics: Vec<&str> = names.into_iter().filter_map(|name| name.strip_prefix("nextrole_")).collect();
    assert!(metrics.len() >= 10, "{metrics:?}");
    for metric in metrics {
        let suffixes = ["_total", "_seconds", "_bytes", "_info"];
        let name = suffixes.iter().find_map(|suffix| metric.strip_suffix(suffix)).unwrap_or(metric);
        assert!(source.contains(&format!("\"{name}\"")), "{metric}");
    }
}
