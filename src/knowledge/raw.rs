//! What people typed, before anybody has asked whether it makes sense.
//!
//! Every value that a message may point at keeps its place. What was missing or of the wrong type has been reported
//! and is absent here, so that the rules can look at the rest.

use super::model::Scheme;
use super::problem::{At, FileKey};

/// A value, and where it was typed.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) at: At,
}

/// A text, and where it was typed.
pub(super) type Text = Located<String>;

/// Everything that was typed, each list in the order of the files.
#[derive(Debug, Default)]
pub(super) struct Raw {
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
    /// Files of which a part or all could not be read.
    pub(super) broken: Vec<FileKey>,
    /// Whether something could not be read that is, or may be, a role, a term or an abbreviation.
    pub(super) vocabulary_broken: bool,
}

/// `[source]`
#[derive(Debug)]
pub(super) struct Source {
    pub(super) at: At,
    pub(super) id: Option<Text>,
    pub(super) title: Option<Text>,
    pub(super) publisher: Option<Text>,
    pub(super) published: Option<Text>,
    pub(super) url: Option<Text>,
    pub(super) licence: Option<Text>,
    pub(super) attribution: Option<Text>,
    pub(super) confidence: Option<Text>,
}

/// `[[person]]`
#[derive(Debug)]
pub(super) struct Person {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
}

/// `[[role]]`
#[derive(Debug)]
pub(super) struct Role {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) aliases: Vec<Text>,
    pub(super) summary: Option<Text>,
    pub(super) manages: bool,
    pub(super) identifiers: Vec<(Scheme, Text)>,
}

/// `[[term]]`
#[derive(Debug)]
pub(super) struct Term {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) aliases: Vec<Text>,
    /// Role ids.
    pub(super) covers: Vec<Text>,
    pub(super) summary: Option<Text>,
}

/// `[[track]]`
#[derive(Debug)]
pub(super) struct Track {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) says: Says,
    /// Lowest rung first.
    pub(super) rungs: Vec<Rung>,
    /// Whether a rung may be missing here because it could not be read, which has been reported.
    pub(super) steps_broken: bool,
    pub(super) summary: Option<Text>,
}

/// A rung, written as a role id or as a table.
#[derive(Debug)]
pub(super) struct Rung {
    pub(super) at: At,
    /// A role id.
    pub(super) role: Option<Text>,
    pub(super) title: Option<Text>,
    pub(super) adds: Option<Text>,
    /// Whether a part of it could not be read, which has been reported.
    pub(super) broken: bool,
}

/// `[[move]]`
#[derive(Debug)]
pub(super) struct Move {
    pub(super) id: Option<Text>,
    pub(super) says: Says,
    /// The id of a role or track.
    pub(super) from: Option<Text>,
    /// The id of a role or track.
    pub(super) to: Option<Text>,
    pub(super) kind: Option<Text>,
    pub(super) usual: bool,
    pub(super) note: Option<Text>,
}

/// `[[definition]]`
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) id: Option<Text>,
    pub(super) says: Says,
    /// The id of a role or term.
    pub(super) of: Option<Text>,
    pub(super) text: Option<Text>,
}

/// `[[viewpoint]]`
#[derive(Debug)]
pub(super) struct Viewpoint {
    pub(super) id: Option<Text>,
    pub(super) says: Says,
    pub(super) stance: Option<Text>,
    /// Ids of roles, tracks and terms.
    pub(super) about: Vec<Text>,
    /// Whether `about` could not be read, which has been reported.
    pub(super) about_broken: bool,
    /// The id of a viewpoint.
    pub(super) replies_to: Option<Text>,
    pub(super) text: Option<Text>,
}

/// `[[dispute]]`
#[derive(Debug)]
pub(super) struct Dispute {
    /// Where it starts.
    pub(super) at: At,
    pub(super) id: Option<Text>,
    pub(super) question: Option<Text>,
    /// Ids of roles, tracks and terms, the main one first.
    pub(super) about: Vec<Text>,
    /// Whether `about` could not be read, which has been reported.
    pub(super) about_broken: bool,
    pub(super) sides: Vec<Side>,
    /// Whether a side may be missing here because it could not be read, which has been reported.
    pub(super) sides_broken: bool,
}

