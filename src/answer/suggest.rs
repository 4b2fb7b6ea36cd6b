//! What somebody may be about to type, while they type it.

use crate::knowledge::model::Knowledge;
use crate::matching::{Completer, Completion, Index, Named};

use super::EntityRef;

/// What a command asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// A role.
    Roles,
    /// A role or a term.
    RolesAndTerms,
    /// A track.
    Tracks,
}

/// One thing that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion<'k> {
    /// The thing.
    pub entity: EntityRef<'k>,
    /// The alias that fits what was typed, where the name does not.
    pub alias: Option<&'k str>,
}

/// At most `most` suggestions, best first, each thing once. Nothing typed suggests everything, the roles that most
/// tracks begin with first.
pub(super) fn suggest<'k>(
    knowledge: &'k Knowledge,
    index: &'k Index,
    completer: &Completer,
    topic: Topic,
    typed: &str,
    most: usize,
) -> Vec<Suggestion<'k>> {
    if topic == Topic::Tracks {
        // The other name of a track is its id, which says nothing to people.
        let track =
            |found: Completion<'k, _>| Suggestion { entity: EntityRef::track(knowledge, found.named), alias: None };
        return completer.tracks(index, typed, most).into_iter().map(track).collect();
    }
    let is_wanted = |named| topic == Topic::RolesAndTerms || matches!(named, Named::Role(_));
    let suggestion = |Completion { named, alias }| {
        let entity = match named {
            Named::Role(role) => EntityRef::role(knowledge, role),
            Named::Term(term) => EntityRef::term(knowledge, term),
        };
        Suggestion { entity, alias }
    };
    completer.named(index, typed, most, is_wanted).into_iter().map(suggestion).collect()
}
