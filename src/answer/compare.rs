//! Two roles side by side: `/compare`.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey, Subject, Track, TrackKey};
use crate::matching::Index;

use super::destinations::{self, Direction, End, StatementView};
use super::disputes::{DisputeView, disputes};
use super::next::{TrackPosition, positions};
use super::pair::{self, Pair};
use super::question::COMPARE;
use super::resolve::Interpretation;
use super::statements::{AttributionView, DefinitionView, ViewpointView, attribution, definitions, viewpoints};
use super::{Answer, EntityKind, EntityRef};

/// Two roles side by side: what each is, and what people say of how they stand to each other. No verdict of ours.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compare<'k> {
    /// The one.
    pub first: Compared<'k>,
    /// The other; it may be the same.
    pub second: Compared<'k>,
    /// How the question was read; nothing for a role that was named.
    pub interpretations: Vec<Interpretation<'k>>,
    /// The tracks on which both stand.
    pub shared: Vec<Shared<'k>>,
    /// Who says that they are on one level, newest first.
    pub level: Vec<StatementView<'k>>,
    /// Who says that the first leads to the second, by a move.
    pub there: Vec<StatementView<'k>>,
    /// Who says that the second leads to the first, by a move.
    pub back: Vec<StatementView<'k>>,
    /// Who says that they are near each other, and no more.
    pub near: Vec<StatementView<'k>>,
    /// Viewpoints about both.
    pub viewpoints: Vec<ViewpointView<'k>>,
    /// Disputes about both.
    pub disputes: Vec<DisputeView<'k>>,
}

/// One of two roles that are compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared<'k> {
    /// The role.
    pub role: EntityRef<'k>,
    /// What it is, in words that take no side.
    pub summary: Option<&'k str>,
    /// Whether whoever has it manages people or budgets.
    pub manages: bool,
    /// Where it stands on every track that has it.
    pub positions: Vec<TrackPosition<'k>>,
    /// Every definition of it.
    pub definitions: Vec<DefinitionView<'k>>,
}

/// A track on which both roles stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shared<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// Who draws it, and thereby puts one above the other.
    pub attribution: AttributionView<'k>,
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

fn compare<'k>(
    knowledge: &'k Knowledge,
    first: RoleKey,
    second: RoleKey,
    interpretations: Vec<Interpretation<'k>>,
) -> Compare<'k> {
    let both = [Subject::Role(first), Subject::Role(second)];
    let entities = [EntityRef::role(knowledge, first), EntityRef::role(knowledge, second)];
    let is_about_both =
        |about: &[EntityRef<'_>]| first != second && entities.iter().all(|entity| about.contains(entity));
    let mut viewpoints = viewpoints(knowledge, &both);
    viewpoints.retain(|viewpoint| is_about_both(&viewpoint.about));
    let mut disputes = disputes(knowledge, &both);
    disputes.retain(|dispute| is_about_both(&dispute.about));
    let (attribution, back) = (statements(knowledge, first, second), statements(knowledge, second, first));
    let with = |direction: Direction| {
        attribution.iter().filter(move |statements| statements.direction == direction).cloned().collect()
    };
    let leads = |statements: &&StatementView<'k>| !matches!(statements.direction, Direction::Beside | Direction::Near);
    Compare {
        first: compared(knowledge, first),
        second: compared(knowledge, second),
        interpretations,
        shared: shared(knowledge, first, second),
        level: with(Direction::Beside),
        near: with(Direction::Near),
        there: attribution.iter().filter(leads).cloned().collect(),
        back: back.iter().filter(leads).cloned().collect(),
        viewpoints,
        disputes,
    }
}

fn compared(knowledge: &Knowledge, role: RoleKey) -> Compared<'_> {
    Compared {
        role: EntityRef::role(knowledge, role),
        summary: knowledge[role].summary.as_deref(),
        manages: knowledge[role].manages,
        positions: positions(knowledge, role),
        definitions: definitions(knowledge, &[Subject::Role(role)]),
    }
}

/// Who says that one leads to the other, or onto a track on which it stands: moves, since rungs are told with the track.
fn statements<'k>(knowledge: &'k Knowledge, from: RoleKey, to: RoleKey) -> Vec<StatementView<'k>> {
    let has = |track: &Track, role: RoleKey| track.rungs.iter().any(|step| step.has(role));
    let is_there = |place: EntityRef<'_>| match place.kind {
        EntityKind::Track => place.id.and_then(|id| knowledge.track_with_id(id)).is_some_and(|key| {
            let track = &knowledge[key];
            has(track, to) && !has(track, from)
        }),
        _ => place == EntityRef::role(knowledge, to),
    };
    let destinations =
        destinations::of_role(knowledge, from, End::From).into_iter().filter(|destination| is_there(destination.place));
    destinations.flat_map(|destination| destination.statements).filter(|statements| !statements.is_rung()).collect()
}

fn shared<'k>(knowledge: &'k Knowledge, first: RoleKey, second: RoleKey) -> Vec<Shared<'k>> {
    let tracks = (0..).map(TrackKey).zip(&knowledge.tracks);
    let stands = |(key, track): (TrackKey, &'k Track)| {
        let rung = |role: RoleKey| Some(track.rungs.iter().position(|step| step.has(role))? + 1);
        let (first, second) = (rung(first)?, rung(second)?);
        let attribution = attribution(knowledge, &track.attribution);
        let rungs = track.rungs.len();
        (first != second).then_some(Shared {
            track: EntityRef::track(knowledge, key),
            attribution,
            first,
            second,
            rungs,
        })
    };
    tracks.filter_map(stands).collect()
}
