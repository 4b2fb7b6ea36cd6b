//! The words of `/define`.

use crate::answer::{Define, IdentifierView, Meaning, Question, Thing, ThingKind};
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::disputes::{disputes, saying};
use super::phrases::{again, and_more, button, list, name_and_year, pair_button, reading, show_all, sources, voices};

/// Most definitions that a brief reply shows, if more of them are not of the thing itself.
const BRIEF_MEANINGS: usize = 6;

pub(in crate::reply) fn define(define: &Define<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(define)];
    blocks.extend(meanings(define, detail));
    blocks.extend(disputes(&define.disputes, detail));
    blocks.extend(voices("What people say", &define.voices, detail));
    blocks.extend(catalogues(&define.identifiers));
    if detail == Detail::Full {
        let defining = define.meanings.iter().map(|meaning| &meaning.said).chain(saying(&define.disputes));
        blocks.extend(sources(defining.chain(define.voices.iter().map(|voice| &voice.said))));
    }
    Reply {
        title: format!("What is meant by {}?", define.thing.name),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(define, detail),
        menu: None,
        again: again(Question::Define, &define.thing),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn opening(define: &Define<'_>) -> Block {
    let mut lines = Vec::new();
    lines.extend(define.reading.as_ref().map(reading));
    lines.extend(define.summary.map(|summary| Line::sentence().plain(summary)));
    if !define.may_mean.is_empty() {
        let names: Vec<&str> = define.may_mean.iter().map(|role| role.name).collect();
        lines.push(Line::sentence().plain("It may mean ").strong(list(&names, "or")).plain("."));
    }
    if define.meanings.is_empty() {
        lines.push(Line::sentence().plain(if define.voices.is_empty() {
            format!("Nobody here has defined {} yet.", define.thing.name)
        } else {
            format!("Nobody here defines {}, but people have something to say of it.", define.thing.name)
        }));
    }
    Block::of_lines(lines)
}

fn meanings(define: &Define<'_>, detail: Detail) -> Vec<Block> {
    let all = define.meanings.as_slice();
    let shown = match detail {
        Detail::Full => all.len(),
        // Those of the thing itself come first, and are what was asked for.
        Detail::Brief => {
            let own = all.iter().filter(|meaning| meaning.of == define.thing).count();
            all.len().min(own.max(BRIEF_MEANINGS))
        }
    };
    let rest = all.len() - shown;
    let rest = (rest > 0).then(|| Block::of_lines(vec![and_more(rest, "definition", "definitions")]));
    all[..shown]
        .chunk_by(|one, other| one.of == other.of)
        .filter_map(|same| same.first().map(|first| (first.of, same)))
        .map(|(of, same)| {
            let mut block = Block::new(heading(of, define.thing));
            block.lines.extend(same.iter().map(meaning));
            block
        })
        .chain(rest)
        .collect()
}

fn heading(of: Thing<'_>, asked: Thing<'_>) -> String {
    if of == asked { "Definitions".to_owned() } else { format!("Definitions of {}", of.name) }
}

fn meaning(meaning: &Meaning<'_>) -> Line {
    let (by, year) = name_and_year(&meaning.said);
    Line::item().strong(by).quiet(year).plain(format!(": {}", meaning.text))
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
        Detail::Brief => show_all(Question::Define, &define.thing).into_iter().collect(),
        Detail::Full => Vec::new(),
    };
    let own = (define.thing.kind == ThingKind::Role).then_some(define.thing);
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
