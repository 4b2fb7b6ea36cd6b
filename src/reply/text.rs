//! A reply as lines for a terminal or a pipe.

use std::fmt::Write as _;

use textwrap::Options;

use super::limits::printable;
use super::{Line, Reply, Style};

/// How a reply is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Columns of the screen; lines are wrapped to fit. Less than 20 is treated as 20.
    pub width: usize,
    /// Whether bold and dim are marked with ANSI escapes.
    pub has_styles: bool,
}

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const RESET: &str = "\u{1b}[0m";

/// The reply as text, ending with a line break. Control characters of the knowledge never reach the screen.
pub fn text(reply: &Reply, layout: Layout) -> String {
    let width = layout.width.max(20);
    let mut text = String::new();
    let wrap = |text: &mut String, line: &str, first: &str, next: &str| {
        let options = Options::new(width).initial_indent(first).subsequent_indent(next);
        for wrapped in textwrap::wrap(line, options) {
            let _ = writeln!(text, "{}", wrapped.trim_end());
        }
    };
    wrap(&mut text, &styled(&reply.title, Style::Strong, layout), "", "");
    for block in reply.blocks.iter().filter(|block| !block.lines.is_empty()) {
        text.push('\n');
        let indent = match &block.heading {
            Some(heading) => {
                wrap(&mut text, &styled(heading, Style::Strong, layout), "", "");
                "  "
            }
            None => "",
        };
        for line in &block.lines {
            let indent = if line.is_below { format!("{indent}  ") } else { indent.to_owned() };
            let (first, next) =
                if line.is_item { (format!("{indent}- "), format!("{indent}  ")) } else { (indent.clone(), indent) };
            wrap(&mut text, &joined(line, layout), &first, &next);
        }
    }
    text
}

fn joined(line: &Line, layout: Layout) -> String {
    line.spans.iter().map(|span| styled(&span.text, span.style, layout)).collect()
}

fn styled(text: &str, style: Style, layout: Layout) -> String {
    let text = printable(text);
    let on = match style {
        Style::Strong => BOLD,
        Style::Muted => DIM,
        Style::Plain | Style::Address => return text.into_owned(),
    };
    if layout.has_styles { format!("{on}{text}{RESET}") } else { text.into_owned() }
}
