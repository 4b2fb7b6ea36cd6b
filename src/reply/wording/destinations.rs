//! The words for a way: where it leads and how many say so in one line, and the evidence in a line for each of them.

use crate::answer::{AttributionView, Basis, Destination, Direction, EntityKind, StatementView};
use crate::reply::{Block, Detail, Line};

use super::phrases::{and_more, name_and_year, who};

/// Most people and organisations that a line names one by one; of more, it tells how many.
const MOST_NAMED: usize = 2;

/// A block for each direction, in the order in which they come; in a brief reply, of the ways that are to be shown.
pub(super) fn blocks(destinations: &[Destination<'_>], detail: Detail) -> Vec<Block> {
    let shown: Vec<&Destination<'_>> =
        destinations.iter().filter(|destination| detail == Detail::Full || destination.shown).collect();
    let mut blocks: Vec<Block> = shown
        .chunk_by(|one, other| one.direction == other.direction)
        .filter_map(|same| same.first().map(|first| (first.direction, same)))
        .map(|(direction, same)| {
            let mut block = Block::new(heading(direction));
            block.lines.extend(same.iter().flat_map(|destination| lines(destination, false, detail)));
            block
        })
        .collect();
    if shown.len() < destinations.len() {
        blocks.push(Block::of_lines(vec![and_more(destinations.len() - shown.len(), "destination", "destinations")]));
    }
    blocks
}

fn heading(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "Up",
        Direction::Across => "Across",
        Direction::IntoManagement => "Into management",
        Direction::Out => "Out of the field",
        Direction::Beside => "At the same level",
        Direction::Near => "Close to it (no step up or down)",
    }
}

/// The line of a way; where everything is shown, with a line below it for each who says so.
pub(super) fn lines(destination: &Destination<'_>, arrives: bool, detail: Detail) -> Vec<Line> {
    let line = Line::item().strong(destination.place.name).plain(usual(destination, arrives));
    match detail {
        Detail::Brief => vec![brief(line, destination, arrives)],
        Detail::Full => std::iter::once(line)
            .chain(destination.statements.iter().map(|statements| evidence(statements, destination, arrives)))
            .collect(),
    }
}

/// The line of a hop, which begins with its direction; where everything is shown, with a line below it for each who says
/// so. `aside` stands behind what is said of the way.
pub(super) fn hop(destination: &Destination<'_>, aside: &str, detail: Detail) -> Vec<Line> {
    let towards = match destination.direction {
        Direction::Up => "up to ",
        Direction::Across => "across to ",
        Direction::IntoManagement => "into management, as ",
        Direction::Out => "out of the field, to ",
        Direction::Beside => "sideways, on the same level, to ",
        Direction::Near => "close by, to ",
    };
    // Onto a track one comes; one is not a track.
    let is_landing = destination.statements.iter().any(|statements| matches!(statements.basis, Basis::Onto { .. }));
    let towards = match destination.place.kind {
        EntityKind::Track => "onto ",
        _ if is_landing => "on it, to ",
        _ => towards,
    };
    let line = Line::item().plain(towards).strong(destination.place.name).plain(usual(destination, false));
    match detail {
        Detail::Brief => vec![brief(line, destination, false).plain(aside)],
        Detail::Full => std::iter::once(line.plain(aside))
            .chain(destination.statements.iter().map(|statements| evidence(statements, destination, false)))
            .collect(),
    }
}

/// "Ops: next on Technical track (Michael Platt, 2005)", or how many say so.
fn brief(mut line: Line, destination: &Destination<'_>, arrives: bool) -> Line {
    let (with_it, otherwise): (Vec<&StatementView<'_>>, Vec<&StatementView<'_>>) =
        destination.statements.iter().partition(|statements| statements.direction == destination.direction);
    if let [only] = with_it.as_slice()
        && let Some(ground) = basis(only, arrives)
    {
        let joint = if destination.place.kind == EntityKind::Track { "," } else { ":" };
        line = line.plain(format!("{joint} {ground}"));
    }
    line = line.muted(format!(" ({})", viewpoints(&with_it)));
    for other in otherwise {
        line = line.plain(format!("; {}, says ", seen_as(other.direction))).muted(who(&other.attribution));
    }
    line
}

