//! Builds the model from the written form, once nothing is wrong with it.
//!
//! Nothing is reported here: the rules have done that. If something still does not fit, the result is `None`.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::check::{
    DEFINABLE, IdKind, Ids, PERSON, PLACE, ROLE, STATEMENT, SUBJECT, VIEWPOINT, is_empty, is_kebab_case,
};
use super::model::{
    Abbreviation, Attribution, BUILT_IN_FAMILIES, Confidence, Definition, DefinitionKey, Dispute, Family, FamilyKey,
    Identifier, Knowledge, Move, MoveKey, MoveKind, NearField, Person, PersonKey, Place, Published, Role, RoleKey,
    Rung, Side, Source, SourceKey, SourceKind, Stance, Statement, Subject, Term, TermKey, Track, TrackKey, Viewpoint,
    ViewpointKey, Vocabulary,
};
use super::problem::FileId;
use super::raw::{self, Raw, Text};

/// Builds the vocabulary. Succeeds even if statements are broken or names collide; `None` if a role, term, family or
/// abbreviation is itself broken. An id that is too long is no obstacle.
pub(super) fn vocabulary(raw: &Raw, ids: &Ids<'_>) -> Option<Vocabulary> {
    if raw.vocabulary_broken {
        return None;
    }
    let families = families(raw, ids)?;
    let names = |id: &Option<Text>, name: &Option<Text>, aliases: &[Text], kind| {
        let aliases = aliases.iter().map(filled).collect::<Option<Vec<_>>>()?;
        Some((unique_id(id, ids, kind)?, filled(name.as_ref()?)?, aliases))
    };
    let mut translations: HashMap<Subject, Vec<String>> = HashMap::new();
    for translation in &raw.translations {
        // One of an unknown role is reported, and no obstacle to reading the others.
        if let Some(of) = translation.of.as_ref().and_then(|of| subject(ids, of, DEFINABLE)) {
            translations.entry(of).or_default().extend(translation.names.iter().filter_map(filled));
        }
    }
    let role = |(key, role): (_, &raw::Role)| {
        let (id, name, aliases) = names(&role.id, &role.name, &role.aliases, IdKind::Role)?;
        let identifier = |(scheme, code): &(_, Text)| Some(Identifier { scheme: *scheme, code: filled(code)? });
        let identifiers = role.identifiers.iter().map(identifier).collect::<Option<_>>()?;
        let summary = value(&role.summary);
        let family = optional(&role.family, |written| {
            let at = families.iter().position(|family| family.id == written.value);
            at.and_then(small).map(FamilyKey)
        })?;
        let translations = translations.get(&Subject::Role(RoleKey(key))).cloned().unwrap_or_default();
        let keeps_capital = keeps_capital(&name, &aliases);
        Some(Role {
            id,
            name,
            keeps_capital,
            family,
            aliases,
            translations,
            summary,
            manages: role.manages,
            identifiers,
        })
    };
    let term = |(key, term): (_, &raw::Term)| {
        let (id, name, aliases) = names(&term.id, &term.name, &term.aliases, IdKind::Term)?;
        let covers = term.covers.iter().map(|role| role_key(ids, role)).collect::<Option<Vec<_>>>()?;
        let translations = translations.get(&Subject::Term(TermKey(key))).cloned().unwrap_or_default();
        let (keeps_capital, summary) = (keeps_capital(&name, &aliases), value(&term.summary));
        Some(Term { id, name, keeps_capital, aliases, translations, covers: distinct(covers), summary })
    };
    let abbreviation = |abbreviation: &raw::Abbreviation| {
        let (short, long) = (abbreviation.short.as_ref()?, abbreviation.long.as_ref()?);
        Some(Abbreviation { short: filled(short)?, long: filled(long)? })
    };
    let near_field = |near: &raw::NearField| {
        let titles = near.titles.iter().map(filled).collect::<Option<Vec<_>>>()?;
        let nearest = near.nearest.iter().map(|role| role_key(ids, role)).collect::<Option<Vec<_>>>()?;
        let name = filled(near.name.as_ref()?)?;
        Some(NearField { name, titles, nearest: distinct(nearest), note: value(&near.note) })
    };
    Some(Vocabulary {
        roles: (0..).zip(&raw.roles).map(role).collect::<Option<_>>()?,
        terms: (0..).zip(&raw.terms).map(term).collect::<Option<_>>()?,
        near_fields: raw.near_fields.iter().map(near_field).collect::<Option<_>>()?,
        abbreviations: raw.abbreviations.iter().map(abbreviation).collect::<Option<_>>()?,
        families,
    })
}

