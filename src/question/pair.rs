//! Two roles in one question: `/path helpdesk to infra architect`, `/compare it manager, infra architect`.
//!
//! A role's name may contain the words that separate two roles ("research and development manager"), so the text is cut
//! at the place where both sides are found in the vocabulary.

use crate::knowledge::model::{Knowledge, RoleKey, Subject};
use crate::matching::{Index, Verdict};

use super::command::{COMPARE, CommandForm, PATH};
use super::input::{Pair, Reference};
use super::phrases::PHRASES;
use super::query::{Ambiguous, Candidate, Intent, PendingArgument, Query, Understood};
use super::resolve::{self, Resolved, Unclear};
use super::sentence::folded;

/// Most characters of a text that are read.
const MAX_CHARS: usize = 600;

/// Most places of each kind at which a text is cut to try.
const MAX_CUTS: usize = 16;

/// Most roles that the other half may mean if both halves are ambiguous: five times five choices fit in a menu on
/// Discord.
const MAX_OTHERS: usize = 5;

/// Most words of a name beside a word like "or".
const MAX_EITHER_WORDS: usize = 2;

/// Fewest roles of a path that names more than its ends.
pub(super) const MIN_CHAIN: usize = 3;

/// Most roles between the ends of a path.
pub(super) const MAX_VIA: usize = 3;

/// What `/path` asks with these two roles, or with those of a path that names its steps.
pub(super) fn path(knowledge: &Knowledge, index: &Index, pair: &Pair) -> Understood {
    if let Pair::Text(text) = pair
        && let Some(steps) = steps(knowledge, index, text)
        && let [(from, _), between @ .., (to, _)] = steps.as_slice()
    {
        let via = between.iter().map(|(role, _)| *role).collect();
        let intent = Intent::Path { from: *from, to: *to };
        let interpretations = steps.into_iter().filter_map(|(_, interpretation)| interpretation).collect();
        return Understood::Query(Query { via, ..Query::interpreted(intent, interpretations) });
    }
    query(knowledge, index, pair, &PATH, |from, to| Intent::Path { from, to })
}

/// What `/compare` asks with these two roles.
pub(super) fn compare(knowledge: &Knowledge, index: &Index, pair: &Pair) -> Understood {
    if let Pair::Text(text) = pair
        && let Some(several) = row(knowledge, index, text)
    {
        return several;
    }
    query(knowledge, index, pair, &COMPARE, |first, second| Intent::Compare { first, second })
}

fn query(
    knowledge: &Knowledge,
    index: &Index,
    pair: &Pair,
    form: &CommandForm,
    intent: impl Fn(RoleKey, RoleKey) -> Intent,
) -> Understood {
    match roles(knowledge, index, pair, form) {
        Ok(((first, interpretation), (second, other))) => Understood::Query(Query::interpreted(
            intent(first, second),
            interpretation.into_iter().chain(other).collect(),
        )),
        Err(unclear) => unclear.into(),
    }
}

/// The question back which of several roles the first is to be compared with; `None` if there are at most two.
pub(super) fn compare_several(knowledge: &Knowledge, typed: &str, row: &[RoleKey]) -> Option<Understood> {
    let (first, rest) = row.split_first()?;
    let mut candidates: Vec<Candidate> = Vec::new();
    for role in rest {
        let entity = Subject::Role(*role);
        if role != first && candidates.iter().all(|known| known.entity != entity) {
            candidates.push(Candidate::certain(entity, &knowledge[*role].name));
        }
    }
    let is_several = candidates.len() > 1;
    let mut several = Ambiguous::new(resolve::one_line(typed), None, candidates.into_iter());
    let option = COMPARE.options.get(1)?.name;
    let others = vec![Subject::Role(*first)];
    several.half = Some(PendingArgument { command: COMPARE.name, option, is_first: false, others });
    is_several.then_some(Understood::Ambiguous(several))
}

