//! What is known of titles in general, before any knowledge is read.
//!
//! Three lists stand in `data`, each with its origin in its head: `titles.txt` says what kinds of words titles are made
//! of, `everyday.txt` which words are everyday English, `fields.txt` in which fields of work a word of a title occurs.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fields::Fields;
use super::stem::ends_like_person;

/// The lists, read once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// What a word does in a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Says which job it is: "network", "helpdesk".
    Field,
    /// Much experience: "senior".
    Senior,
    /// Little experience: "junior".
    Junior,
    /// A mark of the pay scale: "II".
    Grade,
    /// A support level: "level2".
    Level,
    /// Leads people: "manager".
    Manage,
    /// A head word that says little: "specialist".
    Generic,
    /// A head word that says much: "architect".
    Person,
}

/// A word of titles in general.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    kind: Option<Kind>,
    /// It names nothing: "the", "position".
    pub(super) is_empty: bool,
    /// It is everyday English.
    pub(super) is_everyday: bool,
    /// The binary logarithm of the number of occupations that have it in their titles.
    pub(super) spread: u8,
    /// In which fields of work it occurs.
    pub(super) fields: Option<Fields>,
}

impl Entry {
    /// Whether any list has the word.
    pub(super) fn is_known(&self) -> bool {
        self.kind.is_some() || self.is_empty || self.is_everyday || self.fields.is_some()
    }
}

/// All that is known of titles in general.
pub(super) struct Lexicon {
    entries: HashMap<&'static str, Entry>,
    /// Words that may stand for one another.
    groups: Vec<Vec<&'static str>>,
    groups_of: HashMap<&'static str, Vec<usize>>,
    shorts: HashMap<&'static str, &'static str>,
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut lexicon = Lexicon {
            entries: HashMap::with_capacity(8192),
            groups: Vec::new(),
            groups_of: HashMap::new(),
            shorts: HashMap::new(),
        };
        for line in lines(include_str!("data/fields.txt")) {
            let mut parts = line.splitn(3, ' ');
            if let (Some(word), Some(spread), Some(letters)) = (parts.next(), parts.next(), parts.next()) {
                let entry = lexicon.entries.entry(word).or_default();
                entry.spread = spread.parse().unwrap_or_default();
                entry.fields = Some(Fields::parse(letters));
            }
        }
        for word in lines(include_str!("data/everyday.txt")).flat_map(str::split_ascii_whitespace) {
            lexicon.entries.entry(word).or_default().is_everyday = true;
        }
        for line in lines(include_str!("data/titles.txt")) {
            if let Some((what, rest)) = line.split_once(' ') {
                lexicon.add_titles(what, rest);
            }
        }
        lexicon
    }

    fn add_titles(&mut self, what: &'static str, rest: &'static str) {
        let words = rest.split_ascii_whitespace();
        let kind = match what {
            "senior" => Kind::Senior,
            "junior" => Kind::Junior,
            "grade" => Kind::Grade,
            "manage" => Kind::Manage,
            "generic" => Kind::Generic,
            "person" => Kind::Person,
            "same" => {
                for word in words.clone() {
                    self.groups_of.entry(word).or_default().push(self.groups.len());
                }
                return self.groups.push(words.collect());
            }
            "short" => {
                self.shorts.extend(rest.split_once(' '));
                return;
            }
            _ => {
                for word in words {
                    self.entries.entry(word).or_default().is_empty = true;
                }
                return;
            }
        };
        for word in words {
            // The first line that names a word says what it is: "lead" and "chief" are marks of experience first.
            self.entries.entry(word).or_default().kind.get_or_insert(kind);
        }
    }

    /// What is known of a word; nothing, if it is in none of the lists.
    pub(super) fn entry(&self, word: &str) -> Entry {
        self.entries.get(word).copied().unwrap_or_default()
    }

    /// What a word does in a title.
    pub(super) fn kind(&self, word: &str) -> Kind {
        if word.starts_with("level") && word.len() == "level1".len() {
            return Kind::Level;
        }
        let entry = self.entry(word);
        entry.kind.unwrap_or_else(|| {
            // "guitarist", "biologist": the lists cannot name every job there is.
            if !entry.is_everyday && ends_like_person(word) { Kind::Person } else { Kind::Field }
        })
    }

    /// Words that may stand for this one.
    pub(super) fn same_as(&self, word: &str) -> impl Iterator<Item = &'static str> {
        let groups = self.groups_of.get(word).map_or(&[][..], Vec::as_slice);
        groups.iter().flat_map(|group| self.groups[*group].iter().copied())
    }

    /// What an abbreviation stands for. Several words are given with `+` between them.
    pub(super) fn long(&self, short: &str, is_last: bool) -> Option<&'static str> {
        let long = self.shorts.get(short)?;
        Some(match long.split_once('|') {
            Some((as_last, _)) if is_last => as_last,
            Some((_, as_modifier)) => as_modifier,
            None => long,
        })
    }

    /// Words of titles that a misspelling may be meant for.
    pub(super) fn title_words(&self) -> impl Iterator<Item = &'static str> {
        let in_titles = |entry: &Entry| entry.fields.is_some() || entry.kind.is_some();
        let words = self.entries.iter().filter(move |(_, entry)| in_titles(entry)).map(|(word, _)| *word);
        // Shorter abbreviations are near to too much.
        words.chain(self.shorts.keys().copied().filter(|short| short.len() >= 6 && !short.contains('+')))
    }
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
