//! A question in words: which intent it has.
//!
//! The phrases in it say what is asked, and about which of its roles. The last sentence that asks something counts most:
//! people tell their story first. Where no phrase says it, the role that the asker has, and the one they want, decide.
//!
//! `small_talk` has what asks nothing, `disputed` what people disagree about, `several` texts with several roles, `unclear`
//! what is asked back, and `outcome` makes the query.

mod disputed;
mod outcome;
mod several;
mod small_talk;
mod unclear;

use crate::knowledge::model::Knowledge;
use crate::matching::{Index, Sense, Verdict};

use super::command::COMMANDS;
use super::disputes::{Content, DisputeIndex};
use super::input::{Pair, Question, Reference};
use super::phrases::{Ask, Hit, PHRASES};
use super::query::{Ambiguous, Intent, NotFound, OffTopic, Query, Understood};
use super::resolve::{about_one, one_line};
use super::sentence::{Scope, Sentences, Token, readable, tokens_of};
use super::slots::{self, MIN_STORY_WORDS, is_negated_before};
use super::{named, pair, resolve};

/// How close a text out of scope has to be to a dispute that is offered beside it.
const MIN_NEAR_DISPUTE: f64 = 0.3;

/// Fewest words of a phrase that is about disputes for certain.
const MIN_LONG_PHRASE: usize = 3;

/// Most questions of a text that are read by themselves, the last ones.
const MAX_QUESTIONS: usize = 4;

/// Most words of a text that is a title, and no sentence.
const MAX_TITLE_WORDS: usize = 4;

/// Where a part of a sentence ends.
const CLAUSE_ENDS: [char; 6] = [',', ';', ':', '.', '?', '!'];

/// Most characters of a text that is looked up as a name.
const MAX_NAME_CHARS: usize = 80;

/// What somebody asks in their own words. Where nothing of the knowledge is asked about, a field beside it may be.
pub(super) fn understand(knowledge: &Knowledge, index: &Index, disputes: &DisputeIndex, text: &str) -> Understood {
    let text = readable(text);
    let understood = about_the_knowledge(knowledge, index, disputes, text);
    let is_in_vain = match &understood {
        Understood::NotFound(not_found) => not_found.near_field.is_none() && not_found.half.is_none(),
        Understood::Query(query) => {
            matches!(query.intent, Intent::OutOfScope { topic: OffTopic::Other, role: None, .. })
        }
        Understood::Ambiguous(_) => false,
    };
    // Looking for it takes as long as looking for the roles.
    match is_in_vain.then(|| index.near_field_in(text)).flatten() {
        Some((_, at)) => {
            let typed = Reference::Typed(text.get(at).unwrap_or_default().to_owned());
            about_one(resolve::role(knowledge, index, &typed), Intent::Next)
        }
        None => understood,
    }
}

fn about_the_knowledge(knowledge: &Knowledge, index: &Index, disputes: &DisputeIndex, text: &str) -> Understood {
    let next = || about_one(resolve::role(knowledge, index, &Reference::Typed(text.to_owned())), Intent::Next);
    let is_short = text.chars().nth(MAX_NAME_CHARS).is_none();
    if is_short && let Some(dispute) = disputes.exactly(text) {
        return Understood::Query(Query::new(Intent::Dispute(dispute)));
    }
    let mentions = named::refined(knowledge, index, text, index.mentions(text, &knowledge.vocabulary).all);
    if is_short
        && mentions.len() < 2
        && let Some(pair) = pair::compared(knowledge, index, text)
    {
        return pair::compare(knowledge, index, &pair);
    }
    if is_short && mentions.len() < 2 && index.find(text).verdict == Verdict::Exact {
        return next();
    }
    if is_short
        && mentions.len() < 2
        && let Some(pair) = pair::from_to(index, text)
    {
        return pair::path(knowledge, index, &pair);
    }
    let mut sentences = PHRASES.sentences(text, &mentions);
    slots::qualify(knowledge, index, text, &mut sentences);
    slots::without_guesses(knowledge, &mut sentences);
    slots::link(index, text, &mut sentences);
    slots::alone(index, text, &mut sentences);
    let mut hits = PHRASES.hits(&sentences);
    hits.retain(|hit| hit.ask != Ask::Years || !tells_years(&sentences.tokens, hit));
    slots::look_up(knowledge, index, text, &mut sentences, &mut hits);
    slots::promote(knowledge, index, text, &mut sentences, &hits);
    slots::settle_senses(&mut sentences, &hits);
    let negated = slots::negated(text, &sentences, &hits);
    let asked = Asked { knowledge, index, disputes, text, sentences, hits, negated };
    let asks_years = asked.hits.iter().any(|hit| hit.ask == Ask::Years);
    match asked.answered() {
        Understood::Query(query) => {
            let takes_time = matches!(query.intent, Intent::Next(_) | Intent::Become(_) | Intent::Path { .. });
            Understood::Query(Query { asks_years: asks_years && takes_time, ..query })
        }
        unclear => unclear,
    }
}

