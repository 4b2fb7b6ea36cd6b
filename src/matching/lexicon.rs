//! General knowledge of titles, independent of any knowledge folder: kinds of words, synonyms, abbreviations, everyday
//! words, fields of work. The lists are in `data/<language>`; each names its origin.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::data::{LANGUAGES, lines};
use super::occupation_fields::OccupationFields;
use super::stem::ends_like_person;

/// The lists, parsed once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// Minimum length of an empty word that is recognized with a slip in it: "rome" is not "role".
const MIN_EMPTY_LENGTH: usize = 6;

/// What a word does in a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum WordKind {
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
    kind: Option<WordKind>,
    /// Its kind as the last word, if different: an assistant, but an assistant manager.
    kind_at_end: Option<WordKind>,
    /// It carries no meaning: "the", "position".
    pub(super) is_empty: bool,
    /// It is everyday English.
    pub(super) is_everyday: bool,
    /// The binary logarithm of the number of occupations that have it in their titles.
    pub(super) spread: u8,
    /// It usually ends a title.
    is_mostly_last: bool,
    /// The fields of work that it occurs in.
    pub(super) fields: Option<OccupationFields>,
}

impl Entry {
    /// Whether any list has the word.
    pub(super) fn is_known(&self) -> bool {
        self.kind.is_some() || self.is_empty || self.is_everyday || self.fields.is_some()
    }
}

/// The parsed word lists.
pub(super) struct Lexicon {
    entries: FxHashMap<&'static str, Entry>,
    /// Words that may stand for one another.
    groups: Vec<Vec<&'static str>>,
    groups_of: FxHashMap<&'static str, Vec<usize>>,
    shorts: FxHashMap<&'static str, &'static str>,
    /// The first words of abbreviations of several words.
    short_starts: FxHashSet<&'static str>,
    /// Words that are marks of experience only before some head words: "staff".
    pub(super) senior_before: FxHashMap<&'static str, Vec<&'static str>>,
    /// Words that are grades behind the main part of a title: "night".
    pub(super) grades_behind: Vec<&'static str>,
    /// The words that support levels are written with.
    pub(super) levels: Levels,
    /// Words between two titles of which one is meant: "or".
    pub(super) either: Vec<&'static str>,
    /// Words between two titles that are compared.
    pub(super) versus: Vec<&'static str>,
    /// Words that a part of an organization is called by: "office".
    pub(super) departments: Vec<&'static str>,
    /// Words that may stand inside a title in a sentence: "of".
    pub(super) inside: Vec<&'static str>,
    /// Words that end a title in a sentence only by accident: "it".
    pub(super) pronouns: Vec<&'static str>,
}

