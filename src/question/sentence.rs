//! The words of a question, with each role or term that it names as one of them.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::matching::{Mention, Named, Sense};

/// Most characters between two signs of a path where a step is left open: " ??? ".
const MAX_OPEN_CHARS: usize = 8;

/// Most characters of a question that are read: the longest message on Discord.
const MAX_CHARS: usize = 4_000;

/// Most letters after an apostrophe that belong to the word before it, as in "we're".
const GRADES: [&str; 3] = ["II", "III", "IV"];

const MAX_ENDING_CHARS: usize = 2;

/// A role or term that is named in a question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slot {
    /// The role or term.
    pub(super) named: Named,
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    /// How it is meant.
    pub(super) sense: Sense,
    /// How close the words are to a name of it, 0 to 1.
    pub(super) score: f64,
}

/// A word, a sign that means something, or a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// In lower case, without accents and apostrophes.
    pub(super) text: String,
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    /// The place of the slot in the list of slots, if it is one.
    pub(super) slot: Option<usize>,
    /// The number of the sentence that it is in.
    pub(super) sentence: usize,
}

/// A question, cut into words and sentences.
#[derive(Debug, Clone, Default)]
pub(super) struct Sentences {
    pub(super) tokens: Vec<Token>,
    pub(super) slots: Vec<Slot>,
    /// The sentences that end with a question mark.
    pub(super) questions: Vec<usize>,
}

/// The part of a text that is read.
pub(super) fn readable(text: &str) -> &str {
    text.char_indices().nth(MAX_CHARS).map_or(text, |(end, _)| &text[..end])
}

impl Sentences {
    /// Cuts a text, in which these roles and terms are named, in the order of the text.
    pub(super) fn new(text: &str, mentions: &[Mention]) -> Sentences {
        let mut slots: Vec<Slot> = Vec::with_capacity(mentions.len());
        let mut cuts = Vec::new();
        for (place, mention) in mentions.iter().enumerate() {
            let Mention { named, at, sense, score } = mention;
            let mut at = at.clone();
            // "systems engineer 2 platform engineer": the number is the word "to", since another role follows.
            let next = mentions.get(place + 1).map(|next| next.at.start);
            let shorter = text[at.clone()].strip_suffix(" 2").map(|name| at.start + name.len());
            if let (Some(end), Some(next)) = (shorter, next)
                && text[at.end..next].trim().is_empty()
            {
                at.end = end;
            }
            cuts.push(at.clone());
            slots.push(Slot { named: *named, at, sense: *sense, score: *score });
        }
        let mut all = Sentences { tokens: Vec::new(), slots, questions: Vec::new() };
        let (mut sentence, mut from) = (0, 0);
        for (slot, at) in cuts.into_iter().enumerate() {
            all.read(text, from..at.start, &mut sentence);
            from = at.end + grade(&text[at.end..]);
            all.tokens.push(Token { text: String::new(), at, slot: Some(slot), sentence });
        }
        all.read(text, from..text.len(), &mut sentence);
        all
    }

    /// Takes a slot for a word that says nothing.
    pub(super) fn remove(&mut self, slot: usize) {
        self.slots.remove(slot);
        for token in &mut self.tokens {
            token.slot = match token.slot {
                Some(other) if other == slot => None,
                Some(other) if other > slot => Some(other - 1),
                other => other,
            };
        }
    }

