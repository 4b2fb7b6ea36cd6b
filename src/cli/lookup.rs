//! `nextrole match`: which role a name means. (`match` is a keyword, so the module is called `lookup`.)

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::knowledge::model::{RoleKey, Vocabulary};
use crate::matching::{Found, Index, Verdict};

use super::jsonl::{answer_each, rounded, shown};
use super::{Shared, vocabulary};

/// Show which role a name means, and how certain that is
#[derive(Debug, Args)]
#[command(after_help = "\
Each argument is a query. Without any, each line of stdin is one, answered as
soon as it is read.

Examples:
  nextrole match \"{role}\" \"{misspelt}\"
  nextrole match --json --limit 3 < queries.txt")]
pub(super) struct Match {
    /// A role, as people call it
    query: Vec<String>,
    /// Print one JSON object per line
    #[arg(long)]
    json: bool,
    /// Maximum number of roles per query
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
}

/// The line for a query. Other programs rely on its keys and their order.
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
    // Strings and finite numbers can always be serialized.
    serde_json::to_string(&matched).unwrap_or_default()
}

/// `sysadmn → System administrator (confident, 0.93, matched "sysadmin")`.
fn as_text(query: &str, found: &Found<RoleKey>, vocabulary: &Vocabulary) -> String {
    let name = |role: RoleKey| vocabulary.roles[role.index()].name.as_str();
    let names: Vec<&str> = found.candidates.iter().map(|candidate| name(candidate.named)).collect();
    let (query, verdict) = (shown(query), found.verdict.as_str());
    match (found.verdict, found.candidates.first()) {
        (Verdict::Exact, Some(best)) => format!("{query} → {} ({verdict})", shown(name(best.named))),
        (Verdict::Confident, Some(best)) => {
            let role = shown(name(best.named));
            format!("{query} → {role} ({verdict}, {:.2}, matched \"{}\")", best.score, shown(&best.via))
        }
        (Verdict::Ambiguous, Some(_)) => format!("{query} → {}? ({verdict})", shown(&names.join(", "))),
        (_, Some(_)) => format!("{query} → no match ({verdict}; closest: {})", shown(&names.join(", "))),
        (_, None) => format!("{query} → no match ({verdict})"),
    }
}
