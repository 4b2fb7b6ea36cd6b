//! How people ask, as data: a file per language in `phrases/`, and `any.toml` for signs that belong to none.
//!
//! To add a language, add its file and a line to [`FILES`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::matching::Mention;

use super::sentence::{Sentences, Token, folded};

/// Every file, by the language it is in.
const FILES: &[(&str, &str)] = &[
    ("any", include_str!("phrases/any.toml")),
    ("en", include_str!("phrases/en.toml")),
    ("de", include_str!("phrases/de.toml")),
    ("fr", include_str!("phrases/fr.toml")),
    ("es", include_str!("phrases/es.toml")),
    ("pt", include_str!("phrases/pt.toml")),
];

/// Most words that a gap in a phrase stands for.
const MAX_GAP: usize = 3;

/// Most words that a long gap in a phrase stands for.
const MAX_LONG_GAP: usize = 9;

/// Most words that say nothing before a role.
const MAX_FILLERS: usize = 5;

/// Most words of a name that is looked up because of the phrase around it.
const MAX_NAME: usize = 5;

/// Most phrases that are found in one text.
const MAX_HITS: usize = 200;

/// The phrases of all languages.
///
/// A file that cannot be read would be left out; a test reads each of them.
pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut all = Phrases::default();
    for file in FILES.iter().filter_map(|(_, text)| toml::from_str::<File>(text).ok()) {
        all.absorb(file);
    }
    all
});

/// What a phrase asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Ask {
    /// What the asker does now; no question.
    Current,
    /// What the asker wants to be; no question.
    Wanted,
    /// What the asker was; no question.
    Past,
    /// People who have a role; no question, and not the asker.
    Others,
    /// The department that the asker runs; no question.
    Runs,
    /// What the asker is called, which may not be what they do; no question.
    Claimed,
    /// A role that is named to say that it is not meant; no question.
    Unmeant,
    /// A role in between, on the way from one to another; no question.
    Via,
    /// How long something takes.
    Years,
    /// What comes next.
    Next,
    /// How people get to a role.
    Become,
    /// The way from the first role to the second.
    Path,
    /// The way to the first role from the second.
    PathBack,
    /// Two roles side by side.
    Compare,
    /// What a role or term means.
    Define,
    /// All tracks.
    Tracks,
    /// Something that people disagree about.
    Dispute,
    /// All that people disagree about.
    Disputes,
    /// Salaries.
    Pay,
    /// Certificates, courses and degrees.
    Certificates,
    /// Résumés, interviews, vacancies.
    Applications,
    /// Anything else that the knowledge says nothing about.
    OffTopic,
    /// What the bot is, and where its knowledge comes from.
    About,
    /// Says hello.
    Greeting,
    /// Says thank you.
    Thanks,
    /// Calls for help.
    Help,
    /// Says yes.
    Yes,
    /// Asks to go on from what was answered.
    Onward,
}

/// A file of phrases. The head of `en.toml` explains it.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    sets: BTreeMap<String, Vec<String>>,
    ask: BTreeMap<Ask, Vec<String>>,
    words: Words,
    cues: Cues,
    pair: PairPhrases,
    reply: ReplyPhrases,
}

#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Words {
    fillers: Vec<String>,
    behind: Vec<String>,
    ignored: Vec<String>,
    same: Vec<String>,
    spellings: Vec<String>,
    negations: Vec<String>,
    grades: Vec<String>,
    numbers: Vec<String>,
    forms: Vec<String>,
    places: Vec<String>,
    asides: Vec<String>,
    addressed: Vec<String>,
    unsure: Vec<String>,
    turns: Vec<String>,
    row: Vec<String>,
    chain: Vec<String>,
    owners: Vec<String>,
    really: Vec<String>,
    moved: Vec<String>,
    auxiliaries: Vec<String>,
    trades: Vec<String>,
    verbs: Vec<String>,
    manager: Vec<String>,
    within: Vec<String>,
    common: Vec<String>,
}

