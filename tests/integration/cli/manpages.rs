//! `nextrole manpages`.

use std::fs;

use crate::program::{folder, nextrole};

#[test]
fn there_is_a_page_for_the_program_and_for_each_subcommand() {
    let folder = folder(&[]);
    assert_eq!(nextrole("manpages man/man1").in_folder(folder.path()).prints(), "");
    for (page, text) in [
        ("nextrole.1", "NEXTROLE_KNOWLEDGE"),
        ("nextrole-ask.1", "--json"),
        ("nextrole-run.1", "SIGHUP"),
        // Not in the list of the program's help, but commands like the others.
        ("nextrole-serve.1", "DISCORD_PUBLIC_KEY"),
        ("nextrole-doctor.1", "--json"),
        ("nextrole-gaps.1", "--limit"),
        ("nextrole-match.1", "--json"),
    ] {
        let written = fs::read_to_string(folder.path().join("man/man1").join(page)).unwrap();
        // roff escapes hyphens.
        assert!(written.starts_with(".ie") && written.replace("\\-", "-").contains(text), "{page}: {written}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let folder = folder(&[("file", "")]);
    insta::assert_snapshot!(nextrole("manpages file").in_folder(folder.path()).fails(1), @"nextrole: cannot create `file`: File exists (os error 17)");
    fs::create_dir_all(folder.path().join("taken/nextrole.1")).unwrap();
    insta::assert_snapshot!(nextrole("manpages taken").in_folder(folder.path()).fails(1), @"nextrole: cannot write to `taken`: Is a directory (os error 21)");
}
