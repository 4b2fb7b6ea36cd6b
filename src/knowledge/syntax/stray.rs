//! A line that is neither a header nor a key with a value, explained by what it looks like.

use std::ops::Range;

use super::super::check::kebab_case;
use super::super::schema::keys_of;
use super::super::table_reader::{Expected, SIDES};
use super::Mistake;
use super::line::{Line, SINGLE_TABLES, TABLES, is_single};
use super::scan::{DOUBLE_QUOTES, SINGLE_QUOTES};

/// Signs between two roles of which one leads to the other.
const ARROWS: &[&str] = &["-->", "->", "==>", "=>", "→", "⇒", ">>", " > "];

/// Signs in front of an item of a list in other formats.
const BULLETS: &[char] = &['-', '*', '+', '•', '·', '–', '—'];

/// Signs between the cells of a row, and the minimum number of cells: a sentence has a comma as well.
const CELL_ENDS: &[(char, usize)] = &[('\t', 2), ('|', 2), (';', 2), (',', 3)];

/// Maximum number of words of a cell, a role or a value without quotes; with more, it is a sentence.
const MAX_WORDS: usize = 5;

/// What the tables that have a name or title of their own call it.
const TITLED: &[(&str, &str)] = &[("source", "title"), ("dispute", "question")];

/// Explains the line that an offset is on, if it looks like anything known.
pub(super) fn explain(text: &str, offset: usize) -> Option<Mistake> {
    let line = Line::at(text, offset);
    let (code, span) = (line.code(), line.code_span());
    let table = enclosing(text, line.start);
    markdown(code, &span)
        .or_else(|| url(code, &span))
        .or_else(|| arrow(code, &span, table))
        .or_else(|| item(code, &span, table))
        .or_else(|| row(code, &span, table))
        .or_else(|| missing_brackets(code, &span))
        .or_else(|| key(code, &span, table))
}

/// Explains a line on which `sign`, such as a colon, follows the word `written`.
pub(super) fn explain_sign(text: &str, written: &str, sign: Range<usize>) -> Mistake {
    let line = Line::at(text, sign.start);
    let (code, span) = (line.code(), line.code_span());
    let table = enclosing(text, line.start);
    let value = text.get(sign.end..span.end).unwrap_or_default().trim();
    let key = known_key(written, table).or_else(|| key_of_any(written));
    let is_arrow = !code.get(..sign.end - span.start).unwrap_or_default().ends_with(':');
    if let Some(mistake) = url(code, &span).or_else(|| arrow(code, &span, table).filter(|_| is_arrow && key.is_none()))
    {
        return mistake;
    }
    if key.is_none()
        && let Some(name) = table_name(written)
    {
        if value.is_empty() {
            return without_brackets(name, &span);
        }
        let help = format!("write `{}` on a line of its own, and below it `{}`", bracketed(name), titled(name, value));
        return Mistake::new(format!("the table `{name}` is written on one line"), span, help);
    }
    let title = format!("a key is followed by `{}`", text.get(sign.clone()).unwrap_or(":"));
    let bare = key.filter(|_| is_plain(value)).and_then(|(_, expected)| in_quotes(expected, value));
    let is_bare = bare.is_some();
    let shown = match bare {
        Some(bare) => bare,
        None if is_plain(value.trim_matches('"')) && value.starts_with('"') && value.ends_with('"') => value.to_owned(),
        None => "…".to_owned(),
    };
    let right = key.map_or(written, |(key, _)| key);
    let before = if text.get(..sign.start).is_some_and(|before| before.ends_with(' ')) { "" } else { " " };
    let after = if text.get(sign.end..).is_some_and(|after| after.starts_with([' ', '\t'])) { "" } else { " " };
    let mut fix = vec![(sign.clone(), format!("{before}={after}"))];
    if right != written {
        fix.insert(0, (span.start..span.start + written.len(), right.to_owned()));
    }
    if is_bare {
        fix.push((span.end - value.len()..span.end, shown.clone()));
    }
    let or = if key.is_some() { "" } else { ", or put `#` in front of a comment" };
    Mistake::new(title, sign, format!("write `{right} = {shown}`{or}")).fixed_by(fix)
}

/// The table that a line is in, by the last header above it.
fn enclosing(text: &str, offset: usize) -> Option<&str> {
    let above = Line::all(text).take_while(|line| line.start < offset).filter(|line| line.is_header());
    above.last().map(|line| line.code().trim_matches(['[', ']', ' ', '\t']))
}

/// The key of a table that a word is, in whatever case, and what its value has to be.
fn known_key(word: &str, table: Option<&str>) -> Option<(&'static str, Expected)> {
    let same = |(key, _): &(&str, Expected)| key.eq_ignore_ascii_case(word);
    keys_of(table?).into_iter().find(same)
}

/// What the value of a key has to be on the line that an offset is on.
pub(super) fn expected(text: &str, offset: usize, key: &str) -> Option<Expected> {
    known_key(key, enclosing(text, Line::at(text, offset).start)).map(|(_, expected)| expected)
}

