//! From a question to a query.

use crate::knowledge::model::{Knowledge, Place};
use crate::matching::Index;

use super::disputes::DisputeIndex;
use super::input::{Question, Reference};
use super::query::{Intent, NotFound, Query, Understood};
use super::resolve::about_one;
use super::{disputes, free_text, pair, resolve, server_roles};

/// What a question asks, with the keys of what it is about.
///
/// `index` is the index of the vocabulary and tracks of `knowledge`, `disputes` that of its disputes.
pub fn understand(knowledge: &Knowledge, index: &Index, disputes: &DisputeIndex, question: &Question) -> Understood {
    let role = |reference| resolve::role(knowledge, index, reference);
    match question {
        Question::Next(reference) => about_one(role(reference), Intent::Next),
        Question::Become(reference) => about_one(role(reference), Intent::Become),
        Question::Map(reference) => about_one(role(reference), Intent::Map),
        Question::Define(reference) => about_one(resolve::named(knowledge, index, reference), Intent::Define),
        Question::Track(reference) => about_one(resolve::track(knowledge, index, reference), Intent::Track),
        Question::Tracks => Understood::Query(Query::new(Intent::Tracks)),
        Question::Disputes => Understood::Query(Query::new(Intent::Disputes)),
        Question::Dispute(reference) => disputes::understand(knowledge, index, disputes, reference),
        Question::About => Understood::Query(Query::new(Intent::About)),
        Question::Path(pair) => pair::path(knowledge, index, pair),
        Question::Compare(pair) => pair::compare(knowledge, index, pair),
        Question::Evidence(from, to) => evidence(knowledge, from, to),
        Question::ServerRoles(names) => server_roles::understand(knowledge, index, names),
        Question::FreeText(text) => match free_text::command(knowledge, index, text) {
            Some(command) => understand(knowledge, index, disputes, &command),
            None => free_text::understand(knowledge, index, disputes, text),
        },
    }
}

/// The evidence for a move that a button asks for. Either end may be gone since.
fn evidence(knowledge: &Knowledge, from: &Reference, to: &Reference) -> Understood {
    match (place(knowledge, from), place(knowledge, to)) {
        (Some(from), Some(to)) => Understood::Query(Query::new(Intent::Evidence { from, to })),
        _ => {
            let typed = format!("{} → {}", from.as_str(), to.as_str()).replace('-', " ");
            Understood::NotFound(NotFound::new(typed, None, std::iter::empty()))
        }
    }
}

fn place(knowledge: &Knowledge, reference: &Reference) -> Option<Place> {
    let role = knowledge.role_with_id(reference.as_str()).map(Place::Role);
    role.or_else(|| knowledge.track_with_id(reference.as_str()).map(Place::Track))
}
