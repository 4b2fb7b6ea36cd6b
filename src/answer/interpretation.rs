//! How a question was interpreted, and what to ask if it could not be, with names.

use serde::Serialize;

use crate::knowledge::model::Knowledge;
use crate::question::{Ambiguous, Candidate, Interpretation, NotFound, PendingArgument};

use super::entity::EntityRef;
use super::small_talk::example_roles;

/// How a text was interpreted that is not a name in the knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InterpretationView<'k> {
    /// What was typed, on one line, cut to 100 characters.
    pub typed: String,
    /// The name of what it was taken for.
    pub name: &'k str,
    /// The name or alias that came closest.
    pub via: String,
    /// The words that were read as others, in the order in which they were typed.
    pub corrections: Vec<CorrectionView>,
    /// Whether nothing else of the text was understood.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_all: bool,
}

/// A word that was read as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CorrectionView {
    /// As it was typed.
    pub typed: String,
    /// As it was read.
    pub read: String,
}

/// A question with several meanings, or one that is not certain: the asker has to say which one is meant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AmbiguousView<'k> {
    /// What was typed, on one line, cut to 100 characters.
    pub typed: String,
    /// The term that was named, if it is a term for several roles.
    pub term: Option<EntityRef<'k>>,
    /// What it may mean, best first: 1 to 25.
    pub candidates: Vec<CandidateView<'k>>,
    /// For a question about two roles, which of the two is not clear; else `null`.
    pub half: Option<PendingArgumentView<'k>>,
}

/// A name that is not in the knowledge.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotFoundView<'k> {
    /// What was typed, on one line, cut to 100 characters; empty if nothing was.
    pub typed: String,
    /// The term that was named, if it is a term for no role.
    pub term: Option<EntityRef<'k>>,
    /// The field beside that of the knowledge that it belongs to; absent for most names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_field: Option<NearFieldView<'k>>,
    /// The closest names, best first; at most 3, often none. In a near field, the roles that come nearest.
    pub nearest: Vec<CandidateView<'k>>,
    /// For a question about two roles, which of the two was not found; else `null`.
    pub half: Option<PendingArgumentView<'k>>,
    /// Roles to ask about instead, at most three.
    #[serde(skip)]
    pub examples: Vec<EntityRef<'k>>,
}

/// A field of work that the knowledge does not cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NearFieldView<'k> {
    /// What it is called.
    pub name: &'k str,
    /// Why it is not covered, in a sentence or two.
    pub note: Option<&'k str>,
}

/// Something that may have been meant. As JSON, the keys of the [`EntityRef`] and `score` and `via`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateView<'k> {
    /// The role, term or track.
    #[serde(flatten)]
    pub entity: EntityRef<'k>,
    /// How close it is, 0 to 1.
    pub score: f64,
    /// The name or alias that came closest.
    pub via: String,
}

/// One of the two roles of a question: the one that is not clear yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PendingArgumentView<'k> {
    /// The name of the command: `path` or `compare`.
    pub command: &'static str,
    /// The name of the option that is not clear, such as `from`.
    pub option: &'static str,
    /// Whether that is the first of the two.
    pub is_first: bool,
    /// What the other option names: one role; or a term that is asked about next; or, if it is ambiguous too, at most
    /// five roles; nothing if it was not found.
    pub others: Vec<EntityRef<'k>>,
}

impl<'k> InterpretationView<'k> {
    fn new(knowledge: &'k Knowledge, interpretation: &Interpretation) -> InterpretationView<'k> {
        let Interpretation { typed, entity, via, corrections, is_all } = interpretation;
        let correction =
            |word: &crate::matching::Correction| CorrectionView { typed: word.typed.clone(), read: word.read.clone() };
        InterpretationView {
            typed: typed.clone(),
            name: EntityRef::subject(knowledge, *entity).name,
            via: via.clone(),
            corrections: corrections.iter().map(correction).collect(),
            is_all: *is_all,
        }
    }

    pub(super) fn all(knowledge: &'k Knowledge, interpretations: &[Interpretation]) -> Vec<InterpretationView<'k>> {
        interpretations.iter().map(|one| InterpretationView::new(knowledge, one)).collect()
    }

    /// How the only name of a question was interpreted.
    pub(super) fn first(
        knowledge: &'k Knowledge,
        interpretations: &[Interpretation],
    ) -> Option<InterpretationView<'k>> {
        interpretations.first().map(|one| InterpretationView::new(knowledge, one))
    }
}

impl<'k> AmbiguousView<'k> {
    pub(super) fn new(knowledge: &'k Knowledge, ambiguous: Ambiguous) -> AmbiguousView<'k> {
        let Ambiguous { typed, term, candidates, half } = ambiguous;
        AmbiguousView {
            typed,
            term: term.map(|term| EntityRef::term(knowledge, term)),
            candidates: candidates.into_iter().map(|candidate| CandidateView::new(knowledge, candidate)).collect(),
            half: half.map(|half| PendingArgumentView::new(knowledge, half)),
        }
    }
}

impl<'k> NotFoundView<'k> {
    pub(super) fn new(knowledge: &'k Knowledge, not_found: NotFound) -> NotFoundView<'k> {
        let NotFound { typed, term, near_field, nearest, half } = not_found;
        let near_field = near_field.map(|key| &knowledge[key]);
        NotFoundView {
            typed,
            term: term.map(|term| EntityRef::term(knowledge, term)),
            near_field: near_field.map(|near| NearFieldView { name: &near.name, note: near.note.as_deref() }),
            nearest: nearest.into_iter().map(|candidate| CandidateView::new(knowledge, candidate)).collect(),
            half: half.map(|half| PendingArgumentView::new(knowledge, half)),
            examples: example_roles(knowledge),
        }
    }
}

impl<'k> CandidateView<'k> {
    fn new(knowledge: &'k Knowledge, candidate: Candidate) -> CandidateView<'k> {
        let Candidate { entity, score, via } = candidate;
        CandidateView { entity: EntityRef::subject(knowledge, entity), score, via }
    }
}

impl<'k> PendingArgumentView<'k> {
    fn new(knowledge: &'k Knowledge, half: PendingArgument) -> PendingArgumentView<'k> {
        let PendingArgument { command, option, is_first, others } = half;
        let others = others.into_iter().map(|other| EntityRef::subject(knowledge, other)).collect();
        PendingArgumentView { command, option, is_first, others }
    }
}
