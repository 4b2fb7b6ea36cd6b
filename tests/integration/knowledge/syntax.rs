//! Syntax errors are explained to people who have never seen TOML.

use insta::assert_snapshot;

use super::{checked, checked_files, listed};

/// Line, title and help of the only problem.
fn explained(text: &str) -> String {
    let outcome = checked(text);
    let [problem] = outcome.problems.as_slice() else { panic!("not one problem: {}", listed(&outcome)) };
    assert_eq!(problem.code.name(), "bad-toml");
    let line = |offset: usize| text[..offset].matches('\n').count() + 1;
    let related = problem.related.iter().map(|(at, label)| format!(" ({label}: {})", line(at.span.start)));
    let related: String = related.collect();
    format!("{}: {}: {}{related}", line(problem.at.span.start), problem.title, problem.help)
}

#[test]
fn quotes() {
    assert_snapshot!(explained("[[role]]\nid = \"ops\nname = \"Ops\"\n"), @r#"2: a text is not closed: write `"` at its end"#);
    assert_snapshot!(explained("[[role]]\nid = “ops”\nname = \"Ops\"\n"), @r#"2: a text has quotes that are not straight: write straight quotes: `"…"`"#);
    assert_snapshot!(explained("[[role]]\nid = \"ops\"\nname = \"The \"Ops\" team\"\n"), @r#"3: a text has a quote inside: write `\"` for a quote inside a text, or put the text in single quotes: `'…'`"#);
    assert_snapshot!(explained("[[role]]\nid = \"ops\"\nname = Ops\n"), @r#"3: the value of `name` has no quotes: put it in quotes: `name = "Ops"`"#);
    assert_snapshot!(explained("[[role]]\nid = \"ops\"\nsummary = \"Keeps it\nrunning.\"\nname = \"Ops\"\n"), @r#"3: a text has a line break: write the text on one line, or put three quotes before and after it: `"""…"""`"#);
    assert_snapshot!(explained("[[role]]\nid = \"ops\"\naliases = [\"a\" \"b\"]\n"), @"3: two items of a list have no comma between them: write `,` between them");
}

#[test]
fn signs() {
    assert_snapshot!(explained("[[role]]\nid: \"ops\"\n"), @r#"2: a key is followed by `:`: write `id = "ops"`"#);
    assert_snapshot!(explained("[[role]]\nid == \"ops\"\n"), @"2: there is more than one `=`: write `id = …`");
    assert_snapshot!(explained("[[role]]\nid = \"ops\"\nmanages = True\n"), @"3: `True` is not a value: write `manages = true`");
    assert_snapshot!(explained("[[role]]\nid = \"ops\"\nmanages = yes\n"), @"3: `yes` is not a value: write `manages = true`");
    assert_snapshot!(explained("[[role]]\nid =\n"), @r#"2: `id` has no value: write `id = "…"`"#);
    assert_snapshot!(explained("[[rôle]]\n"), @"1: `ô` cannot be in a key: use the letters a to z, digits, `-` and `_` in keys");
    assert_snapshot!(explained("[[role]]\nrôle = 1\n"), @"2: `ô` cannot be in a key: use the letters a to z, digits, `-` and `_` in keys");
    assert_snapshot!(explained("[[role]]\nid = \"ops\"\n]\n"), @"3: this closes nothing: remove it");
    assert_snapshot!(explained("just a sentence\n"), @r#"1: this line has no `=`: write `key = "…"`, or put `#` in front of a comment"#);
}

#[test]
fn brackets() {
    assert_snapshot!(explained("[[role]\nid = \"ops\"\n"), @"1: the brackets of this header do not match: write `[[role]]`, with two brackets on each side");
    assert_snapshot!(explained("[role\nid = \"ops\"\n"), @"1: the brackets of this header do not match: write `[[role]]`, with two brackets on each side");
    assert_snapshot!(explained("[source\nid = \"ops\"\n"), @"1: the brackets of this header do not match: write `[source]`");
    assert_snapshot!(explained("[[role]]\naliases = [\"a\", \"b\"\nid = \"ops\"\nname = \"Ops\"\n\n[[role]]\nid = \"x\"\n"), @"2: this list is not closed: write `]` after its last item");
    assert_snapshot!(explained("[[track]]\nsteps = [\n    \"a\",\n    \"b\",\n\n[[role]]\nid = \"x\"\n"), @"2: this list is not closed: write `]` after its last item");
}

#[test]
fn what_is_there_twice() {
    let role =
        |brackets: [&str; 2], id: &str| format!("{}role{}\nid = \"{id}\"\nname = \"{id}\"\n", brackets[0], brackets[1]);
    let (one, two) = (["[", "]"], ["[[", "]]"]);
    assert_snapshot!(explained(&[role(one, "a"), role(two, "b"), role(two, "c")].concat()), @"1: `[role]` has too few brackets: write `[[role]]`, with two brackets on each side");
    assert_snapshot!(explained(&[role(one, "a"), role(one, "b")].concat()), @"1: `[role]` has too few brackets: write `[[role]]`, with two brackets on each side");
    let source = "[source]\nid = \"a\"\ntitle = \"A\"\n\n";
    assert_snapshot!(explained(&[source, source].concat()), @"5: a file has only one `[source]`: put the second source and its statements in a file of their own (the first one: 1)");
    assert_snapshot!(explained("[[role]]\nid = \"a\"\nname = \"A\"\nid = \"b\"\nname = \"B\"\n"), @"4: the key `id` is there twice: remove one of them; if something new starts here, write its header above, such as `[[role]]` (first written here: 2)");
}

#[test]
fn a_single_table_is_told_what_it_needs() {
    assert_snapshot!(listed(&checked("[role]\nid = \"a\"\nname = \"A\"\n")), @"a.toml:0 wrong-type: `[role]` has too few brackets");
}

/// The keys that people write in place of those of the format.
#[test]
fn near_keys() {
    let help = |text: &str| {
        let outcome = checked(text);
        outcome
            .problems
            .iter()
            .map(|problem| format!("{}: {}", problem.title, problem.help))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_snapshot!(help("[[role]]\nid = \"ops\"\nname = \"Ops\"\nalias = [\"x\"]\ndescription = \"y\"\nx = 1\n[[move]]\nfrom = \"ops\"\nto = \"x\"\ntype = \"step\"\n"), @r#"
    unknown key `alias` in the role `ops`: write `aliases`
    unknown key `description` in the role `ops`: write `summary`
    unknown key `x` in the role `ops`: remove it; the keys of a role are `id`, `name`, `family`, `aliases`, `summary`, `manages`, `identifiers`
    this move has no author: add `by = "…"` with the id of a `[[person]]`
    this move has no source: add a `[source]` with an `id` and a `title` at the top of the file
    unknown key `type` in the move: write `kind`
    "#);
    assert_snapshot!(help("[source]\nid = \"a\"\ntitle = \"A\"\nlicence = \"MIT\"\nyear = \"2005\"\nlink = \"x\"\n[[roles]]\n"), @"
    unknown key `licence` in the source `a`: write `license`
    unknown key `year` in the source `a`: write `published`
    unknown key `link` in the source `a`: write `url`
    unknown key `roles` in the file: write `role`
    ");
    assert_snapshot!(help("id = \"ops\"\n"), @"unknown key `id` in the file: put it below the header of the table it belongs to, such as `[[role]]`");
}

#[test]
fn names_in_place_of_ids() {
    let help = |written: &str, instead: &str| {
        let outcome = checked(&super::SOUND.replacen(written, instead, 1));
        outcome.problems.iter().map(|problem| format!("{}: {}\n", problem.title, problem.help)).collect::<String>()
    };
    assert_snapshot!(help("by = \"platt\"\nstance = \"adds\"", "by = \"Michael Platt\"\nstance = \"adds\""), @"the person `Michael Platt` is not defined: write `platt`");
    assert_snapshot!(help("from = \"technical\"", "from = \"Technical Track\""), @"the role or track `Technical Track` is not defined: write `technical`");
    assert_snapshot!(help("about = [\"ops\"]", "about = [\"Service desk\"]"), @"the role, track or term `Service desk` is not defined: write `helpdesk`");
}

/// Once the id is correct, the references to it resolve.
#[test]
fn references_to_a_bad_id_are_held_back() {
    let text = super::SOUND.replace("id = \"helpdesk\"", "id = \"Help Desk\"").replace("\"helpdesk\"", "\"help-desk\"");
    assert_snapshot!(listed(&checked(&text)), @"a.toml:416 bad-id: the role id `Help Desk` has capitals and spaces");
}

#[test]
fn references_into_an_unreadable_file_are_held_back() {
    let (roles, rest) = super::SOUND.split_once("[[term]]").unwrap();
    let (source, roles) = roles.split_once("[[role]]").unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.toml"), format!("{source}\n[[term]]{rest}")).unwrap();
    let roles = format!("\u{feff}[[role]]{roles}");
    let wide: Vec<u8> = roles.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.path().join("b.toml"), wide).unwrap();
    assert_snapshot!(super::drawn(folder.path()), @r#"
    warning[old-source]: `platt-2005` is 21 years old
     --> a.toml:8:13
      |
    8 | published = "2005-08"
      |             ^^^^^^^^^
      |
      = help: check whether it is still true, or look for a newer source

    error[not-utf8]: `b.toml` is UTF-16, not UTF-8
    --> b.toml
     = help: save the file with the encoding UTF-8

    1 error and 1 warning in 2 files
    "#);
    let without_mark: Vec<u8> = roles[3..].encode_utf16().flat_map(u16::to_be_bytes).collect();
    std::fs::write(folder.path().join("b.toml"), without_mark).unwrap();
    let codes = super::drawn(folder.path());
    assert!(!codes.contains("unknown-reference"), "{codes}");
    let broken = checked_files(&[
        ("a.toml", source),
        ("b.toml", "[[term]]\nid = \"t\"\nname = \"T\"\ncovers = [\"x\"]\n"),
        ("c.toml", "id = \"x\"\n]"),
    ]);
    assert!(!listed(&broken).contains("unknown-reference"));
}
