//! Deliberate mistakes of people who have never seen TOML: one message for one mistake, where it was made.

use std::fmt::Write as _;

use insta::assert_snapshot;
use nextrole::knowledge::fix::fix;
use nextrole::knowledge::problem::{SourceFile, SourceFiles};
use nextrole::knowledge::report::position;
use nextrole::knowledge::{LoadOutcome, Options, check};

const ROLES: &str = r#"# Roles of our hospital.
[[role]]
id = "staff-nurse"
name = "Staff nurse"
aliases = ["ward nurse", "RN"]
summary = "Looks after the patients of a ward."

[[role]]
id = "charge-nurse"
name = "Charge nurse"
manages = true
"#;

const SOURCE: &str = r#"[source]
id = "jones-2019"
title = "From the ward to the board"
kind = "article"
published = "2019-05"
url = "https://example.org/ward"

[[person]]
id = "mary-jones"
name = "Mary Jones"

[[move]]
from = "staff-nurse"
to = "charge-nurse"
kind = "step"
by = "mary-jones"
years = "3-5"
note = "With a course in leadership."

[[viewpoint]]
id = "jones-no-rush"
by = "mary-jones"
stance = "adds"
about = ["staff-nurse", "charge-nurse"]
text = "Nobody should be hurried into the job."
"#;

fn options() -> Options {
    Options { this_year: Some(2026), ..Options::default() }
}

fn folder(roles: &str, source: &str) -> LoadOutcome {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    check(SourceFiles(vec![file("roles.toml", roles), file("source.toml", source)]), &options())
}

/// The folder with this part written otherwise.
fn mistaken(right: &str, wrong: &str) -> LoadOutcome {
    assert!(ROLES.contains(right) || SOURCE.contains(right), "{right}");
    folder(&ROLES.replacen(right, wrong, 1), &SOURCE.replacen(right, wrong, 1))
}

/// Each problem on a line: where, what, what to do.
fn told(outcome: &LoadOutcome) -> String {
    let mut told = String::new();
    for problem in &outcome.problems {
        let path = &outcome.files.0[problem.at.file.0].path;
        let place = position(&outcome.files, &problem.at).map(|at| format!(":{}:{}", at.line, at.column));
        writeln!(told, "{path}{}: {}: {}", place.unwrap_or_default(), problem.title, problem.help).unwrap();
    }
    told
}

/// What is written wrong, and how.
const MISTAKES: &[(&str, &str)] = &[
    // Headers.
    ("[[role]]\nid = \"staff", "[role]\nid = \"staff"),
    ("[[role]]\nid = \"charge", "[[role]\nid = \"charge"),
    ("[[role]]\nid = \"charge", "[[role]] id = \"charge"),
    ("[[role]]\nid = \"charge", "[[Role]]\nid = \"charge"),
    ("[[role]]\nid = \"charge", "id = \"charge"),
    ("[[person]]", "[source]\nid = \"x\"\ntitle = \"y\"\n\n[[person]]"),
    ("[source]", "[[source]]"),
    ("[source]", "[sources]"),
    // Quotes.
    ("\"Staff nurse\"", "\"Staff nurse"),
    ("\"Staff nurse\"", "Staff nurse\""),
    ("\"Staff nurse\"", "Staff nurse"),
    ("\"Staff nurse\"", "“Staff nurse”"),
    ("\"Staff nurse\"", "'Staff nurse"),
    ("\"ward nurse\", ", "\"ward nurse, "),
    ("\"Looks after the", "\"Looks \"after\" the"),
    ("\"Looks after the patients of a ward.\"", "'Looks after a ward's patients.'"),
    ("\"Looks after the", "\"Looks at C:\\Wards the"),
    ("the patients of", "the\n  patients of"),
    // Signs.
    ("name = \"Staff", "name: \"Staff"),
    ("name = \"Staff", "name \"Staff"),
    ("name = \"Staff", "name == \"Staff"),
    ("name = \"Staff", "name\u{a0}= \"Staff"),
    ("\"Staff nurse\"", "\"Staff nurse\","),
    ("name = \"Staff nurse\"", "name ="),
    ("id = \"charge-nurse\"\nname", "id = \"charge-nurse\", name"),
    ("\"ward nurse\", \"RN\"", "\"ward nurse\" \"RN\""),
    ("\"ward nurse\", \"RN\"", "\"ward nurse\"; \"RN\""),
    ("\"RN\"]", "\"RN\""),
    ("[\"ward nurse\", \"RN\"]", "\"ward nurse\", \"RN\""),
    ("[\"ward nurse\", \"RN\"]", "(\"ward nurse\", \"RN\")"),
    ("# Roles", "// Roles"),
    ("# Roles of", "Roles of"),
    // Keys and values.
    ("manages = true", "manages = True"),
    ("manages = true", "manages = \"true\""),
    ("[\"ward nurse\", \"RN\"]", "\"ward nurse, RN\""),
    ("aliases = [", "other names = ["),
    ("aliases = [", "alias = ["),
    ("name = \"Staff", "Name = \"Staff"),
    ("name = \"Staff nurse\"\n", ""),
    ("published = \"2019-05\"", "published = 2019-05"),
    ("\"2019-05\"", "2019"),
    ("\"2019-05\"", "\"May 2019\""),
    ("\"2019-05\"", "\"01.05.2019\""),
    ("\"2019-05\"", "\"2044\""),
    ("\"article\"", "\"blog\""),
    ("\"step\"", "\"Step\""),
    ("\"adds\"", "\"disagree\""),
    ("\"https://example.org/ward\"", "\"example.org/ward\""),
    ("\"https://example.org/ward\"", "\"https://example/ward\""),
    ("\"https://example.org/ward\"", "\"[ward](https://example.org/ward)\""),
    // Ids and references.
    ("id = \"staff-nurse\"", "id = \"Staff Nurse\""),
    ("id = \"staff-nurse\"", "id = \"staff_nurse\""),
    ("id = \"charge-nurse\"", "id = \"staff-nurse\""),
    ("by = \"mary-jones\"", "by = \"Mary Jones\""),
    ("from = \"staff-nurse\"", "from = \"Staff nurse\""),
    ("to = \"charge-nurse\"", "to = \"charge-nurs\""),
    ("to = \"charge-nurse\"", "to = \"matron\""),
    ("from = \"staff-nurse\"", "from = \"mary-jones\""),
    ("by = \"mary-jones\"\nyears", "years"),
    // Texts.
    ("Nobody should", "**Nobody** should"),
    ("Nobody should", "<b>Nobody</b> should"),
    ("Nobody should", "@everyone should"),
];

