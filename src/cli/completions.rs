//! `nextrole completions`: a shell completion script.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use clap_complete::Shell;

use super::complete_command;

/// Print a shell completion script
#[derive(Debug, Args)]
#[command(after_help = "Example: nextrole completions fish > ~/.config/fish/completions/nextrole.fish")]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        // Into memory first, because the generator panics if it cannot write.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut complete_command(), "nextrole", &mut script);
        io::stdout().write_all(&script)?;
        Ok(ExitCode::SUCCESS)
    }
}
