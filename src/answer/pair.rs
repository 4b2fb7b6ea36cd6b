//! Two roles in one question: `/path helpdesk to infra architect`, `/compare it manager, infra architect`.
//!
//! Names of roles may contain the words that stand between two of them, "research and development manager", so only the
//! vocabulary can tell where the one ends: of all places where the text can be cut, the one where both sides are found.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey};
use crate::matching::{Index, Verdict};

use super::question::{Asked, CommandForm};
use super::resolve::{self, Interpretation};
use super::{Answer, EntityRef};

/// Two roles, as they are asked about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Pair {
    /// Each for itself.
    Both(Asked, Asked),
    /// As a person wrote them, with something between them.
    Text(String),
}

/// Which half of a question about two roles an answer is about: the one that is not clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PendingArgument<'k> {
    /// The command: `path` or `compare`.
    pub command: &'static str,
    /// The option that is not clear, such as `from`.
    pub option: &'static str,
    /// Whether that is the first of the two.
    pub is_first: bool,
    /// What the other option names: one role; a term that will be asked about next; several roles, five at most, where it
    /// is no clearer; nothing where nothing is near that.
    pub others: Vec<EntityRef<'k>>,
}

/// A role, and how it was read.
pub(super) type Read<'k> = (RoleKey, Option<Interpretation<'k>>);

/// Words that may stand between two roles.
const BETWEEN: &[&str] = &["to", "into", "vs", "vs.", "v", "v.", "versus", "or", "and", "with", "against"];

/// Signs that may.
const SIGNS: &[char] = &['→', '⇒', '>', ',', ';', '|', '/', '&', '+'];

/// Words that may stand before the first.
const BEFORE: &[&str] = &["from ", "between "];

/// Most characters of a text that are looked at.
const MOST_CHARS: usize = 600;

/// Most places at which a text is cut to try.
const MOST_CUTS: usize = 16;

/// Most roles that the other half may mean where both are unclear: five by five choices fit into a menu on Discord.
const MOST_OTHERS: usize = 5;

/// The two roles that are meant.
///
/// # Errors
///
/// The answer to give where it is not clear which are meant.
pub(super) fn roles<'k>(
    knowledge: &'k Knowledge,
    index: &Index,
    pair: &Pair,
    form: &CommandForm,
) -> Result<(Read<'k>, Read<'k>), Box<Answer<'k>>> {
    let (first, second) = match pair {
        Pair::Both(first, second) => (first.clone(), second.clone()),
        Pair::Text(text) => split(knowledge, index, text),
    };
    let resolved = |asked: &Asked| resolve::role(knowledge, index, asked);
    let half = |is_first: bool, others: Vec<EntityRef<'k>>| {
        let option = form.options.get(usize::from(!is_first)).map_or("", |option| option.name);
        PendingArgument { command: form.name, option, is_first, others }
    };
    match (resolved(&first), resolved(&second)) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Ok((role, _)), Err(answer)) => Err(about_half(*answer, half(false, vec![EntityRef::role(knowledge, role)]))),
        (Err(answer), Ok((role, _))) => Err(about_half(*answer, half(true, vec![EntityRef::role(knowledge, role)]))),
        // What is not known at all is told before anything is asked.
        (Err(first), Err(second))
            if matches!(*second, Answer::NotFound(_)) && !matches!(*first, Answer::NotFound(_)) =>
        {
            Err(about_half(*second, half(false, others(knowledge, &first))))
        }
        (Err(first), Err(second)) => Err(about_half(*first, half(true, others(knowledge, &second)))),
    }
}

fn about_half<'k>(answer: Answer<'k>, half: PendingArgument<'k>) -> Box<Answer<'k>> {
    Box::new(match answer {
        Answer::Ambiguous(mut clarify) => {
            if half.others.len() > 1 {
                clarify.candidates.truncate(MOST_OTHERS);
            }
            clarify.half = Some(half);
            Answer::Ambiguous(clarify)
        }
        Answer::NotFound(mut nothing) => {
            nothing.half = Some(half);
            Answer::NotFound(nothing)
        }
        other => other,
    })
}

/// What the half may mean that is no clearer than the one asked about.
fn others<'k>(knowledge: &Knowledge, answer: &Answer<'k>) -> Vec<EntityRef<'k>> {
    let Answer::Ambiguous(clarify) = answer else { return Vec::new() };
    // A term can be carried along by its id, if that is no role's.
    let is_free = |term: &EntityRef<'_>| term.id.is_some_and(|id| knowledge.role_with_id(id).is_none());
    match clarify.term.filter(is_free) {
        Some(term) => vec![term],
        None => clarify.candidates.iter().take(MOST_OTHERS).map(|candidate| candidate.entity).collect(),
    }
}

