//! The roles and terms that a question names: what was found by its names, put right where people write in sentences.

use std::ops::Range;

use crate::knowledge::model::Knowledge;
use crate::matching::{Index, Mention, Named, Sense, Verdict};

use super::pair::{is_one_of, words};
use super::phrases::PHRASES;
use super::sentence::folded;

/// Most names of fields that are looked up as roles.
const MAX_FIELDS: usize = 4;

/// Most letters of the initials of a role.
const MAX_INITIALS: usize = 4;

/// Most words before the last word of a field's name.
const MAX_FIELD_WORDS: usize = 2;

/// Most mentions that are taken apart.
const MAX_APART: usize = 8;

/// Most characters between a role and its level: "SOC analyst (L1)".
const MAX_BEFORE_LEVEL: usize = 2;

/// Most characters of a level.
const MAX_LEVEL_CHARS: usize = 8;

/// The mentions of a text, without what belongs to no name, and with the fields that stand for a role.
pub(super) fn refined(knowledge: &Knowledge, index: &Index, text: &str, mentions: Vec<Mention>) -> Vec<Mention> {
    let mut all = without_levels(text, apart(index, text, mentions));
    all.retain(|mention| mention.score >= 1.0 || !PHRASES.is_common(text.get(mention.at.clone()).unwrap_or_default()));
    if all.len() > 1 {
        let is_place = |mention: &Mention| text.get(mention.at.clone()).is_some_and(|name| PHRASES.is_place(name));
        all.retain(|mention| !is_place(mention));
    }
    let fields = fields(index, text, &all);
    all.extend(fields);
    all.sort_by_key(|mention| mention.at.start);
    let ends = other_ends(index, text, &all);
    all.extend(ends);
    all.sort_by_key(|mention| mention.at.start);
    let initials = initials(knowledge, text, &all);
    all.extend(initials);
    all.sort_by_key(|mention| mention.at.start);
    all
}

/// The mentions without what does not belong to a name; one that was read over two names is two.
fn apart(index: &Index, text: &str, mentions: Vec<Mention>) -> Vec<Mention> {
    let mut all = Vec::with_capacity(mentions.len());
    let mut tries = MAX_APART;
    let mut mentions = mentions.into_iter().peekable();
    while let Some(mention) = mentions.next() {
        // "sysadmin oder network engineer": one name was read up to the middle of the other.
        if mention.score < 1.0
            && tries > 0
            && let Some(next) = mentions.peek()
            && text.get(mention.at.end..next.at.start).is_some_and(|between| between.trim().is_empty())
        {
            tries -= 1;
            let whole = Mention { at: mention.at.start..next.at.end, ..mention.clone() };
            if let Some(better) = better(index, text, &whole) {
                all.extend(better);
                mentions.next();
                continue;
            }
        }
        let Some(typed) = text.get(mention.at.clone()) else { continue };
        if text[mention.at.end..].trim_start().starts_with("to ")
            && let Some(name) = PHRASES.without_grade(typed)
        {
            let at = mention.at.start..mention.at.start + name.len();
            all.push(Mention { at, ..mention });
            continue;
        }
        // "Does support lead to security?" asks where support leads.
        if let Some(name) = PHRASES.without_verb(&word_before(text, mention.at.start), typed)
            && is_chain_behind(text, mention.at.end)
        {
            let found = index.find(name);
            if let Some(best) = found.candidates.first().filter(|_| found.verdict != Verdict::None) {
                let at = mention.at.start..mention.at.start + name.len();
                all.push(Mention { named: best.named, at, score: best.score, sense: Sense::Other });
                continue;
            }
        }
        if mention.score < 1.0 && tries > 0 {
            tries -= 1;
            if let Some(better) = better(index, text, &mention) {
                all.extend(better);
                continue;
            }
        }
        let word = words(typed).find(|(_, word)| is_one_of(word, &PHRASES.pair.versus));
        let Some((at, word)) = word else {
            all.push(mention);
            continue;
        };
        let half = |at: Range<usize>| {
            let found = index.find(&text[at.clone()]);
            let best = found.candidates.first().filter(|_| found.verdict != Verdict::None)?;
            Some(Mention { named: best.named, at, ..mention.clone() })
        };
        let start = mention.at.start;
        let halves = [start..start + at, start + at + word.len()..mention.at.end].map(|at| half(trimmed(text, at)));
        match halves {
            [Some(one), Some(other)] => all.extend([one, other]),
            _ => all.push(mention),
        }
    }
    all
}

