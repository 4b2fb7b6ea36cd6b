//! What a response is cached by, and whether it may be.

use std::sync::Arc;

use crate::knowledge::model::RoleKey;
use crate::question::{Query, Question};
use crate::reply::Detail;

use super::knowledge_cache::KnowledgeCache;
use super::response::Prepared;
use super::verdict::Verdict;

/// Most characters of what was typed that can be a name and nothing else.
const MAX_NAME_CHARS: usize = 100;

/// Responses to questions that say nothing about the asker.
pub(super) type AnswerCache = KnowledgeCache<CacheKey, Answered>;

/// A response, and how sure it is of what was asked.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    pub(super) response: Arc<Prepared>,
    pub(super) verdict: Verdict,
}

/// A response that is wanted. If there are no words of the asker in it, it is the same for everybody.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct CacheKey {
    pub(super) asked: Asked,
    pub(super) detail: Detail,
    pub(super) page: usize,
    /// Whether it replaces the answer that the asker sees.
    pub(super) in_place: bool,
    pub(super) is_private: bool,
    /// The asker's job, where the answer depends on it. Many have the same.
    pub(super) job: Option<RoleKey>,
}

/// What a cached response answers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Asked {
    Question(Question),
    /// What was understood, without the words that were typed.
    Query(Query),
}

impl CacheKey {
    /// The first page of an answer, as a message of its own.
    pub(super) fn new_message(question: Question, is_private: bool) -> CacheKey {
        let asked = Asked::Question(question);
        CacheKey { asked, detail: Detail::Brief, page: 0, in_place: false, is_private, job: None }
    }

    /// Whether the question contains nothing personal and its response may be cached. Matching ignores everything after
    /// 300 characters, so a long text can hide anything behind a role's name.
    pub(super) fn is_cacheable(&self) -> bool {
        match &self.asked {
            Asked::Query(query) => query.interpretations.is_empty(),
            Asked::Question(Question::ServerRoles(_) | Question::FreeText(_)) => false,
            Asked::Question(question) => question.typed().iter().all(|typed| typed.chars().count() <= MAX_NAME_CHARS),
        }
    }
}