/// The command that is written in a text: "hey /next helpdesk please", "!next helpdesk", "next helpdesk".
pub(super) fn command(knowledge: &Knowledge, index: &Index, text: &str) -> Option<Question> {
    let text = readable(text);
    let is_command = |word: &str| COMMANDS.iter().any(|form| form.name.eq_ignore_ascii_case(word));
    let politeness =
        |word: &str| PHRASES.is_filler(&super::sentence::folded(word.trim_matches(|c: char| !c.is_alphanumeric())));
    let mut at = 0;
    let mut is_start = true;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim().trim_end_matches([',', '?', '.', '!', ':']);
        let rest = text[at + piece.len()..].trim();
        at += piece.len();
        if let Some(name) = word.strip_prefix(['/', '!']).filter(|name| is_command(name)) {
            let mut rest: Vec<&str> = rest.split_whitespace().take(MAX_NAME_CHARS).collect();
            while rest.len() > 1 && rest.last().is_some_and(|word| politeness(word)) {
                rest.pop();
            }
            return Question::parse(&format!("/{name} {}", rest.join(" "))).ok();
        }
        if is_start && is_command(word) && rest.chars().count() <= MAX_NAME_CHARS {
            let question = Question::parse(&format!("/{word} {rest}")).ok()?;
            let is_sure = |rest: &str| {
                let verdict = index.find(rest).verdict;
                matches!(verdict, Verdict::Exact) || verdict == Verdict::Confident && !rest.contains(' ')
            };
            let is_meant = match &question {
                Question::Next(one) | Question::Become(one) | Question::Define(one) => is_sure(one.as_str()),
                Question::Path(_) => {
                    matches!(pair::path(knowledge, index, &Pair::Text(rest.to_owned())), Understood::Query(_))
                }
                Question::Compare(_) => {
                    matches!(pair::compare(knowledge, index, &Pair::Text(rest.to_owned())), Understood::Query(_))
                }
                _ => rest.is_empty(),
            };
            return is_meant.then_some(question);
        }
        is_start = is_start && (word.is_empty() || politeness(word));
    }
    None
}

