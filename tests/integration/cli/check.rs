//! `nextrole check`.

use crate::program::{folder, nextrole};

#[test]
fn errors_are_drawn_and_fail() {
    let folder = folder(&[("k/roles.toml", "[[role]]\nid = \"ops\"\nname = \"Ops\"\n\n[[rôle]]\n")]);
    let outcome = nextrole("check k").in_folder(folder.path()).run();
    assert_eq!((outcome.code, outcome.err.as_str()), (Some(1), ""));
    insta::assert_snapshot!(outcome.out, @"
    error[bad-toml]: `ô` cannot be in a key
     --> k/roles.toml:5:4
      |
    5 | [[rôle]]
      |    ^
      |
      = help: use the letters a to z, digits, `-` and `_` in keys

    1 error in 1 file
    ");
}

#[test]
fn warnings_do_not_fail() {
    let folder = folder(&[("k/roles.toml", "[[role]]\nid = \"ops\"\nname = \"Ops\"\n")]);
    insta::assert_snapshot!(nextrole("check --knowledge k").in_folder(folder.path()).prints(), @r#"
    warning[unreached-role]: no track and no move mentions the role `ops`
     --> k/roles.toml:2:6
      |
    2 | id = "ops"
      |      ^^^^^
      |
      = help: add it to a track, or add a move to or from it

    1 warning in 1 file
    1 role: usable, with warnings
    "#);
}

#[test]
fn a_missing_folder_is_an_error() {
    assert!(nextrole("check no-such").fails(1).contains("there is no folder `no-such`"));
}

/// The age of sources is left out: tests know no clock.
#[test]
fn the_shipped_knowledge_has_no_problem() {
    let folder = folder(&[("nextrole.toml", "[check]\nstale_after_years = 0\n")]);
    let said = nextrole("check knowledge --config").arg(folder.path().join("nextrole.toml")).prints();
    // What is fine as it is takes one line.
    let [notes, verdict] = said.lines().collect::<Vec<_>>()[..] else { panic!("{said}") };
    assert!(notes.starts_with("Notes, listed with --notes: "), "{said}");
    assert!(verdict.contains(" roles, ") && verdict.ends_with(": no problems"), "{said}");
}

const MISTAKEN: &[(&str, &str)] = &[
    (
        "k/roles.toml",
        "# Ours.\n[[role]]\nid = “nurse”  # the first\nname = \"Nurse\"\n\n[[role]]\nid = \"matron\"\nname = \"Matron\"\n",
    ),
    (
        "k/blog.toml",
        "[source]\nid = \"blog\"\ntitle = \"On careers\"\npublished = 2019\n\n[[person]]\nid = \"ann\"\nname = \"Ann\"\n\n\
         [[move]]\nfrom = \"Nurse\"\nto = \"sister\"\nkind = \"step\"\nby = \"ann\"\n",
    ),
];

#[test]
fn fixes_are_shown_and_written() {
    let folder = folder(MISTAKEN);
    let outcome = nextrole("check k --fix").in_folder(folder.path()).run();
    assert_eq!((outcome.code, outcome.err.as_str()), (Some(1), ""));
    insta::assert_snapshot!(outcome.out, @r#"
    fixed[wrong-type]: `published` must be a text, but this is a number
      --> k/blog.toml:4
      - published = 2019
      + published = "2019"

    fixed[unknown-reference]: the role or track `Nurse` is not defined
      --> k/blog.toml:11
      - from = "Nurse"
      + from = "nurse"

    fixed[bad-toml]: a text has quotes that are not straight
      --> k/roles.toml:3
      - id = “nurse”  # the first
      + id = "nurse"  # the first

    Fixed 3 places.

    error[unknown-reference]: the role or track `sister` is not defined
      --> k/blog.toml:12:6
       |
    12 | to = "sister"
       |      ^^^^^^^^
       |
       = help: define the role or track `sister`, or write the id of an existing one

    1 error in 2 files
    Notes, listed with --notes: 1 role that nothing leads to
    "#);
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
    assert!(read("k/roles.toml").contains("# Ours.\n[[role]]\nid = \"nurse\"  # the first\n"));
    assert!(read("k/blog.toml").contains("from = \"nurse\"\nto = \"sister\"\n"));
    // No draft stays behind.
    assert_eq!(std::fs::read_dir(folder.path().join("k")).unwrap().count(), 2);
    let again = nextrole("check k --fix").in_folder(folder.path()).run();
    assert!(again.out.starts_with("Nothing could be fixed without asking.\n"), "{}", again.out);
}

#[test]
fn utf16_is_saved_as_utf8() {
    let folder = folder(&[("k/a.toml", "")]);
    let text = "\u{feff}[[role]]\r\nid = \"nurse\"\r\nname = \"Nurse\"\r\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.path().join("k/a.toml"), wide).unwrap();
    let outcome = nextrole("check k --fix").in_folder(folder.path()).run();
    assert!(outcome.out.starts_with("fixed[not-utf8]: `k/a.toml` is UTF-16, not UTF-8\n"), "{}", outcome.out);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(std::fs::read_to_string(folder.path().join("k/a.toml")).unwrap(), &text[3..]);
}

#[test]
fn the_built_in_knowledge_cannot_be_fixed() {
    let empty = folder(&[]);
    assert!(nextrole("check --fix").in_folder(empty.path()).fails(2).contains("name a folder"));
}

#[test]
fn as_json() {
    let folder = folder(MISTAKEN);
    let outcome = nextrole("check k --format json").in_folder(folder.path()).run();
    assert_eq!((outcome.code, outcome.err.as_str()), (Some(1), ""));
    let json: serde_json::Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!(
        json["errors"],
        json["problems"].as_array().unwrap().iter().filter(|p| p["severity"] == "error").count()
    );
    let syntax = json["problems"].as_array().unwrap().iter().find(|problem| problem["code"] == "bad-toml").unwrap();
    insta::assert_snapshot!(serde_json::to_string(syntax).unwrap(), @r#"{"code":"bad-toml","column":6,"end_column":7,"end_line":3,"fixable":true,"help":"write straight quotes: `\"…\"`","line":3,"path":"k/roles.toml","related":[],"severity":"error","title":"a text has quotes that are not straight"}"#);
}

#[test]
fn as_annotations_on_github() {
    let odd = "[[role]]\nid = \"nurse\"\nname = \"50%: a, b\"\n\"x\\r\\n::error::y\" = 1\n";
    let folder = folder(&[("k/a, b.toml", odd)]);
    let outcome = nextrole("check ./k --format github").in_folder(folder.path()).run();
    assert_eq!(outcome.code, Some(1));
    insta::assert_snapshot!(outcome.out, @"
    ::error file=k/a%2C b.toml,line=4,endLine=4,col=1,endColumn=18,title=unknown-key::unknown key `x␍␊::error::y` in the role `nurse`%0Aremove it; the keys of a role are `id`, `name`, `family`, `aliases`, `summary`, `manages`, `identifiers`
    1 error in 1 file
    ");
}

#[test]
fn notes_are_counted_or_listed() {
    let text = "[source]\nid = \"blog\"\ntitle = \"On careers\"\n\n[[person]]\nid = \"ann\"\nname = \"Ann\"\n\n[[role]]\nid = \"nurse\"\n\
                name = \"Nurse\"\n\n[[role]]\nid = \"matron\"\nname = \"Matron\"\n\n[[move]]\nfrom = \"nurse\"\nto = \"matron\"\n\
                kind = \"step\"\nby = \"ann\"\n";
    let folder = folder(&[("k/a.toml", text)]);
    insta::assert_snapshot!(nextrole("check k").in_folder(folder.path()).prints(), @"
    Notes, listed with --notes: 1 role without a next step, 1 role that nothing leads to, 1 source without a year
    2 roles, 1 move, 1 person, 1 source: no problems
    ");
    let listed = nextrole("check k --notes").in_folder(folder.path()).prints();
    assert_eq!(listed.matches("\nnote[").count() + usize::from(listed.starts_with("note[")), 3, "{listed}");
}

#[test]
fn strict_fails_on_warnings() {
    let folder = folder(&[("k/roles.toml", "[[role]]\nid = \"ops\"\nname = \"Ops\"\n")]);
    assert_eq!(nextrole("check k --strict").in_folder(folder.path()).run().code, Some(1));
    assert_eq!(nextrole("check k").in_folder(folder.path()).run().code, Some(0));
}