/// Words that tell what is asked where no phrase does.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Cues {
    next: Vec<String>,
    #[serde(rename = "become")]
    become_: Vec<String>,
    path: Vec<String>,
    compare: Vec<String>,
    define: Vec<String>,
}

/// What stands around two roles.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PairPhrases {
    /// Words between the two.
    pub(super) between: Vec<String>,
    /// Words before the first.
    pub(super) before: Vec<String>,
    /// Single characters between the two.
    pub(super) signs: Vec<char>,
    /// Signs that lead from the first to the second.
    pub(super) arrows: Vec<String>,
    /// Words that compare what stands before and after them.
    pub(super) versus: Vec<String>,
}

/// What people reply to an answer, word for word.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ReplyPhrases {
    /// Asks for all of it, and who says so.
    pub(super) whole: Vec<String>,
    /// Asks for the same role in management.
    pub(super) management: Vec<String>,
    /// Asks the same about the role that follows.
    pub(super) about: Vec<String>,
    /// The same, with that role as the start of a path.
    pub(super) start: Vec<String>,
    /// Words that say nothing behind that role.
    pub(super) instead: Vec<String>,
    /// Words that point to the second of two.
    pub(super) other: Vec<String>,
    /// Words that begin a correction.
    pub(super) denials: Vec<String>,
}

/// A word of a phrase: its place among all of them.
type WordId = usize;

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(WordId),
    /// A role or term.
    Slot,
    /// So many words at most.
    Gap(usize),
    /// A number, or an amount such as "85k".
    Number,
    /// One of several ways to go on; an empty one says that the others may be left out.
    Choice(Vec<Vec<Part>>),
}

/// A phrase to look for.
#[derive(Debug)]
struct Pattern {
    ask: Ask,
    parts: Vec<Part>,
    /// Most roles that it names.
    slots: usize,
    /// Words of which one each stands behind the beginning of the phrase, in the same sentence.
    needs: Vec<Vec<WordId>>,
}

/// With what a phrase may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum First {
    Word(WordId),
    Slot,
    Number,
}

/// A text in which phrases are looked for.
struct Text<'t> {
    tokens: &'t [Token],
    /// Which word of a phrase each token is.
    words: Vec<Option<WordId>>,
}

/// What has to follow a choice.
struct Rest<'p> {
    parts: &'p [Part],
    then: Option<&'p Rest<'p>>,
}

impl Rest<'_> {
    fn all(&self, is: &impl Fn(&Part) -> bool) -> bool {
        self.parts.iter().all(is) && self.then.is_none_or(|then| then.all(is))
    }
}

/// Everything that is known about how people ask.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    patterns: Vec<Pattern>,
    words: FxHashMap<String, WordId>,
    by_first: FxHashMap<First, Vec<usize>>,
    fillers: FxHashSet<String>,
    behind: FxHashSet<String>,
    ignored: FxHashSet<String>,
    same: FxHashMap<String, String>,
    spellings: FxHashMap<String, String>,
    negations: FxHashSet<String>,
    grades: Vec<String>,
    numbers: FxHashMap<String, usize>,
    forms: FxHashMap<String, String>,
    places: FxHashSet<String>,
    asides: FxHashSet<String>,
    addressed: FxHashSet<String>,
    unsure: FxHashSet<String>,
    turns: FxHashSet<String>,
    row: FxHashSet<String>,
    chain: FxHashSet<String>,
    owners: FxHashSet<String>,
    really: FxHashSet<String>,
    moved: FxHashSet<String>,
    auxiliaries: FxHashSet<String>,
    trades: FxHashSet<String>,
    verbs: Vec<String>,
    manager: Vec<String>,
    within: FxHashSet<String>,
    common: FxHashSet<String>,
    cues: FxHashMap<Ask, FxHashSet<String>>,
    pub(super) pair: PairPhrases,
    pub(super) reply: ReplyPhrases,
}

