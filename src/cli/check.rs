//! `nextrole check`: every problem of a knowledge folder.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::knowledge::Options;
use crate::knowledge::model::Knowledge;
use crate::knowledge::report::{self, Look};

use super::screen::{Screen, print};
use super::{FAILED, Shared, load_folder, this_year};

/// Show every problem of a knowledge folder, and where it is
#[derive(Debug, Args)]
#[command(after_help = "\
Problems go to stdout, a summary comes last. Exits with 1 if there are errors;
warnings alone are no failure.

Example: nextrole check knowledge")]
pub(super) struct Check {
    /// The folder [default: that of --knowledge]
    dir: Option<PathBuf>,
}

impl Check {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config()?;
        let folder = self.dir.unwrap_or(config.knowledge);
        let loaded = load_folder(&folder, &strictly(config.check.stale_after_years))?;
        if !loaded.problems.is_empty() {
            // All of them: who wants fewer has `head`.
            let look = Look { most: usize::MAX, ..Screen::of_stdout().look() };
            print(&report::draw(&loaded.files, &loaded.problems, look))?;
        }
        let Some(knowledge) = loaded.knowledge else { return Ok(ExitCode::from(FAILED)) };
        let verdict = if loaded.problems.is_empty() { "no problems" } else { "can be used as it is" };
        print(&format!("{}: {verdict}\n", inventory(&knowledge)))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// With every warning; a source is old after so many years, or never with 0.
pub(super) fn strictly(years: u16) -> Options {
    Options { this_year: this_year(), stale_after_years: (years > 0).then_some(years), errors_only: false }
}

/// "16 roles, 7 terms, 1 track": what there is, without what there is not.
fn inventory(knowledge: &Knowledge) -> String {
    let counts = [
        (knowledge.vocabulary.roles.len(), "role", "roles"),
        (knowledge.vocabulary.terms.len(), "term", "terms"),
        (knowledge.tracks.len(), "track", "tracks"),
        (knowledge.moves.len(), "move", "moves"),
        (knowledge.definitions.len(), "definition", "definitions"),
        (knowledge.viewpoints.len(), "viewpoint", "viewpoints"),
        (knowledge.disputes.len(), "dispute", "disputes"),
        (knowledge.people.len(), "person", "people"),
        (knowledge.sources.len(), "source", "sources"),
    ];
    let counts = counts.iter().filter(|(count, ..)| *count > 0);
    let said: Vec<String> =
        counts.map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many })).collect();
    said.join(", ")
}
