//! `nextrole mentions`.

use crate::program::nextrole;

#[test]
fn json_has_its_shape() {
    let said = nextrole("mentions --json")
        .typed("I'm a sysadmin, could I become an IT manager?\n\nnothing to see\nÉ: an architect or a developer\n")
        .prints();
    insta::assert_snapshot!(said, @r#"
    {"text":"I'm a sysadmin, could I become an IT manager?","mentions":[{"role":"sysadmin","start":6,"end":14,"score":1.0,"sense":"current"},{"role":"it-manager","start":34,"end":44,"score":1.0,"sense":"wanted"}],"current":"sysadmin","wanted":"it-manager"}
    {"text":"","mentions":[],"current":null,"wanted":null}
    {"text":"nothing to see","mentions":[],"current":null,"wanted":null}
    {"text":"É: an architect or a developer","mentions":[{"role":"developer","start":22,"end":31,"score":1.0,"sense":"other"}],"current":null,"wanted":null}
    "#);
}

#[test]
fn in_words() {
    let said = nextrole("mentions").arg("I'm a sysadmin, could I become an IT manager?").arg("hello").prints();
    insta::assert_snapshot!(said, @"
    sysadmin → System administrator (current), IT manager → IT manager (wanted)
    no role found in “hello”
    ");
}

#[test]
fn a_megabyte_is_fine() {
    let said = nextrole("mentions --json").typed("é sysadmin. ".repeat(100_000)).prints();
    let line: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(line["mentions"][0]["start"], 3);
}