/// A phrase that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// What it asks for.
    pub(super) ask: Ask,
    /// The first of its words.
    pub(super) start: usize,
    /// Behind the last of its words.
    pub(super) end: usize,
    /// The slots in it, in the order of the phrase.
    pub(super) slots: Vec<usize>,
    /// The words that would be a name, if none was found where the phrase has one.
    pub(super) open: Option<Range<usize>>,
    /// The place among the slots of what is found there.
    pub(super) open_slot: usize,
    /// How many words the phrase itself has.
    pub(super) words: usize,
}

impl Phrases {
    fn absorb(&mut self, file: File) {
        let File { sets, ask, words, cues, pair, reply } = file;
        for (ask, phrases) in ask {
            for phrase in phrases {
                // A phrase that cannot be read would be left out; a test reads each of them.
                let Some(parts) = parts(&phrase, &sets, &mut self.words) else { continue };
                let mut all = BTreeSet::new();
                firsts(&parts, &mut all);
                for first in all {
                    self.by_first.entry(first).or_default().push(self.patterns.len());
                }
                let slots = slots(&parts);
                // What it begins with is there where it is looked for. Of the rest, the fewest words say most.
                let mut needs = needs(parts.get(1..).unwrap_or_default());
                needs.sort_by_key(Vec::len);
                self.patterns.push(Pattern { ask, parts, slots, needs });
            }
        }
        for group in &words.spellings {
            let mut group = group.split(' ').map(folded);
            let Some(right) = group.next() else { continue };
            self.spellings.extend(group.map(|word| (word, right.clone())));
        }
        self.fillers.extend(words.fillers.iter().map(|word| folded(word)));
        self.behind.extend(words.behind.iter().map(|word| folded(word)));
        self.ignored.extend(words.ignored.iter().map(|word| folded(word)));
        self.negations.extend(words.negations.iter().map(|word| folded(word)));
        self.grades.extend(words.grades);
        for group in &words.same {
            let mut group = group.split(' ').map(folded);
            let Some(first) = group.next() else { continue };
            self.same.extend(group.map(|word| (word, first.clone())));
        }
        for group in &words.forms {
            let mut group = group.split(' ').map(folded);
            let Some(role) = group.next() else { continue };
            self.forms.extend(group.map(|field| (field, role.clone())));
        }
        self.places.extend(words.places.iter().map(|word| word.to_lowercase()));
        self.asides.extend(words.asides.iter().map(|word| folded(word)));
        self.addressed.extend(words.addressed.iter().map(|word| folded(word)));
        self.unsure.extend(words.unsure.iter().map(|word| folded(word)));
        self.turns.extend(words.turns.iter().map(|word| folded(word)));
        self.row.extend(words.row.iter().map(|word| folded(word)));
        self.chain.extend(words.chain);
        self.owners.extend(words.owners.iter().map(|word| folded(word)));
        self.really.extend(words.really.iter().map(|word| folded(word)));
        self.moved.extend(words.moved.iter().map(|word| folded(word)));
        self.auxiliaries.extend(words.auxiliaries.iter().map(|word| folded(word)));
        self.trades.extend(words.trades.iter().map(|word| folded(word)));
        self.verbs.extend(words.verbs);
        self.manager.extend(words.manager);
        self.within.extend(words.within.iter().map(|word| folded(word)));
        self.common.extend(words.common.iter().map(|word| folded(word)));
        let Cues { next, become_, path, compare, define } = cues;
        let cues = [
            (Ask::Next, next),
            (Ask::Become, become_),
            (Ask::Path, path),
            (Ask::Compare, compare),
            (Ask::Define, define),
        ];
        for (ask, words) in cues {
            self.cues.entry(ask).or_default().extend(words.iter().map(|word| folded(word)));
        }
        self.numbers.extend(words.numbers.iter().enumerate().map(|(place, word)| (folded(word), place + 1)));
        self.reply.whole.extend(reply.whole);
        self.reply.management.extend(reply.management);
        self.reply.about.extend(reply.about);
        self.reply.start.extend(reply.start);
        self.reply.instead.extend(reply.instead);
        self.reply.other.extend(reply.other);
        self.reply.denials.extend(reply.denials);
        self.pair.between.extend(pair.between);
        self.pair.before.extend(pair.before);
        self.pair.signs.extend(pair.signs);
        self.pair.arrows.extend(pair.arrows);
        self.pair.versus.extend(pair.versus);
    }

