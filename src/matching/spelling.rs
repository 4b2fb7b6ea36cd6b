//! Finds the words that a misspelled one may be meant for.
//!
//! Every word has a mark of the letters in it. Two words that differ by one slip differ in two bits of their marks at
//! most, so that nearly all are passed over without a look at their letters.

/// Words to be found by their spelling.
#[derive(Debug, Clone, Default)]
pub(super) struct Spelling {
    /// Marks and places of the words, by their number of bytes.
    by_length: Vec<Vec<(u64, u32)>>,
}

/// A word that may be meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    /// Its place in the list that the spelling was made of.
    pub(super) place: u32,
    /// Letters left out, added, wrong or swapped.
    pub(super) slips: usize,
    /// How likely the slips are, 0 to 1: people seldom miss the first letter.
    pub(super) likeness: f64,
}

/// Longest word that is looked for; what is longer has no neighbours.
const MAX_BYTES: usize = 32;

impl Spelling {
    /// Reads the words once. Words with digits are left out: "l2" is no slip of "l1".
    pub(super) fn new<'w>(words: impl Iterator<Item = (u32, &'w str)>) -> Spelling {
        let mut by_length: Vec<Vec<(u64, u32)>> = vec![Vec::new(); MAX_BYTES + 1];
        for (place, word) in words {
            if word.len() <= MAX_BYTES && word.len() >= 3 && !word.bytes().any(|byte| byte.is_ascii_digit()) {
                by_length[word.len()].push((mark(word), place));
            }
        }
        Spelling { by_length }
    }

    /// The words within reach of what was typed, in no order.
    pub(super) fn near<'w>(&self, typed: &str, text_of: impl Fn(u32) -> &'w str, near: &mut Vec<Near>) {
        // Of three letters one may be missing, but none can be wrong: that would be another short form.
        let is_short = typed.len() == 3;
        let most = if is_short { 1 } else { max_slips(typed) };
        if most == 0 || typed.len() > MAX_BYTES || typed.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        let typed_mark = mark(typed);
        // Words that are two slips away are looked at only where none is nearer: they are many, and seldom meant.
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

/// Most slips in a word of this length: one letter in three or four letters makes another word.
fn max_slips(word: &str) -> usize {
    match word.len() {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// Two bits for each letter: whether it occurs, and whether it does so twice.
fn mark(word: &str) -> u64 {
    word.bytes().fold(0, |mark, byte| {
        let place = 2 * (u32::from(byte) & 31);
        let (once, twice) = (1 << place, 2 << place);
        mark | if mark & once == 0 { once } else { twice }
    })
}
