//! The words of `/define`.

use crate::answer::{Define, DefinitionView, EntityKind, EntityRef, IdentifierView};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::disputes;
use super::phrases::{
    button, button_row, interpretation, list, name_and_year, opinions, pair_button, question, sources,
};

/// Maximum number of definitions in a brief reply.
const MAX_DEFINITIONS: usize = 2;

/// Maximum number of disputes in a brief reply.
const MAX_DISPUTES: usize = 2;

/// Maximum number of opinions in a brief reply.
const MAX_OPINIONS: usize = 3;

/// Maximum number of buttons that ask for the next step of a role.
const MAX_NEXT_BUTTONS: usize = 2;

pub(in crate::reply) fn define(define: &Define<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(define)];
    match detail {
        Detail::Brief => blocks.extend(brief(define)),
        Detail::Full => blocks.extend(full(define)),
    }
    Reply {
        title: format!("What does “{}” mean?", define.entity.name),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(define, detail),
        menu: None,
        question: question(Question::Define, &define.entity),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn opening(define: &Define<'_>) -> Block {
    let mut lines = Vec::new();
    lines.extend(define.interpretation.as_ref().map(interpretation));
    lines.extend(define.summary.map(|summary| Line::sentence().plain(summary)));
    if !define.may_mean.is_empty() {
        let names: Vec<&str> = define.may_mean.iter().map(|role| role.name).collect();
        lines.push(Line::sentence().plain("It can mean ").strong(list(&names, "or")).plain("."));
    }
    if define.definitions.is_empty() {
        lines.push(Line::sentence().plain(if define.viewpoints.is_empty() {
            format!("None of our sources defines {} yet.", define.entity.name)
        } else {
            format!("None of our sources defines {}, but some comment on it.", define.entity.name)
        }));
    }
    Block::of_lines(lines)
}

fn brief(define: &Define<'_>) -> Vec<Block> {
    let mut definitions = Block::new("Definitions");
    let line = |definition: &DefinitionView<'_>| {
        let of = (definition.of != define.entity).then_some(definition.of.name);
        definition_line(definition, of)
    };
    // Definitions of the entity itself come first; those of the roles it can mean stand in only if it has none.
    let first_of = define.definitions.first().map(|first| first.of);
    let same = define.definitions.iter().filter(|definition| Some(definition.of) == first_of);
    definitions.lines.extend(same.take(MAX_DEFINITIONS).map(line));
    let disagreements = disputes::disagreements(&define.disputes, &[], MAX_DISPUTES);
    let opinions = opinions("Opinions", &define.viewpoints, MAX_OPINIONS);
    let catalogs = catalogs(&define.identifiers);
    std::iter::once(definitions).chain(opinions).chain([disagreements]).chain(catalogs).collect()
}

fn full(define: &Define<'_>) -> Vec<Block> {
    let by_subject = define.definitions.chunk_by(|one, other| one.of == other.of);
    let mut blocks: Vec<Block> = by_subject
        .filter_map(|same| same.first().map(|first| (first.of, same)))
        .map(|(of, same)| {
            let heading =
                if of == define.entity { "Definitions".to_owned() } else { format!("Definitions of {}", of.name) };
            let mut block = Block::new(heading);
            block.lines.extend(same.iter().map(|definition| definition_line(definition, None)));
            block
        })
        .collect();
    blocks.extend(disputes::in_full(&define.disputes));
    blocks.extend(opinions("Opinions", &define.viewpoints, usize::MAX));
    blocks.extend(catalogs(&define.identifiers));
    let defining = define.definitions.iter().map(|definition| &definition.attribution);
    let opining = define.viewpoints.iter().map(|viewpoint| &viewpoint.attribution);
    blocks.extend(sources(defining.chain(disputes::attributions(&define.disputes)).chain(opining)));
    blocks
}

/// "Michael Platt (2005) on Infrastructure architect: …".
fn definition_line(definition: &DefinitionView<'_>, of: Option<&str>) -> Line {
    let (by, year) = name_and_year(&definition.attribution);
    let of = of.map_or_else(String::new, |of| format!(" on {of}"));
    Line::item().strong(by).muted(year).plain(format!("{of}: {}", definition.text))
}

/// "In public catalogs": "O*NET 15-1244.00 <https://…>".
fn catalogs(identifiers: &[IdentifierView<'_>]) -> Option<Block> {
    let line = |identifier: &IdentifierView<'_>| {
        Line::item().plain(format!("{} {} ", identifier.name, identifier.code)).address(&identifier.url)
    };
    let lines: Vec<Line> = identifiers.iter().map(line).collect();
    (!lines.is_empty()).then(|| Block { lines, ..Block::new("In public catalogs") })
}

fn buttons(define: &Define<'_>, detail: Detail) -> Vec<Button> {
    let own = (define.entity.kind == EntityKind::Role).then_some(define.entity);
    let roles = own.iter().chain(&define.may_mean);
    let next = roles.filter_map(next_button).take(MAX_NEXT_BUTTONS);
    let map = own.as_ref().and_then(|role| button("Map".to_owned(), Question::Map, role));
    let compare = match define.may_mean.as_slice() {
        [one, other, ..] => {
            pair_button(format!("Compare {} and {}", one.name, other.name), Question::Compare, one, other)
        }
        _ => None,
    };
    let more = question(Question::Define, &define.entity).filter(|_| detail == Detail::Brief);
    button_row(next.chain(map).chain(compare), more)
}

fn next_button(role: &EntityRef<'_>) -> Option<Button> {
    button(format!("What comes after {}?", role.name), Question::Next, role)
}
