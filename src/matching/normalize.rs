//! Normalizes words on top of [`tokenize`]: support levels ("L2", "tier 2", "2nd line") become one word, single letters
//! with a sign between them ("s/w", "R&D") become one, and plurals become singular.

use super::lexicon::LEXICON;
use super::stem::singularize;
use super::title_spelling::is_known;
use super::tokenize::{Gap, Word, tokenize};

/// Maximum characters of a query that are read. The longest title in O*NET has 105.
pub(super) const MAX_QUERY_CHARS: usize = 300;

/// Minimum bytes of a level's word that may be misspelled: shorter ones are one letter from too many others.
const MIN_SLIP_LENGTH: usize = 4;

/// Maximum bytes of a misspelled one.
const MAX_SLIP_LENGTH: usize = 8;

/// The normalized words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = join_letters(tokenize(text));
    join_levels(&mut words);
    for word in &mut words {
        let typed = word.text.len();
        let ends_with_s = word.text.ends_with('s');
        singularize(&mut word.text);
        word.has_lost_s = ends_with_s && word.text.len() + 1 == typed;
    }
    words
}

/// The part of a query that is read.
pub(super) fn truncate_query(query: &str) -> &str {
    query.char_indices().nth(MAX_QUERY_CHARS).map_or(query, |(end, _)| &query[..end])
}

/// "s/w" → "sw", "R&D" → "rd", "I.T." → "it".
fn join_letters(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut letters = 0;
    for word in words {
        match joined.last_mut() {
            Some(last) if word.gap == Gap::Tight && word.text.len() == 1 && letters > 0 => {
                last.text.push_str(&word.text);
                last.at.end = word.at.end;
                letters += 1;
            }
            _ => {
                letters = usize::from(word.text.len() == 1);
                joined.push(word);
            }
        }
    }
    joined
}

/// "tier 2", "L2", "second line" → `level2`. A level is one word, so that "line" and "tier" alone never match.
fn join_levels(words: &mut Vec<Word>) {
    let levels = &LEXICON.levels;
    let mut kept = 0;
    let mut at = 0;
    while at < words.len() {
        let next = words.get(at + 1).filter(|next| next.gap <= Gap::Tight).map(|next| next.text.as_str());
        let text = words[at].text.as_str();
        let (level, taken) = match next {
            Some(next) if levels.is_noun(next) && levels.ordinal(text).is_some() => (levels.ordinal(text), 2),
            Some(next) if misspelled_level(text, next).is_some() => (misspelled_level(text, next), 2),
            Some(next) if levels.is_noun(text) && levels.cardinal(next).is_some() => (levels.cardinal(next), 2),
            _ => (levels.compact(text), 1),
        };
        words.swap(kept, at);
        if let Some(level) = level {
            let end = words[if taken == 1 { kept } else { at + 1 }].at.end;
            words[kept].text = format!("level{level}");
            words[kept].at.end = end;
        }
        kept += 1;
        at += taken;
    }
    words.truncate(kept);
}

/// "Fkrst line", "3rd litne": one of the two words is misspelled.
fn misspelled_level(text: &str, next: &str) -> Option<u8> {
    let levels = &LEXICON.levels;
    let is_slip_of = |typed: &str, word: &str| {
        let is_word = word.len() >= MIN_SLIP_LENGTH && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let has_length = (MIN_SLIP_LENGTH - 1..=MAX_SLIP_LENGTH).contains(&typed.len());
        is_word && has_length && !is_known(typed) && strsim::osa_distance(typed, word) == 1
    };
    if levels.is_noun(next) {
        return levels.ordinals.iter().find(|(word, _)| is_slip_of(text, word)).map(|(_, level)| *level);
    }
    levels.ordinal(text).filter(|_| levels.nouns.iter().any(|word| is_slip_of(next, word)))
}

/// What completes an unfinished level: "ine" for "2nd l".
pub(super) fn level_completion(text: &str) -> Option<&'static str> {
    match tokenize(text).as_slice() {
        [.., number, noun] if LEXICON.levels.ordinal(&number.text).is_some() => {
            LEXICON.levels.nouns.iter().find_map(|word| word.strip_prefix(noun.text.as_str()))
        }
        _ => None,
    }
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
            ("tier II support", "level2 support"),
            ("L2", "level2"),
            ("first, line up", "first line up"),
            ("second-line desktop support", "level2 desktop support"),
            ("s/w eng, R&D, I.T.", "sw eng rd it"),
            ("and/or", "and or"),
            (".NET, Sr. .NET developer", "dotnet sr dotnet developer"),
            ("wait ...what", "wait what"),
            ("ops", "ops"),
            ("Systems Analysis", "system analysis"),
            ("technologies", "technology"),
            ("coaches, bosses, boxes", "coach boss box"),
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

    #[test]
    fn what_stands_between_words_is_kept() {
        let gaps: Vec<Gap> = words("Sr. Manager, IT / ops! Who").iter().map(|word| word.gap).collect();
        assert_eq!(gaps, [Gap::End, Gap::Stop, Gap::Comma, Gap::Slash, Gap::End]);
    }
}
