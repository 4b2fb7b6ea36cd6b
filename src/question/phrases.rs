//! How people ask, as data: a file per language in `phrases/`, and `any.toml` for signs that belong to none.
//!
//! To add a language, add its file and a line to [`FILES`].

use std::sync::LazyLock;

use serde::Deserialize;

/// Every file, by the language it is in.
const FILES: &[(&str, &str)] = &[("any", include_str!("phrases/any.toml")), ("en", include_str!("phrases/en.toml"))];

/// The phrases of all languages.
///
/// A file that cannot be read would be left out; a test reads each of them.
pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut all = Phrases::default();
    for phrases in FILES.iter().filter_map(|(_, text)| toml::from_str(text).ok()) {
        all.absorb(phrases);
    }
    all
});

/// Phrases by what they ask for. All are in lower case.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Phrases {
    pub(super) define: DefinePhrases,
    pub(super) tracks: TracksPhrases,
    pub(super) compare: ComparePhrases,
    pub(super) pair: PairPhrases,
}

/// Phrases that ask what something means.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct DefinePhrases {
    /// What the question begins with.
    pub(super) openings: Vec<String>,
    /// What may follow the name.
    pub(super) endings: Vec<String>,
}

/// Phrases that ask for the tracks.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TracksPhrases {
    /// Single words.
    pub(super) words: Vec<String>,
    /// Several words in a row.
    pub(super) phrases: Vec<String>,
}

/// Phrases that ask for a comparison.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ComparePhrases {
    /// Single words.
    pub(super) words: Vec<String>,
    /// Several words in a row.
    pub(super) phrases: Vec<String>,
    /// Words that compare what stands before and after them.
    pub(super) between: Vec<String>,
}

/// What stands around two roles.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PairPhrases {
    /// Words between the two.
    pub(super) between: Vec<String>,
    /// Words before the first.
    pub(super) before: Vec<String>,
    /// Single characters between the two.
    pub(super) signs: Vec<char>,
    /// Signs that lead from the first to the second.
    pub(super) arrows: Vec<String>,
}

impl Phrases {
    fn absorb(&mut self, other: Phrases) {
        let Phrases { define, tracks, compare, pair } = other;
        self.define.openings.extend(define.openings);
        self.define.endings.extend(define.endings);
        self.tracks.words.extend(tracks.words);
        self.tracks.phrases.extend(tracks.phrases);
        self.compare.words.extend(compare.words);
        self.compare.phrases.extend(compare.phrases);
        self.compare.between.extend(compare.between);
        self.pair.between.extend(pair.between);
        self.pair.before.extend(pair.before);
        self.pair.signs.extend(pair.signs);
        self.pair.arrows.extend(pair.arrows);
    }
}

/// What follows this word or phrase at the start of a text in lower case; `None` if the text starts otherwise.
pub(super) fn after_opening<'t>(text: &'t str, opening: &str) -> Option<&'t str> {
    text.strip_prefix(opening)?.strip_prefix(' ')
}

/// What precedes this word or phrase at the end of a text in lower case; `None` if the text ends otherwise.
pub(super) fn before_ending<'t>(text: &'t str, ending: &str) -> Option<&'t str> {
    text.strip_suffix(ending)?.strip_suffix(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for (language, text) in FILES {
            let phrases: Phrases = toml::from_str(text).unwrap_or_else(|error| panic!("{language}: {error}"));
            assert_ne!(phrases, Phrases::default(), "{language} says nothing");
        }
    }

    #[test]
    fn every_phrase_has_the_form_that_is_looked_for() {
        let Phrases { define, tracks, compare, pair } = &*PHRASES;
        let words = [&tracks.words, &compare.words, &compare.between, &pair.between, &pair.before, &pair.arrows];
        for word in words.into_iter().flatten() {
            assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word:?} is no single word");
        }
        let phrases = [&define.openings, &define.endings, &tracks.phrases, &compare.phrases];
        for phrase in words.into_iter().chain(phrases).flatten() {
            assert_eq!(phrase, &phrase.to_lowercase(), "is not in lower case");
            assert_eq!(phrase, &phrase.split_whitespace().collect::<Vec<_>>().join(" "), "has odd spaces");
        }
    }
}
