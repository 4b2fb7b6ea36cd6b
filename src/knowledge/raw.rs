//! The files as they were written, before any rule has checked them.
//!
//! Every value that a message may point to keeps its location. What was missing or had the wrong type has been reported
//! and is absent here, so that the rules can check the rest. `docs/knowledge.md` explains every key to the people
//! who write the files.

use super::model::Scheme;
use super::problem::{FileId, Location};

/// A value and where it was written.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) at: Location,
}

/// A text and where it was written.
pub(super) type Text = Located<String>;

/// Everything that was written, each list in file order.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// `[field]` tables; a folder has at most one.
    pub(super) fields: Vec<Field>,
    pub(super) families: Vec<Family>,
    pub(super) sources: Vec<Source>,
    pub(super) people: Vec<Person>,
    pub(super) roles: Vec<Role>,
    pub(super) terms: Vec<Term>,
    pub(super) tracks: Vec<Track>,
    pub(super) moves: Vec<Move>,
    pub(super) definitions: Vec<Definition>,
    pub(super) viewpoints: Vec<Viewpoint>,
    pub(super) disputes: Vec<Dispute>,
    pub(super) abbreviations: Vec<Abbreviation>,
    pub(super) translations: Vec<Translation>,
    pub(super) near_fields: Vec<NearField>,
    /// Files that could not be read, in part or as a whole.
    pub(super) broken: Vec<FileId>,
    /// Whether something could not be read that is, or may be, a role, term, family, abbreviation, translation or near field.
    pub(super) vocabulary_broken: bool,
}

/// `[field]`: what the folder is about.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) at: Location,
    pub(super) name: Option<Text>,
}

/// `[[family]]`: a group of roles.
#[derive(Debug)]
pub(super) struct Family {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
}

/// `[source]`: where every statement of the file was made.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) at: Location,
    pub(super) id: Option<Text>,
    pub(super) title: Option<Text>,
    /// A short name to show.
    pub(super) short: Option<Text>,
    /// One of [`SourceKind`](super::model::SourceKind).
    pub(super) kind: Option<Text>,
    pub(super) publisher: Option<Text>,
    pub(super) published: Option<Text>,
    pub(super) url: Option<Text>,
    pub(super) license: Option<Text>,
    pub(super) attribution: Option<Text>,
    pub(super) confidence: Option<Text>,
}

/// `[[person]]`: a person or an organization.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
}

/// `[[role]]`: a job role.
#[derive(Debug)]
pub(super) struct Role {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    /// A family id, built-in or defined in the folder.
    pub(super) family: Option<Text>,
    pub(super) aliases: Vec<Text>,
    pub(super) summary: Option<Text>,
    pub(super) manages: bool,
    pub(super) identifiers: Vec<(Scheme, Text)>,
}

/// `[[term]]`: a word that may mean several roles.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) aliases: Vec<Text>,
    /// Role ids.
    pub(super) covers: Vec<Text>,
    pub(super) summary: Option<Text>,
}

/// `[[near_field]]`: a field of work beside the one that the folder is about.
#[derive(Debug)]
pub(super) struct NearField {
    pub(super) at: Location,
    pub(super) name: Option<Text>,
    /// What people in it are called.
    pub(super) titles: Vec<Text>,
    /// Role ids.
    pub(super) nearest: Vec<Text>,
    /// Whether a part of it could not be read, which has been reported.
    pub(super) broken: bool,
    pub(super) note: Option<Text>,
}

/// `[[translation]]`: what a role or term is called in another language.
#[derive(Debug)]
pub(super) struct Translation {
    /// The id of a role or term.
    pub(super) of: Option<Text>,
    /// An ISO 639 code, such as `de`.
    pub(super) language: Option<Text>,
    pub(super) names: Vec<Text>,
}

