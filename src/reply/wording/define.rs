//! The words of `/define`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::answer::{AttributionView, Define, DefinitionView, EntityKind, EntityRef, IdentifierView, ViewpointView};
use crate::knowledge::model::{SourceKind, Stance};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::brevity::{block_chars, room_after};
use super::phrases::{
    and_more, button, button_row, list, name_and_year, opinions, pair_button, question, sources, viewpoint,
};
use super::{disagreements, disputes};

/// Maximum number of definitions and opinions in a brief reply.
const MAX_VOICES: usize = 4;

/// Fewest of them, if what is disputed needs the room.
const MIN_VOICES: usize = 2;

/// Most characters of the line that says how many more there are.
const MAX_MORE_CHARS: usize = 50;

const DISAGREEMENTS: &str = "Where people disagree";

/// Maximum number of disputes in a brief reply.
const MAX_DISPUTES: usize = 2;

/// Shortest line of a dispute in a brief reply, in characters.
const MIN_DISPUTE_CHARS: usize = 150;

pub(in crate::reply) fn define(define: &Define<'_>, detail: Detail) -> Reply {
    let title = format!("What does “{}” mean?", define.entity.in_text());
    let blocks = match detail {
        Detail::Brief => brief(define, &title),
        Detail::Full => std::iter::once(opening(define)).chain(full(define)).collect(),
    };
    Reply {
        title,
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(define, detail),
        menu: Menu::of("Which one do you mean?", meanings(define)),
        question: question(Question::Define, &define.entity),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn opening(define: &Define<'_>) -> Block {
    let mut lines = Vec::new();
    lines.extend(define.summary.map(|summary| Line::sentence().plain(summary)));
    if !define.may_mean.is_empty() {
        let names: Vec<_> = define.may_mean.iter().map(EntityRef::in_text).collect();
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        lines.push(Line::sentence().plain("It can mean ").strong(list(&names, "or")).plain("."));
    }
    if define.definitions.is_empty() {
        lines.push(Line::sentence().plain(if define.viewpoints.is_empty() {
            format!("None of our sources defines {} yet.", define.entity.in_text())
        } else {
            format!("None of our sources defines {}, but some comment on it.", define.entity.in_text())
        }));
    }
    Block::of_lines(lines)
}

/// What somebody says about the role or term, in a line.
enum Voice<'d, 'k> {
    Definition(&'d DefinitionView<'k>),
    Viewpoint(&'d ViewpointView<'k>),
}

impl<'k> Voice<'_, 'k> {
    fn attribution(&self) -> &AttributionView<'k> {
        match self {
            Voice::Definition(definition) => &definition.attribution,
            Voice::Viewpoint(viewpoint) => &viewpoint.attribution,
        }
    }

    /// How directly it says what the word means, the most direct first: a definition of it, an opinion that is mainly
    /// about it, a definition of a role that it may mean, a reply, a question.
    fn directness(&self, entity: &EntityRef<'_>) -> usize {
        match self {
            Voice::Definition(definition) => {
                if definition.of == *entity {
                    0
                } else {
                    2
                }
            }
            Voice::Viewpoint(viewpoint) => {
                let is_main = viewpoint.about.first() == Some(entity);
                match (viewpoint.stance, viewpoint.replies_to) {
                    (Stance::Asks, _) => 4,
                    (_, None) if is_main => 1,
                    _ => 3,
                }
            }
        }
    }

    fn line(&self, entity: &EntityRef<'_>) -> Line {
        match self {
            Voice::Definition(definition) => {
                definition_line(definition, (definition.of != *entity).then(|| definition.of.in_text()))
            }
            Voice::Viewpoint(one) => viewpoint(one),
        }
    }
}

