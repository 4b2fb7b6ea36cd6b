//! The words for what is disputed: in one line, or side by side. Never a verdict of ours.

use crate::answer::{AttributionView, DisputeView};
use crate::reply::{Block, Detail, Line};

use super::phrases::who;

/// "5 voices disagree: Is an architect above a manager?" for each; in full, every side with who stands on it.
pub(super) fn disputes(disputes: &[DisputeView<'_>], detail: Detail) -> Vec<Block> {
    match detail {
        Detail::Brief if disputes.is_empty() => Vec::new(),
        Detail::Brief => vec![Block::of_lines(disputes.iter().map(in_short).collect())],
        Detail::Full => disputes.iter().map(side_by_side).collect(),
    }
}

/// Whoever is named in a dispute: their sources are to be shown as well.
pub(super) fn saying<'v, 'k>(disputes: &'v [DisputeView<'k>]) -> impl Iterator<Item = &'v AttributionView<'k>> {
    disputes.iter().flat_map(|dispute| &dispute.sides).flat_map(|side| &side.statements).map(|cited| &cited.attribution)
}

fn in_short(dispute: &DisputeView<'_>) -> Line {
    let viewpoints = match dispute.people() {
        1 => "1 voice, 2 answers".to_owned(),
        some => format!("{some} voices disagree"),
    };
    Line::sentence().plain(format!("{viewpoints}: ")).strong(dispute.question)
}

pub(super) fn side_by_side(dispute: &DisputeView<'_>) -> Block {
    let mut block = Block::new(format!("Disputed: {}", dispute.question));
    for side in &dispute.sides {
        // Whoever says it twice in a year is named once, as sure as they are at their surest.
        let mut named: Vec<&AttributionView<'_>> = Vec::new();
        for attribution in side.statements.iter().map(|cited| &cited.attribution) {
            match named.iter_mut().find(|other| (other.by, other.year()) == (attribution.by, attribution.year())) {
                Some(other) if attribution.confidence > other.confidence => *other = attribution,
                Some(_) => {}
                None => named.push(attribution),
            }
        }
        let names: Vec<String> = named.into_iter().map(who).collect();
        block.lines.push(Line::item().plain(side.says).muted(format!(" ({})", names.join("; "))));
    }
    block
}
