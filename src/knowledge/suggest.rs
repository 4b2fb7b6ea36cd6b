//! Finds the word that somebody may have meant to type.

/// Most characters of a word that is looked at. Nothing longer is a slip of the fingers, and the time to compare two
/// words grows with the product of their lengths.
const MOST_CHARS: usize = 100;

/// The word nearest to what was typed, if one is near enough to be meant; the first of several that are equally near.
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
    if chars > MOST_CHARS {
        return None;
    }
    // One slip in three letters: with more, any short word would be near to any other.
    let slips = (chars / 3).min(3);
    things
        .into_iter()
        .filter(|thing| word(thing).chars().take(chars + slips + 1).count().abs_diff(chars) <= slips)
        .map(|thing| (strsim::osa_distance(&typed, &word(&thing).to_lowercase()), thing))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, thing)| thing)
}
