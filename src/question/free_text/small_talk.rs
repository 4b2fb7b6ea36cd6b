//! Texts that ask nothing, or ask about the bot.

use crate::question::phrases::{Ask, Hit, PHRASES};
use crate::question::query::{Intent, Query, SmallTalk, Understood};

use super::{Asked, MIN_LONG_PHRASE};

impl Asked<'_> {
    /// A text that asks nothing, or asks about the bot.
    pub(super) fn small_talk(&self) -> Option<Understood> {
        // "Where do those come from?" is about the role that was named.
        let names_bot = |hit: &Hit| {
            let words = self.sentences.tokens.get(hit.start..hit.end).unwrap_or_default();
            words.iter().any(|token| PHRASES.is_addressed(&token.text))
        };
        let is_about = |hit: &Hit| {
            let is_long = hit.end - hit.start >= MIN_LONG_PHRASE;
            hit.ask == Ask::About && is_long && (self.sentences.slots.is_empty() || names_bot(hit))
        };
        if self.hits.iter().any(is_about) {
            return Some(Understood::Query(Query::new(Intent::About)));
        }
        if !self.sentences.slots.is_empty() {
            return None;
        }
        let has = |ask: Ask| self.hits.iter().any(|hit| hit.ask == ask);
        let query = |intent| Some(Understood::Query(Query::new(intent)));
        if has(Ask::About) {
            return query(Intent::About);
        }
        let talk =
            [(Ask::Help, SmallTalk::Help), (Ask::Thanks, SmallTalk::Thanks), (Ask::Greeting, SmallTalk::Greeting)];
        let is_talk = |hit: &&Hit| talk.iter().any(|(ask, _)| hit.ask == *ask);
        let covered: Vec<&Hit> = self.hits.iter().filter(is_talk).collect();
        let says_more = self.sentences.tokens.iter().enumerate().any(|(place, token)| {
            !covered.iter().any(|hit| (hit.start..hit.end).contains(&place)) && !PHRASES.is_filler(&token.text)
        });
        let (_, talk) = talk.into_iter().find(|(ask, _)| has(*ask)).filter(|_| !says_more)?;
        query(Intent::Help(talk))
    }

    /// Whether all that is said is a question about a role that is not named: "What's next?"
    pub(super) fn asks_of_nothing(&self) -> bool {
        let asks: Vec<&Hit> = self.hits.iter().filter(|hit| hit.ask == Ask::Next && hit.open.is_none()).collect();
        let is_asked = |place: usize| asks.iter().any(|hit| (hit.start..hit.end).contains(&place));
        let mut tokens = self.sentences.tokens.iter().enumerate();
        !asks.is_empty()
            && self.sentences.slots.is_empty()
            && tokens.all(|(place, token)| is_asked(place) || PHRASES.is_filler(&token.text))
    }
}
