//! Explains a TOML syntax error to someone who has never seen TOML.
//!
//! The parser says what it expected; people need to know what to type. For the usual mistakes the text around the error
//! tells which one it is. For all others the parser's own words are passed on.

use std::ops::Range;

use super::problem::quoted;

/// A syntax error in plain words.
pub(super) struct Mistake {
    /// What is wrong.
    pub(super) title: String,
    /// Where, in bytes; it may be earlier than where the parser stopped.
    pub(super) span: Range<usize>,
    /// Other places that explain it.
    pub(super) related: Vec<(Range<usize>, String)>,
    /// What to type instead.
    pub(super) help: String,
}

/// Tables of which a file has at most one; every other table has double brackets.
const SINGLE_TABLES: &[&str] = &["source", "field"];

/// Characters that word processors put in place of straight quotes.
const CURLY_QUOTES: &[char] = &['“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»'];

/// Words for true and false that TOML does not have.
const BOOLEANS: &[(&str, &str)] = &[
    ("True", "true"),
    ("TRUE", "true"),
    ("yes", "true"),
    ("Yes", "true"),
    ("False", "false"),
    ("FALSE", "false"),
    ("no", "false"),
    ("No", "false"),
];

/// Explains what the parser reports at `span` as `message`.
pub(super) fn explain(text: &str, span: Range<usize>, message: &str) -> Mistake {
    let line = Line::at(text, span.start);
    let mistake = |title: &str, span: Range<usize>, help: &str| Mistake {
        title: title.to_owned(),
        span,
        related: Vec::new(),
        help: help.to_owned(),
    };
    if message.contains("duplicate key") {
        return duplicate(text, &span, line);
    }
    let code = line.code();
    if let Some(at) = code.find(CURLY_QUOTES)
        && !code.get(..at).is_some_and(|before| before.contains('"'))
    {
        let width = code[at..].chars().next().map_or(1, char::len_utf8);
        let start = line.start + at;
        return mistake("a text has curly quotes", start..start + width, "write straight quotes: `\"…\"`");
    }
    if code.starts_with('[') && !line.is_balanced_header() {
        let name = code.trim_matches(['[', ']', ' ', '\t']);
        let help = match SINGLE_TABLES.contains(&name) {
            true => format!("write `[{name}]`"),
            false => format!("write `[[{name}]]`, with two brackets on each side"),
        };
        return mistake("the brackets of this header do not match", line.code_span(), &help);
    }
    if let Some(list) = open_list(text, span.start)
        && (line.is_header() || line.assignment().is_some() || code.is_empty())
    {
        return mistake("this list is not closed", list, "write `]` after its last item");
    }
    let Some((key, value)) = line.assignment() else {
        let is_name =
            |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        if let Some((key, _)) = code.split_once(':')
            && is_name(key.trim())
        {
            let key = key.trim();
            let at = line.start + code.find(':').unwrap_or_default();
            return mistake("a key is followed by `:`", at..at + 1, &format!("write `{key} = …`"));
        }
        if code.starts_with(']') {
            return mistake("this bracket closes nothing", line.code_span(), "remove it");
        }
        if !code.is_empty() && !code.contains(['=', '[', '"', '\'']) {
            let help = "write `key = \"…\"`, or put `#` in front of a comment";
            return mistake("this line has no `=`", line.code_span(), help);
        }
        return unknown(message, span, text);
    };
    if value.is_empty() {
        return mistake(&format!("`{key}` has no value"), line.code_span(), &format!("write `{key} = \"…\"`"));
    }
    if value.starts_with('=') {
        return mistake("there is more than one `=`", span, &format!("write `{key} = …`"));
    }
    if let Some((written, meant)) = BOOLEANS.iter().find(|(word, _)| *word == value) {
        return mistake(&format!("`{written}` is not a value"), span, &format!("write `{key} = {meant}`"));
    }
    let quotes = unescaped_quotes(value);
    let is_string = value.starts_with('"') && !value.starts_with("\"\"\"");
    if is_string && quotes == 1 {
        let next = Line::at(text, (line.end + 1).min(text.len()));
        if next.start > line.start && next.assignment().is_none() && unescaped_quotes(next.code()) == 1 {
            let help = "write the text on one line, or put three quotes before and after it: `\"\"\"…\"\"\"`";
            return mistake("a text has a line break", line.end..line.end, help);
        }
        return mistake("a text is not closed", span, "write `\"` at the end of the text");
    }
    if is_string && quotes > 2 {
        let help = "write `\\\"` for a quote inside a text, or put the text in single quotes: `'…'`";
        return mistake("a text has a quote inside", span, help);
    }
    if value.starts_with('[') && message.contains("comma") {
        return mistake("two items of a list have no comma between them", span, "write `,` between them");
    }
    let is_bare = |letter: char| letter.is_alphabetic();
    if value.starts_with(is_bare) && !BOOLEANS.iter().any(|(_, word)| *word == value) {
        let help = format!("put it in quotes: `{key} = \"…\"`");
        return mistake(&format!("the value of `{key}` has no quotes"), line.value_span(), &help);
    }
    unknown(message, span, text)
}

