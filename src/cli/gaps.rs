//! `nextrole gaps`: what people asked in vain, with what to add to the knowledge.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use serde::Serialize;

use crate::gaps::{Gap, read};
use crate::knowledge::model::Vocabulary;
use crate::matching::{Index, Verdict};

use super::terminal::print;
use super::{Shared, vocabulary};

/// Show what people asked in vain, with lines to add
#[derive(Debug, Args)]
#[command(after_help = "\
Nothing is counted until `enabled` under [gaps] in the config is true. A text is
shown once it was asked three times.

Example:
  nextrole gaps --limit 10")]
pub(super) struct Gaps {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Maximum number of texts
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

/// A gap with what the knowledge has closest to it. Other programs rely on the keys.
#[derive(Debug, Serialize)]
struct Shown<'v> {
    text: &'v str,
    askings: u32,
    /// Whether it is found by now: the knowledge has changed since.
    is_found: bool,
    /// The closest role, if one is near.
    nearest: Option<Nearest<'v>>,
    /// What to add to the knowledge; empty if it is found.
    toml: String,
}

#[derive(Debug, Serialize)]
struct Nearest<'v> {
    id: &'v str,
    name: &'v str,
    score: f64,
}

impl Gaps {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config()?;
        let file = &config.gaps.file;
        let mut gaps = read(file).with_context(|| format!("cannot read the gaps in {}", file.display()))?;
        gaps.truncate(self.limit);
        let vocabulary = vocabulary(&config)?;
        let index = Index::with_thresholds(&vocabulary, &[], config.matching.thresholds());
        let shown: Vec<Shown<'_>> = gaps.iter().map(|gap| shown(gap, &index, &vocabulary)).collect();
        if self.json {
            print(&format!("{}\n", serde_json::to_string(&shown)?))?;
        } else if shown.is_empty() {
            print(&nothing(config.gaps.enabled, &file.display().to_string()))?;
        } else {
            print(&as_text(&shown))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn nothing(is_enabled: bool, file: &str) -> String {
    let counts = if is_enabled {
        "A text is shown once it was asked three times; it is written within a minute."
    } else {
        "Nothing is counted: set `enabled = true` under [gaps] in the config of the running bot."
    };
    format!("There are no gaps in {file}.\n{counts}\n")
}

fn shown<'v>(gap: &'v Gap, index: &Index, vocabulary: &'v Vocabulary) -> Shown<'v> {
    let found = index.find(&gap.text).into_roles(vocabulary);
    let nearest = found.candidates.first().map(|candidate| {
        let role = &vocabulary.roles[candidate.named.index()];
        Nearest { id: &role.id, name: &role.name, score: (candidate.score * 100.0).round() / 100.0 }
    });
    let is_found = matches!(found.verdict, Verdict::Exact | Verdict::Confident);
    let toml = if is_found { String::new() } else { toml_of(&gap.text, nearest.as_ref()) };
    Shown { text: &gap.text, askings: gap.askings, is_found, nearest, toml }
}

/// An alias of the nearest role, or a role of its own. A comment says where an alias goes.
fn toml_of(text: &str, nearest: Option<&Nearest<'_>>) -> String {
    let mut lines = String::new();
    // Writing to a string cannot fail.
    if let Some(Nearest { id, name, .. }) = nearest {
        let _ = writeln!(lines, "# another word for {name}? Then in its table, [[role]] id = \"{id}\":");
        let _ = writeln!(lines, "aliases = [{}] # beside those that it has", quoted(text));
        let _ = writeln!(lines, "# a role of its own? Then:");
    }
    let mut name = text.to_owned();
    if let Some(first) = name.get(..1).map(str::to_uppercase) {
        name.replace_range(..1, &first);
    }
    let _ = write!(lines, "[[role]]\nid = {}\nname = {}\n", quoted(&id_of(text)), quoted(&name));
    lines
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// The id for a name: small letters, digits and hyphens.
fn id_of(name: &str) -> String {
    let kept = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let id: String = name.chars().map(kept).collect();
    let id = id.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if id.is_empty() { "new-role".to_owned() } else { id }
}

fn as_text(shown: &[Shown<'_>]) -> String {
    let mut text = String::new();
    for gap in shown {
        let times = gap.askings;
        let near = match &gap.nearest {
            Some(Nearest { name, score, .. }) if gap.is_found => format!("found by now: {name} ({score:.2})"),
            Some(Nearest { name, score, .. }) => format!("nearest: {name} ({score:.2})"),
            None => "nothing is near".to_owned(),
        };
        let _ = writeln!(text, "{} ({times} times; {near})", gap.text);
        for line in gap.toml.lines() {
            let _ = writeln!(text, "    {line}");
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}
