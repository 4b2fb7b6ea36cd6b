//! One way, with all that is said of it.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Place};

use super::destinations::{self, Destination, End};
use super::question::Asked;
use super::{Answer, EntityRef, NotFound};

/// One way, with all that is said of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence<'k> {
    /// Where the way begins.
    pub from: EntityRef<'k>,
    /// Where it leads, and who says so.
    pub destination: Destination<'k>,
}

/// The evidence for a way that a button asks for. What it began with or led to may be gone since.
pub(super) fn answer<'k>(knowledge: &'k Knowledge, from: &Asked, to: &Asked) -> Answer<'k> {
    let found = place(knowledge, from).and_then(|here| {
        let (start, all) = match here {
            Place::Role(role) => (EntityRef::role(knowledge, role), destinations::of_role(knowledge, role, End::From)),
            Place::Track(track) => {
                (EntityRef::track(knowledge, track), destinations::of_track(knowledge, track, End::From))
            }
        };
        let goal = match place(knowledge, to)? {
            Place::Role(role) => EntityRef::role(knowledge, role),
            Place::Track(track) => EntityRef::track(knowledge, track),
        };
        all.into_iter()
            .find(|destination| destination.place == goal)
            .map(|destination| Evidence { from: start, destination })
    });
    match found {
        Some(evidence) => Answer::Evidence(evidence),
        None => {
            let typed = format!("{} → {}", from.as_str(), to.as_str()).replace('-', " ");
            Answer::NotFound(NotFound::new(typed, None, std::iter::empty()))
        }
    }
}

fn place(knowledge: &Knowledge, asked: &Asked) -> Option<Place> {
    let role = knowledge.role_with_id(asked.as_str()).map(Place::Role);
    role.or_else(|| knowledge.track_with_id(asked.as_str()).map(Place::Track))
}
