//! Autocomplete: what somebody may be about to type.

use crate::knowledge::model::{DisputeKey, Knowledge};
use crate::matching::{Completer, Completion, Index, Named};
use crate::question::Topic;

use super::entity::EntityRef;

/// Something that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion<'k> {
    /// The role, term or track.
    pub entity: EntityRef<'k>,
    /// The alias that fits what was typed; `None` if the name does.
    pub alias: Option<&'k str>,
}

/// At most `most` suggestions, best first, each thing once. An empty text suggests everything, the roles that most tracks
/// begin with first.
pub(super) fn suggest<'k>(
    knowledge: &'k Knowledge,
    index: &'k Index,
    completer: &Completer,
    topic: Topic,
    typed: &str,
    most: usize,
) -> Vec<Suggestion<'k>> {
    if topic == Topic::Disputes {
        let wanted = typed.trim().to_lowercase();
        let fits = |text: &String| text.to_lowercase().contains(&wanted);
        let keys = (0..).map(DisputeKey).zip(&knowledge.disputes);
        let found = keys.filter(|(_, dispute)| fits(&dispute.question) || dispute.asked_as.iter().any(fits));
        let suggestion = |(key, _)| Suggestion { entity: EntityRef::dispute(knowledge, key), alias: None };
        return found.map(suggestion).take(most).collect();
    }
    if topic == Topic::Tracks {
        // The other name of a track is its id, which says nothing to people.
        let track =
            |found: Completion<'k, _>| Suggestion { entity: EntityRef::track(knowledge, found.named), alias: None };
        return completer.tracks(index, typed, most).into_iter().map(track).collect();
    }
    let is_wanted = |named| topic == Topic::RolesAndTerms || matches!(named, Named::Role(_));
    let suggestion = |Completion { named, alias }| Suggestion { entity: EntityRef::named(knowledge, named), alias };
    completer.named(index, typed, most, is_wanted).into_iter().map(suggestion).collect()
}
