//! The JSON Schema says what the parser says.

use std::fs;
use std::path::{Path, PathBuf};

use nextrole::knowledge::schema::schema;
use nextrole::knowledge::shipped;
use serde_json::Value;

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

/// What is wrong with a text, each as the path of the value and what the validator says.
fn mistakes(toml: &str) -> Vec<String> {
    let value: Value = toml::from_str(toml).unwrap();
    validator().iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(toml_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn the_shipped_schema_is_the_one_that_the_program_prints() {
    let shipped = fs::read_to_string("knowledge/schema.json").unwrap();
    assert!(shipped == schema(), "run `cargo run -- schema > knowledge/schema.json`");
}

#[test]
fn every_shipped_file_names_the_schema_and_follows_it() {
    let validator = validator();
    assert!(shipped().0.len() > 100);
    for file in shipped().0 {
        let depth = file.path.matches('/').count() - 1;
        let folder = if depth == 0 { "./".to_owned() } else { "../".repeat(depth) };
        let line = format!("#:schema {folder}schema.json\n");
        assert!(file.text.starts_with(&line), "the first line of {} is not {line}", file.path);
        let value: Value = toml::from_str(&file.text).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(wrong, Vec::<String>::new(), "{}", file.path);
    }
}

#[test]
fn folders_with_a_mistake_in_a_single_value_do_not_follow_it() {
    let codes = [
        "wrong-type",
        "missing-key",
        "unknown-key",
        "unknown-kind",
        "unknown-stance",
        "unknown-confidence",
        "bad-id",
        "bad-url",
        "short-track",
        "one-sided",
        "without-author",
    ];
    for code in codes {
        let files = toml_files(&Path::new("tests/fixtures/problems").join(code));
        let wrong: Vec<String> = files.iter().flat_map(|file| mistakes(&fs::read_to_string(file).unwrap())).collect();
        assert!(!wrong.is_empty(), "{code}");
    }
}

#[test]
fn mistakes_are_found_where_they_are() {
    insta::assert_snapshot!(mistakes("[[role]]\nid = \"Ops\"\nname = 3\nfamilly = \"data\"\n").join("\n"), @r#"
    /role/0/id: "Ops" does not match "^[a-z0-9]+(-[a-z0-9]+)*$"
    /role/0/name: 3 is not of type "string"
    /role/0: Additional properties are not allowed ('familly' was unexpected)
    "#);
    insta::assert_snapshot!(mistakes("[[move]]\nfrom = []\nto = \"ops\"\nkind = \"up\"\n").join("\n"), @r#"
    /move/0: "by" is a required property
    /move/0/from: [] is not valid under any of the schemas listed in the 'anyOf' keyword
    /move/0/kind: "up" is not one of "step", "switch" or 3 other candidates
    "#);
    insta::assert_snapshot!(mistakes("[role]\nid = \"ops\"\nname = \"Ops\"\n").join("\n"), @r#"/role: {"id":"ops","name":"Ops"} is not of type "array""#);
}

#[test]
fn the_schema_of_a_table_has_its_keys_and_what_they_mean() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let table = &schema["properties"]["move"]["items"];
    insta::assert_snapshot!(serde_json::to_string_pretty(&table["required"]).unwrap(), @r#"
    [
      "by",
      "from",
      "to",
      "kind"
    ]
    "#);
    insta::assert_snapshot!(serde_json::to_string_pretty(&table["properties"]["kind"]).unwrap(), @r#"
    {
      "description": "How the two places relate.",
      "enum": [
        "step",
        "switch",
        "exit",
        "peer",
        "related"
      ],
      "type": "string",
      "x-taplo": {
        "docs": {
          "enumValues": [
            "Upward: a more senior role.",
            "Sideways, or to another track.",
            "Out of the field that the folder is about.",
            "Both are at the same level. No direction.",
            "The roles are similar. No direction, never a next step."
          ]
        }
      }
    }
    "#);
    let track = &schema["properties"]["track"]["items"]["properties"]["steps"]["items"]["anyOf"][2];
    let keys: Vec<&String> = track["properties"].as_object().unwrap().keys().collect();
    insta::assert_snapshot!(format!("{keys:?}"), @r#"["adds", "role", "roles", "title", "years"]"#);
}
