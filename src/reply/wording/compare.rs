//! The words of `/compare`: two roles side by side, with who puts one above the other. No verdict of ours.

use crate::answer::{AttributionView, Basis, Compare, Compared, EntityRef, Shared, StatementView};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::disputes::{saying, side_by_side};
use super::phrases::{
    and_more, button, count, interpretation, name_and_year, pair, pair_button, sources, viewpoints, who,
};

/// Most definitions of a role, and most tracks, that a brief reply shows.
const BRIEF_EACH: usize = 3;

/// Most disputes that a brief reply shows side by side.
const BRIEF_DISPUTES: usize = 2;

pub(in crate::reply) fn compare(compare: &Compare<'_>, detail: Detail) -> Reply {
    let (first, second) = (&compare.first.role, &compare.second.role);
    let is_one = first == second;
    let mut blocks = vec![opening(compare)];
    if !is_one {
        blocks.push(position(compare));
        blocks.push(moves(compare));
        let most = if detail == Detail::Full { usize::MAX } else { BRIEF_DISPUTES };
        blocks.extend(compare.disputes.iter().take(most).map(side_by_side));
        if let Some(rest) = compare.disputes.len().checked_sub(most).filter(|rest| *rest > 0) {
            blocks.push(Block::of_lines(vec![and_more(rest, "dispute", "disputes")]));
        }
        blocks.extend(viewpoints("What people say of both", &compare.viewpoints, detail));
        blocks.push(about(&compare.first, detail));
        blocks.push(about(&compare.second, detail));
        if detail == Detail::Full {
            blocks.extend(sources(everybody(compare).into_iter()));
        }
    }
    Reply {
        title: if is_one { first.name.to_owned() } else { format!("{} and {}, side by side", first.name, second.name) },
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(compare, detail),
        menu: None,
        again: pair(Question::Compare, first, second),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn opening(compare: &Compare<'_>) -> Block {
    let mut lines: Vec<Line> = compare.interpretations.iter().map(interpretation).collect();
    if compare.first.role == compare.second.role {
        let name = compare.first.role.name;
        lines.push(Line::sentence().plain("Both are ").strong(name).plain(": there is nothing to compare."));
        return Block::of_lines(lines);
    }
    let is = |one: &Compared<'_>| one.summary.map(|is| Line::item().strong(one.role.name).plain(format!(": {is}")));
    lines.extend(is(&compare.first));
    lines.extend(is(&compare.second));
    Block::of_lines(lines)
}

/// Who puts one over the other, and who sets them level.
fn position(compare: &Compare<'_>) -> Block {
    let (first, second) = (&compare.first.role, &compare.second.role);
    let mut block = Block::new("Over, under or level?");
    block.lines.extend(compare.shared.iter().map(|shared| over(shared, first, second)));
    let level = |statements: &StatementView<'_>| {
        Line::item().strong("Level").muted(format!(" ({})", who(&statements.attribution))).plain(note(statements))
    };
    block.lines.extend(compare.level.iter().map(level));
    let is_said = compare.there.len() + compare.back.len() > 0;
    if block.lines.is_empty() && compare.disputes.is_empty() && !is_said {
        block.lines.push(Line::sentence().plain("Nobody here says how the two stand to each other."));
    }
    block
}

/// "Infrastructure architect over IT manager: rungs 4 and 3 of 4 on Management track (Michael Platt, 2005)".
fn over(shared: &Shared<'_>, first: &EntityRef<'_>, second: &EntityRef<'_>) -> Line {
    let (upper, lower, rungs) = if shared.first > shared.second {
        (first, second, (shared.first, shared.second))
    } else {
        (second, first, (shared.second, shared.first))
    };
    Line::item()
        .strong(format!("{} over {}", upper.name, lower.name))
        .plain(format!(": rungs {} and {} of {} on {}", rungs.0, rungs.1, shared.rungs, shared.track.name))
        .muted(format!(" ({})", who(&shared.attribution)))
}

/// Who goes from one to the other, in both directions, and who merely sees them near.
fn moves(compare: &Compare<'_>) -> Block {
    let (first, second) = (&compare.first.role, &compare.second.role);
    let mut block = Block::new("From one to the other");
    let line = |statements: &StatementView<'_>, from: &EntityRef<'_>, to: &EntityRef<'_>| {
        let usual = if statements.usual { ", the way most people take" } else { "" };
        let from = match &statements.basis {
            Basis::AnyRung { track } => format!("{}, from any rung of {}", from.name, track.name),
            _ => from.name.to_owned(),
        };
        Line::item()
            .strong(format!("{from} → {}", to.name))
            .plain(usual)
            .muted(format!(" ({})", who(&statements.attribution)))
            .plain(note(statements))
    };
    block.lines.extend(compare.there.iter().map(|statements| line(statements, first, second)));
    block.lines.extend(compare.back.iter().map(|statements| line(statements, second, first)));
    let near: Vec<String> = compare.near.iter().map(|statements| who(&statements.attribution)).collect();
    if !near.is_empty() {
        let near = format!(" ({})", near.join("; "));
        block.lines.push(Line::item().plain("Close to each other, no step up or down").muted(near));
    }
    block
}

