//! The names of roles, terms and near fields, with a key that is equal for names that people consider the same.

use unicode_normalization::UnicodeNormalization;

use crate::invisible::is_invisible;

use super::super::raw::{Raw, Text};
use super::reference::{DEFINABLE, Defined, IdKind, Ids};

/// A name or alias.
#[derive(Debug, Clone)]
pub(super) struct Name<'r> {
    pub(super) text: &'r Text,
    /// See [`fold_key`].
    pub(super) key: String,
    pub(super) owner: NameOwner<'r>,
    pub(super) is_alias: bool,
}

/// What a name belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameOwner<'r> {
    pub(super) kind: IdKind,
    /// Its index in the list of its kind in [`Raw`].
    pub(super) index: usize,
    pub(super) id: Option<&'r Text>,
}

impl PartialEq for NameOwner<'_> {
    fn eq(&self, other: &NameOwner<'_>) -> bool {
        (self.kind, self.index) == (other.kind, other.index)
    }
}

impl NameOwner<'_> {
    /// "role `ops`"
    pub(super) fn title(&self) -> String {
        match self.id {
            Some(id) => format!("{} `{}`", self.kind, id.value),
            None => format!("{} without an id", self.kind),
        }
    }
}

/// Every name and alias of every role, term and near field, in file order, then those in other languages.
pub(super) fn all<'r>(raw: &'r Raw, ids: &Ids<'r>) -> Vec<Name<'r>> {
    let mut names = Vec::new();
    let mut add = |owner: NameOwner<'r>, name: &'r Option<Text>, aliases: &'r [Text]| {
        let all = name.iter().map(|name| (name, false)).chain(aliases.iter().map(|alias| (alias, true)));
        names.extend(all.map(|(text, is_alias)| Name { text, key: fold_key(&text.value), owner, is_alias }));
    };
    for (index, role) in raw.roles.iter().enumerate() {
        add(NameOwner { kind: IdKind::Role, index, id: role.id.as_ref() }, &role.name, &role.aliases);
    }
    for (index, term) in raw.terms.iter().enumerate() {
        add(NameOwner { kind: IdKind::Term, index, id: term.id.as_ref() }, &term.name, &term.aliases);
    }
    for (index, near) in raw.near_fields.iter().enumerate() {
        // People call it by its name: it has no id.
        add(NameOwner { kind: IdKind::NearField, index, id: near.name.as_ref() }, &near.name, &near.titles);
    }
    for translation in &raw.translations {
        if let Some(Defined { kind, index, id }) = translation.of.as_ref().and_then(|of| ids.find(&of.value, DEFINABLE))
        {
            add(NameOwner { kind, index, id: Some(id) }, &None, &translation.names);
        }
    }
    names
}

/// A name without case, hyphens, spaces and letter width. "Help-Desk", "help desk" and "helpdesk" have the same key;
/// "C++" and "C#" do not. Empty for a name that is only punctuation.
pub(in super::super) fn fold_key(name: &str) -> String {
    if name.is_ascii() {
        return name
            .chars()
            .filter(|letter| is_significant(*letter))
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
    }
    name.nfkc().flat_map(char::to_lowercase).filter(|letter| is_significant(*letter)).collect()
}

fn is_significant(letter: char) -> bool {
    match letter {
        '+' | '#' => true,
        _ if letter.is_ascii() => letter.is_ascii_alphanumeric(),
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '·' | '«' | '»' | '、' | '。' => false,
        _ => !is_blank(letter),
    }
}

/// Whether a character is invisible: white space, controls, and what Unicode calls ignorable.
pub(in super::super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || is_invisible(letter)
        // The empty Braille pattern, and marks around annotations.
        || matches!(letter, '\u{2800}' | '\u{fff9}'..='\u{fffb}')
}
