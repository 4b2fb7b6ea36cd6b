//! A reader for one TOML table that records every problem instead of stopping at the first.
//!
//! serde stops at the first error of a file. [`TableReader`] goes on: what it cannot read it reports and leaves out, and
//! every key that nobody asked for is unknown to the format.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Code, Edit, FileId, Location, Problem, SourceFile, quoted};
use super::raw::{Located, Text};
use super::suggest;
use super::syntax::is_single;

/// A table that is being read.
pub(super) struct TableReader<'t> {
    what: &'static str,
    file: FileRef<'t>,
    table: &'t DeTable<'t>,
    at: Location,
    known: Vec<&'static str>,
    required: Vec<&'static str>,
    problems: Vec<Problem>,
    /// Problems of keys that are missing, unless one with a typing error is there.
    missing: Vec<(&'static str, Problem)>,
}

/// The file that a table is in.
#[derive(Clone, Copy)]
pub(super) struct FileRef<'t> {
    /// The file, for locations.
    pub(super) id: FileId,
    /// The file, for its text.
    pub(super) file: &'t SourceFile,
    /// Where to record what is asked for, if somebody wants to know.
    pub(super) asked: Option<&'t RefCell<Vec<Asked>>>,
}

/// A key that the parser asks for. All of them together are the shape of the format; the JSON Schema is made from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    /// The table, as messages call it.
    pub(super) table: &'static str,
    /// The key.
    pub(super) key: &'static str,
    /// What its value has to be.
    pub(super) expected: Expected,
    /// What messages call a table in the value, if it may have any.
    pub(super) inner: Option<&'static str>,
    /// Whether the table has to have it.
    pub(super) required: bool,
}

/// An example of the sides of a dispute, the only list of inline tables.
pub(super) const SIDES: &str = "[{ says = \"…\", statements = [\"…\"] }, { says = \"…\", statements = [\"…\"] }]";

/// Words that people write for a key of the format, if the table has that key.
const SYNONYMS: &[(&str, &str)] = &[
    ("author", "by"),
    ("author", "person"),
    ("debate", "dispute"),
    ("define", "definition"),
    ("comment", "note"),
    ("date", "published"),
    ("description", "summary"),
    ("job", "role"),
    ("label", "name"),
    ("ladder", "track"),
    ("link", "url"),
    ("opinion", "viewpoint"),
    ("org", "publisher"),
    ("organization", "person"),
    ("organization", "publisher"),
    ("path", "track"),
    ("person", "by"),
    ("position", "role"),
    ("question", "dispute"),
    ("roles", "covers"),
    ("rungs", "steps"),
    ("said_by", "by"),
    ("step", "move"),
    ("synonym", "term"),
    ("synonyms", "aliases"),
    ("transition", "move"),
    ("type", "kind"),
    ("who", "by"),
    ("year", "published"),
];

/// What the value of a key has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// A text.
    String,
    /// `true` or `false`.
    Bool,
    /// A list of texts.
    Strings,
    /// A text or a list of texts.
    StringOrStrings,
    /// A list of rungs: texts, lists of texts, or tables.
    Rung,
    /// A table with a header of its own, once.
    Table,
    /// Tables with a header each.
    Tables,
    /// A table in braces.
    InlineTable,
    /// A list of tables in braces.
    InlineTables,
}

/// An item of a list of rungs.
pub(super) enum Item<'t> {
    /// A role id.
    String(Text),
    /// Several role ids, and where the list is.
    Strings(Location, Vec<Text>),
    /// A table.
    Table(TableReader<'t>),
}

