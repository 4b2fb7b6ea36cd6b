//! Takes a TOML table apart, key by key, and collects everything that is wrong with it.
//!
//! serde would stop at the first fault of a file. [`Keys`] goes on: what it cannot read it reports and leaves out, and
//! the keys that nobody asked for are those that the format does not know.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{At, Code, File, FileKey, Problem, quoted};
use super::raw::{Located, Text};
use super::suggest;

/// A table that is being read.
pub(super) struct Keys<'t> {
    what: &'static str,
    place: Place<'t>,
    table: &'t DeTable<'t>,
    at: At,
    known: Vec<&'static str>,
    problems: Vec<Problem>,
}

/// The file in which a table stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    /// The file, for messages.
    pub(super) key: FileKey,
    /// The file, for what it says.
    pub(super) file: &'t File,
}

/// A list of tables, as an example: only disputes have one.
const SIDES: &str = "[{ says = \"…\", statements = [\"…\"] }, { says = \"…\", statements = [\"…\"] }]";

/// What the value of a key has to be.
#[derive(Clone, Copy)]
enum Wanted {
    Text,
    Flag,
    List,
    TextOrTable,
    Table,
    Tables,
    InlineTable,
    InlineTables,
}

/// An item of a list whose items may be short or long.
pub(super) enum Item<'t> {
    /// A text.
    Text(Text),
    /// A table.
    Table(Keys<'t>),
}