/// What people say: first one statement of everybody, beginning with those who discussed what the word means, then the
/// definitions of the word itself and opinions about it, the most direct first.
fn voices<'d, 'k>(define: &'d Define<'k>) -> Vec<Voice<'d, 'k>> {
    let definitions = define.definitions.iter().map(Voice::Definition);
    let mut all: Vec<Voice<'_, '_>> = definitions.chain(define.viewpoints.iter().map(Voice::Viewpoint)).collect();
    // Several people speak in it, and somebody says what the word means.
    let speakers = |source: &str| {
        let speakers = all.iter().map(|voice| voice.attribution()).filter(|said| said.source.id == source);
        speakers.map(|said| said.by).collect::<BTreeSet<_>>().len()
    };
    let discussions: Vec<&str> = define
        .definitions
        .iter()
        .map(|definition| &definition.attribution.source)
        .filter(|source| source.kind == Some(SourceKind::Discussion) && speakers(source.id) > 1)
        .map(|source| source.id)
        .collect();
    all.sort_by_key(|voice| {
        let directness = voice.directness(&define.entity);
        (directness > 2 || !discussions.contains(&voice.attribution().source.id), directness)
    });
    let mut seen: Vec<&str> = Vec::new();
    let (mut first, again): (Vec<_>, Vec<_>) = all.into_iter().partition(|voice| {
        let by = voice.attribution().by;
        let is_new = !seen.contains(&by);
        seen.push(by);
        is_new
    });
    first.extend(again);
    first
}

fn brief(define: &Define<'_>, title: &str) -> Vec<Block> {
    let opening = opening(define);
    let catalogs = catalogs(&define.identifiers);
    let disputed = define.disputes.first().map(|dispute| Block {
        lines: vec![disagreements::in_short(dispute, usize::MAX)],
        ..Block::new(DISAGREEMENTS)
    });
    let mut said = Block::new("What people say");
    for voice in voices(define).iter().take(MAX_VOICES) {
        said.lines.push(voice.line(&define.entity));
        let blocks: Vec<Block> = [&opening, &said].into_iter().chain(&catalogs).cloned().collect();
        let wanted = disputed.as_ref().map_or(0, |block| block_chars(block) + MAX_MORE_CHARS);
        // Who disagrees with whom says more than one voice more.
        if said.lines.len() > MIN_VOICES && room_after(title, &blocks) < wanted {
            said.lines.pop();
            break;
        }
    }
    let more = (define.definitions.len() + define.viewpoints.len()).saturating_sub(said.lines.len());
    if more > 0 {
        said.lines.push(Line::sentence().muted(and_more(more, "definition or opinion", "definitions and opinions")));
    }
    let mut blocks = vec![opening, said];
    blocks.extend(catalogs.clone());
    let mut disagreements = Block::new(DISAGREEMENTS);
    for dispute in define.disputes.iter().take(MAX_DISPUTES) {
        blocks.push(disagreements.clone());
        let room = room_after(title, &blocks);
        blocks.pop();
        if room >= MIN_DISPUTE_CHARS {
            disagreements.lines.push(disagreements::in_short(dispute, room));
        }
    }
    // The catalogs come last, but always have their place.
    if catalogs.is_some() {
        blocks.pop();
    }
    blocks.into_iter().chain([disagreements]).chain(catalogs).collect()
}

fn full(define: &Define<'_>) -> Vec<Block> {
    let by_subject = define.definitions.chunk_by(|one, other| one.of == other.of);
    let mut blocks: Vec<Block> = by_subject
        .filter_map(|same| same.first().map(|first| (first.of, same)))
        .map(|(of, same)| {
            let heading =
                if of == define.entity { "Definitions".to_owned() } else { format!("Definitions of {}", of.in_text()) };
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

/// "Michael Platt (2005) on infrastructure architect: …".
fn definition_line(definition: &DefinitionView<'_>, of: Option<Cow<'_, str>>) -> Line {
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

/// The roles that a term may mean, each defined by itself.
fn meanings(define: &Define<'_>) -> Vec<Button> {
    define.may_mean.iter().filter_map(|role| button(role.name.to_owned(), Question::Define, role)).collect()
}

fn buttons(define: &Define<'_>, detail: Detail) -> Vec<Button> {
    let own = (define.entity.kind == EntityKind::Role).then_some(define.entity);
    let next = own.as_ref().and_then(next_button);
    let map = own.as_ref().and_then(|role| button("Map".to_owned(), Question::Map, role));
    let compare = match define.may_mean.as_slice() {
        [one, other, ..] => {
            pair_button(format!("Compare {} and {}", one.name, other.name), Question::Compare, one, other)
        }
        _ => None,
    };
    let more = question(Question::Define, &define.entity).filter(|_| detail == Detail::Brief);
    button_row(next.into_iter().chain(map).chain(compare), more)
}

fn next_button(role: &EntityRef<'_>) -> Option<Button> {
    button(format!("What comes after {}?", role.in_text()), Question::Next, role)
}
