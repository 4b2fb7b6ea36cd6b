//! `docs/knowledge.md` says what the program does.

use std::collections::BTreeSet;

use super::{checked, listed};

const PAGE: &str = include_str!("../../../docs/knowledge.md");

fn examples() -> Vec<&'static str> {
    PAGE.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn examples_are_valid() {
    let mut checked_examples = 0;
    for example in examples() {
        let outcome = checked(example);
        // An example of a person or an abbreviation defines no role, and a role in it may be on no track.
        let is_partial = |code: &str| matches!(code, "no-knowledge" | "unreached-role" | "unused-person");
        let problems: Vec<_> = outcome.problems.iter().filter(|problem| !is_partial(problem.code.name())).collect();
        assert!(problems.is_empty(), "{}\n{example}", listed(&outcome));
        checked_examples += 1;
    }
    assert_eq!(checked_examples, 16, "one for each table, and two that are explained");
}

/// The list at the top leads to every section, and each link of it to one.
#[test]
fn the_contents_are_complete() {
    let anchor = |heading: &str| {
        let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    let (top, rest) = PAGE.split_once("\n## ").unwrap();
    let linked: BTreeSet<String> =
        top.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect();
    let headings: BTreeSet<String> = format!("\n## {rest}")
        .split("\n## ")
        .skip(1)
        .filter_map(|section| section.lines().next())
        .map(anchor)
        .collect();
    assert_eq!(linked, headings);
}

/// A key that the program knows is named by an unknown one beside it; every one of them is on the page.
#[test]
fn every_key_is_explained() {
    let tables = "field source person family role term near_field abbreviation translation track move definition viewpoint dispute";
    for table in tables.split(' ') {
        let header = if matches!(table, "field" | "source") { format!("[{table}]") } else { format!("[[{table}]]") };
        let outcome = checked(&format!("{header}\nxxxxxxxxxxxxxxxxxxxxx = 1\n"));
        let help = outcome.problems.iter().map(|problem| problem.help.as_str());
        let list = help.filter_map(|help| help.split_once(" are ")).map(|(_, list)| list).next().unwrap();
        let keys: BTreeSet<&str> = list.split(", ").map(|key| key.trim_matches('`')).collect();
        assert!(keys.len() > 1 || table == "field", "{table}: {keys:?}");
        let section = PAGE.split("\n## ").find(|section| section.starts_with(&format!("`{header}`"))).unwrap();
        let missing: Vec<_> = keys.iter().filter(|key| !section.contains(&format!("`{key}`"))).collect();
        assert!(missing.is_empty(), "{table}: {missing:?}");
    }
}

/// Every key of the schema, also of tables within tables, and every word of a closed list.
#[test]
fn every_word_of_the_schema_is_explained() {
    let schema: serde_json::Value = serde_json::from_str(&nextrole::knowledge::schema::schema()).unwrap();
    let mut words = BTreeSet::new();
    collect(&schema, &mut words);
    assert!(words.len() > 60 && words.contains("adds") && words.contains("partly-agrees"), "{words:?}");
    let missing: Vec<_> = words.iter().filter(|word| !PAGE.contains(&format!("`{word}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn collect(value: &serde_json::Value, words: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            if let Some(keys) = object.get("properties").and_then(|keys| keys.as_object()) {
                // Tables are headings of the page.
                let keys = keys.keys().filter(|key| !PAGE.contains(&format!("[{key}]")));
                words.extend(keys.cloned());
            }
            let list = object.get("enum").and_then(|list| list.as_array()).into_iter().flatten();
            words.extend(list.filter_map(|word| word.as_str()).map(str::to_owned));
            object.values().for_each(|inner| collect(inner, words));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        _ => {}
    }
}

/// The commands of the workflow for a repository of its own exist.
#[test]
fn the_workflow_calls_what_exists() {
    let workflow = include_str!("../../../docs/knowledge-repository/.github/workflows/knowledge.yml");
    let calls: Vec<&str> =
        workflow.lines().filter_map(|line| line.split_once("run: nextrole ")).map(|(_, call)| call).collect();
    assert_eq!(calls.len(), 2);
    for call in calls {
        let command = call.split(' ').next().unwrap();
        let help = crate::program::nextrole(&format!("{command} --help")).prints();
        for flag in call.split(' ').filter(|word| word.starts_with("--")) {
            assert!(help.contains(flag), "{command} {flag}");
        }
    }
}