/// Whether a phrase about time says how long something has taken: "2 years of experience".
fn tells_years(tokens: &[Token], hit: &Hit) -> bool {
    let before = hit.start.checked_sub(1).and_then(|before| tokens.get(before));
    before.is_some_and(|word| word.slot.is_none() && word.text.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// Whether a phrase about two roles has both of them.
fn is_two_named(hit: &Hit) -> bool {
    matches!(hit.ask, Ask::Path | Ask::PathBack | Ask::Compare) && hit.slots.len() == 2
}

/// A question in words, with the phrases that were found in it.
struct Asked<'a> {
    knowledge: &'a Knowledge,
    index: &'a Index,
    disputes: &'a DisputeIndex,
    text: &'a str,
    sentences: Sentences,
    hits: Vec<Hit>,
    /// For each slot, whether it is named to say that it is not meant.
    negated: Vec<bool>,
}

impl Asked<'_> {
    /// What is asked, by a phrase, else by the roles that are named.
    fn answered(&self) -> Understood {
        let Asked { knowledge, index, text, .. } = *self;
        if let Some(understood) = self.understood() {
            return understood;
        }
        if pair::has_arrow(text)
            && let [from, to] = self.distinct(None, |_| true).as_slice()
        {
            return self.path([*from, *to]);
        }
        if pair::has_arrow(text) {
            return pair::path(knowledge, index, &Pair::Text(text.to_owned()));
        }
        if self.sentences.slots.is_empty()
            && self.has_cue(Ask::Compare)
            && let Some(pair) = pair::either(index, text)
        {
            return pair::compare(knowledge, index, &pair);
        }
        if self.sentences.slots.is_empty()
            && let Some(pair) = pair::way_within(index, text)
        {
            return pair::path(knowledge, index, &pair);
        }
        if self.asks_of_nothing() {
            return Understood::NotFound(NotFound::new(String::new(), None, std::iter::empty()));
        }
        let is_name = self.sentences.tokens.len() <= MAX_TITLE_WORDS
            && self.distinct(None, |_| true).len() < 2
            && !self.has_cue(Ask::Define)
            && matches!(index.find(text).verdict, Verdict::Exact | Verdict::Confident);
        if is_name || self.sentences.slots.is_empty() {
            return self.by_name();
        }
        self.by_sense()
    }

    /// What the whole text would be as a name, or what it begins with: "I'm a lead, what next?". "Is a degree needed?" is
    /// none, although "IS manager" is one.
    fn by_name(&self) -> Understood {
        let look_up = |name: &str| {
            let typed = Reference::Typed(name.to_owned());
            about_one(resolve::role(self.knowledge, self.index, &typed), Intent::Next)
        };
        let not_found = |not_found| Understood::NotFound(NotFound { typed: one_line(self.text), ..not_found });
        let says_something = |token: &&Token| token.slot.is_some() || !PHRASES.is_ignored(&token.text);
        let first = self.sentences.tokens.iter().find(says_something);
        let said = first.and_then(|token| self.text.get(token.at.start..)).unwrap_or(self.text);
        let said = said.trim_end_matches(CLAUSE_ENDS);
        let whole = match look_up(said) {
            Understood::NotFound(nothing) => not_found(nothing),
            said => match look_up(self.text) {
                whole @ Understood::Query(_) => whole,
                _ => said,
            },
        };
        let clause = said.split(CLAUSE_ENDS).next().unwrap_or_default();
        let is_name = clause.len() < said.len() && clause.split_whitespace().count() <= MAX_TITLE_WORDS;
        match whole {
            Understood::NotFound(NotFound { near_field: None, .. }) if is_name => match look_up(clause) {
                ambiguous @ Understood::Ambiguous(_) => ambiguous,
                _ => whole,
            },
            found => found,
        }
    }

    /// What is asked, if a phrase says it.
    fn understood(&self) -> Option<Understood> {
        if let Some(talk) = self.small_talk() {
            return Some(talk);
        }
        if let Some(last) = self.open_chain() {
            return Some(self.one(last, Intent::Next));
        }
        if let Some(steps) = self.chain()
            && let ([first, between @ ..], Some(last)) = (steps.as_slice(), steps.last())
        {
            return Some(self.path_by_way_of([*first, *last], &between[..between.len() - 1]));
        }
        let questions = self.sentences.questions.iter().rev().take(MAX_QUESTIONS).map(|sentence| Some(*sentence));
        let last = self.sentences.tokens.last().map(|token| Some(token.sentence)).filter(|last| *last != Some(0));
        questions.chain(last).chain([None]).find_map(|scope| self.in_scope(scope))
    }

    fn is_in(&self, hit: &Hit, scope: Scope) -> bool {
        scope.is_none() || self.sentences.tokens.get(hit.start).map(|token| token.sentence) == scope
    }

    /// What a sentence asks, or the whole text.
    fn in_scope(&self, scope: Scope) -> Option<Understood> {
        let hits: Vec<&Hit> = self.hits.iter().filter(|hit| self.is_in(hit, scope)).collect();
        let of = |asks: &[Ask]| hits.iter().filter(|hit| asks.contains(&hit.ask)).copied().collect::<Vec<_>>();
        let two = |asks: &[Ask]| {
            of(asks)
                .into_iter()
                .filter_map(|hit| Some((hit, self.two(hit)?)))
                .max_by_key(|(hit, _)| (hit.end - hit.start, hit.words))
        };
        let (path, compare) = (two(&[Ask::Path, Ask::PathBack]), two(&[Ask::Compare]));
        // "How do I prepare for a sysadmin interview?" is about the interview.
        let topics = of(&[Ask::Pay, Ask::Applications, Ask::Certificates]);
        let is_topic = |hit: &Hit| topics.iter().any(|topic| topic.start == hit.end);
        let one = |ask: Ask| {
            let with_slot = of(&[ask]).into_iter().filter_map(|hit| Some((hit, *hit.slots.first()?)));
            with_slot
                .filter(|(hit, _)| !is_topic(hit))
                .filter(|(hit, slot)| self.is_meant(hit, *slot))
                .max_by_key(|(hit, _)| hit.end - hit.start)
                .map(|(_, slot)| slot)
        };
        let (next, become_, define) = (one(Ask::Next), one(Ask::Become), one(Ask::Define));
        let asks = [Ask::Next, Ask::Become, Ask::Define, Ask::Tracks, Ask::Compare, Ask::Path, Ask::PathBack];
        let asks_else =
            hits.iter().any(|hit| asks.contains(&hit.ask) && (hit.slots.len() != 1 || hit.end - hit.start > 2));
        let asks_one = next.is_some() || become_.is_some() || define.is_some();

        let tells_own = !self.distinct(None, |sense| sense == Sense::Current).is_empty();
        // "Helpdesk to sysadmin, how long?" is not about how long people should stay.
        let asks_years_of = |slot: usize| !of(&[Ask::Years]).is_empty() && self.role(slot).is_some();
        let is_way = path.is_some_and(|(_, [from, _])| asks_years_of(from));
        if let Some(dispute) = self
            .dispute(scope, &hits, asks_else)
            .filter(|dispute| !is_way && self.is_of_years(&of(&[Ask::Years]), *dispute))
        {
            return Some(Understood::Query(Query::new(Intent::Dispute(dispute))));
        }
        let off_topic = [
            (Ask::Pay, OffTopic::Pay),
            (Ask::Applications, OffTopic::Applications),
            (Ask::Certificates, OffTopic::Certificates),
            (Ask::OffTopic, OffTopic::Other),
        ];
        let asks_any = !self.sentences.slots.is_empty() && (!of(&asks).is_empty() || tells_own);
        // "Pay is meh" says something in passing, "what is the pay?" asks.
        let is_aside = |hit: &Hit| {
            let words = self.sentences.tokens.get(hit.start..hit.end).unwrap_or_default();
            asks_any && hit.slots.is_empty() && words.iter().all(|token| PHRASES.is_aside(&token.text))
        };
        let topic = off_topic.into_iter().find(|(ask, _)| of(&[*ask]).iter().any(|hit| !is_aside(hit)));
        let topic = topic.map(|(_, topic)| topic);
        // Of a long text, a word in passing does not say what it is about.
        let is_word = of(&off_topic.map(|(ask, _)| ask)).iter().all(|hit| hit.end - hit.start == 1);
        let tells_story = scope.is_none()
            && self.sentences.tokens.len() >= MIN_STORY_WORDS
            && !self.distinct(None, |sense| sense == Sense::Current || is_word).is_empty();
        // "How much more do cloud engineers make than sysadmins?" compares pay, "which pays more?" the roles.
        let is_pay_of = |hit: &&Hit| !hit.slots.is_empty() && hit.end - hit.start > MIN_LONG_PHRASE;
        let compares_pay = of(&[Ask::Pay]).iter().any(is_pay_of);
        if let Some(topic) = topic
            && path.is_none()
            && next.is_none()
            && become_.is_none()
            && (define.is_none() || topic == OffTopic::Pay)
            && (compare.is_none() || topic == OffTopic::Applications || compares_pay)
            && (of(&[Ask::Next]).is_empty() || self.sentences.slots.is_empty())
            && !tells_story
        {
            let role = match self.distinct(None, |_| true).as_slice() {
                [slot] => self.role(*slot),
                _ => None,
            };
            let content = Content::new(self.knowledge, self.text, &self.sentences, self.tokens(scope));
            let dispute = self.disputes.nearest(self.knowledge, &content, None);
            let dispute = dispute.filter(|(_, score)| role.is_none() && *score >= MIN_NEAR_DISPUTE);
            let dispute = dispute.map(|(dispute, _)| dispute);
            return Some(Understood::Query(Query::new(Intent::OutOfScope { topic, role, dispute })));
        }
        if let Some((way, ends)) = path
            && compare.is_none_or(|(hit, _)| way.end - way.start > hit.end - hit.start)
            && let Some(several) = self.several_ends(scope, ends)
        {
            return Some(several);
        }
        // "From desktop support into the infrastructure team": the other end may be several roles.
        let half = of(&[Ask::Path, Ask::PathBack, Ask::Compare]).into_iter().find(|hit| {
            hit.open.is_some() && hit.slots.len() == 1 && !hit.slots.iter().any(|slot| self.is_negated(*slot))
        });
        let is_only = self.distinct(None, |_| true).len() < 2;
        if let Some(half) = half.filter(|_| path.is_none() && compare.is_none() && is_only)
            && let Some(understood) = self.half_clear(half)
        {
            return Some(understood);
        }
        match (path, compare) {
            (Some((way, ends)), Some((hit, _))) if way.end - way.start > hit.end - hit.start => {
                return Some(self.path(ends));
            }
            // "Do solutions architects come from dev or from ops?" asks about the role before.
            (_, Some((hit, ends))) if self.is_aside_of(hit, ends, &of(&[Ask::Next, Ask::Become])) => {}
            (_, Some((_, ends))) => {
                return Some(self.several_compared(&self.row_of(ends)).unwrap_or_else(|| self.compare(ends)));
            }
            (Some((_, ends)), None) => return Some(self.path(ends)),
            (None, None) => {}
        }
        // "Which is higher, principal engineer or staff engineer?" may name one role twice.
        let is_same = |hit: &&Hit| match *hit.slots.as_slice() {
            [one, other] => !self.differ(one, other) && !self.is_negated(one),
            _ => false,
        };
        if let Some(hit) = of(&[Ask::Compare]).into_iter().find(is_same)
            && let [one, other] = *hit.slots.as_slice()
            && self.role(one).is_some()
            && self.distinct(scope, |_| true).len() == 1
        {
            return Some(self.compare([one, other]));
        }
        if !of(&[Ask::Compare]).is_empty() {
            let here = self.distinct(scope, |_| true);
            let all = if here.len() < 2 { self.distinct(None, |_| true) } else { here };
            if let [first, second] = all.as_slice() {
                return Some(self.compare([*first, *second]));
            }
            if let Some(several) = all.first().and_then(|first| self.several_compared(&self.row_of([*first; 2]))) {
                return Some(several);
            }
        }
        match (next, become_) {
            (Some(from), Some(to)) if self.differ(from, to) => return Some(self.path([from, to])),
            (Some(role), _) => return Some(self.one(role, Intent::Next)),
            _ => {}
        }
        if define.is_some()
            && let [first, second] = self.distinct(scope, |_| true).as_slice()
        {
            return Some(self.compare([*first, *second]));
        }
        if let Some(slot) = define {
            return Some(self.define(slot));
        }
        // Those who are compared beside it are no start.
        let is_aside = compare.is_some();
        if let Some(to) = become_.filter(|_| is_aside) {
            return Some(self.one(to, Intent::Become));
        }
        if let Some(to) = become_ {
            let others = self.distinct(None, |sense| sense == Sense::Current);
            // A story begins with what its teller does; later jobs are other people's, or offers.
            let is_story = self.sentences.tokens.len() >= MIN_STORY_WORDS;
            let mut from = others.iter().filter(|from| self.differ(**from, to));
            let from = if is_story { from.next() } else { from.next_back() };
            return Some(match from.or(self.only_before(to).as_ref()) {
                Some(from) => self.path([*from, to]),
                None => self.one(to, Intent::Become),
            });
        }
        let unclear = of(&[Ask::Next, Ask::Become, Ask::Define])
            .into_iter()
            .find(|hit| hit.slots.is_empty() && hit.open.is_some());
        if let Some(unclear) = unclear.filter(|_| self.distinct(scope, |_| true).is_empty()) {
            return Some(self.unclear(unclear));
        }
        let is_disputed_role = of(&[Ask::Dispute]).iter().any(|hit| !hit.slots.is_empty()) && scope.is_some();
        if is_disputed_role && let [slot] = self.distinct(scope, |_| true).as_slice() {
            return Some(self.define(*slot));
        }
        let has_roles = !self.distinct(scope, |_| true).is_empty();
        if !of(&[Ask::Disputes]).is_empty()
            && let [slot] = self.distinct(scope, |_| true).as_slice()
            && let Some(dispute) = self.main_dispute(*slot)
        {
            return Some(Understood::Query(Query::new(Intent::Dispute(dispute))));
        }
        if !of(&[Ask::Disputes]).is_empty() && !has_roles {
            return Some(Understood::Query(Query::new(Intent::Disputes)));
        }
        if !of(&[Ask::Tracks]).is_empty() && !has_roles && !asks_one {
            return Some(Understood::Query(Query::new(Intent::Tracks)));
        }
        self.by_pronoun(&of(&[Ask::Become, Ask::Define, Ask::Next]))
    }

    /// The only other role that comes before this one in its sentence: "lol can you go helpdesk to CISO".
    fn only_before(&self, slot: usize) -> Option<usize> {
        let place = self.sentences.tokens.iter().position(|token| token.slot == Some(slot))?;
        let sentence = self.sentences.tokens.get(place)?.sentence;
        let before = self.sentences.tokens.get(..place)?.iter().filter(|token| token.sentence == sentence);
        let mut others = before.filter_map(|token| token.slot).filter(|other| {
            let is_other = self.sentences.slots.get(*other).is_some_and(|slot| slot.sense == Sense::Other);
            is_other && !self.is_negated(*other) && self.differ(*other, slot)
        });
        let only = others.next()?;
        others.next().is_none().then_some(only)
    }

    /// What is asked by naming roles only: whose they are says it, else single words do.
    fn by_sense(&self) -> Understood {
        // A role in between is no goal, and a word for several roles tells less than a role.
        let is_between = |slot: usize| self.hits.iter().any(|hit| hit.ask == Ask::Via && hit.slots.contains(&slot));
        let of = |sense: Sense| {
            let all = self.distinct(None, |other| other == sense);
            let ends: Vec<usize> = all.iter().copied().filter(|slot| !is_between(*slot)).collect();
            let roles: Vec<usize> = ends.iter().copied().filter(|slot| self.role(*slot).is_some()).collect();
            [roles, ends, all].into_iter().find(|slots| !slots.is_empty()).unwrap_or_default()
        };
        let (current, wanted, other) = (of(Sense::Current), of(Sense::Wanted), of(Sense::Other));
        let has_cue = |ask: Ask| self.has_cue(ask);
        let compares = has_cue(Ask::Compare);
        match (current.as_slice(), wanted.as_slice(), other.as_slice()) {
            ([current], [wanted], _) if self.differ(*current, *wanted) => return self.path([*current, *wanted]),
            ([], [one, other], _) | ([], [], [one, other]) if compares => return self.compare([*one, *other]),
            ([], [wanted], [other]) if self.differ(*other, *wanted) && !compares => {
                return self.path([*other, *wanted]);
            }
            ([current], [], [other]) if has_cue(Ask::Path) && self.differ(*current, *other) => {
                return self.path([*current, *other]);
            }
            ([], _, [first, _, _, ..]) | ([], [first, _, _, ..], _) if compares => {
                if let Some(several) = self.several_compared(&self.row_of([*first; 2])) {
                    return several;
                }
            }
            ([], [], [from, to]) if has_cue(Ask::Path) => return self.path([*from, *to]),
            ([], [wanted], []) if self.asks_next_alone(*wanted) => return self.one(*wanted, Intent::Next),
            ([], [wanted], []) => return self.one(*wanted, Intent::Become),
            ([], [], [only]) if has_cue(Ask::Define) => return self.define(*only),
            ([], [], [only]) if has_cue(Ask::Become) && !has_cue(Ask::Next) => return self.one(*only, Intent::Become),
            _ => {}
        }
        // Without a role of their own, people ask about the roles that they name.
        let meant = if current.is_empty() { other } else { current };
        let meant = if meant.is_empty() { self.distinct(None, |_| true) } else { meant };
        match meant.as_slice() {
            [slot] => self.one(*slot, Intent::Next),
            several => {
                let candidates = several.iter().filter_map(|slot| self.candidate(*slot));
                Understood::Ambiguous(Ambiguous::new(one_line(self.text), None, candidates))
            }
        }
    }

    /// Whether a single word outside the roles tells that this is asked.
    fn has_cue(&self, ask: Ask) -> bool {
        let mut words = self.sentences.tokens.iter().filter(|token| token.slot.is_none());
        words.any(|token| PHRASES.is_cue(ask, &token.text))
    }

    /// Whether all that follows a role is a sentence that asks what is next: "Data analyst. Next?"
    fn asks_next_alone(&self, slot: usize) -> bool {
        let tokens = &self.sentences.tokens;
        let Some(place) = tokens.iter().position(|token| token.slot == Some(slot)) else { return false };
        let rest = tokens.get(place + 1..).unwrap_or_default();
        let is_apart = rest.first().is_some_and(|first| first.sentence != tokens[place].sentence);
        is_apart && rest.iter().all(|token| token.slot.is_none() && PHRASES.is_cue(Ask::Next, &token.text))
    }

    fn tokens(&self, scope: Scope) -> &[Token] {
        tokens_of(&self.sentences.tokens, scope).1
    }

    /// Whether the phrase is about the asker's present or future, and not their past.
    fn is_meant(&self, hit: &Hit, slot: usize) -> bool {
        let is_claimed = self.hits.iter().any(|hit| hit.ask == Ask::Claimed && hit.slots.contains(&slot));
        let Some(slot) = self.sentences.slots.get(slot) else { return false };
        let is_short = hit.end - hit.start <= 2;
        if hit.ask == Ask::Become && is_negated_before(self.text, &self.sentences.tokens, hit.start, &self.negated) {
            return false;
        }
        match (hit.ask, slot.sense) {
            (Ask::Become, Sense::Past) => hit.words >= MIN_LONG_PHRASE,
            (Ask::Become, Sense::Wanted) => true,
            (Ask::Become, _) => !is_short,
            (Ask::Next, Sense::Past) => !is_short && !is_claimed,
            _ => true,
        }
    }

    /// Whether a role is named to say that it is not meant, and another is.
    fn is_negated(&self, slot: usize) -> bool {
        self.negated.get(slot).copied().unwrap_or_default() && self.negated.iter().any(|negated| !negated)
    }

    /// The two ends of a phrase with two roles.
    fn two(&self, hit: &Hit) -> Option<[usize; 2]> {
        let [one, other] = *hit.slots.as_slice() else { return None };
        if !self.differ(one, other) || self.is_negated(one) || self.is_negated(other) {
            return None;
        }
        // "My goal is architect, but everyone says I need to be an admin first" is no way from architect.
        let place = |slot: usize| self.sentences.tokens.iter().position(|token| token.slot == Some(slot));
        let between = place(one).zip(place(other)).and_then(|(from, to)| self.sentences.tokens.get(from..to));
        if hit.ask == Ask::Path && between.is_some_and(|words| words.iter().any(|word| PHRASES.is_however(&word.text)))
        {
            return None;
        }
        // "I moved from dev to QA" tells what is over.
        let sense = |slot: usize| self.sentences.slots.get(slot).map(|slot| slot.sense);
        if hit.ask == Ask::Path && sense(one) == Some(Sense::Past) && sense(other) == Some(Sense::Current) {
            return None;
        }
        Some(if hit.ask == Ask::PathBack { [other, one] } else { [one, other] })
    }

    fn differ(&self, one: usize, other: usize) -> bool {
        let named = |slot: usize| self.sentences.slots.get(slot).map(|slot| slot.named);
        named(one) != named(other)
    }

    /// The first slot for each role or term that is meant like this.
    fn distinct(&self, scope: Scope, is_meant: impl Fn(Sense) -> bool) -> Vec<usize> {
        let mut all: Vec<usize> = Vec::new();
        let in_scope = |slot: usize| {
            scope.is_none()
                || self.tokens(scope).iter().any(|token| token.slot == Some(slot))
                || self.hits.iter().any(|hit| hit.open.is_some() && hit.slots.contains(&slot) && self.is_in(hit, scope))
        };
        for (place, slot) in self.sentences.slots.iter().enumerate() {
            if is_meant(slot.sense)
                && !self.is_negated(place)
                && in_scope(place)
                && all.iter().all(|other| self.differ(*other, place))
            {
                all.push(place);
            }
        }
        all
    }
}
