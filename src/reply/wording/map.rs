//! The words of a map. The picture says it; in full, the text has everything that the picture shows, as lists.

use crate::answer::{Destination, EntityRef, Field, MapLine, MapMove, MapRequest, MapStop, MapView};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Marker, Reply, Tone, Visibility};

use super::directions::words;
use super::path::path;
use super::phrases::{
    MAX_BUTTONS, button, button_row, count, name_and_year, next_button, question, rung_roles, short_list, support,
};

pub(in crate::reply) fn map(map_view: &MapView<'_>, detail: Detail) -> Reply {
    let mut blocks = Vec::new();
    let mut buttons = Vec::new();
    let (title, picture, asked_by) = match map_view {
        MapView::Path(routes) => return path(routes, Detail::Brief),
        MapView::All { fields, lines } => {
            blocks.push(Block { lines: fields.iter().map(field_line).collect(), ..Block::new("By field") });
            blocks.extend(lines.iter().map(|line| track(line, &[])));
            ("All career tracks".to_owned(), Some(MapRequest::All), Some(Question::Tracks))
        }
        MapView::Track { line, moves } => {
            blocks.push(track(line, moves));
            let any: Vec<Line> = moves
                .iter()
                .filter(|stated_move| stated_move.from == line.track)
                .map(|stated_move| move_line(stated_move, stated_move.to.name))
                .collect();
            blocks.push(Block { heading: Some("From any rung".to_owned()), lines: any });
            let picture = line.track.id.map(|id| MapRequest::Track(id.to_owned()));
            (format!("Map of {}", line.track.name), picture, question(Question::Track, &line.track))
        }
        MapView::Role { role, lines, next, previous, .. } => {
            blocks.push(Block::of_lines(vec![match detail {
                Detail::Brief => counts(role, lines, next, previous),
                Detail::Full => Line::sentence().plain("You are here: ").strong(role.name).plain("."),
            }]));
            if detail == Detail::Full {
                let leading_on = next.iter().map(place_line).collect();
                blocks.push(Block { heading: Some("What comes next".to_owned()), lines: leading_on });
                let leading_here = previous.iter().map(place_line).collect();
                blocks.push(Block { heading: Some("Previous roles".to_owned()), lines: leading_here });
                blocks.extend(lines.iter().map(|line| track(line, &[])));
            }
            let tracks = lines.iter().map(|line| &line.track);
            let tracks = tracks.filter_map(|track| button(format!("Track: {}", track.name), Question::Track, track));
            buttons = button_row(next_button(role).into_iter().chain(tracks), None);
            if let Some(question) = question(Question::Map, role).filter(|_| detail == Detail::Brief) {
                buttons.truncate(MAX_BUTTONS - 1);
                buttons.push(Button { label: "As text".to_owned(), question, detail: Detail::Full });
            }
            let picture = role.id.map(|id| MapRequest::Role(id.to_owned()));
            (format!("Map around {}", role.in_text()), picture, question(Question::Map, role))
        }
    };
    blocks.retain(|block| !block.lines.is_empty());
    if blocks.is_empty() {
        blocks.push(Block::of_lines(vec![Line::sentence().plain("No career tracks yet.")]));
    }
    Reply {
        title,
        blocks,
        buttons,
        menu: None,
        question: asked_by,
        picture,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// "IT manager is on 12 tracks, with 9 next steps and no previous role.": how much there is in the text.
fn counts(role: &EntityRef<'_>, lines: &[MapLine<'_>], next: &[Destination<'_>], previous: &[Destination<'_>]) -> Line {
    let steps = |all: &[Destination<'_>]| all.iter().filter(|destination| destination.is_step()).count();
    let some = |number, one: &str, many| if number == 0 { format!("no {one}") } else { count(number, one, many) };
    Line::sentence().strong(role.name).plain(format!(
        " is on {}, with {} and {}.",
        some(lines.len(), "track", "tracks"),
        some(steps(next), "next step", "next steps"),
        some(steps(previous), "previous role", "previous roles")
    ))
}

/// "Networks: 9 roles, 4 tracks".
fn field_line(field: &Field<'_>) -> Line {
    let roles = count(field.roles, "role", "roles");
    Line::item().strong(field_name(field)).plain(format!(": {roles}, {}", count(field.tracks, "track", "tracks")))
}

/// The name of a field; what is in no field is called "Other".
pub(in crate::reply) fn field_name<'k>(field: &Field<'k>) -> &'k str {
    field.name.unwrap_or("Other")
}

/// A track with its stops, and the moves from each of them.
fn track(line: &MapLine<'_>, moves: &[MapMove<'_>]) -> Block {
    let (by, year) = name_and_year(&line.attribution);
    let mut block = Block::new(format!("{}. {}: {by}{year}", line.number, line.track.name));
    let mut seen = Vec::new();
    for stop in &line.stops {
        block.lines.push(stop_line(stop));
        if !seen.contains(&stop.place) {
            let own = moves.iter().filter(|stated_move| stated_move.from == stop.place);
            block.lines.extend(own.map(|stated_move| nested(move_line(stated_move, stated_move.to.name))));
            seen.push(stop.place);
        }
    }
    block
}

/// "Second line desktop support (role: Second-line support) (also on Technical track)".
fn stop_line(stop: &MapStop<'_>) -> Line {
    let roles = rung_roles(&stop.place, &stop.beside);
    let line = match stop.titles.as_slice() {
        [title] if *title != roles => Line::item().strong(*title).plain(format!(" (role: {roles})")),
        titles if titles.len() > 1 => Line::item().strong(roles).plain(format!(": {}", titles.join(" → "))),
        _ => Line::item().strong(roles),
    };
    let others: Vec<&str> = stop.others.iter().map(|other| other.track.name).collect();
    if others.is_empty() { line } else { line.muted(format!(" (also on {})", short_list(&others, usize::MAX))) }
}

/// "up: System administrator (11 sources, 2008–2025)".
fn place_line(destination: &Destination<'_>) -> Line {
    Line::item()
        .plain(format!("{}: ", words(destination.direction).label))
        .strong(destination.place.name)
        .muted(format!(" ({})", support(destination.statements.iter().map(|statement| &statement.attribution))))
}

/// "across: IT manager (Michael Platt, 2005)".
fn move_line(stated_move: &MapMove<'_>, name: &str) -> Line {
    Line::item()
        .plain(format!("{}: ", words(stated_move.direction).label))
        .strong(name)
        .muted(format!(" ({})", support(stated_move.attribution.iter())))
}

fn nested(line: Line) -> Line {
    Line { marker: Marker::Nested, ..line }
}
