//! The words for a destination (or an origin): how well it is supported, and who says so.

use crate::answer::{AttributionView, Basis, Destination, Direction, EntityKind, StatementView};
use crate::reply::text::capitalize;
use crate::reply::{Block, Detail, Line};

use super::directions::words;
use super::phrases::{count, list, name_and_year, support};

/// Which end of a move is listed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Where one can go.
    Destination,
    /// Where one comes from.
    Origin,
}

/// A block per direction, with every statement.
pub(super) fn blocks(destinations: &[Destination<'_>]) -> Vec<Block> {
    destinations
        .chunk_by(|one, other| one.direction == other.direction)
        .filter_map(|same| same.first().map(|first| (first.direction, same)))
        .map(|(direction, same)| {
            let mut block = Block::new(words(direction).heading);
            block.lines.extend(same.iter().flat_map(|destination| in_full(destination, End::Destination)));
            block
        })
        .collect()
}

/// A destination with a nested line for each statement.
pub(super) fn in_full(destination: &Destination<'_>, end: End) -> Vec<Line> {
    let line = Line::item().strong(destination.place.name).plain(usual(destination));
    let statements = destination.statements.iter().map(|statement| statement_line(statement, destination, end));
    std::iter::once(line).chain(statements).collect()
}

/// A destination in one line: "Ops: next rung on Technical track (Michael Platt, 2005)".
pub(super) fn in_short(line: Line, destination: &Destination<'_>) -> Line {
    line.strong(destination.place.name).plain(": ").plain(evidence(destination))
}

/// The only destination of a one-line list: "Service desk manager (4 sources, 2020–2025)".
pub(super) fn with_evidence(destination: &Destination<'_>) -> String {
    let evidence = evidence(destination);
    // Evidence that names a track has parentheses of its own.
    if evidence.contains('(') {
        format!("{}, {evidence}", destination.place.name)
    } else {
        format!("{} ({evidence})", destination.place.name)
    }
}

/// How well a destination is supported: "6 sources, 2011–2025; 2 call it usual".
fn evidence(destination: &Destination<'_>) -> String {
    let agreeing: Vec<&StatementView<'_>> =
        destination.statements.iter().filter(|statement| statement.direction == destination.direction).collect();
    let support_of =
        |statements: &[&StatementView<'_>]| support(statements.iter().map(|statement| &statement.attribution));
    let mut text = match agreeing.as_slice() {
        [only] => match basis(only, End::Destination, Detail::Brief) {
            Some(basis) => format!("{basis} ({})", support_of(&agreeing)),
            None => support_of(&agreeing),
        },
        several => support_of(several),
    };
    let callers = usual_callers(destination);
    match (callers.len(), destination.people()) {
        (0, _) => {}
        (callers, all) if callers == all => text += if all == 1 { "; called usual" } else { "; all call it usual" },
        (1, _) => text += &format!("; usual according to {}", callers.join("")),
        (some, _) => text += &format!("; {some} call it usual"),
    }
    for direction in other_directions(destination) {
        let dissenting: Vec<&StatementView<'_>> =
            destination.statements.iter().filter(|statement| statement.direction == direction).collect();
        let label = words(direction).label;
        text += &match dissenting.as_slice() {
            [only] => {
                let (by, year) = name_and_year(&only.attribution);
                format!("; {label} according to {by}{year}")
            }
            several => format!("; {label} according to {}", count(several.len(), "source", "sources")),
        };
    }
    text
}

/// The directions in which a minority sees the destination.
fn other_directions(destination: &Destination<'_>) -> Vec<Direction> {
    let mut others: Vec<Direction> = destination
        .statements
        .iter()
        .map(|statement| statement.direction)
        .filter(|direction| *direction != destination.direction)
        .collect();
    others.sort_unstable();
    others.dedup();
    others
}

/// A hop of a route in one line; `aside` is appended.
pub(super) fn hop_in_short(destination: &Destination<'_>, aside: &str) -> Line {
    in_short(Line::nested().plain(toward(destination)), destination).plain(aside)
}

/// A hop of a route with a nested line for each statement; `aside` is appended to the first line.
pub(super) fn hop_in_full(destination: &Destination<'_>, aside: &str) -> Vec<Line> {
    let line =
        Line::item().plain(toward(destination)).strong(destination.place.name).plain(usual(destination)).plain(aside);
    let statements =
        destination.statements.iter().map(|statement| statement_line(statement, destination, End::Destination));
    std::iter::once(line).chain(statements).collect()
}

/// "up to ", "onto " a track, "then to " a rung of the track that was joined.
fn toward(destination: &Destination<'_>) -> String {
    let is_on_joined_track =
        destination.statements.iter().any(|statement| matches!(statement.basis, Basis::Onto { .. }));
    match destination.place.kind {
        EntityKind::Track => "onto ".to_owned(),
        _ if is_on_joined_track => "then to ".to_owned(),
        _ => format!("{} ", words(destination.direction).toward),
    }
}

/// Who says so, how they see it, and their note: "Beth Patton (2005): same level. Each picks up …".
fn statement_line(statement: &StatementView<'_>, destination: &Destination<'_>, end: End) -> Line {
    let (by, year) = name_and_year(&statement.attribution);
    let mut parts = Vec::new();
    if statement.direction != destination.direction {
        parts.push(words(statement.direction).label.to_owned());
    }
    parts.extend(basis(statement, end, Detail::Full));
    // What a rung asks for says nothing about the step up from it.
    let is_about_the_step = !(end == End::Origin && matches!(statement.basis, Basis::Rung { .. }));
    let note = statement.note.filter(|_| is_about_the_step).map(|note| match statement.basis {
        // The `adds` of a rung is a phrase; the note of a move is a sentence.
        Basis::Rung { .. } => format!("it adds {note}"),
        Basis::Move | Basis::AnyRung { .. } | Basis::Onto { .. } => note.to_owned(),
    });
    let basis = parts.join(", ");
    let text = match (basis.is_empty(), note) {
        (true, None) => String::new(),
        (true, Some(note)) => format!(": {note}"),
        (false, None) => format!(": {basis}"),
        (false, Some(note)) => format!(": {basis}. {}", capitalize(&note)),
    };
    Line::nested().plain(by).muted(year).plain(text)
}

/// What a statement rests on: "next rung on Technical track"; `None` for a plain move.
fn basis(statement: &StatementView<'_>, end: End, detail: Detail) -> Option<String> {
    match &statement.basis {
        Basis::Rung { track, title } => {
            let rung = if end == End::Origin { "the rung below on" } else { "next rung on" };
            let title = title.filter(|_| detail == Detail::Full);
            let title = title.map_or_else(String::new, |title| format!(" (its title there: “{title}”)"));
            Some(format!("{rung} {}{title}", track.name))
        }
        Basis::AnyRung { track } if end == End::Origin => Some(format!("to any rung of {}", track.name)),
        Basis::AnyRung { track } => Some(format!("from any rung of {}", track.name)),
        Basis::Onto { track, rung, rungs } => {
            Some(format!("rung {rung} of {rungs} on {}; the source does not say at which rung people join", track.name))
        }
        Basis::Move => None,
    }
}

/// Who calls the move usual, each once.
fn usual_callers<'k>(destination: &Destination<'k>) -> Vec<&'k str> {
    let mut names: Vec<&str> = Vec::new();
    for StatementView { attribution: AttributionView { by, .. }, .. } in
        destination.statements.iter().filter(|statement| statement.usual)
    {
        if !names.contains(by) {
            names.push(by);
        }
    }
    names
}

/// ", called usual by Bob". It is a judgment, so it is attributed.
fn usual(destination: &Destination<'_>) -> String {
    match usual_callers(destination).as_slice() {
        [] => String::new(),
        names => format!(", called usual by {}", list(names, "and")),
    }
}

/// The statements of all these destinations.
pub(super) fn attributions<'a, 'k: 'a>(
    destinations: impl IntoIterator<Item = &'a Destination<'k>>,
) -> impl Iterator<Item = &'a AttributionView<'k>> {
    destinations.into_iter().flat_map(|destination| &destination.statements).map(|statement| &statement.attribution)
}
