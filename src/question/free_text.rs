//! A question in words: which intent it has.
//!
//! The phrases in it say what is asked, and about which of its roles. The last sentence that asks something counts most:
//! people tell their story first. Where no phrase says it, the role that the asker has, and the one they want, decide.

use crate::knowledge::model::{DisputeKey, Knowledge, RoleKey, Subject};
use crate::matching::{Index, Named, Sense, Verdict};

use super::command::{COMMANDS, PATH};
use super::disputes::{Content, DisputeIndex, one_role};
use super::input::{Pair, Question, Reference};
use super::pair::{MAX_VIA, MIN_CHAIN};
use super::phrases::{Ask, Hit, PHRASES};
use super::query::{
    Ambiguous, Candidate, Intent, Interpretation, NotFound, OffTopic, PendingArgument, Query, SmallTalk, Understood,
};
use super::resolve::{about_one, name, one_line, subject};
use super::sentence::{Scope, Sentences, Slot, Token, readable, tokens_of};
use super::slots::{self, MIN_STORY_WORDS, is_negated_before};
use super::{named, pair, resolve};

/// How close a text has to be to one of the ways in which people ask about a dispute, if a phrase of disputes is in it.
const MIN_DISPUTE_WITH_PHRASE: f64 = 0.5;

/// The same, if that phrase is a long one.
const MIN_DISPUTE_WITH_LONG_PHRASE: f64 = 0.4;

/// The same, if it names no role.
const MIN_DISPUTE_WITHOUT_ROLE: f64 = 0.6;

/// The same, if it names a role, or asks something else as well.
const MIN_DISPUTE: f64 = 0.75;

/// The same, if another phrase says what it asks, and none of disputes is in it.
const MIN_DISPUTE_BESIDE: f64 = 0.9;

/// The same, if a phrase of disputes stands beside the only role, and the dispute is about that role.
const MIN_DISPUTE_OF_ROLE: f64 = 0.3;

/// The same, for a dispute that is offered beside a question out of scope.
const MIN_NEAR_DISPUTE: f64 = 0.3;

/// Fewest words of a sentence that may be about a dispute, if it is one of several.
const MIN_DISPUTE_WORDS: usize = 3;

/// Fewest words of a phrase that is about disputes for certain.
const MIN_LONG_PHRASE: usize = 3;

/// Most questions of a text that are read by themselves, the last ones.
const MAX_QUESTIONS: usize = 4;

/// Most words of a text that is a title, and no sentence.
const MAX_TITLE_WORDS: usize = 4;

/// Where a part of a sentence ends.
const CLAUSE_ENDS: [char; 6] = [',', ';', ':', '.', '?', '!'];

/// Fewest words that have to be unknown for a text to be in a language that is not understood.
const MIN_UNKNOWN_WORDS: usize = 3;

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

