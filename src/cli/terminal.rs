//! What the terminal can show: its width and whether it supports styles.

use std::io::{self, IsTerminal, Write};

use anstream::ColorChoice;
use anstream::stream::RawStream;
use terminal_size::{Width, terminal_size_of};

use crate::knowledge::report::Style;
use crate::reply::text::Layout;

/// Maximum width of a line; longer ones are hard to read.
const MAX_COLUMNS: usize = 100;

/// Width of a terminal that does not report one.
const DEFAULT_COLUMNS: usize = 80;

/// An output stream, as a reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Terminal {
    /// `None` for a pipe or file: lines are not wrapped there, so that `grep` finds whole sentences.
    columns: Option<usize>,
    has_styles: bool,
}

impl Terminal {
    /// The current state of stdout. Ask again for each output: a window can be resized.
    pub(super) fn stdout() -> Terminal {
        let columns = terminal_size_of(io::stdout()).map(|(Width(columns), _)| columns.into());
        Terminal::new(&io::stdout(), io::stdout().is_terminal(), columns)
    }

    /// The current state of stderr.
    pub(super) fn stderr() -> Terminal {
        let columns = terminal_size_of(io::stderr()).map(|(Width(columns), _)| columns.into());
        Terminal::new(&io::stderr(), io::stderr().is_terminal(), columns)
    }

    fn new(stream: &impl RawStream, is_terminal: bool, columns: Option<usize>) -> Terminal {
        let columns = columns.filter(|columns| *columns > 0).unwrap_or(DEFAULT_COLUMNS);
        Terminal {
            columns: is_terminal.then_some(columns),
            has_styles: anstream::AutoStream::choice(stream) != ColorChoice::Never,
        }
    }

    pub(super) fn is_terminal(self) -> bool {
        self.columns.is_some()
    }

    pub(super) fn has_styles(self) -> bool {
        self.has_styles
    }

    /// How answers are laid out.
    pub(super) fn layout(self) -> Layout {
        let width = self.columns.map_or(usize::MAX, |columns| columns.min(MAX_COLUMNS));
        Layout { width, has_styles: self.has_styles }
    }

    /// How problems of the knowledge are drawn.
    pub(super) fn report_style(self) -> Style {
        let style = Style::default();
        Style { colored: self.has_styles, columns: self.columns.unwrap_or(style.columns), ..style }
    }

    /// Formats a hint: dim if possible, wrapped, with a line break at the end. Non-breaking spaces stay on one line.
    pub(super) fn hint(self, text: &str) -> String {
        let width = self.layout().width;
        let wrapped = textwrap::fill(text, wrap_at_spaces(width)).replace('\u{a0}', " ");
        let dim = anstyle::Style::new().dimmed();
        if self.has_styles { format!("{dim}{wrapped}{dim:#}\n") } else { format!("{wrapped}\n") }
    }
}

/// Wraps at spaces only, so that a command such as `/next` stays whole.
pub(super) fn wrap_at_spaces<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width).word_separator(textwrap::WordSeparator::AsciiSpace)
}

/// Writes to stdout and flushes it.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
