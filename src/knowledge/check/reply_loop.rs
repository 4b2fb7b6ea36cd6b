//! Ensure no viewpoint replies to itself, directly or through others.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Text;
use super::CheckContext;

/// Maximum number of viewpoints of a cycle that a title names.
const MAX_NAMED: usize = 10;

/// A viewpoint replies to at most one other, so a walk along the replies ends or returns to where it has been. Every
/// viewpoint is visited once, and so every cycle is found once.
pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let mut replies: HashMap<&str, &Text> = HashMap::new();
    for viewpoint in &context.raw.viewpoints {
        if let (Some(id), Some(to)) = (&viewpoint.id, &viewpoint.replies_to) {
            replies.entry(&id.value).or_insert(to);
        }
    }
    let mut walked: HashMap<&str, usize> = HashMap::new();
    let starts = context.raw.viewpoints.iter().filter_map(|viewpoint| viewpoint.id.as_ref());
    for (walk, start) in starts.enumerate() {
        let mut path: Vec<&str> = Vec::new();
        let mut here = start.value.as_str();
        while !walked.contains_key(here) {
            walked.insert(here, walk);
            path.push(here);
            let Some(next) = replies.get(here) else { break };
            here = &next.value;
        }
        // The walk ended at a viewpoint that it had visited: from there it is a cycle, unless that has no reply.
        let closes = walked.get(here) == Some(&walk) && replies.contains_key(here);
        let ring = path.iter().position(|id| *id == here).filter(|_| closes).and_then(|at| path.get(at..));
        problems.extend(ring.and_then(|ring| problem(ring, &replies)));
    }
}

fn problem(ring: &[&str], replies: &HashMap<&str, &Text>) -> Option<Problem> {
    // Whatever the order of the files, the cycle is reported from the same viewpoint.
    let start = (0..ring.len()).min_by_key(|at| ring.get(*at))?;
    let ids = || ring.iter().cycle().skip(start).take(ring.len()).copied();
    let first = ids().next()?;
    let named: Vec<_> = ids().skip(1).take(MAX_NAMED - 1).map(quoted).collect();
    let back = if ring.len() > MAX_NAMED {
        format!(", and so on by {} more back to {}", ring.len() - MAX_NAMED, quoted(first))
    } else {
        String::new()
    };
    let closing = back.is_empty().then(|| quoted(first));
    let ring_named: Vec<_> = named.into_iter().chain(closing).collect();
    let title = format!("{} replies to {}{back}", quoted(first), ring_named.join(", which replies to "));
    let related = ids().skip(1).take(MAX_NAMED - 1).filter_map(|id| replies.get(id));
    Some(Problem {
        code: Code::ReplyLoop,
        title,
        at: replies.get(first)?.at.clone(),
        related: related.map(|text| (text.at.clone(), "and this".to_owned())).collect(),
        fix: Vec::new(),
        help: "remove the `replies_to` of the viewpoint that was said first".to_owned(),
    })
}
