//! Which ids there are, and who refers to them.

use std::collections::HashMap;
use std::fmt;

use super::super::problem::At;
use super::super::raw::{Raw, Text};

/// What an id may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) enum Kind {
    Source,
    Person,
    Role,
    Term,
    Track,
    Move,
    Definition,
    Viewpoint,
    Dispute,
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Kind::Source => "source",
            Kind::Person => "person",
            Kind::Role => "role",
            Kind::Term => "term",
            Kind::Track => "track",
            Kind::Move => "move",
            Kind::Definition => "definition",
            Kind::Viewpoint => "viewpoint",
            Kind::Dispute => "dispute",
        })
    }
}

/// "role, track or term"
pub(super) fn either(kinds: &[Kind]) -> String {
    let words: Vec<_> = kinds.iter().map(Kind::to_string).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// An id at the place that defines it.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Defined<'r> {
    pub(in super::super) kind: Kind,
    /// Its place in the list of its kind in [`Raw`].
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
            kind: Kind,
            things: &'r [T],
            id: fn(&T) -> Option<&Text>,
        ) -> impl Iterator<Item = Defined<'r>> {
            let defined = move |(index, thing)| id(thing).map(|id| Defined { kind, index, id });
            things.iter().enumerate().filter_map(defined)
        }
        let all: Vec<_> = of(Kind::Source, &raw.sources, |source| source.id.as_ref())
            .chain(of(Kind::Person, &raw.people, |person| person.id.as_ref()))
            .chain(of(Kind::Role, &raw.roles, |role| role.id.as_ref()))
            .chain(of(Kind::Term, &raw.terms, |term| term.id.as_ref()))
            .chain(of(Kind::Track, &raw.tracks, |track| track.id.as_ref()))
            .chain(of(Kind::Move, &raw.moves, |movement| movement.id.as_ref()))
            .chain(of(Kind::Definition, &raw.definitions, |definition| definition.id.as_ref()))
            .chain(of(Kind::Viewpoint, &raw.viewpoints, |viewpoint| viewpoint.id.as_ref()))
            .chain(of(Kind::Dispute, &raw.disputes, |dispute| dispute.id.as_ref()))
            .collect();
        let mut by_id: HashMap<&str, Vec<Defined<'_>>> = HashMap::new();
        for defined in &all {
            by_id.entry(&defined.id.value).or_default().push(*defined);
        }
        Ids { all, by_id }
    }

    /// Every definition of an id, kind by kind in the order of the files.
    pub(super) fn all(&self) -> &[Defined<'r>] {
        &self.all
    }

    /// What an id stands for, of whatever kind; several if it is not unique.
    pub(super) fn named(&self, id: &str) -> &[Defined<'r>] {
        self.by_id.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a reference leads to; the first, where an id is not unique.
    pub(in super::super) fn find(&self, id: &str, kinds: &[Kind]) -> Option<Defined<'r>> {
        self.named(id).iter().find(|defined| kinds.contains(&defined.kind)).copied()
    }

    /// Whether an id stands for one thing of the kind.
    pub(in super::super) fn is_unique(&self, id: &str, kind: Kind) -> bool {
        self.named(id).iter().filter(|defined| defined.kind == kind).count() == 1
    }
}

/// An id where it is referred to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference<'r> {
    pub(super) id: &'r Text,
    /// What it may lead to.
    pub(super) kinds: &'static [Kind],
}

impl Reference<'_> {
    /// The place.
    pub(super) fn at(&self) -> &At {
        &self.id.at
    }
}

/// What `covers`, and a rung of a track, leads to.
pub(in super::super) const ROLE: &[Kind] = &[Kind::Role];
/// What `by` leads to.
pub(in super::super) const PERSON: &[Kind] = &[Kind::Person];
/// What `from` and `to` lead to.
pub(in super::super) const PLACE: &[Kind] = &[Kind::Role, Kind::Track];
/// What `of` leads to.
pub(in super::super) const DEFINABLE: &[Kind] = &[Kind::Role, Kind::Term];
/// What `about` leads to.
pub(in super::super) const SUBJECT: &[Kind] = &[Kind::Role, Kind::Track, Kind::Term];
/// What `replies_to` leads to.
pub(in super::super) const VIEWPOINT: &[Kind] = &[Kind::Viewpoint];
/// What the sides of a dispute lead to.
pub(in super::super) const STATEMENT: &[Kind] = &[Kind::Track, Kind::Move, Kind::Definition, Kind::Viewpoint];

/// Every reference of a folder.
pub(super) fn all(raw: &Raw) -> Vec<Reference<'_>> {
    let mut references = Vec::new();
    let mut add = |id: Option<_>, kinds| references.extend(id.map(|id| Reference { id, kinds }));
    for term in &raw.terms {
        term.covers.iter().for_each(|role| add(Some(role), ROLE));
    }
    for track in &raw.tracks {
        track.rungs.iter().for_each(|step| add(step.role.as_ref(), ROLE));
    }
    for movement in &raw.moves {
        add(movement.from.as_ref(), PLACE);
        add(movement.to.as_ref(), PLACE);
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
    for says in raw.statements() {
        add(says.by.as_ref(), PERSON);
    }
    references
}
