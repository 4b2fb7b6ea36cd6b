//! The phrases of `data/cues.txt`, ready to be looked for.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::Sense;

/// The phrases, read once.
pub(super) static CUES: LazyLock<Cues> = LazyLock::new(Cues::read);

/// Phrases by what they mean.
#[derive(Default)]
pub(super) struct Cues {
    /// Before a role: the words of a phrase with spaces between.
    pub(super) before: HashMap<&'static str, Sense>,
    /// Behind a role.
    pub(super) after: HashMap<&'static str, Sense>,
    pub(super) moved: HashSet<&'static str>,
    pub(super) moves: HashSet<&'static str>,
    pub(super) place: HashSet<&'static str>,
    pub(super) career: HashSet<&'static str>,
    pub(super) work: HashSet<&'static str>,
}

impl Cues {
    fn read() -> Cues {
        let mut cues = Cues::default();
        let lines = include_str!("../data/cues.txt").lines().filter(|line| !line.starts_with('#'));
        for (what, phrases) in lines.filter_map(|line| line.split_once(' ')) {
            let phrases = phrases.split('|').map(str::trim);
            match what {
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
                _ => cues.work.extend(phrases),
            }
        }
        cues
    }
}
