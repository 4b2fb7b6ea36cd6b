//! One test for each code: what is drawn for a folder that has the problem.
//!
//! The folder is the fixture of the same name. What git cannot hold is made by the test.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use nextrole::knowledge::problem::{Code, Severity};
use nextrole::knowledge::{MAX_FILE_BYTES, Options, load};

use super::{draw, drawn};

fn fixture(name: &str) -> String {
    drawn(&Path::new("tests/fixtures/problems").join(name))
}

/// Like [`fixture`], with the notes of this code only.
fn noted(name: &str) -> String {
    let folder = Path::new("tests/fixtures/problems").join(name);
    let mut loaded = load(&folder, &Options { notes: true, ..Options::default() });
    loaded.problems.retain(|problem| problem.code.name() == name);
    let shown = folder.to_string_lossy().into_owned();
    draw(&loaded).replace(&format!("{shown}/"), "")
}

/// Codes whose folders are made by their tests.
const MADE: &[Code] = &[Code::Unreadable, Code::Link, Code::TooLarge, Code::NotUtf8];

#[test]
fn every_code_has_a_fixture_and_a_test() {
    let tests = include_str!("problems.rs");
    for code in Code::ALL {
        let name = code.name();
        let test = format!("fn {}()", name.replace('-', "_"));
        assert!(tests.contains(&test), "no test {test}");
        assert!(tests.contains(&format!("[{name}]: ")), "no test shows {name}");
        if !MADE.contains(code) {
            assert!(Path::new("tests/fixtures/problems").join(name).is_dir(), "no fixture {name}");
            let drawn = if code.severity() == Severity::Note { noted(name) } else { fixture(name) };
            assert!(drawn.contains(&format!("[{name}]: ")), "the fixture {name} is sound");
        }
    }
}

#[test]
fn names_are_unique() {
    let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Code::ALL.len());
}

#[test]
fn unreadable() {
    assert_snapshot!(drawn(Path::new("tests/fixtures/problems/nowhere")), @"
    error[unreadable]: there is no folder `(folder)`
    --> (folder)
     = help: give the folder that contains the knowledge files

    1 error
    ");
}

#[cfg(unix)]
#[test]
fn link() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("roles.toml"), "").unwrap();
    std::os::unix::fs::symlink("roles.toml", folder.path().join("terms.toml")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("tracks.toml")).unwrap();
    assert_snapshot!(drawn(folder.path()), @"
    warning[empty-file]: this file has no table
    --> roles.toml
     = help: add one, such as `[[role]]`, or remove the file

    error[link]: `terms.toml` is a symbolic link to a file or folder that is read already
    --> terms.toml
     = help: remove the link

    error[link]: `tracks.toml` is a symbolic link that leads nowhere
    --> tracks.toml
     = help: remove it, or restore what it leads to

    2 errors and 1 warning in 3 files
    ");
}

#[test]
fn too_large() {
    let folder = tempfile::tempdir().unwrap();
    let file = fs::File::create(folder.path().join("roles.toml")).unwrap();
    file.set_len(MAX_FILE_BYTES + 1).unwrap();
    assert_snapshot!(drawn(folder.path()), @"
    error[too-large]: `roles.toml` is larger than 8 MiB
    --> roles.toml
     = help: split the file, or remove it if it is not a knowledge file

    1 error in 1 file
    ");
}

#[test]
fn not_utf8() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("roles.toml"), b"[[role]]\nname = \"Caf\xe9\"\n").unwrap();
    assert_snapshot!(drawn(folder.path()), @r#"
    error[not-utf8]: `roles.toml` is not UTF-8: there is the byte 0xe9
     --> roles.toml:2:12
      |
    2 | name = "Caf�"
      |            ^
      |
      = help: save the file with the encoding UTF-8

    1 error in 1 file
    "#);
}

