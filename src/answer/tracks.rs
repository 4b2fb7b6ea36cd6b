//! The tracks, and one of them in detail: `/tracks`.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Subject, TrackKey};
use crate::matching::Index;

use super::disputes::{DisputeView, disputes};
use super::question::Asked;
use super::resolve::{self, Reading};
use super::voices::{Attribution, Voice, attribution, voices};
use super::ways::{self, End, Way};
use super::{Answer, Thing, ThingKind};

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
    pub track: Thing<'k>,
    /// Who draws it.
    pub said: Attribution<'k>,
    /// What it is.
    pub summary: Option<&'k str>,
    /// Its rungs, lowest first.
    pub rungs: Vec<Rung<'k>>,
    /// How many viewpoints there are about it.
    pub voices: usize,
    /// How many of them object, at least in part.
    pub objections: usize,
}

/// A rung of a track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rung<'k> {
    /// The role that stands there, or the title.
    pub place: Thing<'k>,
    /// What the source calls it, where that is not the role's name.
    pub title: Option<&'k str>,
    /// What it adds to the rung below.
    pub adds: Option<&'k str>,
    /// The other tracks on which the role stands.
    pub also_on: Vec<Thing<'k>>,
}

/// One track in detail.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrackDetail<'k> {
    /// The track.
    pub track: Thing<'k>,
    /// How the question was read; `null` where it named the track.
    pub reading: Option<Reading<'k>>,
    /// Who draws it.
    pub said: Attribution<'k>,
    /// What it is.
    pub summary: Option<&'k str>,
    /// Its rungs, lowest first.
    pub rungs: Vec<Rung<'k>>,
    /// The moves that leave it at any rung: by direction, then the most supported first.
    pub ways: Vec<Way<'k>>,
    /// The moves that come into it at any rung, in the same order.
    pub arrivals: Vec<Way<'k>>,
    /// Viewpoints about the track, each after the one that it answers.
    pub voices: Vec<Voice<'k>>,
    /// What is disputed about the track, mainly about it first.
    pub disputes: Vec<DisputeView<'k>>,
}

pub(super) fn all(knowledge: &Knowledge) -> Tracks<'_> {
    let all = (0..).map(TrackKey).take(knowledge.tracks.len());
    let mut tracks: Vec<TrackSummary<'_>> = all.map(|key| summary(knowledge, key)).collect();
    tracks.sort_by_cached_key(|track| {
        let roles: BTreeSet<&str> = track.rungs.iter().filter_map(|rung| rung.place.id).collect();
        Reverse((track.voices, roles.len()))
    });
    Tracks { tracks }
}

fn summary(knowledge: &Knowledge, key: TrackKey) -> TrackSummary<'_> {
    let track = &knowledge[key];
    let voices = voices(knowledge, &[Subject::Track(key)]);
    TrackSummary {
        track: Thing::track(knowledge, key),
        said: attribution(knowledge, &track.said),
        summary: track.summary.as_deref(),
        rungs: rungs(knowledge, key),
        objections: voices.iter().filter(|voice| voice.objects()).count(),
        voices: voices.len(),
    }
}

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, asked: &Asked) -> Answer<'k> {
    let (key, reading) = match resolve::track(knowledge, index, asked) {
        Ok(resolved) => resolved,
        Err(answer) => return *answer,
    };
    let track = &knowledge[key];
    Answer::Track(TrackDetail {
        track: Thing::track(knowledge, key),
        reading,
        said: attribution(knowledge, &track.said),
        summary: track.summary.as_deref(),
        rungs: rungs(knowledge, key),
        ways: ways::of_track(knowledge, key, End::From),
        arrivals: ways::of_track(knowledge, key, End::To),
        voices: voices(knowledge, &[Subject::Track(key)]),
        disputes: disputes(knowledge, &[Subject::Track(key)]),
    })
}

fn rungs(knowledge: &Knowledge, key: TrackKey) -> Vec<Rung<'_>> {
    let others = |place: Thing<'_>| {
        let has_it = |other: &TrackKey| {
            let on_it = |step| Thing::step(knowledge, step) == place;
            *other != key && place.kind == ThingKind::Role && knowledge[*other].steps.iter().any(on_it)
        };
        (0..)
            .map(TrackKey)
            .take(knowledge.tracks.len())
            .filter(has_it)
            .map(|other| Thing::track(knowledge, other))
            .collect()
    };
    let rung = |step| {
        let place = Thing::step(knowledge, step);
        Rung { place, title: step.role.and(step.title.as_deref()), adds: step.adds.as_deref(), also_on: others(place) }
    };
    knowledge[key].steps.iter().map(rung).collect()
}
