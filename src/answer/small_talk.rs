//! Answers to what is no question about careers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::knowledge::model::{DisputeKey, Knowledge, RoleKey};
use crate::question::{OffTopic, SmallTalk};

use super::entity::EntityRef;

/// Maximum number of roles that the answer names as examples.
const MAX_EXAMPLES: usize = 3;

/// The answer to somebody who asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Help<'k> {
    /// `help`, `greeting` or `thanks`.
    #[serde(serialize_with = "talk")]
    pub talk: SmallTalk,
    /// Roles to ask about, at most three: one where careers start, then those to which most tracks lead.
    pub examples: Vec<EntityRef<'k>>,
}

pub(super) fn help(knowledge: &Knowledge, talk: SmallTalk) -> Help<'_> {
    Help { talk, examples: example_roles(knowledge) }
}

/// Roles to ask about: the one where most tracks start, then those that stand above the start of most tracks; the first
/// roles of the files where there are no tracks.
pub fn example_roles(knowledge: &Knowledge) -> Vec<EntityRef<'_>> {
    let (mut starts, mut goals) = (BTreeMap::new(), BTreeMap::new());
    for track in &knowledge.tracks {
        let mut roles: Vec<RoleKey> = Vec::new();
        for role in track.rungs.iter().flat_map(|rung| &rung.roles).copied() {
            if !roles.contains(&role) {
                *(if roles.is_empty() { &mut starts } else { &mut goals }).entry(role).or_insert(0_usize) += 1;
                roles.push(role);
            }
        }
    }
    let by_count = |counts: BTreeMap<RoleKey, usize>| {
        let mut roles: Vec<(RoleKey, usize)> = counts.into_iter().collect();
        roles.sort_by_key(|(role, count)| (Reverse(*count), *role));
        roles.into_iter().map(|(role, _)| role)
    };
    let all = (0..).map(RoleKey).take(knowledge.vocabulary.roles.len());
    let mut chosen: Vec<RoleKey> = Vec::with_capacity(MAX_EXAMPLES);
    let goals = by_count(goals).filter(|role| !knowledge[*role].manages);
    for role in by_count(starts).take(1).chain(goals).chain(all) {
        if chosen.len() < MAX_EXAMPLES && !chosen.contains(&role) {
            chosen.push(role);
        }
    }
    chosen.into_iter().map(|role| EntityRef::role(knowledge, role)).collect()
}

/// The answer to a question that the knowledge has nothing about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OutOfScope<'k> {
    /// `pay`, `certificates`, `applications` or `other`.
    #[serde(serialize_with = "topic")]
    pub topic: OffTopic,
    /// The role that was named: its next steps are the nearest question; `null` if none was.
    pub role: Option<EntityRef<'k>>,
    /// The nearest question that people disagree about; `null` if there is none, or if a role was named.
    pub dispute: Option<EntityRef<'k>>,
}

pub(super) fn out_of_scope(
    knowledge: &Knowledge,
    topic: OffTopic,
    role: Option<RoleKey>,
    dispute: Option<DisputeKey>,
) -> OutOfScope<'_> {
    OutOfScope {
        topic,
        role: role.map(|role| EntityRef::role(knowledge, role)),
        dispute: dispute.map(|dispute| EntityRef::dispute(knowledge, dispute)),
    }
}

fn talk<S: serde::Serializer>(talk: &SmallTalk, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(match talk {
        SmallTalk::Help => "help",
        SmallTalk::Greeting => "greeting",
        SmallTalk::Thanks => "thanks",
    })
}

fn topic<S: serde::Serializer>(topic: &OffTopic, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(match topic {
        OffTopic::Pay => "pay",
        OffTopic::Certificates => "certificates",
        OffTopic::Applications => "applications",
        OffTopic::Other => "other",
    })
}
