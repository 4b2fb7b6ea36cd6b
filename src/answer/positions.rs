//! Where a role is on the tracks.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey};

use super::attribution::AttributionView;
use super::by_subject::BySubject;
use super::entity::EntityRef;

/// Where a role is on a track: on one rung, or on several in a row that are its seniority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackPosition<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// Who describes the track.
    pub attribution: AttributionView<'k>,
    /// The rungs that the role is on, lowest first; never empty.
    pub on: Vec<OccupiedRung<'k>>,
    /// How many rungs the track has.
    pub rungs: usize,
    /// What is on the rung above; `null` at the top.
    pub above: Option<EntityRef<'k>>,
}

/// A rung of a track that a role is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OccupiedRung<'k> {
    /// Which rung, counted from 1 at the bottom.
    pub rung: usize,
    /// What the source calls the rung; `null` if that is the role's name.
    pub title: Option<&'k str>,
    /// What the rung asks for beyond the one below.
    pub adds: Option<&'k str>,
}

impl TrackPosition<'_> {
    /// Whether the role is on the lowest rung.
    pub fn is_bottom(&self) -> bool {
        self.on.first().is_some_and(|first| first.rung == 1)
    }

    /// Whether the role is on the highest rung.
    pub fn is_top(&self) -> bool {
        self.on.last().is_some_and(|last| last.rung == self.rungs)
    }
}

/// Where a role is on every track that has it, in the order of the files.
pub(super) fn positions<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, role: RoleKey) -> Vec<TrackPosition<'k>> {
    let mut positions: Vec<TrackPosition<'_>> = Vec::new();
    for key in by_subject.tracks(role).iter().copied() {
        let track = &knowledge[key];
        let mut is_on = false;
        for (place, rung) in track.rungs.iter().enumerate() {
            let was_on = std::mem::replace(&mut is_on, rung.has(role));
            if !is_on {
                continue;
            }
            let occupied = OccupiedRung { rung: place + 1, title: rung.title.as_deref(), adds: rung.adds.as_deref() };
            let above = track.rungs.get(place + 1).map(|above| EntityRef::rung(knowledge, above));
            match positions.last_mut() {
                Some(position) if was_on => {
                    position.on.push(occupied);
                    position.above = above;
                }
                _ => positions.push(TrackPosition {
                    track: EntityRef::track(knowledge, key),
                    attribution: AttributionView::new(knowledge, track.attribution),
                    on: vec![occupied],
                    rungs: track.rungs.len(),
                    above,
                }),
            }
        }
    }
    positions
}
