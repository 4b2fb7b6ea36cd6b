//! What the terminal can show: how wide it is, and whether it has styles.

use std::io::{self, IsTerminal, Write};

use anstream::ColorChoice;
use anstream::stream::RawStream;
use terminal_size::{Width, terminal_size_of};

use crate::knowledge::report::Style;
use crate::reply::text::Layout;

/// Most columns that are used: eyes lose their line on wider ones.
const MOST_COLUMNS: usize = 100;

/// Columns of a terminal that does not say how wide it is.
const USUAL_COLUMNS: usize = 80;

/// An output as a reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Screen {
    /// Its columns; `None` for a pipe or file, where lines are not wrapped, so that `grep` finds whole sentences.
    columns: Option<usize>,
    has_styles: bool,
}

impl Screen {
    /// Asked anew each time, since a window can be resized.
    pub(super) fn of_stdout() -> Screen {
        let columns = terminal_size_of(io::stdout()).map(|(Width(columns), _)| columns.into());
        Screen::of(&io::stdout(), io::stdout().is_terminal(), columns)
    }

    pub(super) fn of_stderr() -> Screen {
        let columns = terminal_size_of(io::stderr()).map(|(Width(columns), _)| columns.into());
        Screen::of(&io::stderr(), io::stderr().is_terminal(), columns)
    }

    fn of(stream: &impl RawStream, is_terminal: bool, columns: Option<usize>) -> Screen {
        let columns = columns.filter(|columns| *columns > 0).unwrap_or(USUAL_COLUMNS);
        Screen {
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

    pub(super) fn layout(self) -> Layout {
        let width = self.columns.map_or(usize::MAX, |columns| columns.min(MOST_COLUMNS));
        Layout { width, has_styles: self.has_styles }
    }

    pub(super) fn report_style(self) -> Style {
        let style = Style::default();
        Style { colored: self.has_styles, columns: self.columns.unwrap_or(style.columns), ..style }
    }

    /// A hint rather than an answer: dim, where that can be shown. It ends with a line break, and is not broken at
    /// spaces that do not break.
    pub(super) fn hint(self, text: &str) -> String {
        let width = self.layout().width;
        let wrapped = textwrap::fill(text, at_spaces(width)).replace('\u{a0}', " ");
        let dim = anstyle::Style::new().dimmed();
        if self.has_styles { format!("{dim}{wrapped}{dim:#}\n") } else { format!("{wrapped}\n") }
    }
}

/// Breaks lines at spaces only: what is to be typed stays whole, its slash too.
pub(super) fn at_spaces(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width).word_separator(textwrap::WordSeparator::AsciiSpace)
}

/// Writes to stdout and makes sure that it is seen.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