/// One answer of a dispute.
#[derive(Debug)]
pub(super) struct Side {
    /// Where it starts.
    pub(super) at: At,
    pub(super) says: Option<Text>,
    /// Ids of tracks, moves, definitions and viewpoints.
    pub(super) statements: Vec<Text>,
    /// Whether a part of it could not be read, which has been reported.
    pub(super) broken: bool,
}

/// `[[abbreviation]]`
#[derive(Debug)]
pub(super) struct Abbreviation {
    pub(super) short: Option<Text>,
    pub(super) long: Option<Text>,
}

/// What every statement has.
#[derive(Debug)]
pub(super) struct Says {
    /// Where the statement starts.
    pub(super) at: At,
    /// What sort of statement it is, as titles name it.
    pub(super) what: &'static str,
    /// A person's id.
    pub(super) by: Option<Text>,
    /// Whether `by` was written; it may have been of the wrong type, which has been reported.
    pub(super) has_by: bool,
    pub(super) confidence: Option<Text>,
}

impl Raw {
    /// Every statement: tracks, moves, definitions and viewpoints.
    pub(super) fn statements(&self) -> impl Iterator<Item = &Says> {
        let tracks = self.tracks.iter().map(|track| &track.says);
        let moves = self.moves.iter().map(|movement| &movement.says);
        let definitions = self.definitions.iter().map(|definition| &definition.says);
        let viewpoints = self.viewpoints.iter().map(|viewpoint| &viewpoint.says);
        tracks.chain(moves).chain(definitions).chain(viewpoints)
    }

    /// Every text that is shown to people, with its key.
    pub(super) fn shown(&self) -> Vec<(Sort, &'static str, &Text)> {
        let mut shown = Vec::new();
        let mut add = |sort, key, text: Option<_>| shown.extend(text.map(|text| (sort, key, text)));
        for source in &self.sources {
            add(Sort::Line, "title", source.title.as_ref());
            add(Sort::Line, "publisher", source.publisher.as_ref());
            add(Sort::Line, "licence", source.licence.as_ref());
            add(Sort::Line, "attribution", source.attribution.as_ref());
        }
        for person in &self.people {
            add(Sort::Name, "name", person.name.as_ref());
        }
        for role in &self.roles {
            add(Sort::Name, "name", role.name.as_ref());
            role.aliases.iter().for_each(|alias| add(Sort::Name, "aliases", Some(alias)));
            add(Sort::Text, "summary", role.summary.as_ref());
        }
        for term in &self.terms {
            add(Sort::Name, "name", term.name.as_ref());
            term.aliases.iter().for_each(|alias| add(Sort::Name, "aliases", Some(alias)));
            add(Sort::Text, "summary", term.summary.as_ref());
        }
        for track in &self.tracks {
            add(Sort::Name, "name", track.name.as_ref());
            for step in &track.rungs {
                add(Sort::Name, "title", step.title.as_ref());
                add(Sort::Text, "adds", step.adds.as_ref());
            }
            add(Sort::Text, "summary", track.summary.as_ref());
        }
        for movement in &self.moves {
            add(Sort::Text, "note", movement.note.as_ref());
        }
        for definition in &self.definitions {
            add(Sort::Text, "text", definition.text.as_ref());
        }
        for viewpoint in &self.viewpoints {
            add(Sort::Text, "text", viewpoint.text.as_ref());
        }
        for dispute in &self.disputes {
            add(Sort::Text, "question", dispute.question.as_ref());
            dispute.sides.iter().for_each(|side| add(Sort::Text, "says", side.says.as_ref()));
        }
        for abbreviation in &self.abbreviations {
            add(Sort::Line, "short", abbreviation.short.as_ref());
            add(Sort::Line, "long", abbreviation.long.as_ref());
        }
        shown
    }
}

/// How a text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// On a button, in a menu, as a title.
    Name,
    /// Among others in a line.
    Line,
    /// For itself.
    Text,
}
