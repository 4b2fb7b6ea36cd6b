//! Where the rules of `check` end: what is just allowed and what is just not, and what a fix writes.

use nextrole::knowledge::problem::{SourceFile, SourceFiles};
use nextrole::knowledge::{Options, check};

use crate::SMALL;

/// The problems of a folder of files, a line each: code, title and help.
fn problems(files: &[(&str, &str)], options: &Options) -> Vec<String> {
    let files = files.iter().map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() });
    let outcome = check(SourceFiles(files.collect()), options);
    let told = |problem: &nextrole::knowledge::problem::Problem| {
        format!("{}: {}; {}", problem.code.name(), problem.title, problem.help)
    };
    outcome.problems.iter().map(told).collect()
}

/// The problems with this code of the small knowledge with an addition.
fn added(addition: &str, code: &str) -> Vec<String> {
    let text = format!("{SMALL}\n{addition}");
    let all = problems(&[("all.toml", &text)], &Options { notes: true, ..Options::default() });
    all.into_iter().filter(|problem| problem.starts_with(&format!("{code}: "))).collect()
}

/// The problems with this code after a part of the small knowledge is replaced.
fn replaced(part: &str, by: &str, code: &str) -> Vec<String> {
    assert!(SMALL.contains(part), "{part}");
    let all = problems(&[("all.toml", &SMALL.replacen(part, by, 1))], &Options::default());
    all.into_iter().filter(|problem| problem.starts_with(&format!("{code}: "))).collect()
}

#[test]
fn a_source_is_old_after_the_limit_and_not_at_it() {
    let at = |this_year, limit| {
        let options = Options { this_year: Some(this_year), stale_after_years: Some(limit), ..Options::default() };
        let all = problems(&[("all.toml", SMALL)], &options);
        all.into_iter().filter(|problem| problem.starts_with("old-source")).collect::<Vec<_>>()
    };
    assert_eq!(at(2025, 20), [""; 0]);
    assert_eq!(
        at(2026, 20),
        ["old-source: `blog` is 21 years old; check whether it is still true, or look for a newer source"]
    );
}

#[test]
fn an_abbreviation_of_a_name_of_the_same_role_is_allowed() {
    let abbreviation = |short: &str, long: &str| format!("[[abbreviation]]\nshort = \"{short}\"\nlong = \"{long}\"\n");
    let code = "abbreviated-name";
    assert_eq!(added(&abbreviation("sysadmin", "Ops"), code), [""; 0], "both are names of one role");
    let other = added(&abbreviation("sysadmin", "Helpdesk"), code);
    assert_eq!(
        other,
        [
            "abbreviated-name: the abbreviation `sysadmin` is also a name of the role `ops`; remove the abbreviation, or \
          the name"
        ]
    );
    assert_eq!(added(&abbreviation("sysadmin", "nobody"), code), other);
    assert_eq!(added(&abbreviation("sd", "Helpdesk"), code), [""; 0]);
}

#[test]
fn what_is_wrong_with_a_url() {
    let cases = [
        ("https://example.org/a b", "has a character that no URL can have"),
        ("https://example.org/<a>", "has a character that no URL can have"),
        ("ftp://example.org", "does not start with `https://` or `http://`"),
        ("https://", "has no host name"),
        ("https://example.org/ ", "has a space at its end"),
        ("https://example.org/ https://example.com/", "is more than one URL"),
    ];
    for (url, why) in cases {
        let found = replaced("https://example.org/careers", url, "bad-url");
        assert!(matches!(found.as_slice(), [one] if one.contains(why)), "{url}: {found:?}");
    }
    let long = |chars: usize| format!("https://example.org/{}", "a".repeat(chars - 20));
    assert_eq!(replaced("https://example.org/careers", &long(512), "bad-url"), [""; 0]);
    assert_eq!(replaced("https://example.org/careers", &long(513), "bad-url").len(), 1);
}

/// A date is only corrected where it can be read in one way.
#[test]
fn a_date_is_corrected_where_it_has_one_meaning() {
    let cases = [
        ("31.08.2005", Some("2005-08-31")),
        ("08/13/2005", Some("2005-08-13")),
        ("13/08/2005", Some("2005-08-13")),
        ("12/08/2005", None),
        ("08/12/2005", None),
        ("12/12/2005", Some("2005-12-12")),
        ("August 2005", Some("2005-08")),
        ("3 August 2005", Some("2005-08-03")),
        ("August 3, 2005", Some("2005-08-03")),
        ("2005/8", Some("2005-08")),
        ("8/2005", Some("2005-08")),
        ("32.08.2005", None),
        ("yesterday", None),
    ];
    for (written, meant) in cases {
        let text = SMALL.replacen("2005-08", written, 1);
        let files = SourceFiles(vec![SourceFile { path: "all.toml".to_owned(), text }]);
        let outcome = check(files, &Options::default());
        let bad = outcome.problems.iter().find(|problem| problem.code.name() == "bad-date");
        let bad = bad.unwrap_or_else(|| panic!("{written} is accepted: {:?}", outcome.problems));
        let fixes: Vec<&str> = bad.fix.iter().map(|edit| edit.text.trim_matches('"')).collect();
        assert_eq!(fixes, meant.into_iter().collect::<Vec<_>>(), "{written}");
    }
}

