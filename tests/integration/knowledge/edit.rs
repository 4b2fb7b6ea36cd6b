//! Adding to files: only lines are added, and no text breaks out of its quotes.

use insta::assert_snapshot;
use nextrole::knowledge::edit::{EditError, Entry, add, suggest_id, to_toml};
use nextrole::knowledge::shipped;

fn role() -> Entry {
    Entry::new("role").text("id", "site-engineer").text("name", "Site engineer")
}

fn stated_move() -> Entry {
    Entry::new("move").text("from", "helpdesk").text("to", "ops").text("kind", "step").text("by", "ann")
}

/// The lines that were added; panics if any other line is different.
fn added(before: &str, after: &str) -> String {
    let mut rest = before.lines().peekable();
    let mut added = String::new();
    for line in after.lines() {
        if rest.peek() == Some(&line) {
            rest.next();
        } else {
            added += &format!("{line}\n");
        }
    }
    assert_eq!(rest.next(), None, "a line is gone");
    added
}

#[test]
fn in_every_shipped_file_only_lines_are_added() {
    for file in shipped().0 {
        let entries = [role(), stated_move(), Entry::new("person").text("id", "ann").text("name", "Ann")];
        let after = add(&file.text, &entries).unwrap();
        let added = added(&file.text, &after);
        assert!(added.contains("site-engineer") && added.contains("[[move]]"), "{}: {added}", file.path);
        assert!(added.lines().count() <= 18, "{}: {added}", file.path);
        let value: toml::Table = toml::from_str(&after).unwrap();
        let last = value["move"].as_array().unwrap().last().unwrap();
        assert_eq!(last["by"].as_str(), Some("ann"), "{}", file.path);
        // With Windows line breaks too.
        let windows = file.text.replace('\n', "\r\n");
        assert_eq!(add(&windows, &entries).unwrap(), after.replace('\n', "\r\n"), "{}", file.path);
    }
}

#[test]
fn a_table_goes_after_the_last_of_its_kind() {
    let before = "# Head\n\n[[role]] # first\nid = \"a\"\nname   =  'A'\n\n# About b\n[[move]]\nfrom = \"a\" # why\nto = [\"b\",\n  \"c\"]\n\n# Foot\n";
    assert_snapshot!(add(before, &[role(), Entry::new("viewpoint").text("id", "v")]).unwrap(), @r#"
    # Head

    [[role]] # first
    id = "a"
    name   =  'A'

    [[role]]
    id = "site-engineer"
    name = "Site engineer"

    # About b
    [[move]]
    from = "a" # why
    to = ["b",
      "c"]

    [[viewpoint]]
    id = "v"

    # Foot
    "#);
}

#[test]
fn files_without_a_table_without_a_last_line_break_and_empty_ones() {
    assert_snapshot!(add("#:schema ./schema.json\n# Roles\n", &[role()]).unwrap(), @r#"
    #:schema ./schema.json
    # Roles

    [[role]]
    id = "site-engineer"
    name = "Site engineer"
    "#);
    assert_snapshot!(add("[[role]]\nid = \"a\"\nname = \"A\"", &[role()]).unwrap(), @r#"
    [[role]]
    id = "a"
    name = "A"

    [[role]]
    id = "site-engineer"
    name = "Site engineer"
    "#);
    assert_snapshot!(add("", &[role()]).unwrap(), @r#"
    [[role]]
    id = "site-engineer"
    name = "Site engineer"
    "#);
}

#[test]
fn values() {
    let names: Vec<String> = (1..9).map(|at| format!("another name {at}")).collect();
    let entry =
        Entry::new("role").texts("aliases", &names).texts("covers", &[]).text("summary", " ").flag("manages", true);
    assert_snapshot!(to_toml(&[entry]), @r#"
    [[role]]
    aliases = [
        "another name 1",
        "another name 2",
        "another name 3",
        "another name 4",
        "another name 5",
        "another name 6",
        "another name 7",
        "another name 8",
    ]
    manages = true
    "#);
    let ends = |ends: &[&str]| ends.iter().map(|end| (*end).to_owned()).collect::<Vec<_>>();
    let entry = Entry::new("move").text_or_texts("from", &ends(&["a"])).text_or_texts("to", &ends(&["b", "c"]));
    assert_snapshot!(to_toml(&[entry.flag("usual", false)]), @r#"
    [[move]]
    from = "a"
    to = ["b", "c"]
    "#);
}

#[test]
fn no_text_breaks_out_of_its_quotes() {
    for text in
        ["\"\nid = \"evil\"", "'''", "\"\"\"", "\\", "a\\\" = 1 #", "]] [[role]]", "\u{0}\u{1b}[31m", "“x”", "`"]
    {
        let entry = Entry::new("role").text("id", "a").text("name", text).texts("aliases", &[text.to_owned()]);
        for written in [
            to_toml(std::slice::from_ref(&entry)),
            add("[[role]]\nid = \"b\"\n", std::slice::from_ref(&entry)).unwrap(),
        ] {
            let value: toml::Table = toml::from_str(&written).unwrap();
            let role = value["role"].as_array().unwrap().last().unwrap().as_table().unwrap();
            assert_eq!(role["id"].as_str(), Some("a"));
            let words = |text: &str| text.split(|c: char| c.is_whitespace() || c.is_control()).collect::<String>();
            assert_eq!(role.get("name").and_then(|name| name.as_str()).map(words), Some(words(text)));
            assert_eq!(value.len(), 1);
        }
    }
}

#[test]
fn what_cannot_be_added() {
    let source = Entry::new("source").text("id", "b").text("title", "B");
    let second = add("[source]\nid = \"a\"\n", &[source]);
    assert!(matches!(second, Err(EditError::SecondSource)), "{second:?}");
    assert!(matches!(add("[[role", &[role()]), Err(EditError::NotToml(_))));
}

#[test]
fn ids() {
    let id = |name: &str| suggest_id(name, |id| ["ops", "ops-2"].contains(&id));
    assert_eq!(
        ["2nd-Line Support!", "Ops", "Müller & Söhne", "守る", "", "C++ / C#"].map(id),
        ["2nd-line-support", "ops-3", "muller-sohne", "new", "new", "c-c"]
    );
    assert!(id(&"very long ".repeat(50)).len() <= 80);
}
