//! What comes next after a role: `/next`.

use std::cmp::Reverse;

use petgraph::{Incoming, Outgoing};
use serde::Serialize;

use crate::knowledge::model::{Knowledge, Place, RoleKey, Subject};
use crate::question::Interpretation;

use super::connections::{Connection, Connections, Node, is_on, tracks};
use super::destinations::Destination;
use super::disputes::{DisputeView, disputes};
use super::entity::EntityRef;
use super::interpretation::InterpretationView;
use super::opinions::{ViewpointView, viewpoints};
use super::order::ordered;
use super::positions::{TrackPosition, positions};

/// Most roles that are named as where else people go.
const MAX_SIBLINGS: usize = 3;

/// Where a role leads, where it is on tracks, what leads to it, and what people say about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Next<'k> {
    /// The role.
    pub role: EntityRef<'k>,
    /// What it is, in a sentence or two.
    pub summary: Option<&'k str>,
    /// How the question was interpreted; `null` if it named the role.
    pub interpretation: Option<InterpretationView<'k>>,
    /// Where the role is on every track that has it, in the order of the files.
    pub positions: Vec<TrackPosition<'k>>,
    /// Where it leads, in the order in which they are shown: by direction, then the best supported first.
    pub destinations: Vec<Destination<'k>>,
    /// What leads to it, in the same order.
    pub origins: Vec<Destination<'k>>,
    /// Where people in the same starting roles go instead: at most three roles, the most named first; only if nothing is
    /// known about where the role itself leads.
    pub siblings: Vec<EntityRef<'k>>,
    /// Viewpoints about the role, each after the one that it answers.
    pub viewpoints: Vec<ViewpointView<'k>>,
    /// Viewpoints about the tracks that it is on, without those about the role.
    pub track_viewpoints: Vec<ViewpointView<'k>>,
    /// What is disputed about the role, disputes that are mainly about it first.
    pub disputes: Vec<DisputeView<'k>>,
    /// Whether there is a definition of the role.
    pub is_defined: bool,
}

impl Next<'_> {
    /// Whether the knowledge says nothing at all about the role.
    pub fn is_silent(&self) -> bool {
        self.positions.is_empty()
            && self.destinations.is_empty()
            && self.origins.is_empty()
            && self.viewpoints.is_empty()
    }

    /// Whether no source names a next step.
    pub fn is_dead_end(&self) -> bool {
        !self.destinations.iter().any(Destination::is_step)
    }
}

pub(super) fn next<'k>(
    knowledge: &'k Knowledge,
    connections: &Connections,
    role: RoleKey,
    interpretations: &[Interpretation],
) -> Next<'k> {
    let subject = Subject::Role(role);
    let about_role = viewpoints(knowledge, &[subject]);
    let on = tracks(knowledge).filter(|(_, track)| is_on(track, role));
    let on: Vec<Subject> = on.map(|(key, _)| Subject::Track(key)).collect();
    let mut track_viewpoints = viewpoints(knowledge, &on);
    track_viewpoints.retain(|viewpoint| about_role.iter().all(|other| other.id != viewpoint.id));
    let outgoing = connections.of(Place::Role(role), Outgoing);
    let destinations = ordered(knowledge, connections, role, Outgoing);
    let origins = ordered(knowledge, connections, role, Incoming);
    Next {
        siblings: if outgoing.is_empty() { siblings(knowledge, connections, role) } else { Vec::new() },
        role: EntityRef::role(knowledge, role),
        summary: knowledge[role].summary.as_deref(),
        interpretation: InterpretationView::first(knowledge, interpretations),
        positions: positions(knowledge, role),
        destinations,
        origins,
        viewpoints: about_role,
        track_viewpoints,
        disputes: disputes(knowledge, &[subject]),
        is_defined: knowledge.definitions.iter().any(|definition| definition.of == subject),
    }
}

/// The roles to which most people in the same starting roles could have moved instead.
fn siblings<'k>(knowledge: &'k Knowledge, connections: &Connections, role: RoleKey) -> Vec<EntityRef<'k>> {
    let origin = |connection: &Connection| match connection.node {
        Node::Role(origin) => Some(origin),
        Node::Track(_) | Node::Title(..) => None,
    };
    let mut siblings: Vec<(RoleKey, usize)> = Vec::new();
    for origin in connections.of(Place::Role(role), Incoming).iter().filter_map(origin) {
        for onward in connections.of(Place::Role(origin), Outgoing).iter().filter(|onward| onward.is_step()) {
            let Node::Role(sibling) = onward.node else { continue };
            match siblings.iter_mut().find(|(other, _)| *other == sibling) {
                _ if sibling == role => {}
                Some((_, people)) => *people += onward.people.len(),
                None => siblings.push((sibling, onward.people.len())),
            }
        }
    }
    siblings.sort_by_key(|(_, people)| Reverse(*people));
    siblings.into_iter().map(|(role, _)| EntityRef::role(knowledge, role)).take(MAX_SIBLINGS).collect()
}
