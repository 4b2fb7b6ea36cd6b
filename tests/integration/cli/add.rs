//! `nextrole add`: what it writes where, and what it refuses.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::SMALL;
use crate::program::{Call, folder as folder_of, nextrole};

/// The small knowledge in two files: the vocabulary, and the source with its statements.
fn folder() -> TempDir {
    let (source, rest) = SMALL.split_once("[[person]]").unwrap();
    let (shared, statements) = rest.split_once("[[track]]").unwrap();
    let shared = format!("# What roles are called\n\n[[person]]{shared}");
    folder_of(&[("roles.toml", &shared), ("sources/blog.toml", &format!("# A blog\n{source}[[track]]{statements}"))])
}

fn call(folder: &TempDir, line: &str) -> Call {
    nextrole(line).in_folder(folder.path()).env("NEXTROLE_KNOWLEDGE", ".")
}

/// What is printed, and what is said beside it.
fn works(call: Call) -> String {
    let outcome = call.run();
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    format!("{}---\n{}", outcome.out, outcome.err)
}

fn text(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

/// Every file and its text.
fn state(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(state(&path));
        } else {
            files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    files
}

#[test]
fn a_role() {
    let folder = folder();
    let before = text(&folder, "roles.toml");
    let call = call(&folder, "add role --family systems --alias sitie").arg("--name").arg("Site engineer");
    assert_snapshot!(works(call), @r#"
    # added to ./roles.toml

    [[role]]
    id = "site-engineer"
    name = "Site engineer"
    family = "systems"
    aliases = ["sitie"]
    ---
    warning[unreached-role]: no track and no move mentions the role `site-engineer`
      --> ./roles.toml:31:6
       |
    31 | id = "site-engineer"
       |      ^^^^^^^^^^^^^^^
       |
       = help: add it to a track, or add a move to or from it

    1 warning in 2 files
    nextrole: try it: nextrole ask --knowledge . "/define site-engineer"
    "#);
    let after = text(&folder, "roles.toml");
    let (head, _) = after.split_once("[[role]]\nid = \"site-engineer\"").unwrap();
    assert!(before.starts_with(head.trim_end()), "{after}");
}

#[test]
fn a_move_by_somebody_new() {
    let folder = folder();
    let line = "add move --source blog --by cleo --by-name Cleo --from Helpdesk --to gardener --kind exit --usual";
    assert_snapshot!(works(call(&folder, line)), @r#"
    # added to ./roles.toml

    [[person]]
    id = "cleo"
    name = "Cleo"

    # added to ./sources/blog.toml

    [[move]]
    from = "helpdesk"
    to = "gardener"
    kind = "exit"
    by = "cleo"
    usual = true
    ---
    nextrole: try it: nextrole ask --knowledge . "/next helpdesk"
    "#);
    assert!(text(&folder, "roles.toml").contains("id = \"bob\"\nname = \"Bob\"\n\n[[person]]\nid = \"cleo\""));
    let shown = call(&folder, "ask /next helpdesk").prints();
    assert!(shown.contains("Gardener"), "{shown}");
}

#[test]
fn a_source_and_what_is_said_in_it() {
    let folder = folder();
    fs::write(folder.path().join("schema.json"), "{}").unwrap();
    let source = call(&folder, "add source --kind article --published 2024-05").arg("--title").arg("Ladders of \"IT\"");
    assert_snapshot!(works(source), @r#"
    # added to ./sources/ladders-of-it-2024.toml

    [source]
    id = "ladders-of-it-2024"
    title = 'Ladders of "IT"'
    kind = "article"
    published = "2024-05"
    ---
    nextrole: try it: nextrole ask --knowledge . "/about"
    "#);
    let track =
        call(&folder, "add track --source ladders-of-it-2024 --by Ann --step helpdesk --step ops --step ops-lead");
    assert_snapshot!(works(track.arg("--name").arg("Ladder")), @r#"
    # added to ./sources/ladders-of-it-2024.toml

    [[track]]
    id = "ladder"
    name = "Ladder"
    by = "ann"
    steps = ["helpdesk", "ops", "ops-lead"]
    ---
    nextrole: try it: nextrole ask --knowledge . "/tracks ladder"
    "#);
    let viewpoint = call(&folder, "add viewpoint --source ladders-of-it-2024 --by bob --stance asks --about admin");
    works(viewpoint.arg("--text").arg("Is it one role?"));
    let definition = call(&folder, "add definition --source ladders-of-it-2024 --by bob --of admin");
    works(definition.arg("--text").arg("Someone who keeps systems running."));
    assert_snapshot!(text(&folder, "sources/ladders-of-it-2024.toml"), @r#"
    #:schema ../schema.json

    [source]
    id = "ladders-of-it-2024"
    title = 'Ladders of "IT"'
    kind = "article"
    published = "2024-05"

    [[track]]
    id = "ladder"
    name = "Ladder"
    by = "ann"
    steps = ["helpdesk", "ops", "ops-lead"]

    [[viewpoint]]
    id = "bob-is-it-one-role"
    by = "bob"
    stance = "asks"
    about = ["admin"]
    text = "Is it one role?"

    [[definition]]
    of = "admin"
    by = "bob"
    text = "Someone who keeps systems running."
    "#);
    assert!(call(&folder, "check .").run().out.contains("usable"));
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = folder();
    let before = state(folder.path());
    let shown = works(call(&folder, "add role --name Baker --dry-run"));
    assert!(shown.starts_with("# would be added to ./roles.toml\n"), "{shown}");
    assert_eq!(state(folder.path()), before);
}

#[test]
fn what_is_refused_changes_nothing() {
    let folder = folder();
    let before = state(folder.path());
    let fails = |line: &str, code: i32| call(&folder, line).fails(code);
    assert_snapshot!(fails("add role", 2), @"nextrole: --name is missing, and stdin is no terminal in which to ask");
    assert_snapshot!(fails("add move --from helpdesk", 2), @"nextrole: --to, --kind, --source, --by are missing, and stdin is no terminal in which to ask");
    assert_snapshot!(fails("add move --from helpdsk --to ops --kind step --source blog --by ann", 2), @"nextrole: `helpdsk` is no name; did you mean `helpdesk`?");
    assert_snapshot!(fails("add move --from cook --to ops --kind up --source blog --by ann", 2), @"nextrole: there is no role or track `cook`");
    assert_snapshot!(fails("add move --from helpdesk --to ops --kind step --source nowhere --by ann", 2), @"nextrole: there is no source `nowhere`; add it first: nextrole add source");
    assert_snapshot!(fails("add move --from helpdesk --to ops --kind step --source blog --by cleo", 2), @r#"nextrole: there is no person `cleo`; add --by-name "…" with their name as it is shown"#);
    assert_snapshot!(fails("add role --name Helpdesk", 1), @r#"
    warning[unreached-role]: no track and no move mentions the role `helpdesk-2`
      --> ./roles.toml:31:6
       |
    31 | id = "helpdesk-2"
       |      ^^^^^^^^^^^^
       |
       = help: add it to a track, or add a move to or from it

    error[shared-name]: `Helpdesk` is a name of the role `helpdesk` and of the role `helpdesk-2`
      --> ./roles.toml:32:8
       |
    32 | name = "Helpdesk"
       |        ^^^^^^^^^^
       |
      ::: ./roles.toml:13:8
       |
    13 | name = "Helpdesk"
       |        ---------- a name of the role `helpdesk`
       |
       = help: remove it from one of them, or make it a term that covers both

    1 error and 1 warning in 2 files
    nextrole: nothing was written
    "#);
    assert_snapshot!(fails("add source --title X --kind article --published yesterday", 2), @"nextrole: `yesterday` is no date; write the year first: YYYY, YYYY-MM or YYYY-MM-DD");
    assert_snapshot!(fails("add source --title X --kind article --url example.org", 2), @"nextrole: the URL `example.org` does not start with `https://` or `http://`; copy the whole URL from the browser's address bar");
    assert_snapshot!(fails("add role --name X --family ward", 2), @"nextrole: there is no family `ward`; there are support, networks, systems, cloud, security, data, software, service-management, projects, architecture, management, other");
    assert_eq!(state(folder.path()), before);
}

#[test]
fn near_twins_are_named() {
    let folder = folder();
    let said = works(call(&folder, "add role --name").arg("Help desks"));
    assert_snapshot!(said, @r#"
    # added to ./roles.toml

    [[role]]
    id = "help-desks"
    name = "Help desks"
    ---
    warning[unreached-role]: no track and no move mentions the role `help-desks`
      --> ./roles.toml:31:6
       |
    31 | id = "help-desks"
       |      ^^^^^^^^^^^^
       |
       = help: add it to a track, or add a move to or from it

    warning[near-names]: `Help desks` is one typing error away from `Helpdesk`
      --> ./roles.toml:32:8
       |
    32 | name = "Help desks"
       |        ^^^^^^^^^^^^
       |
      ::: ./roles.toml:13:8
       |
    13 | name = "Helpdesk"
       |        ---------- a name of the role `helpdesk`
       |
       = help: check whether the role `helpdesk` and the role `help-desks` are the same role

    2 warnings in 2 files
    nextrole: try it: nextrole ask --knowledge . "/define help-desks"
    "#);
}

#[test]
fn a_source_or_track_that_may_be_there_already() {
    let folder = folder();
    let said = |call: Call| works(call).split_once("---\n").unwrap().1.to_owned();
    let source = || call(&folder, "add source --dry-run --kind article --title");
    assert_snapshot!(said(source().arg("ON CAREERS")), @"nextrole: the source `blog` has the same title or address");
    assert_snapshot!(said(source().arg("Paths").arg("--url").arg("https://example.org/careers")), @"nextrole: the source `blog` has the same title or address");
    assert_snapshot!(said(source().arg("Paths").arg("--url").arg("https://example.org/paths")), @"");
    let track = || call(&folder, "add track --dry-run --source blog --by bob --step helpdesk --step ops --name");
    assert_snapshot!(said(track().arg("the way up")), @"nextrole: the track `up` has the same name");
    assert_snapshot!(said(track().arg("The way down")), @"");
}

#[test]
fn of_several_the_first_is_asked_for() {
    let folder = folder();
    let steps = "add move --from helpdesk --from gardener --to ops-lead --kind step --source blog --by ann";
    let said = works(call(&folder, steps));
    assert!(said.ends_with("nextrole ask --knowledge . \"/next helpdesk\"\n"), "{said}");
}

#[test]
fn problems_that_were_there_before_are_not_repeated() {
    let folder = folder();
    works(call(&folder, "add role --name Cook"));
    works(call(&folder, "add role --name Baker"));
    let said = works(call(&folder, "add role --name Miller --dry-run"));
    let told: Vec<&str> = said.lines().filter(|line| line.starts_with("warning")).collect();
    assert_eq!(told, ["warning[unreached-role]: no track and no move mentions the role `miller`"]);
}

#[test]
fn a_knowledge_that_cannot_be_changed() {
    let empty = folder_of(&[]);
    assert_snapshot!(nextrole("add role --name X").in_folder(empty.path()).fails(1), @"nextrole: the built-in knowledge cannot be changed; name a folder with --knowledge DIR, or make one with `nextrole new DIR`");
    let broken = folder_of(&[("roles.toml", "[[role]]\nid = \"a\"\n")]);
    assert_snapshot!(call(&broken, "add role --name X").fails(1), @"nextrole: the folder `.` has to be in order first: 1 error in 1 file; run `nextrole check .` to see them");
}