/// Whether the goal stands before the start.
fn to_last(tokens: &[Token], from: usize, to: usize) -> bool {
    let place = |slot: usize| tokens.iter().position(|token| token.slot == Some(slot));
    place(to) < place(from)
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
        if pair::has_arrow(text) {
            return pair::path(knowledge, index, &Pair::Text(text.to_owned()));
        }
        if self.sentences.slots.is_empty()
            && self.has_cue(Ask::Compare)
            && let Some(pair) = pair::either(index, text)
        {
            return pair::compare(knowledge, index, &pair);
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

    /// Whether all that is said is a question about a role that is not named: "What's next?"
    fn asks_of_nothing(&self) -> bool {
        let asks: Vec<&Hit> = self.hits.iter().filter(|hit| hit.ask == Ask::Next && hit.open.is_none()).collect();
        let is_asked = |place: usize| asks.iter().any(|hit| (hit.start..hit.end).contains(&place));
        let mut tokens = self.sentences.tokens.iter().enumerate();
        !asks.is_empty()
            && self.sentences.slots.is_empty()
            && tokens.all(|(place, token)| is_asked(place) || PHRASES.is_filler(&token.text))
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

    /// The last role of a way whose end is asked for: "helpdesk -> sysadmin -> ?".
    fn open_chain(&self) -> Option<usize> {
        let ends = PHRASES.pair.arrows.iter().filter_map(|arrow| Some(self.text.rfind(arrow)? + arrow.len()));
        let open = self.text.get(ends.max()?..)?;
        let last = self.sentences.tokens.iter().rev().find_map(|token| token.slot)?;
        (!open.contains(char::is_alphanumeric)).then_some(last)
    }

    fn is_in(&self, hit: &Hit, scope: Scope) -> bool {
        scope.is_none() || self.sentences.tokens.get(hit.start).map(|token| token.sentence) == scope
    }

    /// A text that asks nothing, or asks about the bot.
    fn small_talk(&self) -> Option<Understood> {
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
        if !of(&[Ask::Disputes]).is_empty() && !has_roles {
            return Some(Understood::Query(Query::new(Intent::Disputes)));
        }
        if !of(&[Ask::Tracks]).is_empty() && !has_roles && !asks_one {
            return Some(Understood::Query(Query::new(Intent::Tracks)));
        }
        self.by_pronoun(&of(&[Ask::Become, Ask::Define, Ask::Next]))
    }

    /// Whether a dispute is about the role of which is asked how long something takes.
    fn is_of_years(&self, years: &[&Hit], dispute: DisputeKey) -> bool {
        let roles = self.distinct(None, |_| true);
        let about = &self.knowledge[dispute].about;
        years.is_empty()
            || roles.is_empty()
            || roles.iter().filter_map(|slot| self.role(*slot)).any(|role| about.contains(&Subject::Role(role)))
    }

    /// Whether two roles are only compared beside another, which is what is asked about.
    fn is_aside_of(&self, compare: &Hit, ends: [usize; 2], asks: &[&Hit]) -> bool {
        asks.iter().any(|ask| {
            let is_other = |slot: &usize| ends.iter().all(|end| self.differ(*end, *slot));
            ask.start < compare.start && ask.end <= compare.start && ask.slots.first().is_some_and(is_other)
        })
    }

    /// The only other role that stands before this one in its sentence: "lol can you go helpdesk to CISO".
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

    /// The question back about a name beside a role, if it may mean several.
    fn half_clear(&self, hit: &Hit) -> Option<Understood> {
        let known = self.reference(self.sentences.slots.get(*hit.slots.first()?)?);
        let words = self.sentences.tokens.get(hit.open.clone()?)?;
        let said = words.iter().rposition(|word| !PHRASES.is_behind(&word.text)).map_or(words.len(), |last| last + 1);
        let (first, last) = (words.first()?, words.get(..said)?.last()?);
        let open = Reference::Typed(self.text.get(first.at.start..last.at.end)?.to_owned());
        let is_first = (hit.open_slot == 0) != (hit.ask == Ask::PathBack);
        let pair = if is_first { Pair::Both(open, known) } else { Pair::Both(known, open) };
        Some(match hit.ask {
            Ask::Compare => pair::compare(self.knowledge, self.index, &pair),
            _ => pair::path(self.knowledge, self.index, &pair),
        })
    }

    /// The question back about a name that may mean several roles.
    fn unclear(&self, hit: &Hit) -> Understood {
        let tokens = hit.open.clone().and_then(|open| self.sentences.tokens.get(open)).unwrap_or_default();
        let at = tokens.first().map_or(0, |token| token.at.start)..tokens.last().map_or(0, |token| token.at.end);
        let reference = Reference::Typed(self.text[at].to_owned());
        let intent = match hit.ask {
            Ask::Become => Intent::Become,
            Ask::Define => return about_one(resolve::named(self.knowledge, self.index, &reference), Intent::Define),
            _ => Intent::Next,
        };
        about_one(resolve::role(self.knowledge, self.index, &reference), intent)
    }

    /// What is asked about the role that the text is about: "How do I become one?", "What is that?", "What next?".
    fn by_pronoun(&self, hits: &[&Hit]) -> Option<Understood> {
        let hit = hits
            .iter()
            .filter(|hit| hit.slots.is_empty() && hit.open.is_none())
            .max_by_key(|hit| (hit.end - hit.start, hit.start))?;
        let of = |sense: Sense| self.distinct(None, |other| other == sense);
        let (current, wanted, all) = (of(Sense::Current), of(Sense::Wanted), self.distinct(None, |_| true));
        let last_wanted = wanted.last().copied();
        match (hit.ask, current.as_slice(), last_wanted) {
            (Ask::Next | Ask::Become, [from], Some(to)) if self.differ(*from, to) && wanted.len() == 1 => {
                Some(self.path([*from, to]))
            }
            (Ask::Become, [], Some(to)) => Some(self.one(to, Intent::Become)),
            // "I do desktop support. I'd like servers, say sysadmin. How do I get there?"
            (Ask::Become, [from], None)
                if let [one, to] = all.as_slice()
                    && one == from =>
            {
                Some(self.path([*one, *to]))
            }
            // "My son dreams of being a DBA. What should he do first?"
            (Ask::Next, [], Some(to)) if all.len() == 1 && !self.asks_next_alone(to) => {
                Some(self.one(to, Intent::Become))
            }
            (Ask::Next, [role], _) => Some(self.one(*role, Intent::Next)),
            _ => match (all.as_slice(), hit.ask) {
                ([role], Ask::Become) => Some(self.one(*role, Intent::Become)),
                ([role], Ask::Define) => Some(self.define(*role)),
                ([role], _) => Some(self.one(*role, Intent::Next)),
                _ => None,
            },
        }
    }

    /// What is asked by naming roles only: whose they are says it, else single words do.
    fn by_sense(&self) -> Understood {
        let of = |sense: Sense| self.distinct(None, |other| other == sense);
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

    fn candidate(&self, slot: usize) -> Option<Candidate> {
        let entity = subject(self.sentences.slots.get(slot)?.named);
        Some(Candidate::certain(entity, name(self.knowledge, entity)))
    }

    /// The roles of a way that names its steps: "helpdesk -> sysadmin -> devops".
    fn chain(&self) -> Option<Vec<usize>> {
        let mut steps: Vec<usize> = Vec::new();
        let (mut leads, mut sentence) = (false, 0);
        for token in &self.sentences.tokens {
            if token.sentence != sentence {
                (leads, sentence) = (false, token.sentence);
                if steps.len() >= MIN_CHAIN {
                    break;
                }
                steps.clear();
            }
            match token.slot {
                Some(slot) if leads || steps.is_empty() => {
                    steps.push(slot);
                    leads = false;
                }
                Some(_) if steps.len() >= MIN_CHAIN => break,
                Some(slot) => steps = vec![slot],
                None if PHRASES.is_chain(&token.text) => leads = true,
                None if PHRASES.is_article(&token.text) || leads && PHRASES.is_row(&token.text) => {}
                None if PHRASES.is_row(&token.text) => {}
                None if steps.len() >= MIN_CHAIN => break,
                None => steps.clear(),
            }
        }
        let is_way = steps.len() >= MIN_CHAIN && steps.windows(2).all(|two| self.differ(two[0], two[1]));
        let ([first, ..], [.., last]) = (steps.as_slice(), steps.as_slice()) else { return None };
        (is_way && self.differ(*first, *last)).then_some(steps)
    }

    /// A path that passes these roles.
    fn path_by_way_of(&self, ends: [usize; 2], between: &[usize]) -> Understood {
        let path = self.pair(ends, pair::path, |from, to| Intent::Path { from, to });
        match path {
            Understood::Query(Query { intent: Intent::Path { from, to }, interpretations, .. }) => {
                let mut via: Vec<RoleKey> = Vec::new();
                let mut interpretations = interpretations;
                for slot in between {
                    let Some(role) = self.role(*slot).filter(|role| ![from, to].contains(role) && !via.contains(role))
                    else {
                        continue;
                    };
                    via.push(role);
                    interpretations.extend(self.sentences.slots.get(*slot).and_then(|slot| self.interpretation(slot)));
                }
                via.truncate(MAX_VIA);
                Understood::Query(Query { via, ..Query::interpreted(Intent::Path { from, to }, interpretations) })
            }
            unclear => unclear,
        }
    }

    /// The question back which way is meant, if a sentence asks about several: "can programmers become DBAs, and can
    /// network admins?", "could I become a DBA or a developer?".
    fn several_ends(&self, scope: Scope, [from, to]: [usize; 2]) -> Option<Understood> {
        let (_, tokens) = tokens_of(&self.sentences.tokens, scope);
        let place = |slot: usize| tokens.iter().rposition(|token| token.slot == Some(slot));
        // A role that is only understood from the phrase has no place of its own.
        let last = place(from).max(place(to))?;
        let rest = tokens.get(last + 1..)?;
        let at = rest.iter().position(|token| token.slot.is_some())?;
        let third = rest.get(at)?.slot?;
        let (before, behind) = (rest.get(..at)?, rest.get(at + 1..)?);
        let is_filler = |token: &Token| token.slot.is_none() && PHRASES.is_filler(&token.text);
        let is_row = before.first().is_some_and(|token| PHRASES.is_row(&token.text));
        if !is_row
            || !before.iter().all(is_filler)
            || !behind.iter().all(is_filler)
            || ![from, to].iter().all(|end| self.differ(*end, third))
        {
            return None;
        }
        // "or a developer" is another goal, "and can network admins" another start.
        let is_start = before.iter().skip(1).any(|token| !PHRASES.is_article(&token.text)) || to_last(tokens, from, to);
        let (one, other, option) = if is_start { (from, to, &PATH.options[0]) } else { (to, from, &PATH.options[1]) };
        let kept = self.sentences.slots.get(other).map(|slot| subject(slot.named))?;
        let mut several =
            Ambiguous::new(one_line(self.text), None, [one, third].into_iter().filter_map(|slot| self.candidate(slot)));
        several.half =
            Some(PendingArgument { command: PATH.name, option: option.name, is_first: is_start, others: vec![kept] });
        let is_role = |candidate: &Candidate| matches!(candidate.entity, Subject::Role(_));
        (several.candidates.iter().all(is_role) && matches!(kept, Subject::Role(_)))
            .then_some(Understood::Ambiguous(several))
    }

    /// Whether all that follows a role is a sentence that asks what is next: "Data analyst. Next?"
    fn asks_next_alone(&self, slot: usize) -> bool {
        let tokens = &self.sentences.tokens;
        let Some(place) = tokens.iter().position(|token| token.slot == Some(slot)) else { return false };
        let rest = tokens.get(place + 1..).unwrap_or_default();
        let is_apart = rest.first().is_some_and(|first| first.sentence != tokens[place].sentence);
        is_apart && rest.iter().all(|token| token.slot.is_none() && PHRASES.is_cue(Ask::Next, &token.text))
    }

    /// The roles that stand in a row with these: "helpdesk, NOC or desktop support?".
    fn row_of(&self, ends: [usize; 2]) -> Vec<usize> {
        let tokens = &self.sentences.tokens;
        let places: Vec<usize> = (0..tokens.len()).filter(|place| tokens[*place].slot.is_some()).collect();
        let place = |end: usize| places.iter().position(|place| tokens[*place].slot == Some(end));
        let [Some(one), Some(other)] = ends.map(place) else { return Vec::new() };
        let is_joined = |before: usize, behind: usize| {
            let (before, behind) = (places[before], places[behind]);
            let between = &tokens[before + 1..behind];
            let is_link =
                |token: &Token| PHRASES.is_row(&token.text) || pair::is_one_of(&token.text, &PHRASES.pair.versus);
            let gap = self.text.get(tokens[before].at.end..tokens[behind].at.start).unwrap_or_default();
            let has_link = gap.contains([',', '/']) || between.iter().any(is_link);
            tokens[before].sentence == tokens[behind].sentence
                && has_link
                && between.iter().all(|token| is_link(token) || PHRASES.is_article(&token.text))
        };
        let (mut first, mut last) = (one.min(other), one.max(other));
        while first > 0 && is_joined(first - 1, first) {
            first -= 1;
        }
        while last + 1 < places.len() && is_joined(last, last + 1) {
            last += 1;
        }
        places[first..=last].iter().filter_map(|place| tokens[*place].slot).collect()
    }

    /// The question back which of several roles the first is to be compared with; `None` if there are only two.
    fn several_compared(&self, row: &[usize]) -> Option<Understood> {
        let meant = row.iter().filter(|slot| !self.is_negated(**slot));
        let roles: Vec<RoleKey> = meant.filter_map(|slot| self.role(*slot)).collect();
        pair::compare_several(self.knowledge, self.text, &roles)
    }

    /// The dispute that a sentence asks about, unless it plainly asks something else.
    fn dispute(&self, scope: Scope, hits: &[&Hit], asks_else: bool) -> Option<DisputeKey> {
        let tokens = self.tokens(scope);
        let has_phrase = hits.iter().any(|hit| hit.ask == Ask::Dispute);
        if self.is_plain(scope, hits) || scope.is_none() && tokens.len() >= MIN_STORY_WORDS {
            return None;
        }
        let is_part = tokens.len() < self.sentences.tokens.len();
        let has = |ask: Ask| hits.iter().any(|hit| hit.ask == ask);
        // "I'm a DevOps engineer. How do I move up?" asks about the role of the sentence before.
        let goes_on =
            has(Ask::Onward) || has(Ask::Next) && !self.distinct(None, |sense| sense == Sense::Current).is_empty();
        if is_part && !has_phrase && (tokens.len() < MIN_DISPUTE_WORDS || goes_on) {
            return None;
        }
        // "In the NOC: technician to engineer" asks for the way, whatever is disputed about the two.
        let is_way = |hit: &&Hit| {
            is_two_named(hit) && hit.ask != Ask::Compare && hit.slots.iter().all(|slot| self.role(*slot).is_some())
        };
        if !has_phrase && hits.iter().any(is_way) {
            return None;
        }
        if tokens.iter().any(|token| token.slot.is_some()) && pair::has_arrow(self.text) {
            return None;
        }
        // "They renamed sysadmins to systems engineers. Is that a promotion?" asks about the two.
        let is_pair = |hit: &Hit| is_two_named(hit) && !self.is_in(hit, scope);
        if scope.is_some() && tokens.iter().all(|token| token.slot.is_none()) && self.hits.iter().any(is_pair) {
            return None;
        }
        let content = Content::new(self.knowledge, self.text, &self.sentences, tokens);
        // "Boss" and "I am a manager" say what somebody is; which one is asked back.
        if !has_phrase && content.is_single_word() {
            return None;
        }
        let outside = [Ask::Pay, Ask::Certificates, Ask::Applications, Ask::OffTopic];
        let is_off_topic = hits.iter().any(|hit| outside.contains(&hit.ask));
        let has_roles = tokens.iter().any(|token| token.slot.is_some());
        // "Is the helpdesk a trap?": what people disagree about is that role.
        let only =
            match self.distinct(scope, |_| true).as_slice() {
                [slot] => self.sentences.slots.get(*slot).map(|slot| {
                    one_role(self.knowledge, slot.named).map_or_else(|| subject(slot.named), Subject::Role)
                }),
                _ => None,
            };
        let of_role = || {
            only.filter(|_| has_phrase && !asks_else && !is_off_topic)?;
            let (dispute, score) = self.disputes.nearest(self.knowledge, &content, only)?;
            (score >= MIN_DISPUTE_OF_ROLE).then_some(dispute)
        };
        let Some((dispute, score)) = self.disputes.nearest(self.knowledge, &content, None) else { return of_role() };
        let tells_own = !self.distinct(scope, |sense| sense == Sense::Current).is_empty() && !has_phrase;
        let asks_else = asks_else || tells_own;
        // "A manager" or "an engineer" would be asked back about.
        let here = self.distinct(scope, |_| true);
        let has_terms_only = !here.is_empty() && here.iter().all(|slot| self.role(*slot).is_none());
        let has_long_phrase = hits.iter().any(|hit| hit.ask == Ask::Dispute && hit.end - hit.start >= MIN_LONG_PHRASE);
        let least = match (asks_else || is_off_topic, has_phrase, has_roles) {
            // "Are certificates worth it?" is disputed; whether a certain one is, is not known.
            (true, ..) if is_off_topic && !asks_else => MIN_DISPUTE,
            (true, false, _) if has_terms_only => MIN_DISPUTE_WITHOUT_ROLE,
            (true, false, _) => MIN_DISPUTE_BESIDE,
            (true, true, _) if has_long_phrase && !hits.iter().any(|hit| hit.slots.len() > 1) => {
                MIN_DISPUTE_WITH_PHRASE
            }
            (true, true, _) => MIN_DISPUTE,
            (false, true, _) if has_long_phrase => MIN_DISPUTE_WITH_LONG_PHRASE,
            (false, true, _) => MIN_DISPUTE_WITH_PHRASE,
            (false, false, has_roles) if !has_roles || has_terms_only => MIN_DISPUTE_WITHOUT_ROLE,
            (false, false, _) => MIN_DISPUTE,
        };
        if score >= least { Some(dispute) } else { of_role() }
    }

    /// Whether a phrase with roles is all that a sentence says.
    fn is_plain(&self, scope: Scope, hits: &[&Hit]) -> bool {
        let asks = [Ask::Next, Ask::Become, Ask::Path, Ask::PathBack, Ask::Compare, Ask::Define];
        let names = |hit: &&&Hit| !hit.slots.is_empty() || hit.open.is_some();
        let plain: Vec<&&Hit> = hits.iter().filter(|hit| asks.contains(&hit.ask)).filter(names).collect();
        !plain.is_empty()
            && self.sentences.tokens.iter().enumerate().all(|(place, token)| {
                let is_in = scope.is_none() || scope == Some(token.sentence);
                let is_said = plain.iter().any(|hit| (hit.start..hit.end).contains(&place));
                !is_in || is_said || token.slot.is_none() && PHRASES.is_filler(&token.text)
            })
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

    fn role(&self, slot: usize) -> Option<RoleKey> {
        self.sentences.slots.get(slot).and_then(|slot| one_role(self.knowledge, slot.named))
    }

    fn define(&self, slot: usize) -> Understood {
        let Some(slot) = self.sentences.slots.get(slot) else { return self.by_sense() };
        let interpretations = self.interpretation(slot).into_iter().collect();
        Understood::Query(Query::interpreted(Intent::Define(slot.named), interpretations))
    }

    /// A question about one role, or the question back which role of a term is meant.
    fn one(&self, slot: usize, intent: impl Fn(RoleKey) -> Intent) -> Understood {
        let Some(slot) = self.sentences.slots.get(slot) else { return self.by_sense() };
        match one_role(self.knowledge, slot.named) {
            Some(role) => {
                let interpretations = self.interpretation(slot).into_iter().collect();
                Understood::Query(Query::interpreted(intent(role), interpretations))
            }
            None => about_one(resolve::role(self.knowledge, self.index, &self.reference(slot)), intent),
        }
    }

    /// A path, by way of the roles that are named as being in between.
    fn path(&self, ends: [usize; 2]) -> Understood {
        let via = self.hits.iter().filter(|hit| hit.ask == Ask::Via).filter_map(|hit| hit.slots.first().copied());
        self.path_by_way_of(ends, &via.collect::<Vec<_>>())
    }

    fn compare(&self, ends: [usize; 2]) -> Understood {
        self.pair(ends, pair::compare, |first, second| Intent::Compare { first, second })
    }

    /// A query about two roles; if one of them is a term, the question back that `pair` asks.
    fn pair(
        &self,
        ends: [usize; 2],
        pair: impl Fn(&Knowledge, &Index, &Pair) -> Understood,
        intent: impl Fn(RoleKey, RoleKey) -> Intent,
    ) -> Understood {
        let [Some(one), Some(other)] = ends.map(|slot| self.sentences.slots.get(slot)) else { return self.by_sense() };
        if let (Named::Role(first), Named::Role(second)) = (one.named, other.named) {
            let interpretations = [one, other].into_iter().filter_map(|slot| self.interpretation(slot)).collect();
            return Understood::Query(Query::interpreted(intent(first, second), interpretations));
        }
        pair(self.knowledge, self.index, &Pair::Both(self.reference(one), self.reference(other)))
    }

    /// Which words of the text were taken for a role; `None` if the answer shows them, and the rest was understood too.
    fn interpretation(&self, slot: &Slot) -> Option<Interpretation> {
        let entity = subject(slot.named);
        let name = name(self.knowledge, entity);
        let typed = one_line(self.text.get(slot.at.clone()).unwrap_or_default());
        let is_alias = || self.is_alias(slot.named, &typed) && resolve::shows(name, &typed);
        let is_named = typed.to_lowercase() == name.to_lowercase() || is_alias();
        let is_all = self.is_foreign();
        (!is_named || is_all).then(|| Interpretation {
            typed,
            entity,
            via: name.to_owned(),
            corrections: Vec::new(),
            is_all,
        })
    }

    fn is_alias(&self, named: Named, typed: &str) -> bool {
        let aliases = match named {
            Named::Role(role) => &self.knowledge[role].aliases,
            Named::Term(term) => &self.knowledge[term].aliases,
        };
        aliases.iter().any(|alias| alias.to_lowercase() == typed.to_lowercase())
    }

    /// Whether the words around the roles are none that people use to ask in a language that is known.
    fn is_foreign(&self) -> bool {
        let is_word = |token: &&Token| token.slot.is_none() && token.text.chars().any(char::is_alphabetic);
        let words = self.sentences.tokens.iter().filter(is_word);
        let unknown = words.clone().filter(|token| !PHRASES.is_known(&token.text)).count();
        unknown >= MIN_UNKNOWN_WORDS
            && self.hits.iter().all(|hit| hit.end - hit.start < 2)
            && 4 * unknown >= 3 * words.count()
    }

    /// What is named, as a question refers to it.
    fn reference(&self, slot: &Slot) -> Reference {
        match slot.named {
            Named::Role(role) => Reference::Id(self.knowledge[role].id.clone()),
            // A role may have the same id.
            Named::Term(term) => Reference::Typed(name(self.knowledge, Subject::Term(term)).to_owned()),
        }
    }
}
