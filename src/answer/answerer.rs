//! A knowledge with its index: all that is needed to answer.

use crate::knowledge::model::Knowledge;
use crate::matching::{Index, Thresholds};

use super::suggest::{self, Suggestion, Topic};
use super::{Answer, Chart, Map, Question, answer, chart};

/// A knowledge, made ready to be asked. It never changes; a new knowledge makes a new one.
#[derive(Debug, Clone)]
pub struct Answerer {
    knowledge: Knowledge,
    index: Index,
}

impl Answerer {
    /// Indexes the knowledge.
    pub fn new(knowledge: Knowledge) -> Answerer {
        Answerer::with_thresholds(knowledge, Thresholds::default())
    }

    /// The same with other thresholds for what is sure.
    pub fn with_thresholds(knowledge: Knowledge, thresholds: Thresholds) -> Answerer {
        let index = Index::with_thresholds(&knowledge.vocabulary, &knowledge.tracks, thresholds);
        Answerer { knowledge, index }
    }

    /// What the knowledge has to say to this question.
    pub fn answer(&self, question: &Question) -> Answer<'_> {
        answer(&self.knowledge, &self.index, question)
    }

    /// What there is to show on a map; `None` if there is no such track or role.
    pub fn chart(&self, map: &Map) -> Option<Chart<'_>> {
        chart(&self.knowledge, map)
    }

    /// What somebody may be about to type; see [`Suggestion`].
    pub fn suggest(&self, topic: Topic, typed: &str, most: usize) -> Vec<Suggestion<'_>> {
        suggest::suggest(&self.knowledge, &self.index, topic, typed, most)
    }

    /// The knowledge.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }
}
