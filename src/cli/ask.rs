//! `nextrole ask`: one answer.

use std::process::ExitCode;

use clap::Args;

use crate::question::Question;
use crate::reply::text::text;
use crate::reply::{Button, Detail, Reply, reply};

use super::examples::unknown_command;
use super::terminal::{Terminal, print};
use super::{Shared, Usage, load_or_report, suggest};

/// Maximum number of questions suggested below an answer: they fit on a line or two.
const MAX_SUGGESTIONS: usize = 4;

/// Answer one question, as a command or in words
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nextrole ask /next {role}
  nextrole ask \"how do I get from {role} to {other}?\" --all
  nextrole ask '/suggest name role=\"{role}\" aliases=\"…\"'")]
pub(super) struct Ask {
    /// A question in words, or a command: `/next ROLE`, `/path FROM to TO`,
    /// `/compare A, B`, `/define TERM`, `/tracks`, `/disputes`, `/suggest`
    #[arg(required = true)]
    question: Vec<String>,
    /// Show the whole answer, with notes and sources
    #[arg(long)]
    all: bool,
    /// Print the whole answer as JSON
    #[arg(long)]
    json: bool,
}

impl Ask {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let engine = load_or_report(&shared.config()?)?;
        let typed = self.question.join(" ");
        if let Some(suggestion) = suggest::typed(&typed) {
            let draft = suggest::draft(&engine, suggestion)?;
            let json = serde_json::to_string_pretty(&draft)?;
            print(&if self.json { format!("{json}\n") } else { suggest::shown(&draft) })?;
            return Ok(ExitCode::SUCCESS);
        }
        let question = Question::parse(&typed).map_err(|unknown| Usage(unknown_command(&engine, &unknown)))?;
        let answer = engine.respond(&question);
        if self.json {
            print(&format!("{}\n", serde_json::to_string_pretty(&answer)?))?;
            return Ok(ExitCode::SUCCESS);
        }
        let detail = if self.all { Detail::Full } else { Detail::Brief };
        let reply = reply(&answer, detail);
        let terminal = Terminal::stdout();
        let mut shown = text(&reply, terminal.layout());
        // A program that reads the answer needs no hints.
        if terminal.is_terminal() {
            let hints: String = hints(&reply).iter().map(|hint| terminal.hint(hint)).collect();
            if !hints.is_empty() {
                shown += &format!("\n{hints}");
            }
        }
        print(&shown)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// How to see the rest of the answer, and what to ask next.
fn hints(reply: &Reply) -> Vec<String> {
    let has_more = reply.buttons.iter().any(|button| button.detail == Detail::Full);
    let more = has_more.then(|| "Add --all to see the whole answer.".to_owned());
    // A map has a subcommand of its own.
    let is_asked = |button: &&Button| button.detail == Detail::Brief && !matches!(button.question, Question::Map(_));
    let next = reply.buttons.iter().filter(is_asked);
    let next: Vec<String> =
        next.take(MAX_SUGGESTIONS).map(|button| button.question.to_command().replace(' ', "\u{a0}")).collect();
    let next = (!next.is_empty()).then(|| format!("Ask next: {}", next.join("\u{a0}· ")));
    more.into_iter().chain(next).collect()
}

#[cfg(test)]
mod tests {
    use crate::question::{Question, Reference};
    use crate::reply::{Block, Line, Tone, Visibility};

    use super::*;

    #[test]
    fn hints_are_commands() {
        let ask = |id: &str, detail| Button {
            label: "…".to_owned(),
            question: Question::Next(Reference::Id(id.to_owned())),
            detail,
        };
        let reply = Reply {
            title: "…".to_owned(),
            blocks: vec![Block::of_lines(vec![Line::sentence().plain("…")])],
            buttons: vec![ask("helpdesk", Detail::Full), ask("ops", Detail::Brief), ask("it-manager", Detail::Brief)],
            picture: None,
            visibility: Visibility::AsAsked,
            menu: None,
            question: None,
            tone: Tone::Answer,
        };
        assert_eq!(
            hints(&reply),
            ["Add --all to see the whole answer.", "Ask next: /next\u{a0}ops\u{a0}· /next\u{a0}it-manager"]
        );
        assert!(hints(&Reply { buttons: Vec::new(), ..reply }).is_empty());
    }
}
