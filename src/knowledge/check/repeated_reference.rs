//! Ensure no list names the same thing twice. The second time counts for nothing.

use std::collections::HashMap;

use super::super::problem::{Code, Problem, quoted};
use super::super::raw::Text;
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let raw = context.raw;
    let covers = raw.terms.iter().map(|term| &term.covers);
    let rungs = raw.tracks.iter().flat_map(|track| &track.rungs).map(|rung| &rung.roles);
    let ends = raw.moves.iter().flat_map(|stated_move| [&stated_move.from, &stated_move.to]);
    let viewpoints = raw.viewpoints.iter().map(|viewpoint| &viewpoint.about);
    let disputes = raw.disputes.iter().map(|dispute| &dispute.about);
    let sides = raw.disputes.iter().flat_map(|dispute| &dispute.sides).map(|side| &side.statements);
    for list in covers.chain(rungs).chain(ends).chain(viewpoints).chain(disputes).chain(sides) {
        let mut seen: HashMap<&str, (&Text, usize)> = HashMap::new();
        for id in list {
            let (first, times) = seen.entry(&id.value).or_insert((id, 0));
            *times += 1;
            // The third time says nothing new.
            if *times == 2 {
                problems.push(Problem {
                    code: Code::RepeatedReference,
                    title: format!("{} is listed twice", quoted(&id.value)),
                    at: id.at.clone(),
                    related: vec![(first.at.clone(), "first listed here".to_owned())],
                    help: "remove one of them".to_owned(),
                });
            }
        }
    }
}
