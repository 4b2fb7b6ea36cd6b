//! `nextrole match`: what role is meant. The file has the name that Rust leaves, since `match` is a keyword.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::knowledge::model::{RoleKey, Vocabulary};
use crate::matching::{Found, Index, Verdict};

use super::lines::{answer_each, rounded, shown};
use super::{Shared, vocabulary};

/// Say what role is meant, and how sure that is
#[derive(Debug, Args)]
#[command(after_help = "\
Each argument is a query; without one, each line of stdin is, and is answered as
soon as it is read.

Examples:
  nextrole match helpdesk \"2nd line suport\"
  nextrole match --json --limit 3 < queries.txt")]
pub(super) struct Match {
    /// A role, as people name it
    query: Vec<String>,
    /// Print a JSON object a line
    #[arg(long)]
    json: bool,
    /// Most roles for a query
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
}

/// The line for a query. Its keys and their order are relied on by other programs.
#[derive(Serialize)]
struct Matched<'a> {
    query: &'a str,
    verdict: &'static str,
    /// Best first.
    matches: Vec<OneMatch<'a>>,
}

#[derive(Serialize)]
struct OneMatch<'a> {
    role: &'a str,
    score: f64,
    via: &'a str,
}

impl Match {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config()?;
        let vocabulary = vocabulary(&config)?;
        let index = Index::with_thresholds(&vocabulary, &[], config.matching.thresholds());
        answer_each(&self.query, "a role", |query| {
            let mut found = index.find(query).into_roles(&vocabulary);
            found.candidates.truncate(self.limit);
            if self.json { as_json(query, &found, &vocabulary) } else { as_text(query, &found, &vocabulary) }
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

fn as_json(query: &str, found: &Found<RoleKey>, vocabulary: &Vocabulary) -> String {
    let matches = found.candidates.iter().map(|candidate| OneMatch {
        role: &vocabulary.roles[candidate.named.index()].id,
        score: rounded(candidate.score),
        via: &candidate.via,
    });
    let matched = Matched { query, verdict: found.verdict.as_str(), matches: matches.collect() };
    // Strings and finite numbers always have a JSON form.
    serde_json::to_string(&matched).unwrap_or_default()
}

/// `sysadmn → System administrator (confident, 0.93, read as "sysadmin")`.
fn as_text(query: &str, found: &Found<RoleKey>, vocabulary: &Vocabulary) -> String {
    let name = |role: RoleKey| vocabulary.roles[role.index()].name.as_str();
    let names: Vec<&str> = found.candidates.iter().map(|candidate| name(candidate.named)).collect();
    let (query, verdict) = (shown(query), found.verdict.as_str());
    match (found.verdict, found.candidates.first()) {
        (Verdict::Exact, Some(best)) => format!("{query} → {} ({verdict})", shown(name(best.named))),
        (Verdict::Confident, Some(best)) => {
            let role = shown(name(best.named));
            format!("{query} → {role} ({verdict}, {:.2}, read as \"{}\")", best.score, shown(&best.via))
        }
        (Verdict::Ambiguous, Some(_)) => format!("{query} → {}? ({verdict})", shown(&names.join(", or "))),
        (_, Some(_)) => format!("{query} → nothing near ({verdict}; the nearest: {})", shown(&names.join(", "))),
        (_, None) => format!("{query} → nothing near ({verdict})"),
    }
}