impl<'t> Keys<'t> {
    /// Starts to read a table that stands at `span`; messages call it `what`.
    pub(super) fn new(
        what: &'static str,
        place: Place<'t>,
        span: std::ops::Range<usize>,
        table: &'t DeTable<'t>,
    ) -> Keys<'t> {
        let at = At { file: place.key, span };
        Keys { what, place, table, at, known: Vec::new(), problems: Vec::new() }
    }

    /// Where the table starts: its header, or its braces.
    pub(super) fn at(&self) -> At {
        self.at.clone()
    }

    /// Whether the key is there, with whatever value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// How much was wrong so far.
    pub(super) fn faults(&self) -> usize {
        self.problems.len()
    }

    /// The text of a key that may be absent.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Text> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(self.located(value, text.to_string())),
            _ => self.wrong(key, value, Wanted::Text),
        }
    }

    /// The text of a key that has to be there.
    pub(super) fn needed_text(&mut self, key: &'static str) -> Option<Text> {
        self.need(key, "\"…\"");
        self.text(key)
    }

    /// The truth of a key that may be absent.
    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => self.wrong(key, value, Wanted::Flag),
        }
    }

    /// The texts of a key that may be absent, and then are none.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<Text> {
        let values = self.list(key);
        values.into_iter().filter_map(|value| self.text_in(key, value)).collect()
    }

    /// The items of a key that has to be there; `what` is what messages call an item that is a table.
    pub(super) fn needed_items(&mut self, key: &'static str, what: &'static str) -> Vec<Item<'t>> {
        self.need(key, "[\"…\", \"…\"]");
        let values = self.list(key);
        values
            .into_iter()
            .filter_map(|value| match value.get_ref() {
                DeValue::String(text) => Some(Item::Text(self.located(value, text.to_string()))),
                DeValue::Table(table) => Some(Item::Table(Keys::new(what, self.place, value.span(), table))),
                _ => self.wrong(key, value, Wanted::TextOrTable),
            })
            .collect()
    }

    /// The table of a key that may be absent, or the place of what was written instead of a table.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Result<Keys<'t>, At>> {
        let value = self.value(key)?;
        let at = At { file: self.at.file, span: value.span() };
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Ok(Keys::new(key, self.place, value.span(), table)));
        }
        self.wrong::<()>(key, value, Wanted::Table);
        Some(Err(at))
    }

    /// The tables of a key that may be absent, and then are none.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Keys<'t>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let values: Vec<_> = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        };
        if let DeValue::Table(_) = value.get_ref() {
            self.wrong::<()>(key, value, Wanted::Tables);
        }
        values
            .into_iter()
            .filter_map(|value| match value.get_ref() {
                DeValue::Table(table) => Some(Keys::new(key, self.place, value.span(), table)),
                _ => self.wrong(key, value, Wanted::Tables),
            })
            .collect()
    }

    /// The table that a key has for its value, if it is there; `what` is what messages call it.
    pub(super) fn inline_table(&mut self, key: &'static str, what: &'static str) -> Option<Keys<'t>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Keys::new(what, self.place, value.span(), table)),
            _ => self.wrong(key, value, Wanted::InlineTable),
        }
    }

    /// The tables in the list of a key that has to be there; `what` is what messages call one of them.
    pub(super) fn needed_tables(&mut self, key: &'static str, what: &'static str) -> Vec<Keys<'t>> {
        self.need(key, SIDES);
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(values) = value.get_ref() else {
            return self.wrong(key, value, Wanted::InlineTables).unwrap_or_default();
        };
        let table = |value: &'t Spanned<DeValue<'t>>| match value.get_ref() {
            DeValue::Table(table) => Some(Keys::new(what, self.place, value.span(), table)),
            _ => self.wrong(key, value, Wanted::InlineTables),
        };
        values.iter().filter_map(table).collect()
    }

    /// Ends the reading: hands over what was wrong, the keys that nobody asked for among it. Says whether nothing was.
    pub(super) fn done(mut self, problems: &mut Vec<Problem>) -> bool {
        let unknown: Vec<_> = self.table.keys().filter(|key| !self.known.contains(&&**key.get_ref())).collect();
        for key in unknown {
            let problem = self.unknown_key(key);
            self.problems.push(problem);
        }
        let sound = self.problems.is_empty();
        problems.append(&mut self.problems);
        sound
    }

    /// Takes over the problems of a table inside this one.
    pub(super) fn adopt(&mut self, inner: Keys<'t>) {
        inner.done(&mut self.problems);
    }

    fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.table.get(key)
    }

    fn list(&mut self, key: &'static str) -> Vec<&'t Spanned<DeValue<'t>>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => self.wrong(key, value, Wanted::List).unwrap_or_default(),
        }
    }

    fn text_in(&mut self, key: &'static str, value: &'t Spanned<DeValue<'t>>) -> Option<Text> {
        match value.get_ref() {
            DeValue::String(text) => Some(self.located(value, text.to_string())),
            _ => self.wrong(key, value, Wanted::List),
        }
    }

    fn located<T>(&self, written: &Spanned<DeValue<'_>>, value: T) -> Located<T> {
        Located { value, at: At { file: self.at.file, span: written.span() } }
    }

    /// The table as titles name it, by its id where it has one.
    fn name(&self) -> String {
        match self.table.get("id").map(Spanned::get_ref) {
            Some(DeValue::String(id)) => format!("{} {}", self.what, quoted(id)),
            _ => self.what.to_owned(),
        }
    }

    fn need(&mut self, key: &'static str, example: &str) {
        if !self.table.contains_key(key) {
            self.problems.push(Problem {
                code: Code::MissingKey,
                title: format!("the {} has no `{key}`", self.name()),
                at: self.at.clone(),
                see: Vec::new(),
                help: format!("add `{key} = {example}`"),
            });
        }
    }

    fn unknown_key(&self, key: &Spanned<std::borrow::Cow<'_, str>>) -> Problem {
        let help = match suggest::closest(key.get_ref(), self.known.iter().copied()) {
            Some(meant) => format!("write `{meant}`"),
            None => {
                let known: Vec<_> = self.known.iter().map(|key| format!("`{key}`")).collect();
                format!("remove it; the keys of a {} are {}", self.what, known.join(", "))
            }
        };
        Problem {
            code: Code::UnknownKey,
            title: format!("unknown key {} in the {}", quoted(key.get_ref()), self.name()),
            at: At { file: self.at.file, span: key.span() },
            see: Vec::new(),
            help,
        }
    }

    /// Reports a value of the wrong type, and stands for what cannot be read then.
    fn wrong<T>(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: Wanted) -> Option<T> {
        let written = self.place.file.text.get(value.span()).unwrap_or_default();
        let one_word = written.len() <= 30 && !written.contains(['"', '\n']);
        let (needs, help) = match (wanted, value.get_ref()) {
            (Wanted::Text, DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_))
                if one_word =>
            {
                ("a text", format!("put it in quotes: `{key} = \"{written}\"`"))
            }
            (Wanted::Text, _) => ("a text", format!("write `{key} = \"…\"`")),
            (Wanted::Flag, _) => ("`true` or `false`", format!("write `{key} = true` or `{key} = false`")),
            (Wanted::List, _) => ("a list of texts", format!("write `{key} = [\"…\"]`")),
            (Wanted::TextOrTable, _) => {
                ("a list of role ids or tables", format!("write `{key} = [\"…\", {{ role = \"…\", title = \"…\" }}]`"))
            }
            (Wanted::InlineTable, _) => ("a table", format!("write `{key} = {{ … }}`")),
            (Wanted::InlineTables, _) => ("a list of tables", format!("write `{key} = {SIDES}`")),
            (Wanted::Table, _) => ("one table", format!("write `[{key}]`; a file has one at most")),
            (Wanted::Tables, _) => ("a list of tables", format!("write `[[{key}]]` over each of them")),
        };
        let is = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.problems.push(Problem {
            code: Code::WrongType,
            title: format!("`{key}` has to be {needs}, and this is {is}"),
            at: At { file: self.at.file, span: value.span() },
            see: Vec::new(),
            help,
        });
        None
    }
}
