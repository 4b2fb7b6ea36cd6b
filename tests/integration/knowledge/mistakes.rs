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
    ("[[role]]\nid = \"charge", "role {\nid = \"charge"),
    ("[[role]]\nid = \"charge", "[[role Charge nurse]]\nid = \"charge"),
    ("[[role]]\nid = \"charge", "[[role.charge-nurse]]\nid = \"charge"),
    ("[[role]]\nid = \"charge", "Role:\nid = \"charge"),
    ("[[role]]\nid = \"charge", "role\nid = \"charge"),
    ("[[move]]", "[[step]]"),
    ("[[person]]", "Person: Mary Jones\n\n[[person]]"),
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
    ("\"Staff nurse\"", "&quot;Staff nurse&quot;"),
    // Signs.
    ("name = \"Staff", "name: \"Staff"),
    ("name = \"Staff", "name \"Staff"),
    ("name = \"Staff", "name == \"Staff"),
    ("name = \"Staff", "name\u{a0}= \"Staff"),
    ("\"Staff nurse\"", "\"Staff nurse\","),
    ("name = \"Staff nurse\"", "name ="),
    ("id = \"charge-nurse\"\nname", "id = \"charge-nurse\", name"),
    ("\"ward nurse\", \"RN\"", "\"ward nurse\" \"RN\""),
    ("[\"ward nurse\", \"RN\"]", "\n- ward nurse\n- RN"),
    ("\"ward nurse\", \"RN\"", "\"ward nurse\"; \"RN\""),
    ("\"RN\"]", "\"RN\""),
    ("[\"ward nurse\", \"RN\"]", "\"ward nurse\", \"RN\""),
    ("[\"ward nurse\", \"RN\"]", "(\"ward nurse\", \"RN\")"),
    ("# Roles", "// Roles"),
    ("# Roles of", "Roles of"),
    // Lines as they stand elsewhere.
    ("[[move]]", "staff-nurse -> charge-nurse\n\n[[move]]"),
    ("[[move]]", "Staff nurse → Charge nurse → Matron\n\n[[move]]"),
    ("[[move]]", "Staff nurse => Charge nurse\n\n[[move]]"),
    ("to = \"charge-nurse\"", "from staff nurse to charge nurse"),
    ("[[role]]\nid = \"charge", "matron\tMatron\twards\n\n[[role]]\nid = \"charge"),
    ("[[role]]\nid = \"charge", "matron;Matron;wards\n\n[[role]]\nid = \"charge"),
    ("[[role]]\nid = \"charge", "| matron | Matron |\n\n[[role]]\nid = \"charge"),
    ("name = \"Staff nurse\"", "name\tStaff nurse"),
    ("name = \"Staff nurse\"", "name is Staff nurse"),
    ("name = \"Staff nurse\"", "name => Staff nurse"),
    ("from = \"staff-nurse\"", "From: staff-nurse"),
    ("aliases = [\"ward nurse\", \"RN\"]", "aliases: ward nurse, RN"),
    ("name = \"Staff nurse\"", "name: “Staff nurse”"),
    ("[\"ward nurse\", \"RN\"]", "ward nurse, RN"),
    ("[[role]]\nid = \"charge", "* Ward sister\n* Matron\n\n[[role]]\nid = \"charge"),
    ("[[role]]\nid = \"charge", "- id: charge"),
    ("kind = \"article\"", "kind = \"article\"\nhttps://example.org/more"),
    ("# Roles", "```toml\n# Roles"),
    ("# Roles of our hospital.", "# Roles of our hospital.\n====="),
    // Keys and values.
    ("manages = true", "manages"),
    ("manages = true", "manages = maybe"),
    ("\"Staff nurse\"", "\"Staff nurse\" or \"Ward nurse\""),
    ("[\"staff-nurse\", \"charge-nurse\"]", "\"staff-nurse\" and \"charge-nurse\""),
    ("from = \"staff-nurse\"", "from = \"staff-nurse, charge-nurse\""),
    ("by = \"mary-jones\"\nyears", "by = [\"mary-jones\", \"amy-brown\"]\nyears"),
    ("\"https://example.org/ward\"", "\"see https://example.org/ward\""),
    ("Staff nurse\"", "Staff nurse &amp; carer\""),
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
    ("\"2019-05\"", "\"Spring 2019\""),
    ("\"2019-05\"", "\"long ago\""),
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
    assert_snapshot!(table, @r#"
    [role]\nid = "staff
      roles.toml:2:1: `[role]` has too few brackets: write `[[role]]`, with two brackets on each side
    [[role]\nid = "charge
      roles.toml:8:1: the brackets of this header do not match: write `[[role]]`, with two brackets on each side
    [[role]] id = "charge
      roles.toml:8:10: there is more on the line of a header: start a new line after `[[role]]`
    [[Role]]\nid = "charge
      roles.toml:8:3: unknown key `Role` in the file: write `role`
    id = "charge
      roles.toml:8:1: the key `id` is there twice: remove one of them; if something new starts here, write its header above, such as `[[role]]`
    role {\nid = "charge
      roles.toml:8:1: `role` begins with braces: write `[[role]]` on a line of its own, and its keys below, without braces
    [[role Charge nurse]]\nid = "charge
      roles.toml:8:3: a header has more than the name of its table: write `[[role]]`, and below it `id = "charge-nurse"`
    [[role.charge-nurse]]\nid = "charge
      roles.toml:8:8: unknown key `charge-nurse` in the role `staff-nurse`: a header has only the name of its table: write `[[role]]`, and below it `id = "charge-nurse"`
    Role:\nid = "charge
      roles.toml:8:1: a header has no brackets: write `[[role]]`, with two brackets on each side
    role\nid = "charge
      roles.toml:8:1: a header has no brackets: write `[[role]]`, with two brackets on each side
    [[step]]
      source.toml:12:3: unknown key `step` in the file: write `move`
    Person: Mary Jones\n\n[[person]]
      source.toml:8:1: the table `person` is written on one line: write `[[person]]` on a line of its own, and below it `name = "Mary Jones"`
    [source]\nid = "x"\ntitle = "y"\n\n[[person]]
      source.toml:8:1: a file has only one `[source]`: put the second source and its statements in a file of their own
    [[source]]
      source.toml:1:1: `[[source]]` has too many brackets: write `[source]`, with one bracket on each side, and once in a file
    [sources]
      source.toml:1:2: unknown key `sources` in the file: write `source`
    "Staff nurse
      roles.toml:4:20: a text is not closed: write `"` at its end
    Staff nurse"
      roles.toml:4:8: a text has no quote at its start: write `"` in front of it
    Staff nurse
      roles.toml:4:8: the value of `name` has no quotes: put it in quotes: `name = "Staff nurse"`
    “Staff nurse”
      roles.toml:4:8: a text has quotes that are not straight: write straight quotes: `"…"`
    \'Staff nurse
      roles.toml:4:20: a text is not closed: write `'` at its end
    "ward nurse, 
      roles.toml:5:23: a text is not closed: write `"` at its end
    "Looks "after" the
      roles.toml:6:18: a text has a quote inside: write `\"` for a quote inside a text, or put the text in single quotes: `'…'`
    \'Looks after a ward\'s patients.\'
      roles.toml:6:30: a text in single quotes has a `'` inside: put the text in double quotes: `"…"`
    "Looks at C:\\Wards the
      roles.toml:6:23: a text has a backslash in it: write `\\` for a backslash, or put the text in single quotes: `'…'`
    the\n  patients of
      roles.toml:6:27: a text has a line break: write the text on one line, or put three quotes before and after it: `"""…"""`
    &quot;Staff nurse&quot;
      roles.toml:4:8: a quote is written as `&quot;`, as it was copied from a page: write `name = "Staff nurse"`
    name: "Staff
      roles.toml:4:5: a key is followed by `:`: write `name = "Staff nurse"`
    name "Staff
      roles.toml:4:6: there is no `=` after `name`: write `name = …`
    name == "Staff
      roles.toml:4:7: there is more than one `=`: write `name = …`
    name\u{a0}= "Staff
      roles.toml:4:5: a character that cannot be seen is here (U+00A0): replace it with an ordinary space
    "Staff nurse",
      roles.toml:4:21: there is a `,` after the value: remove it
    name =
      roles.toml:4:1: `name` has no value: write `name = "…"`
    id = "charge-nurse", name
      roles.toml:9:22: two keys are on one line: start a new line before `name`
    "ward nurse" "RN"
      roles.toml:5:24: two items of a list have no comma between them: write `,` between them
    \n- ward nurse\n- RN
      roles.toml:5:1: `aliases` has no value: a list stands in brackets: `aliases = ["…", "…"]`
    "ward nurse"; "RN"
      roles.toml:5:24: two items of a list have no comma between them: write `,` in place of `;`
    "RN"
      roles.toml:5:11: this list is not closed: write `]` after its last item
    "ward nurse", "RN"
      roles.toml:5:11: several texts have no brackets around them: write `aliases = ["ward nurse", "RN"]`
    ("ward nurse", "RN")
      roles.toml:5:11: a list has round brackets: write `["…", "…"]`
    // Roles
      roles.toml:1:1: a comment starts with `//`: write `#` in front of a comment, on each line
    Roles of
      roles.toml:1:1: this line has no `=`: write `key = "…"`, or put `#` in front of a comment
    staff-nurse -> charge-nurse\n\n[[move]]
      source.toml:12:1: a move is written with an arrow: write `[[move]]`, and below it `from = "staff-nurse"`, `to = "charge-nurse"`, `kind = "step"` and `by = "…"`, each on a line of its own
    Staff nurse → Charge nurse → Matron\n\n[[move]]
      source.toml:12:1: a track is written with arrows: write `[[track]]`, and below it `id = "…"`, `name = "…"`, `by = "…"` and `steps = ["staff-nurse", "charge-nurse", "matron"]`, each on a line of its own
    Staff nurse => Charge nurse\n\n[[move]]
      source.toml:12:1: a move is written with an arrow: write `[[move]]`, and below it `from = "staff-nurse"`, `to = "charge-nurse"`, `kind = "step"` and `by = "…"`, each on a line of its own
    from staff nurse to charge nurse
      source.toml:14:1: a move is written as a sentence: write `from = "staff-nurse"`, `to = "charge-nurse"`, `kind = "step"` and `by = "…"`, each on a line of its own
    matron\tMatron\twards\n\n[[role]]\nid = "charge
      roles.toml:8:1: this line is a row of a table or spreadsheet: write each cell on a line of its own, with its key in front, such as `name = "…"`
    matron;Matron;wards\n\n[[role]]\nid = "charge
      roles.toml:8:1: this line is a row of a table or spreadsheet: write each cell on a line of its own, with its key in front, such as `name = "…"`
    | matron | Matron |\n\n[[role]]\nid = "charge
      roles.toml:8:1: this line is a row of a table or spreadsheet: write each cell on a line of its own, with its key in front, such as `name = "…"`
    name\tStaff nurse
      roles.toml:4:1: there is no `=` after `name`: write `name = "Staff nurse"`
    name is Staff nurse
      roles.toml:4:1: there is no `=` after `name`: write `name = "Staff nurse"`
    name => Staff nurse
      roles.toml:4:6: a key is followed by `=>`: write `name = "Staff nurse"`
    From: staff-nurse
      source.toml:13:5: a key is followed by `:`: write `from = "staff-nurse"`
    aliases: ward nurse, RN
      roles.toml:5:8: a key is followed by `:`: write `aliases = ["ward nurse", "RN"]`
    name: “Staff nurse”
      roles.toml:4:5: a key is followed by `:`: write `name = …`
    ward nurse, RN
      roles.toml:5:11: the value of `aliases` has no brackets: write `aliases = ["ward nurse", "RN"]`
    * Ward sister\n* Matron\n\n[[role]]\nid = "charge
      roles.toml:8:1: an item of a list is on a line of its own: put all items in brackets behind a key, such as `aliases = ["Ward sister", "…"]`
    - id: charge
      roles.toml:8:1: `-` is in front of the key `id`: remove `-`; something new begins with a header, such as `[[role]]`
    kind = "article"\nhttps://example.org/more
      source.toml:5:1: a URL has no key in front of it: write `url = "https://example.org/more"`, below `[source]`
    ```toml\n# Roles
      roles.toml:1:1: a code fence of Markdown is here: remove it
    # Roles of our hospital.\n=====
      roles.toml:2:1: this line has signs only: remove it
    manages
      roles.toml:11:1: `manages` has no value: write `manages = true`
    manages = maybe
      roles.toml:11:11: `maybe` is not a value: write `manages = true` or `manages = false`
    "Staff nurse" or "Ward nurse"
      roles.toml:4:21: `name` has several texts: write `name = "Staff nurse"`; other names go into `aliases`
    "staff-nurse" and "charge-nurse"
      source.toml:24:9: several texts have no brackets around them: write `about = ["staff-nurse", "charge-nurse"]`
    from = "staff-nurse, charge-nurse"
      source.toml:13:8: `staff-nurse, charge-nurse` is more than one id: put each in quotes of its own, and all of them in brackets: `["staff-nurse", "charge-nurse"]`
    by = ["mary-jones", "amy-brown"]\nyears
      source.toml:16:6: `by` must be a text, but this is a list: write `by = "mary-jones"`; if several people say it, write it once for each
    "see https://example.org/ward"
      source.toml:6:7: the URL `see https://example.org/ward` does not start with `https://` or `http://`: write `https://example.org/ward`
    Staff nurse &amp; carer"
      roles.toml:4:8: `name` has a sign as web pages write it, which members would see as it is written: write the sign itself, such as `&`
    manages = True
      roles.toml:11:11: `True` is not a value: write `manages = true`
    manages = "true"
      roles.toml:11:11: `manages` must be `true` or `false`, but this is a text: remove the quotes: `manages = true`
    "ward nurse, RN"
      roles.toml:5:11: `aliases` must be a list of texts, but this is a text: write `aliases = ["ward nurse", "RN"]`
    other names = [
      roles.toml:5:1: the key `other names` has a space in it: a key is one word, such as `aliases` or `replies_to`
    alias = [
      roles.toml:5:1: unknown key `alias` in the role `staff-nurse`: write `aliases`
    Name = "Staff
      roles.toml:4:1: unknown key `Name` in the role `staff-nurse`: write `name`

      roles.toml:2:1: the role `staff-nurse` has no `name`: add `name = "…"`
    published = 2019-05
      source.toml:5:13: the value of `published` has no quotes: put it in quotes: `published = "2019-05"`
    2019
      source.toml:5:13: `published` must be a text, but this is a number: put it in quotes: `published = "2019"`
    "May 2019"
      source.toml:5:13: `May 2019` is not a date: write `2019-05`
    "01.05.2019"
      source.toml:5:13: `01.05.2019` is not a date: write the year first: `2019`, `2019-MM` or `2019-MM-DD`
    "Spring 2019"
      source.toml:5:13: `Spring 2019` is not a date: write the year first: `2019`, `2019-MM` or `2019-MM-DD`
    "long ago"
      source.toml:5:13: `long ago` is not a date: write the year first: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or remove the key if the date is unknown
    "2044"
      source.toml:5:13: this source was published in 2044, but it is 2026: correct the date
    "blog"
      source.toml:4:8: unknown kind of source `blog`: write `article`, if that is what it is; the others are `ladder`, `guidance`, `classification`, `discussion`, `account`, `survey`
    "Step"
      source.toml:15:8: unknown kind of move `Step`: write `step`
    "disagree"
      source.toml:23:10: unknown stance `disagree`: write `disagrees`
    "example.org/ward"
      source.toml:6:7: the URL `example.org/ward` does not start with `https://` or `http://`: copy the whole URL from the browser's address bar
    "https://example/ward"
      source.toml:6:7: the URL `https://example/ward` has no host name, such as `example.org`: copy the whole URL from the browser's address bar
    "[ward](https://example.org/ward)"
      source.toml:6:7: the URL `[ward](https://example.org/ward)` does not start with `https://` or `http://`: write `https://example.org/ward`
    id = "Staff Nurse"
      roles.toml:3:6: the role id `Staff Nurse` has capitals and spaces: write `staff-nurse`
    id = "staff_nurse"
      roles.toml:3:6: the role id `staff_nurse` has underscores: write `staff-nurse`
    id = "staff-nurse"
      roles.toml:9:6: two roles have the id `staff-nurse`: give it an id of its own, such as `charge-nurse`, or merge them
    by = "Mary Jones"
      source.toml:16:6: the person `Mary Jones` is not defined: write `mary-jones`
    from = "Staff nurse"
      source.toml:13:8: the role or track `Staff nurse` is not defined: write `staff-nurse`
    to = "charge-nurs"
      source.toml:14:6: the role or track `charge-nurs` is not defined: write `charge-nurse`, or define the role or track `charge-nurs`
    to = "matron"
      source.toml:14:6: the role or track `matron` is not defined: define the role or track `matron`, or write the id of an existing one
    from = "mary-jones"
      source.toml:13:8: `mary-jones` is a person, but this must be a role or track: write the id of a role or track
    years
      source.toml:12:1: this move has no author: add `by = "…"` with the id of a `[[person]]`
    **Nobody** should
      source.toml:25:8: `text` has Markdown, which members would see as it is written: write plain text
    <b>Nobody</b> should
      source.toml:25:8: `text` has HTML, which members would see as it is written: write plain text
    @everyone should
      source.toml:25:8: `text` has a mention, which members would see as it is written: write the name without `@`
    "#);
}

#[test]
fn other_formats() {
    let json = r#"{"role": [{"id": "staff-nurse", "name": "Staff nurse"}, {"id": "charge-nurse"}]}"#;
    assert_snapshot!(told(&folder(json, SOURCE)), @r#"roles.toml:1:1: this file has another format than TOML: write tables and keys, such as `[[role]]` and below it `id = "…"`; `nextrole new DIR` writes an example"#);
    let yaml = "role:\n  - id: staff-nurse\n    name: Staff nurse\n  - id: charge-nurse\n    name: Charge nurse\n";
    assert_snapshot!(told(&folder(yaml, SOURCE)), @"roles.toml:1:1: a header has no brackets: write `[[role]]`, with two brackets on each side");
    assert_snapshot!(told(&folder("# Roles\n\n- Staff nurse\n- Charge nurse\n", SOURCE)), @r#"roles.toml:3:1: an item of a list is on a line of its own: put all items in brackets behind a key, such as `aliases = ["Staff nurse", "…"]`"#);
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
        let is_other = ["Looks ", "Staff Nurse", "staff_nurse", "other", "disagree", "2019"]
            .iter()
            .any(|other| wrong.contains(other));
        assert!(is_other || fixed.outcome.knowledge == sound.knowledge, "{wrong}\n{}", fixed.outcome.files.0[0].text);
        fixed_count += 1;
    }
    assert_snapshot!(format!("{fixed_count} fixed, left to people:\n{left}"), @r#"
    57 fixed, left to people:
    id = "charge
    role {\nid = "charge
    [[role Charge nurse]]\nid = "charge
    [[role.charge-nurse]]\nid = "charge
    Person: Mary Jones\n\n[[person]]
    [source]\nid = "x"\ntitle = "y"\n\n[[person]]
    name =
    \n- ward nurse\n- RN
    Roles of
    staff-nurse -> charge-nurse\n\n[[move]]
    Staff nurse → Charge nurse → Matron\n\n[[move]]
    Staff nurse => Charge nurse\n\n[[move]]
    from staff nurse to charge nurse
    matron\tMatron\twards\n\n[[role]]\nid = "charge
    matron;Matron;wards\n\n[[role]]\nid = "charge
    | matron | Matron |\n\n[[role]]\nid = "charge
    * Ward sister\n* Matron\n\n[[role]]\nid = "charge
    - id: charge
    kind = "article"\nhttps://example.org/more
    manages
    manages = maybe
    "Staff nurse" or "Ward nurse"
    from = "staff-nurse, charge-nurse"
    by = ["mary-jones", "amy-brown"]\nyears
    Staff nurse &amp; carer"
    "ward nurse, RN"
    other names = [

    "01.05.2019"
    "Spring 2019"
    "long ago"
    "2044"
    "blog"
    "example.org/ward"
    "https://example/ward"
    id = "staff-nurse"
    to = "charge-nurs"
    to = "matron"
    from = "mary-jones"
    years
    **Nobody** should
    <b>Nobody</b> should
    @everyone should
    "#);
}

#[test]
fn many_mistakes_are_fixed_at_once() {
    let roles = "# ours\n[role]\nid = “staff-nurse”  # the first\nname: Staff nurse\nalias = [\"RN\" \"ward nurse\"\n\n\
                 [[role]\nid = \"Charge Nurse\"\nname = \"Charge nurse\nmanages = yes\n";
    let source =
        SOURCE.replace("by = \"mary-jones\"", "by = \"Mary Jones\"").replace("\"charge-nurse\"", "\"Charge Nurse\"");
    let fixed = fix(folder(roles, &source), &options());
    assert_eq!(told(&fixed.outcome), "");
    assert_snapshot!(fixed.outcome.files.0[0].text, @r#"
    # ours
    [[role]]
    id = "staff-nurse"  # the first
    name = "Staff nurse"
    aliases = ["RN", "ward nurse"]

    [[role]]
    id = "charge-nurse"
    name = "Charge nurse"
    manages = true
    "#);
}