/// A table whose name is followed by more in a header, such as `[[role baker]]`: the table, and what follows.
pub(super) fn header_with_more(name: &str) -> Option<(&'static str, &str)> {
    let (table, more) = name.split_once([' ', '\t', '.', ':'])?;
    Some((table_name(table)?, more.trim()))
}

/// The key of whatever table that a word is.
fn key_of_any(word: &str) -> Option<(&'static str, Expected)> {
    TABLES.iter().chain(SINGLE_TABLES).find_map(|table| known_key(word, Some(table)))
}

/// The table that a word names, in whatever case, one or several of it.
fn table_name(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let singular = word.strip_suffix('s').unwrap_or(&word);
    let names = || TABLES.iter().chain(SINGLE_TABLES).copied();
    let plural = if word == "people" { "person" } else { singular };
    let plural = if let Some(stem) = singular.strip_suffix("ie") { format!("{stem}y") } else { plural.to_owned() };
    names().find(|name| *name == word || *name == singular || *name == plural)
}

pub(super) fn bracketed(table: &str) -> String {
    if is_single(table) { format!("[{table}]") } else { format!("[[{table}]]") }
}

/// `name = "Baker"`.
fn titled(table: &str, value: &str) -> String {
    let key = TITLED.iter().find(|(titled, _)| *titled == table).map_or("name", |(_, key)| key);
    let known = keys_of(table).iter().any(|(known, _)| *known == key);
    let key = if known { key } else { "by" };
    let value = value.trim_matches('"');
    let value = if known && is_plain(value) { value } else { "…" };
    format!("{key} = \"{value}\"")
}

/// A header without brackets.
fn missing_brackets(code: &str, span: &Range<usize>) -> Option<Mistake> {
    table_name(code).map(|name| without_brackets(name, span))
}