/// `[[track]]`: rungs in order.
#[derive(Debug)]
pub(super) struct Track {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) attribution: Attribution,
    /// Lowest rung first.
    pub(super) rungs: Vec<Rung>,
    /// Whether a rung may be missing because it could not be read, which has been reported.
    pub(super) steps_broken: bool,
    pub(super) inferred: bool,
    pub(super) summary: Option<Text>,
}

/// A rung, written as a role id, a list of role ids, or a table with `role` or `roles`.
#[derive(Debug)]
pub(super) struct Rung {
    pub(super) at: Location,
    /// Role ids, side by side.
    pub(super) roles: Vec<Text>,
    pub(super) title: Option<Text>,
    pub(super) adds: Option<Text>,
    pub(super) years: Option<Text>,
    /// Whether a part of it could not be read, which has been reported.
    pub(super) broken: bool,
}

/// `[[move]]`: a way from each place of `from` to each place of `to`.
#[derive(Debug)]
pub(super) struct Move {
    pub(super) id: Option<Text>,
    pub(super) attribution: Attribution,
    /// Ids of roles or tracks.
    pub(super) from: Vec<Text>,
    /// Ids of roles or tracks.
    pub(super) to: Vec<Text>,
    /// One of [`MoveKind`](super::model::MoveKind).
    pub(super) kind: Option<Text>,
    pub(super) usual: bool,
    pub(super) account: bool,
    pub(super) years: Option<Text>,
    pub(super) inferred: bool,
    pub(super) note: Option<Text>,
}

/// `[[definition]]`: what someone says a role or term is.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) id: Option<Text>,
    pub(super) attribution: Attribution,
    /// The id of a role or term.
    pub(super) of: Option<Text>,
    pub(super) text: Option<Text>,
}

/// `[[viewpoint]]`: an opinion.
#[derive(Debug)]
pub(super) struct Viewpoint {
    pub(super) id: Option<Text>,
    pub(super) attribution: Attribution,
    pub(super) stance: Option<Text>,
    /// Ids of roles, tracks and terms.
    pub(super) about: Vec<Text>,
    /// Whether `about` could not be read, which has been reported.
    pub(super) about_broken: bool,
    /// The id of a viewpoint.
    pub(super) replies_to: Option<Text>,
    pub(super) text: Option<Text>,
}

/// `[[dispute]]`: a question and the statements on each side of it.
#[derive(Debug)]
pub(super) struct Dispute {
    pub(super) at: Location,
    pub(super) id: Option<Text>,
    pub(super) question: Option<Text>,
    /// How else people ask it.
    pub(super) asked_as: Vec<Text>,
    /// Ids of roles, tracks and terms, the main one first.
    pub(super) about: Vec<Text>,
    /// Whether `about` could not be read, which has been reported.
    pub(super) about_broken: bool,
    pub(super) sides: Vec<Side>,
    /// Whether a side may be missing because it could not be read, which has been reported.
    pub(super) sides_broken: bool,
}

/// One answer of a dispute.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) at: Location,
    pub(super) says: Option<Text>,
    /// Ids of tracks, moves, definitions and viewpoints.
    pub(super) statements: Vec<Text>,
    /// Whether a part of it could not be read, which has been reported.
    pub(super) broken: bool,
}

/// `[[abbreviation]]`: a short form that people type.
#[derive(Debug)]
pub(super) struct Abbreviation {
    pub(super) short: Option<Text>,
    pub(super) long: Option<Text>,
}

/// Who makes a statement, and how sure it is. Its source is that of the file.
#[derive(Debug)]
pub(super) struct Attribution {
    /// Where the statement starts.
    pub(super) at: Location,
    /// What kind of statement it is, as titles name it.
    pub(super) what: &'static str,
    /// A person's id.
    pub(super) by: Option<Text>,
    /// Whether `by` was written; it may have had the wrong type, which has been reported.
    pub(super) has_by: bool,
    pub(super) confidence: Option<Text>,
}

