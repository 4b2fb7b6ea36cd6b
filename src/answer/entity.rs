//! Something in the knowledge that is named in an answer.

use std::borrow::Cow;

use serde::Serialize;

use crate::knowledge::model::{DisputeKey, FamilyKey, Knowledge, Place, RoleKey, Rung, Subject, TermKey, TrackKey};
use crate::matching::Named;

/// Something in the knowledge that is named in an answer. As JSON: `id`, `kind`, `name`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct EntityRef<'k> {
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Its id in the knowledge; `null` for a title.
    pub id: Option<&'k str>,
    /// Its name, as it is shown.
    pub name: &'k str,
    /// The family of a role; not in the JSON.
    #[serde(skip)]
    pub family: Option<FamilyRef<'k>>,
    /// Whether its name keeps its first letter within a sentence; not in the JSON.
    #[serde(skip)]
    pub keeps_capital: bool,
}

/// The family of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FamilyRef<'k> {
    /// Its place among all families of the knowledge, counted from 0.
    pub number: usize,
    /// Its name.
    pub name: &'k str,
}

/// What kind of thing an [`EntityRef`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// A role.
    Role,
    /// A track.
    Track,
    /// A term.
    Term,
    /// A question that people disagree about.
    Dispute,
    /// A rung of a track that is a title without a role.
    Title,
}

impl<'k> FamilyRef<'k> {
    pub(super) fn new(knowledge: &'k Knowledge, key: FamilyKey) -> FamilyRef<'k> {
        FamilyRef { number: key.index(), name: &knowledge[key].name }
    }
}

impl<'k> EntityRef<'k> {
    /// Its name within a sentence: "system administrator", "IT manager".
    pub fn in_text(&self) -> Cow<'k, str> {
        let mut letters = self.name.chars();
        match letters.next() {
            Some(first) if !self.keeps_capital => Cow::Owned(first.to_lowercase().chain(letters).collect()),
            _ => Cow::Borrowed(self.name),
        }
    }

    pub(super) fn role(knowledge: &'k Knowledge, key: RoleKey) -> EntityRef<'k> {
        let role = &knowledge[key];
        let family = role.family.map(|family| FamilyRef::new(knowledge, family));
        EntityRef {
            kind: EntityKind::Role,
            id: Some(&role.id),
            name: &role.name,
            family,
            keeps_capital: role.keeps_capital,
        }
    }

    pub(super) fn track(knowledge: &'k Knowledge, key: TrackKey) -> EntityRef<'k> {
        let track = &knowledge[key];
        EntityRef { kind: EntityKind::Track, id: Some(&track.id), name: &track.name, family: None, keeps_capital: true }
    }

    pub(super) fn term(knowledge: &'k Knowledge, key: TermKey) -> EntityRef<'k> {
        let term = &knowledge[key];
        EntityRef {
            kind: EntityKind::Term,
            id: Some(&term.id),
            name: &term.name,
            family: None,
            keeps_capital: term.keeps_capital,
        }
    }

    /// A dispute; its name is its question.
    pub(super) fn dispute(knowledge: &'k Knowledge, key: DisputeKey) -> EntityRef<'k> {
        let dispute = &knowledge[key];
        EntityRef {
            kind: EntityKind::Dispute,
            id: Some(&dispute.id),
            name: &dispute.question,
            family: None,
            keeps_capital: true,
        }
    }

    /// The role of a rung; its title if it has none.
    pub(super) fn rung(knowledge: &'k Knowledge, rung: &'k Rung) -> EntityRef<'k> {
        match rung.role() {
            Some(role) => EntityRef::role(knowledge, role),
            None => EntityRef {
                kind: EntityKind::Title,
                id: None,
                name: knowledge.rung_title(rung),
                family: None,
                keeps_capital: true,
            },
        }
    }

    pub(super) fn place(knowledge: &'k Knowledge, place: Place) -> EntityRef<'k> {
        match place {
            Place::Role(role) => EntityRef::role(knowledge, role),
            Place::Track(track) => EntityRef::track(knowledge, track),
        }
    }

    pub(super) fn subject(knowledge: &'k Knowledge, subject: Subject) -> EntityRef<'k> {
        match subject {
            Subject::Role(role) => EntityRef::role(knowledge, role),
            Subject::Track(track) => EntityRef::track(knowledge, track),
            Subject::Term(term) => EntityRef::term(knowledge, term),
        }
    }

    pub(super) fn named(knowledge: &'k Knowledge, named: Named) -> EntityRef<'k> {
        match named {
            Named::Role(role) => EntityRef::role(knowledge, role),
            Named::Term(term) => EntityRef::term(knowledge, term),
        }
    }
}
