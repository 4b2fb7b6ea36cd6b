//! What the knowledge has to say to a question.
//!
//! [`answer`] is a pure function: a [`Question`] in, an [`Answer`] out, and an answer is complete. What of it is shown
//! first, and in which words, is decided in the room `reply`. "No such role" is an answer, not an error.
//!
//! An answer turns into JSON with serde; that form is stable, and described at [`Answer`].

mod about;
mod ambiguous;
mod compare;
mod define;
mod destinations;
mod disputes;
mod engine;
mod evidence;
mod free_text;
mod map;
mod next;
mod pair;
mod path;
mod question;
mod resolve;
mod server_roles;
mod statements;
mod suggest;
mod tracks;

pub use about::{About, Licence, Notice};
pub use ambiguous::{Ambiguous, CandidateView, NotFound};
pub use compare::{Compare, Compared, Shared};
pub use define::{Define, IdentifierView};
pub use destinations::{Basis, Destination, Direction, StatementView};
pub use disputes::{Cited, DisputeView, SideView};
pub use engine::Engine;
pub use evidence::Evidence;
pub use map::{Interchange, MapLine, MapMove, MapRequest, MapStop, MapView, map_view};
pub use next::{Next, OccupiedRung, TrackPosition};
pub use pair::{Pair, PendingArgument, second_starts};
pub use path::{Hop, Nearest, Path, Route, TrackRef};
pub use question::{
    ABOUT, Asked, COMMANDS, COMPARE, CommandForm, CommandOption, DEFINE, NEXT, PATH, Question, TRACKS, UnknownCommand,
};
pub use resolve::{CorrectionView, Interpretation};
pub use statements::{AttributionView, DefinitionView, SourceView, ViewpointView};
pub use suggest::{Suggestion, Topic};
pub use tracks::{RungView, TrackDetail, TrackSummary, Tracks};

use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey, Rung, Subject, TermKey, TrackKey};
use crate::matching::Index;

/// The answer to a question.
///
/// As JSON it is an object whose `answer` says which of these it is: `next`, `path`, `compare`, `define`, `tracks`,
/// `track`, `about`, `evidence`, `map`, `clarify` or `nothing`; the other keys are the fields of that type. Every key is always there: a list may be empty, and what is
/// not known is `null`. New keys may be added; none is renamed or removed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer<'k> {
    /// Where a role leads.
    Next(Next<'k>),
    /// Which ways lead from one role to another.
    Path(Path<'k>),
    /// Two roles side by side.
    Compare(Compare<'k>),
    /// What a role or term is said to be.
    Define(Define<'k>),
    /// All tracks.
    Tracks(Tracks<'k>),
    /// One track.
    Track(TrackDetail<'k>),
    /// What this is, and where it knows it from.
    About(About<'k>),
    /// One way, with all that is said of it.
    Evidence(Evidence<'k>),
    /// The tracks through a role, and the moves around it.
    MapRequest(MapView<'k>),
    /// Several things may be meant, and the asker has to say which.
    Ambiguous(Ambiguous<'k>),
    /// Nothing in the knowledge is near.
    NotFound(NotFound<'k>),
}

/// Something in the knowledge that is named in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct EntityRef<'k> {
    /// Which sort of thing it is.
    pub kind: EntityKind,
    /// Its id in the knowledge; `null` for a title.
    pub id: Option<&'k str>,
    /// As it is shown.
    pub name: &'k str,
}

/// Which sort of thing a [`EntityRef`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// A role.
    Role,
    /// A track.
    Track,
    /// A term that is no single role.
    Term,
    /// A rung of a track that is a title, and no role of the knowledge.
    Title,
}

/// What the knowledge has to say to this question. Only an [`Engine`] knows of which revision the knowledge is.
pub fn answer<'k>(knowledge: &'k Knowledge, index: &Index, question: &Question) -> Answer<'k> {
    match question {
        Question::Next(asked) => next::answer(knowledge, index, asked),
        Question::ServerRoles(names) => server_roles::answer(knowledge, index, names),
        Question::Define(asked) => define::answer(knowledge, index, asked),
        Question::Tracks => Answer::Tracks(tracks::all(knowledge)),
        Question::Track(asked) => tracks::answer(knowledge, index, asked),
        Question::Path(pair) => path::answer(knowledge, index, pair),
        Question::Compare(pair) => compare::answer(knowledge, index, pair),
        Question::About => Answer::About(about::about(knowledge, None, false)),
        Question::Destination(from, to) => evidence::answer(knowledge, from, to),
        Question::MapRequest(asked) => map::answer(knowledge, index, asked),
        Question::FreeText(text) => free_text::answer(knowledge, index, text),
    }
}

impl Answer<'_> {
    /// Whether the question named all that it is about by names of their own, so that nothing of what was typed comes
    /// back in the answer.
    pub fn is_of_names(&self) -> bool {
        match self {
            Answer::Next(next) => next.interpretation.is_none(),
            Answer::Path(path) | Answer::MapRequest(MapView::Path(path)) => path.interpretations.is_empty(),
            Answer::Compare(compare) => compare.interpretations.is_empty(),
            Answer::Define(define) => define.interpretation.is_none(),
            Answer::Track(track) => track.interpretation.is_none(),
            Answer::MapRequest(MapView::Role { interpretation, .. }) => interpretation.is_none(),
            Answer::MapRequest(MapView::All { .. } | MapView::Track { .. }) => true,
            Answer::Tracks(_) | Answer::About(_) | Answer::Evidence(_) => true,
            Answer::Ambiguous(_) | Answer::NotFound(_) => false,
        }
    }
}

impl<'k> EntityRef<'k> {
    fn role(knowledge: &'k Knowledge, key: RoleKey) -> EntityRef<'k> {
        let role = &knowledge[key];
        EntityRef { kind: EntityKind::Role, id: Some(&role.id), name: &role.name }
    }

    fn track(knowledge: &'k Knowledge, key: TrackKey) -> EntityRef<'k> {
        let track = &knowledge[key];
        EntityRef { kind: EntityKind::Track, id: Some(&track.id), name: &track.name }
    }

    fn term(knowledge: &'k Knowledge, key: TermKey) -> EntityRef<'k> {
        let term = &knowledge[key];
        EntityRef { kind: EntityKind::Term, id: Some(&term.id), name: &term.name }
    }

    /// The role of a rung; its title where it has none.
    fn rung(knowledge: &'k Knowledge, rung: &'k Rung) -> EntityRef<'k> {
        match rung.role() {
            Some(role) => EntityRef::role(knowledge, role),
            None => EntityRef { kind: EntityKind::Title, id: None, name: knowledge.rung_title(rung) },
        }
    }

    fn subject(knowledge: &'k Knowledge, subject: Subject) -> EntityRef<'k> {
        match subject {
            Subject::Role(role) => EntityRef::role(knowledge, role),
            Subject::Track(track) => EntityRef::track(knowledge, track),
            Subject::Term(term) => EntityRef::term(knowledge, term),
        }
    }
}
