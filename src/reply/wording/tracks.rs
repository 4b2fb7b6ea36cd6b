//! The words of `/tracks`.

use crate::answer::{Destination, MapRequest, RungView, TrackDetail, TrackSummary, Tracks};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::destinations;
use super::disputes::{disputes, saying};
use super::phrases::{
    again, and_more, button, count, interpretation, name_and_year, pair_button, show_all, sources, viewpoints, who,
};

/// Most buttons under a track: one row on Discord has room for five.
const MOST_BUTTONS: usize = 5;

/// Most tracks that a brief reply shows.
const BRIEF_TRACKS: usize = 8;

pub(in crate::reply) fn tracks(tracks: &Tracks<'_>, detail: Detail) -> Reply {
    let rest = tracks.tracks.len().saturating_sub(BRIEF_TRACKS);
    let mut blocks: Vec<Block> = match detail {
        Detail::Full => tracks.tracks.iter().map(summary).collect(),
        Detail::Brief if tracks.tracks.is_empty() => Vec::new(),
        Detail::Brief => vec![Block::of_lines(tracks.tracks.iter().take(BRIEF_TRACKS).map(at_a_glance).collect())],
    };
    let mut buttons = Vec::new();
    if blocks.is_empty() {
        blocks.push(Block::of_lines(vec![Line::sentence().plain("Nobody here has drawn a track yet.")]));
    } else if detail == Detail::Brief {
        blocks.extend((rest > 0).then(|| Block::of_lines(vec![and_more(rest, "track", "tracks")])));
        let label = "Show everything".to_owned();
        buttons.push(Button { label, question: Question::Tracks, detail: Detail::Full });
    }
    let title = match tracks.tracks.len() {
        0 => "Career tracks".to_owned(),
        some => format!("{}, as people see them", count(some, "career track", "career tracks")),
    };
    let label = |track: &TrackSummary<'_>| button(track.track.name.to_owned(), Question::Track, &track.track);
    Reply {
        title,
        blocks,
        buttons,
        menu: Menu::of("One of them in detail", tracks.tracks.iter().filter_map(label).collect()),
        again: Some(Question::Tracks),
        picture: (!tracks.tracks.is_empty()).then_some(MapRequest::All),
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// "Technical track: Helpdesk → … → Scripting (5 rungs; Michael Platt, 2005; 10 voices about it)".
fn at_a_glance(track: &TrackSummary<'_>) -> Line {
    let title = |rung: &RungView<'_>| rung.title.unwrap_or(rung.place.name).to_owned();
    let destination = match track.rungs.as_slice() {
        [] => String::new(),
        [only] => title(only),
        [first, last] => format!("{} → {}", title(first), title(last)),
        [first, .., last] => format!("{} → … → {}", title(first), title(last)),
    };
    let mut aside = vec![count(track.rungs.len(), "rung", "rungs"), who(&track.attribution)];
    aside.extend((track.viewpoints > 0).then(|| count(track.viewpoints, "voice about it", "voices about it")));
    Line::item().strong(track.track.name).plain(format!(": {destination}")).muted(format!(" ({})", aside.join("; ")))
}

fn summary(track: &TrackSummary<'_>) -> Block {
    let mut block = Block::new(track.track.name);
    let rungs: Vec<&str> = track.rungs.iter().map(|rung| rung.title.unwrap_or(rung.place.name)).collect();
    block.lines.push(Line::sentence().strong(rungs.join(" → ")));
    let mut line = Line::sentence().plain(track.summary.map_or_else(String::new, |summary| format!("{summary} ")));
    let (by, year) = name_and_year(&track.attribution);
    line = line.plain(format!("Drawn by {by}")).muted(year).plain(".");
    if track.viewpoints > 0 {
        let objections = match track.objections {
            0 => String::new(),
            some => format!(", {some} of them objecting"),
        };
        line = line.plain(format!(" {}{objections}.", count(track.viewpoints, "voice about it", "voices about it")));
    }
    block.lines.push(line);
    block
}

pub(in crate::reply) fn track(track: &TrackDetail<'_>, detail: Detail) -> Reply {
    let mut opening = Vec::new();
    opening.extend(track.interpretation.as_ref().map(interpretation));
    let (by, year) = name_and_year(&track.attribution);
    opening.push(
        Line::sentence()
            .plain(track.summary.map_or_else(String::new, |summary| format!("{summary} ")))
            .plain(format!("Drawn by {by}"))
            .muted(year)
            .plain(": one view among others, not a checklist."),
    );
    let mut rungs = Block::new(format!("{}, lowest first", count(track.rungs.len(), "rung", "rungs")));
    rungs.lines.extend(track.rungs.iter().enumerate().map(|(place, rung)| rung_line(place + 1, rung)));
    let mut blocks = vec![Block::of_lines(opening), rungs];
    blocks.extend(moves("Ways out, at any rung", &track.destinations, false, detail));
    blocks.extend(moves("Ways in, at any rung", &track.origins, true, detail));
    blocks.extend(disputes(&track.disputes, detail));
    blocks.extend(viewpoints("What people say", &track.viewpoints, detail));
    if detail == Detail::Full {
        let moving = track
            .destinations
            .iter()
            .chain(&track.origins)
            .flat_map(|destination| &destination.statements)
            .map(|statements| &statements.attribution);
        let voicing = track.viewpoints.iter().map(|viewpoint| &viewpoint.attribution);
        blocks.extend(sources(
            std::iter::once(&track.attribution).chain(moving).chain(saying(&track.disputes)).chain(voicing),
        ));
    }
    Reply {
        title: track.track.name.to_owned(),
        blocks,
        buttons: track_buttons(track, detail),
        menu: None,
        again: again(Question::Track, &track.track),
        picture: track.track.id.map(|id| MapRequest::Track(id.to_owned())),
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// "2. Second line desktop support (Second-line support): training …. Also on Technical track."
fn rung_line(number: usize, rung: &RungView<'_>) -> Line {
    let mut line = Line::sentence().plain(format!("{number}. ")).strong(rung.title.unwrap_or(rung.place.name));
    if rung.title.is_some_and(|title| title != rung.place.name) {
        line = line.plain(format!(", here {}", rung.place.name));
    }
    line = line.plain(rung.adds.map_or_else(String::new, |adds| format!(": {adds}")));
    let others: Vec<&str> = rung.also_on.iter().map(|track| track.name).collect();
    if !others.is_empty() {
        line = line.muted(format!(" (also on {})", others.join(", ")));
    }
    line
}

/// The ways that hold for the whole track. Where they lead is told by their places, so no heading tells it.
fn moves(heading: &str, destinations: &[Destination<'_>], arrives: bool, detail: Detail) -> Option<Block> {
    let mut block = Block::new(heading);
    block.lines.extend(destinations.iter().flat_map(|destination| destinations::lines(destination, arrives, detail)));
    (!block.lines.is_empty()).then_some(block)
}

fn track_buttons(track: &TrackDetail<'_>, detail: Detail) -> Vec<Button> {
    let mut buttons: Vec<Button> = match detail {
        Detail::Brief => show_all(Question::Track, &track.track).into_iter().collect(),
        Detail::Full => Vec::new(),
    };
    // A rung may be merely a title, and the same role may stand on all of them.
    let ends = track.rungs.first().zip(track.rungs.last()).filter(|(first, last)| first.place != last.place);
    buttons.extend(ends.and_then(|(first, last)| {
        let label = format!("Ways: {} → {}", first.place.name, last.place.name);
        pair_button(label, Question::Path, &first.place, &last.place)
    }));
    for rung in &track.rungs {
        let asked = button(format!("Next: {}", rung.place.name), Question::Next, &rung.place);
        buttons.extend(asked.filter(|asked| buttons.len() < MOST_BUTTONS && !buttons.contains(asked)));
    }
    buttons
}
