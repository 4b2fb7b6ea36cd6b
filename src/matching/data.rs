//! The word lists, one folder of `data` per language.
//!
//! To add a language, add a folder with the same files (an empty one where there is nothing to say) and a line to
//! [`LANGUAGES`]. Each file says in its head what its lines mean and where its words come from.

/// The word lists of one language, as text.
pub(super) struct Language {
    /// What words do in titles, synonyms and abbreviations.
    pub(super) titles: &'static str,
    /// Everyday words.
    pub(super) everyday: &'static str,
    /// In which fields of work a word of a title occurs.
    pub(super) fields: &'static str,
    /// Plurals and word families.
    pub(super) inflection: &'static str,
    /// Phrases around a role in a sentence.
    pub(super) cues: &'static str,
}

/// Every language, in the order in which the lists are merged.
pub(super) const LANGUAGES: &[Language] = &[Language {
    titles: include_str!("data/en/titles.txt"),
    everyday: include_str!("data/en/everyday.txt"),
    fields: include_str!("data/en/fields.txt"),
    inflection: include_str!("data/en/inflection.txt"),
    cues: include_str!("data/en/cues.txt"),
}];

/// The lines of a list that are neither empty nor comments.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
