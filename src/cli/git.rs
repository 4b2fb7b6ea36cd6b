//! A knowledge folder as it is in a revision of a Git repository.
//!
//! Only plumbing commands are called, and none that runs another program, such as a pager, a filter or an external diff.
//! A revision is turned into the id of a commit first, so nothing that was typed can be taken for an option.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, bail, ensure};

use crate::knowledge::problem::{SourceFile, SourceFiles};
use crate::knowledge::{MAX_DEPTH, MAX_ENTRIES, MAX_FILE_BYTES, MAX_FOLDER_BYTES};

/// The files of the knowledge folder `folder` as they are in `revision`, such as `main`, `HEAD~3` or `v1.2`. The folder
/// need not exist anymore, but the folder that it is in has to be in a repository.
///
/// # Errors
///
/// Git is not there, the folder is in no repository, there is no such revision, or it has no such folder.
pub(super) fn read(revision: &str, folder: &Path) -> anyhow::Result<SourceFiles> {
    let (parent, missing) = existing(folder)?;
    let git = Git { folder: parent.clone() };
    let top = git.run(&["rev-parse", "--show-toplevel"], "").map_err(|error| match error.to_string() {
        text if text.contains("not a git repository") => {
            anyhow::anyhow!(
                "`{}` is not in a Git repository, so there is no revision `{revision}`; compare with a copy of the \
                 folder: `nextrole diff COPY`",
                parent.display()
            )
        }
        _ => error,
    })?;
    let top = PathBuf::from(String::from_utf8_lossy(&top).trim_end().to_owned());
    let name = format!("{revision}^{{commit}}");
    let commit = git.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name], "");
    let commit = commit.ok().map(|commit| String::from_utf8_lossy(&commit).trim().to_owned());
    let commit = commit.filter(|commit| commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let commit = commit.with_context(|| {
        format!("there is neither a folder nor a Git revision `{revision}`; `git branch -a` and `git tag` list what there is")
    })?;
    let top = top.canonicalize().with_context(|| format!("cannot read `{}`", top.display()))?;
    let absolute = parent.canonicalize().with_context(|| format!("cannot read `{}`", parent.display()))?.join(missing);
    let inside = absolute.strip_prefix(&top).unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
    let within = if inside.is_empty() { commit.clone() } else { format!("{commit}:{inside}") };
    let listing = git.run(&["ls-tree", "-r", "-z", "-l", "--full-tree", &within], "").map_err(|_| {
        let shown = if inside.is_empty() { "." } else { &inside };
        anyhow::anyhow!("the revision `{revision}` has no folder `{shown}`; name another with --knowledge DIR")
    })?;
    let entries = entries(&String::from_utf8_lossy(&listing))?;
    let texts = git.texts(&entries)?;
    let file =
        |(entry, text): (Entry, String)| SourceFile { path: format!("{revision}:{inside}/{}", entry.path), text };
    Ok(SourceFiles(entries.into_iter().zip(texts).map(file).collect()))
}

/// The nearest folder that exists, in which Git can be started, and the rest of the path.
fn existing(folder: &Path) -> anyhow::Result<(PathBuf, PathBuf)> {
    let here = |above: &Path| if above.as_os_str().is_empty() { PathBuf::from(".") } else { above.to_owned() };
    let found = folder.ancestors().find(|above| here(above).is_dir());
    let found = found.with_context(|| format!("there is no folder `{}`", folder.display()))?;
    Ok((here(found), folder.strip_prefix(found).unwrap_or(Path::new("")).to_owned()))
}

/// A file in a revision.
struct Entry {
    object: String,
    bytes: u64,
    path: String,
}

/// The knowledge files in a listing of `git ls-tree -r -z -l`, in the order in which a folder is read.
fn entries(listing: &str) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut total = 0;
    ensure!(listing.split('\0').count() <= MAX_ENTRIES + 1, "the folder has more than {MAX_ENTRIES} files");
    for line in listing.split('\0').filter(|line| !line.is_empty()) {
        let (about, path) = line.split_once('\t').context("Git lists files in a form that is not known")?;
        let about: Vec<&str> = about.split_whitespace().collect();
        let [mode, kind, object, size] = about.as_slice() else { bail!("Git lists files in a form that is not known") };
        // As in a folder, hidden files and other kinds of files do not count.
        let is_hidden = path.split('/').any(|part| part.starts_with('.'));
        if is_hidden || !path.ends_with(".toml") || *kind != "blob" {
            continue;
        }
        ensure!(*mode != "120000", "`{path}` is a symbolic link; replace it with the file itself");
        ensure!(path.matches('/').count() <= MAX_DEPTH, "`{path}` is nested more than {MAX_DEPTH} folders deep");
        let bytes: u64 = size.parse().context("Git lists files in a form that is not known")?;
        total += bytes;
        ensure!(bytes <= MAX_FILE_BYTES, "`{path}` is larger than {} MiB", MAX_FILE_BYTES / 1024 / 1024);
        ensure!(total <= MAX_FOLDER_BYTES, "the folder is larger than {} MiB", MAX_FOLDER_BYTES / 1024 / 1024);
        entries.push(Entry { object: (*object).to_owned(), bytes, path: path.to_owned() });
    }
    // A folder is read name by name: `a/b.toml` comes before `a.toml`.
    entries.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
    Ok(entries)
}

struct Git {
    folder: PathBuf,
}

impl Git {
    /// What a command prints.
    fn run(&self, arguments: &[&str], input: &str) -> anyhow::Result<Vec<u8>> {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(["--no-pager", "--no-optional-locks"]).args(arguments);
        command.env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| match error.kind() {
            ErrorKind::NotFound => anyhow::anyhow!("Git is needed to read a revision, and there is no program `git`"),
            _ => anyhow::Error::new(error).context("cannot start `git`"),
        })?;
        let stdin = child.stdin.take();
        let Output { status, stdout, stderr } = std::thread::scope(|scope| {
            // From a thread: with both pipes full, each side would wait for the other.
            let written = stdin.map(|mut stdin| scope.spawn(move || stdin.write_all(input.as_bytes())));
            let output = child.wait_with_output();
            if let Some(written) = written {
                // Git may end before it has read everything; its exit code says why.
                drop(written.join());
            }
            output
        })?;
        ensure!(status.success(), "git: {}", String::from_utf8_lossy(&stderr).trim().trim_start_matches("fatal: "));
        Ok(stdout)
    }

    /// The texts of the files, in their order.
    fn texts(&self, entries: &[Entry]) -> anyhow::Result<Vec<String>> {
        let objects: String = entries.iter().map(|entry| format!("{}\n", entry.object)).collect();
        let all = self.run(&["cat-file", "--batch"], &objects)?;
        let mut rest = all.as_slice();
        let text = |entry: &Entry| {
            // `<object> blob <size>`, the content, and a line break.
            let end = rest.iter().position(|byte| *byte == b'\n').context("Git sends less than it announces")?;
            let length = usize::try_from(entry.bytes)?;
            let content = rest.get(end + 1..end + 1 + length).context("Git sends less than it announces")?;
            let text = std::str::from_utf8(content).with_context(|| format!("`{}` is not UTF-8", entry.path))?;
            rest = rest.get(end + 2 + length..).unwrap_or_default();
            Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
        };
        entries.iter().map(text).collect()
    }
}
