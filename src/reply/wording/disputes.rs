//! The words for disputes: in one line, or side by side. The bot never decides one.

use crate::answer::{AttributionView, DisputeDetail, DisputeView, Disputes, SideView, ViewpointView};
use crate::question::{Question, Reference};
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::phrases::{count, viewpoint, who};

/// Longest line of a dispute with its sides, in characters; sides that do not fit are only counted.
const MAX_LINE_CHARS: usize = 295;

/// Maximum number of people or organizations named for a side in one line.
const MAX_NAMED: usize = 2;

/// All disputes, a line each.
pub(in crate::reply) fn disputes(disputes: &Disputes<'_>) -> Reply {
    let lines = disputes.disputes.iter().map(|dispute| Line::item().plain(dispute.question)).collect();
    let choices = disputes.disputes.iter().map(|dispute| Button {
        label: dispute.question.to_owned(),
        question: Question::Dispute(Reference::Id(dispute.id.to_owned())),
        detail: Detail::Brief,
    });
    Reply {
        title: "What people disagree about".to_owned(),
        blocks: vec![Block::of_lines(lines)],
        buttons: Vec::new(),
        menu: Menu::of("Which question?", choices.collect()),
        question: Some(Question::Disputes),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// One dispute with its sides.
pub(in crate::reply) fn dispute(detail: &DisputeDetail<'_>) -> Reply {
    let dispute = &detail.dispute;
    let mut block = side_by_side(dispute);
    block.heading = None;
    Reply {
        title: dispute.question.to_owned(),
        blocks: vec![block],
        buttons: Vec::new(),
        menu: None,
        question: Some(Question::Dispute(Reference::Id(dispute.id.to_owned()))),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// "Where people disagree": the disputes, one line each, then opposing viewpoints, `max` lines in all.
pub(super) fn disagreements(disputes: &[DisputeView<'_>], viewpoints: &[ViewpointView<'_>], max: usize) -> Block {
    let mut block = Block::new("Where people disagree");
    let opposing = viewpoints.iter().filter(|viewpoint| viewpoint.objects());
    block.lines.extend(disputes.iter().map(in_short).chain(opposing.map(viewpoint)).take(max));
    block
}

/// Every dispute with all its sides, a block each.
pub(super) fn in_full(disputes: &[DisputeView<'_>]) -> impl Iterator<Item = Block> {
    disputes.iter().map(side_by_side)
}

/// The statements of all sides of these disputes.
pub(super) fn attributions<'v, 'k>(disputes: &'v [DisputeView<'k>]) -> impl Iterator<Item = &'v AttributionView<'k>> {
    disputes.iter().flat_map(|dispute| &dispute.sides).flat_map(|side| &side.statements).map(|cited| &cited.attribution)
}

/// "Is an architect above a manager? Yes (Michael Platt, 2005). They are peers (Beth Patton, 2005)."
fn in_short(dispute: &DisputeView<'_>) -> Line {
    let mut room = MAX_LINE_CHARS.saturating_sub(dispute.question.chars().count());
    let sides = dispute.sides.iter().map(side_in_short).take_while(|side| {
        let fits = side.chars().count() < room;
        room = room.saturating_sub(side.chars().count() + 1);
        fits
    });
    let mut sentences: Vec<String> = sides.collect();
    match (sentences.len(), dispute.sides.len() - sentences.len()) {
        (_, 0) => {}
        // One side alone would pass for the answer.
        (0 | 1, _) => {
            let sources = count(dispute.people(), "source", "sources");
            sentences = vec![format!("{sources}, {} answers.", dispute.sides.len())];
        }
        (_, more) => sentences.push(format!("{}.", count(more, "more answer", "more answers"))),
    }
    Line::item().strong(dispute.question).plain(format!(" {}", sentences.join(" ")))
}

/// "They are peers (Beth Patton, 2005)."
fn side_in_short(side: &SideView<'_>) -> String {
    let says = side.says.trim_end_matches('.');
    format!("{says} ({}).", speakers(side, MAX_NAMED))
}

/// "Beth Patton, 2005; Michael Platt, 2005; 3 more".
fn speakers(side: &SideView<'_>, max_named: usize) -> String {
    // Somebody who says it twice in a year is named once, with the surest of the statements.
    let mut named: Vec<&AttributionView<'_>> = Vec::new();
    for attribution in side.statements.iter().map(|cited| &cited.attribution) {
        match named.iter_mut().find(|other| (other.by, other.year()) == (attribution.by, attribution.year())) {
            Some(other) if attribution.confidence > other.confidence => *other = attribution,
            Some(_) => {}
            None => named.push(attribution),
        }
    }
    let mut names: Vec<String> = named.iter().take(max_named).map(|attribution| who(attribution)).collect();
    let more = named.len() - names.len();
    names.extend((more > 0).then(|| format!("{more} more")));
    names.join("; ")
}

fn side_by_side(dispute: &DisputeView<'_>) -> Block {
    let mut block = Block::new(format!("Disputed: {}", dispute.question));
    block.lines.extend(
        dispute
            .sides
            .iter()
            .map(|side| Line::item().plain(side.says).muted(format!(" ({})", speakers(side, usize::MAX)))),
    );
    block
}
