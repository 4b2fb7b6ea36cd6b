//! What comes next for somebody who is known by badges alone, such as the names of their roles on a server.

use crate::knowledge::model::Knowledge;
use crate::matching::{Index, Verdict};

use super::ambiguous::{Ambiguous, CandidateView, NotFound};
use super::question::Asked;
use super::resolve::{Interpretation, repeated};
use super::{Answer, EntityRef, next};

/// Most badges that are looked at. A server has 250 roles at most.
const MOST_BADGES: usize = 250;

/// The badges that surely name a role. One of them is answered, of several the asker has to choose.
pub(super) fn answer<'k>(knowledge: &'k Knowledge, index: &Index, badges: &[String]) -> Answer<'k> {
    let mut found: Vec<(EntityRef<'k>, &str)> = Vec::new();
    for badge in badges.iter().take(MOST_BADGES) {
        let read = index.find(badge).into_roles(&knowledge.vocabulary);
        let best = read.candidates.first().filter(|_| matches!(read.verdict, Verdict::Exact | Verdict::Confident));
        let Some(entity) = best.map(|best| EntityRef::role(knowledge, best.named)) else { continue };
        if found.iter().all(|(other, _)| *other != entity) {
            found.push((entity, badge));
        }
    }
    match found.as_slice() {
        [] => Answer::NotFound(NotFound::new(String::new(), None, std::iter::empty())),
        [(role, badge)] => {
            let mut answer = next::answer(knowledge, index, &Asked::Id(role.id.unwrap_or_default().to_owned()));
            if let Answer::Next(next) = &mut answer {
                // Whoever named no role has to see where this one comes from.
                let via = role.name.to_owned();
                next.interpretation =
                    Some(Interpretation { typed: repeated(badge), name: role.name, via, corrections: Vec::new() });
            }
            answer
        }
        several => {
            let typed = several.iter().map(|(_, badge)| *badge).collect::<Vec<_>>().join(", ");
            let possible = several.iter().map(|(role, _)| CandidateView::certain(*role));
            Answer::Ambiguous(Ambiguous::new(repeated(&typed), None, possible))
        }
    }
}
