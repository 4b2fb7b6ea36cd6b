//! The words for disputes, side by side. The bot never decides one.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::answer::{AttributionView, Cited, DisputeDetail, DisputeView, Disputes, EntityKind, EntityRef, SideView};
use crate::knowledge::model::SourceKind;
use crate::question::{Question, Reference};
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::phrases::{and_more, button_row, count, name_and_year, next_button, short_list, sources, who};
use super::speakers::{kinds, names_in_short, remarks, speakers};

/// Maximum number of people or organizations named for a side.
const MAX_NAMED: usize = 4;

/// Maximum number of sides in a brief reply about one dispute.
const MAX_SIDES: usize = 6;

/// Maximum number of sides of one discussion that come first.
const MAX_DISCUSSED_SIDES: usize = 4;

/// Maximum number of buttons that ask for the next step of a role.
const MAX_NEXT_BUTTONS: usize = 2;

/// Maximum number of roles named at one end of a move.
const MAX_ENDS: usize = 3;

/// The topic of disputes whose main subject is in no field.
const GENERAL: &str = "Careers in general";

/// All disputes by topic: in brief, the one with most voices of each.
pub(in crate::reply) fn disputes(disputes: &Disputes<'_>, detail: Detail) -> Reply {
    let topics = by_topic(disputes);
    let blocks = match detail {
        Detail::Brief => vec![Block::of_lines(topics.iter().map(|(topic, all)| topic_line(topic, all)).collect())],
        Detail::Full => topics.iter().map(|(topic, all)| topic_block(topic, all)).collect(),
    };
    let choices = disputes.disputes.iter().map(|dispute| Button {
        label: dispute.question.to_owned(),
        question: asks(dispute),
        detail: Detail::Brief,
    });
    let mut blocks: Vec<Block> = blocks.into_iter().filter(|block| !block.lines.is_empty()).collect();
    if blocks.is_empty() {
        blocks.push(Block::of_lines(vec![Line::sentence().plain("Our sources disagree about nothing yet.")]));
    }
    let more = (detail == Detail::Brief && !disputes.disputes.is_empty()).then_some(Question::Disputes);
    Reply {
        title: "What people disagree about".to_owned(),
        blocks,
        buttons: button_row(std::iter::empty(), more),
        menu: Menu::of("Which question?", choices.collect()),
        question: Some(Question::Disputes),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// The topics with their disputes; first the topic of the dispute with most voices.
fn by_topic<'v, 'k>(disputes: &'v Disputes<'k>) -> Vec<(&'k str, Vec<&'v DisputeView<'k>>)> {
    let mut topics: Vec<(&str, Vec<&DisputeView<'_>>)> = Vec::new();
    for dispute in &disputes.disputes {
        let topic = dispute.topic.unwrap_or(GENERAL);
        match topics.iter_mut().find(|(other, _)| *other == topic) {
            Some((_, all)) => all.push(dispute),
            None => topics.push((topic, vec![dispute])),
        }
    }
    topics
}

/// "Security (6): What comes after CISO?"
fn topic_line(topic: &str, all: &[&DisputeView<'_>]) -> Line {
    let line = Line::item().strong(topic).muted(format!(" ({})", all.len()));
    line.plain(all.first().map_or_else(String::new, |first| format!(": {}", first.question)))
}

fn topic_block(topic: &str, all: &[&DisputeView<'_>]) -> Block {
    let voices = |dispute: &DisputeView<'_>| format!(" ({})", count(dispute.people(), "voice", "voices"));
    let line = |dispute: &&DisputeView<'_>| Line::item().plain(dispute.question).muted(voices(dispute));
    Block { lines: all.iter().map(line).collect(), ..Block::new(topic) }
}

/// One dispute with its sides: in brief, one line each; in full, with every statement.
pub(in crate::reply) fn dispute(asked: &DisputeDetail<'_>, detail: Detail) -> Reply {
    let dispute = &asked.dispute;
    let blocks = match detail {
        Detail::Brief => vec![Block::of_lines(sides_in_lines(dispute, MAX_SIDES))],
        Detail::Full => with_statements(dispute),
    };
    let others = Button { label: "All questions".to_owned(), question: Question::Disputes, detail: Detail::Brief };
    let next = dispute.about.iter().filter(|about| about.kind == EntityKind::Role).filter_map(next_button);
    let buttons = next.take(MAX_NEXT_BUTTONS).chain([others]);
    Reply {
        title: dispute.question.to_owned(),
        blocks,
        buttons: button_row(buttons, (detail == Detail::Brief).then(|| asks(dispute))),
        menu: None,
        question: Some(asks(dispute)),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn asks(dispute: &DisputeView<'_>) -> Question {
    Question::Dispute(Reference::Id(dispute.id.to_owned()))
}

/// A block for each side, with what everybody says; then the sources.
fn with_statements(dispute: &DisputeView<'_>) -> Vec<Block> {
    let all = || dispute.sides.iter().flat_map(|side| &side.statements);
    let sides = count(dispute.sides.len(), "answer", "answers");
    let evidence = kinds(all().map(|cited| &cited.attribution));
    let mut blocks = vec![Block::of_lines(vec![Line::sentence().plain(format!("{sides}, by {evidence}."))])];
    blocks.extend(in_order(dispute).into_iter().map(|side| {
        let lines = side.statements.iter().map(statement).collect();
        Block { lines, ..Block::new(side.says) }
    }));
    blocks.extend(sources(all().map(|cited| &cited.attribution)));
    blocks
}

/// "Alex Boten (2019, one person's own path): IT manager → Developer. Went back to write code."
fn statement(cited: &Cited<'_>) -> Line {
    let (by, year) = name_and_year(&cited.attribution);
    let names = |places: &[EntityRef<'_>]| {
        let names: Vec<&str> = places.iter().map(|place| place.name).collect();
        short_list(&names, MAX_ENDS)
    };
    let what = match (cited.from.as_slice(), cited.to.as_slice()) {
        ([], _) => String::new(),
        (rungs, []) => rungs.iter().map(|rung| rung.name).collect::<Vec<_>>().join(" → "),
        (from, to) => format!("{} → {}", names(from), names(to)),
    };
    let text = [what.as_str(), cited.text.unwrap_or_default()];
    let text: Vec<&str> = text.into_iter().filter(|part| !part.is_empty()).collect();
    let line = Line::item().strong(by).muted(year).plain(format!(": {}", text.join(". ")));
    let remarks = remarks(cited.account, cited.inferred);
    if remarks.is_empty() { line } else { line.muted(format!(" ({remarks})")) }
}

/// Every dispute with all its sides, a block each.
pub(super) fn in_full(disputes: &[DisputeView<'_>]) -> impl Iterator<Item = Block> {
    disputes.iter().map(side_by_side)
}

/// The statements of all sides of these disputes.
pub(super) fn attributions<'v, 'k>(disputes: &'v [DisputeView<'k>]) -> impl Iterator<Item = &'v AttributionView<'k>> {
    disputes.iter().flat_map(|dispute| &dispute.sides).flat_map(|side| &side.statements).map(|cited| &cited.attribution)
}

/// The first sides, a line each, and how many voices there are besides.
pub(super) fn sides_in_lines(dispute: &DisputeView<'_>, max: usize) -> Vec<Line> {
    let sides = in_order(dispute);
    let line = |side: &&SideView<'_>| {
        Line::item().strong(side.says.trim_end_matches('.')).plain(format!(" ({})", named(side, MAX_NAMED)))
    };
    let mut lines: Vec<Line> = sides.iter().take(max).map(line).collect();
    let shown: BTreeSet<&str> =
        sides.iter().take(max).flat_map(|side| &side.statements).map(|cited| cited.attribution.by).collect();
    let rest = sides.len().saturating_sub(max);
    if rest > 0 {
        let answers = and_more(rest, "answer", "answers");
        let voices = dispute.people() - shown.len();
        let voices =
            if voices > 0 { format!(", {}", count(voices, "more voice", "more voices")) } else { String::new() };
        lines.push(Line::sentence().muted(format!("{answers}{voices}")));
    }
    lines
}

/// The sides in the order in which they are shown. A discussion comes first, in the order in which it was held: the
/// oldest source in which several people gave different answers. Then the side with most voices, those with the oldest
/// and the newest voice, and the others by voices.
pub(super) fn in_order<'v, 'k>(dispute: &'v DisputeView<'k>) -> Vec<&'v SideView<'k>> {
    let mut by_voices: Vec<&SideView<'_>> = dispute.sides.iter().collect();
    by_voices.sort_by_key(|side| Reverse(speakers(side).len()));
    let years = |side: &&&SideView<'_>| {
        let years: Vec<u16> = side.statements.iter().filter_map(|cited| cited.attribution.year()).collect();
        years.iter().min().copied().zip(years.iter().max().copied())
    };
    let most = by_voices.first().copied();
    let oldest =
        by_voices.iter().filter(|side| years(side).is_some()).min_by_key(|side| years(side).map(|(min, _)| min));
    let newest = by_voices.iter().rev().max_by_key(|side| years(side).map(|(_, max)| max));
    let first = most.into_iter().chain(oldest.copied()).chain(newest.copied());
    let mut ordered: Vec<&SideView<'_>> = Vec::with_capacity(dispute.sides.len());
    for side in discussed(dispute).into_iter().chain(first).chain(by_voices.iter().copied()) {
        if !ordered.contains(&side) {
            ordered.push(side);
        }
    }
    ordered
}

/// The sides that one discussion has, if it has several: the oldest discussion of the dispute.
fn discussed<'v, 'k>(dispute: &'v DisputeView<'k>) -> Vec<&'v SideView<'k>> {
    let has =
        |side: &SideView<'_>, source: &str| side.statements.iter().any(|cited| cited.attribution.source.id == source);
    let discussions = dispute
        .sides
        .iter()
        .flat_map(|side| &side.statements)
        .map(|cited| &cited.attribution.source)
        .filter(|source| source.kind == Some(SourceKind::Discussion))
        .filter(|source| dispute.sides.iter().filter(|side| has(side, source.id)).count() > 1);
    match discussions.min_by_key(|source| source.published.map_or(u16::MAX, |date| date.year)) {
        Some(source) => dispute.sides.iter().filter(|side| has(side, source.id)).take(MAX_DISCUSSED_SIDES).collect(),
        None => Vec::new(),
    }
}

/// "Beth Patton, 2005; Michael Platt, 2005; 3 more".
fn named(side: &SideView<'_>, max: usize) -> String {
    let all = speakers(side);
    let shown = all.len().min(max);
    let mut names = names_in_short(&all[..shown]);
    let more = all.len() - shown;
    names.extend((more > 0).then(|| format!("{more} more")));
    names.join("; ")
}

fn side_by_side(dispute: &DisputeView<'_>) -> Block {
    let mut block = Block::new(format!("Disputed: {}", dispute.question));
    block.lines.extend(dispute.sides.iter().map(|side| {
        let names: Vec<String> = speakers(side).into_iter().map(who).collect();
        Line::item().plain(side.says).muted(format!(" ({})", names.join("; ")))
    }));
    block
}