/// The built-in families, under the folder's name for one where it has another, then the folder's own.
fn families(raw: &Raw, ids: &Ids<'_>) -> Option<Vec<Family>> {
    let built_in = BUILT_IN_FAMILIES.iter().map(|(id, name)| Family { id: (*id).to_owned(), name: (*name).to_owned() });
    let mut families: Vec<Family> = built_in.collect();
    for written in &raw.families {
        let id = unique_id(&written.id, ids, IdKind::Family)?;
        let name = filled(written.name.as_ref()?)?;
        match families.iter_mut().find(|family| family.id == id) {
            Some(family) => family.name = name,
            None => families.push(Family { id, name }),
        }
    }
    Some(families)
}

/// Builds everything, on top of the vocabulary.
pub(super) fn knowledge(vocabulary: Vocabulary, raw: &Raw, ids: &Ids<'_>) -> Option<Knowledge> {
    let sources = raw.sources.iter().map(source).collect::<Option<Vec<_>>>()?;
    let person = |person: &raw::Person| Some(Person { id: value(&person.id)?, name: value(&person.name)? });
    let of_file = raw.sources.iter().enumerate().map(|(at, source)| Some((source.at.file, SourceKey(small(at)?))));
    let of_file = of_file.collect::<Option<HashMap<_, _>>>()?;
    let mut first = 0;
    let first_moves = raw.moves.iter().map(|stated| {
        let this = first;
        first += distinct_ids(&stated.from).len() * distinct_ids(&stated.to).len();
        Some(MoveKey(small(this)?))
    });
    let first_moves = first_moves.collect::<Option<_>>()?;
    let statements = Statements { ids, sources: &sources, of_file, first_moves };
    let tracks = raw.tracks.iter().map(|track| statements.track(track)).collect::<Option<_>>()?;
    let moves = raw.moves.iter().enumerate().map(|(at, stated)| statements.moves(at, stated));
    let moves = moves.collect::<Option<Vec<_>>>()?.concat();
    let definitions = raw.definitions.iter().map(|one| statements.definition(one)).collect::<Option<_>>()?;
    let viewpoints = raw.viewpoints.iter().map(|one| statements.viewpoint(one)).collect::<Option<_>>()?;
    let disputes = raw.disputes.iter().map(|one| statements.dispute(one)).collect::<Option<_>>()?;
    let people = raw.people.iter().map(person).collect::<Option<_>>()?;
    let field = raw.fields.first().and_then(|field| value(&field.name));
    Some(Knowledge { field, vocabulary, sources, people, tracks, moves, definitions, viewpoints, disputes })
}

fn source(source: &raw::Source) -> Option<Source> {
    let confidence = optional(&source.confidence, |word| Confidence::parse(&word.value))?;
    Some(Source {
        id: value(&source.id)?,
        title: value(&source.title)?,
        short: value(&source.short),
        kind: optional(&source.kind, |word| SourceKind::parse(&word.value))?,
        publisher: value(&source.publisher),
        published: optional(&source.published, |date| Published::parse(&date.value))?,
        url: value(&source.url),
        license: value(&source.license),
        attribution: value(&source.attribution),
        confidence: confidence.unwrap_or_default(),
    })
}

struct Statements<'r> {
    ids: &'r Ids<'r>,
    sources: &'r [Source],
    of_file: HashMap<FileId, SourceKey>,
    /// The first model move of every written move.
    first_moves: Vec<MoveKey>,
}

