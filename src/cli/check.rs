//! `nextrole check`: every problem of a knowledge folder.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::knowledge::Options;
use crate::knowledge::model::Knowledge;
use crate::knowledge::report::{self, Style};

use super::terminal::{Terminal, print};
use super::{FAILED, Shared, load_knowledge, this_year};

/// Check a knowledge folder and show every problem
#[derive(Debug, Args)]
#[command(after_help = "\
Prints the problems and a summary to stdout. Exits with 1 if there are errors,
with 0 if there are only warnings.

Example: nextrole check knowledge")]
pub(super) struct Check {
    /// The folder [default: that of --knowledge, or the built-in knowledge]
    dir: Option<PathBuf>,
}

impl Check {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config()?;
        if let Some(dir) = &self.dir {
            anyhow::ensure!(dir.exists(), "there is no folder `{}`", dir.display());
        }
        let folder = self.dir.or_else(|| config.knowledge_folder());
        let outcome = load_knowledge(folder.as_deref(), &check_options(config.check.stale_after_years))?;
        if !outcome.problems.is_empty() {
            // No limit; `head` can shorten the list.
            let style = Style { max_problems: usize::MAX, ..Terminal::stdout().report_style() };
            print(&report::render(&outcome.files, &outcome.problems, style))?;
        }
        let Some(knowledge) = outcome.knowledge else { return Ok(ExitCode::from(FAILED)) };
        let built_in = if folder.is_none() { "built-in knowledge: " } else { "" };
        let verdict = if outcome.problems.is_empty() { "no problems" } else { "usable, with warnings" };
        print(&format!("{built_in}{}: {verdict}\n", inventory(&knowledge)))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Options with all warnings. A source is old after this many years; 0 = never.
pub(super) fn check_options(years: u16) -> Options {
    Options { this_year: this_year(), stale_after_years: (years > 0).then_some(years), errors_only: false }
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
