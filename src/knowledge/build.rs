//! Makes the model out of what was typed, once nothing is wrong with it.
//!
//! Nothing is reported here: the rules have done that. What still does not fit makes the whole absent.

use std::collections::HashMap;

use super::check::{DEFINABLE, Ids, Kind, PERSON, PLACE, ROLE, STATEMENT, SUBJECT, VIEWPOINT, is_empty, is_kebab_case};
use super::model::{
    Abbreviation, Attribution, Confidence, Definition, DefinitionKey, Dispute, Identifier, Knowledge, Move, MoveKey,
    MoveKind, Person, PersonKey, Place, Published, Role, RoleKey, Rung, Side, Source, SourceKey, Stance, Statement,
    Subject, Term, TermKey, Track, TrackKey, Viewpoint, ViewpointKey, Vocabulary,
};
use super::problem::FileKey;
use super::raw::{Raw, Says, Text};

/// The words: had even if statements are broken or names shared, and absent if a role, term or abbreviation is broken
/// itself. An id that is too long does no harm to a word.
pub(super) fn vocabulary(raw: &Raw, ids: &Ids<'_>) -> Option<Vocabulary> {
    if raw.vocabulary_broken {
        return None;
    }
    let word = |id: &Option<Text>, name: &Option<Text>, aliases: &[Text], kind| {
        let id = id.as_ref().map(|id| &id.value).filter(|id| is_kebab_case(id) && ids.is_unique(id, kind))?;
        let aliases = aliases.iter().map(full).collect::<Option<Vec<_>>>()?;
        Some((id.clone(), full(name.as_ref()?)?, aliases))
    };
    let role = |role: &super::raw::Role| {
        let (id, name, aliases) = word(&role.id, &role.name, &role.aliases, Kind::Role)?;
        let identifier = |(scheme, code): &(_, Text)| Some(Identifier { scheme: *scheme, code: full(code)? });
        let identifiers = role.identifiers.iter().map(identifier).collect::<Option<_>>()?;
        let summary = value(&role.summary);
        Some(Role { id, name, aliases, summary, manages: role.manages, identifiers })
    };
    let term = |term: &super::raw::Term| {
        let (id, name, aliases) = word(&term.id, &term.name, &term.aliases, Kind::Term)?;
        let covers = term.covers.iter().map(|role| role_key(ids, role)).collect::<Option<_>>()?;
        Some(Term { id, name, aliases, covers, summary: value(&term.summary) })
    };
    let abbreviation = |abbreviation: &super::raw::Abbreviation| {
        let (short, long) = (abbreviation.short.as_ref()?, abbreviation.long.as_ref()?);
        Some(Abbreviation { short: full(short)?, long: full(long)? })
    };
    Some(Vocabulary {
        roles: raw.roles.iter().map(role).collect::<Option<_>>()?,
        terms: raw.terms.iter().map(term).collect::<Option<_>>()?,
        abbreviations: raw.abbreviations.iter().map(abbreviation).collect::<Option<_>>()?,
    })
}

/// Everything, on top of the words.
pub(super) fn knowledge(vocabulary: Vocabulary, raw: &Raw, ids: &Ids<'_>) -> Option<Knowledge> {
    let sources = raw.sources.iter().map(source).collect::<Option<Vec<_>>>()?;
    let person = |person: &super::raw::Person| Some(Person { id: value(&person.id)?, name: value(&person.name)? });
    let of_file = raw.sources.iter().enumerate().map(|(at, source)| Some((source.at.file, SourceKey(small(at)?))));
    let statements = Statements { ids, sources: &sources, of_file: of_file.collect::<Option<HashMap<_, _>>>()? };
    let tracks = raw.tracks.iter().map(|track| statements.track(track)).collect::<Option<_>>()?;
    let moves = raw.moves.iter().map(|movement| statements.movement(movement)).collect::<Option<_>>()?;
    let definitions = raw.definitions.iter().map(|one| statements.definition(one)).collect::<Option<_>>()?;
    let viewpoints = raw.viewpoints.iter().map(|one| statements.viewpoint(one)).collect::<Option<_>>()?;
    let disputes = raw.disputes.iter().map(|one| statements.dispute(one)).collect::<Option<_>>()?;
    let people = raw.people.iter().map(person).collect::<Option<_>>()?;
    Some(Knowledge { vocabulary, sources, people, tracks, moves, definitions, viewpoints, disputes })
}

fn source(source: &super::raw::Source) -> Option<Source> {
    let confidence =
        source.confidence.as_ref().map_or(Some(Confidence::default()), |word| Confidence::parse(&word.value));
    let published = source.published.as_ref().map_or(Some(None), |date| Published::parse(&date.value).map(Some));
    Some(Source {
        id: value(&source.id)?,
        title: value(&source.title)?,
        publisher: value(&source.publisher),
        published: published?,
        url: value(&source.url),
        licence: value(&source.licence),
        attribution: value(&source.attribution),
        confidence: confidence?,
    })
}

struct Statements<'r> {
    ids: &'r Ids<'r>,
    sources: &'r [Source],
    of_file: HashMap<FileKey, SourceKey>,
}

