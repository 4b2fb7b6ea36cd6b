//! The words for one way: everybody who says that it exists, and where.

use crate::answer::{Asked, Evidence, Question, ThingKind};
use crate::reply::{Block, Detail, Reply, Tone, Visibility};

use super::phrases::{button, pair_button, sources};
use super::ways;

pub(in crate::reply) fn evidence(evidence: &Evidence<'_>) -> Reply {
    let Evidence { from, way } = evidence;
    let mut block = Block::new("Who says so");
    block.lines.extend(ways::lines(way, false, Detail::Full));
    let mut blocks = vec![block];
    blocks.extend(sources(way.support.iter().map(|support| &support.said)));
    let back = button(format!("Back to {}", from.name), Question::Next, from);
    let onward = way.leads_to_role().then(|| button(format!("Next: {}", way.place.name), Question::Next, &way.place));
    let beside = || pair_button(format!("Compare with {}", way.place.name), Question::Compare, from, &way.place);
    let beside = (way.leads_to_role() && from.kind == ThingKind::Role).then(beside);
    Reply {
        title: format!("From {} to {}", from.name, way.place.name),
        blocks,
        buttons: back.into_iter().chain(onward.flatten()).chain(beside.flatten()).collect(),
        menu: None,
        again: from
            .id
            .zip(way.place.id)
            .map(|(from, to)| Question::Way(Asked::Id(from.to_owned()), Asked::Id(to.to_owned()))),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}
