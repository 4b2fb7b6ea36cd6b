//! The words for one way: everybody who says that it exists, and where.

use crate::answer::{EntityKind, Evidence};
use crate::question::{Question, Reference};
use crate::reply::{Block, Detail, Reply, Tone, Visibility};

use super::destinations;
use super::phrases::{button, pair_button, sources};

pub(in crate::reply) fn evidence(evidence: &Evidence<'_>) -> Reply {
    let Evidence { from, destination } = evidence;
    let mut block = Block::new("Who says so");
    block.lines.extend(destinations::lines(destination, false, Detail::Full));
    let mut blocks = vec![block];
    blocks.extend(sources(destination.statements.iter().map(|statements| &statements.attribution)));
    let back = button(format!("Back to {}", from.name), Question::Next, from);
    let onward = destination
        .leads_to_role()
        .then(|| button(format!("Next: {}", destination.place.name), Question::Next, &destination.place));
    let beside =
        || pair_button(format!("Compare with {}", destination.place.name), Question::Compare, from, &destination.place);
    let beside = (destination.leads_to_role() && from.kind == EntityKind::Role).then(beside);
    Reply {
        title: format!("From {} to {}", from.name, destination.place.name),
        blocks,
        buttons: back.into_iter().chain(onward.flatten()).chain(beside.flatten()).collect(),
        menu: None,
        again: from
            .id
            .zip(destination.place.id)
            .map(|(from, to)| Question::Evidence(Reference::Id(from.to_owned()), Reference::Id(to.to_owned()))),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}
