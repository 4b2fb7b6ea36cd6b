//! `nextrole schema`: the JSON Schema of the knowledge format.

use std::process::ExitCode;

use clap::Args;

use crate::knowledge::schema::schema;

use super::terminal::print;

/// Print the JSON Schema of the knowledge format, for editors
#[derive(Debug, Args)]
#[command(after_help = "\
An editor with TOML support, such as taplo, completes keys and marks mistakes in
a file whose first line names the schema: #:schema schema.json

Example: nextrole schema > knowledge/schema.json")]
pub(super) struct Schema {}

impl Schema {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        print(&schema())?;
        Ok(ExitCode::SUCCESS)
    }
}
