//! `nextrole check`: every problem of a knowledge folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::knowledge::fix::{Change, Fixed, fix};
use crate::knowledge::model::Knowledge;
use crate::knowledge::problem::{Problem, Severity, SourceFiles};
use crate::knowledge::report::{self, Style};
use crate::knowledge::write::replace_file;
use crate::knowledge::{LoadOutcome, Options};

use super::progress::with_progress;
use super::terminal::{Terminal, print};
use super::{FAILED, Shared, Usage, load_knowledge, this_year};

/// Check a knowledge folder and show every problem
#[derive(Debug, Args)]
#[command(after_help = "\
Exits with 1 if there are errors (with --strict: or warnings), otherwise with 0.

Example: nextrole check knowledge --fix")]
pub(super) struct Check {
    /// The folder [default: that of --knowledge, or the built-in knowledge]
    dir: Option<PathBuf>,
    /// text, json, or github for annotations in a pull request
    #[arg(long, value_enum, default_value_t, hide_possible_values = true, hide_default_value = true)]
    format: Format,
    /// Correct what is mechanical, and show what was changed
    #[arg(long)]
    fix: bool,
    /// Also list dead ends, undated sources and the like
    #[arg(long)]
    notes: bool,
    /// Fail on warnings, too
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Github,
}

impl Check {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config()?;
        if let Some(dir) = &self.dir {
            anyhow::ensure!(dir.exists(), "there is no folder `{}`", dir.display());
        }
        let folder = self.dir.clone().or_else(|| config.knowledge_folder());
        if self.fix && folder.is_none() {
            return Err(Usage("the built-in knowledge cannot be fixed; name a folder".to_owned()).into());
        }
        let options = Options { notes: true, ..check_options(config.check.stale_after_years) };
        let shown = folder.as_deref().map_or_else(|| "the built-in knowledge".into(), Path::to_string_lossy);
        let outcome = with_progress(&format!("Checking {shown}"), || load_knowledge(folder.as_deref(), &options))?;
        let (outcome, changes) = if self.fix { self.fixed(outcome, &options)? } else { (outcome, Vec::new()) };
        match self.format {
            Format::Text => self.print_text(&outcome, &changes, folder.is_none())?,
            Format::Json => print_json(&outcome, &changes)?,
            Format::Github => self.print_github(&outcome)?,
        }
        let is_failure = outcome.knowledge.is_none() || (self.strict && outcome.warnings() > 0);
        Ok(if is_failure { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
    }

    /// Writes the files that fixes change.
    fn fixed(&self, outcome: LoadOutcome, options: &Options) -> anyhow::Result<(LoadOutcome, Vec<Change>)> {
        let Fixed { outcome, changes, files } = with_progress("Fixing", || fix(outcome, options));
        for file in files {
            let Some(file) = outcome.files.0.get(file.0) else { continue };
            replace_file(Path::new(&file.path), &file.text).with_context(|| format!("cannot write {}", file.path))?;
        }
        Ok((outcome, changes))
    }

    fn print_text(&self, outcome: &LoadOutcome, changes: &[Change], is_built_in: bool) -> anyhow::Result<()> {
        if self.fix {
            print(&changes_text(&outcome.files, changes))?;
        }
        let shown = self.shown(&outcome.problems);
        if !shown.is_empty() {
            // No limit; `head` can shorten the list.
            let style = Style { max_problems: usize::MAX, ..Terminal::stdout().report_style() };
            print(&report::render(&outcome.files, &shown, style))?;
        }
        let notes = report::notes(&outcome.problems);
        if !self.notes && !notes.is_empty() {
            print(&format!("Notes, listed with --notes: {notes}\n"))?;
        }
        let Some(knowledge) = &outcome.knowledge else { return Ok(()) };
        let built_in = if is_built_in { "built-in knowledge: " } else { "" };
        let verdict = if outcome.warnings() == 0 { "no problems" } else { "usable, with warnings" };
        print(&format!("{built_in}{}: {verdict}\n", inventory(knowledge)))?;
        Ok(())
    }

    fn print_github(&self, outcome: &LoadOutcome) -> anyhow::Result<()> {
        print(&report::to_github(&outcome.files, &self.shown(&outcome.problems)))?;
        print(&format!("{}\n", report::summary(&outcome.files, &self.shown(&outcome.problems))))?;
        Ok(())
    }

    /// The problems, with the notes only if they are wanted.
    fn shown(&self, problems: &[Problem]) -> Vec<Problem> {
        let is_shown = |problem: &&Problem| self.notes || problem.code.severity() != Severity::Note;
        problems.iter().filter(is_shown).cloned().collect()
    }
}

/// What was changed, as lines before and after.
fn changes_text(files: &SourceFiles, changes: &[Change]) -> String {
    let mut text = String::new();
    for change in changes {
        let path = files.0.get(change.file.0).map(|file| file.path.as_str()).unwrap_or_default();
        text += &format!("fixed[{}]: {}\n  --> {path}:{}\n", change.code.name(), change.title, change.line);
        for (sign, lines) in [('-', &change.before), ('+', &change.after)] {
            for line in lines.lines() {
                text += &format!("  {sign} {line}\n");
            }
        }
        text.push('\n');
    }
    let count = changes.len();
    text += &match count {
        0 => "Nothing could be fixed without asking.\n".to_owned(),
        1 => "Fixed 1 place.\n\n".to_owned(),
        _ => format!("Fixed {count} places.\n\n"),
    };
    report::plain_lines(&text)
}

fn print_json(outcome: &LoadOutcome, changes: &[Change]) -> anyhow::Result<()> {
    let path = |change: &Change| outcome.files.0.get(change.file.0).map(|file| file.path.clone());
    let fixed = changes.iter().map(|change| {
        json!({
            "code": change.code.name(), "title": change.title, "path": path(change), "line": change.line,
            "before": change.before, "after": change.after,
        })
    });
    let value = json!({
        "errors": outcome.errors(), "warnings": outcome.warnings(), "notes": outcome.notes(),
        "usable": outcome.knowledge.is_some(), "revision": outcome.revision,
        "problems": report::to_json(&outcome.files, &outcome.problems), "fixed": fixed.collect::<Vec<_>>(),
    });
    print(&format!("{}\n", serde_json::to_string_pretty(&value)?))?;
    Ok(())
}

/// Options with all warnings. A source is old after this many years; 0 = never.
pub(super) fn check_options(years: u16) -> Options {
    Options { this_year: this_year(), stale_after_years: (years > 0).then_some(years), ..Options::default() }
}

/// The contents in numbers, such as "16 roles, 7 terms, 1 track"; kinds without an entry are left out.
fn inventory(knowledge: &Knowledge) -> String {
    let counts = [
        (knowledge.vocabulary.roles.len(), "role", "roles"),
        (knowledge.vocabulary.terms.len(), "term", "terms"),
        (knowledge.tracks.len(), "track", "tracks"),
        (knowledge.stated_move_count(), "move", "moves"),
        (knowledge.definitions.len(), "definition", "definitions"),
        (knowledge.viewpoints.len(), "viewpoint", "viewpoints"),
        (knowledge.disputes.len(), "dispute", "disputes"),
        (knowledge.people.len(), "person", "people"),
        (knowledge.sources.len(), "source", "sources"),
    ];
    let counts = counts.iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<String> =
        counts.map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many })).collect();
    parts.join(", ")
}
