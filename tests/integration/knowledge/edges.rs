//! Where a rule begins and where it ends: the last text that is fine beside the first that is not.

use std::fmt::Write as _;

use insta::assert_snapshot;
use nextrole::knowledge::fix::fix;
use nextrole::knowledge::problem::{SourceFile, SourceFiles};
use nextrole::knowledge::{LoadOutcome, Options, check, load};

/// A source of 2016, two people and four roles.
const ROLES: &str = r#"
[source]
id = "blog"
title = "On careers"
published = "2016"

[[person]]
id = "ann"
name = "Ann"

[[person]]
id = "bob"
name = "Bob"

[[role]]
id = "nurse"
name = "Nurse"

[[role]]
id = "sister"
name = "Sister"

[[role]]
id = "matron"
name = "Matron"

[[role]]
id = "tutor"
name = "Tutor"
"#;

fn options() -> Options {
    Options { this_year: Some(2026), stale_after_years: Some(10), notes: true, ..Options::default() }
}

fn checked(files: &[(&str, &str)]) -> LoadOutcome {
    let file = |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() };
    check(SourceFiles(files.iter().map(file).collect()), &options())
}

/// The problems with these codes, each on a line: which, what, what to do.
fn told(outcome: &LoadOutcome, codes: &[&str]) -> String {
    let mut told = String::new();
    for problem in outcome.problems.iter().filter(|problem| codes.contains(&problem.code.name())) {
        writeln!(told, "{}: {}; {}", problem.code.name(), problem.title, problem.help).unwrap();
    }
    told
}

/// The problems with these codes in the roles and what is added to them.
fn with(addition: &str, codes: &[&str]) -> String {
    told(&checked(&[("a.toml", &format!("{ROLES}\n{addition}"))]), codes)
}

/// The same where a part is replaced.
fn replaced(part: &str, by: &str, codes: &[&str]) -> String {
    assert!(ROLES.contains(part), "{part}");
    told(&checked(&[("a.toml", &ROLES.replacen(part, by, 1))]), codes)
}

/// A step from one role to the next, by one person.
fn steps(by: &str, roles: &[&str]) -> String {
    let step = |pair: &[&str]| {
        format!("[[move]]\nfrom = \"{}\"\nto = \"{}\"\nkind = \"step\"\nby = \"{by}\"\n", pair[0], pair[1])
    };
    roles.windows(2).map(step).collect()
}

#[test]
fn an_abbreviation_of_the_same_role_is_no_problem() {
    let with = |long: &str| {
        let abbreviation = format!("[[abbreviation]]\nshort = \"mtn\"\nlong = \"{long}\"\n");
        let aliases = "name = \"Matron\"\naliases = [\"MTN\"]";
        let text = format!("{}\n{abbreviation}", ROLES.replace("name = \"Matron\"", aliases));
        told(&checked(&[("a.toml", &text)]), &["abbreviated-name"])
    };
    assert_eq!(with("matron"), "");
    assert_snapshot!(with("tutor"), @"abbreviated-name: the abbreviation `mtn` is also a name of the role `matron`; remove the abbreviation, or the name");
}

