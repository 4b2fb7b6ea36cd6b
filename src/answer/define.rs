//! What a role or term is said to be: `/define`.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, Subject};
use crate::matching::{Index, Named};

use super::question::Asked;
use super::resolve::{self, Reading};
use super::voices::{Meaning, Voice, meanings, voices};
use super::{Answer, Thing};

/// What a role or term is said to be, and the dispute about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Define<'k> {
    /// The role or term.
    pub thing: Thing<'k>,
    /// What it is, in words that take no side.
    pub summary: Option<&'k str>,
    /// How the question was read; `null` where it named the thing.
    pub reading: Option<Reading<'k>>,
    /// The roles that a term may mean; empty for a role.
    pub may_mean: Vec<Thing<'k>>,
    /// Every definition of the thing itself, then of the roles that it may mean.
    pub meanings: Vec<Meaning<'k>>,
    /// Viewpoints about the thing, each after the one that it answers.
    pub voices: Vec<Voice<'k>>,
}

pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, asked: &Asked) -> Answer<'k> {
    match resolve::named(knowledge, index, asked) {
        Ok((Named::Role(role), reading)) => Answer::Define(Define {
            thing: Thing::role(knowledge, role),
            summary: knowledge[role].summary.as_deref(),
            reading,
            may_mean: Vec::new(),
            meanings: meanings(knowledge, &[Subject::Role(role)]),
            voices: voices(knowledge, &[Subject::Role(role)]),
        }),
        Ok((Named::Term(key), reading)) => {
            let term = &knowledge[key];
            let roles = term.covers.iter().map(|role| Subject::Role(*role));
            let defined: Vec<Subject> = std::iter::once(Subject::Term(key)).chain(roles).collect();
            Answer::Define(Define {
                thing: Thing::term(knowledge, key),
                summary: term.summary.as_deref(),
                reading,
                may_mean: term.covers.iter().map(|role| Thing::role(knowledge, *role)).collect(),
                meanings: meanings(knowledge, &defined),
                voices: voices(knowledge, &[Subject::Term(key)]),
            })
        }
        Err(answer) => *answer,
    }
}
