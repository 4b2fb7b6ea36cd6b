//! The ids that are defined, and the references to them.

use std::collections::HashMap;
use std::fmt;

use super::super::problem::Location;
use super::super::raw::{Raw, Text};

/// What an id can belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) enum IdKind {
    Family,
    Source,
    Person,
    Role,
    Term,
    NearField,
    Track,
    Move,
    Definition,
    Viewpoint,
    Dispute,
}

impl fmt::Display for IdKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            IdKind::Family => "family",
            IdKind::Source => "source",
            IdKind::Person => "person",
            IdKind::Role => "role",
            IdKind::Term => "term",
            IdKind::NearField => "near field",
            IdKind::Track => "track",
            IdKind::Move => "move",
            IdKind::Definition => "definition",
            IdKind::Viewpoint => "viewpoint",
            IdKind::Dispute => "dispute",
        })
    }
}

/// "role, track or term"
pub(super) fn either(kinds: &[IdKind]) -> String {
    let words: Vec<_> = kinds.iter().map(IdKind::to_string).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// An id where it is defined.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Defined<'r> {
    pub(in super::super) kind: IdKind,
    /// Its index in the list of its kind in [`Raw`].
    pub(in super::super) index: usize,
    pub(in super::super) id: &'r Text,
}

/// Every id of a folder.
pub(in super::super) struct Ids<'r> {
    all: Vec<Defined<'r>>,
    by_id: HashMap<&'r str, Vec<Defined<'r>>>,
}

impl<'r> Ids<'r> {
    pub(in super::super) fn new(raw: &'r Raw) -> Ids<'r> {
        fn of<'r, T: 'r>(
            kind: IdKind,
            entities: &'r [T],
            id: fn(&T) -> Option<&Text>,
        ) -> impl Iterator<Item = Defined<'r>> {
            let defined = move |(index, entity)| id(entity).map(|id| Defined { kind, index, id });
            entities.iter().enumerate().filter_map(defined)
        }
        let all: Vec<_> = of(IdKind::Family, &raw.families, |family| family.id.as_ref())
            .chain(of(IdKind::Source, &raw.sources, |source| source.id.as_ref()))
            .chain(of(IdKind::Person, &raw.people, |person| person.id.as_ref()))
            .chain(of(IdKind::Role, &raw.roles, |role| role.id.as_ref()))
            .chain(of(IdKind::Term, &raw.terms, |term| term.id.as_ref()))
            .chain(of(IdKind::Track, &raw.tracks, |track| track.id.as_ref()))
            .chain(of(IdKind::Move, &raw.moves, |stated_move| stated_move.id.as_ref()))
            .chain(of(IdKind::Definition, &raw.definitions, |definition| definition.id.as_ref()))
            .chain(of(IdKind::Viewpoint, &raw.viewpoints, |viewpoint| viewpoint.id.as_ref()))
            .chain(of(IdKind::Dispute, &raw.disputes, |dispute| dispute.id.as_ref()))
            .collect();
        let mut by_id: HashMap<&str, Vec<Defined<'_>>> = HashMap::new();
        for defined in &all {
            by_id.entry(&defined.id.value).or_default().push(*defined);
        }
        Ids { all, by_id }
    }

    /// Every definition of an id, by kind and in file order.
    pub(super) fn all(&self) -> &[Defined<'r>] {
        &self.all
    }

    /// Everything with this id, of any kind.
    pub(super) fn named(&self, id: &str) -> &[Defined<'r>] {
        self.by_id.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a reference means; the first, if the id is not unique.
    pub(in super::super) fn find(&self, id: &str, kinds: &[IdKind]) -> Option<Defined<'r>> {
        self.named(id).iter().find(|defined| kinds.contains(&defined.kind)).copied()
    }

    /// Whether exactly one entity of this kind has the id.
    pub(in super::super) fn is_unique(&self, id: &str, kind: IdKind) -> bool {
        self.named(id).iter().filter(|defined| defined.kind == kind).count() == 1
    }
}

/// An id where it is referred to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference<'r> {
    pub(super) id: &'r Text,
    /// What it may mean.
    pub(super) kinds: &'static [IdKind],
}

impl Reference<'_> {
    /// Where it is written.
    pub(super) fn at(&self) -> &Location {
        &self.id.at
    }
}

/// What `covers`, `nearest` and the rungs of a track refer to.
pub(in super::super) const ROLE: &[IdKind] = &[IdKind::Role];
/// What `by` refers to.
pub(in super::super) const PERSON: &[IdKind] = &[IdKind::Person];
/// What `from` and `to` refer to.
pub(in super::super) const PLACE: &[IdKind] = &[IdKind::Role, IdKind::Track];
/// What `of` refers to.
pub(in super::super) const DEFINABLE: &[IdKind] = &[IdKind::Role, IdKind::Term];
/// What `about` refers to.
pub(in super::super) const SUBJECT: &[IdKind] = &[IdKind::Role, IdKind::Track, IdKind::Term];
/// What `replies_to` refers to.
pub(in super::super) const VIEWPOINT: &[IdKind] = &[IdKind::Viewpoint];
/// What the sides of a dispute refer to.
pub(in super::super) const STATEMENT: &[IdKind] = &[IdKind::Track, IdKind::Move, IdKind::Definition, IdKind::Viewpoint];

/// Every reference of a folder.
pub(super) fn all(raw: &Raw) -> Vec<Reference<'_>> {
    let mut references = Vec::new();
    let mut add = |id: Option<_>, kinds| references.extend(id.map(|id| Reference { id, kinds }));
    for term in &raw.terms {
        term.covers.iter().for_each(|role| add(Some(role), ROLE));
    }
    for near in &raw.near_fields {
        near.nearest.iter().for_each(|role| add(Some(role), ROLE));
    }
    for translation in &raw.translations {
        add(translation.of.as_ref(), DEFINABLE);
    }
    for track in &raw.tracks {
        track.rungs.iter().flat_map(|rung| &rung.roles).for_each(|role| add(Some(role), ROLE));
    }
    for stated_move in &raw.moves {
        stated_move.from.iter().chain(&stated_move.to).for_each(|place| add(Some(place), PLACE));
    }
    for definition in &raw.definitions {
        add(definition.of.as_ref(), DEFINABLE);
    }
    for viewpoint in &raw.viewpoints {
        viewpoint.about.iter().for_each(|subject| add(Some(subject), SUBJECT));
        add(viewpoint.replies_to.as_ref(), VIEWPOINT);
    }
    for dispute in &raw.disputes {
        dispute.about.iter().for_each(|subject| add(Some(subject), SUBJECT));
        for side in &dispute.sides {
            side.statements.iter().for_each(|statement| add(Some(statement), STATEMENT));
        }
    }
    for attribution in raw.statements() {
        add(attribution.by.as_ref(), PERSON);
    }
    references
}
