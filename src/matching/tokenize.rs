//! Splits a text into words and folds letters: no case, accents, full-width forms, invisible characters or emoji.
//!
//! Each word keeps its position and the separator before it, so that a comma can still separate two titles and "s/w" can
//! still become one word.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::invisible::is_invisible;

/// Maximum characters of a word that are kept. The longest word in the titles of O*NET has 22.
const MAX_WORD_CHARS: usize = 48;

/// What a dot right before a word is read as: ".NET" is "dotnet", and no network.
const LEADING_DOT: &str = "dot";

/// A folded word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case letters and digits, never empty.
    pub(super) text: String,
    /// Byte offsets into the original text.
    pub(super) at: Range<usize>,
    /// The separator before it.
    pub(super) gap: Gap,
    /// Whether an "s" at its end was taken for that of a plural.
    pub(super) has_lost_s: bool,
}

/// A separator between two words; the later the variant, the stronger the separation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Spaces, a hyphen or an underscore: the words belong together.
    Space,
    /// One sign without spaces between single letters, as in "s/w" or "R&D".
    Tight,
    /// A full stop and a space: the end of a sentence, or of an abbreviation.
    Stop,
    /// A slash: two titles, or two names of one.
    Slash,
    /// A comma, a bracket or the like: another part of the sentence, or a title turned round.
    Comma,
    /// The end of a sentence, or the start of the text.
    End,
}

/// Splits a text into folded words.
pub(super) fn tokenize(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6 + 1);
    let mut chars = 0;
    let mut between = Between::start();
    for (start, typed) in text.char_indices() {
        let end = start + typed.len_utf8();
        if typed.is_ascii_alphanumeric() {
            between.end_word(&mut words, start, &mut chars);
            push(&mut words, &mut chars, typed.to_ascii_lowercase(), end);
            continue;
        }
        if is_apostrophe(typed) || is_invisible(typed) || is_combining_mark(typed) {
            // No separators: "manager's" is one word, and so is a word with a soft hyphen.
            continue;
        }
        let mut letters = false;
        if !typed.is_ascii() {
            let compatible = std::iter::once(typed).nfkd().filter(|letter| !is_combining_mark(*letter));
            for letter in compatible.flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric()) {
                between.end_word(&mut words, start, &mut chars);
                push(&mut words, &mut chars, letter, end);
                letters = true;
            }
        }
        if !letters {
            between.sign(typed);
        }
    }
    words
}

fn push(words: &mut [Word], chars: &mut usize, letter: char, end: usize) {
    if let Some(word) = words.last_mut() {
        if *chars < MAX_WORD_CHARS {
            word.text.push(letter);
        }
        *chars += 1;
        word.at.end = end;
    }
}

/// The separators since the last word.
struct Between {
    is_inside: bool,
    gap: Gap,
    signs: usize,
    spaces: usize,
    has_stop: bool,
    /// Whether the last sign is a dot that nothing but a space comes before: that of ".NET".
    has_leading_dot: bool,
    after_space: bool,
}

impl Between {
    fn start() -> Between {
        Between {
            is_inside: false,
            gap: Gap::End,
            signs: 0,
            spaces: 0,
            has_stop: false,
            has_leading_dot: false,
            after_space: true,
        }
    }

    fn sign(&mut self, sign: char) {
        if self.is_inside {
            *self = Between { gap: Gap::Space, after_space: false, ..Between::start() };
        }
        self.has_leading_dot = sign == '.' && self.after_space;
        self.after_space = sign.is_whitespace();
        match sign {
            '\n' => self.gap = Gap::End,
            _ if sign.is_whitespace() => self.spaces += 1,
            '-' | '_' | '‐' | '‑' => self.signs += 1,
            _ => {
                self.signs += 1;
                self.has_stop |= sign == '.';
                self.gap = self.gap.max(match sign {
                    '/' | '|' | '\\' => Gap::Slash,
                    '!' | '?' | '…' | '。' | '！' | '？' => Gap::End,
                    '.' | '&' | '+' | '\'' | '"' | '*' | '`' | '#' | '@' | '<' | '>' => Gap::Space,
                    _ => Gap::Comma,
                });
            }
        }
    }

    /// Starts a word unless one is being read.
    fn end_word(&mut self, words: &mut Vec<Word>, start: usize, chars: &mut usize) {
        if self.is_inside {
            return;
        }
        let is_tight = self.signs == 1 && self.spaces == 0 && self.gap != Gap::End;
        let gap = match self.gap {
            Gap::Space | Gap::Slash if is_tight && words.last().is_some_and(|word| word.text.len() == 1) => Gap::Tight,
            Gap::Space if self.has_stop && self.spaces > 0 => Gap::Stop,
            // A dash between spaces separates like a comma.
            Gap::Space if self.signs > 0 && self.spaces > 1 => Gap::Comma,
            gap => gap,
        };
        let text = if self.has_leading_dot { LEADING_DOT.to_owned() } else { String::new() };
        *chars = text.len();
        words.push(Word { text, at: start..start, gap, has_lost_s: false });
        self.is_inside = true;
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '＇')
}
