//! The phrases and words of `cues.txt` of each language, by what they say about a role beside them.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Sense;
use crate::matching::data::{LANGUAGES, lines};

/// Maximum words of a phrase.
pub(super) const MAX_PHRASE: usize = 6;

/// The cues of all languages, parsed once.
pub(super) static CUES: LazyLock<Cues> = LazyLock::new(Cues::parse);

/// A set of words or phrases, the words of a phrase with spaces between.
pub(super) type Phrases = FxHashSet<&'static str>;

/// Phrases by what they mean. The head of the file explains each kind.
#[derive(Default)]
pub(super) struct Cues {
    /// Phrases before a role.
    pub(super) before: FxHashMap<&'static str, Sense>,
    /// Phrases behind a role.
    pub(super) after: FxHashMap<&'static str, Sense>,
    pub(super) moved: Phrases,
    pub(super) moves: Phrases,
    pub(super) place: Phrases,
    pub(super) career: Phrases,
    pub(super) work: Phrases,
    pub(super) role_before: Phrases,
    pub(super) not_after: Phrases,
    pub(super) article: Phrases,
    pub(super) link: Phrases,
    pub(super) clause: Phrases,
    pub(super) light: Phrases,
    pub(super) from: Phrases,
    pub(super) to: Phrases,
    pub(super) past_from: Phrases,
    pub(super) not_from: Phrases,
    pub(super) time: Phrases,
    pub(super) lasting: Phrases,
    pub(super) own: Phrases,
    pub(super) others: Phrases,
}

impl Cues {
    fn parse() -> Cues {
        let mut cues = Cues::default();
        let lines = LANGUAGES.iter().flat_map(|language| lines(language.cues));
        for (kind, phrases) in lines.filter_map(|line| line.split_once(' ')) {
            let phrases = phrases.split('|').map(str::trim);
            match kind {
                "current" => cues.before.extend(phrases.map(|phrase| (phrase, Sense::Current))),
                "wanted" => cues.before.extend(phrases.map(|phrase| (phrase, Sense::Wanted))),
                "past" => cues.before.extend(phrases.map(|phrase| (phrase, Sense::Past))),
                "other" => cues.before.extend(phrases.map(|phrase| (phrase, Sense::Other))),
                "after-current" => cues.after.extend(phrases.map(|phrase| (phrase, Sense::Current))),
                "after-wanted" => cues.after.extend(phrases.map(|phrase| (phrase, Sense::Wanted))),
                "after-past" => cues.after.extend(phrases.map(|phrase| (phrase, Sense::Past))),
                "moved" => cues.moved.extend(phrases),
                "moves" => cues.moves.extend(phrases),
                "place" => cues.place.extend(phrases),
                "career" => cues.career.extend(phrases),
                "work" => cues.work.extend(phrases),
                "role-before" => cues.role_before.extend(phrases),
                "not-after" => cues.not_after.extend(phrases),
                "article" => cues.article.extend(phrases),
                "link" => cues.link.extend(phrases),
                "clause" => cues.clause.extend(phrases),
                "light" => cues.light.extend(phrases),
                "from" => cues.from.extend(phrases),
                "to" => cues.to.extend(phrases),
                "past-from" => cues.past_from.extend(phrases),
                "not-from" => cues.not_from.extend(phrases),
                "time" => cues.time.extend(phrases),
                "lasting" => cues.lasting.extend(phrases),
                "own" => cues.own.extend(phrases),
                _ => cues.others.extend(phrases),
            }
        }
        cues
    }
}
