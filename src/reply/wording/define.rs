//! The words of `/define`.

use crate::answer::{Define, DefinitionView, EntityKind, EntityRef, IdentifierView};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::disputes::{disputes, saying};
use super::phrases::{
    again, and_more, button, interpretation, list, name_and_year, pair_button, show_all, sources, viewpoints,
};

/// Most definitions that a brief reply shows, if more of them are not of the thing itself.
const BRIEF_MEANINGS: usize = 6;

pub(in crate::reply) fn define(define: &Define<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(define)];
    blocks.extend(definitions(define, detail));
    blocks.extend(disputes(&define.disputes, detail));
    blocks.extend(viewpoints("What people say", &define.viewpoints, detail));
    blocks.extend(catalogues(&define.identifiers));
    if detail == Detail::Full {
        let defining =
            define.definitions.iter().map(|definition| &definition.attribution).chain(saying(&define.disputes));
        blocks.extend(sources(defining.chain(define.viewpoints.iter().map(|viewpoint| &viewpoint.attribution))));
    }
    Reply {
        title: format!("What is meant by {}?", define.entity.name),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(define, detail),
        menu: None,
        again: again(Question::Define, &define.entity),
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
        lines.push(Line::sentence().plain("It may mean ").strong(list(&names, "or")).plain("."));
    }
    if define.definitions.is_empty() {
        lines.push(Line::sentence().plain(if define.viewpoints.is_empty() {
            format!("Nobody here has defined {} yet.", define.entity.name)
        } else {
            format!("Nobody here defines {}, but people have something to say of it.", define.entity.name)
        }));
    }
    Block::of_lines(lines)
}

fn definitions(define: &Define<'_>, detail: Detail) -> Vec<Block> {
    let all = define.definitions.as_slice();
    let shown = match detail {
        Detail::Full => all.len(),
        // Those of the thing itself come first, and are what was asked for.
        Detail::Brief => {
            let own = all.iter().filter(|definition| definition.of == define.entity).count();
            all.len().min(own.max(BRIEF_MEANINGS))
        }
    };
    let rest = all.len() - shown;
    let rest = (rest > 0).then(|| Block::of_lines(vec![and_more(rest, "definition", "definitions")]));
    all[..shown]
        .chunk_by(|one, other| one.of == other.of)
        .filter_map(|same| same.first().map(|first| (first.of, same)))
        .map(|(of, same)| {
            let mut block = Block::new(heading(of, define.entity));
            block.lines.extend(same.iter().map(definition));
            block
        })
        .chain(rest)
        .collect()
}

fn heading(of: EntityRef<'_>, asked: EntityRef<'_>) -> String {
    if of == asked { "Definitions".to_owned() } else { format!("Definitions of {}", of.name) }
}

fn definition(definition: &DefinitionView<'_>) -> Line {
    let (by, year) = name_and_year(&definition.attribution);
    Line::item().strong(by).muted(year).plain(format!(": {}", definition.text))
}

/// "In public catalogues: O*NET 15-1244.00 <https://…>".
fn catalogues(identifiers: &[IdentifierView<'_>]) -> Option<Block> {
    let line = |identifier: &IdentifierView<'_>| {
        Line::item().plain(format!("{} {} ", identifier.name, identifier.code)).address(&identifier.url)
    };
    let lines: Vec<Line> = identifiers.iter().map(line).collect();
    (!lines.is_empty()).then(|| Block { lines, ..Block::new("In public catalogues") })
}

fn buttons(define: &Define<'_>, detail: Detail) -> Vec<Button> {
    let mut buttons: Vec<Button> = match detail {
        Detail::Brief => show_all(Question::Define, &define.entity).into_iter().collect(),
        Detail::Full => Vec::new(),
    };
    let own = (define.entity.kind == EntityKind::Role).then_some(define.entity);
    let roles = own.iter().chain(&define.may_mean);
    buttons.extend(
        roles.filter_map(|role| button(format!("What comes after {}?", role.name), Question::Next, role)).take(4),
    );
    buttons.extend(own.as_ref().and_then(|role| button("Map".to_owned(), Question::Map, role)));
    if let [one, other, ..] = define.may_mean.as_slice() {
        let label = format!("Compare {} and {}", one.name, other.name);
        buttons.extend(pair_button(label, Question::Compare, one, other));
    }
    buttons
}
