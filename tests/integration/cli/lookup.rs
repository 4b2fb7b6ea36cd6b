//! `nextrole match`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use crate::program::{folder, nextrole};

#[test]
fn unreadable_names_fail() {
    let folder = folder(&[("k/roles.toml", "[[role]\n")]);
    let said = nextrole("match ops --knowledge k").in_folder(folder.path()).fails(1);
    insta::assert_snapshot!(said, @"nextrole: cannot read the names in the folder `k`: 1 error in 1 file; run `nextrole check k` to see them");
}

#[test]
fn broken_statements_do_not_matter() {
    let text = "[[role]]\nid = \"ops\"\nname = \"Ops\"\n\n[[move]]\nfrom = \"ops\"\nto = \"nobody\"\nkind = \"step\"\n";
    let folder = folder(&[("k/roles.toml", text)]);
    let outcome = nextrole("match ops --knowledge k").in_folder(folder.path()).run();
    assert_eq!((outcome.code, outcome.out.as_str()), (Some(0), "ops → Ops (exact)\n"));
    insta::assert_snapshot!(outcome.err, @"nextrole: 3 errors in 1 file; these do not affect name matching; run `nextrole check k` to see them");
}

#[test]
fn each_argument_is_a_query() {
    let said = nextrole("match helpdesk sysadmn architect xyzzy").arg("IT mangager").arg("a\nb\u{1b}c").prints();
    insta::assert_snapshot!(said, @r#"
    helpdesk → Helpdesk (exact)
    sysadmn → System administrator (confident, 0.99, matched "sysadmin")
    architect → Infrastructure architect, Solutions architect, Technical architect, Network architect, Cloud archit…? (ambiguous)
    xyzzy → no match (none)
    IT mangager → IT manager (confident, 0.99, matched "IT manager")
    a b c → no match (none)
    "#);
}

#[test]
fn json_has_its_shape() {
    let said = nextrole("match --json --limit 2 helpdesk architect xyzzy").arg("2nd line suport").prints();
    insta::assert_snapshot!(said, @r#"
    {"query":"helpdesk","verdict":"exact","matches":[{"role":"helpdesk","score":1.0,"via":"Helpdesk"},{"role":"service-desk-manager","score":0.6351,"via":"help desk manager"}]}
    {"query":"architect","verdict":"ambiguous","matches":[{"role":"infra-architect","score":1.0,"via":"Architect"},{"role":"solutions-architect","score":1.0,"via":"Architect"}]}
    {"query":"xyzzy","verdict":"none","matches":[]}
    {"query":"2nd line suport","verdict":"confident","matches":[{"role":"second-line-support","score":0.9899,"via":"Second-line support"},{"role":"helpdesk","score":0.7238,"via":"Support"}]}
    "#);
}

#[test]
fn every_line_of_stdin_gets_a_line() {
    let long = "ops ".repeat(250_000);
    let input = [b"helpdesk\r\n\n\xff\xfeops\n".as_slice(), long.as_bytes(), b"\nops"].concat();
    let said = nextrole("match --json").typed(input).prints();
    let lines: Vec<serde_json::Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let queries: Vec<&str> = lines.iter().map(|line| line["query"].as_str().unwrap()).collect();
    assert_eq!(queries, ["helpdesk", "", "\u{fffd}\u{fffd}ops", &long, "ops"]);
    assert_eq!((&lines[0]["verdict"], &lines[1]["verdict"]), (&"exact".into(), &"none".into()));
}

#[test]
fn a_line_is_answered_when_it_is_read() {
    let mut child = nextrole("match --json").command().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for query in ["helpdesk", "ops"] {
        stdin.write_all(format!("{query}\n").as_bytes()).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(line.contains(query), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
