//! Renders problems with the lines they are about.
//!
//! Knowledge files may come from strangers, and terminals interpret some characters. So every character that would not
//! simply be shown is replaced.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use crate::invisible::is_invisible;

use super::problem::{Location, Problem, Severity, SourceFiles};

/// How problems are rendered.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether to use color, as ANSI escapes.
    pub colored: bool,
    /// Maximum width of a line of a file; longer ones are cut around the mark.
    pub columns: usize,
    /// Maximum number of problems; the rest are only counted.
    pub max_problems: usize,
}

impl Default for Style {
    /// For a file or pipe: no color.
    fn default() -> Style {
        Style { colored: false, columns: 140, max_problems: 200 }
    }
}

/// Maximum length of a mark, in characters: enough to recognize a text; a longer mark would hide its start.
const MAX_MARKED_CHARS: usize = 80;

/// Maximum number of characters of a line after a mark.
const MAX_CONTEXT_CHARS: usize = 200;

/// Every problem in the order given, an empty line after each, and the [`summary`] as the last line.
pub fn render(files: &SourceFiles, problems: &[Problem], style: Style) -> String {
    let renderer = if style.colored { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.columns);
    let mut rendered = String::new();
    for problem in problems.iter().take(style.max_problems) {
        rendered += &render_one(files, problem, &renderer);
        rendered += "\n\n";
    }
    let rest = problems.len().saturating_sub(style.max_problems);
    if rest > 0 {
        rendered += &format!("and {}\n\n", counted(rest, "more problem"));
    }
    rendered += &summary(files, problems);
    rendered.push('\n');
    rendered
}

/// How many problems there are in how many files: `2 errors and 1 warning in 3 files`.
pub fn summary(files: &SourceFiles, problems: &[Problem]) -> String {
    let errors = super::count(problems, Severity::Error);
    let warnings = super::count(problems, Severity::Warning);
    let found = match (errors, warnings) {
        (0, 0) => "no problems".to_owned(),
        (0, warnings) => counted(warnings, "warning"),
        (errors, 0) => counted(errors, "error"),
        (errors, warnings) => format!("{} and {}", counted(errors, "error"), counted(warnings, "warning")),
    };
    // The list also has folders that could not be read, and files with other names.
    let files = files.0.iter().filter(|file| file.path.ends_with(".toml")).count();
    if files == 0 { found } else { format!("{found} in {}", counted(files, "file")) }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn render_one(files: &SourceFiles, problem: &Problem, renderer: &Renderer) -> String {
    let level = match problem.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = plain(&problem.title);
    let help = plain(&problem.help);
    let main = Mark { at: &problem.at, label: None, kind: AnnotationKind::Primary };
    let others =
        problem.related.iter().map(|(at, label)| Mark { at, label: Some(label), kind: AnnotationKind::Context });
    let marks: Vec<_> = std::iter::once(main).chain(others).collect();
    // Marks of one line share one copy of it.
    let mut lines: Vec<(&Location, Vec<&Mark<'_>>)> = Vec::new();
    for mark in &marks {
        let start = line_start(files, mark.at);
        match lines.iter_mut().find(|(at, _)| at.file == mark.at.file && line_start(files, at) == start) {
            Some((_, line)) => line.push(mark),
            None => lines.push((mark.at, vec![mark])),
        }
    }
    let elements = lines.iter().map(|(at, marks)| line_element(files, at, marks));
    let help = Level::HELP.message(help);
    let group = level.primary_title(title).id(problem.code.name()).elements(elements).element(help);
    renderer.render(&[group])
}

struct Mark<'p> {
    at: &'p Location,
    label: Option<&'p String>,
    kind: AnnotationKind,
}

fn line_element<'a>(files: &SourceFiles, at: &Location, marks: &[&Mark<'_>]) -> Element<'a> {
    let Some(file) = files.0.get(at.file.0) else { return Origin::path("?").into() };
    let path = plain(&file.path);
    // The file as a whole.
    if at.span == (0..0) {
        return Origin::path(path).into();
    }
    let start = line_start(files, at);
    let number = file.text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
    let line = file.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let spans: Vec<_> = marks.iter().map(|mark| shorten(line, start, &mark.at.span)).collect();
    let last = spans.iter().map(|span| span.end).max().unwrap_or_default();
    let (line, spans) = shown(line, &spans, last);
    let annotation =
        |(mark, span): (&&Mark<'_>, Range<usize>)| mark.kind.span(span).label(mark.label.map(|label| plain(label)));
    let annotations: Vec<Annotation<'_>> = marks.iter().zip(spans).map(annotation).collect();
    Snippet::source(line).path(path).line_start(number).annotations(annotations).into()
}

/// Byte offset of the start of the line that a location is in.
fn line_start(files: &SourceFiles, at: &Location) -> usize {
    let text = files.0.get(at.file.0).map(|file| file.text.as_str()).unwrap_or_default();
    let before = text.as_bytes().get(..at.span.start.min(text.len())).unwrap_or_default();
    before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
}

/// The part of a span that is marked, as a byte range of its line.
fn shorten(line: &str, line_start: usize, span: &Range<usize>) -> Range<usize> {
    // Within the line and on character boundaries, whatever the parser reported.
    let fit = |offset: usize| {
        let offset = offset.saturating_sub(line_start).min(line.len());
        (0..=offset).rev().find(|at| line.is_char_boundary(*at)).unwrap_or_default()
    };
    let (start, end) = (fit(span.start), fit(span.end.max(span.start)));
    let marked = line.get(start..end).unwrap_or_default();
    let end = marked.char_indices().nth(MAX_MARKED_CHARS).map_or(end, |(cut, _)| start + cut);
    start..end
}

/// A line of a file that is safe for a terminal, with the spans moved to where their text now is.
fn shown(line: &str, spans: &[Range<usize>], last: usize) -> (String, Vec<Range<usize>>) {
    let mut shown = String::new();
    let mut spans: Vec<_> = spans.iter().map(|span| (span.clone(), span.clone())).collect();
    let mut left = MAX_CONTEXT_CHARS;
    for (at, letter) in line.char_indices().chain([(line.len(), ' ')]) {
        for (old, new) in &mut spans {
            if old.start == at {
                new.start = shown.len();
            }
            if old.end == at {
                new.end = shown.len();
            }
        }
        if at >= last {
            left -= 1;
        }
        if left == 0 || at == line.len() {
            break;
        }
        shown.push(harmless(letter));
    }
    (shown, spans.into_iter().map(|(_, new)| new).collect())
}

fn plain(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// What is shown for a character: itself, unless a terminal would interpret it or it would change how others are read.
fn harmless(letter: char) -> char {
    match letter {
        // The symbol for the control character, such as `␛`. One for one, so that columns stay right.
        '\0'..='\u{1f}' if letter != '\t' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' => '\u{fffd}',
        _ if is_invisible(letter) => '\u{fffd}',
        _ => letter,
    }
}
