//! `nextrole ask`.

use std::io::Read as _;
use std::process::Stdio;

use crate::program::{folder, nextrole};

#[test]
fn an_unknown_command_is_wrong_usage() {
    insta::assert_snapshot!(nextrole("ask /nxt helpdesk").fails(2), @"nextrole: there is no command /nxt; did you mean `/next Helpdesk`?");
    insta::assert_snapshot!(nextrole("ask /salary").fails(2), @"nextrole: there is no command /salary; use /next, /become, /path, /compare, /define, /tracks, /disputes, /about, or ask in words");
}

#[test]
fn a_missing_folder_is_named() {
    insta::assert_snapshot!(nextrole("ask /tracks --knowledge no-such").fails(1), @"nextrole: there is no knowledge folder `no-such` in the working directory; set another with --knowledge DIR, NEXTROLE_KNOWLEDGE or `knowledge` in the config file, or none of them for the built-in knowledge");
}

#[test]
fn broken_knowledge_is_drawn() {
    let folder = folder(&[("k/roles.toml", "[[role]]\nid = \"ops\"\n")]);
    insta::assert_snapshot!(nextrole("ask /tracks --knowledge k").in_folder(folder.path()).fails(1), @r#"
    error[missing-key]: the role `ops` has no `name`
     --> k/roles.toml:1:1
      |
    1 | [[role]]
      | ^^^^^^^^
      |
      = help: add `name = "…"`

    1 error in 1 file
    nextrole: the folder `k` has errors
    "#);
}

#[test]
fn words_are_joined() {
    let typed = nextrole("ask /next it manager").prints();
    assert_eq!(typed, nextrole("ask").arg("/next IT manager").prints());
    assert!(typed.starts_with("What comes after IT manager?\n"), "{typed}");
}

#[test]
fn output_to_a_pipe_is_not_wrapped_and_has_no_hints() {
    let said = nextrole("ask /next helpdesk").env("TERM", "xterm-256color").prints();
    assert!(!said.contains('\u{1b}') && !said.contains("--all") && !said.contains("Ask next"), "{said}");
    let all = nextrole("ask /tracks technical --all").prints();
    assert!(all.contains("is now considering architecture."), "{all}");
}

#[test]
fn all_shows_more() {
    let (brief, all) = (nextrole("ask /next helpdesk").prints(), nextrole("ask --all /next helpdesk").prints());
    assert!(!brief.contains("Sources") && all.contains("Sources"), "{all}");
}

#[test]
fn json_is_the_whole_answer() {
    let json: serde_json::Value = serde_json::from_str(&nextrole("ask --json /next helpdesk").prints()).unwrap();
    assert_eq!(json["answer"], "next");
    assert_eq!(json["role"]["id"], "helpdesk");
    assert_eq!(json["reading"], serde_json::Value::Null);
    let nothing: serde_json::Value = serde_json::from_str(&nextrole("ask --json xyzzy").prints()).unwrap();
    assert_eq!(nothing["answer"], "nothing");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    for arguments in ["ask --all /tracks", "check", "completions bash", "match helpdesk"] {
        let mut child = nextrole(arguments).command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""), "{arguments}");
    }
}

#[test]
fn examples_come_from_the_knowledge() {
    let text = "[[role]]\nid = \"nurse\"\nname = \"Staff nurse\"\n\n[[role]]\nid = \"matron\"\nname = \"Matron\"\n";
    let folder = folder(&[("k/roles.toml", text)]);
    let error = |question: &str| nextrole("ask --knowledge k").arg(question).in_folder(folder.path()).fails(2);
    insta::assert_snapshot!(error("/nxt nurse"), @"nextrole: there is no command /nxt; did you mean `/next Staff nurse`?");
    insta::assert_snapshot!(error("/paths nurse"), @"nextrole: there is no command /paths; did you mean `/path Staff nurse to Matron`?");
    insta::assert_snapshot!(error("/track"), @"nextrole: there is no command /track; did you mean `/tracks`?");
}

#[test]
fn a_suggestion_becomes_toml() {
    let folder = folder(&[("k/all.toml", crate::SMALL)]);
    let ask = |typed: &str| nextrole("ask --knowledge k").in_folder(folder.path()).arg(typed);
    let step = "/suggest step from=\"service desk\" to=gardner who=\"Cleo Ng\" where=\"Green careers, 2024-05\"";
    let printed = ask(step).prints();
    insta::assert_snapshot!(printed, @r#"
    # For sources/green-careers-2024.toml. Checked: see below.

    [source]
    id = "green-careers-2024"
    title = "Green careers"
    published = "2024-05"

    [[person]]
    id = "cleo-ng"
    name = "Cleo Ng"

    [[move]]
    from = "helpdesk"
    to = "gardener"
    kind = "step"
    by = "cleo-ng"

    # To look at:
    # “service desk” was read as Helpdesk
    # “gardner” was read as Gardener
    "#);
    // It can be saved as it is printed.
    toml::from_str::<toml::Table>(&printed).unwrap();
    let json: serde_json::Value = serde_json::from_str(&ask(step).arg("--json").prints()).unwrap();
    assert_eq!(json["file"], "sources/green-careers-2024.toml");
    insta::assert_snapshot!(ask("/suggest step from=helpdesk").fails(2), @r#"nextrole: /suggest step (a next step and its source) also needs to="…" (To which role?), who="…" (Who says so?), where="…" (Where? Title and date)"#);
    insta::assert_snapshot!(ask("/suggest").fails(2), @r#"
    nextrole: What do you want to suggest?

      /suggest role       A missing role
      /suggest name       Another name of a role
      /suggest step       A next step and its source
      /suggest viewpoint  An opinion and its source

    All at once, for example:
      /suggest step from="Helpdesk" to="Ops" who="Ann Lee" where="A talk, 2024"
    "#);
}
