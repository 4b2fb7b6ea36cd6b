//! "Where people disagree" in a brief answer: each dispute in one line, its sides by name and year.

use std::collections::BTreeSet;

use crate::answer::{DisputeView, SideView, ViewpointView};
use crate::knowledge::model::SourceKind;
use crate::reply::{Block, Line};

use super::disputes::in_order;
use super::phrases::{count, viewpoint, year_and_confidence};
use super::speakers::short_name;

/// Longest line of a dispute, in characters.
const MAX_LINE_CHARS: usize = 235;

/// Maximum number of sides in a line; the others are counted.
const MAX_SIDES: usize = 3;

/// The disputes, one line each, then opposing viewpoints; `max` lines in all. The sides of a dispute are only counted if
/// they do not fit into `room` characters.
pub(super) fn block(disputes: &[DisputeView<'_>], viewpoints: &[ViewpointView<'_>], max: usize, room: usize) -> Block {
    let mut room = room;
    let mut block = Block::new("Where people disagree");
    let opposing = opposing(disputes, viewpoints);
    let disputes = disputes.iter().map(|dispute| {
        let line = in_short(dispute, room);
        room = room.saturating_sub(line.spans.iter().map(|span| span.text.chars().count()).sum());
        line
    });
    block.lines.extend(disputes.chain(opposing.map(viewpoint)).take(max));
    block
}

/// The viewpoints that object, without those that a side of a dispute stands for.
fn opposing<'v, 'k>(
    disputes: &'v [DisputeView<'_>],
    viewpoints: &'v [ViewpointView<'k>],
) -> impl Iterator<Item = &'v ViewpointView<'k>> {
    let is_a_side = |viewpoint: &ViewpointView<'_>| {
        let mut cited = disputes.iter().flat_map(|dispute| &dispute.sides).flat_map(|side| &side.statements);
        cited.any(|cited| cited.id == viewpoint.id)
    };
    viewpoints.iter().filter(move |viewpoint| viewpoint.objects() && !is_a_side(viewpoint))
}

/// "One track or two? Michael Platt (2005): two. Warren Brown (2005): one. 2 more answers."
///
/// Sides that take part in a discussion come first: there, people answer each other.
pub(super) fn in_short(dispute: &DisputeView<'_>, room: usize) -> Line {
    let mut sides = in_order(dispute);
    sides.sort_by_key(|side| !is_discussed(side));
    let mut room = MAX_LINE_CHARS.min(room).saturating_sub(dispute.question.chars().count());
    let mut sentences: Vec<String> = Vec::new();
    for side in sides {
        let sentence = side_in_short(side);
        let chars = sentence.chars().count() + 1;
        if sentences.len() < MAX_SIDES && chars <= room {
            room -= chars;
            sentences.push(sentence);
        }
    }
    match (sentences.len(), dispute.sides.len() - sentences.len()) {
        (_, 0) => {}
        // One side alone would pass for the answer.
        (0 | 1, _) => sentences = vec![format!("{} disagree.", count(dispute.people(), "source", "sources"))],
        (_, more) => sentences.push(format!("{}.", count(more, "more answer", "more answers"))),
    }
    Line::item().strong(dispute.question).plain(format!(" {}", sentences.join(" ")))
}

fn is_discussed(side: &SideView<'_>) -> bool {
    side.statements.iter().any(|cited| cited.attribution.source.kind == Some(SourceKind::Discussion))
}

/// "Beth Patton (2005): They are peers."
fn side_in_short(side: &SideView<'_>) -> String {
    let says = side.says.trim_end_matches('.');
    let cited = side.statements.iter();
    let first = cited.min_by_key(|cited| cited.attribution.source.kind != Some(SourceKind::Discussion));
    match first {
        Some(first) => {
            let (by, year) = (short_name(&first.attribution), year_and_confidence(&first.attribution));
            let people: BTreeSet<&str> = side.statements.iter().map(|cited| cited.attribution.by).collect();
            let others = match people.len().saturating_sub(1) {
                0 => String::new(),
                others => format!(" and {others} more"),
            };
            format!("{by} ({year}){others}: {says}.")
        }
        None => format!("{says}."),
    }
}
