//! `nextrole mentions`: finds the roles named in free text.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::knowledge::model::{RoleKey, Vocabulary};
use crate::matching::{Index, Mention, Named, Sense};

use super::jsonl::{answer_each, rounded, shown};
use super::{Shared, vocabulary};

/// Find the roles named in a text, and the writer's own
#[derive(Debug, Args)]
#[command(after_help = "\
Each argument is a text. Without any, each line of stdin is one, answered as
soon as it is read.

Examples:
  nextrole mentions \"I worked as {role}, could I become {other}?\"
  nextrole mentions --json < messages.txt")]
pub(super) struct Mentions {
    /// A text, such as a message
    text: Vec<String>,
    /// Print one JSON object per line
    #[arg(long)]
    json: bool,
}

/// The line for a text. Other programs rely on its keys and their order.
#[derive(Serialize)]
struct Mentioned<'a> {
    text: &'a str,
    /// In the order of the text.
    mentions: Vec<OneMention<'a>>,
    current: Option<&'a str>,
    wanted: Option<&'a str>,
}

#[derive(Serialize)]
struct OneMention<'a> {
    role: &'a str,
    /// Bytes, end exclusive.
    start: usize,
    end: usize,
    score: f64,
    sense: &'static str,
}

impl Mentions {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let config = shared.config()?;
        let vocabulary = vocabulary(&config)?;
        let index = Index::with_thresholds(&vocabulary, &[], config.matching.thresholds());
        answer_each(&self.text, "a text", |text| {
            let found = index.mentions(text, &vocabulary).all;
            let of_roles: Vec<(RoleKey, &Mention)> =
                found.iter().filter_map(|mention| Some((only_role(mention.named, &vocabulary)?, mention))).collect();
            if self.json { as_json(text, &of_roles, &vocabulary) } else { as_text(text, &of_roles, &vocabulary) }
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The role that is named. A term counts only if it covers a single role, because the output has no form for a choice.
fn only_role(named: Named, vocabulary: &Vocabulary) -> Option<RoleKey> {
    match named {
        Named::Role(role) => Some(role),
        Named::Term(term) => match vocabulary.terms[term.index()].covers.as_slice() {
            [role] => Some(*role),
            _ => None,
        },
    }
}

fn as_json(text: &str, mentions: &[(RoleKey, &Mention)], vocabulary: &Vocabulary) -> String {
    let id = |role: RoleKey| vocabulary.roles[role.index()].id.as_str();
    let mentioned = Mentioned {
        text,
        mentions: mentions
            .iter()
            .map(|(role, mention)| OneMention {
                role: id(*role),
                start: mention.at.start,
                end: mention.at.end,
                score: rounded(mention.score),
                sense: mention.sense.as_str(),
            })
            .collect(),
        current: only(mentions, Sense::Current).map(id),
        wanted: only(mentions, Sense::Wanted).map(id),
    };
    // Strings and finite numbers can always be serialized.
    serde_json::to_string(&mentioned).unwrap_or_default()
}

/// The role with this sense, if there is exactly one.
fn only(mentions: &[(RoleKey, &Mention)], sense: Sense) -> Option<RoleKey> {
    let mut roles = mentions.iter().filter(|(_, mention)| mention.sense == sense).map(|(role, _)| *role);
    let first = roles.next()?;
    roles.all(|other| other == first).then_some(first)
}

/// `sysadmin → System administrator (current), architect → …`.
fn as_text(text: &str, mentions: &[(RoleKey, &Mention)], vocabulary: &Vocabulary) -> String {
    if mentions.is_empty() {
        return format!("no role found in “{}”", shown(text));
    }
    let one = |(role, mention): &(RoleKey, &Mention)| {
        let words = text.get(mention.at.clone()).unwrap_or_default();
        let name = &vocabulary.roles[role.index()].name;
        format!("{} → {} ({})", shown(words), shown(name), mention.sense.as_str())
    };
    mentions.iter().map(one).collect::<Vec<_>>().join(", ")
}
