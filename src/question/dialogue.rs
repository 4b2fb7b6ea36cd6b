//! A reply to an answer: what it picks of what the answer offers, or what it asks about the same question.

use crate::knowledge::model::Knowledge;
use crate::matching::{Index, Verdict};

use super::input::{Pair, Question, Reference};
use super::phrases::{Ask, PHRASES};
use super::sentence::{Sentences, folded, readable};

/// Most words of a reply that goes on from an answer; a longer one is a question of its own.
const MAX_WORDS: usize = 8;

/// A question that an answer offers, as a button or as a choice of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it asks.
    pub question: Question,
    /// What it says.
    pub label: String,
    /// Whether it shows all of the answer under which it stands: its question is the one that was answered.
    pub is_whole: bool,
}

/// What a reply asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// The question.
    pub question: Question,
    /// Whether all of the answer is asked for.
    pub in_full: bool,
}

/// What a reply asks of an answer that offers these questions, in the order in which they are shown, a menu first: "2",
/// "the IT one", "yes", "and after that?", "why?", "what about devops?"; `None` if it says something of its own.
pub fn follow_up(knowledge: &Knowledge, index: &Index, text: &str, offers: &[Offer]) -> Option<FollowUp> {
    let sentences = PHRASES.sentences(readable(text), &[]);
    let words: Vec<&str> = sentences.tokens.iter().map(|token| token.text.as_str()).collect();
    if words.is_empty() || words.len() > MAX_WORDS || offers.is_empty() || text.trim_start().starts_with(['/', '-']) {
        return None;
    }
    let denied = words.iter().take_while(|word| has(&PHRASES.reply.denials, word)).count();
    let reply = Reply { knowledge, index, sentences: &sentences, words: &words, denied, offers };
    let brief = |question: Question| FollowUp { question, in_full: false };
    if let Some(asked) = reply.asked()
        && has(&PHRASES.reply.whole, &words.join(" "))
    {
        return Some(FollowUp { question: asked.clone(), in_full: true });
    }
    let question = reply.picked().or_else(|| reply.onward()).or_else(|| reply.in_management());
    let question = question.or_else(|| reply.named()).or_else(|| reply.about_another());
    question.map(brief)
}

/// A reply, with what it replies to.
struct Reply<'a> {
    knowledge: &'a Knowledge,
    index: &'a Index,
    sentences: &'a Sentences,
    words: &'a [&'a str],
    /// How many words at the start only say no.
    denied: usize,
    offers: &'a [Offer],
}

