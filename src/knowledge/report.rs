//! Renders problems with the lines they are about.
//!
//! Knowledge files may come from strangers, and terminals interpret some characters. So every character that would not
//! simply be shown is replaced.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use serde_json::json;

use crate::invisible::is_invisible;

use super::problem::{Code, Location, Problem, Severity, SourceFiles};

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
    let all = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts = all.map(|(severity, word)| (super::count(problems, severity), word));
    let counts: Vec<_> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(count, word)).collect();
    let found = match counts.as_slice() {
        [] => "no problems".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    };
    // The list also has folders that could not be read, and files with other names.
    let files = files.0.iter().filter(|file| file.path.ends_with(".toml")).count();
    if files == 0 { found } else { format!("{found} in {}", counted(files, "file")) }
}

/// What the notes are about, on one line: `4 roles without a next step, 2 sources without a year`. Empty without notes.
pub fn notes(problems: &[Problem]) -> String {
    let kinds = [
        (Code::DeadEnd, "role without a next step", "roles without a next step"),
        (Code::NoWayIn, "role that nothing leads to", "roles that nothing leads to"),
        (Code::CircleOfSources, "circle of steps", "circles of steps"),
        (Code::ContradictingRungs, "pair of roles in opposite order", "pairs of roles in opposite order"),
        (Code::UndatedSource, "source without a year", "sources without a year"),
    ];
    let counts = kinds.iter().filter_map(|(code, one, many)| {
        let count = problems.iter().filter(|problem| problem.code == *code).count();
        (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// Line and column of both ends of a location, from 1, in characters. `None` for a file as a whole.
pub fn position(files: &SourceFiles, at: &Location) -> Option<Position> {
    let text = &files.0.get(at.file.0).filter(|_| at.span != (0..0))?.text;
    let fit =
        |offset: usize| (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let place = |offset: usize| {
        let before = text.get(..fit(offset)).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    };
    let ((line, column), (end_line, end_column)) = (place(at.span.start), place(at.span.end.max(at.span.start)));
    Some(Position { line, column, end_line, end_column })
}

/// Where a location starts and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column behind the last character.
    pub end_column: usize,
}

/// Every problem as JSON: `severity`, `code`, `title`, `help`, `path`, `line`, `column`, `end_line`, `end_column` (without
/// these four it is about the file as a whole), `fixable`, and `related` places, each with a `label`.
pub fn to_json(files: &SourceFiles, problems: &[Problem]) -> Vec<serde_json::Value> {
    let path = |at: &Location| files.0.get(at.file.0).map(|file| file.path.as_str());
    problems
        .iter()
        .map(|problem| {
            let related = problem
                .related
                .iter()
                .map(|(at, label)| merged(json!({ "path": path(at), "label": label }), position(files, at)));
            let value = json!({
                "severity": severity_word(problem), "code": problem.code.name(), "title": problem.title,
                "help": problem.help, "path": path(&problem.at), "fixable": !problem.fix.is_empty(),
                "related": related.collect::<Vec<_>>(),
            });
            merged(value, position(files, &problem.at))
        })
        .collect()
}

fn merged(mut value: serde_json::Value, position: Option<Position>) -> serde_json::Value {
    if let (Some(object), Some(position)) = (value.as_object_mut(), position) {
        object.insert("line".to_owned(), position.line.into());
        object.insert("column".to_owned(), position.column.into());
        object.insert("end_line".to_owned(), position.end_line.into());
        object.insert("end_column".to_owned(), position.end_column.into());
    }
    value
}

fn severity_word(problem: &Problem) -> &'static str {
    match problem.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Every problem as a workflow command of GitHub Actions, which shows it beside the line in a pull request.
///
/// Source: <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>
pub fn to_github(files: &SourceFiles, problems: &[Problem]) -> String {
    let mut commands = String::new();
    for problem in problems {
        let command = match problem.code.severity() {
            Severity::Note => "notice",
            _ => severity_word(problem),
        };
        let path = files.0.get(problem.at.file.0).map(|file| file.path.as_str()).unwrap_or_default();
        let path = escape_property(path.strip_prefix("./").unwrap_or(path));
        let place = position(files, &problem.at).map(|place| {
            // GitHub takes columns only where both ends are on one line.
            let columns = match place.line == place.end_line {
                true => format!(",col={},endColumn={}", place.column, place.end_column),
                false => String::new(),
            };
            format!(",line={},endLine={}{columns}", place.line, place.end_line)
        });
        let message = escape_data(&format!("{}\n{}", plain(&problem.title), plain(&problem.help)));
        commands += &format!(
            "::{command} file={path}{},title={}::{message}\n",
            place.unwrap_or_default(),
            escape_property(problem.code.name())
        );
    }
    commands
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(&plain(text)).replace(':', "%3A").replace(',', "%2C")
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn render_one(files: &SourceFiles, problem: &Problem, renderer: &Renderer) -> String {
    let level = match problem.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
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

/// The text without characters that a terminal would interpret; line breaks stay.
pub(crate) fn plain_lines(text: &str) -> String {
    text.lines().map(|line| plain(line) + "\n").collect()
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