    /// Reads the words and signs of a part of the text.
    fn read(&mut self, text: &str, part: Range<usize>, sentence: &mut usize) {
        let mut word: Option<usize> = None;
        let letters: Vec<(usize, char)> =
            text[part.clone()].char_indices().map(|(at, c)| (part.start + at, c)).collect();
        for (place, (at, letter)) in letters.iter().enumerate() {
            let next = letters.get(place + 1).map(|(_, next)| *next);
            if letter.is_alphanumeric() || is_combining_mark(*letter) {
                word.get_or_insert(*at);
                continue;
            }
            let ending =
                letters[place + 1..].iter().take(MAX_ENDING_CHARS + 1).take_while(|(_, c)| c.is_alphanumeric());
            if matches!(letter, '\'' | '’' | 'ʼ') && word.is_some() && (1..=MAX_ENDING_CHARS).contains(&ending.count())
            {
                continue;
            }
            if let Some(start) = word.take() {
                self.push(&text[start..*at], start..*at, *sentence);
            }
            match letter {
                '>' | '→' | '⇒' | '⟶' | '⟹' | '➔' | '➜' | '➝' | '➞' | '➡' => {
                    let sign = if *letter == '>' && !follows_dash(text, *at) { ">" } else { "→" };
                    let at = *at..*at + letter.len_utf8();
                    self.tokens.push(Token { text: sign.to_owned(), at, slot: None, sentence: *sentence });
                }
                '=' if is_apart(text, *at) => {
                    self.tokens.push(Token { text: "=".to_owned(), at: *at..at + 1, slot: None, sentence: *sentence });
                }
                // "helpdesk > ??? > CISO" is one sentence.
                '?' | '？' if is_between_signs(text, *at) => {}
                '?' | '？' => {
                    self.questions.push(*sentence);
                    *sentence += 1;
                }
                '!' | '\n' | '…' => *sentence += 1,
                '.' if next.is_none_or(char::is_whitespace) => *sentence += 1,
                _ => {}
            }
        }
        if let Some(start) = word {
            self.push(&text[start..part.end], start..part.end, *sentence);
        }
    }

    fn push(&mut self, word: &str, at: Range<usize>, sentence: usize) {
        self.tokens.push(Token { text: folded(word), at, slot: None, sentence });
    }
}

/// Whether nothing but a few question marks stands between this and a sign of a path on either side.
fn is_between_signs(text: &str, at: usize) -> bool {
    let is_open = |letter: &char| *letter == '?' || letter.is_whitespace();
    let is_sign = |letter: char| matches!(letter, '>' | '→');
    let before = text[..at].chars().rev().take(MAX_OPEN_CHARS).find(|letter| !is_open(letter));
    let behind =
        text[at..].chars().take(MAX_OPEN_CHARS).find(|letter| !is_open(letter) && !matches!(letter, '-' | '='));
    before.is_some_and(is_sign) && behind.is_some_and(is_sign)
}

/// The length in bytes of the Roman number that follows a role as its grade: "Sysadmin III".
fn grade(behind: &str) -> usize {
    let word = behind.split(|letter: char| !letter.is_alphanumeric()).nth(1).unwrap_or_default();
    let is_grade = behind.starts_with(' ') && GRADES.contains(&word);
    if is_grade { 1 + word.len() } else { 0 }
}

/// Whether spaces stand around this character: "sysadmin = engineer?" compares, "sysadmin => engineer" does not.
fn is_apart(text: &str, at: usize) -> bool {
    text[..at].ends_with(' ') && text[at + 1..].starts_with(' ')
}

fn follows_dash(text: &str, at: usize) -> bool {
    text[..at].ends_with(['-', '=', '–', '—'])
}

/// A word in lower case, without accents and apostrophes.
pub(super) fn folded(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return word.to_ascii_lowercase();
    }
    let letters = word.nfkd().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect::<String>().replace('ß', "ss")
}

/// A sentence, or the whole text.
pub(super) type Scope = Option<usize>;

/// The words of a sentence, with the place of the first; all words without one.
pub(super) fn tokens_of(all: &[Token], sentence: Scope) -> (usize, &[Token]) {
    let Some(sentence) = sentence else { return (0, all) };
    let start = all.partition_point(|token| token.sentence < sentence);
    let end = all.partition_point(|token| token.sentence <= sentence);
    (start, all.get(start..end).unwrap_or_default())
}