    /// The sentences of a text, with the right word for a misspelled or short one: "what" for "waht".
    pub(super) fn sentences(&self, text: &str, mentions: &[Mention]) -> Sentences {
        let mut sentences = Sentences::new(text, mentions);
        for token in &mut sentences.tokens {
            if let Some(right) = self.spellings.get(&token.text) {
                token.text.clone_from(right);
            }
        }
        sentences
    }

    /// Whether a word says nothing about what is disputed.
    pub(super) fn is_ignored(&self, word: &str) -> bool {
        self.ignored.contains(word)
    }

    /// Whether a word only points to what is picked: "the second one".
    pub(super) fn is_article(&self, word: &str) -> bool {
        self.fillers.contains(word) || self.behind.contains(word)
    }

    /// Whether a word says nothing beside a question: it is polite, or goes with a role.
    pub(super) fn is_filler(&self, word: &str) -> bool {
        self.is_ignored(word) || self.fillers.contains(word) || self.behind.contains(word)
    }

    /// Whether it is a word that people use to ask.
    pub(super) fn is_known(&self, word: &str) -> bool {
        let begins = |word: &WordId| self.by_first.contains_key(&First::Word(*word));
        self.is_filler(word) || self.words.get(word).is_some_and(begins) || self.same.contains_key(word)
    }

    /// Whether a word turns what follows round.
    pub(super) fn is_negation(&self, word: &str) -> bool {
        self.negations.contains(word)
    }

    /// Whether a word behind a negation says that the asker does not know: "not sure", "no idea".
    pub(super) fn is_unsure(&self, word: &str) -> bool {
        self.unsure.contains(word)
    }

    /// Whether something new begins with a word, which a negation before it does not turn round.
    pub(super) fn is_turn(&self, word: &str) -> bool {
        self.turns.contains(word)
    }

    /// Whether a word stands between things of the same sort.
    pub(super) fn is_row(&self, word: &str) -> bool {
        self.row.contains(word)
    }

    /// Whether a person behind a word is somebody else: "my manager".
    pub(super) fn is_owner(&self, word: &str) -> bool {
        self.owners.contains(word)
    }

    /// Whether a word goes with the role before it: "my helpdesk job".
    pub(super) fn is_behind(&self, word: &str) -> bool {
        self.behind.contains(word)
    }

    /// Whether a word or sign leads from one step of a way to the next.
    pub(super) fn is_chain(&self, word: &str) -> bool {
        self.chain.contains(word)
    }

    /// Whether a word tells what is asked where no phrase does.
    pub(super) fn is_cue(&self, ask: Ask, word: &str) -> bool {
        self.cues.get(&ask).is_some_and(|words| words.contains(word))
    }

    /// Whether a word stands for the bot: "your data".
    pub(super) fn is_addressed(&self, word: &str) -> bool {
        self.addressed.contains(word)
    }

    /// Whether people say a word in passing that may also be a question out of scope.
    pub(super) fn is_aside(&self, word: &str) -> bool {
        self.asides.contains(word) || is_amount(word)
    }

    /// Whether what follows a word is what somebody really does, whatever they are called.
    pub(super) fn is_really(&self, word: &str) -> bool {
        self.really.contains(word)
    }

    /// Whether a word says that somebody has changed their role.
    pub(super) fn is_moved(&self, word: &str) -> bool {
        self.moved.contains(word)
    }