impl Reply<'_> {
    /// The question that was answered, if the answer says it; a question back has none.
    fn asked(&self) -> Option<&Question> {
        self.offers.iter().find(|offer| offer.is_whole).map(|offer| &offer.question)
    }

    /// What an offer leads to. Who says that one role leads to another is not what a reply to the list of them asks.
    fn leads_to(&self, offer: &Offer) -> Question {
        match (&offer.question, self.asked()) {
            (Question::Evidence(from, _), Some(Question::Become(_))) => Question::Become(from.clone()),
            (Question::Evidence(_, to), _) => Question::Next(to.clone()),
            (question, _) => question.clone(),
        }
    }

    /// The words that say something.
    fn said(&self) -> Vec<&str> {
        let words = self.words.get(self.denied..).unwrap_or_default();
        words.iter().copied().filter(|word| !PHRASES.is_article(word)).collect()
    }

    /// Whether phrases of this kind are all that is said.
    fn is_all(&self, ask: Ask) -> bool {
        PHRASES.hits(self.sentences).iter().any(|hit| {
            let mut rest = self.words.iter().enumerate().filter(|(place, _)| !(hit.start..hit.end).contains(place));
            hit.ask == ask && rest.all(|(_, word)| PHRASES.is_ignored(word))
        })
    }

    /// By its number, as the other one, or by yes.
    fn picked(&self) -> Option<Question> {
        let said = self.said();
        let pick = |place: usize| self.offers.get(place).map(|offer| self.leads_to(offer));
        if let [word] = said.as_slice() {
            if let Some(number) = PHRASES.number(word) {
                return pick(number.checked_sub(1)?);
            }
            if has(&PHRASES.reply.other, word) {
                return pick(1);
            }
        }
        if self.is_all(Ask::Yes) {
            let plain = self.offers.iter().find(|offer| !matches!(offer.question, Question::Evidence(..)));
            return plain.map(|offer| offer.question.clone());
        }
        None
    }

    /// What comes after the answer.
    fn onward(&self) -> Option<Question> {
        if !self.is_all(Ask::Onward) {
            return None;
        }
        let questions = || self.offers.iter().filter(|offer| !offer.is_whole).map(|offer| &offer.question);
        match self.asked() {
            Some(Question::Path(Pair::Both(_, to))) => Some(Question::Next(to.clone())),
            Some(Question::Become(role)) => Some(Question::Next(role.clone())),
            _ => questions().find(|question| matches!(question, Question::Next(_))).cloned(),
        }
    }

    /// The same role, and its way into management.
    fn in_management(&self) -> Option<Question> {
        let text = self.words.join(" ");
        let starts =
            PHRASES.reply.about.iter().filter_map(|start| text.strip_prefix(start.as_str())?.strip_prefix(' '));
        let mut rests = starts.chain([text.as_str()]);
        if !rests.any(|rest| has(&PHRASES.reply.management, rest)) {
            return None;
        }
        let role = match self.asked()? {
            Question::Next(role) | Question::Become(role) | Question::Define(role) => role,
            Question::Path(Pair::Both(role, _)) => role,
            _ => return None,
        };
        let manages =
            |to: &Reference| self.knowledge.role_with_id(to.as_str()).is_some_and(|role| self.knowledge[role].manages);
        let manager = self.offers.iter().find_map(|offer| match &offer.question {
            Question::Evidence(from, to) if from == role && manages(to) => Some(to.clone()),
            _ => None,
        });
        let any = || PHRASES.managers().first().map(|word| Reference::Typed(word.clone()));
        Some(Question::Path(Pair::Both(role.clone(), manager.or_else(any)?)))
    }

    /// By words of its label; of the answer's own role, by words that make another of it: "no, the network one".
    fn named(&self) -> Option<Question> {
        let said = self.said();
        // "IT manager" is closer to "the IT one" than "IT project manager" is.
        let length = |offer: &Offer| offer.label.split_whitespace().count();
        let named = self.offers.iter().filter(|offer| !offer.is_whole && has_all(&offer.label, &said));
        let shortest = named.clone().map(length).min();
        let mut closest = named.filter(|offer| Some(length(offer)) == shortest);
        match (closest.next(), closest.next()) {
            (Some(only), None) => return Some(self.leads_to(only)),
            // The list of an answer has the most likely first.
            (Some(first), Some(_)) if self.asked().is_some() && self.denied > 0 => return Some(self.leads_to(first)),
            _ => {}
        }
        let asked = self.asked().filter(|_| self.denied > 0 && !said.is_empty())?;
        let role = self.knowledge.role_with_id(last(asked)?.as_str())?;
        let head = self.knowledge[role].name.rsplit(' ').next()?;
        let name = format!("{} {head}", said.join(" "));
        self.is_named(&name).then(|| with(asked, Reference::Typed(name), false)).flatten()
    }

    /// The same question about another role: "what about devops instead?", "and from the NOC?".
    fn about_another(&self) -> Option<Question> {
        let asked = self.asked()?;
        let text = self.words.get(self.denied..)?.join(" ");
        let after = |starts: &[String]| {
            let rests = starts.iter().filter_map(|start| text.strip_prefix(start.as_str())?.strip_prefix(' '));
            rests.min_by_key(|rest| rest.len()).map(str::to_owned)
        };
        let (start, about) = (after(&PHRASES.reply.start), after(&PHRASES.reply.about));
        let is_start = match (&start, &about) {
            (Some(start), Some(about)) => start.len() <= about.len(),
            (start, _) => start.is_some(),
        };
        let rest = if is_start { start } else { about }?;
        let mut name: Vec<&str> = rest.split(' ').collect();
        while name.len() > 1 && name.last().is_some_and(|word| has(&PHRASES.reply.instead, word)) {
            name.pop();
        }
        while name.len() > 1 && name.first().is_some_and(|word| PHRASES.is_article(word)) {
            name.remove(0);
        }
        let name = name.join(" ");
        self.is_named(&name).then(|| with(asked, Reference::Typed(name), is_start)).flatten()
    }

    fn is_named(&self, name: &str) -> bool {
        self.index.find(name).verdict != Verdict::None
    }
}

/// The role that a question ends with.
fn last(question: &Question) -> Option<&Reference> {
    match question {
        Question::Next(role) | Question::Become(role) | Question::Define(role) => Some(role),
        Question::Path(Pair::Both(_, role)) | Question::Compare(Pair::Both(_, role)) => Some(role),
        _ => None,
    }
}

/// The same question about another role; of a path, with another start or goal.
fn with(question: &Question, role: Reference, is_start: bool) -> Option<Question> {
    match question {
        Question::Next(_) => Some(Question::Next(role)),
        Question::Become(_) => Some(Question::Become(role)),
        Question::Define(_) => Some(Question::Define(role)),
        Question::Path(Pair::Both(_, to)) if is_start => Some(Question::Path(Pair::Both(role, to.clone()))),
        Question::Path(Pair::Both(from, _)) => Some(Question::Path(Pair::Both(from.clone(), role))),
        Question::Compare(Pair::Both(one, _)) => Some(Question::Compare(Pair::Both(one.clone(), role))),
        _ => None,
    }
}

fn has(list: &[String], text: &str) -> bool {
    list.iter().any(|one| one == text)
}

/// Whether a label has all these words.
fn has_all(label: &str, words: &[&str]) -> bool {
    let label: Vec<String> = label.split(|c: char| !c.is_alphanumeric()).map(folded).collect();
    !words.is_empty() && words.iter().all(|word| label.iter().any(|other| other == word))
}
