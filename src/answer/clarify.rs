//! What to say when it is not clear what was meant.

use serde::Serialize;

use super::Thing;
use super::pair::Half;

/// Most things that are worth asking about: as many as a menu on Discord has room for.
const MOST_CANDIDATES: usize = 25;

/// Most things shown as "the nearest".
const MOST_NEAREST: usize = 3;

/// Several things may be meant, or one that is not sure, and the asker has to say which.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Clarify<'k> {
    /// What was typed, on one line, cut to 100 characters.
    pub typed: String,
    /// The term that was meant, where the word is one that stands for several roles.
    pub term: Option<Thing<'k>>,
    /// What may be meant, best first; one at least, 25 at most.
    pub candidates: Vec<Possible<'k>>,
    /// Which half of a question about two roles it is; `null` for a question about one.
    pub half: Option<Half<'k>>,
}

/// Nothing in the knowledge is near.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Nothing<'k> {
    /// What was typed, on one line, cut to 100 characters; empty where nothing was.
    pub typed: String,
    /// The term that was meant, where the word is one that stands for no role.
    pub term: Option<Thing<'k>>,
    /// The nearest, best first; three at most, and often none.
    pub nearest: Vec<Possible<'k>>,
    /// Which half of a question about two roles it is; `null` for a question about one.
    pub half: Option<Half<'k>>,
}

/// Something that may have been meant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Possible<'k> {
    /// The role, term or track.
    pub thing: Thing<'k>,
    /// How near, 0 to 1.
    pub score: f64,
    /// The name or alias that came nearest.
    pub via: String,
}

impl<'k> Clarify<'k> {
    pub(super) fn new(typed: String, term: Option<Thing<'k>>, possible: impl Iterator<Item = Possible<'k>>) -> Self {
        Clarify { typed, term, candidates: possible.take(MOST_CANDIDATES).collect(), half: None }
    }
}

impl<'k> Nothing<'k> {
    pub(super) fn new(typed: String, term: Option<Thing<'k>>, possible: impl Iterator<Item = Possible<'k>>) -> Self {
        Nothing { typed, term, nearest: possible.take(MOST_NEAREST).collect(), half: None }
    }
}

impl<'k> Possible<'k> {
    /// What was named outright, but not alone.
    pub(super) fn certain(thing: Thing<'k>) -> Self {
        Possible { thing, score: 1.0, via: thing.name.to_owned() }
    }
}
