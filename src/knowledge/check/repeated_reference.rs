//! Ensure no list names the same thing twice. The second time counts for nothing.

use std::collections::HashMap;

use super::super::problem::{Code, Edit, Location, Problem, quoted};
use super::super::raw::Text;
use super::CheckContext;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let raw = context.raw;
    let covers = raw.terms.iter().map(|term| &term.covers);
    let nearest = raw.near_fields.iter().map(|near| &near.nearest);
    let rungs = raw.tracks.iter().flat_map(|track| &track.rungs).map(|rung| &rung.roles);
    let ends = raw.moves.iter().flat_map(|stated_move| [&stated_move.from, &stated_move.to]);
    let viewpoints = raw.viewpoints.iter().map(|viewpoint| &viewpoint.about);
    let disputes = raw.disputes.iter().map(|dispute| &dispute.about);
    let sides = raw.disputes.iter().flat_map(|dispute| &dispute.sides).map(|side| &side.statements);
    for list in covers.chain(nearest).chain(rungs).chain(ends).chain(viewpoints).chain(disputes).chain(sides) {
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
                    fix: removed(context, list, id).into_iter().collect(),
                    help: "remove one of them".to_owned(),
                });
            }
        }
    }
}

/// Removes an item of a list, with the comma in front of it.
fn removed(context: &CheckContext<'_>, list: &[Text], item: &Text) -> Option<Edit> {
    let before = list.iter().take_while(|other| other.at != item.at).last()?;
    let file = context.files.0.get(item.at.file.0).filter(|_| before.at.file == item.at.file)?;
    let gap = file.text.get(before.at.span.end..item.at.span.start)?;
    let is_plain = gap.chars().all(|letter| letter == ',' || letter.is_whitespace());
    let at = Location { file: item.at.file, span: before.at.span.end..item.at.span.end };
    is_plain.then_some(Edit { at, text: String::new() })
}
