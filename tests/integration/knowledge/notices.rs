//! `NOTICE` covers every source whose license asks for a notice.

use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    source: Option<Source>,
}

#[derive(Deserialize)]
struct Source {
    license: Option<String>,
    attribution: Option<String>,
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn each_source_that_asks_for_a_notice_has_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let notice = std::fs::read_to_string(root.join("NOTICE")).unwrap();
    // "knowledge/sources/ncs/" stands for all files below it.
    let words = notice.split(|letter: char| letter.is_whitespace() || "(),;:".contains(letter));
    let named: Vec<&str> = words.filter(|word| word.starts_with("knowledge/")).collect();
    let (mut owed, mut missing) = (0, Vec::new());
    for path in files(&root.join("knowledge/sources")) {
        let file: File = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let Some(Source { license, attribution }) = file.source else { continue };
        let is_open = |license: &String| ["CC BY", "MIT", "Apache"].iter().any(|name| license.contains(name));
        if attribution.is_none() && !license.as_ref().is_some_and(is_open) {
            continue;
        }
        owed += 1;
        let path = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if !named.iter().any(|name| path.starts_with(name)) {
            missing.push(path);
        }
    }
    assert!(owed > 100, "{owed}");
    assert!(missing.is_empty(), "{missing:#?}");
    let stale: Vec<&&str> = named.iter().filter(|name| !root.join(name).exists()).collect();
    assert!(stale.is_empty(), "{stale:?}");
}