    /// A name without the verb at its end that a question with "can" or "does" before it makes of it: "can helpdesk lead
    /// to …".
    pub(super) fn without_verb<'n>(&self, before: &str, name: &'n str) -> Option<&'n str> {
        let is_verb = |verb: &&String| name.to_lowercase().ends_with(verb.as_str());
        let verb = self.verbs.iter().find(is_verb).filter(|_| self.auxiliaries.contains(before))?;
        name.get(..name.len() - verb.len())?.strip_suffix(' ')
    }

    /// Whether a word in lower case begins a question: "is", where "IS" may begin a name.
    pub(super) fn is_auxiliary(&self, word: &str) -> bool {
        self.auxiliaries.contains(word)
    }

    /// Whether a word says that somebody works in a field, and no more: "technician".
    pub(super) fn is_trade(&self, word: &str) -> bool {
        self.trades.contains(word)
    }

    /// Whether letters are short for something that is no role.
    pub(super) fn is_abbreviation(&self, word: &str) -> bool {
        self.same.contains_key(word)
    }

    /// Whether a department follows a word: "in the NOC".
    pub(super) fn is_within(&self, word: &str) -> bool {
        self.within.contains(word)
    }

    /// Whether all words of a name are such as name no role, unless the knowledge has them as a name: "super".
    pub(super) fn is_common(&self, name: &str) -> bool {
        let mut words = name.split_whitespace().map(folded).filter(|word| !word.is_empty());
        words.all(|word| self.common.contains(&word) || self.ignored.contains(&word))
    }

    /// What those are called who run a department: "manager".
    pub(super) fn managers(&self) -> &[String] {
        &self.manager
    }

    /// The word for who works in a field, by the last word of the field's name: "engineer" for "engineering".
    pub(super) fn role_of_field(&self, word: &str) -> Option<&str> {
        self.forms.get(word).map(String::as_str)
    }

    /// Whether a name is that of a department and no job.
    pub(super) fn is_place(&self, name: &str) -> bool {
        self.places.contains(&name.to_lowercase())
    }

    /// A name without the grade at its end that goes with what follows: "is a DBA senior to a developer?".
    pub(super) fn without_grade<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.grades.iter().find_map(|grade| name.strip_suffix(grade.as_str())?.strip_suffix(' '))
    }

    /// The number that a word stands for, such as "second".
    pub(super) fn number(&self, word: &str) -> Option<usize> {
        word.parse().ok().or_else(|| self.numbers.get(word).copied())
    }

    /// The word that stands for all that mean the same.
    pub(super) fn root<'w>(&'w self, word: &'w str) -> &'w str {
        if let Some(root) = self.same.get(word) {
            return root;
        }
        let singular = word.strip_suffix('s').filter(|singular| singular.len() > 2 && !singular.ends_with('s'));
        singular.map_or(word, |singular| self.same.get(singular).map_or(singular, String::as_str))
    }

    /// The phrases in a text. A phrase within a longer one is left out.
    pub(super) fn hits(&self, sentences: &Sentences) -> Vec<Hit> {
        let tokens = &sentences.tokens;
        let amounts = tokens.iter().enumerate().filter(|(_, token)| is_amount(&token.text)).map(|(start, _)| Hit {
            ask: Ask::Pay,
            start,
            end: start + 1,
            slots: Vec::new(),
            open: None,
            open_slot: 0,
            words: 1,
        });
        let mut hits: Vec<Hit> = amounts.take(1).collect();
        let word = |token: &Token| self.words.get(&token.text).filter(|_| token.slot.is_none()).copied();
        let text = Text { tokens, words: tokens.iter().map(word).collect() };
        let mut here = vec![false; self.words.len()];
        for (start, token) in tokens.iter().enumerate() {
            let is_start = start == 0 || tokens.get(start - 1).is_some_and(|last| last.sentence != token.sentence);
            if is_start {
                here.fill(false);
                let sentence = tokens[start..].iter().take_while(|other| other.sentence == token.sentence).count();
                text.words[start..start + sentence].iter().flatten().for_each(|word| here[*word] = true);
            }
            let of = |first: First| self.by_first.get(&first).into_iter().flatten();
            let slot = token.slot.is_some().then_some(First::Slot);
            let number = (token.slot.is_none() && is_number(&token.text)).then_some(First::Number);
            let firsts = text.words[start].map(First::Word).into_iter().chain(slot).chain(number);
            let begins = firsts.flat_map(of).map(|pattern| (pattern, false));
            // "L1 to sysadmin": a name that is none by itself.
            let opens = of(First::Slot).filter(|_| is_start && token.slot.is_none()).map(|pattern| (pattern, true));
            for (pattern, is_open) in begins.chain(opens) {
                let Pattern { ask, parts, slots, needs } = &self.patterns[*pattern];
                let is_possible = needs.iter().all(|words| words.iter().any(|word| here[*word]));
                if !is_possible || is_open && *slots < 2 {
                    continue;
                }
                let mut hit =
                    Hit { ask: *ask, start, end: start, slots: Vec::new(), open: None, open_slot: 0, words: 0 };
                if self.follows(&text, start, &Rest { parts, then: None }, &mut hit) && hits.len() < MAX_HITS {
                    hits.push(hit);
                }
            }
        }
        // What was found for certain counts more than a phrase that a name may follow.
        let is_within = |hit: &Hit, other: &Hit| {
            let is_longer = other.end - other.start > hit.end - hit.start;
            let holds = other.start <= hit.start && hit.end <= other.end;
            // How long something takes, and by way of what, is asked besides.
            let is_besides = matches!(hit.ask, Ask::Years | Ask::Via);
            other.open.is_none() && holds && !is_besides && (is_longer || hit.open.is_some())
        };
        hits.iter().filter(|hit| !hits.iter().any(|other| is_within(hit, other))).cloned().collect()
    }

    /// Whether the text goes on with these parts at a place.
    fn follows(&self, text: &Text, at: usize, parts: &Rest, hit: &mut Hit) -> bool {
        let Some((part, rest)) = parts.parts.split_first() else {
            return match parts.then {
                Some(then) => self.follows(text, at, then, hit),
                None => {
                    hit.end = at;
                    true
                }
            };
        };
        let rest = &Rest { parts: rest, then: parts.then };
        let tokens = text.tokens;
        let sentence = tokens.get(hit.start).map(|token| token.sentence);
        let token = |place: usize| tokens.get(place).filter(|token| Some(token.sentence) == sentence);
        match part {
            Part::Word(word) => {
                if token(at).is_none() || text.words[at] != Some(*word) {
                    return false;
                }
                hit.words += 1;
                if self.follows(text, at + 1, rest, hit) {
                    return true;
                }
                hit.words -= 1;
                false
            }
            Part::Number => {
                token(at).is_some_and(|token| token.slot.is_none() && is_number(&token.text))
                    && self.follows(text, at + 1, rest, hit)
            }
            Part::Choice(ways) => {
                ways.iter().any(|way| self.follows(text, at, &Rest { parts: way, then: Some(rest) }, hit))
            }
            Part::Gap(most) => (0..=*most).any(|skipped| {
                (at..at + skipped).all(|place| token(place).is_some_and(|token| token.slot.is_none()))
                    && self.follows(text, at + skipped, rest, hit)
            }),
            Part::Slot => {
                let is_filler = |place: usize| {
                    token(place).is_some_and(|token| token.slot.is_none() && self.fillers.contains(&token.text))
                };
                let place = (at..at + MAX_FILLERS).find(|place| !is_filler(*place)).unwrap_or(at);
                let Some(next) = token(place) else { return false };
                let Some(slot) = next.slot else {
                    if hit.open.is_some() {
                        return false;
                    }
                    let open_slot = hit.slots.len();
                    let is_name = |place: usize| {
                        token(place).is_some_and(|token| token.slot.is_none() && !self.ignored.contains(&token.text))
                    };
                    let longest = (place..place + MAX_NAME).take_while(|place| is_name(*place)).count();
                    // At the end, a name is as long as can be.
                    let is_last = rest.all(&may_be_left_out);
                    for length in 1..=longest {
                        let length = if is_last { longest + 1 - length } else { length };
                        hit.open = Some(place..place + length);
                        hit.open_slot = open_slot;
                        if self.follows(text, place + length, rest, hit) {
                            return true;
                        }
                    }
                    hit.open = None;
                    return false;
                };
                hit.slots.push(slot);
                let is_behind = token(place + 1).is_some_and(|token| self.behind.contains(&token.text));
                if self.follows(text, place + 1, rest, hit) || is_behind && self.follows(text, place + 2, rest, hit) {
                    return true;
                }
                hit.slots.pop();
                false
            }
        }
    }
}

