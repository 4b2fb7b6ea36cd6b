//! How problems are drawn where the text under them is not tame.

use insta::assert_snapshot;
use nextrole::knowledge::report::{Style, render, summary};

use super::{checked, checked_files};

fn drawn(text: &str) -> String {
    super::draw(&checked(text))
}

#[test]
fn a_terminal_is_given_no_orders() {
    let drawn = drawn("\"\\u001B[2J\u{9b}\u{202e}\" = 1 # \u{9b}31m\n'a\tb' = 2\n");
    assert!(!drawn.contains(|letter: char| letter.is_control() && letter != '\n'));
    assert_snapshot!(drawn, @r#"
    error[unknown-key]: unknown key `␛[2J��` in the file
     --> a.toml:1:1
      |
    1 | "\u001B[2J��" = 1 # �31m
      | ^^^^^^^^^^^^^
      |
      = help: put it below the header of the table it belongs to, such as `[[role]]`

    error[unknown-key]: unknown key `a    b` in the file
     --> a.toml:2:1
      |
    2 | 'a    b' = 2
      | ^^^^^^^^
      |
      = help: put it below the header of the table it belongs to, such as `[[role]]`

    2 errors in 1 file
    "#);
}

#[test]
fn wide_letters() {
    assert_snapshot!(drawn("[[role]]\nid = \"ops\" \nname = \"運用🚀\" \nsummary = '''é''' \nnmae = 1\n'運用' = 1"), @"
    error[unknown-key]: unknown key `nmae` in the role `ops`
     --> a.toml:5:1
      |
    5 | nmae = 1
      | ^^^^
      |
      = help: write `name`

    error[unknown-key]: unknown key `運用` in the role `ops`
     --> a.toml:6:1
      |
    6 | '運用' = 1
      | ^^^^^^
      |
      = help: remove it; the keys of a role are `id`, `name`, `family`, `aliases`, `summary`, `manages`, `identifiers`

    2 errors in 1 file
    ");
}

#[test]
fn long_lines() {
    let text = format!("[[role]]\nname = \"{}\"\nid = [{}, 1]\n", "a".repeat(5000), "\"b\", ".repeat(5000));
    let drawn = drawn(&text);
    assert!(drawn.lines().all(|line| line.chars().count() < 200), "{drawn}");
}

#[test]
fn some_problems_are_only_counted() {
    let loaded = checked_files(&[("a.toml", "a = 1\nb = 1\nc = 1\n"), ("b.toml", "d = 1\n")]);
    let style = Style { max_problems: 1, ..Style::default() };
    assert_snapshot!(render(&loaded.files, &loaded.problems, style), @"
    error[unknown-key]: unknown key `a` in the file
     --> a.toml:1:1
      |
    1 | a = 1
      | ^
      |
      = help: put it below the header of the table it belongs to, such as `[[role]]`

    and 3 more problems

    4 errors in 2 files
    ");
}

#[test]
fn colors() {
    let loaded = checked("a = 1\n");
    let style = Style { colored: true, ..Style::default() };
    let drawn = render(&loaded.files, &loaded.problems, style);
    assert!(drawn.contains("\u{1b}["));
}

#[test]
fn summaries() {
    let summary = |text| {
        let loaded = checked(text);
        summary(&loaded.files, &loaded.problems)
    };
    assert_eq!(summary(super::SOUND), "no problems in 1 file");
    assert_eq!(summary("[[role]]\nid = \"ops\"\nname = \"Ops\"\n"), "1 warning in 1 file");
    assert_eq!(summary("[[role]]\nid = \"ops\"\n"), "1 error in 1 file");
}