fn note(statements: &StatementView<'_>) -> String {
    statements.note.map_or_else(String::new, |note| format!(": {note}"))
}

/// What one of the two is said to be, and where it stands.
fn about(one: &Compared<'_>, detail: Detail) -> Block {
    let most = if detail == Detail::Full { usize::MAX } else { BRIEF_EACH };
    let mut block = Block::new(one.role.name);
    for definition in one.definitions.iter().take(most) {
        let (by, year) = name_and_year(&definition.attribution);
        block.lines.push(Line::item().strong(by).muted(year).plain(format!(": {}", definition.text)));
    }
    let tracks: Vec<String> = one
        .positions
        .iter()
        .take(most)
        .filter_map(|place| {
            let (first, last) = (place.on.first()?.rung, place.on.last()?.rung);
            let rungs = if first == last { format!("rung {first}") } else { format!("rungs {first} to {last}") };
            Some(format!("{} ({rungs} of {})", place.track.name, place.rungs))
        })
        .collect();
    let unsaid = one.definitions.len().saturating_sub(most);
    if unsaid > 0 {
        block.lines.push(and_more(unsaid, "definition", "definitions"));
    }
    let more = one.positions.len().saturating_sub(most);
    let more = if more > 0 { format!(", and {}", count(more, "more", "more")) } else { String::new() };
    block.lines.push(match tracks.as_slice() {
        [] => Line::sentence().plain("It stands on no track."),
        some => Line::sentence().plain(format!("Stands on {}{more}.", some.join(", "))),
    });
    block
}

fn everybody<'c, 'k>(compare: &'c Compare<'k>) -> Vec<&'c AttributionView<'k>> {
    let sides = [&compare.first, &compare.second];
    let moves = [&compare.level, &compare.there, &compare.back, &compare.near];
    let mut all: Vec<&AttributionView<'_>> = compare.shared.iter().map(|shared| &shared.attribution).collect();
    all.extend(moves.into_iter().flatten().map(|statements| &statements.attribution));
    all.extend(saying(&compare.disputes));
    all.extend(compare.viewpoints.iter().map(|viewpoint| &viewpoint.attribution));
    for side in sides {
        all.extend(side.definitions.iter().map(|definition| &definition.attribution));
        all.extend(side.positions.iter().map(|place| &place.attribution));
    }
    all
}

fn buttons(compare: &Compare<'_>, detail: Detail) -> Vec<Button> {
    let (first, second) = (&compare.first.role, &compare.second.role);
    let next = |role: &EntityRef<'_>| button(format!("Next: {}", role.name), Question::Next, role);
    if first == second {
        let define = button(format!("Define {}", first.name), Question::Define, first);
        return next(first).into_iter().chain(define).collect();
    }
    let everything = pair(Question::Compare, first, second)
        .filter(|_| detail == Detail::Brief)
        .map(|question| Button { label: "Show everything".to_owned(), question, detail: Detail::Full });
    let destination = |from: &EntityRef<'_>, to: &EntityRef<'_>| {
        pair_button(format!("Way: {} → {}", from.name, to.name), Question::Path, from, to)
    };
    let all = [everything, destination(first, second), destination(second, first), next(first), next(second)];
    all.into_iter().flatten().collect()
}
