//! Renders a reply as text for a terminal or a pipe.

use std::fmt::Write as _;

use textwrap::Options;

use super::limits::printable;
use super::{Line, Marker, Reply, Style};

/// The layout of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Maximum width in columns; at least 20 are used.
    pub width: usize,
    /// Whether to use ANSI escapes for bold and dim.
    pub has_styles: bool,
}

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const RESET: &str = "\u{1b}[0m";

/// The reply as text, ending with a line break. Control characters of the knowledge are replaced.
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
            let marker = match line.marker {
                Marker::None => String::new(),
                Marker::Bullet => "- ".to_owned(),
                Marker::Number(number) => format!("{number}. "),
                Marker::Nested => "  - ".to_owned(),
            };
            let first = format!("{indent}{marker}");
            let next = " ".repeat(first.len());
            wrap(&mut text, &joined(line, layout), &first, &next);
        }
    }
    text
}

/// The text with an uppercase first letter.
pub fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