#[test]
fn each_is_told_once_and_where_it_was_made() {
    assert_eq!(told(&folder(ROLES, SOURCE)), "");
    let mut table = String::new();
    for (right, wrong) in MISTAKES {
        let told = told(&mistaken(right, wrong));
        assert_eq!(told.lines().count(), 1, "{wrong}\n{told}");
        writeln!(table, "{}\n  {}", wrong.escape_debug().to_string().replace("\\\"", "\""), told.trim_end()).unwrap();
    }
    assert_snapshot!(table, @"");
}

#[test]
fn other_formats() {
    let json = r#"{"role": [{"id": "staff-nurse", "name": "Staff nurse"}, {"id": "charge-nurse"}]}"#;
    assert_snapshot!(told(&folder(json, SOURCE)), @"");
    let yaml = "role:\n  - id: staff-nurse\n    name: Staff nurse\n  - id: charge-nurse\n    name: Charge nurse\n";
    assert_snapshot!(told(&folder(yaml, SOURCE)), @"");
    assert_snapshot!(told(&folder("# Roles\n\n- Staff nurse\n- Charge nurse\n", SOURCE)), @"");
}

/// A fix leaves what was meant, and every comment: with it, the folder is as if the mistake had not been made.
#[test]
fn what_is_mechanical_is_fixed() {
    let mut fixed_count = 0;
    let mut left = String::new();
    for (right, wrong) in MISTAKES {
        let outcome = mistaken(right, wrong);
        let has_fix = outcome.problems.iter().any(|problem| !problem.fix.is_empty());
        let fixed = fix(outcome, &options());
        assert_eq!(!fixed.changes.is_empty(), has_fix, "{wrong}");
        let sound = folder(ROLES, SOURCE);
        if fixed.changes.is_empty() {
            writeln!(left, "{}", wrong.escape_debug().to_string().replace("\\\"", "\"")).unwrap();
            continue;
        }
        assert_eq!(told(&fixed.outcome), "", "{wrong}");
        let comments = |outcome: &LoadOutcome| outcome.files.0[0].text.contains("# Roles of our hospital.");
        assert!(comments(&fixed.outcome), "{wrong}");
        // What is inside the text is meant as it is written.
        let is_other = ["Looks ", "Staff Nurse", "staff_nurse", "other"].iter().any(|other| wrong.contains(other));
        assert!(is_other || fixed.outcome.knowledge == sound.knowledge, "{wrong}\n{}", fixed.outcome.files.0[0].text);
        fixed_count += 1;
    }
    assert_snapshot!(format!("{fixed_count} fixed, left to people:\n{left}"), @"");
}

#[test]
fn many_mistakes_are_fixed_at_once() {
    let roles = "# ours\n[role]\nid = “staff-nurse”  # the first\nname: Staff nurse\nalias = [\"RN\" \"ward nurse\"\n\n\
                 [[role]\nid = \"Charge Nurse\"\nname = \"Charge nurse\nmanages = yes\n";
    let source =
        SOURCE.replace("by = \"mary-jones\"", "by = \"Mary Jones\"").replace("\"charge-nurse\"", "\"Charge Nurse\"");
    let fixed = fix(folder(roles, &source), &options());
    assert_eq!(told(&fixed.outcome), "");
    assert_snapshot!(fixed.outcome.files.0[0].text, @"");
}
