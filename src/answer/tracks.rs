//! The tracks, and one of them in detail: `/tracks`.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use petgraph::{Incoming, Outgoing};
use serde::Serialize;

use crate::knowledge::model::{FamilyKey, Knowledge, Place, Rung, SourceKind, Subject, TrackKey};
use crate::question::Interpretation;

use super::attribution::AttributionView;
use super::by_subject::BySubject;
use super::connections::Connections;
use super::destinations::Destination;
use super::disputes::{DisputeView, disputes};
use super::entity::EntityRef;
use super::families;
use super::interpretation::InterpretationView;
use super::opinions::{ViewpointView, viewpoints};

/// Every track.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tracks<'k> {
    /// Those under discussion first, then field by field; in each group, those with most viewpoints and roles first.
    pub tracks: Vec<TrackSummary<'k>>,
    /// What is disputed about the tracks under discussion, disputes that are mainly about them first.
    pub disputes: Vec<DisputeView<'k>>,
}

/// A track at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrackSummary<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// Who describes it.
    pub attribution: AttributionView<'k>,
    /// What it is, in a sentence or two.
    pub summary: Option<&'k str>,
    /// The field of most of its roles, such as "Networks"; `null` if its roles are in none.
    pub family: Option<&'k str>,
    /// Whether it was proposed in a discussion, and somebody answered.
    pub is_discussed: bool,
    /// Its rungs, lowest first.
    pub rungs: Vec<RungView<'k>>,
    /// How many viewpoints there are about it.
    pub viewpoints: usize,
    /// How many of them disagree, at least in part.
    pub objections: usize,
}

/// A rung of a track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RungView<'k> {
    /// The first role on it, or its title.
    pub place: EntityRef<'k>,
    /// The other roles on it, side by side with the first.
    pub beside: Vec<EntityRef<'k>>,
    /// What the source calls it; `null` if that is the role's name.
    pub title: Option<&'k str>,
    /// What it asks for beyond the rung below.
    pub adds: Option<&'k str>,
    /// How many years people stay, or the experience asked for, in the source's words.
    pub years: Option<&'k str>,
    /// The other tracks that the role is on.
    pub also_on: Vec<EntityRef<'k>>,
}

/// One track in detail.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrackDetail<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// How the question was interpreted; `null` if it named the track.
    pub interpretation: Option<InterpretationView<'k>>,
    /// Who describes it.
    pub attribution: AttributionView<'k>,
    /// What it is, in a sentence or two.
    pub summary: Option<&'k str>,
    /// Whether the rungs are the source's, and their order is our reading.
    pub inferred: bool,
    /// Its rungs, lowest first.
    pub rungs: Vec<RungView<'k>>,
    /// The moves away from it at any rung: by direction, then the best supported first.
    pub destinations: Vec<Destination<'k>>,
    /// The moves onto it at any rung, in the same order.
    pub origins: Vec<Destination<'k>>,
    /// Viewpoints about the track, each after the one that it answers.
    pub viewpoints: Vec<ViewpointView<'k>>,
    /// What is disputed about the track, disputes that are mainly about it first.
    pub disputes: Vec<DisputeView<'k>>,
}

pub(super) fn all<'k>(knowledge: &'k Knowledge, by_subject: &BySubject) -> Tracks<'k> {
    let mut tracks: Vec<(Option<FamilyKey>, TrackKey, TrackSummary<'_>)> = knowledge
        .tracks_with_keys()
        .map(|(key, track)| (families::of_track(knowledge, track), key, summary(knowledge, by_subject, key)))
        .collect();
    tracks.sort_by_cached_key(|(family, _, track)| {
        let roles: BTreeSet<&str> = track.rungs.iter().filter_map(|rung| rung.place.id).collect();
        // Tracks under discussion are not split by field, and those without a field come last.
        let family = (!track.is_discussed).then_some((family.is_none(), *family));
        (family, Reverse((track.viewpoints, roles.len())))
    });
    let discussed: Vec<Subject> =
        tracks.iter().filter(|(.., track)| track.is_discussed).map(|(_, key, _)| Subject::Track(*key)).collect();
    Tracks {
        disputes: disputes(knowledge, by_subject, &discussed),
        tracks: tracks.into_iter().map(|(.., track)| track).collect(),
    }
}

fn summary<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, key: TrackKey) -> TrackSummary<'k> {
    let track = &knowledge[key];
    let viewpoints = viewpoints(knowledge, by_subject, &[Subject::Track(key)]);
    let is_discussion = knowledge[track.attribution.source].kind == Some(SourceKind::Discussion);
    TrackSummary {
        track: EntityRef::track(knowledge, key),
        attribution: AttributionView::new(knowledge, track.attribution),
        summary: track.summary.as_deref(),
        family: families::name(knowledge, families::of_track(knowledge, track)),
        is_discussed: is_discussion && !viewpoints.is_empty(),
        rungs: rungs(knowledge, by_subject, key),
        objections: viewpoints.iter().filter(|viewpoint| viewpoint.objects()).count(),
        viewpoints: viewpoints.len(),
    }
}

pub(super) fn track<'k>(
    knowledge: &'k Knowledge,
    by_subject: &BySubject,
    connections: &'k Connections,
    key: TrackKey,
    interpretations: &[Interpretation],
) -> TrackDetail<'k> {
    let track = &knowledge[key];
    let moves = |end| Destination::all(knowledge, connections.of(Place::Track(key), end));
    TrackDetail {
        track: EntityRef::track(knowledge, key),
        interpretation: InterpretationView::first(knowledge, interpretations),
        attribution: AttributionView::new(knowledge, track.attribution),
        summary: track.summary.as_deref(),
        inferred: track.inferred,
        rungs: rungs(knowledge, by_subject, key),
        destinations: moves(Outgoing),
        origins: moves(Incoming),
        viewpoints: viewpoints(knowledge, by_subject, &[Subject::Track(key)]),
        disputes: disputes(knowledge, by_subject, &[Subject::Track(key)]),
    }
}

fn rungs<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, key: TrackKey) -> Vec<RungView<'k>> {
    let also_on = |rung: &Rung| {
        let Some(role) = rung.role() else { return Vec::new() };
        let others = by_subject.tracks(role).iter().filter(|other| **other != key);
        others.map(|other| EntityRef::track(knowledge, *other)).collect()
    };
    let rungs = knowledge[key].rungs.iter();
    let view = rungs.map(|rung| RungView {
        place: EntityRef::rung(knowledge, rung),
        beside: rung.roles.iter().skip(1).map(|role| EntityRef::role(knowledge, *role)).collect(),
        title: rung.role().and(rung.title.as_deref()),
        adds: rung.adds.as_deref(),
        years: rung.years.as_deref(),
        also_on: also_on(rung),
    });
    view.collect()
}
