//! Adds tables to knowledge files and keeps everything else of them as it is: comments, order, white space.
//!
//! TOML is written by `toml_edit`, so no text can break out of its quotes.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TomlError, Value};

use super::check::{bad_date, bad_url, is_kebab_case, kebab_case};
use super::model::MAX_ID_CHARS;

/// Maximum length of a line with a list, in characters; a longer list has a line for each item.
const MAX_LINE_CHARS: usize = 100;

/// A table to add: one of the format, with its keys in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    table: &'static str,
    keys: Vec<(&'static str, Written)>,
}

/// A value to write.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Written {
    Text(String),
    Texts(Vec<String>),
    Flag,
}

impl Entry {
    /// A table without keys, such as `role`.
    pub fn new(table: &'static str) -> Entry {
        Entry { table, keys: Vec::new() }
    }

    /// The same with a text, on one line; nothing if it is empty.
    pub fn text(mut self, key: &'static str, text: &str) -> Entry {
        let text = one_line(text);
        if !text.is_empty() {
            self.keys.push((key, Written::Text(text)));
        }
        self
    }

    /// The same with a list; nothing if it is empty.
    pub fn texts(mut self, key: &'static str, texts: &[String]) -> Entry {
        let texts: Vec<String> = texts.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            self.keys.push((key, Written::Texts(texts)));
        }
        self
    }

    /// The same with a text, or with a list if there are several.
    pub fn text_or_texts(self, key: &'static str, texts: &[String]) -> Entry {
        match texts {
            [only] => self.text(key, only),
            _ => self.texts(key, texts),
        }
    }

    /// The same with `key = true`, if that is so.
    pub fn flag(mut self, key: &'static str, is_so: bool) -> Entry {
        if is_so {
            self.keys.push((key, Written::Flag));
        }
        self
    }

    /// Which table it is.
    pub fn table(&self) -> &'static str {
        self.table
    }

    /// `[source]` stands once in a file, every other table in double brackets.
    fn is_single(&self) -> bool {
        self.table == "source"
    }

    fn to_table(&self) -> Table {
        let mut table = Table::new();
        for (key, written) in &self.keys {
            let value = match written {
                Written::Text(text) => Value::from(text.as_str()),
                Written::Texts(texts) => Value::Array(list(key, texts)),
                Written::Flag => Value::from(true),
            };
            table.insert(key, Item::Value(value));
        }
        table
    }
}

fn list(key: &str, texts: &[String]) -> Array {
    let mut array: Array = texts.iter().map(String::as_str).collect();
    let line = key.chars().count() + texts.iter().map(|text| text.chars().count() + 4).sum::<usize>() + 5;
    if line > MAX_LINE_CHARS {
        for value in array.iter_mut() {
            value.decor_mut().set_prefix("\n    ");
        }
        array.set_trailing_comma(true);
        array.set_trailing("\n");
    }
    array
}

/// The text without line breaks, control characters and white space around it.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(|letter: char| letter.is_whitespace() || letter.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The tables as a text of their own.
pub fn to_toml(entries: &[Entry]) -> String {
    let mut document = DocumentMut::new();
    for entry in entries {
        push(&mut document, entry);
    }
    document.to_string().trim_start().to_owned()
}

/// A file with these tables added, each after the last of its kind, or at the end.
///
/// Only lines are added. Line breaks stay as they are, `\r\n` too.
///
/// # Errors
///
/// The text is no TOML, or it has a `[source]` and another one is to be added.
pub fn add(text: &str, entries: &[Entry]) -> Result<String, EditError> {
    let has_carriage_returns = text.contains("\r\n");
    let mut before = text.replace("\r\n", "\n");
    if !before.is_empty() && !before.ends_with('\n') {
        before.push('\n');
    }
    let mut document: DocumentMut = before.parse()?;
    if document.contains_key("source") && entries.iter().any(Entry::is_single) {
        return Err(EditError::SecondSource);
    }
    let at_end = || {
        let gap = if before.trim().is_empty() { "" } else { "\n" };
        format!("{before}{gap}{}", to_toml(entries))
    };
    // A file of comments only would get its tables above them.
    let after = if document.is_empty() {
        at_end()
    } else {
        for entry in entries {
            push(&mut document, entry);
        }
        Some(document.to_string()).filter(|after| only_adds_lines(&before, after)).unwrap_or_else(at_end)
    };
    Ok(if has_carriage_returns { after.replace('\n', "\r\n") } else { after })
}

fn push(document: &mut DocumentMut, entry: &Entry) {
    let mut table = entry.to_table();
    if !document.is_empty() {
        table.decor_mut().set_prefix("\n");
    }
    if entry.is_single() {
        document.insert(entry.table, Item::Table(table));
        return;
    }
    match document.get_mut(entry.table).and_then(Item::as_array_of_tables_mut) {
        Some(tables) => tables.push(table),
        None => {
            // Below everything else.
            table.set_position(Some(isize::MAX));
            let mut tables = ArrayOfTables::new();
            tables.push(table);
            document.insert(entry.table, Item::ArrayOfTables(tables));
        }
    }
}

/// Whether every line is still there, in its order.
fn only_adds_lines(before: &str, after: &str) -> bool {
    let mut after = after.lines();
    before.lines().all(|line| after.any(|other| other == line))
}

/// An id for a name: in kebab-case, in ASCII, and not one of those that are taken.
///
/// ```
/// use nextrole::knowledge::edit::suggest_id;
///
/// assert_eq!(suggest_id("Élan & Vital (UK)", |_| false), "elan-vital-uk");
/// assert_eq!(suggest_id("Ops", |id| id == "ops"), "ops-2");
/// ```
pub fn suggest_id(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let plain: String = name.nfd().filter(|letter| letter.is_ascii() || letter.is_alphanumeric()).collect();
    let ascii: String = plain.chars().map(|letter| if letter.is_ascii() { letter } else { ' ' }).collect();
    let short: String = kebab_case(&ascii).chars().take(MAX_ID_CHARS - 3).collect();
    let id = short.trim_matches('-').to_owned();
    let id = if is_kebab_case(&id) { id } else { "new".to_owned() };
    if !is_taken(&id) {
        return id;
    }
    (2..100).map(|number| format!("{id}-{number}")).find(|id| !is_taken(id)).unwrap_or(id)
}

/// The date that was written, as the format has it, if there is only one way to read it.
///
/// ```
/// use nextrole::knowledge::edit::to_date;
///
/// assert_eq!(to_date("March 2016").as_deref(), Some("2016-03"));
/// assert_eq!(to_date("last spring"), None);
/// ```
pub fn to_date(written: &str) -> Option<String> {
    bad_date::to_date(written)
}

/// The URL that was written, without the signs that came with it from a text.
///
/// # Errors
///
/// What is wrong with it, and what to do.
pub fn to_url(written: &str) -> Result<String, String> {
    bad_url::to_url(written)
}

/// Why a table cannot be added to a file.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The file is no TOML.
    #[error("it is not TOML: {0}")]
    NotToml(#[from] TomlError),
    /// The file has a source already.
    #[error("it has a [source] already, and a file has only one")]
    SecondSource,
}