impl Raw {
    /// Every statement: tracks, moves, definitions and viewpoints.
    pub(super) fn statements(&self) -> impl Iterator<Item = &Attribution> {
        let tracks = self.tracks.iter().map(|track| &track.attribution);
        let moves = self.moves.iter().map(|stated_move| &stated_move.attribution);
        let definitions = self.definitions.iter().map(|definition| &definition.attribution);
        let viewpoints = self.viewpoints.iter().map(|viewpoint| &viewpoint.attribution);
        tracks.chain(moves).chain(definitions).chain(viewpoints)
    }

    /// Every text that is shown to people, with its key.
    pub(super) fn shown(&self) -> Vec<(TextKind, &'static str, &Text)> {
        let mut shown = Vec::new();
        let mut add = |sort, key, text: Option<_>| shown.extend(text.map(|text| (sort, key, text)));
        for field in &self.fields {
            add(TextKind::Name, "name", field.name.as_ref());
        }
        for family in &self.families {
            add(TextKind::Name, "name", family.name.as_ref());
        }
        for source in &self.sources {
            add(TextKind::Line, "title", source.title.as_ref());
            add(TextKind::Name, "short", source.short.as_ref());
            add(TextKind::Line, "publisher", source.publisher.as_ref());
            add(TextKind::Line, "license", source.license.as_ref());
            add(TextKind::Line, "attribution", source.attribution.as_ref());
        }
        for person in &self.people {
            add(TextKind::Name, "name", person.name.as_ref());
        }
        for role in &self.roles {
            add(TextKind::Name, "name", role.name.as_ref());
            role.aliases.iter().for_each(|alias| add(TextKind::Name, "aliases", Some(alias)));
            add(TextKind::Text, "summary", role.summary.as_ref());
        }
        for term in &self.terms {
            add(TextKind::Name, "name", term.name.as_ref());
            term.aliases.iter().for_each(|alias| add(TextKind::Name, "aliases", Some(alias)));
            add(TextKind::Text, "summary", term.summary.as_ref());
        }
        for translation in &self.translations {
            translation.names.iter().for_each(|name| add(TextKind::Name, "names", Some(name)));
        }
        for near in &self.near_fields {
            add(TextKind::Name, "name", near.name.as_ref());
            near.titles.iter().for_each(|title| add(TextKind::Name, "titles", Some(title)));
            add(TextKind::Text, "note", near.note.as_ref());
        }
        for track in &self.tracks {
            add(TextKind::Name, "name", track.name.as_ref());
            for rung in &track.rungs {
                add(TextKind::Name, "title", rung.title.as_ref());
                add(TextKind::Text, "adds", rung.adds.as_ref());
                add(TextKind::Years, "years", rung.years.as_ref());
            }
            add(TextKind::Text, "summary", track.summary.as_ref());
        }
        for stated_move in &self.moves {
            add(TextKind::Text, "note", stated_move.note.as_ref());
            add(TextKind::Years, "years", stated_move.years.as_ref());
        }
        for definition in &self.definitions {
            add(TextKind::Text, "text", definition.text.as_ref());
        }
        for viewpoint in &self.viewpoints {
            add(TextKind::Text, "text", viewpoint.text.as_ref());
        }
        for dispute in &self.disputes {
            add(TextKind::Text, "question", dispute.question.as_ref());
            dispute.asked_as.iter().for_each(|question| add(TextKind::Text, "asked_as", Some(question)));
            dispute.sides.iter().for_each(|side| add(TextKind::Text, "says", side.says.as_ref()));
        }
        for abbreviation in &self.abbreviations {
            add(TextKind::Line, "short", abbreviation.short.as_ref());
            add(TextKind::Line, "long", abbreviation.long.as_ref());
        }
        shown
    }
}

/// How a text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    /// On a button, in a menu, as a title.
    Name,
    /// Together with others on one line.
    Line,
    /// On its own.
    Text,
    /// A number of years within a sentence.
    Years,
}
