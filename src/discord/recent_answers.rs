//! Which message answers which question, for a few minutes: so that an answer can follow an edit of its question.
//!
//! Only ids of messages are kept, none of a person, and no text. After a restart, an edit changes nothing.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serenity::all::{MessageId, Timestamp};
use tokio::time::Instant;

/// Most answers that are remembered.
const MAX_ANSWERS: usize = 512;

/// How long an answer follows the edits of its question. Later, others have read it.
const MAX_AGE: Duration = Duration::from_secs(5 * 60);

/// The latest answers to messages, oldest first.
#[derive(Debug, Default)]
pub(super) struct RecentAnswers(Mutex<VecDeque<RecentAnswer>>);

#[derive(Debug)]
struct RecentAnswer {
    question: MessageId,
    /// `None` while it is on its way.
    answer: Option<MessageId>,
    asked: Instant,
    /// The latest edit that the answer follows.
    edited: Option<Timestamp>,
}

impl RecentAnswers {
    /// Remembers a question that is answered now.
    pub(super) fn begin(&self, question: MessageId, now: Instant) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while answers.len() >= MAX_ANSWERS || answers.front().is_some_and(|oldest| now - oldest.asked > MAX_AGE) {
            answers.pop_front();
        }
        answers.push_back(RecentAnswer { question, answer: None, asked: now, edited: None });
    }

    /// Remembers which message answers a question; without one, the question was not answered.
    pub(super) fn end(&self, question: MessageId, answer: Option<MessageId>) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match answers.iter_mut().rev().find(|recent| recent.question == question) {
            Some(recent) if answer.is_some() => recent.answer = answer,
            _ => answers.retain(|recent| recent.question != question),
        }
    }

    /// Whether the answer to a question is on its way.
    pub(super) fn is_pending(&self, question: MessageId) -> bool {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        answers.iter().any(|recent| recent.question == question && recent.answer.is_none())
    }

    /// The answer that has to follow this edit of a question; `None` if it is too old, or already follows this edit or a
    /// later one.
    pub(super) fn to_follow(&self, question: MessageId, edited: Timestamp, now: Instant) -> Option<MessageId> {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = answers.iter_mut().rev().find(|recent| recent.question == question)?;
        if now - recent.asked > MAX_AGE || recent.edited.is_some_and(|earlier| earlier >= edited) {
            return None;
        }
        let answer = recent.answer?;
        recent.edited = Some(edited);
        Some(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_unix_timestamp(1_800_000_000 + second).unwrap()
    }

    #[test]
    fn an_edit_is_followed_once_and_in_order() {
        let (answers, now) = (RecentAnswers::default(), Instant::now());
        let (question, answer) = (MessageId::new(1), MessageId::new(2));
        assert_eq!(answers.to_follow(question, at(1), now), None);
        answers.begin(question, now);
        assert!(answers.is_pending(question));
        assert_eq!(answers.to_follow(question, at(1), now), None, "it is on its way");
        answers.end(question, Some(answer));
        assert!(!answers.is_pending(question));
        assert_eq!(answers.to_follow(question, at(1), now), Some(answer));
        assert_eq!(answers.to_follow(question, at(1), now), None, "the same edit, delivered again");
        assert_eq!(answers.to_follow(question, at(3), now), Some(answer));
        assert_eq!(answers.to_follow(question, at(2), now), None, "an earlier edit that arrives late");
    }

    #[test]
    fn old_answers_are_forgotten_and_their_number_is_bounded() {
        let (answers, now) = (RecentAnswers::default(), Instant::now());
        let last = u64::try_from(2 * MAX_ANSWERS).unwrap();
        for id in 1..=last {
            answers.begin(MessageId::new(id), now);
            answers.end(MessageId::new(id), Some(MessageId::new(id + 10_000)));
        }
        assert_eq!(answers.0.lock().unwrap().len(), MAX_ANSWERS);
        assert_eq!(answers.to_follow(MessageId::new(1), at(1), now), None);
        assert!(answers.to_follow(MessageId::new(last), at(1), now).is_some());
        let later = now + MAX_AGE + Duration::from_secs(1);
        assert_eq!(answers.to_follow(MessageId::new(last), at(2), later), None);
        answers.begin(MessageId::new(9_999), later);
        assert_eq!(answers.0.lock().unwrap().len(), 1);
        answers.end(MessageId::new(9_999), None);
        assert!(answers.0.lock().unwrap().is_empty(), "it could not be answered");
    }
}