/// A place where a text can be cut in two, in bytes: where the first half ends, and where the second begins.
struct Cut {
    first_ends: usize,
    second_starts: usize,
    /// Whether something stands there that says so, and not merely a space.
    is_marked: bool,
}

/// The text, cut where both halves are found, as surely as can be; where there are several such places, at the first. A
/// text that cannot be cut is the first half.
fn split(knowledge: &Knowledge, index: &Index, text: &str) -> (Asked, Asked) {
    let text = text.char_indices().nth(MOST_CHARS).map_or(text, |(end, _)| &text[..end]).trim();
    let begins = |opening: &&str| text.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening));
    let text = BEFORE.iter().find(|opening| begins(opening)).map_or(text, |opening| &text[opening.len()..]);
    let sure = |half: &str| {
        if knowledge.role_with_id(half).is_some() {
            return 3;
        }
        match index.find(half).verdict {
            Verdict::Exact => 3,
            Verdict::Confident => 2,
            Verdict::Ambiguous => 1,
            Verdict::None => 0,
        }
    };
    let asked = |half: &str| Asked::Text(half.to_owned());
    let mut best: Option<((u8, u8, bool), &str, &str)> = None;
    for cut in cuts(text) {
        let head = text[..cut.first_ends].trim_matches(is_filling);
        let tail = text[cut.second_starts..].trim_matches(is_filling);
        let (one, other) = (sure(head), sure(tail));
        // Where nothing says that there are two, both must be found.
        if !cut.is_marked && one.min(other) == 0 {
            continue;
        }
        let rank = (one.min(other), one + other, cut.is_marked);
        if best.as_ref().is_none_or(|(known, ..)| rank > *known) {
            best = Some((rank, head, tail));
        }
    }
    match best {
        Some(((least, both, _), head, tail)) if least > 0 || both >= sure(text) => (asked(head), asked(tail)),
        _ => (asked(text), asked("")),
    }
}

/// Spaces, and what is left of an arrow.
fn is_filling(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '=' | '>' | '–' | '—' | '?')
}

/// Where the text can be cut: first where a word or sign says so, then at spaces.
fn cuts(text: &str) -> Vec<Cut> {
    let signs = text.match_indices(SIGNS).map(|(at, sign)| (at, at + sign.len()));
    let attribution = words(text).filter(|(_, word)| BETWEEN.contains(&word.to_lowercase().as_str()));
    let mut marked: Vec<(usize, usize)> = attribution.map(|(at, word)| (at, at + word.len())).chain(signs).collect();
    marked.sort_unstable();
    let spaces = words(text).skip(1).map(|(at, _)| (at, at));
    let cut = |is_marked| move |(first_ends, second_starts)| Cut { first_ends, second_starts, is_marked };
    let mut cuts: Vec<Cut> = marked.into_iter().take(MOST_CUTS).map(cut(true)).collect();
    cuts.extend(spaces.take(MOST_CUTS).map(cut(false)));
    cuts
}

/// The words between spaces, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let places = text.split_inclusive(char::is_whitespace).scan(0, |end, piece| {
        let start = *end;
        *end += piece.len();
        Some((start, piece.trim_end()))
    });
    places.filter(|(_, word)| !word.is_empty())
}

/// Where the second role begins in what is being typed, in bytes; `None` while the first is still being typed.
///
/// ```
/// use nextrole::answer::second_starts;
///
/// assert_eq!(second_starts("helpdesk to inf"), Some(12));
/// assert_eq!(second_starts("helpd"), None);
/// ```
pub fn second_starts(typed: &str) -> Option<usize> {
    let cut = cuts(typed).into_iter().rfind(|cut| cut.is_marked)?;
    let rest = &typed[cut.second_starts..];
    Some(typed.len() - rest.trim_start_matches(is_filling).len())
}

/// Whether there is an arrow from one role to another.
pub(super) fn has_arrow(text: &str) -> bool {
    ["→", "->", "=>", "⇒"].iter().any(|arrow| text.contains(arrow))
}

/// Two roles that are set against each other, "sysadmin vs sre", where that is sure: both may be found, and nothing else
/// is said.
pub(super) fn compared(knowledge: &Knowledge, index: &Index, text: &str) -> Option<Pair> {
    const AGAINST: &[&str] = &["vs", "vs.", "versus"];
    let (at, word) = words(text).find(|(_, word)| AGAINST.contains(&word.to_lowercase().as_str()))?;
    let half = |text: &str| Asked::Text(text.trim_matches(is_filling).to_owned());
    let halves = [half(&text[..at]), half(&text[at + word.len()..])];
    let is_found = |half: &Asked| {
        knowledge.role_with_id(half.as_str()).is_some() || index.find(half.as_str()).verdict != Verdict::None
    };
    let [one, other] = halves;
    (is_found(&one) && is_found(&other)).then_some(Pair::Both(one, other))
}
