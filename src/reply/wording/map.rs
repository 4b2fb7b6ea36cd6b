//! The words of a map: what the picture shows, as indented text.

use crate::answer::{Direction, MapLine, MapMove, MapRequest, MapStop, MapView};
use crate::question::Question;
use crate::reply::{Block, Detail, Line, Reply, Tone, Visibility};

use super::path::path;
use super::phrases::{again, button, interpretation, name_and_year};

/// Most buttons: one row on Discord has room for five.
const MOST_BUTTONS: usize = 5;

/// What a direction is called beside a thin line.
pub(in crate::reply) fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "step",
        Direction::Across => "switch",
        Direction::IntoManagement => "into management",
        Direction::Out => "exit",
        Direction::Beside => "peer",
        Direction::Near => "near",
    }
}

pub(in crate::reply) fn map(map_view: &MapView<'_>) -> Reply {
    let mut blocks = Vec::new();
    let mut buttons = Vec::new();
    let (title, picture, asked_by) = match map_view {
        MapView::Path(destinations) => return path(destinations, Detail::Brief),
        MapView::All { lines } => {
            blocks.extend(lines.iter().map(|line| track(line, &[])));
            ("Map of all career tracks".to_owned(), Some(MapRequest::All), Some(Question::Tracks))
        }
        MapView::Track { line, moves } => {
            blocks.push(track(line, moves));
            let any: Vec<Line> = moves
                .iter()
                .filter(|destination| destination.from == line.track)
                .map(|destination| move_line(destination, destination.to.name))
                .collect();
            blocks.push(Block { heading: Some("From any rung".to_owned()), lines: any });
            let picture = line.track.id.map(|id| MapRequest::Track(id.to_owned()));
            (format!("Map of {}", line.track.name), picture, again(Question::Track, &line.track))
        }
        MapView::Role { role, interpretation: read, lines, out, into } => {
            let mut opening: Vec<Line> = read.iter().map(interpretation).collect();
            opening.push(Line::sentence().plain("You are here: ").strong(role.name).plain("."));
            blocks.push(Block::of_lines(opening));
            blocks.extend(lines.iter().map(|line| track(line, &[])));
            let leaving = out.iter().map(|destination| move_line(destination, destination.to.name)).collect();
            blocks.push(Block { heading: Some("Moves from here".to_owned()), lines: leaving });
            let coming = into.iter().map(|destination| move_line(destination, destination.from.name)).collect();
            blocks.push(Block { heading: Some("Moves that lead here".to_owned()), lines: coming });
            buttons.extend(button(format!("Next: {}", role.name), Question::Next, role));
            let tracks = lines.iter().map(|line| &line.track);
            buttons.extend(tracks.filter_map(|track| button(format!("Track: {}", track.name), Question::Track, track)));
            buttons.truncate(MOST_BUTTONS);
            let picture = role.id.map(|id| MapRequest::Role(id.to_owned()));
            (format!("Map around {}", role.name), picture, again(Question::Map, role))
        }
    };
    blocks.retain(|block| !block.lines.is_empty());
    if blocks.is_empty() {
        blocks.push(Block::of_lines(vec![Line::sentence().plain("Nobody here has drawn a track yet.")]));
    }
    Reply {
        title,
        blocks,
        buttons,
        menu: None,
        again: asked_by,
        picture,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// A track with its stops below each other, and what leaves each of them.
fn track(line: &MapLine<'_>, moves: &[MapMove<'_>]) -> Block {
    let (by, year) = name_and_year(&line.attribution);
    let mut block = Block::new(format!("{}. {}: {by}{year}", line.number, line.track.name));
    let mut told = Vec::new();
    for stop in &line.stops {
        block.lines.push(stop_line(stop));
        if !told.contains(&stop.place) {
            let own = moves.iter().filter(|destination| destination.from == stop.place);
            block.lines.extend(own.map(|destination| below(move_line(destination, destination.to.name))));
            told.push(stop.place);
        }
    }
    block
}

/// "Second line desktop support, here Second-line support (also on Technical track)".
fn stop_line(stop: &MapStop<'_>) -> Line {
    let line = match stop.titles.as_slice() {
        [title] if *title != stop.place.name => {
            Line::item().strong(*title).plain(format!(", here {}", stop.place.name))
        }
        titles if titles.len() > 1 => Line::item().strong(stop.place.name).plain(format!(": {}", titles.join(" → "))),
        _ => Line::item().strong(stop.place.name),
    };
    let others: Vec<&str> = stop.others.iter().map(|other| other.track.name).collect();
    match others.is_empty() {
        true => line,
        false => line.muted(format!(" (also on {})", others.join(", "))),
    }
}

/// "switch: IT manager (Michael Platt, 2005)".
fn move_line(destination: &MapMove<'_>, name: &str) -> Line {
    let mut names: Vec<&str> = destination.attribution.iter().map(|attribution| attribution.by).collect();
    names.dedup();
    Line::item()
        .plain(format!("{}: ", direction_word(destination.direction)))
        .strong(name)
        .muted(format!(" ({})", names.join(", ")))
}

fn below(line: Line) -> Line {
    Line { is_below: true, ..line }
}
