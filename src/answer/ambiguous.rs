//! What to say when it is not clear what was meant.

use serde::Serialize;

use super::EntityRef;
use super::pair::PendingArgument;

/// Most things that are worth asking about: as many as a menu on Discord has room for.
const MOST_CANDIDATES: usize = 25;

/// Most things shown as "the nearest".
const MOST_NEAREST: usize = 3;

/// Several things may be meant, or one that is not sure, and the asker has to say which.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ambiguous<'k> {
    /// What was typed, on one line, cut to 100 characters.
    pub typed: String,
    /// The term that was meant, where the word is one that stands for several roles.
    pub term: Option<EntityRef<'k>>,
    /// What may be meant, best first; one at least, 25 at most.
    pub candidates: Vec<CandidateView<'k>>,
    /// Which half of a question about two roles it is; `null` for a question about one.
    pub half: Option<PendingArgument<'k>>,
}

/// Nothing in the knowledge is near.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotFound<'k> {
    /// What was typed, on one line, cut to 100 characters; empty where nothing was.
    pub typed: String,
    /// The term that was meant, where the word is one that stands for no role.
    pub term: Option<EntityRef<'k>>,
    /// The nearest, best first; three at most, and often none.
    pub nearest: Vec<CandidateView<'k>>,
    /// Which half of a question about two roles it is; `null` for a question about one.
    pub half: Option<PendingArgument<'k>>,
}

/// Something that may have been meant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateView<'k> {
    /// The role, term or track.
    pub entity: EntityRef<'k>,
    /// How near, 0 to 1.
    pub score: f64,
    /// The name or alias that came nearest.
    pub via: String,
}

impl<'k> Ambiguous<'k> {
    pub(super) fn new(
        typed: String,
        term: Option<EntityRef<'k>>,
        possible: impl Iterator<Item = CandidateView<'k>>,
    ) -> Self {
        Ambiguous { typed, term, candidates: possible.take(MOST_CANDIDATES).collect(), half: None }
    }
}

impl<'k> NotFound<'k> {
    pub(super) fn new(
        typed: String,
        term: Option<EntityRef<'k>>,
        possible: impl Iterator<Item = CandidateView<'k>>,
    ) -> Self {
        NotFound { typed, term, nearest: possible.take(MOST_NEAREST).collect(), half: None }
    }
}

impl<'k> CandidateView<'k> {
    /// What was named outright, but not alone.
    pub(super) fn certain(entity: EntityRef<'k>) -> Self {
        CandidateView { entity, score: 1.0, via: entity.name.to_owned() }
    }
}
