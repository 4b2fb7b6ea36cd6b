//! How people get to a role: `/become`.

use petgraph::Incoming;
use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey, Subject};
use crate::question::Interpretation;

use super::connections::Connections;
use super::destinations::Destination;
use super::disputes::{DisputeView, disputes};
use super::entity::EntityRef;
use super::interpretation::InterpretationView;
use super::order::ordered;

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
    /// What is disputed about the role, disputes that are mainly about it first.
    pub disputes: Vec<DisputeView<'k>>,
}

pub(super) fn become_role<'k>(
    knowledge: &'k Knowledge,
    connections: &Connections,
    role: RoleKey,
    interpretations: &[Interpretation],
) -> Become<'k> {
    let origins = ordered(knowledge, connections, role, Incoming);
    Become {
        role: EntityRef::role(knowledge, role),
        summary: knowledge[role].summary.as_deref(),
        interpretation: InterpretationView::first(knowledge, interpretations),
        origins,
        disputes: disputes(knowledge, &[Subject::Role(role)]),
    }
}
