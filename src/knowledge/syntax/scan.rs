//! Reads a file as people mistype it, statement by statement, up to the first mistake.
//!
//! It takes everything that TOML takes, so that it finds nothing wrong above the mistake.

mod values;

use std::ops::Range;

use self::values::inner_quotes;
use super::super::check::kebab_case;
use super::super::problem::quoted;
use super::super::table_reader::{Expected, one_of_several};
use super::line::{Line, TABLES, is_key, is_single};
use super::{Mistake, stray};
use crate::invisible::is_invisible;

/// Quotes that word processors put in place of `"`.
pub(super) const DOUBLE_QUOTES: &[char] = &['“', '”', '„', '‟', '«', '»'];

/// The same in place of `'`.
pub(super) const SINGLE_QUOTES: &[char] = &['‘', '’', '‚', '‛', '`', '´'];

/// What starts a comment elsewhere.
const COMMENT_SIGNS: &[&str] = &["//", "--", "/*", "<!--", ";", "%"];

/// What people write between two items in place of a comma.
const SEPARATORS: &[&str] = &["", ";", "->", "→", ">", "|", "/", "+", "and", "then"];

/// Maximum length of a line that is read, in bytes. A longer one was not typed.
const MAX_LINE_BYTES: usize = 16 * 1024;

/// Maximum size of a text that is read, in bytes.
const MAX_BYTES: usize = 256 * 1024;

type Scan = Result<(), Box<Mistake>>;

fn mistake(title: impl Into<String>, span: Range<usize>, help: impl Into<String>) -> Box<Mistake> {
    Box::new(Mistake::new(title, span, help))
}

/// A mistake with a fix.
fn fixable<const N: usize>(
    title: impl Into<String>,
    span: Range<usize>,
    help: impl Into<String>,
    fix: [(Range<usize>, &str); N],
) -> Box<Mistake> {
    let fix = fix.map(|(span, text)| (span, text.to_owned()));
    Box::new(Mistake::new(title, span, help).fixed_by(fix))
}

/// The first mistake that starts on the line of `limit` or above.
pub(super) fn first_mistake(text: &str, limit: usize) -> Option<Mistake> {
    if text.trim_start().starts_with(['{', '<']) {
        let start = text.len() - text.trim_start().len();
        let help = "write tables and keys, such as `[[role]]` and below it `id = \"…\"`; \
                    `nextrole new DIR` writes an example";
        return Some(Mistake::new("this file has another format than TOML", start..start + 1, help));
    }
    let limit = Line::at(text, limit).end;
    if text.len() > MAX_BYTES || Line::all(text).any(|line| line.text.len() > MAX_LINE_BYTES) {
        return None;
    }
    let mut scanner = Scanner { text, at: 0, depth: 0 };
    while scanner.at <= limit && scanner.at < text.len() {
        if let Err(mistake) = scanner.statement() {
            return Some(*mistake);
        }
    }
    None
}