/// The words that support levels are written with.
#[derive(Default)]
pub(super) struct Levels {
    /// "line", "tier".
    pub(super) nouns: Vec<&'static str>,
    /// What stands right before the number: "l" in "L2".
    shorts: Vec<&'static str>,
    /// Words before a noun, with their number: "second".
    pub(super) ordinals: Vec<(&'static str, u8)>,
    /// Words behind a noun, with their number: "ii".
    cardinals: Vec<(&'static str, u8)>,
}

impl Levels {
    /// Adds a line of the list: a number and the words for it.
    fn add_numbers(numbers: &mut Vec<(&'static str, u8)>, rest: &'static str) {
        let mut words = rest.split_ascii_whitespace();
        if let Some(number) = words.next().and_then(|number| number.parse().ok()) {
            numbers.extend(words.map(|word| (word, number)));
        }
    }

    fn number(numbers: &[(&'static str, u8)], word: &str) -> Option<u8> {
        numbers.iter().find(|(text, _)| *text == word).map(|(_, number)| *number)
    }

    pub(super) fn is_noun(&self, word: &str) -> bool {
        self.nouns.contains(&word)
    }

    /// The level that "second" stands for.
    pub(super) fn ordinal(&self, word: &str) -> Option<u8> {
        Levels::number(&self.ordinals, word)
    }

    /// The level that "ii" stands for.
    pub(super) fn cardinal(&self, word: &str) -> Option<u8> {
        Levels::number(&self.cardinals, word)
    }

    /// The level that a single word like "L2" stands for.
    pub(super) fn compact(&self, word: &str) -> Option<u8> {
        let digits = self.shorts.iter().find_map(|noun| word.strip_prefix(noun))?;
        digits.parse().ok().filter(|number| self.cardinals.iter().any(|(_, known)| known == number))
    }
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut lexicon = Lexicon {
            entries: FxHashMap::with_capacity_and_hasher(8192, Default::default()),
            groups: Vec::new(),
            groups_of: FxHashMap::default(),
            shorts: FxHashMap::default(),
            short_starts: FxHashSet::default(),
            senior_before: FxHashMap::default(),
            grades_behind: Vec::new(),
            levels: Levels::default(),
            either: Vec::new(),
            versus: Vec::new(),
            departments: Vec::new(),
            inside: Vec::new(),
            pronouns: Vec::new(),
        };
        for line in LANGUAGES.iter().flat_map(|language| lines(language.fields)) {
            let mut parts = line.splitn(3, ' ');
            if let (Some(word), Some(spread), Some(letters)) = (parts.next(), parts.next(), parts.next()) {
                let entry = lexicon.entries.entry(word).or_default();
                entry.is_mostly_last = spread.ends_with('+');
                entry.spread = spread.trim_end_matches('+').parse().unwrap_or_default();
                entry.fields = Some(OccupationFields::parse(letters));
            }
        }
        for word in LANGUAGES.iter().flat_map(|language| lines(language.everyday)).flat_map(str::split_ascii_whitespace)
        {
            lexicon.entries.entry(word).or_default().is_everyday = true;
        }
        for line in LANGUAGES.iter().flat_map(|language| lines(language.titles)) {
            if let Some((what, rest)) = line.split_once(' ') {
                lexicon.add_titles(what, rest);
            }
        }
        lexicon
    }

    fn add_titles(&mut self, what: &'static str, rest: &'static str) {
        let words = rest.split_ascii_whitespace();
        let kind = match what {
            "senior" => WordKind::Senior,
            "junior" => WordKind::Junior,
            "grade" => WordKind::Grade,
            "manage" => WordKind::Manage,
            "generic" => WordKind::Generic,
            "person" => WordKind::Person,
            "same" => {
                for word in words.clone() {
                    self.groups_of.entry(word).or_default().push(self.groups.len());
                }
                return self.groups.push(words.collect());
            }
            "short" => {
                if let Some((short, long)) = rest.split_once(' ') {
                    self.short_starts.extend(short.split_once('+').map(|(first, _)| first));
                    self.shorts.insert(short, long);
                }
                return;
            }
            "senior-before" => {
                if let Some((word, heads)) = rest.split_once(' ') {
                    self.senior_before.insert(word, heads.split_ascii_whitespace().collect());
                }
                return;
            }
            "grade-behind" => return self.grades_behind.extend(words),
            "level-noun" => return self.levels.nouns.extend(words),
            "level-short" => return self.levels.shorts.extend(words),
            "ordinal" => return Levels::add_numbers(&mut self.levels.ordinals, rest),
            "cardinal" => return Levels::add_numbers(&mut self.levels.cardinals, rest),
            "either" => return self.either.extend(words),
            "versus" => return self.versus.extend(words),
            "department" => return self.departments.extend(words),
            "inside" => return self.inside.extend(words),
            "pronoun" => return self.pronouns.extend(words),
            _ => {
                for word in words {
                    self.entries.entry(word).or_default().is_empty = true;
                }
                return;
            }
        };
        for word in words {
            let entry = self.entries.entry(word).or_default();
            if entry.kind.is_some_and(|first| first != kind) {
                entry.kind_at_end = Some(kind);
            }
            entry.kind.get_or_insert(kind);
        }
    }

    /// The entry of a word; the default if no list has it.
    pub(super) fn entry(&self, word: &str) -> Entry {
        self.entries.get(word).copied().unwrap_or_default()
    }

    /// The kind of a word.
    pub(super) fn kind(&self, word: &str) -> WordKind {
        if word.starts_with("level") && word.len() == "level1".len() {
            return WordKind::Level;
        }
        let entry = self.entry(word);
        entry.kind.unwrap_or_else(|| {
            // "guitarist", "biologist": the lists cannot have every job. But "restaurant" is not one.
            let may_be = if entry.fields.is_some() { entry.is_mostly_last } else { !entry.is_everyday };
            if may_be && ends_like_person(word) { WordKind::Person } else { WordKind::Field }
        })
    }

    /// The kind of a word at the end of a title.
    pub(super) fn kind_at_end(&self, word: &str) -> WordKind {
        self.entry(word).kind_at_end.unwrap_or_else(|| self.kind(word))
    }

    /// Words that may stand for this one.
    pub(super) fn same_as(&self, word: &str) -> impl Iterator<Item = &'static str> {
        let groups = self.groups_of.get(word).map_or(&[][..], Vec::as_slice);
        groups.iter().flat_map(|group| self.groups[*group].iter().copied())
    }

    /// The expansion of an abbreviation. Several words are joined with `+`.
    pub(super) fn long(&self, short: &str, is_last: bool) -> Option<&'static str> {
        let long = self.shorts.get(short)?;
        Some(match long.split_once('|') {
            Some((as_last, _)) if is_last => as_last,
            Some((_, as_modifier)) => as_modifier,
            None => long,
        })
    }

    /// Whether an abbreviation of several words begins with this one.
    pub(super) fn begins_short(&self, word: &str) -> bool {
        self.short_starts.contains(word)
    }

    /// Words of titles that a misspelling may be meant for.
    pub(super) fn title_words(&self) -> impl Iterator<Item = &'static str> {
        let in_titles = |word: &str, entry: &Entry| {
            entry.fields.is_some() || entry.kind.is_some() || entry.is_empty && word.len() >= MIN_EMPTY_LENGTH
        };
        let words = self.entries.iter().filter(move |(word, entry)| in_titles(word, entry)).map(|(word, _)| *word);
        // Shorter abbreviations resemble too many words.
        words.chain(self.shorts.keys().copied().filter(|short| short.len() >= 6 && !short.contains('+')))
    }
}
