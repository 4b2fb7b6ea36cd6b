//! What a role or term means: `/define`.

use std::iter;

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Role, Subject};
use crate::matching::Named;
use crate::question::Interpretation;

use super::by_subject::BySubject;
use super::disputes::{self, DisputeView};
use super::entity::EntityRef;
use super::interpretation::InterpretationView;
use super::opinions::{DefinitionView, ViewpointView, definitions, viewpoints};

/// What a role or term means by whom, and what is disputed about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Define<'k> {
    /// The role or term; `about` in JSON.
    #[serde(rename = "about")]
    pub entity: EntityRef<'k>,
    /// What it is, in words that take no side; `null` if the knowledge does not say.
    pub summary: Option<&'k str>,
    /// How the question was interpreted; `null` if it named the role or term.
    pub interpretation: Option<InterpretationView<'k>>,
    /// The roles that a term may mean; empty for a role.
    pub may_mean: Vec<EntityRef<'k>>,
    /// What a role is called in public catalogs of occupations; empty for a term.
    pub identifiers: Vec<IdentifierView<'k>>,
    /// Every definition of it, then of the roles that it may mean.
    pub definitions: Vec<DefinitionView<'k>>,
    /// Viewpoints about it, each after the one that it answers.
    pub viewpoints: Vec<ViewpointView<'k>>,
    /// What is disputed about it: first in a discussion that is about it, then what is mainly about it.
    pub disputes: Vec<DisputeView<'k>>,
}

/// What a role is called in a public catalog of occupations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdentifierView<'k> {
    /// Which catalog, as knowledge files write it: `onet-soc`, `esco` or `sfia`.
    pub scheme: &'static str,
    /// The name of the catalog, as it is shown.
    pub name: &'static str,
    /// The code, as the catalog writes it.
    pub code: &'k str,
    /// The page that says what the code stands for.
    pub url: String,
}

pub(super) fn define<'k>(
    knowledge: &'k Knowledge,
    by_subject: &BySubject,
    named: Named,
    interpretations: &[Interpretation],
) -> Define<'k> {
    let (subject, role, term) = match named {
        Named::Role(role) => (Subject::Role(role), Some(&knowledge[role]), None),
        Named::Term(term) => (Subject::Term(term), None, Some(&knowledge[term])),
    };
    let summary = role.map(|role| &role.summary).or(term.map(|term| &term.summary));
    let covered = term.map_or(&[][..], |term| &term.covers);
    let defined: Vec<Subject> = iter::once(subject).chain(covered.iter().copied().map(Subject::Role)).collect();
    let definitions_of = by_subject.definitions(subject).iter().map(|key| knowledge[*key].attribution.source);
    let viewpoints_of = by_subject.viewpoints(&[subject]).into_iter().map(|key| knowledge[key].attribution.source);
    Define {
        entity: EntityRef::named(knowledge, named),
        summary: summary.and_then(Option::as_deref),
        interpretation: InterpretationView::first(knowledge, interpretations),
        may_mean: covered.iter().map(|role| EntityRef::role(knowledge, *role)).collect(),
        identifiers: role.map_or_else(Vec::new, identifiers),
        definitions: definitions(knowledge, by_subject, &defined),
        viewpoints: viewpoints(knowledge, by_subject, &[subject]),
        disputes: disputes::discussed_first(
            knowledge,
            disputes::keys(knowledge, by_subject, &[subject]),
            definitions_of.chain(viewpoints_of),
        ),
    }
}

fn identifiers(role: &Role) -> Vec<IdentifierView<'_>> {
    role.identifiers
        .iter()
        .map(|identifier| IdentifierView {
            scheme: identifier.scheme.as_str(),
            name: identifier.scheme.name(),
            code: &identifier.code,
            url: identifier.url(),
        })
        .collect()
}