/// The role whose name has these initials, written in capitals: "EM" where there is one engineering manager.
pub(super) fn by_initials(knowledge: &Knowledge, typed: &str) -> Option<Named> {
    let is_short = (2..=MAX_INITIALS).contains(&typed.len());
    // "IC" is no IT consultant.
    if !is_short || PHRASES.is_abbreviation(&folded(typed)) || !typed.bytes().all(|letter| letter.is_ascii_uppercase())
    {
        return None;
    }
    let has = |name: &str| {
        let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).eq(typed.chars())
    };
    let mut roles = knowledge.vocabulary.roles_with_keys().filter(|(_, role)| has(&role.name));
    let (only, _) = roles.next()?;
    roles.next().is_none().then_some(Named::Role(only))
}

/// The word before a place, folded.
fn word_before(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default().trim_end();
    folded(before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default())
}

/// Whether a word that leads on follows: "to".
fn is_chain_behind(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.split_whitespace().next()).is_some_and(|word| PHRASES.is_chain(word))
}

/// What a mention that is no name word for word holds: a name behind words that say nothing, two names, or the name of
/// a field.
fn better(index: &Index, text: &str, mention: &Mention) -> Option<Vec<Mention>> {
    let start = mention.at.start;
    let typed = text.get(mention.at.clone())?;
    let exact = |at: Range<usize>| {
        let at = trimmed(text, at);
        let found = index.find(text.get(at.clone())?);
        let best = found.candidates.first().filter(|_| found.verdict == Verdict::Exact)?;
        Some(Mention { named: best.named, at, score: best.score, sense: mention.sense })
    };
    let starts: Vec<(usize, &str)> = words(typed).collect();
    let says_nothing = |word: &str| PHRASES.is_ignored(&folded(word)) || is_one_of(word, &PHRASES.pair.between);
    // "et devops" is not "NetDevOps": a word that says nothing was read as a part of the name.
    // "is IT manager" is "IT manager", although "it" may say nothing as well.
    let silent = starts.iter().take_while(|(_, word)| says_nothing(word)).count();
    let meant = starts.iter().skip(1).take(silent).find_map(|(first, _)| exact(start + first..mention.at.end));
    if let Some(found) = meant {
        return Some(vec![found]);
    }
    // "Is team lead management?" asks, and names no IS manager.
    if let Some((_, verb)) = starts.first()
        && PHRASES.is_auxiliary(verb)
    {
        let ends = starts.iter().skip(2).map(|(end, _)| *end).rev();
        let rest = start + starts.get(1)?.0;
        return Some(ends.into_iter().find_map(|end| exact(rest..start + end)).into_iter().collect());
    }
    for (place, (at, word)) in starts.iter().enumerate().skip(1) {
        let second = if says_nothing(word) { starts.get(place + 1).map(|(at, _)| *at) } else { Some(*at) };
        // "Level 3 support engineer" is one.
        if let Some(second) = second
            && !(second == *at && is_level(typed[..*at].trim_end()))
            && let Some(one) = exact(start..start + at)
            && let Some(other) = exact(start + second..mention.at.end)
        {
            return Some(vec![one, other]);
        }
    }
    let (at, last) = starts.last()?;
    let named = field(index, &typed[..*at], last)?;
    Some(vec![Mention { named, score: 1.0, ..mention.clone() }])
}

/// Who works in a field, by the words of its name: the data engineer, for "data" and "engineering".
fn field(index: &Index, before: &str, last: &str) -> Option<Named> {
    let role = PHRASES.role_of_field(&folded(last.trim_matches(|letter: char| !letter.is_alphanumeric())))?;
    if before.trim().is_empty() || before.split_whitespace().any(|word| PHRASES.is_ignored(&folded(word))) {
        return None;
    }
    let found = index.find(&format!("{} {role}", before.trim()));
    let best = found.candidates.first().filter(|_| found.verdict == Verdict::Exact)?;
    matches!(best.named, Named::Role(_)).then_some(best.named)
}

