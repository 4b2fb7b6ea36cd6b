//! The words for a destination (or an origin): how well it is supported, and who says so.

use std::collections::BTreeSet;

use crate::answer::{AttributionView, Basis, Destination, Direction, EntityKind, StatementView};
use crate::knowledge::model::SourceKind;
use crate::reply::text::capitalize;
use crate::reply::{Block, Detail, Line};

use super::directions::words;
use super::phrases::{count, list, name_and_year, support, who, year_range, years_in_words};

/// Which end of a move is listed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Where one can go.
    Destination,
    /// Where one comes from.
    Origin,
}

/// A block for each group of destinations, with every statement.
pub(super) fn blocks(destinations: &[Destination<'_>]) -> Vec<Block> {
    let group = |destination: &Destination<'_>| match destination.direction {
        _ if destination.later => "Later, by way of another step",
        Direction::Up | Direction::Across => "Next steps",
        direction => words(direction).heading,
    };
    let mut blocks: Vec<(&str, Block)> = Vec::new();
    for destination in destinations {
        let heading = group(destination);
        let place = blocks.iter().position(|(other, _)| *other == heading).unwrap_or_else(|| {
            blocks.push((heading, Block::new(heading)));
            blocks.len() - 1
        });
        blocks[place].1.lines.extend(in_full(destination, End::Destination));
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// A destination with a nested line for each statement.
pub(super) fn in_full(destination: &Destination<'_>, end: End) -> Vec<Line> {
    let line = Line::item().strong(destination.place.name).plain(usual(destination));
    let statements = destination.statements.iter().map(|statement| statement_line(statement, destination, end));
    std::iter::once(line).chain(statements).collect()
}

/// A destination in one line: "Ops: next rung on Michael Platt's technical track (2005)".
pub(super) fn in_short(line: Line, destination: &Destination<'_>) -> Line {
    short(line, destination, End::Destination)
}

/// An origin in one line: "Helpdesk: 9 sources, 2008–2025; 5 call it usual".
pub(super) fn origin_in_short(line: Line, origin: &Destination<'_>) -> Line {
    short(line, origin, End::Origin)
}

fn short(line: Line, destination: &Destination<'_>, end: End) -> Line {
    line.strong(destination.place.name).plain(": ").plain(evidence(destination, end))
}

/// A destination in a list of names: "Service desk manager (8 sources)"; "IT manager (Michael Platt, 2005)" if only a
/// discussion says so; else the name.
pub(super) fn name_and_count(destination: &Destination<'_>) -> String {
    let discussing = destination
        .statements
        .iter()
        .map(|statement| &statement.attribution)
        .find(|attribution| attribution.source.kind == Some(SourceKind::Discussion));
    match (destination.sources(), discussing) {
        (0 | 1, Some(attribution)) => format!("{} ({})", destination.place.name, who(attribution)),
        (0 | 1, None) => destination.place.name.to_owned(),
        (sources, _) => format!("{} ({sources} sources)", destination.place.name),
    }
}

/// How well a destination is supported: "6 sources, 2011–2025; 2 call it usual".
fn evidence(destination: &Destination<'_>, end: End) -> String {
    let agreeing: Vec<&StatementView<'_>> =
        destination.statements.iter().filter(|statement| statement.is_move() == destination.is_step()).collect();
    let mut text = match destination.sources() {
        0 | 1 => alone(&agreeing, end),
        _ => together(&agreeing, end),
    };
    let callers = usual_callers(destination);
    match (callers.as_slice(), destination.people()) {
        ([], _) => {}
        (callers, all) if callers.len() == all => {
            text += if all == 1 { "; called usual" } else { "; all call it usual" };
        }
        ([caller], _) => text += &format!("; usual according to {caller}"),
        (several, _) => text += &format!("; {} call it usual", several.len()),
    }
    let dissenting: Vec<&StatementView<'_>> =
        destination.statements.iter().filter(|statement| statement.is_move() != destination.is_step()).collect();
    text += &match dissenting.as_slice() {
        [] => String::new(),
        [only] => {
            let (by, year) = name_and_year(&only.attribution);
            format!("; {} according to {by}{year}", words(only.direction).label)
        }
        [first, ..] => {
            let sources = count(dissenting.len(), "source", "sources");
            format!("; {} according to {sources}", words(first.direction).label)
        }
    };
    text
}

/// The evidence of one source: "next rung on Michael Platt's technical track (2005)", "one person's own path (Ann, 2020)".
fn alone(statements: &[&StatementView<'_>], end: End) -> String {
    let support_of = || support(statements.iter().map(|statement| &statement.attribution));
    let is_reading = !statements.is_empty() && statements.iter().all(|statement| statement.inferred);
    let reading = if is_reading { "; our reading" } else { "" };
    let rung = statements.iter().find(|statement| matches!(statement.basis, Basis::Rung { .. }));
    let told = if let Some(rung) = rung {
        rung_of_track(rung, end)
    } else if let [only] = statements {
        match basis(only, end, Detail::Brief) {
            Some(basis) => format!("{basis} ({})", support_of()),
            None if only.account => format!("one person's own path ({})", support_of()),
            None => support_of(),
        }
    } else {
        support_of()
    };
    format!("{told}{reading}")
}

/// The evidence of several sources: "9 sources, 2008–2025". The rung of a discussion's track is named: it is what people
/// disagree about.
fn together(statements: &[&StatementView<'_>], end: End) -> String {
    let is_discussed = |statement: &&&StatementView<'_>| {
        let is_rung = matches!(statement.basis, Basis::Rung { .. });
        is_rung && statement.attribution.source.kind == Some(SourceKind::Discussion)
    };
    if let Some(rung) = statements.iter().find(is_discussed) {
        let others: Vec<&StatementView<'_>> =
            statements.iter().copied().filter(|other| publisher(other) != publisher(rung)).collect();
        return format!("{}; {}", rung_of_track(rung, end), counted(&others, ["more source", "more sources"]));
    }
    let are_paths = statements.iter().all(|statement| statement.account);
    counted(statements, if are_paths { ["person's own path", "people's own paths"] } else { ["source", "sources"] })
}

/// "9 sources, 2008–2025": one publisher counts once.
fn counted(statements: &[&StatementView<'_>], [one, many]: [&str; 2]) -> String {
    let publishers: BTreeSet<Result<&str, &str>> = statements.iter().map(|statement| publisher(statement)).collect();
    let years: Vec<Option<u16>> = statements.iter().map(|statement| statement.attribution.year()).collect();
    let sources = count(publishers.len(), one, many);
    // That some are undated too is said with each of them, on demand. A single year would pass for that of all.
    let dated: Vec<Option<u16>> = years.iter().copied().filter(Option::is_some).collect();
    let span = dated.iter().min() != dated.iter().max();
    format!("{sources}, {}", year_range(if span { &dated } else { &years }))
}

/// The publisher of a statement; else its source.
fn publisher<'k>(statement: &StatementView<'k>) -> Result<&'k str, &'k str> {
    let source = statement.attribution.source;
    source.publisher.ok_or(source.id)
}

/// "next rung on Michael Platt's technical track (2005)", "next rung on Support to strategy (Warren Brown, 2005)".
fn rung_of_track(statement: &StatementView<'_>, end: End) -> String {
    let Basis::Rung { track, .. } = statement.basis else { return who(&statement.attribution) };
    let rung = if end == End::Origin { "the rung below on" } else { "next rung on" };
    let (by, year) = name_and_year(&statement.attribution);
    // A person's own name for a track says little without the person.
    let is_own = statement.attribution.source.kind == Some(SourceKind::Discussion) && track.name.ends_with(" track");
    if is_own {
        format!("{rung} {by}'s {}{year}", decapitalize(track.name))
    } else {
        format!("{rung} {} ({})", track.name, who(&statement.attribution))
    }
}

/// A hop of a route with a nested line for each statement; `aside` is appended to the first line.
pub(super) fn hop_in_full(destination: &Destination<'_>, aside: &str) -> Vec<Line> {
    let line = Line::item()
        .plain(toward(destination))
        .strong(destination.place.in_text())
        .plain(usual(destination))
        .plain(aside);
    let statements =
        destination.statements.iter().map(|statement| statement_line(statement, destination, End::Destination));
    std::iter::once(line).chain(statements).collect()
}

/// "up to ", "onto " a track, "then to " a rung of the track that was joined.
fn toward(destination: &Destination<'_>) -> String {
    match destination.place.kind {
        EntityKind::Track => "onto ".to_owned(),
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
    parts.extend(statement.account.then(|| "one person's own path".to_owned()));
    parts.extend(statement.years.map(|years| format!("after {}", years_in_words(years))));
    parts.extend(statement.inferred.then(|| "the direction is our reading".to_owned()));
    // What a rung asks for says nothing about the step up from it.
    let is_about_the_step = !(end == End::Origin && matches!(statement.basis, Basis::Rung { .. }));
    let note = statement.note.filter(|_| is_about_the_step).map(|note| match statement.basis {
        // The `adds` of a rung is a phrase; the note of a move is a sentence.
        Basis::Rung { .. } => format!("it adds {}.", note.trim_end_matches('.')),
        Basis::Move | Basis::AnyRung { .. } => note.to_owned(),
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

/// With a small first letter, unless the word is an abbreviation.
fn decapitalize(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}
