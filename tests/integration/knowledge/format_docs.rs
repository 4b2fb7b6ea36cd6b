//! `docs/knowledge-format.md` says what the program does.

use std::collections::BTreeSet;

use super::{checked, listed};

const PAGE: &str = include_str!("../../../docs/knowledge-format.md");

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
    assert_eq!(checked_examples, 13, "one for each table");
}

/// A key that the program knows is named by an unknown one beside it; every one of them is on the page.
#[test]
fn every_key_is_explained() {
    let tables =
        "field source person family role term abbreviation translation track move definition viewpoint dispute";
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
