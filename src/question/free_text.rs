//! A question in words: which intent it has.
//!
//! The phrases in it say what is asked, and about which of its roles. The last sentence that asks something counts most:
//! people tell their story first. Where no phrase says it, the role that the asker has, and the one they want, decide.

use crate::knowledge::model::{DisputeKey, Knowledge, RoleKey, Subject};
use crate::matching::{Index, Named, Sense, Verdict};

use super::command::COMMANDS;
use super::disputes::{Content, DisputeIndex, one_role};
use super::input::{Pair, Question, Reference};
use super::phrases::{Ask, Hit, PHRASES};
use super::query::{Ambiguous, Candidate, Intent, Interpretation, OffTopic, Query, SmallTalk, Understood};
use super::resolve::{about_one, name, one_line, subject};
use super::sentence::{Sentences, Slot, readable};
use super::{pair, resolve};

/// How close a text has to be to one of the ways in which people ask about a dispute, if a phrase of disputes is in it.
const MIN_DISPUTE_WITH_PHRASE: f64 = 0.5;

/// The same, if it names no role.
const MIN_DISPUTE_WITHOUT_ROLE: f64 = 0.6;

/// The same, if it names a role, or asks something else as well.
const MIN_DISPUTE: f64 = 0.75;

/// The same, if another phrase says what it asks, and none of disputes is in it.
const MIN_DISPUTE_BESIDE: f64 = 0.9;

/// Most names that are looked up because of the phrases around them.
const MAX_LOOKUPS: usize = 4;

/// Most words between a negation and what it turns round.
const MAX_NEGATED: usize = 3;

/// Most words of a text that is a title, and no sentence.
const MAX_TITLE_WORDS: usize = 4;

/// From so many words on, a text tells a story, in which words like "degree" are no question.
const MIN_STORY_WORDS: usize = 25;

/// Fewest words that have to be unknown for a text to be in a language that is not understood.
const MIN_UNKNOWN_WORDS: usize = 3;

/// Most characters of a text that is looked up as a name.
const MAX_NAME_CHARS: usize = 80;

/// What somebody asks in their own words.
pub(super) fn understand(knowledge: &Knowledge, index: &Index, disputes: &DisputeIndex, text: &str) -> Understood {
    let text = readable(text);
    let next = || about_one(resolve::role(knowledge, index, &Reference::Typed(text.to_owned())), Intent::Next);
    let is_short = text.chars().nth(MAX_NAME_CHARS).is_none();
    if is_short && let Some(dispute) = disputes.exactly(text) {
        return Understood::Query(Query::new(Intent::Dispute(dispute)));
    }
    if is_short && let Some(pair) = pair::compared(knowledge, index, text) {
        return pair::compare(knowledge, index, &pair);
    }
    let mentions = index.mentions(text, &knowledge.vocabulary);
    if is_short && mentions.all.len() < 2 && index.find(text).verdict == Verdict::Exact {
        return next();
    }
    let mut sentences = Sentences::new(text, &pair::apart(index, text, mentions.all));
    let mut hits = PHRASES.hits(&sentences);
    look_up(index, text, &mut sentences, &mut hits);
    let asked = Asked { knowledge, index, disputes, text, sentences, hits };
    if let Some(understood) = asked.understood() {
        return understood;
    }
    if pair::has_arrow(text) {
        return pair::path(knowledge, index, &Pair::Text(text.to_owned()));
    }
    let is_name = asked.sentences.tokens.len() <= MAX_TITLE_WORDS
        && matches!(index.find(text).verdict, Verdict::Exact | Verdict::Confident);
    if is_name || asked.sentences.slots.is_empty() { next() } else { asked.by_sense() }
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

/// Looks up the names that stand where phrases have one, and that are no roles by themselves: "what comes after
/// deployment?".
fn look_up(index: &Index, text: &str, sentences: &mut Sentences, hits: &mut Vec<Hit>) {
    let mut lookups = 0;
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.end - hit.start));
    hits.retain_mut(|hit| {
        let Some(open) = hit.open.clone() else { return true };
        let asks = match hit.ask {
            Ask::Current | Ask::Next | Ask::Become | Ask::Define | Ask::Dispute => hit.slots.is_empty(),
            Ask::Path | Ask::PathBack | Ask::Compare => !hit.slots.is_empty(),
            _ => false,
        };
        let (Some(first), Some(last)) = (sentences.tokens.get(open.start), sentences.tokens.get(open.end - 1)) else {
            return false;
        };
        if !asks || lookups == MAX_LOOKUPS {
            return false;
        }
        let at = first.at.start..last.at.end;
        let known = sentences.slots.iter().position(|slot| slot.at == at);
        let mut is_ambiguous = false;
        let slot = known.or_else(|| {
            lookups += 1;
            let found = index.find(&text[at.clone()]);
            let is_one = hit.slots.is_empty();
            is_ambiguous = is_one
                && found.verdict == Verdict::Ambiguous
                && hit.ask != Ask::Current
                && hit.end - hit.start >= 2 + open.len();
            let is_sure = match found.verdict {
                Verdict::Exact => true,
                Verdict::Confident if is_one || hit.end - hit.start >= 4 + open.len() => {
                    hit.end - hit.start >= 2 + open.len() || hit.ask == Ask::Current && hit.start + 3 <= open.start
                }
                _ => false,
            };
            let best = found.candidates.first().filter(|_| is_sure)?;
            let sense = if hit.ask == Ask::Current { Sense::Current } else { Sense::Other };
            sentences.slots.push(Slot { named: best.named, at, sense });
            Some(sentences.slots.len() - 1)
        });
        if let Some(slot) = slot {
            hit.slots.insert(hit.open_slot.min(hit.slots.len()), slot);
        }
        slot.is_some() || is_ambiguous
    });
}

