//! Answers to what is no question about careers.

use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey};
use crate::question::{OffTopic, SmallTalk};

use super::entity::EntityRef;

/// The answer to somebody who asks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Help {
    /// `help`, `greeting` or `thanks`.
    #[serde(serialize_with = "talk")]
    pub talk: SmallTalk,
}

/// The answer to a question that the knowledge has nothing about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OutOfScope<'k> {
    /// `pay`, `certificates`, `applications` or `other`.
    #[serde(serialize_with = "topic")]
    pub topic: OffTopic,
    /// The role that was named: its next steps are the nearest question; `null` if none was.
    pub role: Option<EntityRef<'k>>,
}

pub(super) fn out_of_scope(knowledge: &Knowledge, topic: OffTopic, role: Option<RoleKey>) -> OutOfScope<'_> {
    OutOfScope { topic, role: role.map(|role| EntityRef::role(knowledge, role)) }
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
