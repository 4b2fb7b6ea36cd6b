//! Makes one spelling of what people type in many.
//!
//! Case, accents, full-width letters, invisible characters, punctuation, plurals and the many ways to write a support
//! level ("L2", "tier 2", "2nd line") are gone afterwards. Every word remembers where it stood.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most characters of a query that are read. The longest title in O*NET has 105; past this nobody types a role.
pub(super) const MAX_QUERY_CHARS: usize = 300;

/// A word in its one spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case letters and digits, never empty.
    pub(super) text: String,
    /// Byte offsets into the text that it was read from.
    pub(super) at: Range<usize>,
}

/// The words of a text, with support levels as one word each and plurals as singulars.
pub(super) fn words(text: &str) -> Vec<Word> {
    join_levels(spelled(text)).into_iter().map(singular).collect()
}

/// The words as they are spelled, folded but neither joined nor made singular: what cue words are looked up in.
pub(super) fn spelled(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut inside = false;
    for (start, typed) in text.char_indices() {
        let end = start + typed.len_utf8();
        if is_apostrophe(typed) || is_invisible(typed) || is_combining_mark(typed) {
            // They separate nothing: "manager's" is one word, and so is one with a soft hyphen in it.
            continue;
        }
        let mut folded = std::iter::once(typed)
            .nfkd()
            .filter(|letter| !is_combining_mark(*letter))
            .flat_map(char::to_lowercase)
            .filter(|letter| letter.is_alphanumeric())
            .peekable();
        if folded.peek().is_none() {
            inside = false;
            continue;
        }
        match words.last_mut() {
            Some(word) if inside => {
                word.text.extend(folded);
                word.at.end = end;
            }
            _ => words.push(Word { text: folded.collect(), at: start..end }),
        }
        inside = true;
    }
    words
}

/// All words without the spaces between: what "help desk", "help-desk" and "HelpDesk" have in common.
pub(super) fn glued<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().collect()
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '＇')
}

/// Soft hyphens, zero-width spaces and joiners, direction marks, variation selectors, the byte order mark.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// "tier 2", "L2", "second line" → `level2`. A level is one word, so that "line" and "tier" alone never match.
fn join_levels(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut rest = words.into_iter().peekable();
    while let Some(word) = rest.next() {
        let (level, takes_next) = match rest.peek() {
            Some(next) if is_level_noun(&next.text) && ordinal(&word.text).is_some() => (ordinal(&word.text), true),
            Some(next) if is_level_noun(&word.text) && cardinal(&next.text).is_some() => (cardinal(&next.text), true),
            _ => (short_level(&word.text), false),
        };
        let Some(level) = level else {
            joined.push(word);
            continue;
        };
        let end = if takes_next { rest.next().map_or(word.at.end, |next| next.at.end) } else { word.at.end };
        joined.push(Word { text: format!("level{level}"), at: word.at.start..end });
    }
    joined
}

fn is_level_noun(word: &str) -> bool {
    matches!(word, "line" | "level" | "tier" | "lvl")
}

fn ordinal(word: &str) -> Option<u8> {
    match word {
        "first" | "1st" => Some(1),
        "second" | "2nd" => Some(2),
        "third" | "3rd" => Some(3),
        _ => None,
    }
}

fn cardinal(word: &str) -> Option<u8> {
    match word {
        "1" | "one" => Some(1),
        "2" | "two" => Some(2),
        "3" | "three" => Some(3),
        _ => None,
    }
}

fn short_level(word: &str) -> Option<u8> {
    match word {
        "l1" | "t1" | "tier1" | "level1" => Some(1),
        "l2" | "t2" | "tier2" | "level2" => Some(2),
        "l3" | "t3" | "tier3" | "level3" => Some(3),
        _ => None,
    }
}

/// "systems" → "system", "technologies" → "technology". Short words and "-ss", "-us", "-is" are no plurals.
fn singular(mut word: Word) -> Word {
    let text = &mut word.text;
    let plural = text.len() >= 4 && text.ends_with('s') && !["ss", "us", "is"].iter().any(|end| text.ends_with(end));
    if plural && text.len() >= 6 && text.ends_with("ies") {
        text.truncate(text.len() - 3);
        text.push('y');
    } else if plural {
        text.pop();
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling(text: &str) -> String {
        words(text).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn one_spelling_for_many() {
        let cases = [
            ("Help-Desk", "help desk"),
            ("SysAdmin (Windows)", "sysadmin window"),
            ("2nd line support", "level2 support"),
            ("Tier 2 Support", "level2 support"),
            ("L2", "level2"),
            ("second-line desktop support", "level2 desktop support"),
            ("ops", "ops"),
            ("Systems Analysis", "system analysis"),
            ("technologies", "technology"),
            ("the manager's", "the manager"),
            ("ＩＴ　Ｍａｎａｇｅｒ", "it manager"),
            ("Ingénieur", "ingenieur"),
            ("help\u{ad}desk", "helpdesk"),
            ("in\u{301}fra", "infra"),
            ("🚀 dev 🚀", "dev"),
            ("管理者", "管理者"),
            ("\u{200b}", ""),
        ];
        for (typed, expected) in cases {
            assert_eq!(spelling(typed), expected, "typed {typed:?}");
        }
    }

    #[test]
    fn words_remember_their_place() {
        let text = "🚀 an É-lite 2nd line guy";
        let places: Vec<&str> = words(text).iter().map(|word| &text[word.at.clone()]).collect();
        assert_eq!(places, ["an", "É", "lite", "2nd line", "guy"]);
    }
}
