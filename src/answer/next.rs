//! Where a role leads: `/next`.

use std::cmp::Reverse;

use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey, Subject, TrackKey};
use crate::matching::Index;

use super::destinations::{self, Destination, End};
use super::disputes::{DisputeView, disputes};
use super::question::Asked;
use super::resolve::{self, Interpretation};
use super::statements::{AttributionView, ViewpointView, attribution, viewpoints};
use super::{Answer, EntityRef};

/// Most roles that are named as where else people go.
const MOST_SIBLINGS: usize = 3;

/// Where a role leads, where it stands, who comes into it, and what people say of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Next<'k> {
    /// The role.
    pub role: EntityRef<'k>,
    /// What it is.
    pub summary: Option<&'k str>,
    /// How the question was read; `null` where it named the role.
    pub interpretation: Option<Interpretation<'k>>,
    /// Where the role stands on every track that has it, in the order of the files.
    pub positions: Vec<TrackPosition<'k>>,
    /// Where it leads: by direction, then the most supported first.
    pub destinations: Vec<Destination<'k>>,
    /// Who comes into it, in the same order.
    pub origins: Vec<Destination<'k>>,
    /// Where else those go who could come into it: at most three roles, most first, and only where nothing at all is said
    /// of where it leads itself.
    pub siblings: Vec<EntityRef<'k>>,
    /// Viewpoints about the role, each after the one that it answers.
    pub viewpoints: Vec<ViewpointView<'k>>,
    /// Viewpoints about the tracks on which it stands, without those about the role.
    pub track_viewpoints: Vec<ViewpointView<'k>>,
    /// What is disputed about the role, mainly about it first.
    pub disputes: Vec<DisputeView<'k>>,
    /// Whether there is a definition of the role.
    pub is_defined: bool,
}

/// Where a role stands on a track: on one rung, or on several in a row that are its seniority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackPosition<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// Who draws the track.
    pub attribution: AttributionView<'k>,
    /// The rungs, lowest first; never empty.
    pub on: Vec<OccupiedRung<'k>>,
    /// How many rungs the track has.
    pub rungs: usize,
    /// What stands on the rung above; `null` at the top.
    pub above: Option<EntityRef<'k>>,
}

/// A rung of a track on which a role stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OccupiedRung<'k> {
    /// Which rung, counted from 1 at the bottom.
    pub rung: usize,
    /// What the source calls the rung, where that is not the role's name.
    pub title: Option<&'k str>,
    /// What the rung adds to the one below.
    pub adds: Option<&'k str>,
}

impl TrackPosition<'_> {
    /// Whether the track begins here.
    pub fn is_bottom(&self) -> bool {
        self.on.first().is_some_and(|first| first.rung == 1)
    }

    /// Whether the track ends here.
    pub fn is_top(&self) -> bool {
        self.on.last().is_some_and(|last| last.rung == self.rungs)
    }
}

impl Next<'_> {
    /// Whether the knowledge says nothing at all of the role.
    pub fn is_silent(&self) -> bool {
        self.positions.is_empty()
            && self.destinations.is_empty()
            && self.origins.is_empty()
            && self.viewpoints.is_empty()
    }

    /// Whether nobody here names a way out of the role.
    pub fn is_dead_end(&self) -> bool {
        !self.destinations.iter().any(Destination::is_step)
    }
}

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, asked: &Asked) -> Answer<'k> {
    match resolve::role(knowledge, index, asked) {
        Ok((role, interpretation)) => Answer::Next(next(knowledge, role, interpretation)),
        Err(answer) => *answer,
    }
}

pub(super) fn next<'k>(
    knowledge: &'k Knowledge,
    role: RoleKey,
    interpretation: Option<Interpretation<'k>>,
) -> Next<'k> {
    let subject = Subject::Role(role);
    let about_role = viewpoints(knowledge, &[subject]);
    let stands_on = |track: &TrackKey| knowledge[*track].rungs.iter().any(|step| step.has(role));
    let tracks: Vec<Subject> =
        (0..).map(TrackKey).take(knowledge.tracks.len()).filter(stands_on).map(Subject::Track).collect();
    let mut track_viewpoints = viewpoints(knowledge, &tracks);
    track_viewpoints.retain(|viewpoint| about_role.iter().all(|other| other.id != viewpoint.id));
    let destinations = destinations::of_role(knowledge, role, End::From);
    let origins = destinations::of_role(knowledge, role, End::To);
    Next {
        siblings: if destinations.is_empty() { siblings(knowledge, role, &origins) } else { Vec::new() },
        role: EntityRef::role(knowledge, role),
        summary: knowledge[role].summary.as_deref(),
        interpretation,
        positions: positions(knowledge, role),
        destinations,
        origins,
        viewpoints: about_role,
        track_viewpoints,
        disputes: disputes(knowledge, &[subject]),
        is_defined: knowledge.definitions.iter().any(|definition| definition.of == subject),
    }
}

/// The roles to which most of those who come into a role could have gone instead.
fn siblings<'k>(knowledge: &'k Knowledge, role: RoleKey, origins: &[Destination<'k>]) -> Vec<EntityRef<'k>> {
    let here = EntityRef::role(knowledge, role);
    let mut siblings: Vec<(EntityRef<'k>, usize)> = Vec::new();
    for origin in
        origins.iter().filter_map(|destination| destination.place.id).filter_map(|id| knowledge.role_with_id(id))
    {
        let onward = destinations::of_role(knowledge, origin, End::From);
        for destination in onward
            .into_iter()
            .filter(|destination| destination.is_step() && destination.leads_to_role() && destination.place != here)
        {
            match siblings.iter_mut().find(|(place, _)| *place == destination.place) {
                Some((_, viewpoints)) => *viewpoints += destination.viewpoints(),
                None => siblings.push((destination.place, destination.viewpoints())),
            }
        }
    }
    siblings.sort_by_key(|(_, viewpoints)| Reverse(*viewpoints));
    siblings.into_iter().map(|(place, _)| place).take(MOST_SIBLINGS).collect()
}

pub(super) fn positions(knowledge: &Knowledge, role: RoleKey) -> Vec<TrackPosition<'_>> {
    let mut positions: Vec<TrackPosition<'_>> = Vec::new();
    for (key, track) in (0..).map(TrackKey).zip(&knowledge.tracks) {
        let mut is_on = false;
        for (place, step) in track.rungs.iter().enumerate() {
            let was_on = std::mem::replace(&mut is_on, step.has(role));
            if !is_on {
                continue;
            }
            let rung = OccupiedRung { rung: place + 1, title: step.title.as_deref(), adds: step.adds.as_deref() };
            let above = track.rungs.get(place + 1).map(|above| EntityRef::rung(knowledge, above));
            match positions.last_mut() {
                Some(position) if was_on => {
                    position.on.push(rung);
                    position.above = above;
                }
                _ => positions.push(TrackPosition {
                    track: EntityRef::track(knowledge, key),
                    attribution: attribution(knowledge, &track.attribution),
                    on: vec![rung],
                    rungs: track.rungs.len(),
                    above,
                }),
            }
        }
    }
    positions
}
