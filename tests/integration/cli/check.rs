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
    assert!(said.starts_with("92 roles, ") && said.ends_with(": no problems\n"), "{said}");
}
