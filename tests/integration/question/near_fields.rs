//! Questions about fields of work beside that of the knowledge.

use nextrole::answer::Engine;

use super::{CARE, understood};
use crate::knowledge_of;

const BESIDE: &str = r#"
[[near_field]]
name = "Hospital pharmacy"
titles = ["hospital pharmacist", "pharmacy technician"]
nearest = ["nurse", "clinic-manager"]
"#;

#[test]
fn a_title_of_a_near_field_gets_the_nearest_roles() {
    let engine = Engine::new(knowledge_of(&format!("{CARE}{BESIDE}")));
    let near = "not found, near field Hospital pharmacy: nurse clinic-manager";
    let cases = [
        ("/next hospital pharmacist", near),
        ("/become pharmacy tech", near),
        ("/define hospital pharmacy", near),
        ("Senior hospital pharmacist", near),
        ("I'm a hospital pharmacist, what next?", near),
        ("how do I become a hospital pharmacist?", near),
        (
            "/path from hospital pharmacist to matron",
            "not found, near field Hospital pharmacy: nurse clinic-manager; from of path, beside matron",
        ),
        // A role that is named as well is answered.
        ("I was a hospital pharmacist and am a nurse now, what next?", "next nurse"),
        ("matron", "next matron"),
        ("zookeeper", "not found: "),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(typed, expected)| (typed, expected, understood(&engine, typed)))
        .filter(|(_, expected, told)| **expected != told.as_str())
        .map(|(typed, expected, told)| format!("{typed:?}: {told}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