#[test]
fn a_date_is_only_corrected_if_it_can_be_read_in_one_way() {
    let date = |date: &str| replaced("2016", date, &["bad-date"]);
    let all: String = ["13.05.2016", "12.05.2016", "05/13/2016", "05/12/2016", "12.12.2016"].map(date).concat();
    assert_snapshot!(all, @"
    bad-date: `13.05.2016` is not a date; write `2016-05-13`
    bad-date: `12.05.2016` is not a date; write the year first: `2016`, `2016-MM` or `2016-MM-DD`
    bad-date: `05/13/2016` is not a date; write `2016-05-13`
    bad-date: `05/12/2016` is not a date; write the year first: `2016`, `2016-MM` or `2016-MM-DD`
    bad-date: `12.12.2016` is not a date; write `2016-12-12`
    ");
}

#[test]
fn a_url_has_no_space_in_it() {
    let url = |url: &str| replaced("title =", &format!("url = \"{url}\"\ntitle ="), &["bad-url"]);
    let all: String = [
        "https://example.org/career%20paths",
        "https://example.org/career paths",
        "https://example.org/<id>",
        "https://example.org/paths ",
    ]
    .map(url)
    .concat();
    assert_snapshot!(all, @"
    bad-url: the URL `https://example.org/career paths` has a character that no URL can have; write a space as `%20`, and so on
    bad-url: the URL `https://example.org/<id>` has a character that no URL can have; write a space as `%20`, and so on
    bad-url: the URL `https://example.org/paths ` has a space at its end; write `https://example.org/paths`
    ");
}

#[test]
fn a_circle_is_reported_once() {
    let rules = ["step-circle", "circle-of-sources", "two-way-step"];
    // There and back, and once more with the same role at one end.
    assert_snapshot!(with(&steps("ann", &["nurse", "sister", "nurse"]), &rules), @"two-way-step: steps lead both ways between `sister` and `nurse`; add a `[[dispute]]` about the two roles, or give one move another kind");
    assert_snapshot!(with(&(steps("ann", &["nurse", "tutor", "nurse"]) + &steps("ann", &["matron", "tutor", "matron"])), &rules), @"
    two-way-step: steps lead both ways between `tutor` and `nurse`; add a `[[dispute]]` about the two roles, or give one move another kind
    two-way-step: steps lead both ways between `tutor` and `matron`; add a `[[dispute]]` about the two roles, or give one move another kind
    ");
    // Of three, by one person in one source.
    assert_snapshot!(with(&steps("ann", &["nurse", "sister", "matron", "nurse"]), &rules), @"step-circle: the steps of `ann` lead in a circle: `nurse` → `sister` → `matron` → `nurse`; a step leads upward: turn one of them around, or give it another kind");
    // Of three, by two people in one source.
    let of_two = steps("ann", &["nurse", "sister", "matron"]) + &steps("bob", &["matron", "nurse"]);
    assert_snapshot!(with(&of_two, &rules), @"circle-of-sources: the steps of several sources lead in a circle: `nurse` → `sister` → `matron` → `nurse`; add a `[[dispute]]` about these roles, if the sources contradict each other");
    // Of three, by one person in two sources.
    let other = "[source]\nid = \"talk\"\ntitle = \"A talk\"\npublished = \"2017\"\n";
    let first = format!("{ROLES}\n{}", steps("ann", &["nurse", "sister", "matron"]));
    let second = format!("{other}\n{}", steps("ann", &["matron", "nurse"]));
    assert_snapshot!(told(&checked(&[("a.toml", &first), ("b.toml", &second)]), &rules), @"circle-of-sources: the steps of several sources lead in a circle: `nurse` → `sister` → `matron` → `nurse`; add a `[[dispute]]` about these roles, if the sources contradict each other");
}

#[test]
fn what_is_empty_is_only_called_empty() {
    let rules = ["empty-text", "move-to-itself", "shared-name", "duplicate-id", "unknown-reference"];
    assert_snapshot!(with(&steps("", &["nurse", "sister"]), &rules), @"empty-text: this reference is empty; write something, or remove it");
    assert_snapshot!(with(&steps("ann", &["", ""]), &rules), @"
    empty-text: this reference is empty; write something, or remove it
    empty-text: this reference is empty; write something, or remove it
    ");
    let nameless = ROLES.replace("name = \"Matron\"", "name = \"\"").replace("name = \"Tutor\"", "name = \"\"");
    assert_snapshot!(told(&checked(&[("a.toml", &nameless)]), &rules), @"
    empty-text: `name` is empty; write something, or remove it
    empty-text: `name` is empty; write something, or remove it
    ");
}

#[test]
fn a_source_is_old_after_the_last_year_that_is_allowed() {
    assert_eq!(with("", &["old-source"]), "");
    assert_snapshot!(replaced("2016", "2015", &["old-source"]), @"old-source: `blog` is 11 years old; check whether it is still true, or look for a newer source");
}

#[test]
fn how_many_statements_are_undated() {
    let undated = |roles: &[&str]| {
        let text = format!("{}\n{}", ROLES.replace("published = \"2016\"\n", ""), steps("ann", roles));
        told(&checked(&[("a.toml", &text)]), &["undated-source"])
    };
    assert_snapshot!(undated(&["nurse", "sister"]), @r#"undated-source: this source has no year, so answers show its statement as undated; add `published = "YYYY"`, if the source says when it was written"#);
    assert_snapshot!(undated(&["nurse", "sister", "matron"]), @r#"undated-source: this source has no year, so answers show its 2 statements as undated; add `published = "YYYY"`, if the source says when it was written"#);
}

#[test]
fn a_repeated_reference_is_removed() {
    let viewpoint = |about: &str| {
        format!(
            "{ROLES}\n[[viewpoint]]\nid = \"x\"\nby = \"ann\"\nstance = \"adds\"\nabout = [{about}]\ntext = \"So.\"\n"
        )
    };
    let wrong = viewpoint("\"nurse\", \"matron\", \"nurse\"");
    let fixed = fix(checked(&[("a.toml", &wrong)]), &options());
    assert_eq!(fixed.outcome.files.0[0].text, viewpoint("\"nurse\", \"matron\""));
}

#[test]
fn a_folder_whose_only_file_has_the_wrong_name() {
    let folder = tempfile::tempdir().unwrap();
    let problems = || {
        let told = told(&load(folder.path(), &options()), &["no-knowledge", "misnamed-file"]);
        told.replace(&format!("{}/", folder.path().display()), "")
    };
    assert_snapshot!(problems(), @"no-knowledge: the folder defines no role, term, track or move; name another folder, or write one to start from with `nextrole new DIR`");
    std::fs::write(folder.path().join("roles.toml.txt"), ROLES).unwrap();
    assert_snapshot!(problems(), @"no-knowledge: `roles.toml.txt` is not read, because its name does not end with `.toml`; rename it to `roles.toml`, or remove it");
    std::fs::write(folder.path().join("people.toml"), "[[person]]\nid = \"ann\"\nname = \"Ann\"\n").unwrap();
    assert_snapshot!(problems(), @"
    no-knowledge: the folder defines no role, term, track or move; name another folder, or write one to start from with `nextrole new DIR`
    misnamed-file: `roles.toml.txt` is not read, because its name does not end with `.toml`; rename it to `roles.toml`, or remove it
    ");
}
