//! The words of `/become`.

use crate::answer::{Become, Destination};
use crate::question::Question;
use crate::reply::{Block, Detail, Line, Reply, Tone, Visibility};

use super::destinations;
use super::disputes;
use super::phrases::{button, button_row, interpretation, question};

/// Maximum number of origins in a brief reply.
const MAX_ORIGINS: usize = 4;

/// Maximum number of disputes in a brief reply.
const MAX_DISPUTES: usize = 2;

pub(in crate::reply) fn become_role(asked: &Become<'_>, detail: Detail) -> Reply {
    let mut opening = Block::default();
    opening.lines.extend(asked.interpretation.as_ref().map(interpretation));
    opening.lines.extend(asked.summary.map(|summary| Line::sentence().plain(summary)));
    let stated: Vec<&Destination<'_>> = asked.origins.iter().filter(|origin| origin.is_step()).collect();
    let mut origins = Block::new("Common previous roles");
    match detail {
        Detail::Brief => origins.lines.extend(
            (1..)
                .zip(stated.iter().take(MAX_ORIGINS))
                .map(|(n, origin)| destinations::in_short(Line::numbered(n), origin)),
        ),
        Detail::Full => {
            origins
                .lines
                .extend(stated.iter().flat_map(|origin| destinations::in_full(origin, destinations::End::Origin)));
        }
    }
    if stated.is_empty() {
        opening.lines.push(Line::sentence().plain("None of our sources says where people come from."));
    }
    let disputed = disputes::disagreements(&asked.disputes, &[], MAX_DISPUTES);
    let next = button(format!("After {}", asked.role.name), Question::Next, &asked.role);
    let again = question(Question::Become, &asked.role);
    let has_more = detail == Detail::Brief && !stated.is_empty();
    Reply {
        title: format!("How do people become {}?", asked.role.name),
        blocks: [opening, origins, disputed].into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: button_row(next.into_iter(), again.clone().filter(|_| has_more)),
        menu: None,
        question: again,
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}
