//! Finds the words that a misspelled one may mean.
//!
//! Each word has a bit mask of its letters. One slip changes at most two bits, so that nearly all words are skipped
//! without comparing letters.

/// Words that can be looked up by their spelling.
#[derive(Debug, Clone, Default)]
pub(super) struct Spelling {
    /// Masks and indices of the words, by length in bytes.
    by_length: Vec<Vec<(u64, u32)>>,
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
        let mut by_length: Vec<Vec<(u64, u32)>> = vec![Vec::new(); MAX_BYTES + 1];
        for (place, word) in words {
            if word.len() <= MAX_BYTES && word.len() >= 3 && !word.bytes().any(|byte| byte.is_ascii_digit()) {
                by_length[word.len()].push((mark(word), place));
            }
        }
        Spelling { by_length }
    }

    /// Adds the similar words, in no order.
    pub(super) fn near<'w>(&self, typed: &str, text_of: impl Fn(u32) -> &'w str, near: &mut Vec<Near>) {
        // In a word of three letters one may be missing but none wrong: that would be another abbreviation.
        let is_short = typed.len() == 3;
        let most = if is_short { 1 } else { max_slips(typed) };
        if most == 0 || typed.len() > MAX_BYTES || typed.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        let typed_mark = mark(typed);
        // Words two slips away are many and seldom meant: use them only if none is nearer.
        for most in 1..=most {
            let lengths = typed.len().saturating_sub(most)..=(typed.len() + most).min(MAX_BYTES);
            for (word_mark, place) in lengths.filter_map(|length| self.by_length.get(length)).flatten() {
                if (typed_mark ^ word_mark).count_ones() as usize > 2 * most {
                    continue;
                }
                let word = text_of(*place);
                if is_short && word.len() != 4 {
                    continue;
                }
                let slips = strsim::osa_distance(typed, word);
                if slips <= most && slips <= max_slips(word) {
                    near.push(Near { place: *place, slips, likeness: strsim::jaro_winkler(typed, word) });
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