/// "Michael Platt, 2005; Warren Brown, 2005", or "4 voices; newest …, 2025; oldest …, 2005".
fn viewpoints(statements: &[&StatementView<'_>]) -> String {
    let mut attribution: Vec<&AttributionView<'_>> = Vec::new();
    for StatementView { attribution: next, .. } in statements {
        // Who says it twice is one voice, as sure as where they are surest.
        match attribution.iter_mut().find(|other| other.by == next.by) {
            Some(other) if next.confidence > other.confidence => *other = next,
            Some(_) => {}
            None => attribution.push(next),
        }
    }
    if attribution.len() <= MOST_NAMED {
        return attribution.into_iter().map(who).collect::<Vec<_>>().join("; ");
    }
    let dated = || attribution.iter().filter(|attribution| attribution.year().is_some());
    let newest = dated().max_by_key(|attribution| attribution.year());
    let oldest = dated()
        .min_by_key(|attribution| attribution.year())
        .filter(|oldest| Some(oldest.year()) != newest.map(|n| n.year()));
    let newest = newest.map_or_else(String::new, |attribution| format!("; newest {}", who(attribution)));
    let oldest = oldest.map_or_else(String::new, |attribution| format!("; oldest {}", who(attribution)));
    format!("{} voices{newest}{oldest}", attribution.len())
}

/// Who says so, how they see it, and what they say: "Beth Patton (2005), at the same level: Each picks up …".
fn evidence(statements: &StatementView<'_>, destination: &Destination<'_>, arrives: bool) -> Line {
    let (by, year) = name_and_year(&statements.attribution);
    let mut parts = Vec::new();
    if statements.direction != destination.direction {
        parts.push(seen_as(statements.direction).to_owned());
    }
    parts.extend(basis(statements, arrives));
    // What the rung below adds says nothing of the way up from it.
    let is_telling = !(arrives && matches!(statements.basis, Basis::Rung { .. }));
    let note = statements.note.filter(|_| is_telling).map(|note| match statements.basis {
        // What a rung adds is a phrase; what is said of a move is a sentence.
        Basis::Rung { .. } => format!("it adds {note}"),
        Basis::Move | Basis::AnyRung { .. } | Basis::Onto { .. } => note.to_owned(),
    });
    let ground = parts.join(", ");
    let attribution = match (ground.is_empty(), note) {
        (true, None) => String::new(),
        (true, Some(note)) => format!(": {note}"),
        (false, None) => format!(": {ground}"),
        (false, Some(note)) => format!(": {ground}. {}", capital(&note)),
    };
    Line::below().plain(by).muted(year).plain(attribution)
}

fn seen_as(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Across => "to another track",
        Direction::IntoManagement => "into management",
        Direction::Out => "out of the field",
        Direction::Beside => "at the same level",
        Direction::Near => "close to it",
    }
}

/// What a way rests on, said short: "next on Technical track".
fn basis(statements: &StatementView<'_>, arrives: bool) -> Option<String> {
    match &statements.basis {
        Basis::Rung { track, title } => {
            let rung = if arrives { "one below on" } else { "next on" };
            let title = title.map_or_else(String::new, |title| format!(", there called “{title}”"));
            Some(format!("{rung} {}{title}", track.name))
        }
        Basis::AnyRung { track } if arrives => Some(format!("onto any rung of {}", track.name)),
        Basis::AnyRung { track } => Some(format!("from any rung of {}", track.name)),
        Basis::Onto { track, rung, rungs } => {
            Some(format!("rung {rung} of {rungs} of {}; at which rung people come onto it, nobody says", track.name))
        }
        Basis::Move => None,
    }
}

/// ", the way most people take": it is a judgement, so it has a name to it where not all who are named beside it say so.
fn usual(destination: &Destination<'_>, arrives: bool) -> String {
    let mut names: Vec<&str> = destination
        .statements
        .iter()
        .filter(|statements| statements.usual)
        .map(|statements| statements.attribution.by)
        .collect();
    names.dedup();
    let what = if arrives { "the way most people take from there" } else { "the way most people take" };
    match names.as_slice() {
        [] => String::new(),
        all if all.len() == destination.people() => format!(", {what}"),
        [one] => format!(", {what}, says {one}"),
        several => format!(", {what}, say {}", several.join(" and ")),
    }
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
