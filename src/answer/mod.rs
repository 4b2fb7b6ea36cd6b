//! What the knowledge says about a question.
//!
//! An [`Engine`] holds the knowledge and what is worked out from it once. [`answer`] is a pure function: a
//! [`Query`](crate::question::Query) in, an [`Answer`] out, complete, and it cannot fail. Until a view is made,
//! everything is a key (`connection`, `connections`, `path`). What of an answer is shown, and in which words, is decided
//! in the module `reply`.
//!
//! An answer turns into JSON with serde; that form is described at [`Answer`].

mod about;
mod attribution;
mod become_role;
mod by_subject;
mod compare;
mod connection;
mod connections;
mod define;
mod destinations;
mod disputes;
mod engine;
mod entity;
mod evidence;
mod families;
mod interpretation;
mod lazy;
mod levels;
mod map;
mod next;
mod opinions;
mod order;
mod path;
mod positions;
mod small_talk;
mod suggest;
mod support;
mod tracks;
mod years;

pub use about::{About, License, Notice};
pub use attribution::{AttributionView, SourceView};
pub use become_role::{Ask, Become};
pub use compare::{Compare, Compared, Order, Shared};
pub use connection::Direction;
pub use define::{Define, IdentifierView};
pub use destinations::{Basis, Destination, StatementView};
pub use disputes::{Cited, DisputeDetail, DisputeView, Disputes, SideView};
pub use engine::{Engine, answer};
pub use entity::{EntityKind, EntityRef, FamilyRef};
pub use evidence::Evidence;
pub use interpretation::{
    AmbiguousView, CandidateView, CorrectionView, InterpretationView, NearFieldView, NotFoundView, PendingArgumentView,
};
pub use lazy::Lazy;
pub use map::{Field, Interchange, MapLine, MapMove, MapRequest, MapStop, MapView};
pub use next::Next;
pub use opinions::{DefinitionView, ViewpointView};
pub use path::{Hop, Leg, Nearest, Path, Route, TrackRef};
pub use positions::{OccupiedRung, TrackPosition};
pub use small_talk::{Help, OutOfScope, example_roles};
pub use suggest::Suggestion;
pub use tracks::{RungView, TrackDetail, TrackSummary, Tracks};
pub use years::YearsView;

use serde::Serialize;

/// The answer to a question.
///
/// As JSON it is an object whose `answer` says which of these it is: `next`, `become`, `path`, `compare`, `define`,
/// `tracks`, `track`, `disputes`, `dispute`, `about`, `help`, `out-of-scope`, `evidence`, `map`, `clarify` or `nothing`;
/// the other keys are the fields of that type. Roles are
/// under `role`, `from`, `to`, `first`, `second` or `about`, as objects with `id`, `kind` and `name`. Every key is always
/// there: a list may be empty, and what is not known is `null`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer<'k> {
    /// What comes next after a role.
    Next(Next<'k>),
    /// How people get to a role.
    Become(Become<'k>),
    /// Which routes lead from one role to another.
    Path(Path<'k>),
    /// Two roles side by side.
    Compare(Compare<'k>),
    /// What a role or term means.
    Define(Define<'k>),
    /// All tracks.
    Tracks(Tracks<'k>),
    /// One track.
    Track(TrackDetail<'k>),
    /// All that people disagree about.
    Disputes(Disputes<'k>),
    /// One question that people disagree about.
    Dispute(DisputeDetail<'k>),
    /// What can be asked.
    Help(Help<'k>),
    /// The knowledge has nothing about this.
    OutOfScope(OutOfScope<'k>),
    /// What the bot is, and where its knowledge comes from.
    About(About<'k>),
    /// The evidence for one move.
    Evidence(Evidence<'k>),
    /// The map around a role.
    Map(MapView<'k>),
    /// The question has several meanings, or one that is not certain: the asker has to say which one is meant.
    #[serde(rename = "clarify")]
    Ambiguous(AmbiguousView<'k>),
    /// The name is not in the knowledge.
    #[serde(rename = "nothing")]
    NotFound(NotFoundView<'k>),
}

impl Answer<'_> {
    /// Whether every subject was named exactly, so that nothing of what the asker typed is in the answer.
    pub fn echoes_no_input(&self) -> bool {
        match self {
            Answer::OutOfScope(out_of_scope) => out_of_scope.role.is_none() && out_of_scope.dispute.is_none(),
            Answer::Ambiguous(_) | Answer::NotFound(_) => false,
            _ => self.interpretations().is_empty(),
        }
    }

    /// How the names that are not in the knowledge were interpreted.
    pub fn interpretations(&self) -> &[InterpretationView<'_>] {
        match self {
            Answer::Next(next) => next.interpretation.as_slice(),
            Answer::Become(origins) => origins.interpretation.as_slice(),
            Answer::Path(path) | Answer::Map(MapView::Path(path)) => &path.interpretations,
            Answer::Compare(compare) => &compare.interpretations,
            Answer::Define(define) => define.interpretation.as_slice(),
            Answer::Track(track) => track.interpretation.as_slice(),
            Answer::Map(MapView::Role { interpretation, .. }) => interpretation.as_slice(),
            Answer::Map(MapView::All { .. } | MapView::Track { .. })
            | Answer::Tracks(_)
            | Answer::Disputes(_)
            | Answer::Dispute(_)
            | Answer::About(_)
            | Answer::Help(_)
            | Answer::OutOfScope(_)
            | Answer::Evidence(_)
            | Answer::Ambiguous(_)
            | Answer::NotFound(_) => &[],
        }
    }
}