/// The question back about a text that is a row of more than two roles: "nurse, matron and theatre manager".
fn row(knowledge: &Knowledge, index: &Index, text: &str) -> Option<Understood> {
    let text = text.char_indices().nth(MAX_CHARS).map_or(text, |(end, _)| &text[..end]).trim();
    let text = PHRASES.pair.before.iter().find_map(|opening| after_word(text, opening)).unwrap_or(text);
    let spaced = text.replace(is_sign, " , ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let is_between = |word: &&str| *word == "," || is_one_of(word, &PHRASES.pair.between);
    let names: Vec<&[&str]> = words.split(is_between).filter(|name| !name.is_empty()).collect();
    if !(MIN_CHAIN..=MAX_OTHERS).contains(&names.len()) {
        return None;
    }
    let role = |name: &[&str]| resolve::role(knowledge, index, &Reference::Typed(name.join(" "))).ok();
    let roles = names.into_iter().map(|name| role(name).map(|(role, _)| role)).collect::<Option<Vec<_>>>()?;
    compare_several(knowledge, text, &roles)
}

/// The roles of a path that names more than its ends, if each is found: "nurse to senior nurse to matron".
fn steps(knowledge: &Knowledge, index: &Index, text: &str) -> Option<Vec<Resolved<RoleKey>>> {
    let text = text.char_indices().nth(MAX_CHARS).map_or(text, |(end, _)| &text[..end]).trim();
    let text = PHRASES.pair.before.iter().find_map(|opening| after_word(text, opening)).unwrap_or(text);
    let spaced = PHRASES.pair.arrows.iter().fold(text.to_owned(), |text, arrow| text.replace(arrow.as_str(), " → "));
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let names: Vec<String> =
        words.split(|word| PHRASES.is_chain(&word.to_lowercase())).map(|name| name.join(" ")).collect();
    if !(MIN_CHAIN..=MAX_VIA + 2).contains(&names.len()) {
        return None;
    }
    let role = |name: String| resolve::role(knowledge, index, &Reference::Typed(name)).ok();
    let steps: Vec<Resolved<RoleKey>> = names.into_iter().map(role).collect::<Option<_>>()?;
    let are_distinct = (1..steps.len()).all(|at| steps[..at].iter().all(|(before, _)| *before != steps[at].0));
    are_distinct.then_some(steps)
}

/// The two roles that are meant.
///
/// # Errors
///
/// One of them is not clear; the error says which, and carries the other.
fn roles(
    knowledge: &Knowledge,
    index: &Index,
    pair: &Pair,
    form: &CommandForm,
) -> Result<(Resolved<RoleKey>, Resolved<RoleKey>), Unclear> {
    let (first, second) = match pair {
        Pair::Both(first, second) => (first.clone(), second.clone()),
        Pair::Text(text) => split(knowledge, index, text),
    };
    let resolved = |reference: &Reference| match resolve::role(knowledge, index, reference) {
        Err(Unclear::Ambiguous(ambiguous)) => resolve::only_candidate(ambiguous),
        resolved => resolved,
    };
    let half = |is_first: bool, others: Vec<Subject>| {
        let option = form.options.get(usize::from(!is_first)).map_or("", |option| option.name);
        PendingArgument { command: form.name, option, is_first, others }
    };
    match (resolved(&first), resolved(&second)) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Ok((role, _)), Err(unclear)) => Err(unclear.with_half(half(false, vec![Subject::Role(role)]))),
        (Err(unclear), Ok((role, _))) => Err(unclear.with_half(half(true, vec![Subject::Role(role)]))),
        // What is not known at all is said before anything is asked.
        (Err(first), Err(second))
            if matches!(second, Unclear::NotFound(_)) && !matches!(first, Unclear::NotFound(_)) =>
        {
            Err(second.with_half(half(false, others(knowledge, &first))))
        }
        (Err(first), Err(second)) => {
            let half = half(true, others(knowledge, &second));
            Err(match first {
                Unclear::Ambiguous(mut ambiguous) => {
                    if half.others.len() > 1 {
                        ambiguous.candidates.truncate(MAX_OTHERS);
                    }
                    Unclear::Ambiguous(ambiguous)
                }
                not_found => not_found,
            }
            .with_half(half))
        }
    }
}

/// What the half may mean that is asked about later.
fn others(knowledge: &Knowledge, unclear: &Unclear) -> Vec<Subject> {
    let Unclear::Ambiguous(ambiguous) = unclear else { return Vec::new() };
    // A button can carry a term by its id, unless a role has the same.
    match ambiguous.term.filter(|term| knowledge.role_with_id(&knowledge[*term].id).is_none()) {
        Some(term) => vec![Subject::Term(term)],
        None => ambiguous.candidates.iter().take(MAX_OTHERS).map(|candidate| candidate.entity).collect(),
    }
}

/// A place at which a text can be cut in two, in bytes.
struct Cut {
    first_ends: usize,
    second_starts: usize,
    /// Whether a word or sign separates the two, and not merely a space.
    is_marked: bool,
}

