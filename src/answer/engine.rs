//! A knowledge with its index: all that is needed to answer.

use crate::knowledge::model::Knowledge;
use crate::matching::{Completer, Index, Thresholds};

use super::suggest::{self, Suggestion, Topic};
use super::{Answer, MapRequest, MapView, Question, about, answer, map_view};

/// A knowledge, made ready to be asked. It never changes; a new knowledge makes a new one.
#[derive(Debug, Clone)]
pub struct Engine {
    knowledge: Knowledge,
    index: Index,
    completer: Completer,
    revision: Option<String>,
    is_built_in: bool,
}

impl Engine {
    /// Indexes the knowledge.
    pub fn new(knowledge: Knowledge) -> Engine {
        Engine::with_thresholds(knowledge, Thresholds::default())
    }

    /// The same with other thresholds for what is sure.
    pub fn with_thresholds(knowledge: Knowledge, thresholds: Thresholds) -> Engine {
        let index = Index::with_thresholds(&knowledge.vocabulary, &knowledge.tracks, thresholds);
        let completer = Completer::new(&index, &knowledge.vocabulary, &knowledge.tracks);
        Engine { knowledge, index, completer, revision: None, is_built_in: false }
    }

    /// The same, of a knowledge whose files are at this revision: `/about` tells it.
    pub fn at_revision(self, revision: String) -> Engine {
        Engine { revision: Some(revision), ..self }
    }

    /// The same, with the knowledge that is built into the program: `/about` says so.
    pub fn built_in(self) -> Engine {
        Engine { is_built_in: true, ..self }
    }

    /// What the knowledge has to say to this question.
    pub fn answer(&self, question: &Question) -> Answer<'_> {
        match question {
            Question::About => Answer::About(about::about(&self.knowledge, self.revision.as_deref(), self.is_built_in)),
            other => answer(&self.knowledge, &self.index, other),
        }
    }

    /// What there is to show on a map; `None` if there is no such track or role.
    pub fn map_view(&self, map: &MapRequest) -> Option<MapView<'_>> {
        map_view(&self.knowledge, map)
    }

    /// What somebody may be about to type; see [`Suggestion`].
    pub fn suggest(&self, topic: Topic, typed: &str, most: usize) -> Vec<Suggestion<'_>> {
        suggest::suggest(&self.knowledge, &self.index, &self.completer, topic, typed, most)
    }

    /// The knowledge.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }
}
