//! Asks in the terminal for what the flags did not give.

use std::io::{self, IsTerminal};

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use crate::cli::terminal::{Terminal, print};

/// Somebody to ask; nobody, if there is no terminal.
pub(in crate::cli) struct Asker {
    editor: Option<DefaultEditor>,
}

/// The asker gave up, with Ctrl-C or Ctrl-D.
#[derive(Debug, thiserror::Error)]
#[error("nothing was written")]
pub(super) struct GaveUp;

impl Asker {
    pub(in crate::cli) fn new() -> anyhow::Result<Asker> {
        let is_terminal = io::stdin().is_terminal() && Terminal::stdout().is_terminal();
        Ok(Asker { editor: if is_terminal { Some(DefaultEditor::new()?) } else { None } })
    }

    /// Whether somebody can be asked.
    pub(in crate::cli) fn is_there(&self) -> bool {
        self.editor.is_some()
    }

    /// The answer to a question, without white space around it; `preset` can be changed or taken.
    pub(in crate::cli) fn ask(&mut self, question: &str, preset: &str) -> anyhow::Result<String> {
        let Some(editor) = &mut self.editor else { return Ok(preset.to_owned()) };
        loop {
            match editor.readline_with_initial(&format!("{question}: "), (preset, "")) {
                Ok(line) => return Ok(line.trim().to_owned()),
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Err(GaveUp.into()),
                // The window was resized.
                Err(ReadlineError::Signal(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Shows something above the next question.
    pub(super) fn hint(&self, text: &str) -> anyhow::Result<()> {
        Ok(print(&Terminal::stdout().hint(text))?)
    }

    /// Whether the answer to a question is yes.
    pub(super) fn confirm(&mut self, question: &str) -> anyhow::Result<bool> {
        Ok(self.ask(&format!("{question} [y/N]"), "")?.to_lowercase().starts_with('y'))
    }
}
