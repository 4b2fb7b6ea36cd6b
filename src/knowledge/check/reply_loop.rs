//! Ensure no viewpoint replies to itself, not even by way of others.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Text;
use super::Facts;

/// Most viewpoints of a loop that a title names.
const NAMED: usize = 10;

/// Everybody replies to one viewpoint at most, so each walk along the replies ends, or comes back to where it has been.
/// Every viewpoint is walked over once, and so every loop is found once.
pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let mut replies: HashMap<&str, &Text> = HashMap::new();
    for viewpoint in &facts.raw.viewpoints {
        if let (Some(id), Some(to)) = (&viewpoint.id, &viewpoint.replies_to) {
            replies.entry(&id.value).or_insert(to);
        }
    }
    let mut walked: HashMap<&str, usize> = HashMap::new();
    let starts = facts.raw.viewpoints.iter().filter_map(|viewpoint| viewpoint.id.as_ref());
    for (walk, start) in starts.enumerate() {
        let mut way: Vec<&str> = Vec::new();
        let mut here = start.value.as_str();
        while !walked.contains_key(here) {
            walked.insert(here, walk);
            way.push(here);
            let Some(next) = replies.get(here) else { break };
            here = &next.value;
        }
        // The way ended at a viewpoint it had passed: from there on it is a loop, unless it just has no reply.
        let closes = walked.get(here) == Some(&walk) && replies.contains_key(here);
        let ring = way.iter().position(|id| *id == here).filter(|_| closes).and_then(|at| way.get(at..));
        problems.extend(ring.and_then(|ring| problem(ring, &replies)));
    }
}

fn problem(ring: &[&str], replies: &HashMap<&str, &Text>) -> Option<Problem> {
    // In whatever order the files stand, the loop is told from the same place.
    let start = (0..ring.len()).min_by_key(|at| ring.get(*at))?;
    let ids = || ring.iter().cycle().skip(start).take(ring.len()).copied();
    let first = ids().next()?;
    let named: Vec<_> = ids().skip(1).take(NAMED - 1).map(quoted).collect();
    let back = if ring.len() > NAMED {
        format!(", and so on by {} more back to {}", ring.len() - NAMED, quoted(first))
    } else {
        String::new()
    };
    let closing = back.is_empty().then(|| quoted(first));
    let ring_told: Vec<_> = named.into_iter().chain(closing).collect();
    let title = format!("{} replies to {}{back}", quoted(first), ring_told.join(", which replies to "));
    let see = ids().skip(1).take(NAMED - 1).filter_map(|id| replies.get(id));
    Some(Problem {
        code: Code::ReplyLoop,
        title,
        at: replies.get(first)?.at.clone(),
        see: see.map(|text| (text.at.clone(), "and this".to_owned())).collect(),
        help: "remove the `replies_to` of the one that was said first".to_owned(),
    })
}