/// Passes on the parser's words, but for a letter that it does not take in a key.
fn unknown(message: &str, span: Range<usize>, text: &str) -> Mistake {
    let written = text.get(span.clone()).unwrap_or_default();
    let (title, help) = if message.contains("unquoted key") && !written.is_ascii() {
        (format!("{} cannot be in a key", quoted(written)), "use the letters a to z, digits, `-` and `_` in keys")
    } else {
        (format!("not TOML: {}", message.to_lowercase()), "fix the TOML syntax; <https://toml.io> explains it")
    };
    Mistake { title, span, related: Vec::new(), help: help.to_owned() }
}

/// A header or key that is there twice.
fn duplicate(text: &str, span: &Range<usize>, line: Line<'_>) -> Mistake {
    let code = line.code();
    if code.starts_with('[') {
        let name = code.trim_matches(['[', ']', ' ', '\t']);
        let single = format!("[{name}]");
        let mut above = Line::all(text).take_while(|above| above.start < line.start);
        let first = above.find(|above| above.code().replace([' ', '\t'], "") == single);
        let first = first.map_or(line.code_span(), |first| first.code_span());
        if SINGLE_TABLES.contains(&name) {
            let help = match name {
                "source" => "put the second source and its statements in a file of their own",
                _ => "remove one of them",
            };
            return Mistake {
                title: format!("a file has only one `[{name}]`"),
                span: line.code_span(),
                related: vec![(first, "the first one".to_owned())],
                help: help.to_owned(),
            };
        }
        return Mistake {
            title: format!("`[{name}]` has too few brackets"),
            span: first,
            related: Vec::new(),
            help: format!("write `[[{name}]]`, with two brackets on each side"),
        };
    }
    let key = text.get(span.clone()).unwrap_or_default().to_owned();
    let mut first = None;
    for above in Line::all(text).take_while(|above| above.start < line.start) {
        if above.is_header() {
            first = None;
        } else if above.assignment().is_some_and(|(other, _)| other == key) {
            first = Some(above.code_span());
        }
    }
    Mistake {
        title: format!("the key {} is there twice", quoted(&key)),
        span: span.clone(),
        related: first.map(|first| (first, "first written here".to_owned())).into_iter().collect(),
        help: "remove one of them; if something new starts here, write its header above, such as `[[role]]`".to_owned(),
    }
}

/// The bracket of a list that starts above this offset and is not closed before it.
fn open_list(text: &str, offset: usize) -> Option<Range<usize>> {
    let here = Line::at(text, offset);
    let mut open: Option<(usize, i64)> = None;
    for line in Line::all(text).take_while(|line| line.start < here.start) {
        let code = line.code();
        let depth = |code: &str| {
            let outside: String = code.split('"').step_by(2).collect();
            outside.chars().map(|letter| i64::from(letter == '[') - i64::from(letter == ']')).sum::<i64>()
        };
        if line.is_header() {
            open = None;
        } else if let Some((_, value)) = line.assignment() {
            let bracket = line.value_span().start;
            open = Some((bracket, depth(value))).filter(|(_, depth)| value.starts_with('[') && *depth > 0);
        } else if let Some((bracket, before)) = open {
            open = Some((bracket, before + depth(code))).filter(|(_, depth)| *depth > 0);
        }
    }
    open.map(|(bracket, _)| bracket..bracket + 1)
}

fn unescaped_quotes(text: &str) -> usize {
    let mut escaped = false;
    let is_quote = |letter: char| {
        let quote = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        quote
    };
    text.chars().map(is_quote).filter(|quote| *quote).count()
}

/// A line of a file: where it starts and ends, without its line break.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn all(text: &'t str) -> impl Iterator<Item = Line<'t>> {
        let mut start = 0;
        text.split('\n').map(move |line| {
            let this = Line { start, end: start + line.len(), text: line };
            start += line.len() + 1;
            this
        })
    }

    /// The line that an offset is on.
    fn at(text: &'t str, offset: usize) -> Line<'t> {
        let bytes = text.as_bytes();
        let offset = offset.min(bytes.len());
        let start = bytes[..offset].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let end = bytes[offset..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| offset + length);
        Line { start, end, text: text.get(start..end).unwrap_or_default() }
    }

    /// Without white space around; empty for a comment.
    fn code(self) -> &'t str {
        let code = self.text.trim();
        if code.starts_with('#') { "" } else { code }
    }

    fn code_span(self) -> Range<usize> {
        let start = self.start + (self.text.len() - self.text.trim_start().len());
        start..start + self.text.trim().len()
    }

    /// Key and value, if it looks like `key = value`.
    fn assignment(self) -> Option<(&'t str, &'t str)> {
        let (key, value) = self.code().split_once('=')?;
        let key = key.trim();
        let is_name = !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter));
        is_name.then_some((key, value.trim()))
    }

    fn value_span(self) -> Range<usize> {
        let value = self.assignment().map_or("", |(_, value)| value);
        let end = self.code_span().end;
        end - value.len()..end
    }

    fn is_header(self) -> bool {
        let code = self.code();
        code.starts_with('[') && code.ends_with(']') && !code.contains(['"', ','])
    }

    fn is_balanced_header(self) -> bool {
        let code = self.code();
        let count = |bracket| code.matches(bracket).count();
        !self.is_header() && code.contains(['"', ',']) || (count('[') == count(']') && count('[') <= 2)
    }
}