#[test]
fn bad_toml() {
    assert_snapshot!(fixture("bad-toml"), @r#"
    error[bad-toml]: a text is not closed
     --> roles.toml:2:10
      |
    2 | id = "ops
      |          ^
      |
      = help: write `"` at its end

    1 error in 1 file
    "#);
}

#[test]
fn unknown_key() {
    assert_snapshot!(fixture("unknown-key"), @r#"
    error[unknown-key]: unknown key `alises` in the role `ops`
      --> a.toml:16:1
       |
    16 | alises = ["operations"]
       | ^^^^^^
       |
       = help: write `aliases`

    error[unknown-key]: unknown key `moves` in the file
      --> a.toml:24:3
       |
    24 | [[moves]]
       |   ^^^^^
       |
       = help: write `move`

    2 errors in 1 file
    "#);
}

#[test]
fn missing_key() {
    assert_snapshot!(fixture("missing-key"), @r#"
    error[missing-key]: the role `ops` has no `name`
      --> a.toml:13:1
       |
    13 | [[role]]
       | ^^^^^^^^
       |
       = help: add `name = "…"`

    1 error in 1 file
    "#);
}

#[test]
fn wrong_type() {
    assert_snapshot!(fixture("wrong-type"), @r#"
    error[wrong-type]: `published` must be a text, but this is a number
     --> a.toml:4:13
      |
    4 | published = 2005
      |             ^^^^
      |
      = help: put it in quotes: `published = "2005"`

    error[wrong-type]: `aliases` must be a list of texts, but this is a text
      --> a.toml:17:11
       |
    17 | aliases = "operations"
       |           ^^^^^^^^^^^^
       |
       = help: write `aliases = ["operations"]`

    2 errors in 1 file
    "#);
}

#[test]
fn duplicate_id() {
    assert_snapshot!(fixture("duplicate-id"), @r#"
    error[duplicate-id]: two roles have the id `ops`
     --> b.toml:7:6
      |
    7 | id = "ops"
      |      ^^^^^
      |
     ::: b.toml:3:6
      |
    3 | id = "ops"
      |      ----- first defined here
      |
      = help: give one of them another id, or merge them

    1 error in 2 files
    "#);
}

#[test]
fn bad_id() {
    assert_snapshot!(fixture("bad-id"), @r#"
    error[bad-id]: the role id `Help Desk` has capitals and spaces
      --> a.toml:10:6
       |
    10 | id = "Help Desk"
       |      ^^^^^^^^^^^
       |
       = help: write `help-desk`

    1 error in 1 file
    "#);
}

#[test]
fn unknown_reference() {
    assert_snapshot!(fixture("unknown-reference"), @r#"
    error[unknown-reference]: the role `opps` is not defined
      --> sources/platt-2005.toml:13:22
       |
    13 | steps = ["helpdesk", "opps"]
       |                      ^^^^^^
       |
      ::: roles.toml:6:6
       |
     6 | id = "ops"
       |      ----- a role with a similar id
       |
       = help: write `ops`, or define the role `opps`

    error[unknown-reference]: the role or term `service-desk` is not defined
      --> sources/platt-2005.toml:22:6
       |
    22 | of = "service-desk"
       |      ^^^^^^^^^^^^^^
       |
      ::: terms.toml:4:12
       |
     4 | aliases = ["service desk"]
       |            -------------- an alias of the term `support`
       |
       = help: write `support`, or define the role or term `service-desk`

    error[unknown-reference]: `platt` is a person, but this must be a role, track or term
      --> sources/platt-2005.toml:30:17
       |
    30 | about = ["ops", "platt"]
       |                 ^^^^^^^
       |
      ::: sources/platt-2005.toml:6:6
       |
     6 | id = "platt"
       |      ------- the person
       |
       = help: write the id of a role, track or term

    error[unknown-reference]: the track, move, definition or viewpoint `technicol` is not defined
      --> sources/platt-2005.toml:37:40
       |
    37 | sides = [{ says = "Yes", statements = ["technicol"] }, { says = "No", statements = ["one"] }]
       |                                        ^^^^^^^^^^^
       |
      ::: sources/platt-2005.toml:10:6
       |
    10 | id = "technical"
       |      ----------- a track with a similar id
       |
       = help: write `technical`, or define the track, move, definition or viewpoint `technicol`

    4 errors in 3 files
    "#);
}

#[test]
fn short_track() {
    assert_snapshot!(fixture("short-track"), @r#"
    error[short-track]: the track `technical` has only one rung
      --> a.toml:17:10
       |
    17 | steps = ["helpdesk"]
       |          ^^^^^^^^^^
       |
       = help: add the rungs above or below, or remove the track

    1 error in 1 file
    "#);
}

#[test]
fn empty_step() {
    assert_snapshot!(fixture("empty-step"), @r#"
    error[empty-step]: this rung has neither a role nor a title
      --> a.toml:21:29
       |
    21 | steps = ["helpdesk", "ops", { adds = "More of it." }]
       |                             ^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add `role = "…"`, `title = "…"` or both, or remove the rung

    1 error in 1 file
    "#);
}

#[test]
fn repeated_step() {
    assert_snapshot!(fixture("repeated-step"), @r#"
    error[repeated-step]: the role `ops` is on two rungs, and nothing tells them apart
      --> a.toml:21:55
       |
    21 | steps = ["helpdesk", { role = "ops", title = "Ops" }, "ops"]
       |                      -------------------------------  ^^^^^
       |                      |
       |                      the other rung
       |
       = help: give each rung a title, such as `{ role = "ops", title = "…" }`, or remove one

    1 error in 1 file
    "#);
}

#[test]
fn shared_name() {
    assert_snapshot!(fixture("shared-name"), @r#"
    error[shared-name]: `Service-Desk` is a name of the role `helpdesk` and of the role `ops`
      --> a.toml:17:12
       |
    17 | aliases = ["Service-Desk"]
       |            ^^^^^^^^^^^^^^
       |
      ::: a.toml:12:12
       |
    12 | aliases = ["service desk"]
       |            -------------- a name of the role `helpdesk`
       |
       = help: remove it from one of them, or make it a term that covers both

    1 error in 1 file
    "#);
}

#[test]
fn repeated_abbreviation() {
    assert_snapshot!(fixture("repeated-abbreviation"), @r#"
    error[repeated-abbreviation]: the abbreviation `Sr.` is defined twice
      --> a.toml:28:9
       |
    28 | short = "Sr."
       |         ^^^^^
       |
      ::: a.toml:24:9
       |
    24 | short = "sr"
       |         ---- first defined here
       |
       = help: keep the meaning that is more common

    1 error in 1 file
    "#);
}

#[test]
fn empty_text() {
    assert_snapshot!(fixture("empty-text"), @r#"
    error[empty-text]: `summary` is empty
      --> a.toml:12:11
       |
    12 | summary = " "
       |           ^^^
       |
       = help: write something, or remove it

    1 error in 1 file
    "#);
}

#[test]
fn move_to_itself() {
    assert_snapshot!(fixture("move-to-itself"), @r#"
    error[move-to-itself]: this move leads from `ops` to `ops`
      --> a.toml:15:6
       |
    15 | to = "ops"
       |      ^^^^^
       |
      ::: a.toml:14:8
       |
    14 | from = "ops"
       |        ----- it starts here
       |
       = help: give `to` another role, or remove the move

    1 error in 1 file
    "#);
}

#[test]
fn unknown_kind() {
    assert_snapshot!(fixture("unknown-kind"), @r#"
    error[unknown-kind]: unknown kind of source `artcle`
     --> a.toml:4:8
      |
    4 | kind = "artcle"
      |        ^^^^^^^^
      |
      = help: write `article`

    error[unknown-kind]: unknown kind of move `swich`
      --> a.toml:21:8
       |
    21 | kind = "swich"
       |        ^^^^^^^
       |
       = help: write `switch`

    2 errors in 1 file
    "#);
}

#[test]
fn unknown_stance() {
    assert_snapshot!(fixture("unknown-stance"), @r#"
    error[unknown-stance]: unknown stance `disagree`
      --> a.toml:26:10
       |
    26 | stance = "disagree"
       |          ^^^^^^^^^^
       |
       = help: write `disagrees`

    error[unknown-stance]: unknown stance `shrugs`
      --> a.toml:33:10
       |
    33 | stance = "shrugs"
       |          ^^^^^^^^
       |
       = help: write one of `agrees`, `partly-agrees`, `disagrees`, `adds`, `asks`

    2 errors in 1 file
    "#);
}

#[test]
fn unknown_confidence() {
    assert_snapshot!(fixture("unknown-confidence"), @r#"
    error[unknown-confidence]: unknown confidence `hihg`
      --> a.toml:22:14
       |
    22 | confidence = "hihg"
       |              ^^^^^^
       |
       = help: write `high`

    1 error in 1 file
    "#);
}

#[test]
fn bad_date() {
    assert_snapshot!(fixture("bad-date"), @r#"
    error[bad-date]: `2005-02-30` is not a date
     --> a.toml:4:13
      |
    4 | published = "2005-02-30"
      |             ^^^^^^^^^^^^
      |
      = help: correct the month or the day, or write only the year: `2005`

    1 error in 1 file
    "#);
}

#[test]
fn bad_url() {
    assert_snapshot!(fixture("bad-url"), @r#"
    error[bad-url]: the URL `blogs.msdn.com/platt` does not start with `https://` or `http://`
     --> a.toml:4:7
      |
    4 | url = "blogs.msdn.com/platt"
      |       ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: copy the whole URL from the browser's address bar

    1 error in 1 file
    "#);
}

#[test]
fn bad_identifier() {
    assert_snapshot!(fixture("bad-identifier"), @r#"
    error[bad-identifier]: `15-1244` is not a valid O*NET code
      --> a.toml:16:28
       |
    16 | identifiers = { onet-soc = "15-1244", sfia = "ITOP" }
       |                            ^^^^^^^^^
       |
       = help: write it like `15-1244.00`, or remove it

    1 error in 1 file
    "#);
}

#[test]
fn bad_language() {
    assert_snapshot!(fixture("bad-language"), @r#"
    error[bad-language]: `German` is not the code of a language
      --> a.toml:26:12
       |
    26 | language = "German"
       |            ^^^^^^^^
       |
       = help: write its two or three letters, such as `de` for German or `pt` for Portuguese

    1 error in 1 file
    "#);
}

#[test]
fn reply_loop() {
    assert_snapshot!(fixture("reply-loop"), @r#"
    error[reply-loop]: `three` replies to `two`, which replies to `three`
      --> a.toml:44:14
       |
    44 | replies_to = "two"
       |              ^^^^^
       |
      ::: a.toml:36:14
       |
    36 | replies_to = "three"
       |              ------- and this
       |
       = help: remove the `replies_to` of the viewpoint that was said first

    1 error in 1 file
    "#);
}

#[test]
fn one_sided() {
    assert_snapshot!(fixture("one-sided"), @r#"
    error[one-sided]: the dispute `way-up` has only one side
      --> a.toml:28:10
       |
    28 | sides = [{ says = "Yes", statements = ["up"] }]
       |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add the other side, or remove the dispute

    1 error in 1 file
    "#);
}

#[test]
fn empty_side() {
    assert_snapshot!(fixture("empty-side"), @r#"
    error[empty-side]: this side has no statement
      --> a.toml:30:5
       |
    30 |     { says = "No" },
       |     ^^^^^^^^^^^^^^^
       |
       = help: add `statements = ["…"]` with ids of tracks, moves, definitions or viewpoints

    1 error in 1 file
    "#);
}

#[test]
fn empty_near_field() {
    assert_snapshot!(fixture("empty-near-field"), @r#"
    warning[unreached-role]: no track and no move mentions the role `web-developer`
     --> roles.toml:2:6
      |
    2 | id = "web-developer"
      |      ^^^^^^^^^^^^^^^
      |
      = help: add it to a track, or add a move to or from it

    error[empty-near-field]: this near field has no nearest role
     --> roles.toml:5:1
      |
    5 | [[near_field]]
      | ^^^^^^^^^^^^^^
      |
      = help: add `nearest = ["…"]` with the ids of roles to offer instead

    error[empty-near-field]: this near field has no titles
     --> roles.toml:9:1
      |
    9 | [[near_field]]
      | ^^^^^^^^^^^^^^
      |
      = help: add `titles = ["…"]` with job titles of that field

    2 errors and 1 warning in 1 file
    "#);
}

#[test]
fn without_author() {
    assert_snapshot!(fixture("without-author"), @r#"
    error[without-author]: this move has no author
      --> a.toml:17:1
       |
    17 | [[move]]
       | ^^^^^^^^
       |
       = help: add `by = "…"` with the id of a `[[person]]`

    1 error in 1 file
    "#);
}

#[test]
fn without_source() {
    assert_snapshot!(fixture("without-source"), @"
    error[without-source]: this move has no source, and neither has the one after it
      --> a.toml:13:1
       |
    13 | [[move]]
       | ^^^^^^^^
       |
       = help: add a `[source]` with an `id` and a `title` at the top of the file

    1 error in 1 file
    ");
}

#[test]
fn no_knowledge() {
    assert_snapshot!(fixture("no-knowledge"), @"
    error[no-knowledge]: the folder defines no role, term, track or move
    --> (folder)
     = help: name another folder, or write one to start from with `nextrole new DIR`

    1 error
    ");
}

#[test]
fn unreached_role() {
    assert_snapshot!(fixture("unreached-role"), @r#"
    warning[unreached-role]: no track and no move mentions the role `design`
      --> a.toml:24:6
       |
    24 | id = "design"
       |      ^^^^^^^^
       |
       = help: add it to a track, or add a move to or from it

    1 warning in 1 file
    "#);
}

#[test]
fn about_nothing() {
    assert_snapshot!(fixture("about-nothing"), @r#"
    warning[about-nothing]: the viewpoint `one` is about nothing, so no answer shows it
      --> a.toml:24:6
       |
    24 | id = "one"
       |      ^^^^^
       |
       = help: add `about = ["…"]` with ids of roles, tracks or terms

    1 warning in 1 file
    "#);
}

#[test]
fn too_long() {
    assert_snapshot!(fixture("too-long"), @r#"
    warning[too-long]: `summary` has 1150 characters, but Discord shows 1024
      --> a.toml:12:11
       |
    12 | summary = """
       |           ^^^
       |
       = help: shorten it by 126

    warning[too-long]: `name` has 104 characters, but Discord shows 100
      --> a.toml:67:8
       |
    67 | name = "Ops and Ops and Ops and Ops and Ops and Ops and Ops and Ops and Ops and Ops and Ops and Ops and more ops"
       |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: shorten it by 4

    2 warnings in 1 file
    "#);
}

#[test]
fn near_names() {
    assert_snapshot!(fixture("near-names"), @r#"
    warning[near-names]: `System engineer` is one typing error away from `Systems engineer`
      --> a.toml:15:8
       |
    15 | name = "System engineer"
       |        ^^^^^^^^^^^^^^^^^
       |
      ::: a.toml:11:8
       |
    11 | name = "Systems engineer"
       |        ------------------ a name of the role `helpdesk`
       |
       = help: check whether the role `helpdesk` and the role `ops` are the same role

    1 warning in 1 file
    "#);
}

#[test]
fn old_source() {
    assert_snapshot!(fixture("old-source"), @r#"
    warning[old-source]: `platt-2005` is 21 years old
     --> a.toml:4:13
      |
    4 | published = "2005-08"
      |             ^^^^^^^^^
      |
      = help: check whether it is still true, or look for a newer source

    1 warning in 1 file
    "#);
}

#[test]
fn missing_notice() {
    assert_snapshot!(fixture("missing-notice"), @r#"
    warning[missing-notice]: `Open Government Licence v3.0` requires a notice, but there is none
     --> a.toml:4:11
      |
    4 | license = "Open Government Licence v3.0"
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add `attribution = "…"` with the words that the license or publisher asks for

    1 warning in 1 file
    "#);
}

#[test]
fn too_many_pairs() {
    assert_snapshot!(fixture("too-many-pairs"), @"
    error[too-many-pairs]: this move stands for 110 pairs of roles; the limit is 100
      --> a.toml:17:1
       |
    17 | [[move]]
       | ^^^^^^^^
       |
       = help: write several moves with shorter lists

    1 error in 1 file
    ");
}

#[test]
fn unknown_family() {
    assert_snapshot!(fixture("unknown-family"), @r#"
    error[unknown-family]: unknown family `wards`
      --> a.toml:11:10
       |
    11 | family = "wards"
       |          ^^^^^^^
       |
       = help: write one of `field-service`, `support`, `networks`, `systems`, `cloud`, `security`, `data`, `software`, `service-management`, `projects`, `architecture`, `management`, `other`, or define it with `[[family]]`

    error[unknown-family]: unknown family `sistems`
      --> a.toml:16:10
       |
    16 | family = "sistems"
       |          ^^^^^^^^^
       |
       = help: write `systems`, or define it with `[[family]]`

    2 errors in 1 file
    "#);
}

#[test]
fn second_field() {
    assert_snapshot!(fixture("second-field"), @"
    error[second-field]: a folder has only one `[field]`
     --> b.toml:1:1
      |
    1 | [field]
      | ^^^^^^^
      |
     ::: a.toml:1:1
      |
    1 | [field]
      | ------- the first one
      |
      = help: remove one of them

    1 error in 2 files
    ");
}

#[test]
fn two_way_step() {
    assert_snapshot!(fixture("two-way-step"), @r#"
    warning[two-way-step]: steps lead both ways between `ops` and `helpdesk`
      --> a.toml:25:6
       |
    25 | to = "helpdesk"
       |      ^^^^^^^^^^
       |
      ::: a.toml:19:6
       |
    19 | to = "ops"
       |      ----- the step the other way
       |
       = help: add a `[[dispute]]` about the two roles, or give one move another kind

    1 warning in 1 file
    "#);
}

#[test]
fn repeated_reference() {
    assert_snapshot!(fixture("repeated-reference"), @r#"
    warning[repeated-reference]: `helpdesk` is listed twice
      --> a.toml:18:21
       |
    18 | from = ["helpdesk", "helpdesk"]
       |         ----------  ^^^^^^^^^^
       |         |
       |         first listed here
       |
       = help: remove one of them

    warning[repeated-reference]: `ops` is listed twice
      --> a.toml:27:30
       |
    27 | steps = ["helpdesk", ["ops", "ops"]]
       |                       -----  ^^^^^
       |                       |
       |                       first listed here
       |
       = help: remove one of them

    2 warnings in 1 file
    "#);
}

#[test]
fn repeated_question() {
    assert_snapshot!(fixture("repeated-question"), @r#"
    warning[repeated-question]: two disputes are asked as `Stuck at the help-desk?`
      --> a.toml:41:13
       |
    41 | asked_as = ["Stuck at the help-desk?"]
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^
       |
      ::: a.toml:34:30
       |
    34 | asked_as = ["can I move up", "stuck at the helpdesk"]
       |                              ----------------------- the other dispute
       |
       = help: remove it from one of them

    1 warning in 1 file
    "#);
}

#[test]
fn future_source() {
    assert_snapshot!(fixture("future-source"), @r#"
    warning[future-source]: this source was published in 2044, but it is 2026
     --> a.toml:4:13
      |
    4 | published = "2044"
      |             ^^^^^^
      |
      = help: correct the date

    1 warning in 1 file
    "#);
}

#[test]
fn misnamed_file() {
    assert_snapshot!(fixture("misnamed-file"), @"
    warning[misnamed-file]: `a.toml.bak` is not read, because its name does not end with `.toml`
    --> a.toml.bak
     = help: rename it to `a.toml`, or remove it

    warning[misnamed-file]: `ops.TOML` is not read, because its name does not end with `.toml`
    --> ops.TOML
     = help: rename it to `ops.toml`, or remove it

    warning[misnamed-file]: `roles.toml.txt` is not read, because its name does not end with `.toml`
    --> roles.toml.txt
     = help: rename it to `roles.toml`, or remove it

    3 warnings in 1 file
    ");
}

#[test]
fn repeated_move() {
    assert_snapshot!(fixture("repeated-move"), @r#"
    warning[repeated-move]: the move from `helpdesk` to `ops` is there twice
      --> a.toml:25:7
       |
    25 | to = ["ops"]
       |       ^^^^^
       |
      ::: a.toml:19:6
       |
    19 | to = "ops"
       |      ----- first written here
       |
       = help: remove one of them

    1 warning in 1 file
    "#);
}

#[test]
fn unused_person() {
    assert_snapshot!(fixture("unused-person"), @r#"
    warning[unused-person]: the person `brown` makes no statement
      --> a.toml:24:6
       |
    24 | id = "brown"
       |      ^^^^^^^
       |
       = help: add a statement with this id in `by`, or remove the person

    1 warning in 1 file
    "#);
}

#[test]
fn empty_file() {
    assert_snapshot!(fixture("empty-file"), @"
    warning[empty-file]: this file has no table
    --> b.toml
     = help: add one, such as `[[role]]`, or remove the file

    1 warning in 2 files
    ");
}

#[test]
fn markup() {
    assert_snapshot!(fixture("markup"), @r#"
    warning[markup]: `note` has Markdown, which members would see as it is written
      --> a.toml:22:8
       |
    22 | note = "**Most** people do."
       |        ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: write plain text

    warning[markup]: `text` has a mention, which members would see as it is written
      --> a.toml:30:8
       |
    30 | text = "See [this](https://example.org) and ask @everyone."
       |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: write the name without `@`

    2 warnings in 1 file
    "#);
}

#[test]
fn abbreviated_name() {
    assert_snapshot!(fixture("abbreviated-name"), @r#"
    warning[abbreviated-name]: the abbreviation `sn` is also a name of the role `matron`
      --> a.toml:26:9
       |
    26 | short = "sn"
       |         ^^^^
       |
      ::: a.toml:17:12
       |
    17 | aliases = ["SN"]
       |            ---- the name
       |
       = help: remove the abbreviation, or the name

    1 warning in 1 file
    "#);
}

#[test]
fn step_circle() {
    assert_snapshot!(fixture("step-circle"), @r#"
    warning[step-circle]: the steps of `ann` lead in a circle: `nurse` → `sister` → `matron` → `nurse`
      --> a.toml:30:6
       |
    30 | to = "nurse"
       |      ^^^^^^^
       |
      ::: a.toml:26:19
       |
    26 | steps = ["nurse", "sister", "matron"]
       |                   --------  -------- from `sister`
       |                   |
       |                   from `nurse`
       |
       = help: a step leads upward: turn one of them around, or give it another kind

    1 warning in 1 file
    "#);
}

#[test]
fn circle_of_sources() {
    assert_snapshot!(noted("circle-of-sources"), @r#"
    note[circle-of-sources]: the steps of several sources lead in a circle: `nurse` → `matron` → `sister` → `nurse`
      --> b.toml:18:6
       |
    18 | to = "nurse"
       |      ^^^^^^^
       |
      ::: a.toml:20:6
       |
    20 | to = "matron"
       |      -------- from `nurse`
       |
      ::: b.toml:12:6
       |
    12 | to = "sister"
       |      -------- from `matron`
       |
       = help: add a `[[dispute]]` about these roles, if the sources contradict each other

    1 note in 2 files
    "#);
}

#[test]
fn contradicting_rungs() {
    assert_snapshot!(noted("contradicting-rungs"), @r#"
    note[contradicting-rungs]: `nurse` is above `matron` on `office`, and below it on `ward`
      --> b.toml:10:20
       |
    10 | steps = ["matron", "nurse"]
       |                    ^^^^^^^
       |
      ::: a.toml:22:19
       |
    22 | steps = ["nurse", "matron"]
       |                   -------- the other way round
       |
       = help: add a `[[dispute]]` about the two roles, if the sources contradict each other

    1 note in 2 files
    "#);
}

#[test]
fn dead_end() {
    assert_snapshot!(noted("dead-end"), @r#"
    note[dead-end]: no source names a next step from `matron`
      --> a.toml:15:6
       |
    15 | id = "matron"
       |      ^^^^^^^^
       |
       = help: nothing, at the top of a career; otherwise add a move from it

    1 note in 1 file
    "#);
}

#[test]
fn no_way_in() {
    assert_snapshot!(noted("no-way-in"), @r#"
    note[no-way-in]: no source says how people get to `nurse`
      --> a.toml:11:6
       |
    11 | id = "nurse"
       |      ^^^^^^^
       |
       = help: nothing, where a career starts; otherwise add a move to it

    1 note in 1 file
    "#);
}

#[test]
fn undated_source() {
    assert_snapshot!(noted("undated-source"), @r#"
    note[undated-source]: this source has no year, so answers show its statement as undated
     --> a.toml:1:1
      |
    1 | [source]
      | ^^^^^^^^
      |
      = help: add `published = "YYYY"`, if the source says when it was written

    1 note in 1 file
    "#);
}