fn without_brackets(table: &str, span: &Range<usize>) -> Mistake {
    let right = bracketed(table);
    let sides = if is_single(table) { "" } else { ", with two brackets on each side" };
    let help = format!("write `{right}`{sides}");
    Mistake::new("a header has no brackets", span.clone(), help).fixed_by([(span.clone(), right)])
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether this is a text without quotes of any kind, which can be put in quotes as it is.
fn is_plain(value: &str) -> bool {
    let is_quote = |letter: char| "\"'\\[{#`".contains(letter) || DOUBLE_QUOTES.contains(&letter);
    (1..=MAX_WORDS).contains(&words(value)) && !value.contains(is_quote) && !value.starts_with(SINGLE_QUOTES)
}

/// A line that only Markdown has.
fn markdown(code: &str, span: &Range<usize>) -> Option<Mistake> {
    let is_fence = code.starts_with("```") || code.starts_with("~~~");
    let is_rule = code.chars().count() > 2 && code.chars().all(|letter| "=*_~.-+|: ".contains(letter));
    (is_fence || is_rule).then(|| {
        let title = if is_fence { "a code fence of Markdown is here" } else { "this line has signs only" };
        Mistake::new(title, span.clone(), "remove it").fixed_by([(span.clone(), String::new())])
    })
}

fn url(code: &str, span: &Range<usize>) -> Option<Mistake> {
    let bare = code.trim_start_matches('<').trim_end_matches('>');
    let is_url = ["https://", "http://", "www."].iter().any(|start| bare.starts_with(start)) && words(bare) == 1;
    is_url.then(|| {
        let bare = if bare.starts_with("www.") { format!("https://{bare}") } else { bare.to_owned() };
        let shown = if bare.contains(['"', '\\', '`']) { "…".to_owned() } else { bare };
        let help = format!("write `url = \"{shown}\"`, below `[source]`");
        Mistake::new("a URL has no key in front of it", span.clone(), help)
    })
}

/// A move as `baker -> head-baker` or `from baker to head baker`, or a track as `apprentice -> baker -> head-baker`.
fn arrow(code: &str, span: &Range<usize>, table: Option<&str>) -> Option<Mistake> {
    let arrow = ARROWS.iter().find(|arrow| code.contains(**arrow));
    let behind_from = code.strip_prefix("from ").or_else(|| code.strip_prefix("From "));
    let places: Vec<&str> = match arrow {
        Some(arrow) => behind_from.unwrap_or(code).split(arrow).collect(),
        None => behind_from?.split_once(" to ").map(|(from, to)| vec![from, to])?,
    };
    let signs = |letter: char| letter.is_whitespace() || BULLETS.contains(&letter) || "\"'.;,".contains(letter);
    let places: Vec<&str> = places.into_iter().map(|place| place.trim_matches(signs)).collect();
    let is_place =
        |place: &&str| words(place) > 0 && words(place) <= MAX_WORDS && !place.contains(['=', ':', '"', '#', '`', '[']);
    if places.len() < 2 || !places.iter().all(is_place) {
        return None;
    }
    if let [key, value] = places.as_slice()
        && let Some((key, expected)) = known_key(key, table)
    {
        return Some(missing_equals(key, expected, value, span));
    }
    let ids: Vec<String> = places.iter().map(|place| format!("\"{}\"", kebab_case(place))).collect();
    let (table_is, what, keys) = match ids.as_slice() {
        [from, to] => ("move", "a move", format!("`from = {from}`, `to = {to}`, `kind = \"step\"` and `by = \"…\"`")),
        _ => {
            let steps = ids.join(", ");
            ("track", "a track", format!("`id = \"…\"`, `name = \"…\"`, `by = \"…\"` and `steps = [{steps}]`"))
        }
    };
    let title = match arrow {
        None => format!("{what} is written as a sentence"),
        Some(_) if ids.len() > 2 => format!("{what} is written with arrows"),
        Some(_) => format!("{what} is written with an arrow"),
    };
    let help = if table == Some(table_is) {
        format!("write {keys}, each on a line of its own")
    } else {
        format!("write `[[{table_is}]]`, and below it {keys}, each on a line of its own")
    };
    Some(Mistake::new(title, span.clone(), help))
}

/// An item of a list, as Markdown and YAML write it.
fn item(code: &str, span: &Range<usize>, table: Option<&str>) -> Option<Mistake> {
    let after_number = code.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let rest = if after_number.len() < code.len() {
        after_number.strip_prefix(['.', ')'])
    } else {
        code.strip_prefix(BULLETS)
    };
    let rest = rest.filter(|rest| rest.starts_with([' ', '\t']))?.trim();
    let bullet = code.get(..code.len() - rest.len())?.trim();
    if let Some((key, _)) = rest.split_once([':', '=']).filter(|(key, _)| words(key) == 1) {
        let key = key.trim();
        let key = known_key(key, table).map_or(key, |(key, _)| key);
        let help = format!("remove `{bullet}`; something new begins with a header, such as `[[role]]`");
        let at = span.start..span.start + bullet.len();
        return Some(Mistake::new(format!("`{bullet}` is in front of the key `{key}`"), at, help));
    }
    let title = "an item of a list is on a line of its own";
    let shown = if is_plain(rest) { rest } else { "…" };
    let help = format!("put all items in brackets behind a key, such as `aliases = [\"{shown}\", \"…\"]`");
    Some(Mistake::new(title, span.clone(), help))
}

/// A row that was copied from a spreadsheet or a table.
fn row(code: &str, span: &Range<usize>, table: Option<&str>) -> Option<Mistake> {
    let cells = CELL_ENDS.iter().find_map(|(end, least)| {
        let cells: Vec<&str> = code.split(*end).map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let is_row = cells.len() >= *least && cells.iter().all(|cell| words(cell) <= MAX_WORDS);
        is_row.then_some(cells)
    })?;
    if let [key, value] = cells.as_slice()
        && let Some((key, expected)) = known_key(key, table)
    {
        return Some(missing_equals(key, expected, value, span));
    }
    let help = "write each cell on a line of its own, with its key in front, such as `name = \"…\"`";
    Some(Mistake::new("this line is a row of a table or spreadsheet", span.clone(), help))
}

/// A key of the table, with a value or without, and no sign between them.
fn key(code: &str, span: &Range<usize>, table: Option<&str>) -> Option<Mistake> {
    let (word, rest) = code.split_once([' ', '\t']).unwrap_or((code, ""));
    let (key, expected) = known_key(word, table)?;
    let rest = rest.trim_start();
    let value = rest.strip_prefix("is ").or_else(|| rest.strip_prefix(['-', '–', '—', '~'])).unwrap_or(rest).trim();
    if value.is_empty() {
        let help = format!("write `{key} = {}`", example(expected));
        return Some(Mistake::new(format!("`{key}` has no value"), span.clone(), help));
    }
    (words(value) < MAX_WORDS).then(|| missing_equals(key, expected, value, span))
}

fn missing_equals(key: &str, expected: Expected, value: &str, span: &Range<usize>) -> Mistake {
    let whole = Some(value).filter(|value| is_plain(value)).and_then(|value| in_quotes(expected, value));
    let right = format!("{key} = {}", whole.as_deref().unwrap_or_else(|| example(expected)));
    let mistake = Mistake::new(format!("there is no `=` after `{key}`"), span.clone(), format!("write `{right}`"));
    if whole.is_some() { mistake.fixed_by([(span.clone(), right)]) } else { mistake }
}

/// A value without quotes as it has to be written, if that is certain.
fn in_quotes(expected: Expected, value: &str) -> Option<String> {
    match expected {
        Expected::String | Expected::StringOrStrings => Some(format!("\"{value}\"")),
        Expected::Strings => {
            let items = value.split([',', ';']).map(str::trim).filter(|item| !item.is_empty());
            Some(format!("[{}]", items.map(|item| format!("\"{item}\"")).collect::<Vec<_>>().join(", ")))
        }
        _ => None,
    }
}

/// How a value of this kind is written.
pub(super) fn example(expected: Expected) -> &'static str {
    match expected {
        Expected::Bool => "true",
        Expected::Strings | Expected::Rung => "[\"…\", \"…\"]",
        Expected::String | Expected::StringOrStrings => "\"…\"",
        Expected::InlineTables => SIDES,
        Expected::InlineTable => "{ … }",
        Expected::Table | Expected::Tables => "…",
    }
}