/// What a value is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context<'t> {
    /// The value of this key, on its own.
    Key(&'t str),
    List,
    Table,
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// How many lists and tables are open.
    depth: usize,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn line_rest(&self) -> &'t str {
        let rest = self.rest();
        rest.split('\n').next().unwrap_or(rest)
    }

    /// The rest of the line without white space at its end, and without a comment. This place is outside of a text.
    fn code_rest(&self) -> &'t str {
        let rest = self.line_rest();
        let mut is_text = false;
        let comment = rest.find(|letter| {
            is_text ^= letter == '"';
            letter == '#' && !is_text
        });
        rest.get(..comment.unwrap_or(rest.len())).unwrap_or(rest).trim_end()
    }

    fn char_span(&self) -> Range<usize> {
        self.at..self.at + self.next().map_or(0, char::len_utf8)
    }

    fn skip_line(&mut self) {
        self.at += self.line_rest().len();
        self.at = (self.at + 1).min(self.text.len());
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\r']).len();
    }

    /// White space, line breaks and comments.
    fn skip_blank(&mut self) {
        loop {
            self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\r', '\n']).len();
            if !self.rest().starts_with('#') {
                return;
            }
            self.at += self.line_rest().len();
        }
    }

    /// Whether nothing but white space is before this place on its line.
    fn is_line_start(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default().trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    /// Whether a new statement begins here, which ends what is not closed.
    fn is_statement(&self, keys_too: bool) -> bool {
        let is_one = |line: Line<'_>| line.is_header() || (keys_too && line.assignment().is_some());
        self.is_line_start() && is_one(Line::at(self.text, self.at))
    }

    /// A character that looks like a space and is none.
    fn check_space(&self) -> Scan {
        let Some(letter) = self.next() else { return Ok(()) };
        let is_odd = (letter.is_whitespace() && !letter.is_ascii()) || is_invisible(letter);
        if !is_odd {
            return Ok(());
        }
        let replacement = if letter.is_whitespace() { " " } else { "" };
        let title = format!("a character that cannot be seen is here (U+{:04X})", u32::from(letter));
        let help = if replacement.is_empty() { "delete it" } else { "replace it with an ordinary space" };
        Err(fixable(title, self.char_span(), help, [(self.char_span(), replacement)]))
    }

    fn statement(&mut self) -> Scan {
        self.skip_spaces();
        self.check_space()?;
        match self.next() {
            None => return Ok(()),
            Some('\n' | '#') => {
                self.skip_line();
                return Ok(());
            }
            _ => {}
        }
        self.check_comment(true)?;
        if self.next() == Some('[') {
            self.header()?
        } else {
            self.assignment()?
        }
        self.skip_line();
        Ok(())
    }

    /// A comment as other formats write it.
    fn check_comment(&self, is_line: bool) -> Scan {
        let Some(sign) = COMMENT_SIGNS.iter().find(|sign| self.rest().starts_with(**sign)) else { return Ok(()) };
        let span = self.at..self.at + sign.len();
        let title = format!("a comment starts with `{sign}`");
        let help = "write `#` in front of a comment, on each line";
        if is_line && matches!(*sign, "/*" | "<!--") {
            return Err(mistake(title, span, help));
        }
        Err(fixable(title, span.clone(), help, [(span, "#")]))
    }

    fn header(&mut self) -> Scan {
        let start = self.at;
        let code = self.code_rest();
        let opening = code.len() - code.trim_start_matches('[').len();
        let inside = code.get(opening..).unwrap_or_default();
        let name_length = inside.find([']', '[', '=', '"', '\'']).unwrap_or(inside.len());
        let (name, after) = inside.split_at(name_length);
        let closing = after.len() - after.trim_start_matches(']').len();
        let rest = after.get(closing..).unwrap_or_default();
        let name = name.trim();
        let end = start + opening + name_length + closing;
        if let Some(letter) = name.chars().find(|letter| !letter.is_ascii()) {
            let at = start + code.find(letter).unwrap_or_default();
            return Err(bad_letter(letter, at));
        }
        if let Some((table, more)) = stray::header_with_more(name).filter(|_| !is_key(name)) {
            let id = Some(kebab_case(more)).filter(|id| !id.is_empty()).unwrap_or_else(|| "…".to_owned());
            let help = format!("write `{}`, and below it `id = \"{id}\"`", stray::bracketed(table));
            let span = start + opening..start + opening + name_length;
            return Err(mistake("a header has more than the name of its table", span, help));
        }
        let right = if is_single(name) { format!("[{name}]") } else { format!("[[{name}]]") };
        if opening != closing || opening > 2 || !rest.trim().is_empty() {
            let sides = if is_single(name) { "" } else { ", with two brackets on each side" };
            let help = format!("write `{right}`{sides}");
            if !rest.trim().is_empty() && opening == closing && opening <= 2 {
                let more = end + (rest.len() - rest.trim_start().len());
                let span = more..more + rest.trim().len();
                let help = format!("start a new line after `{right}`");
                return Err(fixable("there is more on the line of a header", span, help, [(end..more, "\n")]));
            }
            let span = start..end.max(start + code.len());
            let known = (TABLES.contains(&name) || is_single(name)) && rest.trim().is_empty();
            let fix = known.then_some((start..end, right));
            let title = "the brackets of this header do not match";
            return Err(Box::new(Mistake::new(title, span, help).fixed_by(fix)));
        }
        Ok(())
    }

    fn assignment(&mut self) -> Scan {
        let (start, line) = (self.at, self.line_rest());
        if line.starts_with(['"', '\'']) {
            return self.quoted_key();
        }
        if line.starts_with([']', '}', ')', ',']) {
            return Err(mistake("this closes nothing", start..start + 1, "remove it"));
        }
        let is_end = |letter: char| "=:\"'[{#".contains(letter) || DOUBLE_QUOTES.contains(&letter);
        let length = line.find(is_end).unwrap_or(line.len());
        let key = line.get(..length).unwrap_or_default().trim_matches([' ', '\t', '\r']);
        self.at += length;
        let after = self.line_rest();
        let sign = after.chars().next();
        let has_sign = matches!(sign, Some('=' | ':'));
        if has_sign && key.is_empty() {
            self.check_stray(start)?;
            return Err(mistake("there is no key in front of this", self.char_span(), "write `key = \"…\"`"));
        }
        let is_equals = sign == Some('=');
        if after.starts_with("=>") && is_key(key) {
            return Err(Box::new(stray::explain_sign(self.text, key, self.at..self.at + 2)));
        }
        if after.starts_with("=>") {
            self.check_stray(start)?;
        }
        if let Some((offset, letter)) = key.char_indices().find(|(_, letter)| !letter.is_ascii()).filter(|_| is_equals)
        {
            self.at = start + offset;
            self.check_space()?;
            return Err(bad_letter(letter, self.at));
        }
        let span = start..start + key.len();
        if !is_key(key) {
            if is_equals && key.contains([' ', '\t']) {
                let title = format!("the key {} has a space in it", quoted(key));
                return Err(mistake(title, span, "a key is one word, such as `aliases` or `replies_to`"));
            }
            if is_equals {
                let title = format!("the key {} has a sign that cannot be in a key", quoted(key));
                return Err(mistake(title, span, "use the letters a to z, digits, `-` and `_` in keys"));
            }
            return Err(self.no_equals(start));
        }
        match sign {
            Some('=') => {}
            Some(':') => {
                let length = if after.starts_with(":=") { 2 } else { 1 };
                let sign = self.at..self.at + length;
                return Err(Box::new(stray::explain_sign(self.text, key, sign)));
            }
            Some('"' | '\'' | '[' | '{') => {
                let here = self.at;
                let is_block = sign == Some('{') && Line::at(self.text, here).code().ends_with('{');
                if is_block && (TABLES.contains(&key) || is_single(key)) {
                    let header = if is_single(key) { format!("[{key}]") } else { format!("[[{key}]]") };
                    let help = format!("write `{header}` on a line of its own, and its keys below, without braces");
                    return Err(mistake(format!("`{key}` begins with braces"), start..here + 1, help));
                }
                let title = format!("there is no `=` after `{key}`");
                return Err(fixable(title, here..here, format!("write `{key} = …`"), [(here..here, "= ")]));
            }
            _ => return Err(self.no_equals(start)),
        }
        self.at += 1;
        self.skip_spaces();
        if self.next() == Some('=') {
            let span = self.char_span();
            let help = format!("write `{key} = …`");
            return Err(fixable("there is more than one `=`", span.clone(), help, [(span, "")]));
        }
        let value = self.at;
        self.value(Context::Key(key))?;
        self.after_value(key, value)
    }

    fn quoted_key(&mut self) -> Scan {
        let quote = self.next().unwrap_or('"');
        let line = self.line_rest();
        let Some(end) = line.get(1..).and_then(|rest| rest.find(quote)) else {
            return Err(mistake("a text is not closed", self.at..self.at + 1, "write a quote at its end"));
        };
        self.at += end + 2;
        self.skip_spaces();
        if self.next() != Some('=') {
            self.check_stray(self.at)?;
            let span = Line::at(self.text, self.at).code_span();
            return Err(mistake("this line has no key", span, "write `key = \"…\"`"));
        }
        self.at += 1;
        self.skip_spaces();
        let value = self.at;
        self.value(Context::Key("key"))?;
        self.after_value("key", value)
    }

    /// A line that looks like something else than a key with a value.
    fn check_stray(&self, start: usize) -> Scan {
        stray::explain(self.text, start).map_or(Ok(()), |mistake| Err(Box::new(mistake)))
    }

    fn no_equals(&self, start: usize) -> Box<Mistake> {
        let help = "write `key = \"…\"`, or put `#` in front of a comment";
        let unknown = || Mistake::new("this line has no `=`", Line::at(self.text, start).code_span(), help);
        Box::new(stray::explain(self.text, start).unwrap_or_else(unknown))
    }

    /// A key in braces that is followed by a colon at `span`.
    fn colon(&self, key: &str, span: Range<usize>) -> Box<Mistake> {
        let before = if self.text[..span.start].ends_with(' ') { "" } else { " " };
        let after = if self.text[span.end..].starts_with([' ', '\t']) { "" } else { " " };
        let written = self.text.get(span.clone()).unwrap_or(":");
        let title = format!("a key is followed by `{written}`");
        let sign = format!("{before}={after}");
        Box::new(Mistake::new(title, span.clone(), format!("write `{key} = …`")).fixed_by([(span, sign)]))
    }

    /// What follows the value of a key on its line. The value starts at `value`.
    fn after_value(&mut self, key: &str, value: usize) -> Scan {
        let end = self.at;
        self.skip_spaces();
        let rest = self.code_rest();
        if rest.is_empty() || rest.starts_with('#') {
            return Ok(());
        }
        self.check_space()?;
        if self.at > end && !rest.starts_with(';') {
            self.check_comment(false)?;
        }
        let here = self.at;
        let sign = rest.get(..1).filter(|sign| matches!(*sign, "," | ";" | "."));
        let more = sign.map_or(rest, |_| rest[1..].trim_start());
        if let Some(sign) = sign.filter(|_| more.is_empty() || more.starts_with('#')) {
            let title = format!("there is a `{sign}` after the value");
            return Err(fixable(title, here..here + 1, "remove it", [(here..here + 1, "")]));
        }
        let line_end = here + rest.len();
        let more_start = line_end - more.len();
        if let Some((next, _)) = more.split_once('=').filter(|(next, _)| is_key(next.trim())) {
            let next = next.trim();
            let span = more_start..more_start + next.len();
            let help = format!("start a new line before `{next}`");
            return Err(fixable("two keys are on one line", span, help, [(end..more_start, "\n")]));
        }
        self.check_several_texts(key, value, end, line_end)?;
        let written = self.text.get(value..end).unwrap_or_default();
        let quote = written.get(..1).filter(|quote| matches!(*quote, "\"" | "'"));
        if quote.is_some() && sign == Some(",") && more.starts_with(['"', '\'']) {
            let help = format!("write `{key} = [\"…\", \"…\"]`");
            let mut mistake = Mistake::new("several texts have no brackets around them", value..line_end, help);
            if more.ends_with(['"', '\'']) {
                mistake = mistake.fixed_by([(value..value, "[".to_owned()), (line_end..line_end, "]".to_owned())]);
            } else if more.ends_with(']') {
                mistake = mistake.fixed_by([(value..value, "[".to_owned())]);
            }
            return Err(Box::new(mistake));
        }
        match quote {
            Some("\"") => {
                let help = "write `\\\"` for a quote inside a text, or put the text in single quotes: `'…'`";
                let mut mistake = Mistake::new("a text has a quote inside", end - 1..end, help);
                if rest.ends_with('"') && !rest.contains('#') {
                    mistake.fix = inner_quotes(self.text, value + 1..line_end - 1);
                }
                Err(Box::new(mistake))
            }
            Some(_) => {
                let help = "put the text in double quotes: `\"…\"`";
                let mut mistake = Mistake::new("a text in single quotes has a `'` inside", end - 1..end, help);
                let inside = self.text.get(value + 1..line_end - 1).unwrap_or_default();
                if rest.ends_with(['\'', '"']) && !inside.contains(['"', '\\']) {
                    mistake = mistake
                        .fixed_by([(value..value + 1, "\"".to_owned()), (line_end - 1..line_end, "\"".to_owned())]);
                }
                Err(Box::new(mistake))
            }
            None => {
                let help = "remove it, or put `#` in front of a comment";
                Err(mistake("there is more after the value", here..line_end, help))
            }
        }
    }

    /// Texts with a sign or word between them, the first of which stands at `value..end`, up to `line_end`.
    fn check_several_texts(&self, key: &str, value: usize, end: usize, line_end: usize) -> Scan {
        let whole = self.text.get(value..line_end).unwrap_or_default();
        let parts: Vec<&str> = whole.split('"').collect();
        // Quotes at both ends: what is between two texts has an even place.
        let (gaps, texts): (Vec<_>, Vec<_>) = parts.iter().enumerate().partition(|(place, _)| place % 2 == 0);
        let inner = gaps.len().saturating_sub(2);
        let is_gap = |gap: &str| SEPARATORS.contains(&gap.trim()) || matches!(gap.trim(), "," | "or" | "&");
        let is_row = !whole.contains('\\')
            && gaps.first().is_some_and(|(_, gap)| gap.is_empty())
            && gaps.last().is_some_and(|(_, gap)| gap.is_empty())
            && gaps.iter().skip(1).take(inner).all(|(_, gap)| !gap.is_empty() && is_gap(gap))
            && gaps.iter().skip(1).take(inner).all(|(_, gap)| gap.contains([' ', '\t', ',', ';']))
            && texts.iter().all(|(_, text)| !text.trim().is_empty() && text.trim() == **text);
        if inner == 0 || !is_row {
            return Ok(());
        }
        let items: Vec<String> = texts.iter().map(|(_, text)| format!("\"{text}\"")).collect();
        let span = value..line_end;
        match stray::expected(self.text, value, key) {
            Some(Expected::String) => {
                let help =
                    format!("write `{key} = {}`; {}", items.first().map_or("", String::as_str), one_of_several(key));
                Err(mistake(format!("`{key}` has several texts"), end..line_end, help))
            }
            _ => {
                let list = format!("[{}]", items.join(", "));
                let shown = if list.len() <= 60 { &list } else { "[\"…\", \"…\"]" };
                let help = format!("write `{key} = {shown}`");
                Err(fixable("several texts have no brackets around them", span.clone(), help, [(span, list.as_str())]))
            }
        }
    }
}

fn bad_letter(letter: char, at: usize) -> Box<Mistake> {
    let title = format!("{} cannot be in a key", quoted(&letter.to_string()));
    mistake(title, at..at + letter.len_utf8(), "use the letters a to z, digits, `-` and `_` in keys")
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    #[test]
    fn nothing_is_wrong_with_what_the_parser_takes() {
        let odd = "\"quoted key\" = 1\na.b = [1, [2, 3], { c = 'x', d = \"\"\"y\n\"z\" \"\"\" }] # \"\nt = 07:32:00\n\
                   f = 1e9\ng = -inf\nh = [\n  # none\n  \"\\u00e9\\\"\", # one\n]\nd = 2005-08-01 07:32:00 # when\n";
        for text in [odd.to_owned()].into_iter().chain(crate::knowledge::shipped().0.into_iter().map(|file| file.text))
        {
            assert!(DeTable::parse(&text).is_ok(), "{text}");
            let found = first_mistake(&text, text.len());
            assert!(found.is_none(), "{found:?}\n{text}");
        }
    }
}
