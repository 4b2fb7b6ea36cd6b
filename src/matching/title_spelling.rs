//! Spelling correction for general title words.

use std::sync::LazyLock;

use super::lexicon::LEXICON;
use super::spelling::{Near, Spelling};
use super::stem::singular_form;

/// General title words in alphabetical order.
static TITLE_WORDS: LazyLock<(Vec<&'static str>, Spelling)> = LazyLock::new(|| {
    let mut words: Vec<&'static str> = LEXICON.title_words().collect();
    words.sort_unstable();
    words.dedup();
    let spelling = Spelling::new((0..).zip(words.iter().copied()));
    (words, spelling)
});

/// Parses the lists now, so that the first query does not wait for it.
pub(super) fn prepare() {
    LazyLock::force(&TITLE_WORDS);
}

/// Whether a word is known to be spelled correctly, so that it is never corrected.
pub(super) fn is_known(text: &str) -> bool {
    LEXICON.entry(text).is_known()
        || text.bytes().any(|byte| byte.is_ascii_digit())
        || singular_form(text).is_some_and(|singular| LEXICON.entry(&singular).is_known())
}

/// The general title word closest to a misspelled one.
pub(super) fn near(typed: &str) -> Option<(&'static str, Near)> {
    let (words, spelling) = &*TITLE_WORDS;
    let text = |place: u32| words.get(place as usize).copied().unwrap_or_default();
    let mut near = Vec::new();
    spelling.near(typed, &mut near);
    let order =
        |a: &Near, b: &Near| a.slips.cmp(&b.slips).then(b.likeness.total_cmp(&a.likeness)).then(a.place.cmp(&b.place));
    near.into_iter().min_by(order).map(|near| (text(near.place), near))
}