impl Statements<'_> {
    fn attribution(&self, written: &raw::Attribution) -> Option<Attribution> {
        let source = *self.of_file.get(&written.at.file)?;
        let confidence = match &written.confidence {
            Some(word) => Confidence::parse(&word.value)?,
            None => self.sources.get(source.index())?.confidence,
        };
        let by = self.ids.find(&written.by.as_ref()?.value, PERSON)?;
        Some(Attribution { by: PersonKey(small(by.index)?), source, confidence })
    }

    fn track(&self, track: &raw::Track) -> Option<Track> {
        let rung = |rung: &raw::Rung| {
            let roles = rung.roles.iter().map(|role| role_key(self.ids, role)).collect::<Option<Vec<_>>>()?;
            Some(Rung {
                roles: distinct(roles),
                title: value(&rung.title),
                adds: value(&rung.adds),
                years: value(&rung.years),
            })
        };
        Some(Track {
            id: value(&track.id)?,
            name: value(&track.name)?,
            attribution: self.attribution(&track.attribution)?,
            rungs: track.rungs.iter().map(rung).collect::<Option<_>>()?,
            inferred: track.inferred,
            summary: value(&track.summary),
        })
    }

    /// One move for each pair of ends.
    fn moves(&self, at: usize, written: &raw::Move) -> Option<Vec<Move>> {
        let place = |id: &str| {
            let defined = self.ids.find(id, PLACE)?;
            Some(match defined.kind {
                IdKind::Track => Place::Track(TrackKey(small(defined.index)?)),
                _ => Place::Role(RoleKey(small(defined.index)?)),
            })
        };
        let to = distinct_ids(&written.to).into_iter().map(place).collect::<Option<Vec<_>>>()?;
        let attribution = self.attribution(&written.attribution)?;
        let is_account = self.sources.get(attribution.source.index())?.kind == Some(SourceKind::Account);
        let mut moves = Vec::new();
        for from in distinct_ids(&written.from) {
            let from = place(from)?;
            for to in &to {
                moves.push(Move {
                    id: value(&written.id),
                    statement: *self.first_moves.get(at)?,
                    from,
                    to: *to,
                    kind: MoveKind::parse(&written.kind.as_ref()?.value)?,
                    attribution,
                    usual: written.usual,
                    account: written.account || is_account,
                    years: value(&written.years),
                    inferred: written.inferred,
                    note: value(&written.note),
                });
            }
        }
        Some(moves)
    }

    fn definition(&self, definition: &raw::Definition) -> Option<Definition> {
        Some(Definition {
            id: value(&definition.id),
            of: subject(self.ids, definition.of.as_ref()?, DEFINABLE)?,
            attribution: self.attribution(&definition.attribution)?,
            text: value(&definition.text)?,
        })
    }

    fn viewpoint(&self, viewpoint: &raw::Viewpoint) -> Option<Viewpoint> {
        let replied = |id: &Text| Some(ViewpointKey(small(self.ids.find(&id.value, VIEWPOINT)?.index)?));
        Some(Viewpoint {
            id: value(&viewpoint.id)?,
            attribution: self.attribution(&viewpoint.attribution)?,
            stance: Stance::parse(&viewpoint.stance.as_ref()?.value)?,
            about: self.subjects(&viewpoint.about)?,
            replies_to: optional(&viewpoint.replies_to, replied)?,
            text: value(&viewpoint.text)?,
        })
    }

    fn dispute(&self, dispute: &raw::Dispute) -> Option<Dispute> {
        let side = |side: &raw::Side| {
            let statements = side.statements.iter().map(|id| self.statement(id)).collect::<Option<Vec<_>>>()?;
            Some(Side { says: value(&side.says)?, statements: distinct(statements) })
        };
        Some(Dispute {
            id: value(&dispute.id)?,
            question: value(&dispute.question)?,
            asked_as: dispute.asked_as.iter().map(|question| question.value.clone()).collect(),
            about: self.subjects(&dispute.about)?,
            sides: dispute.sides.iter().map(side).collect::<Option<_>>()?,
        })
    }

    fn statement(&self, id: &Text) -> Option<Statement> {
        let defined = self.ids.find(&id.value, STATEMENT)?;
        let key = small(defined.index)?;
        match defined.kind {
            IdKind::Track => Some(Statement::Track(TrackKey(key))),
            IdKind::Move => self.first_moves.get(defined.index).copied().map(Statement::Move),
            IdKind::Definition => Some(Statement::Definition(DefinitionKey(key))),
            IdKind::Viewpoint => Some(Statement::Viewpoint(ViewpointKey(key))),
            _ => None,
        }
    }

    fn subjects(&self, ids: &[Text]) -> Option<Vec<Subject>> {
        ids.iter().map(|id| subject(self.ids, id, SUBJECT)).collect::<Option<Vec<_>>>().map(distinct)
    }
}

