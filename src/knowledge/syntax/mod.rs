//! Explains a TOML syntax error to someone who has never seen TOML.
//!
//! The parser says what it expected; people need to know what to type. So [`scan`] reads the file as people mistype it,
//! and finds the mistake where it was made. For what it does not know the parser's own words are passed on.

mod line;
mod scan;
mod stray;

use std::ops::Range;

pub(super) use self::line::is_single;
use self::line::{Line, TABLES};
use super::problem::quoted;

/// A syntax error in plain words.
#[derive(Debug)]
pub(super) struct Mistake {
    /// What is wrong.
    pub(super) title: String,
    /// Where, in bytes; it may be earlier than where the parser stopped.
    pub(super) span: Range<usize>,
    /// Other places that explain it.
    pub(super) related: Vec<(Range<usize>, String)>,
    /// What to type instead.
    pub(super) help: String,
    /// What to replace, if that is mechanical; in the order of the text.
    pub(super) fix: Vec<(Range<usize>, String)>,
}

impl Mistake {
    fn new(title: impl Into<String>, span: Range<usize>, help: impl Into<String>) -> Mistake {
        Mistake { title: title.into(), span, related: Vec::new(), help: help.into(), fix: Vec::new() }
    }

    fn fixed_by(mut self, fix: impl IntoIterator<Item = (Range<usize>, String)>) -> Mistake {
        self.fix = fix.into_iter().collect();
        self
    }
}

/// Explains what the parser reports at `span` as `message`.
pub(super) fn explain(text: &str, span: Range<usize>, message: &str) -> Mistake {
    if message.contains("duplicate key") {
        return duplicate(text, &span);
    }
    scan::first_mistake(text, span.start).unwrap_or_else(|| {
        let title = format!("this cannot be read: {}", message.to_lowercase());
        Mistake::new(title, span, "compare it with the examples in the description of the format")
    })
}

/// A header or key that is there twice.
fn duplicate(text: &str, span: &Range<usize>) -> Mistake {
    let line = Line::at(text, span.start);
    let code = line.code();
    if code.starts_with('[') {
        let name = code.trim_matches(['[', ']', ' ', '\t']);
        let single = format!("[{name}]");
        let is_single_header = |line: &Line<'_>| line.code().replace([' ', '\t'], "") == single;
        let mut above = Line::all(text).take_while(|above| above.start < line.start);
        let first = above.find(is_single_header).map_or(line.code_span(), Line::code_span);
        if is_single(name) {
            let help = match name {
                "source" => "put the second source and its statements in a file of their own",
                _ => "remove one of them",
            };
            let mut mistake = Mistake::new(format!("a file has only one `[{name}]`"), line.code_span(), help);
            mistake.related.push((first, "the first one".to_owned()));
            return mistake;
        }
        let help = format!("write `[[{name}]]`, with two brackets on each side");
        let headers = Line::all(text).filter(is_single_header).map(|line| (line.code_span(), format!("[[{name}]]")));
        let fix: Vec<_> = if TABLES.contains(&name) { headers.collect() } else { Vec::new() };
        return Mistake::new(format!("`[{name}]` has too few brackets"), first, help).fixed_by(fix);
    }
    let key = text.get(span.clone()).unwrap_or_default().to_owned();
    let mut first: Option<Line<'_>> = None;
    for above in Line::all(text).take_while(|above| above.start < line.start) {
        if above.is_header() {
            first = None;
        } else if above.assignment().is_some_and(|(other, _)| other == key) {
            first = Some(above);
        }
    }
    let help = "remove one of them; if something new starts here, write its header above, such as `[[role]]`";
    let mut mistake = Mistake::new(format!("the key {} is there twice", quoted(&key)), span.clone(), help);
    if let Some(first) = first {
        mistake.related.push((first.code_span(), "first written here".to_owned()));
        if first.code() == line.code() && line.code().ends_with('"') {
            let end = (line.end + 1).min(text.len());
            mistake.fix.push((line.start..end, String::new()));
        }
    }
    mistake
}
