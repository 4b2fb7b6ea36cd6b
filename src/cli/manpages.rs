//! `nextrole manpages`: manual pages.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::complete_command;

/// Write the manual pages to a folder
#[derive(Debug, Args)]
#[command(after_help = "Example: nextrole manpages ~/.local/share/man/man1")]
pub(super) struct Manpages {
    /// The folder; it is created if needed
    dir: PathBuf,
}

impl Manpages {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let dir = self.dir.display();
        fs::create_dir_all(&self.dir).with_context(|| format!("cannot create `{dir}`"))?;
        clap_mangen::generate_to(complete_command(), &self.dir).with_context(|| format!("cannot write to `{dir}`"))?;
        Ok(ExitCode::SUCCESS)
    }
}
