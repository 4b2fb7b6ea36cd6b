//! How people get to a role: `/become`.

use std::cmp::Reverse;

use petgraph::Incoming;
use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey, SourceKind, Subject};
use crate::question::Interpretation;

use super::attribution::AttributionView;
use super::by_subject::BySubject;
use super::connections::Connections;
use super::destinations::Destination;
use super::disputes::{DisputeView, disputes};
use super::entity::EntityRef;
use super::interpretation::InterpretationView;
use super::order::ordered;
use super::path::Route;
use super::positions::{TrackPosition, positions};
use super::years::YearsView;

/// Where people come from who get to a role.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Become<'k> {
    /// The role.
    pub role: EntityRef<'k>,
    /// What it is, in a sentence or two.
    pub summary: Option<&'k str>,
    /// How the question was interpreted; `null` if it named the role.
    pub interpretation: Option<InterpretationView<'k>>,
    /// Where people come from, in the order in which they are shown.
    pub origins: Vec<Destination<'k>>,
    /// Where it is on every track that has it, in the order of the files.
    pub positions: Vec<TrackPosition<'k>>,
    /// What its rungs ask for, one track each: employers' ladders and public bodies first, then the newest.
    pub asks: Vec<Ask<'k>>,
    /// What is disputed about the role, disputes that are mainly about it first.
    pub disputes: Vec<DisputeView<'k>>,
    /// The best route from the asker's own job, if that is known and there is one.
    pub own_route: Option<Route<'k>>,
    /// What sources say of how long it takes to get there, or how much experience is asked for; `null` unless that was
    /// asked.
    pub years: Option<Vec<YearsView<'k>>>,
}

/// What the lowest rung of a track that a role is on asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask<'k> {
    /// The track.
    pub track: EntityRef<'k>,
    /// Who describes it.
    pub attribution: AttributionView<'k>,
    /// What the source calls the rung; `null` if that is the role's name.
    pub title: Option<&'k str>,
    /// What it asks for beyond the rung below; `null` if the source only says for how long.
    pub adds: Option<&'k str>,
    /// How many years people usually stay, or the experience asked for, in the source's words.
    pub years: Option<&'k str>,
}

pub(super) fn become_role<'k>(
    knowledge: &'k Knowledge,
    by_subject: &BySubject,
    connections: &'k Connections,
    role: RoleKey,
    interpretations: &[Interpretation],
) -> Become<'k> {
    let origins = ordered(knowledge, connections, role, Incoming);
    Become {
        role: EntityRef::role(knowledge, role),
        summary: knowledge[role].summary.as_deref(),
        interpretation: InterpretationView::first(knowledge, interpretations),
        origins,
        positions: positions(knowledge, by_subject, role),
        asks: asks(knowledge, by_subject, role),
        disputes: disputes(knowledge, by_subject, &[Subject::Role(role)]),
        own_route: None,
        years: None,
    }
}

fn asks<'k>(knowledge: &'k Knowledge, by_subject: &BySubject, role: RoleKey) -> Vec<Ask<'k>> {
    let mut asks: Vec<Ask<'_>> = by_subject
        .tracks(role)
        .iter()
        .filter_map(|key| {
            let track = &knowledge[*key];
            let rung = track.rungs.iter().find(|rung| rung.has(role))?;
            // Years from none on ask for nothing.
            let years = rung.years.as_deref().filter(|years| !years.starts_with('0'));
            let says_something = rung.adds.is_some() || years.is_some();
            says_something.then(|| Ask {
                track: EntityRef::track(knowledge, *key),
                attribution: AttributionView::new(knowledge, track.attribution),
                title: rung.title.as_deref(),
                adds: rung.adds.as_deref(),
                years,
            })
        })
        .collect();
    let asks_officially =
        |ask: &Ask<'_>| matches!(ask.attribution.source.kind, Some(SourceKind::Ladder | SourceKind::Guidance));
    asks.sort_by_key(|ask| {
        (Reverse(asks_officially(ask)), Reverse(ask.attribution.confidence), Reverse(ask.attribution.year()))
    });
    asks
}
