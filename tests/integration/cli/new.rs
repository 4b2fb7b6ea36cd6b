//! `nextrole new`.

use std::path::Path;

use nextrole::knowledge::{Options, load};

use crate::program::{folder, nextrole};

fn problems(folder: &Path) -> Vec<String> {
    load(folder, &Options::default()).problems.iter().map(|problem| problem.title.clone()).collect()
}

#[test]
fn a_new_folder_is_sound_and_answers_at_once() {
    let folder = folder(&[]);
    insta::assert_snapshot!(nextrole("new ours").in_folder(folder.path()).prints(), @r#"
    Wrote 4 files to ours.

    1. Ask it:     nextrole ask --knowledge ours "/next apprentice baker"
    2. Change it:  ours/README.md, then ours/roles.toml
    3. Check it:   nextrole check ours
    4. Try it:     nextrole playground --knowledge ours --open
    "#);
    assert_eq!(problems(&folder.path().join("ours")), [""; 0]);
    let checked = nextrole("check ours --strict").in_folder(folder.path()).prints();
    assert!(checked.ends_with(": no problems\n"), "{checked}");
    let ask = |question: &str| nextrole("ask --knowledge ours").arg(question).in_folder(folder.path()).prints();
    insta::assert_snapshot!(ask("/next apprentice baker"), @"
    What comes after apprentice baker?

    Learns the trade, and starts with what nobody else wants to do.

    Next step
      1. Baker: next rung on Bread track (Anne Moreau, 2024)

    Where people disagree
      - Do you have to learn bread first? Anne Moreau (2024): Yes. Ben Okafor (2024): No.
    ");
    for question in [
        "/become head baker",
        "/path trainee to pastry chef",
        "/compare baker, head baker",
        "/disputes do i have to learn bread first",
    ] {
        assert!(ask(question).contains("Moreau"), "{question}: {}", ask(question));
    }
    assert!(ask("what comes after a trainee baker?").contains("Baker"));
}

#[test]
fn what_is_there_is_left_alone() {
    let folder = folder(&[("ours/roles.toml", "# mine\n"), ("file", "")]);
    for arguments in ["new ours", "new ours --shipped", "new file"] {
        let said = nextrole(arguments).in_folder(folder.path()).fails(1);
        assert!(said.contains("exists and is not an empty folder"), "{said}");
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("ours/roles.toml")).unwrap(), "# mine\n");
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    assert!(nextrole("new empty").in_folder(folder.path()).prints().starts_with("Wrote 4 files to empty."));
}

#[test]
fn the_built_in_knowledge_can_be_written() {
    let folder = folder(&[]);
    nextrole("new all --shipped").in_folder(folder.path()).prints();
    let written = load(&folder.path().join("all"), &Options::default());
    let built_in = nextrole::knowledge::check(nextrole::knowledge::shipped(), &Options::default());
    assert_eq!(written.revision, built_in.revision);
    assert!(folder.path().join("all/schema.json").is_file());
}
