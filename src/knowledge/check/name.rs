//! The names of roles and terms, in a form in which those that people take for the same are the same.

use unicode_normalization::UnicodeNormalization;

use super::super::raw::{Raw, Text};
use super::reference::Kind;

/// A name or alias.
#[derive(Debug, Clone)]
pub(super) struct Name<'r> {
    pub(super) text: &'r Text,
    /// See [`same`].
    pub(super) same: String,
    pub(super) owner: Owner<'r>,
    pub(super) is_alias: bool,
}

/// What a name leads to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner<'r> {
    pub(super) kind: Kind,
    /// Its place in the list of its kind in [`Raw`].
    pub(super) index: usize,
    pub(super) id: Option<&'r Text>,
}

impl PartialEq for Owner<'_> {
    fn eq(&self, other: &Owner<'_>) -> bool {
        (self.kind, self.index) == (other.kind, other.index)
    }
}

impl Owner<'_> {
    /// "role `ops`"
    pub(super) fn title(&self) -> String {
        match self.id {
            Some(id) => format!("{} `{}`", self.kind, id.value),
            None => format!("a {} without id", self.kind),
        }
    }
}

/// Every name and alias of every role and term, in the order of the files.
pub(super) fn all<'r>(raw: &'r Raw) -> Vec<Name<'r>> {
    let mut names = Vec::new();
    let mut add = |owner: Owner<'r>, name: &'r Option<Text>, aliases: &'r [Text]| {
        let all = name.iter().map(|name| (name, false)).chain(aliases.iter().map(|alias| (alias, true)));
        names.extend(all.map(|(text, is_alias)| Name { text, same: same(&text.value), owner, is_alias }));
    };
    for (index, role) in raw.roles.iter().enumerate() {
        add(Owner { kind: Kind::Role, index, id: role.id.as_ref() }, &role.name, &role.aliases);
    }
    for (index, term) in raw.terms.iter().enumerate() {
        add(Owner { kind: Kind::Term, index, id: term.id.as_ref() }, &term.name, &term.aliases);
    }
    names
}

/// A name without what does not tell it from another: case, hyphens, spaces, the width of letters. "Help-Desk", "help
/// desk" and "helpdesk" become the same; "C++" and "C#" do not. Empty for a name of nothing but punctuation.
pub(in super::super) fn same(name: &str) -> String {
    if name.is_ascii() {
        return name.chars().filter(|letter| tells(*letter)).map(|letter| letter.to_ascii_lowercase()).collect();
    }
    name.nfkc().flat_map(char::to_lowercase).filter(|letter| tells(*letter)).collect()
}

fn tells(letter: char) -> bool {
    match letter {
        '+' | '#' => true,
        _ if letter.is_ascii() => letter.is_ascii_alphanumeric(),
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '·' | '«' | '»' | '、' | '。' => false,
        _ => !is_blank(letter),
    }
}

/// Whether a character leaves nothing to be seen: white space, controls, and what Unicode calls ignorable.
pub(in super::super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}
