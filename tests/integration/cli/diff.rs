//! `nextrole diff`: folders, revisions, formats and errors.

use std::fs;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;

use crate::SMALL;
use crate::program::{Call, folder as folder_of, nextrole};

fn folder(text: &str) -> tempfile::TempDir {
    folder_of(&[("all.toml", text)])
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    let identity = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"];
    let output = command.arg("-C").arg(folder).args(identity).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with the small knowledge in `knowledge`, committed as `main`, and then changed.
fn repository() -> tempfile::TempDir {
    let repository = tempfile::tempdir().unwrap();
    let knowledge = repository.path().join("knowledge");
    fs::create_dir_all(knowledge.join("sources")).unwrap();
    fs::write(knowledge.join("all.toml"), SMALL).unwrap();
    fs::write(knowledge.join("sources").join("leaflet.toml"), "\u{feff}# nothing yet\n").unwrap();
    fs::write(knowledge.join(".hidden.toml"), "not TOML").unwrap();
    git(repository.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(repository.path(), &["add", "."]);
    git(repository.path(), &["commit", "--quiet", "-m", "first"]);
    fs::write(knowledge.join("all.toml"), SMALL.replace("After a year.", "After two years.")).unwrap();
    repository
}

fn in_folder(folder: &Path, line: &str) -> Call {
    nextrole(line).in_folder(folder)
}

#[test]
fn two_folders() {
    let old = folder(SMALL);
    let more = "\n[[move]]\nfrom = \"helpdesk\"\nto = \"gardener\"\nkind = \"exit\"\nby = \"ann\"\nusual = true\n";
    let new = folder(&(SMALL.to_owned() + more));
    let line = format!("diff {} {}", old.path().display(), new.path().display());
    assert_snapshot!(nextrole(&line).prints(), @"
    2 answers change, 1 route changes

    /next Helpdesk
      new: Gardener (1 source)

    /become Gardener
      new: Helpdesk (1 source)

    /path: 1 of 12 pairs change
      Helpdesk to Gardener: Helpdesk → Gardener instead of no route

    Compared: all questions of /next (4), /become (4), /define (5), /tracks (1), /disputes (0); all pairs of roles for /path (12), /compare (6).
    ");
    assert_snapshot!(nextrole(&format!("{line} --format markdown")).prints(), @"
    **nextrole:** 2 answers change, 1 route changes

    <details><summary><b>/next</b>: 1 answer changes</summary>

    - **Helpdesk**
      - new: Gardener (1 source)

    </details>

    <details><summary><b>/become</b>: 1 answer changes</summary>

    - **Gardener**
      - new: Helpdesk (1 source)

    </details>

    <details><summary><b>/path</b>: 1 route changes</summary>

    - Helpdesk to Gardener: Helpdesk → Gardener instead of no route

    </details>

    <sub>Compared: all questions of /next (4), /become (4), /define (5), /tracks (1), /disputes (0); all pairs of roles for /path (12), /compare (6).</sub>
    ");
    let json: serde_json::Value = serde_json::from_str(&nextrole(&format!("{line} --format json")).prints()).unwrap();
    assert_eq!(json["questions"][0]["about"][0], "helpdesk");
    assert_snapshot!(json["questions"][0]["details"][0], @r#"{"kind":"added","part":"destination","text":"new: Gardener (1 source)","what":"Gardener"}"#);
}

#[test]
fn the_same_knowledge_twice() {
    let folder = folder(SMALL);
    let line = format!("diff {0} {0}", folder.path().display());
    assert_snapshot!(nextrole(&line).prints(), @"
    no answer changes

    Compared: all questions of /next (4), /become (4), /define (5), /tracks (1), /disputes (0); all pairs of roles for /path (12), /compare (6).
    ");
    assert!(nextrole("diff built-in built-in").prints().starts_with("no answer changes\n"));
}

#[test]
fn a_revision_and_the_working_folder() {
    let repository = repository();
    assert_snapshot!(in_folder(repository.path(), "diff main").prints(), @"
    2 answers change

    /next Helpdesk
      Ops: Bob (2005): usual, “After two years.” instead of usual, “After a year.”

    /become Ops
      Helpdesk: Bob (2005): usual, “After two years.” instead of usual, “After a year.”

    Compared: all questions of /next (4), /become (4), /define (5), /tracks (1), /disputes (0); all pairs of roles for /path (12), /compare (6).
    ");
    // From a folder inside of the repository, and by the id of the commit.
    let inside = repository.path().join("knowledge");
    assert!(in_folder(&inside, "diff HEAD --knowledge .").prints().contains("After two years"));
    git(repository.path(), &["commit", "--quiet", "-a", "-m", "second"]);
    assert!(in_folder(repository.path(), "diff HEAD~1 HEAD").prints().contains("After two years"));
    assert!(in_folder(repository.path(), "diff HEAD").prints().starts_with("no answer changes\n"));
    // The folder is gone from the working tree, and still in the revisions.
    fs::remove_dir_all(&inside).unwrap();
    assert!(in_folder(repository.path(), "diff HEAD~1 HEAD").prints().contains("After two years"));
}

#[test]
fn what_cannot_be_compared() {
    let repository = repository();
    let fails = |line: &str| in_folder(repository.path(), line).fails(1);
    assert_snapshot!(fails("diff nowhere"), @"nextrole: there is neither a folder nor a Git revision `nowhere`; `git branch -a` and `git tag` list what there is");
    assert_snapshot!(fails("diff main --knowledge other"), @"nextrole: the revision `main` has no folder `other`; name another with --knowledge DIR");
    assert_snapshot!(fails("diff main HEAD --knowledge other"), @"nextrole: the revision `main` has no folder `other`; name another with --knowledge DIR");
    assert_snapshot!(fails("diff -- --output=x HEAD"), @"nextrole: there is neither a folder nor a Git revision `--output=x`; `git branch -a` and `git tag` list what there is");
    assert_snapshot!(fails("diff knowledge/all.toml"), @"nextrole: `knowledge/all.toml` is a file; give the folder that contains it");
    assert!(!repository.path().join("x").exists());
    let outside = folder(SMALL);
    assert_snapshot!(in_folder(outside.path(), "diff main --knowledge .").fails(1), @"nextrole: `.` is not in a Git repository, so there is no revision `main`; compare with a copy of the folder: `nextrole diff COPY`");
    assert_snapshot!(in_folder(repository.path(), "diff main").env("PATH", "/nowhere").fails(1), @"nextrole: Git is needed to read a revision, and there is no program `git`");
}

#[test]
fn a_knowledge_with_errors() {
    let broken = folder("[[role]]\nid = \"ops\"\n");
    let line = format!("diff built-in {}", broken.path().display());
    let said = nextrole(&line).fails(1);
    assert!(said.contains("missing-key") && said.contains("has errors"), "{said}");
}
