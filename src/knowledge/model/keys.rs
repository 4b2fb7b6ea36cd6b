//! Keys: how entities refer to each other, and how they are looked up.
//!
//! An arena crate (`la-arena`, `slotmap`, `typed-index-collections`) would replace the list types but not
//! `knowledge[key]`, which is what makes keys convenient here, so the few lines below stay our own.

use std::borrow::Cow;
use std::hash::Hasher as _;
use std::ops::Index;

use fnv::FnvHasher;

use super::{
    Attribution, Definition, Dispute, Family, Knowledge, Move, NearField, Person, Place, Role, Rung, Source, Statement,
    Term, Track, Viewpoint, Vocabulary,
};

/// Maximum length of an id, in characters: people type ids and read them in references.
pub const MAX_ID_CHARS: usize = 80;

/// Maximum length of a [`short_id`], in characters. Two of them and the rest of a question fit into the 100 characters
/// that Discord allows in a button's `custom_id`.
pub const MAX_SHORT_ID_CHARS: usize = 40;

macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident opens $entity:ident in $($field:ident).+;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $key(pub(crate) u32);

        impl $key {
            /// Index into the list that the key belongs to, from 0.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Index<$key> for Knowledge {
            type Output = $entity;

            fn index(&self, key: $key) -> &$entity {
                &self.$($field).+[key.index()]
            }
        }
    )*};
}

keys! {
    /// Key of a [`Family`].
    FamilyKey opens Family in vocabulary.families;
    /// Key of a [`Role`].
    RoleKey opens Role in vocabulary.roles;
    /// Key of a [`Term`].
    TermKey opens Term in vocabulary.terms;
    /// Key of a [`NearField`].
    NearFieldKey opens NearField in vocabulary.near_fields;
    /// Key of a [`Source`].
    SourceKey opens Source in sources;
    /// Key of a [`Person`].
    PersonKey opens Person in people;
    /// Key of a [`Track`].
    TrackKey opens Track in tracks;
    /// Key of a [`Move`].
    MoveKey opens Move in moves;
    /// Key of a [`Definition`].
    DefinitionKey opens Definition in definitions;
    /// Key of a [`Viewpoint`].
    ViewpointKey opens Viewpoint in viewpoints;
    /// Key of a [`Dispute`].
    DisputeKey opens Dispute in disputes;
}

/// A form of an id that is at most [`MAX_SHORT_ID_CHARS`] long: the id itself, or `~` and a hash of it.
///
/// It is the same on every machine and in every version.
pub fn short_id(id: &str) -> Cow<'_, str> {
    if id.chars().count() <= MAX_SHORT_ID_CHARS {
        return Cow::Borrowed(id);
    }
    // FNV-1a is stable across versions; collisions among a few thousand ids are negligible.
    let mut hash = FnvHasher::default();
    hash.write(id.as_bytes());
    Cow::Owned(format!("~{:016x}", hash.finish()))
}

/// Whether `query` is this id or its [`short_id`].
fn matches_id(id: &str, query: &str) -> bool {
    id == query || (query.starts_with('~') && short_id(id) == query)
}

fn position<T>(entities: &[T], is_it: impl Fn(&T) -> bool) -> Option<u32> {
    entities.iter().position(is_it).and_then(|index| u32::try_from(index).ok())
}

impl Knowledge {
    /// The role with this id or [`short_id`].
    pub fn role_with_id(&self, id: &str) -> Option<RoleKey> {
        self.vocabulary.role_with_id(id)
    }

    /// The term with this id or [`short_id`].
    pub fn term_with_id(&self, id: &str) -> Option<TermKey> {
        self.vocabulary.term_with_id(id)
    }

    /// The dispute with this id, or with this [`short_id`].
    pub fn dispute_with_id(&self, id: &str) -> Option<DisputeKey> {
        position(&self.disputes, |dispute| matches_id(&dispute.id, id)).map(DisputeKey)
    }

    /// The track with this id or [`short_id`].
    pub fn track_with_id(&self, id: &str) -> Option<TrackKey> {
        position(&self.tracks, |track| matches_id(&track.id, id)).map(TrackKey)
    }

    /// Every track with its key, in file order.
    pub fn tracks_with_keys(&self) -> impl Iterator<Item = (TrackKey, &Track)> {
        (0..).map(TrackKey).zip(&self.tracks)
    }

    /// Every move with its key, in file order.
    pub fn moves_with_keys(&self) -> impl Iterator<Item = (MoveKey, &Move)> {
        (0..).map(MoveKey).zip(&self.moves)
    }

    /// How many moves people stated: a move that was written with lists counts once.
    pub fn stated_move_count(&self) -> usize {
        self.moves_with_keys().filter(|(key, stated)| stated.statement == *key).count()
    }

    /// Who makes a statement, where, and how sure it is.
    pub fn attribution(&self, statement: Statement) -> Attribution {
        match statement {
            Statement::Track(track) => self[track].attribution,
            Statement::Move(stated_move) => self[stated_move].attribution,
            Statement::Definition(definition) => self[definition].attribution,
            Statement::Viewpoint(viewpoint) => self[viewpoint].attribution,
        }
    }

    /// The title of a rung: the source's own, or the name of its first role.
    pub fn rung_title<'k>(&'k self, rung: &'k Rung) -> &'k str {
        match (&rung.title, rung.role()) {
            (Some(title), _) => title,
            (None, Some(role)) => &self[role].name,
            (None, None) => "",
        }
    }

    /// Whether people at this place manage: a role that manages, or a track on which most roles do.
    pub fn manages(&self, place: Place) -> bool {
        match place {
            Place::Role(role) => self[role].manages,
            Place::Track(track) => {
                let roles = self[track].rungs.iter().flat_map(|rung| &rung.roles).copied();
                let (managing, others): (Vec<RoleKey>, Vec<RoleKey>) = roles.partition(|role| self[*role].manages);
                managing.len() > others.len()
            }
        }
    }
}

impl Vocabulary {
    /// The role with this id or [`short_id`].
    pub fn role_with_id(&self, id: &str) -> Option<RoleKey> {
        position(&self.roles, |role| matches_id(&role.id, id)).map(RoleKey)
    }

    /// The term with this id or [`short_id`].
    pub fn term_with_id(&self, id: &str) -> Option<TermKey> {
        position(&self.terms, |term| matches_id(&term.id, id)).map(TermKey)
    }

    /// The family with this id.
    pub fn family_with_id(&self, id: &str) -> Option<FamilyKey> {
        position(&self.families, |family| family.id == id).map(FamilyKey)
    }

    /// Every role with its key, in file order.
    pub fn roles_with_keys(&self) -> impl Iterator<Item = (RoleKey, &Role)> {
        (0..).map(RoleKey).zip(&self.roles)
    }

    /// Every term with its key, in file order.
    pub fn terms_with_keys(&self) -> impl Iterator<Item = (TermKey, &Term)> {
        (0..).map(TermKey).zip(&self.terms)
    }

    /// Every family with its key: the built-in ones, then those of the folder.
    pub fn families_with_keys(&self) -> impl Iterator<Item = (FamilyKey, &Family)> {
        (0..).map(FamilyKey).zip(&self.families)
    }
}
