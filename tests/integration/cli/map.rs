//! `nextrole map`.

use std::fs;

use crate::SMALL;
use crate::program::{folder, nextrole};

#[test]
fn text() {
    let folder = folder(&[("k/all.toml", SMALL)]);
    insta::assert_snapshot!(nextrole("map --knowledge k").in_folder(folder.path()).prints(), @"");
    insta::assert_snapshot!(nextrole("map --knowledge k --track up").in_folder(folder.path()).prints(), @"");
    insta::assert_snapshot!(nextrole("map --knowledge k --role sysadmin").in_folder(folder.path()).prints(), @"");
}

#[test]
fn pictures() {
    let folder = folder(&[("k/all.toml", SMALL)]);
    for (arguments, file) in [("", "all.svg"), ("--track up", "up.PNG"), ("--role ops", "ops.png"), ("--all", "a.png")]
    {
        let said = nextrole(&format!("map --knowledge k {arguments} -o {file}")).in_folder(folder.path()).prints();
        assert_eq!(said, "");
        let bytes = fs::read(folder.path().join(file)).unwrap();
        let start: &[u8] = if file.ends_with("svg") { b"<svg " } else { b"\x89PNG" };
        assert!(bytes.starts_with(start), "{file}");
    }
}

#[test]
fn what_cannot_be_drawn() {
    let folder = folder(&[("k/all.toml", SMALL)]);
    let fails = |arguments: &str, code| {
        nextrole(&format!("map --knowledge k {arguments}")).in_folder(folder.path()).fails(code)
    };
    insta::assert_snapshot!(fails("-o map.jpg", 2), @"");
    insta::assert_snapshot!(fails("-o -", 2), @"");
    insta::assert_snapshot!(fails("--role admin -o map.png", 1), @"");
    insta::assert_snapshot!(fails("--track xyzzy", 1), @"");
    insta::assert_snapshot!(fails("-o nowhere/map.png", 1), @"");
    assert!(!folder.path().join("map.png").exists());
}
