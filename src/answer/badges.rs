//! What comes next for somebody who is known by badges alone, such as the names of their roles on a server.

use crate::knowledge::model::Knowledge;
use crate::matching::{Index, Verdict};

use super::clarify::{Clarify, Nothing, Possible};
use super::question::Asked;
use super::resolve::{Reading, repeated};
use super::{Answer, Thing, next};

/// Most badges that are looked at. A server has 250 roles at most.
const MOST_BADGES: usize = 250;

/// The badges that surely name a role. One of them is answered, of several the asker has to choose.
pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, badges: &[String]) -> Answer<'k> {
    let mut found: Vec<(Thing<'k>, &str)> = Vec::new();
    for badge in badges.iter().take(MOST_BADGES) {
        let read = index.find(badge).into_roles(&knowledge.vocabulary);
        let best = read.candidates.first().filter(|_| matches!(read.verdict, Verdict::Exact | Verdict::Confident));
        let Some(thing) = best.map(|best| Thing::role(knowledge, best.named)) else { continue };
        if found.iter().all(|(other, _)| *other != thing) {
            found.push((thing, badge));
        }
    }
    match found.as_slice() {
        [] => Answer::Nothing(Nothing::new(String::new(), None, std::iter::empty())),
        [(role, badge)] => {
            let mut answer = next::answer(knowledge, index, &Asked::Id(role.id.unwrap_or_default().to_owned()));
            if let Answer::Next(next) = &mut answer {
                // Whoever named no role has to see where this one comes from.
                let via = role.name.to_owned();
                next.reading = Some(Reading { typed: repeated(badge), name: role.name, via, corrections: Vec::new() });
            }
            answer
        }
        several => {
            let typed = several.iter().map(|(_, badge)| *badge).collect::<Vec<_>>().join(", ");
            let possible = several.iter().map(|(role, _)| Possible::certain(*role));
            Answer::Clarify(Clarify::new(repeated(&typed), None, possible))
        }
    }
}
