//! Which thing of the knowledge is meant: by id where a button asks, by matching where a person does.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey, TrackKey};
use crate::matching::{Candidate, Correction, Found, Index, Named, Verdict};

use super::ambiguous::{Ambiguous, CandidateView, NotFound};
use super::question::Asked;
use super::{Answer, EntityRef};

/// Most characters of what was typed that an answer repeats.
const TYPED_CHARS: usize = 100;

/// How a question was read, where it did not name the thing by a name of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Interpretation<'k> {
    /// What was typed, on one line, cut to 100 characters.
    pub typed: String,
    /// What it was read as.
    pub name: &'k str,
    /// The name or alias that came nearest.
    pub via: String,
    /// The words that were read as others, in the order they were typed.
    pub corrections: Vec<CorrectionView>,
}

/// A word that was read as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CorrectionView {
    /// As it was typed.
    pub typed: String,
    /// As it was read.
    pub read: String,
}

/// The role that is meant. A term that covers several roles is never one.
///
/// # Errors
///
/// The answer to give where it is not clear which role is meant, or where none is.
pub(super) fn role<'k>(
    knowledge: &'k Knowledge,
    index: &Index,
    asked: &Asked,
) -> Result<(RoleKey, Option<Interpretation<'k>>), Box<Answer<'k>>> {
    let typed = match by_id(asked, |id| knowledge.role_with_id(id)) {
        Ok(role) => return Ok((role, None)),
        // A question about two roles carries a term by its id until it is asked what it means.
        Err(typed) => match asked {
            Asked::Id(id) => knowledge.term_with_id(id).map_or(typed, |term| knowledge[term].name.clone()),
            Asked::Text(_) => typed,
        },
    };
    let found = index.find(&typed);
    let term = match found.candidates.first().map(|best| best.named) {
        Some(Named::Term(term)) if found.verdict != Verdict::None => Some(EntityRef::term(knowledge, term)),
        _ => None,
    };
    one(knowledge, &typed, found.into_roles(&knowledge.vocabulary), term)
}

/// The role or term that is meant.
///
/// # Errors
///
/// The answer to give where it is not clear which is meant, or where none is.
pub(super) fn named<'k>(
    knowledge: &'k Knowledge,
    index: &Index,
    asked: &Asked,
) -> Result<(Named, Option<Interpretation<'k>>), Box<Answer<'k>>> {
    let role_or_term = |id: &str| {
        let term = knowledge.term_with_id(id).map(Named::Term);
        term.or_else(|| knowledge.role_with_id(id).map(Named::Role))
    };
    match by_id(asked, role_or_term) {
        Ok(named) => Ok((named, None)),
        Err(typed) => one(knowledge, &typed, index.find(&typed), None),
    }
}

/// The track that is meant.
///
/// # Errors
///
/// The answer to give where it is not clear which is meant, or where none is.
pub(super) fn track<'k>(
    knowledge: &'k Knowledge,
    index: &Index,
    asked: &Asked,
) -> Result<(TrackKey, Option<Interpretation<'k>>), Box<Answer<'k>>> {
    match by_id(asked, |id| knowledge.track_with_id(id)) {
        Ok(track) => Ok((track, None)),
        Err(typed) => one(knowledge, &typed, index.find_track(&typed), None),
    }
}

fn one<'k, K: Shown>(
    knowledge: &'k Knowledge,
    typed: &str,
    found: Found<K>,
    term: Option<EntityRef<'k>>,
) -> Result<(K, Option<Interpretation<'k>>), Box<Answer<'k>>> {
    let Found { verdict, candidates, corrections } = found;
    let typed = repeated(typed);
    match (verdict, candidates.first()) {
        (Verdict::Exact, Some(best)) => Ok((best.named, None)),
        (Verdict::Confident, Some(Candidate { named, via, .. })) => {
            let name = named.entity(knowledge).name;
            let corrections =
                corrections.into_iter().map(|Correction { typed, read }| CorrectionView { typed, read }).collect();
            Ok((*named, Some(Interpretation { typed, name, via: via.clone(), corrections })))
        }
        (verdict, _) => {
            let possible = candidates.into_iter().map(|Candidate { named, score, via }| CandidateView {
                entity: named.entity(knowledge),
                score,
                via,
            });
            Err(Box::new(match verdict {
                Verdict::Ambiguous => Answer::Ambiguous(Ambiguous::new(typed, term, possible)),
                _ => Answer::NotFound(NotFound::new(typed, term, possible)),
            }))
        }
    }
}

/// A key whose thing can be shown.
trait Shown: Copy {
    fn entity(self, knowledge: &Knowledge) -> EntityRef<'_>;
}

impl Shown for RoleKey {
    fn entity(self, knowledge: &Knowledge) -> EntityRef<'_> {
        EntityRef::role(knowledge, self)
    }
}

impl Shown for TrackKey {
    fn entity(self, knowledge: &Knowledge) -> EntityRef<'_> {
        EntityRef::track(knowledge, self)
    }
}

impl Shown for Named {
    fn entity(self, knowledge: &Knowledge) -> EntityRef<'_> {
        match self {
            Named::Role(role) => EntityRef::role(knowledge, role),
            Named::Term(term) => EntityRef::term(knowledge, term),
        }
    }
}

/// The thing with this id, or the text to look for.
///
/// An id that is gone is read as the words it is made of: the thing may have been renamed since the button was made.
fn by_id<K>(asked: &Asked, with_id: impl Fn(&str) -> Option<K>) -> Result<K, String> {
    match asked {
        Asked::Id(id) => with_id(id).ok_or_else(|| id.replace('-', " ")),
        Asked::Text(text) => with_id(text.trim()).ok_or_else(|| text.clone()),
    }
}

/// What was typed, fit to be repeated: one line, no control characters, at most 100 characters.
pub(super) fn repeated(typed: &str) -> String {
    let start: String = typed.chars().take(4 * TYPED_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let one_line = start.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.char_indices().nth(TYPED_CHARS) {
        Some((end, _)) => format!("{}…", &one_line[..end]),
        None => one_line,
    }
}