/// Whether a word is an amount of money: "85k".
fn is_amount(word: &str) -> bool {
    let digits = word.strip_suffix('k').unwrap_or_default();
    (2..=3).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether a word is a number, or an amount such as "85k".
fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

fn may_be_left_out(part: &Part) -> bool {
    matches!(part, Part::Choice(ways) if ways.iter().any(|way| way.iter().all(may_be_left_out)))
}

/// With what a phrase may begin.
fn firsts(parts: &[Part], all: &mut BTreeSet<First>) {
    for part in parts {
        match part {
            Part::Word(word) => drop(all.insert(First::Word(*word))),
            Part::Slot => drop(all.insert(First::Slot)),
            Part::Number => drop(all.insert(First::Number)),
            Part::Choice(ways) => ways.iter().for_each(|way| firsts(way, all)),
            Part::Gap(_) => {}
        }
        if !may_be_left_out(part) {
            return;
        }
    }
}

/// Words of which one each stands in every text that has these parts.
fn needs(parts: &[Part]) -> Vec<Vec<WordId>> {
    let of = |part: &Part| match part {
        Part::Word(word) => Some(vec![*word]),
        // One word of each way is enough to tell.
        Part::Choice(ways) => {
            let words: Option<Vec<_>> = ways.iter().map(|way| needs(way).into_iter().next()).collect();
            words.map(|words| words.concat())
        }
        Part::Slot | Part::Gap(_) | Part::Number => None,
    };
    parts.iter().filter_map(of).collect()
}

/// Most roles that these parts name.
fn slots(parts: &[Part]) -> usize {
    let of = |part: &Part| match part {
        Part::Slot => 1,
        Part::Choice(ways) => ways.iter().map(|way| slots(way)).max().unwrap_or_default(),
        _ => 0,
    };
    parts.iter().map(of).sum()
}

/// The parts of a phrase, in the form that the head of `en.toml` explains; `None` if it has another.
fn parts(
    phrase: &str,
    sets: &BTreeMap<String, Vec<String>>,
    words: &mut FxHashMap<String, WordId>,
) -> Option<Vec<Part>> {
    let mut all = Vec::new();
    let mut rest = phrase.trim_start();
    while let Some(first) = rest.chars().next() {
        let (part, behind) = match first {
            '(' | '[' => {
                let end = closing(rest)?;
                let mut ways: Vec<Vec<Part>> =
                    alternatives(&rest[1..end]).map(|way| parts(way, sets, words)).collect::<Option<_>>()?;
                if first == '[' {
                    ways.push(Vec::new());
                }
                (Part::Choice(ways), &rest[end + 1..])
            }
            '{' => {
                let end = rest.find('}')?;
                let ways = sets.get(&rest[1..end])?.iter().map(|way| parts(way, sets, words)).collect::<Option<_>>()?;
                (Part::Choice(ways), &rest[end + 1..])
            }
            _ => {
                let end = rest.find(' ').unwrap_or(rest.len());
                (part(&rest[..end], words)?, &rest[end..])
            }
        };
        if !behind.is_empty() && !behind.starts_with(' ') {
            return None;
        }
        all.push(part);
        rest = behind.trim_start();
    }
    Some(all)
}

/// Where the bracket closes with which a text begins.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, letter)| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

/// What is separated by `|`, except within brackets.
fn alternatives(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    text.split(move |letter| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        letter == '|' && depth == 0
    })
}