impl<'t> TableReader<'t> {
    /// Reads a table that stands at `span`; messages call it `what`.
    pub(super) fn new(
        what: &'static str,
        file: FileRef<'t>,
        span: Range<usize>,
        table: &'t DeTable<'t>,
    ) -> TableReader<'t> {
        let at = Location { file: file.id, span };
        let (known, required, problems, missing) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        TableReader { what, file, table, at, known, required, problems, missing }
    }

    /// Where the table starts: its header or its braces.
    pub(super) fn at(&self) -> Location {
        self.at.clone()
    }

    /// Whether the key is present, with whatever value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// How many problems there are so far.
    pub(super) fn problem_count(&self) -> usize {
        self.problems.len() + self.missing.len()
    }

    /// Where a key stands that was meant to be this one, which is missing.
    pub(super) fn mistyped(&self, key: &str) -> Option<Location> {
        let mut keys = self.table.keys();
        let written = keys.find(|written| suggest::closest(written.get_ref(), [key]).is_some())?;
        Some(Location { file: self.at.file, span: written.span() })
    }

    /// An optional string.
    pub(super) fn string(&mut self, key: &'static str) -> Option<Text> {
        let value = self.value(key, Expected::String, None)?;
        match value.get_ref() {
            DeValue::String(text) => Some(self.located(value, text.to_string())),
            _ => self.wrong_type(key, value, Expected::String),
        }
    }

    /// A required string.
    pub(super) fn require_string(&mut self, key: &'static str) -> Option<Text> {
        self.require(key, "\"…\"");
        self.string(key)
    }

    /// An optional boolean; `false` if it is absent or not a boolean.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.value(key, Expected::Bool, None) else { return false };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            _ => self.wrong_type(key, value, Expected::Bool).unwrap_or_default(),
        }
    }

    /// An optional list of strings; empty if it is absent.
    pub(super) fn strings(&mut self, key: &'static str) -> Vec<Text> {
        let values = self.list(key, Expected::Strings, None);
        values.into_iter().filter_map(|value| self.string_in(key, value)).collect()
    }

    /// A required string, or a list of at least one.
    pub(super) fn require_string_or_strings(&mut self, key: &'static str) -> Vec<Text> {
        self.require(key, "\"…\"");
        let Some(value) = self.value(key, Expected::StringOrStrings, None) else { return Vec::new() };
        if let DeValue::String(text) = value.get_ref() {
            return vec![self.located(value, text.to_string())];
        }
        let values = self.list(key, Expected::StringOrStrings, None);
        if matches!(value.get_ref(), DeValue::Array(values) if values.is_empty()) {
            self.problems.push(Problem {
                code: Code::MissingKey,
                title: format!("`{key}` is an empty list"),
                at: Location { file: self.at.file, span: value.span() },
                related: Vec::new(),
                fix: Vec::new(),
                help: format!("write `{key} = \"…\"` with at least one id"),
            });
        }
        values.into_iter().filter_map(|value| self.string_in(key, value)).collect()
    }

    /// The items of a required list of rungs; messages call an item that is a table `what`.
    pub(super) fn require_rungs(&mut self, key: &'static str, what: &'static str) -> Vec<Item<'t>> {
        self.require(key, "[\"…\", \"…\"]");
        let values = self.list(key, Expected::Rung, Some(what));
        values
            .into_iter()
            .filter_map(|value| match value.get_ref() {
                DeValue::String(text) => Some(Item::String(self.located(value, text.to_string()))),
                DeValue::Table(table) => Some(Item::Table(TableReader::new(what, self.file, value.span(), table))),
                DeValue::Array(roles) => {
                    let at = Location { file: self.at.file, span: value.span() };
                    let role = |role: &'t Spanned<DeValue<'t>>| match role.get_ref() {
                        DeValue::String(text) => Some(self.located(role, text.to_string())),
                        _ => self.wrong_type(key, role, Expected::Rung),
                    };
                    Some(Item::Strings(at, roles.iter().filter_map(role).collect()))
                }
                _ => self.wrong_type(key, value, Expected::Rung),
            })
            .collect()
    }

    /// The table of an optional key, or the location of what was written instead of a table.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Result<TableReader<'t>, Location>> {
        let value = self.value(key, Expected::Table, Some(key))?;
        let at = Location { file: self.at.file, span: value.span() };
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Ok(TableReader::new(key, self.file, value.span(), table)));
        }
        self.wrong_type::<()>(key, value, Expected::Table);
        Some(Err(at))
    }

    /// The tables of an optional key; empty if it is absent.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<TableReader<'t>> {
        let Some(value) = self.value(key, Expected::Tables, Some(key)) else { return Vec::new() };
        let values: Vec<_> = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        };
        if let DeValue::Table(_) = value.get_ref() {
            self.wrong_type::<()>(key, value, Expected::Tables);
        }
        values
            .into_iter()
            .filter_map(|value| match value.get_ref() {
                DeValue::Table(table) => Some(TableReader::new(key, self.file, value.span(), table)),
                _ => self.wrong_type(key, value, Expected::Tables),
            })
            .collect()
    }

    /// The inline table of an optional key; messages call it `what`.
    pub(super) fn inline_table(&mut self, key: &'static str, what: &'static str) -> Option<TableReader<'t>> {
        let value = self.value(key, Expected::InlineTable, Some(what))?;
        match value.get_ref() {
            DeValue::Table(table) => Some(TableReader::new(what, self.file, value.span(), table)),
            _ => self.wrong_type(key, value, Expected::InlineTable),
        }
    }

    /// The tables in a required list; messages call one of them `what`.
    pub(super) fn require_tables(&mut self, key: &'static str, what: &'static str) -> Vec<TableReader<'t>> {
        self.require(key, SIDES);
        let Some(value) = self.value(key, Expected::InlineTables, Some(what)) else { return Vec::new() };
        let DeValue::Array(values) = value.get_ref() else {
            return self.wrong_type(key, value, Expected::InlineTables).unwrap_or_default();
        };
        let table = |value: &'t Spanned<DeValue<'t>>| match value.get_ref() {
            DeValue::Table(table) => Some(TableReader::new(what, self.file, value.span(), table)),
            _ => self.wrong_type(key, value, Expected::InlineTables),
        };
        values.iter().filter_map(table).collect()
    }

    /// Ends the reading: hands over the problems, unknown keys included. Returns whether there were none.
    pub(super) fn finish(mut self, problems: &mut Vec<Problem>) -> bool {
        let unknown: Vec<_> = self.table.iter().filter(|(key, _)| !self.known.contains(&&**key.get_ref())).collect();
        for (key, value) in unknown {
            let (problem, meant) = self.unknown_key(key, value);
            self.problems.push(problem);
            self.missing.retain(|(missing, _)| Some(*missing) != meant);
        }
        self.problems.extend(self.missing.drain(..).map(|(_, problem)| problem));
        let is_valid = self.problems.is_empty();
        problems.append(&mut self.problems);
        is_valid
    }

    /// Takes over the problems of a table inside this one.
    pub(super) fn absorb(&mut self, inner: TableReader<'t>) {
        inner.finish(&mut self.problems);
    }

    fn value(
        &mut self,
        key: &'static str,
        expected: Expected,
        inner: Option<&'static str>,
    ) -> Option<&'t Spanned<DeValue<'t>>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        if let Some(asked) = self.file.asked {
            let required = self.required.contains(&key);
            asked.borrow_mut().push(Asked { table: self.what, key, expected, inner, required });
        }
        self.table.get(key)
    }

    fn list(
        &mut self,
        key: &'static str,
        expected: Expected,
        inner: Option<&'static str>,
    ) -> Vec<&'t Spanned<DeValue<'t>>> {
        let Some(value) = self.value(key, expected, inner) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => self.wrong_type(key, value, expected).unwrap_or_default(),
        }
    }

    fn string_in(&mut self, key: &'static str, value: &'t Spanned<DeValue<'t>>) -> Option<Text> {
        match value.get_ref() {
            DeValue::String(text) => Some(self.located(value, text.to_string())),
            _ => self.wrong_type(key, value, Expected::Strings),
        }
    }

    fn located<T>(&self, written: &Spanned<DeValue<'_>>, value: T) -> Located<T> {
        Located { value, at: Location { file: self.at.file, span: written.span() } }
    }

    /// The table as titles name it, with its id if it has one.
    fn name(&self) -> String {
        match self.table.get("id").map(Spanned::get_ref) {
            Some(DeValue::String(id)) if self.what != "file" => format!("{} {}", self.what, quoted(id)),
            _ => self.what.to_owned(),
        }
    }

    fn require(&mut self, key: &'static str, example: &str) {
        self.required.push(key);
        if !self.table.contains_key(key) {
            let problem = Problem {
                code: Code::MissingKey,
                title: format!("the {} has no `{key}`", self.name()),
                at: self.at.clone(),
                related: Vec::new(),
                fix: Vec::new(),
                help: format!("add `{key} = {example}`"),
            };
            self.missing.push((key, problem));
        }
    }

    /// The problem, and the key that was meant.
    fn unknown_key(
        &self,
        key: &Spanned<Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> (Problem, Option<&'static str>) {
        let written = key.get_ref().to_lowercase();
        let known = || self.known.iter().copied();
        let synonym = || SYNONYMS.iter().find(|(word, key)| *word == written && self.known.contains(key));
        let meant = suggest::key(&written, known()).or_else(|| synonym().map(|(_, key)| *key));
        let is_table = matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
        let line_start = self.file.file.text.get(..key.span().start).unwrap_or_default();
        let header = line_start.rsplit('\n').next().unwrap_or_default().trim_start();
        let is_inner_header = is_table && self.what != "file" && header.starts_with('[') && header.ends_with('.');
        let help = match meant {
            Some(meant) => format!("write `{meant}`"),
            None if is_inner_header => {
                let id = quoted(&format!("id = \"{}\"", key.get_ref()));
                format!("a header has only the name of its table: write `[[{}]]`, and below it {id}", self.what)
            }
            None if self.what == "file" && !is_table => {
                "put it below the header of the table it belongs to, such as `[[role]]`".to_owned()
            }
            None if self.what == "file" => {
                let header = |key: &&str| if is_single(key) { format!("`[{key}]`") } else { format!("`[[{key}]]`") };
                let headers: Vec<_> = self.known.iter().map(header).collect();
                format!("write one of the headers {}", headers.join(", "))
            }
            None => {
                let known: Vec<_> = known().map(|key| format!("`{key}`")).collect();
                format!("remove it; the keys of a {} are {}", self.what, known.join(", "))
            }
        };
        let at = Location { file: self.at.file, span: key.span() };
        // One more table of a list is no second key.
        let is_free = |meant: &&str| !self.table.contains_key(*meant) || matches!(value.get_ref(), DeValue::Array(_));
        let is_bare = self.file.file.text.get(key.span()) == Some(&**key.get_ref());
        let fix = meant.filter(is_free).filter(|_| is_bare);
        let problem = Problem {
            code: Code::UnknownKey,
            title: format!("unknown key {} in the {}", quoted(key.get_ref()), self.name()),
            fix: fix.map(|meant| Edit { at: at.clone(), text: meant.to_owned() }).into_iter().collect(),
            at,
            related: Vec::new(),
            help,
        };
        (problem, meant)
    }

    /// Reports a type error and returns `None`.
    fn wrong_type<T>(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: Expected) -> Option<T> {
        let written = self.file.file.text.get(value.span()).unwrap_or_default();
        let one_word = written.len() <= 30 && !written.contains(['"', '\n']);
        let text = match value.get_ref() {
            DeValue::String(text) => Some(&**text),
            _ => None,
        };
        // What is written in its place, if there is no doubt.
        let mut fixed = None;
        let (needs, help) = match (expected, value.get_ref()) {
            (
                Expected::String,
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_),
            ) if one_word => {
                fixed = Some(format!("\"{written}\""));
                ("a text", format!("put it in quotes: `{key} = \"{written}\"`"))
            }
            (Expected::String, DeValue::Array(items)) => {
                let first = match items.first().map(Spanned::get_ref) {
                    Some(DeValue::String(first)) if first.len() <= 30 && !first.contains(['"', '\\']) => first,
                    _ => "…",
                };
                ("a text", format!("write `{key} = \"{first}\"`; {}", one_of_several(key)))
            }
            (Expected::String, _) => ("a text", format!("write `{key} = \"…\"`")),
            (Expected::Bool, _) => {
                let word = text.map(str::to_lowercase);
                let word = word.as_deref().filter(|word| matches!(*word, "true" | "false"));
                fixed = word.map(str::to_owned);
                let help = word.map(|word| format!("remove the quotes: `{key} = {word}`"));
                ("`true` or `false`", help.unwrap_or_else(|| format!("write `{key} = true` or `{key} = false`")))
            }
            (Expected::Strings, _) => {
                let items = text.map(|text| list(text, &[","])).filter(|items| items.len() <= 60);
                fixed = text.filter(|text| !text.contains(',')).map(|_| format!("[{written}]"));
                ("a list of texts", format!("write `{key} = {}`", items.unwrap_or_else(|| "[\"…\"]".to_owned())))
            }
            (Expected::StringOrStrings, _) => {
                ("a text or a list of texts", format!("write `{key} = \"…\"` or `{key} = [\"…\", \"…\"]`"))
            }
            (Expected::Rung, DeValue::String(text)) => {
                let items = list(text, &["->", "→", ",", ">"]);
                let items = if items.len() <= 60 { items } else { "[\"…\", \"…\"]".to_owned() };
                ("a list of role ids", format!("write `{key} = {items}`"))
            }
            (Expected::Rung, _) => (
                "a list of role ids, lists of role ids, or tables",
                format!("write `{key} = [\"…\", [\"…\", \"…\"], {{ role = \"…\", title = \"…\" }}]`"),
            ),
            (Expected::InlineTable, _) => ("a table", format!("write `{key} = {{ … }}`")),
            (Expected::InlineTables, _) => ("a list of tables", format!("write `{key} = {SIDES}`")),
            (Expected::Table, DeValue::Array(tables)) => {
                let is_header =
                    |span: Range<usize>| self.file.file.text.get(span).is_some_and(|text| text.starts_with("[["));
                if tables.len() == 1 && tables.first().is_some_and(|table| is_header(table.span())) {
                    fixed = Some(format!("[{key}]"));
                }
                ("one table", format!("write `[{key}]`, with one bracket on each side, and once in a file"))
            }
            (Expected::Table, _) => ("one table", format!("write `[{key}]` above its keys")),
            (Expected::Tables, DeValue::Table(_)) => {
                fixed = (written == format!("[{key}]")).then(|| format!("[[{key}]]"));
                ("a list of tables", format!("write `[[{key}]]`, with two brackets on each side, above each of them"))
            }
            (Expected::Tables, _) => ("a list of tables", format!("write `[[{key}]]` above each of them")),
        };
        let is = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let title = match (expected, value.get_ref()) {
            (Expected::Tables, DeValue::Table(_)) if written.starts_with('[') => {
                format!("`[{key}]` has too few brackets")
            }
            (Expected::Table, DeValue::Array(_)) => format!("`[[{key}]]` has too many brackets"),
            _ => format!("`{key}` must be {needs}, but this is {is}"),
        };
        let span = match value.get_ref() {
            DeValue::Array(tables) if matches!(expected, Expected::Table) => {
                tables.first().map_or(value.span(), Spanned::span)
            }
            _ => value.span(),
        };
        let at = Location { file: self.at.file, span };
        let fix = fixed.map(|text| Edit { at: at.clone(), text }).into_iter().collect();
        self.problems.push(Problem { code: Code::WrongType, title, at, related: Vec::new(), fix, help });
        None
    }
}

/// What to do with several values of a key that has one.
pub(super) fn one_of_several(key: &str) -> &'static str {
    match key {
        "by" => "if several people say it, write it once for each",
        "name" => "other names go into `aliases`",
        _ => "keep the one that fits best",
    }
}

/// A text with separators, as a list of texts.
pub(super) fn list(text: &str, separators: &[&str]) -> String {
    let separated = separators.iter().fold(text.to_owned(), |text, separator| text.replace(separator, "\n"));
    let items = separated.lines().map(str::trim).filter(|item| !item.is_empty());
    let items: Vec<String> = items.map(|item| format!("\"{}\"", item.replace(['"', '\\'], "…"))).collect();
    format!("[{}]", items.join(", "))
}
