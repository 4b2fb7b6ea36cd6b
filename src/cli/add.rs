//! `nextrole add`: one more role, track, move, viewpoint, definition or source in a knowledge folder.
//!
//! `fields` says what each of them needs, `ask` gets what the flags did not give, and this file checks the result and
//! writes it.

mod ask;
mod fields;
mod flags;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use crate::knowledge::edit::{Entry, add, to_toml};
use crate::knowledge::problem::{Problem, Severity, SourceFile, SourceFiles};
use crate::knowledge::write::{create_file, replace_file};
use crate::knowledge::{LoadOutcome, check, load, report};
use crate::reply::limits::printable;

pub(super) use self::ask::Asker;
use self::fields::{Added, build};
use self::flags::Values;
use super::check::check_options;
use super::terminal::{Terminal, print};
use super::{FAILED, Shared, eprint_line};

/// Add a role, move, viewpoint or the like to a knowledge folder
#[derive(Debug, Args)]
#[command(after_help = "\
Asks for what no flag gives, checks the result, and writes it into the right
file; comments and order stay. Without a terminal, give everything by flags.

Example:
  nextrole add move --from {role-id} --to {other-id}")]
pub(super) struct AddArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
#[command(disable_help_subcommand = true)]
enum What {
    Role(flags::Role),
    Track(flags::Track),
    Move(flags::Move),
    Viewpoint(flags::Viewpoint),
    Definition(flags::Definition),
    Source(flags::Source),
}

impl AddArgs {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config()?;
        let folder = config.knowledge_folder().context(
            "the built-in knowledge cannot be changed; name a folder with --knowledge DIR, or make one with \
             `nextrole new DIR`",
        )?;
        anyhow::ensure!(folder.is_dir(), "there is no folder `{}`; `nextrole new DIR` makes one", folder.display());
        let before = load(&folder, &check_options(config.check.stale_after_years));
        let Some(knowledge) = &before.knowledge else {
            let shown = folder.display();
            let summary = report::summary(&before.files, &before.problems);
            bail!("the folder `{shown}` has to be in order first: {summary}; run `nextrole check {shown}` to see them");
        };
        let (values, is_dry_run): (Values, bool) = match self.what {
            What::Role(role) => role.values(),
            What::Track(track) => track.values(),
            What::Move(stated) => stated.values(),
            What::Viewpoint(viewpoint) => viewpoint.values(),
            What::Definition(definition) => definition.values(),
            What::Source(source) => source.values(),
        };
        let mut asker = Asker::new()?;
        let Some(added) = build(knowledge, values, &mut asker)? else { return Ok(ExitCode::from(FAILED)) };
        let changed = changed_files(&folder, &before, &added)?;
        let after = check(with_changes(&before.files, &changed), &check_options(config.check.stale_after_years));
        let new = new_problems(&before, &after);
        if !new.is_empty() {
            let style = Terminal::stderr().report_style();
            let problems: Vec<Problem> = new.into_iter().cloned().collect();
            anstream::stderr().write_all(report::render(&after.files, &problems, style).as_bytes())?;
            let is_refused = problems.iter().any(|problem| problem.code.severity() == Severity::Error);
            anyhow::ensure!(!is_refused, "nothing was written");
        }
        if is_dry_run {
            print(&shown(&changed, "would be added"))?;
            return Ok(ExitCode::SUCCESS);
        }
        write(&changed)?;
        print(&shown(&changed, "added"))?;
        eprint_line(&format!("try it: nextrole ask --knowledge {} \"{}\"", folder.display(), added.question));
        Ok(ExitCode::SUCCESS)
    }
}

/// A file that changes.
struct Changed {
    path: PathBuf,
    /// As the loader calls it.
    shown: String,
    /// `None` if it is new.
    before: Option<String>,
    after: String,
    /// What is added to it.
    toml: String,
}

/// What is to be written, file by file.
fn changed_files(folder: &Path, before: &LoadOutcome, added: &Added) -> anyhow::Result<Vec<Changed>> {
    let root = root(folder, before);
    let mut files: Vec<(String, Vec<Entry>)> = Vec::new();
    for entry in &added.entries {
        let file = match (entry.table(), &added.source) {
            ("source", _) => format!("{root}sources/{}.toml", added.id),
            (table @ ("role" | "person"), _) => home_of(before, table).unwrap_or_else(|| match table {
                "person" => format!("{root}people.toml"),
                _ => format!("{root}roles.toml"),
            }),
            (_, Some(source)) => {
                file_of_source(before, source).with_context(|| format!("no file has the [source] `{source}`"))?
            }
            (_, None) => bail!("a statement needs a source"),
        };
        match files.iter_mut().find(|(path, _)| *path == file) {
            Some((_, entries)) => entries.push(entry.clone()),
            None => files.push((file, vec![entry.clone()])),
        }
    }
    files.into_iter().map(|(file, entries)| changed_file(folder, &root, before, file, &entries)).collect()
}