/// The roles of the fields that a text names outside its mentions: "breaking into data engineering".
fn fields(index: &Index, text: &str, mentions: &[Mention]) -> Vec<Mention> {
    let all: Vec<(usize, &str)> = words(text).collect();
    let bare = |word: &str| folded(word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let is_free = |at: &Range<usize>| mentions.iter().all(|other| other.at.end <= at.start || at.end <= other.at.start);
    let mut found: Vec<Mention> = Vec::new();
    let mut tries = 0;
    for (place, (at, word)) in all.iter().enumerate() {
        if tries == MAX_FIELDS || PHRASES.role_of_field(&bare(word)).is_none() {
            continue;
        }
        tries += 1;
        let end = at + word.trim_end_matches(|letter: char| !letter.is_alphanumeric()).len();
        for before in (1..=MAX_FIELD_WORDS.min(place)).rev() {
            let Some((start, _)) = all.get(place - before) else { continue };
            let span = *start..end;
            if is_free(&span)
                && found.last().is_none_or(|last| last.at.end <= span.start)
                && let Some(named) = field(index, &text[*start..*at], word)
            {
                found.push(Mention { named, at: span, score: 1.0, sense: Sense::Other });
                break;
            }
        }
    }
    found
}

/// The other end of a path one end of which is named: "go helpdesk to CISO", where "helpdesk" alone could be a place.
fn other_ends(index: &Index, text: &str, mentions: &[Mention]) -> Vec<Mention> {
    let mut found = Vec::new();
    for mention in mentions.iter().take(MAX_APART) {
        // A sign leads to what is only close to a name as well: "qa → dev".
        let named = |at: Range<usize>, link: &str| {
            let at = trimmed(text, at);
            let is_free = mentions.iter().all(|other| other.at.end <= at.start || at.end <= other.at.start);
            let found = index.find(text.get(at.clone()).filter(|name| is_free && !name.is_empty())?);
            let is_sign = !link.contains(char::is_alphanumeric);
            let is_sure = found.verdict == Verdict::Exact || is_sign && found.verdict == Verdict::Confident;
            let best = found.candidates.first().filter(|_| is_sure)?;
            Some(Mention { named: best.named, at, score: best.score, sense: Sense::Other })
        };
        let before: Vec<(usize, &str)> = words(text.get(..mention.at.start).unwrap_or_default()).collect();
        if let Some((way, word)) = before.last().filter(|(_, word)| PHRASES.is_chain(word)) {
            let starts = before.iter().rev().skip(1).take(MAX_FIELD_WORDS);
            found.extend(starts.filter_map(|(start, _)| named(*start..*way, word)).next_back());
        }
        let end = mention.at.end;
        let behind: Vec<(usize, &str)> = words(text.get(end..).unwrap_or_default()).take(MAX_FIELD_WORDS + 1).collect();
        if let Some((way, word)) = behind.first().filter(|(_, word)| PHRASES.is_chain(word)) {
            let start = end + way + word.len();
            let is_name = |letter: char| letter.is_alphanumeric();
            let ends = behind.iter().skip(1).map(|(at, word)| end + at + word.trim_end_matches(|c| !is_name(c)).len());
            found.extend(ends.filter_map(|end| named(start..end, word)).next_back());
        }
    }
    found.sort_by_key(|mention| mention.at.start);
    found.dedup_by(|other, one| other.at.start < one.at.end);
    found
}

/// The roles that are named by their initials beside another: "TPM or EM".
fn initials(knowledge: &Knowledge, text: &str, mentions: &[Mention]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    if mentions.is_empty() {
        return found;
    }
    let bare = |at: usize, word: &str| {
        let start = word.find(char::is_alphanumeric).unwrap_or(word.len());
        let name = word[start..].trim_end_matches(|letter: char| !letter.is_alphanumeric());
        at + start..at + start + name.len()
    };
    let is_between =
        |word: &str| PHRASES.is_chain(word) || PHRASES.is_row(word) || is_one_of(word, &PHRASES.pair.versus);
    let all: Vec<(Range<usize>, &str)> = words(text).map(|(at, word)| (bare(at, word), word)).collect();
    for (place, (at, _)) in all.iter().enumerate() {
        let is_beside = |step: isize| {
            let other = |steps: isize| place.checked_add_signed(steps).and_then(|other| all.get(other));
            other(step).is_some_and(|(_, word)| is_between(word))
                && other(2 * step).is_some_and(|(at, _)| {
                    mentions.iter().any(|mention| mention.at.start <= at.start && at.end <= mention.at.end)
                })
        };
        let is_free = mentions.iter().all(|other| other.at.end <= at.start || at.end <= other.at.start);
        if is_free
            && (is_beside(1) || is_beside(-1))
            && let Some(named) = by_initials(knowledge, &text[at.clone()])
            && found.len() < MAX_APART
        {
            found.push(Mention { named, at: at.clone(), score: 1.0, sense: Sense::Other });
        }
    }
    found
}

/// Leaves out a level that is next to the role that it belongs to, such as "SOC analyst (L1)".
fn without_levels(text: &str, mut mentions: Vec<Mention>) -> Vec<Mention> {
    let is_level = |mention: &Mention| is_level(text.get(mention.at.clone()).unwrap_or_default());
    let mut place = 1;
    while let Some([one, other]) = mentions.get(place - 1..=place) {
        let between = text.get(one.at.end..other.at.start).unwrap_or("...");
        let is_beside = between.len() <= MAX_BEFORE_LEVEL && !between.contains([',', '>', '/', '→']);
        match (is_level(one), is_level(other)) {
            (false, true) if is_beside => drop(mentions.remove(place)),
            _ => place += 1,
        }
    }
    mentions
}

/// Whether a name is a level: "L1", "tier 2".
fn is_level(name: &str) -> bool {
    name.ends_with(|letter: char| letter.is_ascii_digit()) && name.chars().count() <= MAX_LEVEL_CHARS
}

/// A part of a text without the spaces around it.
fn trimmed(text: &str, at: Range<usize>) -> Range<usize> {
    let part = &text[at.clone()];
    let start = at.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}
