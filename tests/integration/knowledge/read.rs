//! What is read of a folder, and what is left alone.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use nextrole::knowledge::{Options, load};

use super::{SOUND, drawn};

fn paths(folder: &Path) -> String {
    let loaded = load(folder, &Options::default());
    let shown = format!("{}/", folder.to_string_lossy());
    loaded.files.0.iter().map(|file| file.path.replace(&shown, "")).collect::<Vec<_>>().join(" ")
}

#[test]
fn path_order_and_nothing_but_toml() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("b/c")).unwrap();
    fs::create_dir_all(folder.path().join(".git")).unwrap();
    for name in ["z.toml", "a.toml", "b/x.toml", "b/c/y.toml", "b-a.toml", ".hidden.toml", "a.toml~", "#a.toml#"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    fs::write(folder.path().join(".git/config.toml"), "").unwrap();
    assert_eq!(paths(folder.path()), "a.toml b/c/y.toml b/x.toml b-a.toml z.toml");
}

#[cfg(unix)]
#[test]
fn what_is_not_a_file_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("a.toml")).unwrap();
    assert_snapshot!(drawn(folder.path()), @"
    error[unreadable]: `a.toml` is a pipe, socket or device, not a file
    --> a.toml
     = help: remove it, or rename it so that it does not end with `.toml`

    1 error in 1 file
    ");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), SOUND).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("up")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("broken")).unwrap();
    assert_snapshot!(drawn(folder.path()), @r#"
    warning[old-source]: `platt-2005` is 21 years old
     --> a.toml:8:13
      |
    8 | published = "2005-08"
      |             ^^^^^^^^^
      |
      = help: check whether it is still true, or look for a newer source

    error[link]: `up` is a symbolic link that leads out of the knowledge folder
    --> up
     = help: replace it with the file or folder itself

    1 error and 1 warning in 1 file
    "#);
}

/// The volume of a Kubernetes ConfigMap: every file is a link through `..data`, which is swapped whole.
#[cfg(unix)]
#[test]
fn a_volume_of_links_is_read_like_its_files() {
    use std::os::unix::fs::symlink;
    let volume = tempfile::tempdir().unwrap();
    let version = |name: &str, text: &str| {
        fs::create_dir_all(volume.path().join(name).join("sources")).unwrap();
        fs::write(volume.path().join(name).join("roles.toml"), text).unwrap();
        fs::write(volume.path().join(name).join("sources/one.toml"), "# nothing yet").unwrap();
    };
    version("..2026_1", "[[role]]\nid = \"ops\"\nname = \"Ops\"\n");
    symlink("..2026_1", volume.path().join("..data")).unwrap();
    symlink("..data/roles.toml", volume.path().join("roles.toml")).unwrap();
    symlink("..data/sources", volume.path().join("sources")).unwrap();
    let loaded = || load(volume.path(), &Options { errors_only: true, ..Options::default() });
    let first = loaded();
    assert_eq!(first.errors(), 0, "{:?}", first.problems);
    let paths: Vec<&str> = first.files.0.iter().map(|file| file.path.rsplit_once('/').unwrap().1).collect();
    assert_eq!(paths, ["roles.toml", "one.toml"]);
    // Its revision is that of the same files without links.
    assert_eq!(first.revision, load(&volume.path().join("..2026_1"), &Options::default()).revision);

    version("..2026_2", "[[role]]\nid = \"ops\"\nname = \"Operations\"\n");
    symlink("..2026_2", volume.path().join("..new")).unwrap();
    fs::rename(volume.path().join("..new"), volume.path().join("..data")).unwrap();
    let second = loaded();
    assert!(second.files.0[0].text.contains("Operations"));
    assert_ne!(second.revision, first.revision);
}

/// The text of a file outside must not appear in an error, which ends up in logs.
#[cfg(unix)]
#[test]
fn a_link_to_a_secret_does_not_show_it() {
    let (secrets, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(secrets.path().join("token"), "hunter2 is no TOML").unwrap();
    std::os::unix::fs::symlink(secrets.path().join("token"), folder.path().join("a.toml")).unwrap();
    let shown = drawn(folder.path());
    assert!(shown.contains("leads out of the knowledge folder") && !shown.contains("hunter2"), "{shown}");
}

#[test]
fn a_file_is_no_folder() {
    assert_snapshot!(drawn(Path::new("Cargo.toml")), @"
    error[unreadable]: `(folder)` is not a folder
    --> (folder)
     = help: give the folder that contains the knowledge files

    1 error in 1 file
    ");
}

#[test]
fn everything_else_is_still_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), b"\xff").unwrap();
    fs::write(folder.path().join("b.toml"), "x = 1\n").unwrap();
    fs::write(folder.path().join("c.toml"), "[[role]]\nid = 1\n").unwrap();
    assert_snapshot!(drawn(folder.path()), @r#"
    error[not-utf8]: `a.toml` is not UTF-8: there is the byte 0xff
     --> a.toml:1:1
      |
    1 | �
      | ^
      |
      = help: save the file with the encoding UTF-8

    error[unknown-key]: unknown key `x` in the file
     --> b.toml:1:1
      |
    1 | x = 1
      | ^
      |
      = help: put it below the header of the table it belongs to, such as `[[role]]`

    error[missing-key]: the role has no `name`
     --> c.toml:1:1
      |
    1 | [[role]]
      | ^^^^^^^^
      |
      = help: add `name = "…"`

    error[wrong-type]: `id` must be a text, but this is a number
     --> c.toml:2:6
      |
    2 | id = 1
      |      ^
      |
      = help: put it in quotes: `id = "1"`

    4 errors in 3 files
    "#);
}

#[test]
fn deep_folders() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("d/".repeat(40))).unwrap();
    assert_snapshot!(drawn(folder.path()), @"
    error[too-large]: `d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d` is nested more than 16 folders deep
    --> d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d
     = help: move its files to a folder further up

    1 error
    ");
}

#[test]
fn byte_order_mark_and_windows_line_ends_keep_columns() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), "\u{feff}rol = 1\r\nrole = 2\r\n").unwrap();
    assert_snapshot!(drawn(folder.path()), @"
    error[unknown-key]: unknown key `rol` in the file
     --> a.toml:1:1
      |
    1 | rol = 1
      | ^^^
      |
      = help: write `role`

    error[wrong-type]: `role` must be a list of tables, but this is a number
     --> a.toml:2:8
      |
    2 | role = 2
      |        ^
      |
      = help: write `[[role]]` above each of them

    2 errors in 1 file
    ");
}

#[test]
fn revision_stays_with_the_texts() {
    let revision = |text: &str| {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.toml"), text).unwrap();
        load(folder.path(), &Options::default()).revision
    };
    assert_eq!(revision(SOUND), revision(SOUND));
    assert_ne!(revision(SOUND), revision(""));
    assert_snapshot!(revision(""), @"92dd9d77c86c");
}
