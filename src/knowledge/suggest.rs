//! Finds the word that someone may have meant to type.

/// Maximum length of a word that is compared, in characters. Nothing longer is a typing error, and the time to compare
/// two words grows with the product of their lengths.
const MAX_CHARS: usize = 100;

/// Minimum length of a word that counts as the start of a key.
const MIN_PREFIX_CHARS: usize = 3;

/// The word closest to what was typed, if one is close enough; the first of several that are equally close.
pub(super) fn closest<'w>(typed: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    closest_by(typed, words, |word| word)
}

/// Like [`closest`], for things that carry the word.
pub(super) fn closest_by<'w, T>(
    typed: &str,
    things: impl IntoIterator<Item = T>,
    word: impl Fn(&T) -> &'w str,
) -> Option<T> {
    let typed = typed.to_lowercase();
    let chars = typed.chars().count();
    if chars > MAX_CHARS {
        return None;
    }
    // One error in three letters: with more, any short word would be close to any other.
    let errors = (chars / 3).min(3);
    things
        .into_iter()
        .filter(|thing| word(thing).chars().take(chars + errors + 1).count().abs_diff(chars) <= errors)
        .map(|thing| (strsim::osa_distance(&typed, &word(&thing).to_lowercase()), thing))
        .filter(|(distance, _)| *distance <= errors)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, thing)| thing)
}

/// The key of a table that was meant: the [`closest`], or one that is a longer or shorter form, such as `aliases` for
/// `alias`.
pub(crate) fn key<'w>(typed: &str, keys: impl Iterator<Item = &'w str> + Clone) -> Option<&'w str> {
    let is_form = |key: &&str| {
        typed.len().min(key.len()) >= MIN_PREFIX_CHARS && (key.starts_with(typed) || typed.starts_with(key))
    };
    closest(typed, keys.clone()).or_else(|| keys.into_iter().find(is_form))
}