/// A question in words, with the phrases that were found in it.
struct Asked<'a> {
    knowledge: &'a Knowledge,
    index: &'a Index,
    disputes: &'a DisputeIndex,
    text: &'a str,
    sentences: Sentences,
    hits: Vec<Hit>,
}

/// A sentence, or the whole text.
type Scope = Option<usize>;

impl Asked<'_> {
    /// What is asked, if a phrase says it.
    fn understood(&self) -> Option<Understood> {
        if let Some(talk) = self.small_talk() {
            return Some(talk);
        }
        let questions = self.sentences.questions.iter().rev().take(MAX_LOOKUPS).map(|sentence| Some(*sentence));
        questions.chain([None]).find_map(|scope| self.in_scope(scope))
    }

    fn is_in(&self, hit: &Hit, scope: Scope) -> bool {
        scope.is_none() || self.sentences.tokens.get(hit.start).map(|token| token.sentence) == scope
    }

    /// A text that asks nothing, or asks about the bot.
    fn small_talk(&self) -> Option<Understood> {
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
                .max_by_key(|(hit, _)| hit.end - hit.start)
        };
        let (path, compare) = (two(&[Ask::Path, Ask::PathBack]), two(&[Ask::Compare]));
        let one = |ask: Ask| {
            let with_slot = of(&[ask]).into_iter().filter_map(|hit| Some((hit, *hit.slots.first()?)));
            with_slot
                .filter(|(hit, slot)| self.is_meant(hit, *slot))
                .max_by_key(|(hit, _)| hit.end - hit.start)
                .map(|(_, slot)| slot)
        };
        let (next, become_, define) = (one(Ask::Next), one(Ask::Become), one(Ask::Define));
        let asks = [Ask::Next, Ask::Become, Ask::Define, Ask::Tracks, Ask::Compare, Ask::Path, Ask::PathBack];
        let asks_else =
            hits.iter().any(|hit| asks.contains(&hit.ask) && (hit.slots.len() != 1 || hit.end - hit.start > 2));
        let asks_one = next.is_some() || become_.is_some() || define.is_some();

        if let Some(dispute) = self.dispute(scope, &hits, asks_else) {
            return Some(Understood::Query(Query::new(Intent::Dispute(dispute))));
        }
        let off_topic = [
            (Ask::Pay, OffTopic::Pay),
            (Ask::Applications, OffTopic::Applications),
            (Ask::Certificates, OffTopic::Certificates),
            (Ask::OffTopic, OffTopic::Other),
        ];
        let topic = off_topic.into_iter().find(|(ask, _)| !of(&[*ask]).is_empty()).map(|(_, topic)| topic);
        let tells_story = scope.is_none()
            && self.sentences.tokens.len() >= MIN_STORY_WORDS
            && !self.distinct(None, |sense| sense == Sense::Current).is_empty();
        if let Some(topic) = topic
            && path.is_none()
            && next.is_none()
            && become_.is_none()
            && of(&[Ask::Next]).is_empty()
            && !tells_story
        {
            let role = match self.distinct(None, |_| true).as_slice() {
                [slot] => self.role(*slot),
                _ => None,
            };
            return Some(Understood::Query(Query::new(Intent::OutOfScope { topic, role })));
        }
        match (path, compare) {
            (Some((way, ends)), Some((hit, _))) if way.end - way.start > hit.end - hit.start => {
                return Some(self.path(ends));
            }
            (_, Some((_, ends))) => return Some(self.compare(ends)),
            (Some((_, ends)), None) => return Some(self.path(ends)),
            (None, None) => {}
        }
        if !of(&[Ask::Compare]).is_empty() {
            let here = self.distinct(scope, |_| true);
            let all = if here.len() < 2 { self.distinct(None, |_| true) } else { here };
            if let [first, second] = all.as_slice() {
                return Some(self.compare([*first, *second]));
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
        if let Some(to) = become_ {
            let mut others = self.distinct(None, |sense| sense == Sense::Current);
            others.retain(|slot| !self.is_negated(*slot));
            return Some(match others.iter().rev().find(|from| self.differ(**from, to)) {
                Some(from) => self.path([*from, to]),
                None => self.one(to, Intent::Become),
            });
        }
        let unclear = of(&[Ask::Next, Ask::Become, Ask::Define])
            .into_iter()
            .find(|hit| hit.slots.is_empty() && hit.open.is_some());
        if let Some(unclear) = unclear {
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
            (Ask::Next, [role], _) => Some(self.one(*role, Intent::Next)),
            _ => match (all.as_slice(), hit.ask) {
                ([role], Ask::Become) => Some(self.one(*role, Intent::Become)),
                ([role], Ask::Define) => Some(self.define(*role)),
                ([role], _) => Some(self.one(*role, Intent::Next)),
                _ => None,
            },
        }
    }

    /// What is asked by naming roles only.
    fn by_sense(&self) -> Understood {
        let of = |sense: Sense| self.distinct(None, |other| other == sense);
        let (current, wanted) = (of(Sense::Current), of(Sense::Wanted));
        match (current.as_slice(), wanted.as_slice()) {
            ([current], [wanted]) if self.differ(*current, *wanted) => return self.path([*current, *wanted]),
            ([], [wanted]) if self.distinct(None, |_| true).len() == 1 => return self.one(*wanted, Intent::Become),
            _ => {}
        }
        // Without a role of their own, people ask about the roles that they name.
        let meant = if current.is_empty() { of(Sense::Other) } else { current };
        let meant = if meant.is_empty() { self.distinct(None, |_| true) } else { meant };
        match meant.as_slice() {
            [slot] => self.one(*slot, Intent::Next),
            several => {
                let candidates = several.iter().filter_map(|slot| self.sentences.slots.get(*slot)).map(|slot| {
                    let entity = subject(slot.named);
                    Candidate::certain(entity, name(self.knowledge, entity))
                });
                Understood::Ambiguous(Ambiguous::new(one_line(self.text), None, candidates))
            }
        }
    }

    /// The dispute that a sentence asks about, unless it plainly asks something else.
    fn dispute(&self, scope: Scope, hits: &[&Hit], asks_else: bool) -> Option<DisputeKey> {
        let tokens = self.tokens(scope);
        let has_phrase = hits.iter().any(|hit| hit.ask == Ask::Dispute);
        if self.is_plain(scope, hits) || scope.is_none() && tokens.len() >= MIN_STORY_WORDS {
            return None;
        }
        let content = Content::new(self.knowledge, self.text, &self.sentences, tokens);
        let (dispute, score) = self.disputes.nearest(self.knowledge, &content)?;
        let has_roles = tokens.iter().any(|token| token.slot.is_some());
        let is_off_topic = hits.iter().any(|hit| matches!(hit.ask, Ask::Pay | Ask::Certificates | Ask::Applications));
        let tells_own = !self.distinct(scope, |sense| sense == Sense::Current).is_empty() && !has_phrase;
        let asks_else = asks_else || tells_own;
        let least = match (asks_else || is_off_topic, has_phrase, has_roles) {
            // "Are certificates worth it?" is disputed; whether a certain one is, is not known.
            (true, ..) if is_off_topic && !asks_else => MIN_DISPUTE,
            (true, false, _) => MIN_DISPUTE_BESIDE,
            (true, true, _) => MIN_DISPUTE,
            (false, true, _) => MIN_DISPUTE_WITH_PHRASE,
            (false, false, false) => MIN_DISPUTE_WITHOUT_ROLE,
            (false, false, true) => MIN_DISPUTE,
        };
        (score >= least).then_some(dispute)
    }

    /// Whether a phrase with roles is all that a sentence says.
    fn is_plain(&self, scope: Scope, hits: &[&Hit]) -> bool {
        let asks = [Ask::Next, Ask::Become, Ask::Path, Ask::PathBack, Ask::Compare, Ask::Define];
        let plain: Vec<&&Hit> = hits.iter().filter(|hit| !hit.slots.is_empty() && asks.contains(&hit.ask)).collect();
        !plain.is_empty()
            && self.sentences.tokens.iter().enumerate().all(|(place, token)| {
                let is_in = scope.is_none() || scope == Some(token.sentence);
                let is_said = plain.iter().any(|hit| (hit.start..hit.end).contains(&place));
                !is_in || is_said || token.slot.is_none() && PHRASES.is_filler(&token.text)
            })
    }

    fn tokens(&self, scope: Scope) -> &[super::sentence::Token] {
        let all = &self.sentences.tokens;
        let Some(sentence) = scope else { return all };
        let start = all.partition_point(|token| token.sentence < sentence);
        let end = all.partition_point(|token| token.sentence <= sentence);
        all.get(start..end).unwrap_or_default()
    }

    /// Whether the phrase is about the asker's present or future, and not their past.
    fn is_meant(&self, hit: &Hit, slot: usize) -> bool {
        let Some(slot) = self.sentences.slots.get(slot) else { return false };
        let is_short = hit.end - hit.start <= 2;
        if hit.ask == Ask::Become && self.is_negated_before(hit.start) {
            return false;
        }
        match (hit.ask, slot.sense) {
            (Ask::Become, Sense::Past) => false,
            (Ask::Become, Sense::Wanted) => true,
            (Ask::Become, _) => !is_short,
            (Ask::Next, Sense::Past) => !is_short,
            _ => true,
        }
    }

    /// Whether a role is named to say that it is not meant.
    fn is_negated(&self, slot: usize) -> bool {
        let place = self.sentences.tokens.iter().position(|token| token.slot == Some(slot));
        place.is_some_and(|place| self.is_negated_before(place))
    }

    /// Whether one of the words before a place turns it round.
    fn is_negated_before(&self, place: usize) -> bool {
        let before = self.sentences.tokens.get(place.saturating_sub(MAX_NEGATED)..place).unwrap_or_default();
        before.iter().any(|token| token.slot.is_none() && PHRASES.is_negation(&token.text))
    }

    /// The two ends of a phrase with two roles.
    fn two(&self, hit: &Hit) -> Option<[usize; 2]> {
        let [one, other] = *hit.slots.as_slice() else { return None };
        if !self.differ(one, other) {
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
            if is_meant(slot.sense) && in_scope(place) && all.iter().all(|other| self.differ(*other, place)) {
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
        Understood::Query(Query { intent: Intent::Define(slot.named), interpretations })
    }

    /// A question about one role, or the question back which role of a term is meant.
    fn one(&self, slot: usize, intent: impl Fn(RoleKey) -> Intent) -> Understood {
        let Some(slot) = self.sentences.slots.get(slot) else { return self.by_sense() };
        match one_role(self.knowledge, slot.named) {
            Some(role) => {
                let interpretations = self.interpretation(slot).into_iter().collect();
                Understood::Query(Query { intent: intent(role), interpretations })
            }
            None => about_one(resolve::role(self.knowledge, self.index, &self.reference(slot)), intent),
        }
    }

    fn path(&self, ends: [usize; 2]) -> Understood {
        self.pair(ends, pair::path, |from, to| Intent::Path { from, to })
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
            return Understood::Query(Query { intent: intent(first, second), interpretations });
        }
        pair(self.knowledge, self.index, &Pair::Both(self.reference(one), self.reference(other)))
    }

    /// Which words of the text were taken for a role; `None` if they are its name and the rest was understood too.
    fn interpretation(&self, slot: &Slot) -> Option<Interpretation> {
        let entity = subject(slot.named);
        let name = name(self.knowledge, entity);
        let typed = one_line(self.text.get(slot.at.clone()).unwrap_or_default());
        let is_named = typed.to_lowercase() == name.to_lowercase();
        let is_all = self.is_foreign();
        (!is_named || is_all).then(|| Interpretation {
            typed,
            entity,
            via: name.to_owned(),
            corrections: Vec::new(),
            is_all,
        })
    }

    /// Whether the words around the roles are none that people use to ask in a language that is known.
    fn is_foreign(&self) -> bool {
        let words = self.sentences.tokens.iter().filter(|token| token.slot.is_none());
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