/// The text, cut where both halves are found most surely; of several such places, at the first. A text that cannot be cut
/// is the first half.
fn split(knowledge: &Knowledge, index: &Index, text: &str) -> (Reference, Reference) {
    let text = text.char_indices().nth(MAX_CHARS).map_or(text, |(end, _)| &text[..end]).trim();
    let text = PHRASES.pair.before.iter().find_map(|opening| after_word(text, opening)).unwrap_or(text);
    let certainty = |half: &str| {
        if knowledge.role_with_id(half).is_some() {
            return 3;
        }
        let found = index.find(half);
        match found.verdict {
            Verdict::Exact => 3,
            Verdict::Confident => 2,
            // It is known where it belongs.
            Verdict::None if found.near_field.is_some() => 2,
            Verdict::Ambiguous => 1,
            Verdict::None => 0,
        }
    };
    let typed = |half: &str| Reference::Typed(half.to_owned());
    let mut best: Option<((u8, u8, bool), &str, &str)> = None;
    for cut in cuts(text) {
        let head = text[..cut.first_ends].trim_matches(is_filler);
        let tail = text[cut.second_starts..].trim_matches(is_filler);
        let (one, other) = (certainty(head), certainty(tail));
        // Without anything between them, both must be found.
        if !cut.is_marked && one.min(other) == 0 {
            continue;
        }
        let rank = (one.min(other), one + other, cut.is_marked);
        if best.as_ref().is_none_or(|(known, ..)| rank > *known) {
            best = Some((rank, head, tail));
        }
    }
    match best {
        Some(((least, both, _), head, tail)) if least > 0 || both >= certainty(text) => (typed(head), typed(tail)),
        _ => (typed(text), typed("")),
    }
}

/// What follows this word at the start of a text, in upper or lower case.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (start, rest) = text.split_once(' ')?;
    (start.to_lowercase() == word).then_some(rest)
}

/// Spaces, and what is left of an arrow.
fn is_filler(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '=' | '>' | '–' | '—' | '?')
}

fn is_sign(letter: char) -> bool {
    PHRASES.pair.signs.contains(&letter)
}

/// Whether this word, in upper or lower case, is one of these.
pub(super) fn is_one_of(word: &str, words: &[String]) -> bool {
    let lower = word.to_lowercase();
    words.contains(&lower)
}

/// The places at which the text can be cut: first those with a word or sign, then spaces.
fn cuts(text: &str) -> Vec<Cut> {
    let signs = text.match_indices(is_sign).map(|(at, sign)| (at, at + sign.len()));
    let between = words(text).filter(|(_, word)| is_one_of(word, &PHRASES.pair.between));
    let mut marked: Vec<(usize, usize)> = between.map(|(at, word)| (at, at + word.len())).chain(signs).collect();
    marked.sort_unstable();
    let spaces = words(text).skip(1).map(|(at, _)| (at, at));
    let cut = |is_marked| move |(first_ends, second_starts)| Cut { first_ends, second_starts, is_marked };
    let mut cuts: Vec<Cut> = marked.into_iter().take(MAX_CUTS).map(cut(true)).collect();
    cuts.extend(spaces.take(MAX_CUTS).map(cut(false)));
    cuts
}

/// The words between spaces, with their places in bytes.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let places = text.split_inclusive(char::is_whitespace).scan(0, |end, piece| {
        let start = *end;
        *end += piece.len();
        Some((start, piece.trim_end()))
    });
    places.filter(|(_, word)| !word.is_empty())
}

/// Where the second role starts in what is being typed, in bytes; `None` while the first is still being typed.
///
/// ```
/// use nextrole::question::second_starts;
///
/// assert_eq!(second_starts("helpdesk to inf"), Some(12));
/// assert_eq!(second_starts("helpd"), None);
/// ```
pub fn second_starts(typed: &str) -> Option<usize> {
    let cut = cuts(typed).into_iter().rfind(|cut| cut.is_marked)?;
    let rest = &typed[cut.second_starts..];
    Some(typed.len() - rest.trim_start_matches(is_filler).len())
}

/// Whether there is an arrow from one role to another.
pub(super) fn has_arrow(text: &str) -> bool {
    PHRASES.pair.arrows.iter().any(|arrow| text.contains(arrow))
}

