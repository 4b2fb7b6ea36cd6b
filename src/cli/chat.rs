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
use crate::question::NEXT;
use crate::reply::limits::printable;

use self::session::{Response, Session, completions};
use super::examples::example;
use super::terminal::{Terminal, print};
use super::{Shared, load_or_report};

const PROMPT: &str = "> ";

/// Ask the bot in the terminal, without Discord
#[derive(Debug, Args)]
#[command(after_help = "\
Nothing you type is stored. Without a terminal, each line of stdin is a question.

Examples:
  nextrole chat
  echo /tracks | nextrole chat")]
pub(super) struct Chat {}

impl Chat {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let engine = load_or_report(&shared.config()?)?;
        let session = Session::new(&engine);
        if io::stdin().is_terminal() && Terminal::stdout().is_terminal() {
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
    print(&banner(engine))?;
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
            // The window was resized; the next answer asks for its width.
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

/// What the user sees first.
fn banner(engine: &Engine) -> String {
    format!(
        "Ask about a job role in a command or in words, for example: {}\n\
         Type a number to follow a suggestion, press Tab to complete names, or type\n\
         /help for all commands and /quit to leave.\n\n",
        printable(&example(engine, &NEXT))
    )
}

/// Prints the response to a line. Returns whether the chat continues.
fn reply(session: &mut Session<'_>, line: &str) -> io::Result<bool> {
    match session.handle_line(line, Terminal::stdout().layout()) {
        Response::Nothing => Ok(true),
        Response::Text(text) => print(&format!("{text}\n")).map(|()| true),
        Response::Quit => Ok(false),
    }
}

/// Completes names and commands in the line editor.
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
