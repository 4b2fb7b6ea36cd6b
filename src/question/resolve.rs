//! Finds the role, term or track that is meant: by id if a button asks, by matching if a person does.

use crate::knowledge::model::{Knowledge, RoleKey, Subject, TermKey, TrackKey};
use crate::matching::{Candidate as Match, Found, Index, Named, Verdict};

use super::input::Reference;
use super::phrases::PHRASES;
use super::query::{Ambiguous, Candidate, Intent, Interpretation, NotFound, PendingArgument, Query, Understood};

/// Most characters of what was typed that are repeated.
const MAX_TYPED_CHARS: usize = 100;

/// Fewest letters that a word has to share with a name for the name to be recognized in it.
const MIN_SHARED_LETTERS: usize = 3;

/// Most letters of an abbreviation.
const MAX_ABBREVIATION: usize = 5;

/// A key, and how it was interpreted; `None` if an id was given, or a name that the answer shows.
pub(super) type Resolved<K> = (K, Option<Interpretation>);

/// Why a name could not be resolved.
#[derive(Debug)]
pub(super) enum Unclear {
    Ambiguous(Ambiguous),
    NotFound(Box<NotFound>),
}

impl From<Unclear> for Understood {
    fn from(unclear: Unclear) -> Understood {
        match unclear {
            Unclear::Ambiguous(ambiguous) => Understood::Ambiguous(ambiguous),
            Unclear::NotFound(not_found) => Understood::NotFound(*not_found),
        }
    }
}

impl Unclear {
    /// The same, as one half of a question about two roles.
    pub(super) fn with_half(mut self, half: PendingArgument) -> Unclear {
        match &mut self {
            Unclear::Ambiguous(ambiguous) => ambiguous.half = Some(half),
            Unclear::NotFound(not_found) => not_found.half = Some(half),
        }
        self
    }
}

/// The query about what was resolved.
pub(super) fn about_one<K>(resolved: Result<Resolved<K>, Unclear>, intent: impl Fn(K) -> Intent) -> Understood {
    match resolved {
        Ok((key, interpretation)) => {
            let interpretations = interpretation.into_iter().collect();
            Understood::Query(Query::interpreted(intent(key), interpretations))
        }
        Err(unclear) => unclear.into(),
    }
}

/// The role that is meant. A term that covers several roles is never one of them.
///
/// # Errors
///
/// The name has several meanings, or none.
pub(super) fn role(knowledge: &Knowledge, index: &Index, reference: &Reference) -> Result<Resolved<RoleKey>, Unclear> {
    let typed = match by_id(reference, |id| knowledge.role_with_id(id)) {
        Ok(role) => return Ok((role, None)),
        // A question about two roles carries a term by its id until it is asked which of its roles is meant.
        Err(typed) => match reference {
            Reference::Id(id) => knowledge.term_with_id(id).map_or(typed, |term| knowledge[term].name.clone()),
            Reference::Typed(_) => typed,
        },
    };
    let found = index.find(&typed);
    let term = match found.candidates.first().map(|best| best.named) {
        Some(Named::Term(term)) if found.verdict != Verdict::None => Some(term),
        _ => None,
    };
    one(knowledge, &typed, found.into_roles(&knowledge.vocabulary), term, Subject::Role)
}

/// The only role that a name may mean, which was not near enough to be taken for it without a word; else what it was.
///
/// # Errors
///
/// It may mean several roles.
pub(super) fn only_candidate(ambiguous: Ambiguous) -> Result<Resolved<RoleKey>, Unclear> {
    match ambiguous.candidates.as_slice() {
        [Candidate { entity: entity @ Subject::Role(role), via, .. }] if ambiguous.term.is_none() => {
            let (typed, via) = (ambiguous.typed.clone(), via.clone());
            Ok((*role, Some(Interpretation { typed, entity: *entity, via, corrections: Vec::new(), is_all: false })))
        }
        _ => Err(Unclear::Ambiguous(ambiguous)),
    }
}

/// The role or term that is meant.
///
/// # Errors
///
/// The name has several meanings, or none.
pub(super) fn named(knowledge: &Knowledge, index: &Index, reference: &Reference) -> Result<Resolved<Named>, Unclear> {
    let role_or_term = |id: &str| {
        let term = knowledge.term_with_id(id).map(Named::Term);
        term.or_else(|| knowledge.role_with_id(id).map(Named::Role))
    };
    match by_id(reference, role_or_term) {
        Ok(named) => Ok((named, None)),
        Err(typed) => one(knowledge, &typed, index.find(&typed), None, subject),
    }
}