impl Statements<'_> {
    fn attribution(&self, says: &Says) -> Option<Attribution> {
        let source = *self.of_file.get(&says.at.file)?;
        let confidence = match &says.confidence {
            Some(word) => Confidence::parse(&word.value)?,
            None => self.sources.get(source.index())?.confidence,
        };
        let by = self.ids.find(&says.by.as_ref()?.value, PERSON)?;
        Some(Attribution { by: PersonKey(small(by.index)?), source, confidence })
    }

    fn track(&self, track: &super::raw::Track) -> Option<Track> {
        let step = |step: &super::raw::Rung| {
            let role = step.role.as_ref().map_or(Some(None), |role| role_key(self.ids, role).map(Some));
            Some(Rung { role: role?, title: value(&step.title), adds: value(&step.adds) })
        };
        Some(Track {
            id: value(&track.id)?,
            name: value(&track.name)?,
            attribution: self.attribution(&track.says)?,
            rungs: track.rungs.iter().map(step).collect::<Option<_>>()?,
            summary: value(&track.summary),
        })
    }

    fn movement(&self, movement: &super::raw::Move) -> Option<Move> {
        let place = |id: &Option<Text>| {
            let defined = self.ids.find(&id.as_ref()?.value, PLACE)?;
            Some(match defined.kind {
                Kind::Track => Place::Track(TrackKey(small(defined.index)?)),
                _ => Place::Role(RoleKey(small(defined.index)?)),
            })
        };
        Some(Move {
            id: value(&movement.id),
            from: place(&movement.from)?,
            to: place(&movement.to)?,
            kind: MoveKind::parse(&movement.kind.as_ref()?.value)?,
            attribution: self.attribution(&movement.says)?,
            usual: movement.usual,
            note: value(&movement.note),
        })
    }

    fn definition(&self, definition: &super::raw::Definition) -> Option<Definition> {
        Some(Definition {
            id: value(&definition.id),
            of: self.subject(definition.of.as_ref()?, DEFINABLE)?,
            attribution: self.attribution(&definition.says)?,
            text: value(&definition.text)?,
        })
    }

    fn viewpoint(&self, viewpoint: &super::raw::Viewpoint) -> Option<Viewpoint> {
        let replied = |id: &Text| Some(ViewpointKey(small(self.ids.find(&id.value, VIEWPOINT)?.index)?));
        let replies_to = viewpoint.replies_to.as_ref().map_or(Some(None), |id| replied(id).map(Some));
        Some(Viewpoint {
            id: value(&viewpoint.id)?,
            attribution: self.attribution(&viewpoint.says)?,
            stance: Stance::parse(&viewpoint.stance.as_ref()?.value)?,
            about: viewpoint.about.iter().map(|id| self.subject(id, SUBJECT)).collect::<Option<_>>()?,
            replies_to: replies_to?,
            text: value(&viewpoint.text)?,
        })
    }

    fn dispute(&self, dispute: &super::raw::Dispute) -> Option<Dispute> {
        let side = |side: &super::raw::Side| {
            let statements = side.statements.iter().map(|id| self.statement(id)).collect::<Option<_>>()?;
            Some(Side { says: value(&side.says)?, statements })
        };
        Some(Dispute {
            id: value(&dispute.id)?,
            question: value(&dispute.question)?,
            about: dispute.about.iter().map(|id| self.subject(id, SUBJECT)).collect::<Option<_>>()?,
            sides: dispute.sides.iter().map(side).collect::<Option<_>>()?,
        })
    }

    fn statement(&self, id: &Text) -> Option<Statement> {
        let defined = self.ids.find(&id.value, STATEMENT)?;
        let key = small(defined.index)?;
        match defined.kind {
            Kind::Track => Some(Statement::Track(TrackKey(key))),
            Kind::Move => Some(Statement::Move(MoveKey(key))),
            Kind::Definition => Some(Statement::Definition(DefinitionKey(key))),
            Kind::Viewpoint => Some(Statement::Viewpoint(ViewpointKey(key))),
            Kind::Source | Kind::Person | Kind::Role | Kind::Term | Kind::Dispute => None,
        }
    }

    fn subject(&self, id: &Text, kinds: &[Kind]) -> Option<Subject> {
        let defined = self.ids.find(&id.value, kinds)?;
        let key = small(defined.index)?;
        match defined.kind {
            Kind::Role => Some(Subject::Role(RoleKey(key))),
            Kind::Track => Some(Subject::Track(TrackKey(key))),
            Kind::Term => Some(Subject::Term(TermKey(key))),
            Kind::Source | Kind::Person | Kind::Move | Kind::Definition | Kind::Viewpoint | Kind::Dispute => None,
        }
    }
}

fn role_key(ids: &Ids<'_>, id: &Text) -> Option<RoleKey> {
    small(ids.find(&id.value, ROLE)?.index).map(RoleKey)
}

fn value(text: &Option<Text>) -> Option<String> {
    text.as_ref().map(|text| text.value.clone())
}

fn full(text: &Text) -> Option<String> {
    Some(text.value.clone()).filter(|text| !is_empty(text))
}

fn small(index: usize) -> Option<u32> {
    u32::try_from(index).ok()
}
