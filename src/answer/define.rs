//! What a role or term is said to be: `/define`.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Role, Subject};
use crate::matching::{Index, Named};

use super::disputes::{DisputeView, disputes};
use super::question::Asked;
use super::resolve::{self, Interpretation};
use super::statements::{DefinitionView, ViewpointView, definitions, viewpoints};
use super::{Answer, EntityRef};

/// What a role or term is said to be, and the dispute about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Define<'k> {
    /// The role or term.
    pub entity: EntityRef<'k>,
    /// What it is, in words that take no side.
    pub summary: Option<&'k str>,
    /// How the question was read; `null` where it named the thing.
    pub interpretation: Option<Interpretation<'k>>,
    /// The roles that a term may mean; empty for a role.
    pub may_mean: Vec<EntityRef<'k>>,
    /// What a role is called in public catalogues of occupations; empty for a term.
    pub identifiers: Vec<IdentifierView<'k>>,
    /// Every definition of the thing itself, then of the roles that it may mean.
    pub definitions: Vec<DefinitionView<'k>>,
    /// Viewpoints about the thing, each after the one that it answers.
    pub viewpoints: Vec<ViewpointView<'k>>,
    /// What is disputed about the thing, mainly about it first.
    pub disputes: Vec<DisputeView<'k>>,
}

/// What a role is called in a public catalogue of occupations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdentifierView<'k> {
    /// Which catalogue, as knowledge files write it: `onet-soc`, `esco` or `sfia`.
    pub scheme: &'static str,
    /// Which catalogue, as people call it.
    pub name: &'static str,
    /// As the catalogue writes it.
    pub code: &'k str,
    /// The page that says what it stands for.
    pub url: String,
}

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, asked: &Asked) -> Answer<'k> {
    match resolve::named(knowledge, index, asked) {
        Ok((Named::Role(role), interpretation)) => Answer::Define(Define {
            entity: EntityRef::role(knowledge, role),
            summary: knowledge[role].summary.as_deref(),
            interpretation,
            may_mean: Vec::new(),
            identifiers: identifiers(&knowledge[role]),
            definitions: definitions(knowledge, &[Subject::Role(role)]),
            viewpoints: viewpoints(knowledge, &[Subject::Role(role)]),
            disputes: disputes(knowledge, &[Subject::Role(role)]),
        }),
        Ok((Named::Term(key), interpretation)) => {
            let term = &knowledge[key];
            let roles = term.covers.iter().map(|role| Subject::Role(*role));
            let defined: Vec<Subject> = std::iter::once(Subject::Term(key)).chain(roles).collect();
            Answer::Define(Define {
                entity: EntityRef::term(knowledge, key),
                summary: term.summary.as_deref(),
                interpretation,
                may_mean: term.covers.iter().map(|role| EntityRef::role(knowledge, *role)).collect(),
                identifiers: Vec::new(),
                definitions: definitions(knowledge, &defined),
                viewpoints: viewpoints(knowledge, &[Subject::Term(key)]),
                disputes: disputes(knowledge, &[Subject::Term(key)]),
            })
        }
        Err(answer) => *answer,
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
