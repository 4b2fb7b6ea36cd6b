//! Finds the words that a misspelled one may mean.
//!
//! Each word has a bit mask of its letters. One slip changes at most two bits, so that nearly all words are skipped
//! without comparing letters.

/// Words that can be looked up by their spelling.
#[derive(Debug, Clone, Default)]
pub(super) struct Spelling {
    /// The words by length in bytes.
    by_length: Vec<SameLength>,
}

/// Words of one length. Their letters stand side by side: a search that jumps around in memory waits for it.
#[derive(Debug, Clone, Default)]
struct SameLength {
    marks: Vec<u64>,
    /// The index of each word.
    places: Vec<u32>,
    letters: String,
}

/// A similar word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    /// Its index in the original list.
    pub(super) place: u32,
    /// Number of letters left out, added, wrong or swapped.
    pub(super) slips: usize,
    /// Jaro-Winkler similarity, 0 to 1: people seldom miss the first letter.
    pub(super) likeness: f64,
}

/// Maximum length of a word that is looked up.
const MAX_BYTES: usize = 32;

impl Spelling {
    /// Indexes the words. Words with digits are left out: "l2" is not a slip of "l1".
    pub(super) fn new<'w>(words: impl Iterator<Item = (u32, &'w str)>) -> Spelling {
        let mut by_length: Vec<SameLength> = vec![SameLength::default(); MAX_BYTES + 1];
        for (place, word) in words {
            if word.len() <= MAX_BYTES && word.len() >= 3 && !word.bytes().any(|byte| byte.is_ascii_digit()) {
                let SameLength { marks, places, letters } = &mut by_length[word.len()];
                marks.push(mark(word));
                places.push(place);
                letters.push_str(word);
            }
        }
        Spelling { by_length }
    }

    /// Adds the similar words, in no order.
    pub(super) fn near(&self, typed: &str, near: &mut Vec<Near>) {
        // In a word of three letters one may be missing but none wrong: that would be another abbreviation.
        let is_short = typed.len() == 3;
        let most = if is_short { 1 } else { max_slips(typed) };
        if most == 0 || typed.len() > MAX_BYTES || typed.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        let typed_mark = mark(typed);
        // Words two slips away are many and seldom meant: use them only if none is nearer.
        for most in 1..=most {
            let lengths = if is_short { 4..=4 } else { typed.len() - most..=(typed.len() + most).min(MAX_BYTES) };
            for length in lengths {
                let Some(SameLength { marks, places, letters }) = self.by_length.get(length) else { continue };
                for (at, word_mark) in marks.iter().enumerate() {
                    if (typed_mark ^ word_mark).count_ones() as usize > 2 * most {
                        continue;
                    }
                    let word = &letters[at * length..(at + 1) * length];
                    if let Some(slips) = slips_within(typed, word, most.min(max_slips(word))) {
                        near.push(Near { place: places[at], slips, likeness: strsim::jaro_winkler(typed, word) });
                    }
                }
            }
            if !near.is_empty() {
                return;
            }
        }
    }
}

/// Maximum number of slips in a word: in short words, one letter makes another word.
fn max_slips(word: &str) -> usize {
    match word.len() {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// Two bits per letter: whether it occurs, and whether it occurs twice.
fn mark(word: &str) -> u64 {
    word.bytes().fold(0, |mark, byte| {
        let place = 2 * (u32::from(byte) & 31);
        let (once, twice) = (1 << place, 2 << place);
        mark | if mark & once == 0 { once } else { twice }
    })
}

/// The distance of two words of at most [`MAX_BYTES`], as [`strsim::osa_distance`] counts it, if it is at most `most`.
/// It needs no memory, and most pairs of words are told apart at once.
fn slips_within(one: &str, other: &str, most: usize) -> Option<usize> {
    if !one.is_ascii() || !other.is_ascii() {
        return Some(strsim::osa_distance(one, other)).filter(|slips| *slips <= most);
    }
    // Equal letters at the ends never make a difference.
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    match (one, other) {
        (rest, []) | ([], rest) => return Some(rest.len()).filter(|slips| *slips <= most),
        ([_], [_]) => return Some(1).filter(|slips| *slips <= most),
        ([a, b], [c, d]) if a == d && b == c => return Some(1).filter(|slips| *slips <= most),
        _ if most < 2 => return None,
        _ => {}
    }
    // The rows of the table of distances between beginnings: this one, and the two before.
    let mut rows = [[0_u8; MAX_BYTES + 1]; 3];
    let [before, last, row] = &mut rows;
    let (mut before, mut last, mut row) = (before, last, row);
    (0..=other.len()).for_each(|at| last[at] = at as u8);
    for (i, a) in one.iter().enumerate() {
        row[0] = i as u8 + 1;
        for (j, b) in other.iter().enumerate() {
            let mut least = (row[j] + 1).min(last[j + 1] + 1).min(last[j] + u8::from(a != b));
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row[j + 1] = least;
        }
        if row[..=other.len()].iter().chain(&last[..=other.len()]).all(|slips| usize::from(*slips) > most) {
            return None;
        }
        (before, last, row) = (last, row, before);
    }
    Some(usize::from(last[other.len()])).filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Few letters, so that many words are near to each other.
        #[test]
        fn slips_are_counted_like_strsim(one in "[abé]{0,9}", other in "[abé]{0,9}", most in 0_usize..=2) {
            let all = strsim::osa_distance(&one, &other);
            prop_assert_eq!(slips_within(&one, &other, most), Some(all).filter(|slips| *slips <= most));
        }

        #[test]
        fn slips_in_long_words_are_counted_like_strsim(one in "[a-c]{20,32}", at in 0_usize..18, skip in 0_usize..4) {
            let other = format!("{}{}", &one[..at], &one[at + skip..]);
            let swapped = format!("{}{}{}{}", &one[..at], &one[at + 1..at + 2], &one[at..at + 1], &one[at + 2..]);
            for other in [other, swapped] {
                let all = strsim::osa_distance(&one, &other);
                prop_assert_eq!(slips_within(&one, &other, 2), Some(all).filter(|slips| *slips <= 2));
            }
        }
    }

    #[test]
    fn the_nearest_words_are_found() {
        let words = ["helpdesk", "helper", "desk", "dusk", "sql", "architect", "ingénieur"];
        let spelling = Spelling::new((0..).zip(words));
        let near = |typed: &str| {
            let mut near = Vec::new();
            spelling.near(typed, &mut near);
            near.sort_by_key(|near| near.place);
            near.iter().map(|near| format!("{} {}", words[near.place as usize], near.slips)).collect::<Vec<_>>()
        };
        assert_eq!(near("helpdeks"), ["helpdesk 1"]);
        assert_eq!(near("hlpdeks"), ["helpdesk 2"]);
        assert_eq!(near("disk"), ["desk 1", "dusk 1"]);
        assert_eq!(near("arhcitcet"), ["architect 2"]);
        assert_eq!(near("ingénieurr"), ["ingénieur 1"]);
        assert_eq!(near("dsk"), ["desk 1", "dusk 1"], "one letter is missing");
        assert!(near("sqk").is_empty() && near("desk2").is_empty() && near("de").is_empty());
    }
}
