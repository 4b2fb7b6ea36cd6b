//! The tracks, and one of them in detail: `/tracks`.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Subject, TrackKey};
use crate::matching::Index;

use super::destinations::{self, Destination, End};
use super::disputes::{DisputeView, disputes};
use super::question::Asked;
use super::resolve::{self, Interpretation};
use super::statements::{AttributionView, ViewpointView, attribution, viewpoints};
use super::{Answer, EntityKind, EntityRef};

/// Every track.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tracks<'k> {
    /// The most spoken of first, then those that lead through most roles.
    pub tracks: Vec<TrackSummary<'k>>,
}

/// A track at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrackSummary<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// Who draws it.
    pub attribution: AttributionView<'k>,
    /// What it is.
    pub summary: Option<&'k str>,
    /// Its rungs, lowest first.
    pub rungs: Vec<RungView<'k>>,
    /// How many viewpoints there are about it.
    pub viewpoints: usize,
    /// How many of them object, at least in part.
    pub objections: usize,
}

/// A rung of a track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RungView<'k> {
    /// The role that stands there, or the title.
    pub place: EntityRef<'k>,
    /// What the source calls it, where that is not the role's name.
    pub title: Option<&'k str>,
    /// What it adds to the rung below.
    pub adds: Option<&'k str>,
    /// The other tracks on which the role stands.
    pub also_on: Vec<EntityRef<'k>>,
}

/// One track in detail.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrackDetail<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// How the question was read; `null` where it named the track.
    pub interpretation: Option<Interpretation<'k>>,
    /// Who draws it.
    pub attribution: AttributionView<'k>,
    /// What it is.
    pub summary: Option<&'k str>,
    /// Its rungs, lowest first.
    pub rungs: Vec<RungView<'k>>,
    /// The moves that leave it at any rung: by direction, then the most supported first.
    pub destinations: Vec<Destination<'k>>,
    /// The moves that come into it at any rung, in the same order.
    pub origins: Vec<Destination<'k>>,
    /// Viewpoints about the track, each after the one that it answers.
    pub viewpoints: Vec<ViewpointView<'k>>,
    /// What is disputed about the track, mainly about it first.
    pub disputes: Vec<DisputeView<'k>>,
}

pub(super) fn all(knowledge: &Knowledge) -> Tracks<'_> {
    let all = (0..).map(TrackKey).take(knowledge.tracks.len());
    let mut tracks: Vec<TrackSummary<'_>> = all.map(|key| summary(knowledge, key)).collect();
    tracks.sort_by_cached_key(|track| {
        let roles: BTreeSet<&str> = track.rungs.iter().filter_map(|rung| rung.place.id).collect();
        Reverse((track.viewpoints, roles.len()))
    });
    Tracks { tracks }
}

fn summary(knowledge: &Knowledge, key: TrackKey) -> TrackSummary<'_> {
    let track = &knowledge[key];
    let viewpoints = viewpoints(knowledge, &[Subject::Track(key)]);
    TrackSummary {
        track: EntityRef::track(knowledge, key),
        attribution: attribution(knowledge, &track.attribution),
        summary: track.summary.as_deref(),
        rungs: rungs(knowledge, key),
        objections: viewpoints.iter().filter(|viewpoint| viewpoint.objects()).count(),
        viewpoints: viewpoints.len(),
    }
}

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, asked: &Asked) -> Answer<'k> {
    let (key, interpretation) = match resolve::track(knowledge, index, asked) {
        Ok(resolved) => resolved,
        Err(answer) => return *answer,
    };
    let track = &knowledge[key];
    Answer::Track(TrackDetail {
        track: EntityRef::track(knowledge, key),
        interpretation,
        attribution: attribution(knowledge, &track.attribution),
        summary: track.summary.as_deref(),
        rungs: rungs(knowledge, key),
        destinations: destinations::of_track(knowledge, key, End::From),
        origins: destinations::of_track(knowledge, key, End::To),
        viewpoints: viewpoints(knowledge, &[Subject::Track(key)]),
        disputes: disputes(knowledge, &[Subject::Track(key)]),
    })
}

fn rungs(knowledge: &Knowledge, key: TrackKey) -> Vec<RungView<'_>> {
    let others = |place: EntityRef<'_>| {
        let has_it = |other: &TrackKey| {
            let on_it = |step| EntityRef::rung(knowledge, step) == place;
            *other != key && place.kind == EntityKind::Role && knowledge[*other].rungs.iter().any(on_it)
        };
        (0..)
            .map(TrackKey)
            .take(knowledge.tracks.len())
            .filter(has_it)
            .map(|other| EntityRef::track(knowledge, other))
            .collect()
    };
    let rung = |step| {
        let place = EntityRef::rung(knowledge, step);
        RungView {
            place,
            title: step.role().and(step.title.as_deref()),
            adds: step.adds.as_deref(),
            also_on: others(place),
        }
    };
    knowledge[key].rungs.iter().map(rung).collect()
}