fn subject(ids: &Ids<'_>, id: &Text, kinds: &[IdKind]) -> Option<Subject> {
    let defined = ids.find(&id.value, kinds)?;
    let key = small(defined.index)?;
    match defined.kind {
        IdKind::Role => Some(Subject::Role(RoleKey(key))),
        IdKind::Track => Some(Subject::Track(TrackKey(key))),
        IdKind::Term => Some(Subject::Term(TermKey(key))),
        _ => None,
    }
}

fn role_key(ids: &Ids<'_>, id: &Text) -> Option<RoleKey> {
    small(ids.find(&id.value, ROLE)?.index).map(RoleKey)
}

/// The id, if it is valid and belongs to one entity.
fn unique_id(id: &Option<Text>, ids: &Ids<'_>, kind: IdKind) -> Option<String> {
    id.as_ref().map(|id| &id.value).filter(|id| is_kebab_case(id) && ids.is_unique(id, kind)).cloned()
}

/// The parsed value of an optional key: `Some(None)` if it is absent, `None` if it is broken.
fn optional<T>(text: &Option<Text>, parse: impl FnOnce(&Text) -> Option<T>) -> Option<Option<T>> {
    text.as_ref().map_or(Some(None), |text| parse(text).map(Some))
}

/// Without what stands in a list a second time, which has been warned about.
fn distinct<T: Copy + Eq + Hash>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    items.into_iter().filter(|item| seen.insert(*item)).collect()
}

/// The ids of a list, each once.
fn distinct_ids(ids: &[Text]) -> Vec<&str> {
    distinct(ids.iter().map(|id| id.value.as_str()))
}

fn value(text: &Option<Text>) -> Option<String> {
    text.as_ref().map(|text| text.value.clone())
}

fn filled(text: &Text) -> Option<String> {
    Some(text.value.clone()).filter(|text| !is_empty(text))
}

fn small(index: usize) -> Option<u32> {
    u32::try_from(index).ok()
}

/// Whether a name keeps its first letter within a sentence: "IT manager", "Linux administrator", "Ward Sister", but
/// "system administrator".
///
/// What is no common word shows in its spelling: an abbreviation, or a name whose other words have capitals too. That the
/// first word is a proper name, or that the language writes it so, shows in the aliases: they are written as they are
/// within a sentence.
fn keeps_capital(name: &str, aliases: &[String]) -> bool {
    let has_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_abbreviation = |word: &str| word.chars().skip(1).any(|letter| letter.is_uppercase() || letter.is_numeric());
    let is_common = |word: &&str| !is_abbreviation(word) && word.chars().count() > 1;
    let mut words = name.split([' ', '-', '/']);
    let first = words.next().unwrap_or_default();
    if !is_common(&first) || words.filter(is_common).any(has_capital) {
        return true;
    }
    let firsts = || aliases.iter().filter_map(|alias| alias.split([' ', '-', '/']).next()).filter(is_common);
    let capitals = firsts().filter(|word| has_capital(word)).count();
    firsts().any(|word| word == first) || 2 * capitals > firsts().count()
}
