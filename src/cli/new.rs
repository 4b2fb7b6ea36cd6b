//! `nextrole new`: a knowledge folder to start from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use crate::knowledge::schema::schema;
use crate::knowledge::shipped;
use crate::knowledge::write::create_file;

use super::terminal::print;

/// The files of the small folder: path and text.
const STARTER: &[(&str, &str)] = &[
    ("README.md", include_str!("new/starter/README.md")),
    ("roles.toml", include_str!("new/starter/roles.toml")),
    ("sources/example-2024.toml", include_str!("new/starter/sources/example-2024.toml")),
];

/// Write a small commented knowledge folder to start from
#[derive(Debug, Args)]
#[command(after_help = "\
The folder must not exist yet, or be empty. It can be asked at once, and every
line of it says what it is for.

Example: nextrole new our-careers")]
pub(super) struct New {
    /// The folder to write
    dir: PathBuf,
    /// Write the built-in knowledge instead of an example
    #[arg(long)]
    shipped: bool,
}

impl New {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let shown = self.dir.display();
        if self.dir.exists() {
            let is_empty = fs::read_dir(&self.dir).is_ok_and(|mut entries| entries.next().is_none());
            anyhow::ensure!(is_empty, "`{shown}` exists and is not an empty folder; name a new one");
        }
        let mut files: Vec<(String, String)> = if self.shipped {
            let path = |path: String| path.strip_prefix("built-in/").map_or(path.clone(), str::to_owned);
            shipped().0.into_iter().map(|file| (path(file.path), file.text)).collect()
        } else {
            STARTER.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
        };
        files.push(("schema.json".to_owned(), schema()));
        for (path, text) in &files {
            write(&self.dir.join(path), text)?;
        }
        print(&next_steps(&self.dir, self.shipped, files.len()))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).with_context(|| format!("cannot create the folder `{}`", parent.display()))?;
    create_file(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

fn next_steps(dir: &Path, is_shipped: bool, count: usize) -> String {
    let shown = dir.display().to_string();
    // A folder with a space in its name is one argument.
    let shown = if shown.contains(' ') { format!("\"{shown}\"") } else { shown };
    let (read, question) = match is_shipped {
        true => (format!("{shown}/roles.toml, and one file per source in {shown}/sources"), "/tracks"),
        false => (format!("{shown}/README.md, then {shown}/roles.toml"), "/next apprentice baker"),
    };
    format!(
        "Wrote {count} files to {shown}.\n\n\
         1. Ask it:     nextrole ask --knowledge {shown} \"{question}\"\n\
         2. Change it:  {read}\n\
         3. Check it:   nextrole check {shown}\n\
         4. Try it:     nextrole playground --knowledge {shown} --open\n"
    )
}