#[test]
fn the_statements_of_an_undated_source_are_counted() {
    let code = "undated-source";
    let undated = |statements: &str| {
        let text = format!(
            "[source]\nid = \"s\"\ntitle = \"S\"\n[[person]]\nid = \"p\"\nname = \"P\"\n[[role]]\nid = \"a\"\nname = \"Alpha\"\n\
             {statements}"
        );
        let all = problems(&[("all.toml", &text)], &Options { notes: true, ..Options::default() });
        all.into_iter().filter(|problem| problem.starts_with(code)).collect::<Vec<_>>()
    };
    let definition = "[[definition]]\nof = \"a\"\nby = \"p\"\ntext = \"First.\"\n";
    let help = "add `published = \"YYYY\"`, if the source says when it was written";
    assert_eq!(undated(""), [""; 0]);
    assert_eq!(
        undated(definition),
        [format!("undated-source: this source has no year, so answers show its statement as undated; {help}")]
    );
    assert_eq!(
        undated(&definition.repeat(2).replacen("First", "Second", 1)),
        [format!("undated-source: this source has no year, so answers show its 2 statements as undated; {help}")]
    );
}

#[test]
fn steps_both_ways_are_reported_once_and_not_if_disputed() {
    let back = "[[move]]\nfrom = \"ops\"\nto = \"helpdesk\"\nkind = \"step\"\nby = \"ann\"\n";
    let code = "two-way-step";
    assert_eq!(added(back, code).len(), 1);
    assert_eq!(added(&back.repeat(2), code).len(), 1, "the second says nothing new");
    let there = "[[move]]\nfrom = \"helpdesk\"\nto = \"ops\"\nkind = \"step\"\nby = \"ann\"\n";
    assert_eq!(added(&format!("{back}{there}"), code).len(), 1);
    assert_eq!(added(&back.replace("step", "switch"), code), [""; 0]);
    let dispute = "[[dispute]]\nid = \"d\"\nquestion = \"Which is higher?\"\nabout = [\"ops\", \"helpdesk\"]\n\
                   sides = [{ says = \"One.\", statements = [\"ann-first\"] }, { says = \"Other.\", statements = [\"bob-objects\"] }]\n";
    assert_eq!(added(&format!("{back}{dispute}"), code), [""; 0]);
}

/// Steps of one author are a mistake; of several, a dispute that is missing. Two are reported as both ways.
#[test]
fn who_makes_a_circle() {
    let steps = |authors: [&str; 3]| {
        let roles = ["gardener", "ops-lead", "helpdesk", "gardener"];
        let step = |at: usize| {
            let (from, to) = (roles[at], roles[at + 1]);
            format!("[[move]]\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"step\"\nby = \"{}\"\n", authors[at])
        };
        (0..3).map(step).collect::<String>()
    };
    let found = |authors| {
        let addition = steps(authors);
        ["step-circle", "circle-of-sources"].map(|code| added(&addition, code).len())
    };
    assert_eq!(found(["ann", "ann", "ann"])[0], 1);
    let [of_one, of_several] = found(["bob", "ann", "ann"]);
    assert_eq!(of_one, 0);
    assert!(of_several > 0);
}

#[test]
fn a_move_that_leads_nowhere() {
    let one = |from: &str, to: &str| {
        added(&format!("[[move]]\nfrom = {from}\nto = {to}\nkind = \"step\"\nby = \"ann\"\n"), "move-to-itself")
    };
    assert_eq!(
        one("\"ops\"", "\"ops\""),
        ["move-to-itself: this move leads from `ops` to `ops`; give `to` another role, or remove the move"]
    );
    assert_eq!(one("[\"ops\", \"helpdesk\"]", "[\"ops-lead\", \"helpdesk\"]").len(), 1);
    assert_eq!(one("\"\"", "\"\""), [""; 0], "what is empty is reported as empty");
}

#[test]
fn an_empty_text_is_named_by_its_key() {
    let empty = |part: &str, by: &str| replaced(part, by, "empty-text");
    let help = "write something, or remove it";
    assert_eq!(
        empty("summary = \"Keeps it running.\"", "summary = \" \""),
        [format!("empty-text: `summary` is empty; {help}")]
    );
    assert_eq!(empty("by = \"ann\"", "by = \"\""), [format!("empty-text: this reference is empty; {help}")]);
}

#[test]
fn a_word_that_is_listed_twice_is_removed_with_its_comma() {
    let text = SMALL.replacen("covers = [\"ops\", \"ops-lead\"]", "covers = [\"ops\", \"ops-lead\", \"ops\"]", 1);
    let files = SourceFiles(vec![SourceFile { path: "all.toml".to_owned(), text: text.clone() }]);
    let outcome = check(files, &Options::default());
    let problem = outcome.problems.iter().find(|problem| problem.code.name() == "repeated-reference").unwrap();
    let [edit] = problem.fix.as_slice() else { panic!("{:?}", problem.fix) };
    let mut fixed = text;
    fixed.replace_range(edit.at.span.clone(), &edit.text);
    assert!(fixed.contains("covers = [\"ops\", \"ops-lead\"]\n"), "{fixed}");
}