fn part(word: &str, words: &mut FxHashMap<String, WordId>) -> Option<Part> {
    let word = match word {
        "_" => return Some(Part::Slot),
        "#" => return Some(Part::Number),
        ".." => return Some(Part::Gap(MAX_GAP)),
        "..." => return Some(Part::Gap(MAX_LONG_GAP)),
        "→" | ">" | "=" => word.to_owned(),
        word => folded(word),
    };
    let next = words.len();
    (!word.is_empty()).then(|| Part::Word(*words.entry(word).or_insert(next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for (language, text) in FILES {
            let file: File = toml::from_str(text).unwrap_or_else(|error| panic!("{language}: {error}"));
            assert_ne!(file, File::default(), "{language} says nothing");
        }
    }

    #[test]
    fn every_phrase_has_the_form_that_is_looked_for() {
        for (language, text) in FILES {
            let file: File = toml::from_str(text).unwrap();
            for phrase in file.ask.values().flatten() {
                assert!(!phrase.is_empty() && !phrase.contains("  "), "{language}: {phrase:?} has odd spaces");
                let parts = parts(phrase, &file.sets, &mut FxHashMap::default())
                    .unwrap_or_else(|| panic!("{language}: {phrase:?} is odd"));
                assert!(!parts.iter().all(may_be_left_out), "{language}: {phrase:?} may be nothing");
                assert!(!matches!(parts[0], Part::Gap(_)), "{language}: {phrase:?} begins with a gap");
                assert!(!matches!(parts.last(), Some(Part::Gap(_))), "{language}: {phrase:?} ends with a gap");
                assert!(slots(&parts) <= 2, "{language}: {phrase:?} names more than two roles");
            }
            let PairPhrases { between, before, arrows, versus, .. } = file.pair;
            for word in [between, before, arrows, versus].into_iter().flatten() {
                assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word:?} is no single word");
                assert_eq!(word, word.to_lowercase(), "is not in lower case");
            }
        }
    }

    #[test]
    fn a_phrase_says_what_may_vary() {
        let sets = BTreeMap::from([("who".to_owned(), vec!["i".to_owned(), "most people".to_owned()])]);
        let known = ["what", "is", "where", "go", "i", "most", "people", "up", "on"];
        let mut words: FxHashMap<String, WordId> = known.iter().map(ToString::to_string).zip(0..).collect();
        let word = |word: &str| Part::Word(known.iter().position(|known| *known == word).unwrap());
        let mut read = |phrase: &str| parts(phrase, &sets, &mut words);
        assert_eq!(read("what is _"), Some(vec![word("what"), word("is"), Part::Slot]));
        let who = Part::Choice(vec![vec![word("i")], vec![word("most"), word("people")]]);
        assert_eq!(read("where {who} go"), Some(vec![word("where"), who.clone(), word("go")]));
        let up = Part::Choice(vec![vec![word("up")], vec![word("on"), who], vec![]]);
        assert_eq!(read("go [up|on {who}] .. #"), Some(vec![word("go"), up, Part::Gap(MAX_GAP), Part::Number]));
        for odd in ["go (up", "go [up]on", "{nobody} goes", "go {who", "go !"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_phrase_is_found_in_each_of_its_forms() {
        let mut phrases = Phrases::default();
        let file = r#"
            sets.who = ["i", "most people"]
            ask.next = ["where [else] (do|can) {who} (go [now]|move)", "offer of # [a year]"]
            words.spellings = ["where wher"]
        "#;
        phrases.absorb(toml::from_str(file).unwrap());
        let found = |text: &str| {
            let hits = phrases.hits(&phrases.sentences(text, &[]));
            hits.iter().map(|hit| hit.end - hit.start).max()
        };
        assert_eq!(found("where do i go"), Some(4));
        assert_eq!(found("so where else can most people go now"), Some(7));
        assert_eq!(found("where can i move"), Some(4));
        assert_eq!(found("an offer of 70k a year"), Some(5));
        assert_eq!(found("where most people go"), None);
        assert_eq!(found("where do i stay"), None);
        assert_eq!(found("wher do i go"), Some(4));
        assert_eq!(found("there do i go"), None);
    }
}
