//! Where a role leads: `/next`.

use std::cmp::Reverse;

use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey, Subject, TrackKey};
use crate::matching::Index;

use super::disputes::{DisputeView, disputes};
use super::question::Asked;
use super::resolve::{self, Reading};
use super::voices::{Attribution, Voice, attribution, voices};
use super::ways::{self, End, Way};
use super::{Answer, Thing};

/// Most roles that are named as where else people go.
const MOST_SIBLINGS: usize = 3;

/// Where a role leads, where it stands, who comes into it, and what people say of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Next<'k> {
    /// The role.
    pub role: Thing<'k>,
    /// What it is.
    pub summary: Option<&'k str>,
    /// How the question was read; `null` where it named the role.
    pub reading: Option<Reading<'k>>,
    /// Where the role stands on every track that has it, in the order of the files.
    pub standings: Vec<Standing<'k>>,
    /// Where it leads: by direction, then the most supported first.
    pub ways: Vec<Way<'k>>,
    /// Who comes into it, in the same order.
    pub arrivals: Vec<Way<'k>>,
    /// Where else those go who could come into it: at most three roles, most first, and only where nothing at all is said
    /// of where it leads itself.
    pub siblings: Vec<Thing<'k>>,
    /// Viewpoints about the role, each after the one that it answers.
    pub voices: Vec<Voice<'k>>,
    /// Viewpoints about the tracks on which it stands, without those about the role.
    pub track_voices: Vec<Voice<'k>>,
    /// What is disputed about the role, mainly about it first.
    pub disputes: Vec<DisputeView<'k>>,
    /// Whether there is a definition of the role.
    pub is_defined: bool,
}

/// Where a role stands on a track: on one rung, or on several in a row that are its seniority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing<'k> {
    /// The track.
    pub track: Thing<'k>,
    /// Who draws the track.
    pub said: Attribution<'k>,
    /// The rungs, lowest first; never empty.
    pub on: Vec<Seniority<'k>>,
    /// How many rungs the track has.
    pub rungs: usize,
    /// What stands on the rung above; `null` at the top.
    pub above: Option<Thing<'k>>,
}

/// A rung of a track on which a role stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seniority<'k> {
    /// Which rung, counted from 1 at the bottom.
    pub rung: usize,
    /// What the source calls the rung, where that is not the role's name.
    pub title: Option<&'k str>,
    /// What the rung adds to the one below.
    pub adds: Option<&'k str>,
}

impl Standing<'_> {
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
        self.standings.is_empty() && self.ways.is_empty() && self.arrivals.is_empty() && self.voices.is_empty()
    }

    /// Whether nobody here names a way out of the role.
    pub fn is_dead_end(&self) -> bool {
        !self.ways.iter().any(Way::is_step)
    }
}

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, asked: &Asked) -> Answer<'k> {
    match resolve::role(knowledge, index, asked) {
        Ok((role, reading)) => Answer::Next(next(knowledge, role, reading)),
        Err(answer) => *answer,
    }
}

pub(super) fn next<'k>(knowledge: &'k Knowledge, role: RoleKey, reading: Option<Reading<'k>>) -> Next<'k> {
    let subject = Subject::Role(role);
    let about_role = voices(knowledge, &[subject]);
    let stands_on = |track: &TrackKey| knowledge[*track].steps.iter().any(|step| step.role == Some(role));
    let tracks: Vec<Subject> =
        (0..).map(TrackKey).take(knowledge.tracks.len()).filter(stands_on).map(Subject::Track).collect();
    let mut track_voices = voices(knowledge, &tracks);
    track_voices.retain(|voice| about_role.iter().all(|other| other.id != voice.id));
    let ways = ways::of_role(knowledge, role, End::From);
    let arrivals = ways::of_role(knowledge, role, End::To);
    Next {
        siblings: if ways.is_empty() { siblings(knowledge, role, &arrivals) } else { Vec::new() },
        role: Thing::role(knowledge, role),
        summary: knowledge[role].summary.as_deref(),
        reading,
        standings: standings(knowledge, role),
        ways,
        arrivals,
        voices: about_role,
        track_voices,
        disputes: disputes(knowledge, &[subject]),
        is_defined: knowledge.definitions.iter().any(|definition| definition.of == subject),
    }
}

/// The roles to which most of those who come into a role could have gone instead.
fn siblings<'k>(knowledge: &'k Knowledge, role: RoleKey, arrivals: &[Way<'k>]) -> Vec<Thing<'k>> {
    let here = Thing::role(knowledge, role);
    let mut siblings: Vec<(Thing<'k>, usize)> = Vec::new();
    for origin in arrivals.iter().filter_map(|way| way.place.id).filter_map(|id| knowledge.role_with_id(id)) {
        let onward = ways::of_role(knowledge, origin, End::From);
        for way in onward.into_iter().filter(|way| way.is_step() && way.leads_to_role() && way.place != here) {
            match siblings.iter_mut().find(|(place, _)| *place == way.place) {
                Some((_, voices)) => *voices += way.voices(),
                None => siblings.push((way.place, way.voices())),
            }
        }
    }
    siblings.sort_by_key(|(_, voices)| Reverse(*voices));
    siblings.into_iter().map(|(place, _)| place).take(MOST_SIBLINGS).collect()
}

pub(super) fn standings(knowledge: &Knowledge, role: RoleKey) -> Vec<Standing<'_>> {
    let mut standings: Vec<Standing<'_>> = Vec::new();
    for (key, track) in (0..).map(TrackKey).zip(&knowledge.tracks) {
        let mut is_on = false;
        for (place, step) in track.steps.iter().enumerate() {
            let was_on = std::mem::replace(&mut is_on, step.role == Some(role));
            if !is_on {
                continue;
            }
            let rung = Seniority { rung: place + 1, title: step.title.as_deref(), adds: step.adds.as_deref() };
            let above = track.steps.get(place + 1).map(|above| Thing::step(knowledge, above));
            match standings.last_mut() {
                Some(standing) if was_on => {
                    standing.on.push(rung);
                    standing.above = above;
                }
                _ => standings.push(Standing {
                    track: Thing::track(knowledge, key),
                    said: attribution(knowledge, &track.said),
                    on: vec![rung],
                    rungs: track.steps.len(),
                    above,
                }),
            }
        }
    }
    standings
}