/// The track that is meant.
///
/// # Errors
///
/// The name has several meanings, or none.
pub(super) fn track(
    knowledge: &Knowledge,
    index: &Index,
    reference: &Reference,
) -> Result<Resolved<TrackKey>, Unclear> {
    match by_id(reference, |id| knowledge.track_with_id(id)) {
        Ok(track) => Ok((track, None)),
        Err(typed) => one(knowledge, &typed, index.find_track(&typed), None, Subject::Track),
    }
}

/// A role or term as something that can be talked about.
pub(super) fn subject(named: Named) -> Subject {
    match named {
        Named::Role(role) => Subject::Role(role),
        Named::Term(term) => Subject::Term(term),
    }
}

/// What it is called.
pub(super) fn name(knowledge: &Knowledge, subject: Subject) -> &str {
    match subject {
        Subject::Role(role) => &knowledge[role].name,
        Subject::Track(track) => &knowledge[track].name,
        Subject::Term(term) => &knowledge[term].name,
    }
}

/// Whether people see what was typed in a name: its words are there, or it shortens them. “CIO” is not seen in “IT
/// director”, nor “backup administrator” in “storage engineer”, although they may be aliases.
pub(super) fn shows(name: &str, typed: &str) -> bool {
    let is_split = |letter: char| !letter.is_alphanumeric();
    let words = |text: &str| text.to_lowercase().split(is_split).map(str::to_owned).collect::<Vec<String>>();
    let name_words = words(name);
    let has_place = |typed: &String| {
        let start: String = typed.chars().take(MIN_SHARED_LETTERS).collect();
        let is_short = typed.chars().count() < MIN_SHARED_LETTERS;
        let is_part = |whole: &String, part: &String| part.len() > MIN_SHARED_LETTERS && whole.ends_with(part.as_str());
        name_words.iter().any(|word| {
            if is_short {
                word == typed
            } else {
                word.starts_with(&start) || is_part(word, typed) || is_part(typed, word)
            }
        })
    };
    let letters =
        |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase();
    let (short, long) = (letters(typed), letters(name));
    let mut rest = long.chars();
    let shortens = short.chars().count() <= MAX_ABBREVIATION
        && short.chars().next() == long.chars().next()
        && short.chars().all(|letter| rest.any(|other| other == letter));
    let says_something = |word: &&String| !word.is_empty() && !PHRASES.is_trade(word) && !PHRASES.is_ignored(word);
    let all = words(typed);
    let telling: Vec<&String> = all.iter().filter(says_something).collect();
    let told = if telling.is_empty() { all.iter().collect() } else { telling };
    shortens || told.into_iter().all(has_place)
}

fn one<K: Copy>(
    knowledge: &Knowledge,
    typed: &str,
    found: Found<K>,
    term: Option<TermKey>,
    subject: impl Fn(K) -> Subject,
) -> Result<Resolved<K>, Unclear> {
    let Found { verdict, candidates, corrections, near_field } = found;
    let typed = one_line(typed);
    match (verdict, candidates.first()) {
        (Verdict::Exact, Some(best)) if shows(name(knowledge, subject(best.named)), &typed) => Ok((best.named, None)),
        (Verdict::Exact | Verdict::Confident, Some(Match { named, via, .. })) => Ok((
            *named,
            Some(Interpretation { typed, entity: subject(*named), via: via.clone(), corrections, is_all: false }),
        )),
        (verdict, _) => {
            let candidate = |Match { named, score, via }| Candidate { entity: subject(named), score, via };
            let candidates = candidates.into_iter().map(candidate);
            Err(match verdict {
                Verdict::Ambiguous => Unclear::Ambiguous(Ambiguous::new(typed, term, candidates)),
                _ => Unclear::NotFound(Box::new(NotFound { near_field, ..NotFound::new(typed, term, candidates) })),
            })
        }
    }
}

/// The thing with this id, else the text to look for.
///
/// An id that is gone is read as the words that it consists of: the thing may have been renamed since the button was
/// made.
fn by_id<K>(reference: &Reference, with_id: impl Fn(&str) -> Option<K>) -> Result<K, String> {
    match reference {
        Reference::Id(id) => with_id(id).ok_or_else(|| id.replace('-', " ")),
        Reference::Typed(text) => with_id(text.trim()).ok_or_else(|| text.clone()),
    }
}

/// What was typed, fit to be repeated: one line, without control characters, at most 100 characters.
pub(super) fn one_line(typed: &str) -> String {
    let start: String = typed.chars().take(4 * MAX_TYPED_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let one_line = start.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.char_indices().nth(MAX_TYPED_CHARS) {
        Some((end, _)) => format!("{}…", &one_line[..end]),
        None => one_line,
    }
}
