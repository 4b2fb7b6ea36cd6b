//! The knowledge that is built into the program.

use std::path::Path;

use nextrole::knowledge::{Options, check, load, shipped};

use crate::program::{folder, nextrole};

#[test]
fn it_is_the_folder() {
    let options = Options { errors_only: true, ..Options::default() };
    let built_in = check(shipped(), &options);
    let on_disk = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge"), &options);
    assert_eq!(built_in.revision, on_disk.revision);
    assert_eq!(built_in.knowledge, on_disk.knowledge);
    assert!(built_in.files.0.iter().all(|file| file.path.starts_with("built-in/") && file.path.ends_with(".toml")));
}

#[test]
fn an_empty_folder_is_enough_to_answer() {
    let empty = folder(&[]);
    let ask = |question: &str| nextrole("ask").arg(question).in_folder(empty.path());
    assert!(ask("/next helpdesk").prints().contains("What comes after helpdesk?"));
    assert!(ask("/about").prints().contains("built into the program"));
    assert!(nextrole("match helpdesk").in_folder(empty.path()).prints().contains("helpdesk"));
    let said = nextrole("check").in_folder(empty.path()).prints();
    assert!(said.lines().last().unwrap().starts_with("built-in knowledge: "), "{said}");
}

#[test]
fn a_folder_wins() {
    let role = "[[role]]\nid = \"nurse\"\nname = \"Nurse\"\n";
    let here = folder(&[("knowledge/all.toml", role), ("other/all.toml", &role.replace("urse", "urseryman"))]);
    let about = nextrole("ask /about").in_folder(here.path()).prints();
    assert!(about.contains("1 role") && !about.contains("built into the program"), "{about}");
    assert!(nextrole("ask /next nurse").in_folder(here.path()).prints().contains("What comes after nurse?"));
    let other = nextrole("ask /next nurseryman --knowledge other").in_folder(here.path()).prints();
    assert!(other.contains("nurseryman"), "{other}");
    // What is named must be there.
    let missing = nextrole("ask /about --knowledge none").in_folder(here.path()).fails(1);
    assert!(missing.contains("there is no knowledge folder `none`"), "{missing}");
}
