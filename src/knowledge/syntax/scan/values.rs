//! Mistakes in values: texts, lists, inline tables and bare words.

use std::ops::Range;

use toml::de::DeTable;

use crate::knowledge::problem::quoted;
use crate::knowledge::table_reader::{Expected, list};

use super::super::line::{Line, is_key};
use super::super::stray;
use super::{Context, DOUBLE_QUOTES, Mistake, SEPARATORS, SINGLE_QUOTES, Scan, Scanner, fixable, mistake};

/// Words for true and false that TOML does not have.
const BOOLEANS: &[(&str, &str)] = &[("true", "true"), ("yes", "true"), ("false", "false"), ("no", "false")];

/// Maximum number of lines that a text with line breaks may have; with more, a quote is missing.
const MAX_TEXT_LINES: usize = 20;

/// Maximum depth of lists and tables in each other; the format needs three.
const MAX_DEPTH: usize = 20;

impl<'t> Scanner<'t> {
    pub(super) fn value(&mut self, context: Context<'t>) -> Scan {
        self.skip_spaces();
        self.check_space()?;
        let here = self.at;
        let empty = |scanner: &Scanner<'_>| {
            let line = Line::at(scanner.text, here);
            let Context::Key(key) = context else {
                return mistake("a value is missing", here..here, "write `\"…\"`");
            };
            // People write lists as they do elsewhere, an item on each line behind a hyphen.
            let below = scanner.text.get(line.end..).unwrap_or_default().trim_start_matches(['\r', '\n']);
            let is_list = below.trim_start_matches([' ', '\t']).starts_with(['-', '*', '•']);
            let expected = stray::expected(scanner.text, here, key);
            let help = match expected {
                _ if is_list => format!("a list stands in brackets: `{key} = [\"…\", \"…\"]`"),
                Some(expected) => format!("write `{key} = {}`", stray::example(expected)),
                None => format!("write `{key} = \"…\"`"),
            };
            mistake(format!("`{key}` has no value"), line.code_span(), help)
        };
        let Some(first) = self.next() else { return Err(empty(self)) };
        match first {
            '\n' | '#' | ']' | '}' | ')' => Err(empty(self)),
            '"' if self.rest().starts_with("\"\"\"") => self.long_text("\"\"\""),
            '\'' if self.rest().starts_with("'''") => self.long_text("'''"),
            '"' => self.text(context),
            '\'' => self.literal(context),
            '[' | '{' if self.depth > MAX_DEPTH => {
                Err(mistake("lists are nested too deep", here..here + 1, "a list has at most lists in it"))
            }
            '[' | '{' => {
                self.depth += 1;
                if first == '[' {
                    self.list()?
                } else {
                    self.table()?
                }
                self.depth -= 1;
                Ok(())
            }
            '(' => Err(self.wrong_brackets("round", ')')),
            _ if DOUBLE_QUOTES.contains(&first) || SINGLE_QUOTES.contains(&first) => Err(self.curly(first)),
            _ => self.bare(context),
        }
    }

    fn long_text(&mut self, quotes: &str) -> Scan {
        let start = self.at;
        let Some(end) = self.rest().get(3..).and_then(|rest| rest.find(quotes)) else {
            let help = format!("write `{quotes}` at its end");
            return Err(mistake("a text is not closed", start..start + 3, help));
        };
        self.at += 3 + end + 3;
        // A text may end with quotes of its own.
        while self.rest().starts_with(&quotes[..1]) {
            self.at += 1;
        }
        Ok(())
    }

    fn text(&mut self, context: Context<'t>) -> Scan {
        let start = self.at;
        let line = self.line_rest();
        let mut letters = line.char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.at = start + at + 1;
                    return self.after_item(context, start);
                }
                '\\' => {
                    let escape = line.get(at + 1..).unwrap_or_default();
                    if !is_escape(escape) {
                        let span = start + at..start + at + 1;
                        let help = "write `\\\\` for a backslash, or put the text in single quotes: `'…'`";
                        return Err(fixable("a text has a backslash in it", span.clone(), help, [(span, "\\\\")]));
                    }
                    letters.next();
                }
                _ => {}
            }
        }
        Err(self.unclosed(context, start, '"'))
    }

    fn literal(&mut self, context: Context<'t>) -> Scan {
        let start = self.at;
        let inside = self.line_rest().get(1..).unwrap_or_default();
        if let Some(end) = inside.find('\'') {
            self.at = start + 1 + end + 1;
            return self.after_item(context, start);
        }
        let code = inside.trim_end();
        if code.ends_with('"') && code.matches('"').count() == 1 && !code.contains('\\') {
            let title = "a text starts with `'` and ends with `\"`";
            let span = start..start + 1;
            return Err(fixable(title, span.clone(), "write `\"` at both ends", [(span, "\"")]));
        }
        Err(self.unclosed(context, start, '\''))
    }

    /// A text that starts at `start` and does not end on its line.
    fn unclosed(&self, context: Context<'t>, start: usize, quote: char) -> Box<Mistake> {
        let line = Line::at(self.text, start);
        let code = self.text.get(start..line.end).unwrap_or_default().trim_end();
        if quote == '"'
            && let Some(breaks) = self.line_breaks(line.end)
        {
            let help = "write the text on one line, or put three quotes before and after it: `\"\"\"…\"\"\"`";
            let fix = breaks.iter().map(|span| (span.clone(), " ".to_owned()));
            return Box::new(Mistake::new("a text has a line break", line.end..line.end, help).fixed_by(fix));
        }
        let (before, has_comment) = code.split_once(" #").map_or((code, false), |(before, _)| (before, true));
        let before = before.trim_end();
        let text = match context {
            Context::Key(_) => before,
            Context::List => before.trim_end_matches([']', ',', ' ']),
            Context::Table => before.trim_end_matches([']', '}', ',', ' ']),
        };
        let end = start + text.len().max(1);
        let help = format!("write `{quote}` at its end");
        let mistake = Mistake::new("a text is not closed", end..end, help);
        // A `#` may be part of the text.
        Box::new(if has_comment { mistake } else { mistake.fixed_by([(end..end, quote.to_string())]) })
    }

    /// The line breaks of a text that ends on a later line, with the white space around.
    fn line_breaks(&self, mut end: usize) -> Option<Vec<Range<usize>>> {
        let mut breaks = Vec::new();
        for _ in 0..MAX_TEXT_LINES {
            let next = Line::at(self.text, end + 1);
            if end >= self.text.len() || next.code().is_empty() || next.assignment().is_some() || next.is_header() {
                return None;
            }
            let before = self.text.get(..end).unwrap_or_default().trim_end().len();
            breaks.push(before..next.code_span().start);
            match unescaped_quotes(next.code()) {
                0 => end = next.end,
                1 => return next.code().trim_end_matches([',', ']', '}', ' ']).ends_with('"').then_some(breaks),
                _ => return None,
            }
        }
        None
    }

    /// What follows a text in a list or table. The text starts at `start`.
    fn after_item(&mut self, context: Context<'t>, start: usize) -> Scan {
        if matches!(context, Context::Key(_)) {
            return Ok(());
        }
        let end = self.at;
        self.skip_spaces();
        let line = self.line_rest();
        let written = self.text.get(start + 1..end - 1).unwrap_or_default();
        // `["ward nurse, "RN"]`: the second quote was meant to open a text.
        let is_swallowed = written.trim_end().ends_with(',') && line.starts_with(char::is_alphanumeric);
        if is_swallowed {
            let at = start + 1 + written.trim_end().len() - 1;
            let quote = self.text.get(start..=start).unwrap_or("\"");
            let help = format!("write `{quote}` at its end");
            return Err(fixable("a text is not closed", at..at, help, [(at..at, quote)]));
        }
        if context == Context::List {
            let next = line.find(['"', '\'', '[', '{']).map(|next| line.split_at(next));
            if let Some((gap, _)) = next.filter(|(gap, _)| SEPARATORS.contains(&gap.trim())) {
                return Err(missing_comma(end, self.at, gap));
            }
        }
        let is_text = line.starts_with(|next: char| !",]}#)\r".contains(next));
        let is_key = line.split_once('=').is_some_and(|(key, _)| is_key(key.trim()));
        if is_text && !(context == Context::Table && is_key) && !line.trim().is_empty() {
            let help = "write `\\\"` for a quote inside a text, or put the text in single quotes: `'…'`";
            return Err(mistake("a text has a quote inside", end - 1..end, help));
        }
        self.at = end;
        Ok(())
    }

    fn list(&mut self) -> Scan {
        let start = self.at;
        let mut last = start + 1;
        self.at += 1;
        loop {
            self.skip_blank();
            self.check_space()?;
            if self.next().is_none() || self.is_statement(true) {
                let help = "write `]` after its last item";
                return Err(fixable("this list is not closed", start..start + 1, help, [(last..last, "]")]));
            }
            match self.next() {
                Some(']') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(wrong @ (')' | '}')) => {
                    let title = format!("a list ends with `{wrong}`");
                    return Err(fixable(title, self.char_span(), "write `]`", [(self.char_span(), "]")]));
                }
                Some(',') => {
                    let span = self.char_span();
                    return Err(fixable("a comma has no item in front of it", span.clone(), "remove it", [(span, "")]));
                }
                _ => {}
            }
            self.value(Context::List)?;
            last = self.at;
            self.skip_blank();
            match self.next() {
                Some(',') => {
                    self.at += 1;
                    last = self.at;
                }
                Some('"' | '\'' | '[' | '{') if !self.is_statement(true) => {
                    return Err(missing_comma(last, self.at, ""));
                }
                _ => {}
            }
        }
    }

    fn table(&mut self) -> Scan {
        let start = self.at;
        let mut last = start + 1;
        let mut keys = 0;
        self.at += 1;
        let open = |last: usize| {
            let help = "write `}` after its last value";
            fixable("this table is not closed", start..start + 1, help, [(last..last, " }")])
        };
        loop {
            self.skip_blank();
            match self.next() {
                Some('}') => {
                    self.at += 1;
                    return Ok(());
                }
                Some('"' | '\'') if keys == 0 => return Err(self.curly_list(start)),
                Some('"' | '\'' | ']' | '[' | '{') | None => return Err(open(last)),
                _ if self.is_statement(false) => return Err(open(last)),
                _ => {}
            }
            let key_start = self.at;
            let length = self.line_rest().find(['=', ':', ',', '}']).unwrap_or(self.line_rest().len());
            let key = self.line_rest().get(..length).unwrap_or_default().trim();
            self.at += length;
            match self.next() {
                Some('=') if is_key(key) => self.at += 1,
                Some(':') if is_key(key) => return Err(self.colon(key, self.char_span())),
                _ => {
                    let span = key_start..key_start + key.len().max(1);
                    return Err(mistake("this is no key with a value", span, "write `key = \"…\"`"));
                }
            }
            self.value(Context::Table)?;
            keys += 1;
            last = self.at;
            self.skip_blank();
            match self.next() {
                Some(',') => self.at += 1,
                Some('}') => {}
                // The next line is a statement of its own.
                _ if self.is_line_start() => return Err(open(last)),
                Some(letter) if letter.is_ascii_alphabetic() => {
                    let title = "two keys have no comma between them";
                    return Err(fixable(title, self.char_span(), "write `,` between them", [(last..last, ",")]));
                }
                _ => return Err(open(last)),
            }
        }
    }

    /// A list with curly brackets, which starts at `start`.
    fn curly_list(&self, start: usize) -> Box<Mistake> {
        Scanner { text: self.text, at: start, depth: self.depth }.wrong_brackets("curly", '}')
    }

    fn wrong_brackets(&self, which: &str, closing: char) -> Box<Mistake> {
        let start = self.at;
        let code = self.code_rest().trim_end_matches([',', ']']);
        let title = format!("a list has {which} brackets");
        let mistake = Mistake::new(title, start..start + 1, "write `[\"…\", \"…\"]`");
        let end = start + code.len();
        let is_whole = code.ends_with(closing) && code.matches(closing).count() == 1;
        let fix = [(start..start + 1, "[".to_owned()), (end.saturating_sub(1)..end, "]".to_owned())];
        Box::new(if is_whole { mistake.fixed_by(fix) } else { mistake })
    }

    fn curly(&self, first: char) -> Box<Mistake> {
        let start = self.at;
        let width = first.len_utf8();
        let inside = self.line_rest().get(width..).unwrap_or_default();
        let is_double = DOUBLE_QUOTES.contains(&first);
        let is_end = |letter: char| match is_double {
            true => letter == '"' || DOUBLE_QUOTES.contains(&letter),
            false => letter == '\'' || SINGLE_QUOTES.contains(&letter),
        };
        let closes = |(at, letter): &(usize, char)| {
            let after = inside.get(at + letter.len_utf8()..).unwrap_or_default().trim_start();
            is_end(*letter) && (is_double || after.is_empty() || after.starts_with([',', ']', '}', '#']))
        };
        let mistake = Mistake::new(
            "a text has quotes that are not straight",
            start..start + width,
            "write straight quotes: `\"…\"`",
        );
        let Some((end, closing)) = inside.char_indices().find(closes) else { return Box::new(mistake) };
        if inside.get(..end).is_some_and(|text| text.contains(['"', '\\'])) {
            return Box::new(mistake);
        }
        let end = start + width + end;
        let straight = "\"".to_owned();
        Box::new(
            mistake.fixed_by([(start..start + width, straight.clone()), (end..end + closing.len_utf8(), straight)]),
        )
    }

    /// A value without quotes: a number, a date, true or false, or a text that lacks them.
    fn bare(&mut self, context: Context<'t>) -> Scan {
        let start = self.at;
        let code = self.code_rest();
        let length = match context {
            Context::Key(_) => code.len(),
            _ => code.find([',', ']', '}']).unwrap_or(code.len()),
        };
        let written = code.get(..length).unwrap_or_default().trim_end();
        let token = written.trim_end_matches([',', ';']).trim_end();
        if DeTable::parse(&format!("x = {token}\n")).is_ok() {
            self.at += token.len();
            return Ok(());
        }
        let span = start..start + written.len();
        let key = match context {
            Context::Key(key) => Some(key),
            _ => None,
        };
        if let Some((_, meant)) = BOOLEANS.iter().find(|(word, _)| word.eq_ignore_ascii_case(token)) {
            let help = key.map_or_else(|| format!("write `{meant}`"), |key| format!("write `{key} = {meant}`"));
            let fix = [(start..start + token.len(), *meant)];
            return Err(fixable(format!("`{token}` is not a value"), start..start + token.len(), help, fix));
        }
        if token.ends_with(['"', '\'']) && !token.starts_with(['"', '\'']) && token.matches(['"', '\'']).count() == 1 {
            let quote = &token[token.len() - 1..];
            let help = format!("write `{quote}` in front of it");
            return Err(fixable("a text has no quote at its start", start..start, help, [(start..start, quote)]));
        }
        if written.contains("&quot;") {
            let title = "a quote is written as `&quot;`, as it was copied from a page";
            let right = written.replace("&quot;", "\"");
            let help = key.map_or_else(|| format!("write `{right}`"), |key| format!("write `{key} = {right}`"));
            return Err(fixable(title, span.clone(), help, [(span, right.as_str())]));
        }
        let is_whole = !token.starts_with('\'') && !token.ends_with('\'');
        let is_plain = !written.contains(['"', '\\', '[', '{']) && is_whole;
        match key.and_then(|key| stray::expected(self.text, start, key).map(|expected| (key, expected))) {
            Some((key, Expected::Bool)) => {
                let help = format!("write `{key} = true` or `{key} = false`");
                return Err(mistake(format!("{} is not a value", quoted(token)), span, help));
            }
            Some((key, Expected::Strings | Expected::Rung)) if is_plain => {
                let list = list(token, &["->", "→", ",", ";", ">"]);
                let shown = if list.len() <= 60 { &list } else { "[\"…\", \"…\"]" };
                let help = format!("write `{key} = {shown}`");
                let fix = [(start..start + token.len(), list.as_str())];
                return Err(fixable(format!("the value of `{key}` has no brackets"), span, help, fix));
            }
            _ => {}
        }
        let short = if token.chars().count() <= 30 && is_plain { token } else { "…" };
        let (title, help) = match key {
            Some(key) => {
                (format!("the value of `{key}` has no quotes"), format!("put it in quotes: `{key} = \"{short}\"`"))
            }
            None => ("an item of this list has no quotes".to_owned(), format!("put it in quotes: `\"{short}\"`")),
        };
        let mut mistake = Mistake::new(title, span, help);
        if is_plain {
            let end = start + token.len();
            mistake = mistake.fixed_by([(start..start, "\"".to_owned()), (end..end, "\"".to_owned())]);
        }
        Err(Box::new(mistake))
    }
}

