//! `nextrole map`.

use std::fs;

use crate::SMALL;
use crate::program::{folder, nextrole};

#[test]
fn text() {
    let folder = folder(&[("k/all.toml", SMALL)]);
    insta::assert_snapshot!(nextrole("map --knowledge k").in_folder(folder.path()).prints(), @"
    All career tracks

    By field
      - Other: 4 roles, 1 track

    1. The way up: Ann (2005)
      - Helpdesk
      - Ops
    ");
    insta::assert_snapshot!(nextrole("map --knowledge k --track up").in_folder(folder.path()).prints(), @"
    Map of The way up

    1. The way up: Ann (2005)
      - Helpdesk
        - up: Ops (Bob, 2005)
      - Ops
        - up: Ops lead (Bob, 2005, second-hand)
    ");
    insta::assert_snapshot!(nextrole("map --knowledge k --role sysadmin").in_folder(folder.path()).prints(), @"
    Map around ops

    You are here: Ops.

    What comes next
      - up: Ops lead (Bob, 2005, second-hand)

    Previous roles
      - up: Helpdesk (2 sources, 2005)

    1. The way up: Ann (2005)
      - Helpdesk
      - Ops
    ");
}

#[test]
fn pictures() {
    let folder = folder(&[("k/all.toml", SMALL)]);
    for (arguments, file) in [
        ("", "all.svg"),
        ("--track up", "up.PNG"),
        ("--role ops", "ops.png"),
        ("--all", "a.png"),
        ("--path helpdesk ops", "path.svg"),
    ] {
        let said = nextrole(&format!("map --knowledge k {arguments} -o {file}")).in_folder(folder.path()).prints();
        assert_eq!(said, "");
        let bytes = fs::read(folder.path().join(file)).unwrap();
        let start: &[u8] = if file.ends_with("svg") { b"<svg " } else { b"\x89PNG" };
        assert!(bytes.starts_with(start), "{file}");
    }
}

#[test]
fn errors() {
    let folder = folder(&[("k/all.toml", SMALL)]);
    let fails = |arguments: &str, code| {
        nextrole(&format!("map --knowledge k {arguments}")).in_folder(folder.path()).fails(code)
    };
    insta::assert_snapshot!(fails("-o map.jpg", 2), @"nextrole: unsupported file type `map.jpg`: use a name that ends in .svg or .png");
    insta::assert_snapshot!(fails("-o -", 2), @"nextrole: unsupported file type `-`: use a name that ends in .svg or .png");
    insta::assert_snapshot!(fails("--role admin -o map.png", 1), @"
    Which one?

    “Administrator” can mean several roles.

    - Ops
    - Ops lead
    ");
    insta::assert_snapshot!(fails("--track xyzzy", 1), @"
    Not found

    I don't know “xyzzy”.

    Use /tracks to see all career tracks.
    ");
    insta::assert_snapshot!(fails("-o nowhere/map.png", 1), @"nextrole: cannot write `nowhere/map.png`: No such file or directory (os error 2)");
    assert!(!folder.path().join("map.png").exists());
}
