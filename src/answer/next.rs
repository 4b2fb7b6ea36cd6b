//! What comes next after a role: `/next`.

use petgraph::{Incoming, Outgoing};
use serde::Serialize;

use crate::knowledge::model::{Knowledge, Place, RoleKey, Subject};
use crate::question::Interpretation;

use super::by_subject::BySubject;
use super::connection::{Direction, Node};
use super::connections::Connections;
use super::destinations::Destination;
use super::disputes::{self, DisputeView};
use super::entity::EntityRef;
use super::interpretation::InterpretationView;
use super::opinions::{ViewpointView, viewpoints};
use super::order::ordered;
use super::positions::{TrackPosition, positions};
use super::years::YearsView;

/// Most roles that are named as the closest ones.
const MAX_CLOSEST: usize = 3;

/// Where a role leads, where it is on tracks, what leads to it, and what people say about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Next<'k> {
    /// The role.
    pub role: EntityRef<'k>,
    /// What it is, in a sentence or two.
    pub summary: Option<&'k str>,
    /// What the knowledge is about, such as "IT infrastructure"; `null` if it does not say.
    pub field: Option<&'k str>,
    /// How the question was interpreted; `null` if it named the role.
    pub interpretation: Option<InterpretationView<'k>>,
    /// Where the role is on every track that has it, in the order of the files.
    pub positions: Vec<TrackPosition<'k>>,
    /// Where it leads, in the order in which they are shown.
    pub destinations: Vec<Destination<'k>>,
    /// What leads to it, in the same order.
    pub origins: Vec<Destination<'k>>,
    /// The closest related roles: at most three; only if no source names a next step.
    pub closest: Vec<EntityRef<'k>>,
    /// Viewpoints about the role, each after the one that it answers.
    pub viewpoints: Vec<ViewpointView<'k>>,
    /// Viewpoints about the tracks that it is on, without those about the role.
    pub track_viewpoints: Vec<ViewpointView<'k>>,
    /// What is disputed about the role and about the tracks that it is on, disputes that are mainly about it first.
    pub disputes: Vec<DisputeView<'k>>,
    /// Whether there is a definition of the role.
    pub is_defined: bool,
    /// What sources say of how long people stay, or how much experience they have; `null` unless that was asked.
    pub years: Option<Vec<YearsView<'k>>>,
}

impl Next<'_> {
    /// Whether the knowledge says nothing at all about the role.
    pub fn is_silent(&self) -> bool {
        self.positions.is_empty()
            && self.destinations.is_empty()
            && self.origins.is_empty()
            && self.viewpoints.is_empty()
    }

    /// Whether no source names a next step: not even to a role that most of them call level or related.
    pub fn is_dead_end(&self) -> bool {
        let is_step = |direction: Direction| !matches!(direction, Direction::Beside | Direction::Near);
        let names_step = |to: &Destination<'_>| to.statements.iter().any(|statement| is_step(statement.direction));
        !self.destinations.iter().any(names_step)
    }
}

pub(super) fn next<'k>(
    knowledge: &'k Knowledge,
    by_subject: &BySubject,
    connections: &'k Connections,
    role: RoleKey,
    interpretations: &[Interpretation],
) -> Next<'k> {
    let subject = Subject::Role(role);
    let about_role = viewpoints(knowledge, by_subject, &[subject]);
    let on: Vec<Subject> = by_subject.tracks(role).iter().copied().map(Subject::Track).collect();
    let mut track_viewpoints = viewpoints(knowledge, by_subject, &on);
    track_viewpoints.retain(|viewpoint| about_role.iter().all(|other| other.id != viewpoint.id));
    let destinations = ordered(knowledge, connections, role, Outgoing);
    let is_dead_end = !destinations.iter().any(Destination::is_step);
    let origins = ordered(knowledge, connections, role, Incoming);
    let disputes = disputes::keys(knowledge, by_subject, &[&[subject], on.as_slice()].concat());
    // What people disagree about who describe a track of the role, is the role.
    let of_tracks = by_subject.tracks(role).iter().map(|track| knowledge[*track].attribution.source);
    Next {
        closest: if is_dead_end { closest(knowledge, connections, role) } else { Vec::new() },
        field: knowledge.field.as_deref(),
        role: EntityRef::role(knowledge, role),
        summary: knowledge[role].summary.as_deref(),
        interpretation: InterpretationView::first(knowledge, interpretations),
        destinations,
        origins,
        viewpoints: about_role,
        track_viewpoints,
        disputes: disputes::discussed_first(knowledge, disputes, of_tracks),
        positions: positions(knowledge, by_subject, role),
        is_defined: !by_subject.definitions(subject).is_empty(),
        years: None,
    }
}

/// The roles that are closest to one without a next step: those that somebody relates to it, then those of its family
/// to which people in the same starting roles move, then the others of its family that manage if it does.
fn closest<'k>(knowledge: &'k Knowledge, connections: &Connections, role: RoleKey) -> Vec<EntityRef<'k>> {
    let roles = |place: RoleKey, end| {
        connections.of(Place::Role(place), end).iter().filter_map(|connection| match connection.node {
            Node::Role(other) => Some((other, connection)),
            Node::Track(_) | Node::Title(..) => None,
        })
    };
    let related = roles(role, Outgoing).filter(|(_, connection)| !connection.is_step()).map(|(other, _)| other);
    let is_alike = |other: &RoleKey| {
        knowledge[role].family.is_some()
            && knowledge[*other].family == knowledge[role].family
            && knowledge[*other].manages == knowledge[role].manages
    };
    let origins: Vec<RoleKey> = roles(role, Incoming).map(|(origin, _)| origin).collect();
    let siblings = origins.iter().flat_map(|origin| roles(*origin, Outgoing)).filter(|(_, onward)| onward.is_step());
    let family = knowledge.vocabulary.roles_with_keys().map(|(other, _)| other).filter(is_alike);
    let mut closest: Vec<RoleKey> = Vec::new();
    for other in related.chain(siblings.map(|(sibling, _)| sibling).filter(is_alike)).chain(family) {
        if other != role && !origins.contains(&other) && !closest.contains(&other) {
            closest.push(other);
        }
    }
    closest.into_iter().take(MAX_CLOSEST).map(|other| EntityRef::role(knowledge, other)).collect()
}
