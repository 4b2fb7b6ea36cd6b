//! What a phrase looks for, read from the form that the head of `en.toml` explains.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::question::sentence::folded;

use super::Ask;

/// Most words that a gap in a phrase stands for.
pub(super) const MAX_GAP: usize = 3;

/// Most words that a long gap in a phrase stands for.
pub(super) const MAX_LONG_GAP: usize = 9;

/// A word of a phrase: its place among all of them.
pub(super) type WordId = usize;

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Word(WordId),
    /// A role or term.
    Slot,
    /// At most this many words.
    Gap(usize),
    /// A number, or an amount such as "85k".
    Number,
    /// One of several ways to go on; an empty one says that the others may be left out.
    Choice(Vec<Vec<Part>>),
}

/// A phrase to look for.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) ask: Ask,
    pub(super) parts: Vec<Part>,
    /// Most roles that it names.
    pub(super) slots: usize,
    /// The alternatives, one word of each of which follows the beginning of the phrase in the same sentence.
    pub(super) needs: Vec<AlternativesId>,
}

/// Words of which one is needed: their place among all such alternatives.
pub(super) type AlternativesId = usize;

/// What a phrase may begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum First {
    Word(WordId),
    Slot,
    Number,
}

pub(super) fn may_be_left_out(part: &Part) -> bool {
    matches!(part, Part::Choice(ways) if ways.iter().any(|way| way.iter().all(may_be_left_out)))
}

/// What a phrase may begin with.
pub(super) fn firsts(parts: &[Part], all: &mut BTreeSet<First>) {
    for part in parts {
        match part {
            Part::Word(word) => drop(all.insert(First::Word(*word))),
            Part::Slot => drop(all.insert(First::Slot)),
            Part::Number => drop(all.insert(First::Number)),
            Part::Choice(ways) => ways.iter().for_each(|way| firsts(way, all)),
            Part::Gap(_) => {}
        }
        if !may_be_left_out(part) {
            return;
        }
    }
}

/// Words, one of each list of which is in every text that has these parts.
pub(super) fn needs(parts: &[Part]) -> Vec<Vec<WordId>> {
    let of = |part: &Part| match part {
        Part::Word(word) => Some(vec![*word]),
        // One word of each way is enough to tell.
        Part::Choice(ways) => {
            let words: Option<Vec<_>> = ways.iter().map(|way| needs(way).into_iter().next()).collect();
            words.map(|words| words.concat())
        }
        Part::Slot | Part::Gap(_) | Part::Number => None,
    };
    parts.iter().filter_map(of).collect()
}

/// Most roles that these parts name.
pub(super) fn slots(parts: &[Part]) -> usize {
    let of = |part: &Part| match part {
        Part::Slot => 1,
        Part::Choice(ways) => ways.iter().map(|way| slots(way)).max().unwrap_or_default(),
        _ => 0,
    };
    parts.iter().map(of).sum()
}

/// The parts of a phrase, in the form that the head of `en.toml` explains; `None` if it has another.
pub(super) fn parts(
    phrase: &str,
    sets: &BTreeMap<String, Vec<String>>,
    words: &mut FxHashMap<String, WordId>,
) -> Option<Vec<Part>> {
    let mut all = Vec::new();
    let mut rest = phrase.trim_start();
    while let Some(first) = rest.chars().next() {
        let (part, behind) = match first {
            '(' | '[' => {
                let end = closing(rest)?;
                let mut ways: Vec<Vec<Part>> =
                    alternatives(&rest[1..end]).map(|way| parts(way, sets, words)).collect::<Option<_>>()?;
                if first == '[' {
                    ways.push(Vec::new());
                }
                (Part::Choice(ways), &rest[end + 1..])
            }
            '{' => {
                let end = rest.find('}')?;
                let ways = sets.get(&rest[1..end])?.iter().map(|way| parts(way, sets, words)).collect::<Option<_>>()?;
                (Part::Choice(ways), &rest[end + 1..])
            }
            _ => {
                let end = rest.find(' ').unwrap_or(rest.len());
                (part(&rest[..end], words)?, &rest[end..])
            }
        };
        if !behind.is_empty() && !behind.starts_with(' ') {
            return None;
        }
        all.push(part);
        rest = behind.trim_start();
    }
    Some(all)
}

/// Where the bracket closes with which a text begins.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, letter)| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

/// What is separated by `|`, except within brackets.
pub(super) fn alternatives(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    text.split(move |letter| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        letter == '|' && depth == 0
    })
}

pub(super) fn part(word: &str, words: &mut FxHashMap<String, WordId>) -> Option<Part> {
    let word = match word {
        "_" => return Some(Part::Slot),
        "#" => return Some(Part::Number),
        ".." => return Some(Part::Gap(MAX_GAP)),
        "..." => return Some(Part::Gap(MAX_LONG_GAP)),
        "→" | ">" | "=" => word.to_owned(),
        word => folded(word),
    };
    let next = words.len();
    (!word.is_empty()).then(|| Part::Word(*words.entry(word).or_insert(next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_says_what_may_vary() {
        let sets = BTreeMap::from([("who".to_owned(), vec!["i".to_owned(), "most people".to_owned()])]);
        let known = ["what", "is", "where", "go", "i", "most", "people", "up", "on"];
        let mut words: FxHashMap<String, WordId> = known.iter().map(ToString::to_string).zip(0..).collect();
        let word = |word: &str| Part::Word(known.iter().position(|known| *known == word).unwrap());
        let mut read = |phrase: &str| parts(phrase, &sets, &mut words);
        assert_eq!(read("what is _"), Some(vec![word("what"), word("is"), Part::Slot]));
        let who = Part::Choice(vec![vec![word("i")], vec![word("most"), word("people")]]);
        assert_eq!(read("where {who} go"), Some(vec![word("where"), who.clone(), word("go")]));
        let up = Part::Choice(vec![vec![word("up")], vec![word("on"), who], vec![]]);
        assert_eq!(read("go [up|on {who}] .. #"), Some(vec![word("go"), up, Part::Gap(MAX_GAP), Part::Number]));
        for odd in ["go (up", "go [up]on", "{nobody} goes", "go {who", "go !"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
