//! `nextrole chat`: the whole bot in the terminal, without Discord.

mod session;

use std::io::{self, BufRead, IsTerminal};
use std::process::ExitCode;

use clap::Args;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Context, Editor, Helper};

use crate::answer::Engine;

use self::session::{Said, Session, completions};
use super::screen::{Screen, print};
use super::{Shared, engine};

/// What a newcomer sees first.
const BANNER: &str = "\
Ask what comes after a job: /next helpdesk, or: I'm a sysadmin, what now?
A number follows a suggestion, Tab completes, /help shows more, /quit ends.\n\n";

const PROMPT: &str = "> ";

/// Talk to the bot in the terminal, without Discord
#[derive(Debug, Args)]
#[command(after_help = "\
Nothing that is typed is kept. Without a terminal, each line of stdin is a
question.

Examples:
  nextrole chat
  echo /tracks | nextrole chat")]
pub(super) struct Chat {}

impl Chat {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let engine = engine(&shared.config()?)?;
        let session = Session::new(&engine);
        if io::stdin().is_terminal() && Screen::of_stdout().is_terminal() {
            with_editor(session, &engine)?;
        } else {
            with_lines(session)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn with_editor(mut session: Session<'_>, engine: &Engine) -> anyhow::Result<()> {
    let config = rustyline::Config::builder().completion_type(CompletionType::List).build();
    let mut editor: Editor<Completing<'_>, DefaultHistory> = Editor::with_config(config)?;
    editor.set_helper(Some(Completing { engine }));
    print(BANNER)?;
    loop {
        match editor.readline(PROMPT) {
            Ok(line) => {
                if !line.trim().is_empty() {
                    editor.add_history_entry(line.as_str())?;
                }
                if !reply(&mut session, &line)? {
                    break;
                }
            }
            // Ctrl-D and Ctrl-C.
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => break,
            // The window was resized: its width is asked for with every answer.
            Err(ReadlineError::Signal(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    print("Bye.\n")?;
    Ok(())
}

fn with_lines(mut session: Session<'_>) -> anyhow::Result<()> {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if !reply(&mut session, &String::from_utf8_lossy(&line))? {
            break;
        }
        line.clear();
    }
    Ok(())
}

/// Whether the chat goes on.
fn reply(session: &mut Session<'_>, line: &str) -> io::Result<bool> {
    match session.hear(line, Screen::of_stdout().layout()) {
        Said::Nothing => Ok(true),
        Said::Text(text) => print(&format!("{text}\n")).map(|()| true),
        Said::Goodbye => Ok(false),
    }
}

/// What the line editor asks while somebody types.
struct Completing<'k> {
    engine: &'k Engine,
}

impl Completer for Completing<'_> {
    type Candidate = String;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(completions(self.engine, line.get(..pos).unwrap_or(line)))
    }
}

impl Hinter for Completing<'_> {
    type Hint = String;
}

impl Highlighter for Completing<'_> {}

impl Validator for Completing<'_> {}

impl Helper for Completing<'_> {}
