//! How people ask, as data: a file per language in `phrases/`, and `any.toml` for signs that belong to none.
//!
//! To add a language, add its file and a line to [`FILES`].

mod pattern;
mod search;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::matching::Mention;

use self::pattern::{AlternativesId, First, Pattern, WordId, firsts, needs, parts, slots};
use self::search::is_amount;
use super::sentence::{Sentences, folded};

pub(super) use self::search::Hit;

/// Every file, by the language it is in.
const FILES: &[(&str, &str)] = &[
    ("any", include_str!("phrases/any.toml")),
    ("en", include_str!("phrases/en.toml")),
    ("de", include_str!("phrases/de.toml")),
    ("fr", include_str!("phrases/fr.toml")),
    ("es", include_str!("phrases/es.toml")),
    ("pt", include_str!("phrases/pt.toml")),
];

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
    however: Vec<String>,
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
    /// Words that compare what comes before and after them.
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

/// Everything that is known about how people ask.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    patterns: Vec<Pattern>,
    words: FxHashMap<String, WordId>,
    by_first: FxHashMap<First, Vec<usize>>,
    /// The words of which phrases need one.
    alternatives: FxHashMap<Vec<WordId>, AlternativesId>,
    /// The alternatives that each word is one of, by the id of the word.
    alternatives_with: Vec<Vec<AlternativesId>>,
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
    however: FxHashSet<String>,
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

impl Phrases {
    fn alternatives(&mut self, words: Vec<WordId>) -> AlternativesId {
        let next = self.alternatives.len();
        let id = *self.alternatives.entry(words.clone()).or_insert(next);
        if id == next {
            self.alternatives_with.resize(self.words.len().max(self.alternatives_with.len()), Vec::new());
            for word in words {
                self.alternatives_with[word].push(id);
            }
        }
        id
    }

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
                let needs = needs.into_iter().map(|words| self.alternatives(words)).collect();
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
        self.however.extend(words.however.iter().map(|word| folded(word)));
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

    /// Whether a word or sign leads from one step of a path to the next.
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

    /// Whether what follows a word is no way on from what was said: "but".
    pub(super) fn is_however(&self, word: &str) -> bool {
        self.however.contains(word)
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
}

#[cfg(test)]
mod tests {
    use super::pattern::{Part, may_be_left_out};
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
}
