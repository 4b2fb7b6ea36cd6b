//! Two roles side by side: `/compare`.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey, Subject, Track, TrackKey};
use crate::matching::Index;

use super::disputes::{DisputeView, disputes};
use super::next::{Standing, standings};
use super::pair::{self, Pair};
use super::question::COMPARE;
use super::resolve::Reading;
use super::voices::{Attribution, Meaning, Voice, attribution, meanings, voices};
use super::ways::{self, Direction, End, Support};
use super::{Answer, Thing, ThingKind};

/// Two roles side by side: what each is, and what people say of how they stand to each other. No verdict of ours.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compare<'k> {
    /// The one.
    pub first: Compared<'k>,
    /// The other; it may be the same.
    pub second: Compared<'k>,
    /// How the question was read; nothing for a role that was named.
    pub readings: Vec<Reading<'k>>,
    /// The tracks on which both stand.
    pub shared: Vec<Shared<'k>>,
    /// Who says that they are on one level, newest first.
    pub level: Vec<Support<'k>>,
    /// Who says that the first leads to the second, by a move.
    pub there: Vec<Support<'k>>,
    /// Who says that the second leads to the first, by a move.
    pub back: Vec<Support<'k>>,
    /// Who says that they are near each other, and no more.
    pub near: Vec<Support<'k>>,
    /// Viewpoints about both.
    pub voices: Vec<Voice<'k>>,
    /// Disputes about both.
    pub disputes: Vec<DisputeView<'k>>,
}

/// One of two roles that are compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared<'k> {
    /// The role.
    pub role: Thing<'k>,
    /// What it is, in words that take no side.
    pub summary: Option<&'k str>,
    /// Whether whoever has it manages people or budgets.
    pub manages: bool,
    /// Where it stands on every track that has it.
    pub standings: Vec<Standing<'k>>,
    /// Every definition of it.
    pub meanings: Vec<Meaning<'k>>,
}

/// A track on which both roles stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shared<'k> {
    /// The track.
    pub track: Thing<'k>,
    /// Who draws it, and thereby puts one above the other.
    pub said: Attribution<'k>,
    /// The lowest rung of the first role, counted from 1 at the bottom.
    pub first: usize,
    /// The lowest rung of the second.
    pub second: usize,
    /// How many rungs the track has.
    pub rungs: usize,
}

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, pair: &Pair) -> Answer<'k> {
    match pair::roles(knowledge, index, pair, &COMPARE) {
        Ok(((first, read), (second, also_read))) => {
            Answer::Compare(compare(knowledge, first, second, read.into_iter().chain(also_read).collect()))
        }
        Err(answer) => *answer,
    }
}

fn compare<'k>(knowledge: &'k Knowledge, first: RoleKey, second: RoleKey, readings: Vec<Reading<'k>>) -> Compare<'k> {
    let both = [Subject::Role(first), Subject::Role(second)];
    let things = [Thing::role(knowledge, first), Thing::role(knowledge, second)];
    let is_about_both = |about: &[Thing<'_>]| first != second && things.iter().all(|thing| about.contains(thing));
    let mut voices = voices(knowledge, &both);
    voices.retain(|voice| is_about_both(&voice.about));
    let mut disputes = disputes(knowledge, &both);
    disputes.retain(|dispute| is_about_both(&dispute.about));
    let (said, back) = (supports(knowledge, first, second), supports(knowledge, second, first));
    let with =
        |direction: Direction| said.iter().filter(move |support| support.direction == direction).cloned().collect();
    let leads = |support: &&Support<'k>| !matches!(support.direction, Direction::Beside | Direction::Near);
    Compare {
        first: compared(knowledge, first),
        second: compared(knowledge, second),
        readings,
        shared: shared(knowledge, first, second),
        level: with(Direction::Beside),
        near: with(Direction::Near),
        there: said.iter().filter(leads).cloned().collect(),
        back: back.iter().filter(leads).cloned().collect(),
        voices,
        disputes,
    }
}

fn compared(knowledge: &Knowledge, role: RoleKey) -> Compared<'_> {
    Compared {
        role: Thing::role(knowledge, role),
        summary: knowledge[role].summary.as_deref(),
        manages: knowledge[role].manages,
        standings: standings(knowledge, role),
        meanings: meanings(knowledge, &[Subject::Role(role)]),
    }
}

/// Who says that one leads to the other, or onto a track on which it stands: moves, since rungs are told with the track.
fn supports<'k>(knowledge: &'k Knowledge, from: RoleKey, to: RoleKey) -> Vec<Support<'k>> {
    let has = |track: &Track, role: RoleKey| track.steps.iter().any(|step| step.role == Some(role));
    let is_there = |place: Thing<'_>| match place.kind {
        ThingKind::Track => place.id.and_then(|id| knowledge.track_with_id(id)).is_some_and(|key| {
            let track = &knowledge[key];
            has(track, to) && !has(track, from)
        }),
        _ => place == Thing::role(knowledge, to),
    };
    let ways = ways::of_role(knowledge, from, End::From).into_iter().filter(|way| is_there(way.place));
    ways.flat_map(|way| way.support).filter(|support| !support.is_rung()).collect()
}

fn shared<'k>(knowledge: &'k Knowledge, first: RoleKey, second: RoleKey) -> Vec<Shared<'k>> {
    let tracks = (0..).map(TrackKey).zip(&knowledge.tracks);
    let stands = |(key, track): (TrackKey, &'k Track)| {
        let rung = |role: RoleKey| Some(track.steps.iter().position(|step| step.role == Some(role))? + 1);
        let (first, second) = (rung(first)?, rung(second)?);
        let said = attribution(knowledge, &track.said);
        let rungs = track.steps.len();
        (first != second).then_some(Shared { track: Thing::track(knowledge, key), said, first, second, rungs })
    };
    tracks.filter_map(stands).collect()
}
