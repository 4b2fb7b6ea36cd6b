//! One way, with all that is said of it.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Place};

use super::question::Asked;
use super::ways::{self, End, Way};
use super::{Answer, Nothing, Thing};

/// One way, with all that is said of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence<'k> {
    /// Where the way begins.
    pub from: Thing<'k>,
    /// Where it leads, and who says so.
    pub way: Way<'k>,
}

/// The evidence for a way that a button asks for. What it began with or led to may be gone since.
pub(super) fn answer<'k>(knowledge: &'k Knowledge, from: &Asked, to: &Asked) -> Answer<'k> {
    let found = place(knowledge, from).and_then(|here| {
        let (start, all) = match here {
            Place::Role(role) => (Thing::role(knowledge, role), ways::of_role(knowledge, role, End::From)),
            Place::Track(track) => (Thing::track(knowledge, track), ways::of_track(knowledge, track, End::From)),
        };
        let goal = match place(knowledge, to)? {
            Place::Role(role) => Thing::role(knowledge, role),
            Place::Track(track) => Thing::track(knowledge, track),
        };
        all.into_iter().find(|way| way.place == goal).map(|way| Evidence { from: start, way })
    });
    match found {
        Some(evidence) => Answer::Evidence(evidence),
        None => {
            let typed = format!("{} → {}", from.as_str(), to.as_str()).replace('-', " ");
            Answer::Nothing(Nothing::new(typed, None, std::iter::empty()))
        }
    }
}

fn place(knowledge: &Knowledge, asked: &Asked) -> Option<Place> {
    let role = knowledge.role_with_id(asked.as_str()).map(Place::Role);
    role.or_else(|| knowledge.track_with_id(asked.as_str()).map(Place::Track))
}
