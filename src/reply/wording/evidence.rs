//! The words for the evidence of one move: everybody who states it, and where.

use crate::answer::{EntityKind, Evidence};
use crate::question::{Question, Reference};
use crate::reply::text::capitalize;
use crate::reply::{Block, Line, Reply, Tone, Visibility};

use super::destinations::{self, End};
use super::phrases::{button, button_row, next_button, pair_button, sources};
use super::speakers::kinds;

pub(in crate::reply) fn evidence(evidence: &Evidence<'_>) -> Reply {
    let Evidence { from, destination } = evidence;
    let to = &destination.place;
    let mut block = Block::new("Who says so");
    let evidence = kinds(destination.statements.iter().map(|statement| &statement.attribution));
    block.lines.push(Line::sentence().plain(format!("{}.", capitalize(&evidence))));
    block.lines.extend(destinations::in_full(destination, End::Destination));
    let mut blocks = vec![block];
    blocks.extend(sources(destinations::attributions([destination])));
    let back = button(format!("Back to {}", from.in_text()), Question::Next, from);
    let onward = destination.leads_to_role().then(|| next_button(to)).flatten();
    let compare = (destination.leads_to_role() && from.kind == EntityKind::Role)
        .then(|| pair_button(format!("Compare with {}", to.in_text()), Question::Compare, from, to))
        .flatten();
    let id = |id: &str| Reference::Id(id.to_owned());
    Reply {
        title: format!("From {} to {}", from.in_text(), to.in_text()),
        blocks,
        buttons: button_row(back.into_iter().chain(onward).chain(compare), None),
        menu: None,
        question: from.id.zip(to.id).map(|(from, to)| Question::Evidence(id(from), id(to))),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}