fn changed_file(
    folder: &Path,
    root: &str,
    before: &LoadOutcome,
    file: String,
    entries: &[Entry],
) -> anyhow::Result<Changed> {
    let path = folder.join(file.strip_prefix(root).unwrap_or(&file));
    let toml = to_toml(entries);
    if !before.files.0.iter().any(|known| known.path == file) {
        let depth = file.strip_prefix(root).unwrap_or(&file).matches('/').count();
        let after = match folder.join("schema.json").exists() {
            true if depth == 0 => format!("#:schema ./schema.json\n\n{toml}"),
            true => format!("#:schema {}schema.json\n\n{toml}", "../".repeat(depth)),
            false => toml.clone(),
        };
        return Ok(Changed { path, shown: file, before: None, after, toml });
    }
    // As it is on the disk: the loader drops a byte order mark.
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let (mark, rest) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text.as_str()),
    };
    let after = add(rest, entries).with_context(|| format!("cannot change `{}`", path.display()))?;
    Ok(Changed { path, shown: file, after: format!("{mark}{after}"), before: Some(text), toml })
}

/// The folder as the loader calls it, with a slash at the end.
fn root(folder: &Path, before: &LoadOutcome) -> String {
    let shown = folder.to_string_lossy().replace('\\', "/");
    let shown = shown.trim_end_matches('/');
    match before.files.0.first() {
        Some(file) if file.path.starts_with(&format!("{shown}/")) => format!("{shown}/"),
        _ => format!("{}/", if shown.is_empty() { "." } else { shown }),
    }
}

/// The file that has most tables of a kind.
fn home_of(before: &LoadOutcome, table: &str) -> Option<String> {
    let header = format!("[[{table}]]");
    let count = |file: &SourceFile| file.text.lines().filter(|line| line.trim_start().starts_with(&header)).count();
    let files = before.files.0.iter().map(|file| (count(file), file)).filter(|(count, _)| *count > 0);
    files.max_by_key(|(count, file)| (*count, std::cmp::Reverse(&file.path))).map(|(_, file)| file.path.clone())
}

/// The file that has a source.
fn file_of_source(before: &LoadOutcome, source: &str) -> Option<String> {
    let has_it = |file: &&SourceFile| {
        let table: Option<toml::Table> = toml::from_str(&file.text).ok();
        table.is_some_and(|table| {
            table.get("source").and_then(|one| one.get("id")).and_then(toml::Value::as_str) == Some(source)
        })
    };
    before.files.0.iter().find(has_it).map(|file| file.path.clone())
}

/// The files as they would be, in path order.
fn with_changes(files: &SourceFiles, changed: &[Changed]) -> SourceFiles {
    let mut files = files.0.clone();
    for one in changed {
        let text = one.after.trim_start_matches('\u{feff}').to_owned();
        match files.iter_mut().find(|file| file.path == one.shown) {
            Some(file) => file.text = text,
            None => files.push(SourceFile { path: one.shown.clone(), text }),
        }
    }
    SourceFiles(files)
}

fn new_problems<'p>(before: &LoadOutcome, after: &'p LoadOutcome) -> Vec<&'p Problem> {
    let is_known =
        |problem: &&Problem| before.problems.iter().any(|old| (old.code, &old.title) == (problem.code, &problem.title));
    after.problems.iter().filter(|problem| !is_known(problem)).collect()
}

/// Writes all files, or leaves all as they were.
fn write(changed: &[Changed]) -> anyhow::Result<()> {
    for (at, one) in changed.iter().enumerate() {
        let written = match &one.before {
            Some(_) => replace_file(&one.path, &one.after),
            None => match one.path.parent().map(std::fs::create_dir_all) {
                Some(Err(error)) => Err(error),
                _ => create_file(&one.path, &one.after),
            },
        };
        if let Err(error) = written {
            for other in changed.iter().take(at) {
                let undone = match &other.before {
                    Some(before) => replace_file(&other.path, before),
                    None => std::fs::remove_file(&other.path),
                };
                undone.with_context(|| format!("cannot put `{}` back", other.path.display()))?;
            }
            return Err(error).with_context(|| format!("cannot write `{}`; nothing was changed", one.path.display()));
        }
    }
    Ok(())
}

fn shown(changed: &[Changed], what: &str) -> String {
    let file = |one: &Changed| {
        let lines: String = one.toml.lines().map(|line| format!("{}\n", printable(line))).collect();
        format!("# {what} to {}\n\n{lines}", one.path.display())
    };
    changed.iter().map(file).collect::<Vec<_>>().join("\n")
}