/// Two roles that are compared, "sysadmin vs sre", if that is certain: both are found, and nothing else is said.
pub(super) fn compared(knowledge: &Knowledge, index: &Index, text: &str) -> Option<Pair> {
    let (at, word) = words(text).find(|(_, word)| is_one_of(word, &PHRASES.pair.versus))?;
    let half = |text: &str| Reference::Typed(text.trim_matches(is_filler).to_owned());
    let (one, other) = (half(&text[..at]), half(&text[at + word.len()..]));
    let is_found = |half: &Reference| {
        knowledge.role_with_id(half.as_str()).is_some() || index.find(half.as_str()).verdict != Verdict::None
    };
    let is_sure = |half: &Reference| matches!(index.find(half.as_str()).verdict, Verdict::Exact | Verdict::Confident);
    let is_name = |half: &Reference| !half.as_str().is_empty() && !half.as_str().contains(char::is_whitespace);
    // "IC4 vs staff engineer": what is not known is said, and not left out.
    let is_half_known = is_sure(&one) && is_name(&other) || is_sure(&other) && is_name(&one);
    (is_found(&one) && is_found(&other) || is_half_known).then_some(Pair::Both(one, other))
}

/// Two names that may mean several roles each, with a word like "or" between them: "which is higher, principal or staff?".
pub(super) fn either(index: &Index, text: &str) -> Option<Pair> {
    let all: Vec<(usize, &str)> = words(text).collect();
    let bare = |word: &str| folded(word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let says_something = |word: &str| {
        let word = bare(word);
        !PHRASES.is_filler(&word) && !PHRASES.is_common(&word) && !PHRASES.pair.before.contains(&word)
    };
    let is_open = |word: &str| word.ends_with(char::is_alphanumeric);
    let found = |from: usize, to: usize| {
        let (start, last) = (all.get(from)?.0, all.get(to.checked_sub(1)?)?);
        let name = text.get(start..last.0 + last.1.len())?.trim_matches(|letter: char| !letter.is_alphanumeric());
        (index.find(name).verdict != Verdict::None).then(|| Reference::Typed(name.to_owned()))
    };
    let is_between = |word: &str| PHRASES.is_row(&word.to_lowercase()) || is_one_of(word, &PHRASES.pair.versus);
    let places = (1..all.len()).filter(|place| is_between(all[*place].1)).take(MAX_CUTS);
    places.into_iter().find_map(|place| {
        let before = (0..place).rev().take(MAX_EITHER_WORDS).take_while(|at| says_something(all[*at].1));
        let before: Vec<usize> = before.take_while(|at| at + 1 == place || is_open(all[*at].1)).collect();
        let behind = (place + 1..all.len()).take(MAX_EITHER_WORDS).take_while(|at| says_something(all[*at].1));
        let behind: Vec<usize> = behind.take_while(|at| at - 1 == place || is_open(all[at - 1].1)).collect();
        let one = before.into_iter().rev().find_map(|start| found(start, place))?;
        let other = behind.into_iter().rev().find_map(|last| found(place + 1, last + 1))?;
        Some(Pair::Both(one, other))
    })
}

/// The two ends of a way that a sentence tells, which may mean several roles each: "how do people get from support to
/// development?".
pub(super) fn way_within(index: &Index, text: &str) -> Option<Pair> {
    let all: Vec<(usize, &str)> = words(text).collect();
    let bare = |word: &str| word.trim_end_matches(|letter: char| !letter.is_alphanumeric()).len();
    let found = |words: &[(usize, &str)]| {
        let (first, last) = (words.first()?, words.last()?);
        let name = text.get(first.0..last.0 + bare(last.1))?;
        (index.find(name).verdict != Verdict::None).then(|| Reference::Typed(name.to_owned()))
    };
    let starts = all.iter().position(|(_, word)| is_one_of(word, &PHRASES.pair.before))?;
    let behind = all.get(starts + 1..)?;
    let way = behind.iter().take(MAX_EITHER_WORDS + 1).position(|(_, word)| PHRASES.is_chain(&word.to_lowercase()))?;
    let rest = behind.get(way + 1..)?;
    let one = found(&behind[..way])?;
    let ends = (1..=rest.len().min(MAX_EITHER_WORDS)).rev();
    let other = ends.into_iter().find_map(|end| found(&rest[..end]))?;
    Some(Pair::Both(one, other))
}

/// Two roles with a way between them, "deployment to design", if that is certain: both are names, and nothing else is
/// said.
pub(super) fn from_to(index: &Index, text: &str) -> Option<Pair> {
    let (at, word) = words(text).find(|(_, word)| PHRASES.is_chain(word))?;
    let half = |text: &str| Reference::Typed(text.trim_matches(is_filler).to_owned());
    let (one, other) = (half(&text[..at]), half(&text[at + word.len()..]));
    let is_named = |half: &Reference| index.find(half.as_str()).verdict == Verdict::Exact;
    (is_named(&one) && is_named(&other)).then_some(Pair::Both(one, other))
}