/// Two items, the first of which ends at `end` and the second of which follows `gap`, which starts at `gap_start`.
fn missing_comma(end: usize, gap_start: usize, gap: &str) -> Box<Mistake> {
    let title = "two items of a list have no comma between them";
    let sign = gap.trim();
    if sign.is_empty() {
        return fixable(title, end..end, "write `,` between them", [(end..end, ",")]);
    }
    let at = gap_start + (gap.len() - gap.trim_start().len());
    let fix = [(end..at + sign.len(), ",")];
    fixable(title, at..at + sign.len(), format!("write `,` in place of `{sign}`"), fix)
}

/// Whether this is what may follow a backslash in a text.
fn is_escape(after: &str) -> bool {
    let is_code =
        |digits: usize| after.get(1..=digits).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
    match after.chars().next() {
        Some('b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\') => true,
        Some('x') => is_code(2),
        Some('u') => is_code(4),
        Some('U') => is_code(8),
        _ => false,
    }
}

/// A backslash for every quote within a part of the text that has none.
pub(super) fn inner_quotes(text: &str, part: Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut escaped = false;
    let mut fix = Vec::new();
    for (at, letter) in text.get(part.clone()).unwrap_or_default().char_indices() {
        if letter == '"' && !escaped {
            fix.push((part.start + at..part.start + at, "\\".to_owned()));
        }
        escaped = letter == '\\' && !escaped;
    }
    fix
}

fn unescaped_quotes(text: &str) -> usize {
    let mut escaped = false;
    let is_quote = |letter: &char| {
        let quote = *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        quote
    };
    text.chars().filter(is_quote).count()
}
