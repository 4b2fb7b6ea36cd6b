//! What the knowledge has to say to a question.
//!
//! [`answer`] is a pure function: a [`Question`] in, an [`Answer`] out, and an answer is complete. What of it is shown
//! first, and in which words, is decided in the room `reply`. "No such role" is an answer, not an error.
//!
//! An answer turns into JSON with serde; that form is stable, and described at [`Answer`].

mod about;
mod answerer;
mod badges;
mod clarify;
mod compare;
mod define;
mod disputes;
mod evidence;
mod map;
mod next;
mod pair;
mod path;
mod question;
mod resolve;
mod suggest;
mod tracks;
mod voices;
mod ways;
mod words;

pub use about::{About, Licence, Notice};
pub use answerer::Answerer;
pub use clarify::{Clarify, Nothing, Possible};
pub use compare::{Compare, Compared, Shared};
pub use define::{Define, IdentifierView};
pub use disputes::{Cited, DisputeView, SideView};
pub use evidence::Evidence;
pub use map::{Chart, Crossing, Map, Passage, Stop, TrackLine, chart};
pub use next::{Next, Seniority, Standing};
pub use pair::{Half, Pair, second_starts};
pub use path::{Hop, Ladder, Nearest, Path, Route};
pub use question::{
    ABOUT, Asked, COMMANDS, COMPARE, CommandForm, CommandOption, DEFINE, NEXT, PATH, Question, TRACKS, UnknownCommand,
};
pub use resolve::{Reading, WordRead};
pub use suggest::{Suggestion, Topic};
pub use tracks::{Rung, TrackDetail, TrackSummary, Tracks};
pub use voices::{Attribution, Meaning, SourceView, Voice};
pub use ways::{Basis, Direction, Support, Way};

use serde::Serialize;

use crate::knowledge::model::{Knowledge, RoleKey, Step, Subject, TermKey, TrackKey};
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
    Map(Chart<'k>),
    /// Several things may be meant, and the asker has to say which.
    Clarify(Clarify<'k>),
    /// Nothing in the knowledge is near.
    Nothing(Nothing<'k>),
}

/// Something in the knowledge that is named in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Thing<'k> {
    /// Which sort of thing it is.
    pub kind: ThingKind,
    /// Its id in the knowledge; `null` for a title.
    pub id: Option<&'k str>,
    /// As it is shown.
    pub name: &'k str,
}

/// Which sort of thing a [`Thing`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThingKind {
    /// A role.
    Role,
    /// A track.
    Track,
    /// A term that is no single role.
    Term,
    /// A rung of a track that is a title, and no role of the knowledge.
    Title,
}

/// What the knowledge has to say to this question. Only an [`Answerer`] knows of which revision the knowledge is.
pub fn answer<'k>(knowledge: &'k Knowledge, index: &Index, question: &Question) -> Answer<'k> {
    match question {
        Question::Next(asked) => next::answer(knowledge, index, asked),
        Question::Badges(names) => badges::answer(knowledge, index, names),
        Question::Define(asked) => define::answer(knowledge, index, asked),
        Question::Tracks => Answer::Tracks(tracks::all(knowledge)),
        Question::Track(asked) => tracks::answer(knowledge, index, asked),
        Question::Path(pair) => path::answer(knowledge, index, pair),
        Question::Compare(pair) => compare::answer(knowledge, index, pair),
        Question::About => Answer::About(about::about(knowledge, None)),
        Question::Way(from, to) => evidence::answer(knowledge, from, to),
        Question::Map(asked) => map::answer(knowledge, index, asked),
        Question::Words(text) => words::answer(knowledge, index, text),
    }
}

impl Answer<'_> {
    /// Whether the question named all that it is about by names of their own, so that nothing of what was typed comes
    /// back in the answer.
    pub fn is_of_names(&self) -> bool {
        match self {
            Answer::Next(next) => next.reading.is_none(),
            Answer::Path(path) | Answer::Map(Chart::Path(path)) => path.readings.is_empty(),
            Answer::Compare(compare) => compare.readings.is_empty(),
            Answer::Define(define) => define.reading.is_none(),
            Answer::Track(track) => track.reading.is_none(),
            Answer::Map(Chart::Role { reading, .. }) => reading.is_none(),
            Answer::Map(Chart::All { .. } | Chart::Track { .. }) => true,
            Answer::Tracks(_) | Answer::About(_) | Answer::Evidence(_) => true,
            Answer::Clarify(_) | Answer::Nothing(_) => false,
        }
    }
}

impl<'k> Thing<'k> {
    fn role(knowledge: &'k Knowledge, key: RoleKey) -> Thing<'k> {
        let role = &knowledge[key];
        Thing { kind: ThingKind::Role, id: Some(&role.id), name: &role.name }
    }

    fn track(knowledge: &'k Knowledge, key: TrackKey) -> Thing<'k> {
        let track = &knowledge[key];
        Thing { kind: ThingKind::Track, id: Some(&track.id), name: &track.name }
    }

    fn term(knowledge: &'k Knowledge, key: TermKey) -> Thing<'k> {
        let term = &knowledge[key];
        Thing { kind: ThingKind::Term, id: Some(&term.id), name: &term.name }
    }

    /// The role of a rung; its title where it has none.
    fn step(knowledge: &'k Knowledge, step: &'k Step) -> Thing<'k> {
        match step.role {
            Some(role) => Thing::role(knowledge, role),
            None => Thing { kind: ThingKind::Title, id: None, name: knowledge.step_title(step) },
        }
    }

    fn subject(knowledge: &'k Knowledge, subject: Subject) -> Thing<'k> {
        match subject {
            Subject::Role(role) => Thing::role(knowledge, role),
            Subject::Track(track) => Thing::track(knowledge, track),
            Subject::Term(term) => Thing::term(knowledge, term),
        }
    }
}
