//! The words of `/tracks`.

use crate::answer::{Destination, MapRequest, RungView, TrackDetail, TrackSummary, Tracks};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::destinations::{self, End};
use super::disputes;
use super::phrases::{
    and_more, button, button_row, count, interpretation, labeled, name_and_year, next_button, opinions, pair_button,
    question, short_list, sources,
};

/// Maximum number of tracks in a brief reply about all of them.
const MAX_TRACKS: usize = 7;

/// Maximum number of rungs of a track in a brief reply: of more, the middle is left out or they share a line.
const MAX_RUNGS_IN_LINE: usize = 5;
const MAX_RUNG_LINES: usize = 7;

/// Longest title of a rung in the overview, in characters.
const MAX_TITLE_CHARS: usize = 28;

/// Maximum number of names in a one-line list.
const MAX_NAMES: usize = 4;

/// Maximum number of disputes and opposing viewpoints in a brief reply.
const MAX_DISAGREEMENTS: usize = 2;

pub(in crate::reply) fn tracks(tracks: &Tracks<'_>, detail: Detail) -> Reply {
    let mut blocks = Vec::new();
    if tracks.tracks.is_empty() {
        blocks.push(Block::of_lines(vec![Line::sentence().plain("No career tracks yet.")]));
    } else {
        blocks.push(Block::of_lines(vec![Line::sentence().plain("As people describe them. None of them is a rule.")]));
    }
    match detail {
        Detail::Full => blocks.extend(tracks.tracks.iter().map(summary)),
        Detail::Brief => {
            let mut block = Block::default();
            block.lines.extend(tracks.tracks.iter().take(MAX_TRACKS).map(at_a_glance));
            let rest = tracks.tracks.len().saturating_sub(MAX_TRACKS);
            block.lines.extend((rest > 0).then(|| Line::sentence().muted(and_more(rest, "track", "tracks"))));
            blocks.push(block);
        }
    }
    let more = (detail == Detail::Brief && !tracks.tracks.is_empty()).then_some(Question::Tracks);
    let title = match tracks.tracks.len() {
        0 => "Career tracks".to_owned(),
        some => count(some, "career track", "career tracks"),
    };
    let choice = |track: &TrackSummary<'_>| button(track.track.name.to_owned(), Question::Track, &track.track);
    Reply {
        title,
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: button_row(std::iter::empty(), more),
        menu: Menu::of("Show one track in detail", tracks.tracks.iter().filter_map(choice).collect()),
        question: Some(Question::Tracks),
        picture: (!tracks.tracks.is_empty()).then_some(MapRequest::All),
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// "Technical track (Michael Platt, 2005): Helpdesk → Ops → Deployment → Design → Scripting"; of a long track, the
/// beginning and the top.
fn at_a_glance(track: &TrackSummary<'_>) -> Line {
    let (by, year) = name_and_year(&track.attribution);
    let mut titles: Vec<&str> = track.rungs.iter().map(short_title).collect();
    if titles.len() > MAX_RUNGS_IN_LINE {
        titles.splice(MAX_RUNGS_IN_LINE - 2..titles.len() - 1, ["…"]);
    }
    Line::item().strong(track.track.name).muted(format!(", {by}{year}")).plain(format!(": {}", titles.join(" → ")))
}

fn title<'k>(rung: &RungView<'k>) -> &'k str {
    rung.title.unwrap_or(rung.place.name)
}

/// The source's title, or the role's name if the title is long.
fn short_title<'k>(rung: &RungView<'k>) -> &'k str {
    let title = title(rung);
    if title.chars().count() > MAX_TITLE_CHARS { rung.place.name } else { title }
}

/// A track with all its rungs.
fn summary(track: &TrackSummary<'_>) -> Block {
    let mut block = Block::new(track.track.name);
    let rungs: Vec<&str> = track.rungs.iter().map(title).collect();
    block.lines.push(Line::sentence().strong(rungs.join(" → ")));
    let (by, year) = name_and_year(&track.attribution);
    let line = Line::sentence()
        .plain(track.summary.map_or_else(String::new, |summary| format!("{summary} ")))
        .plain(format!("Described by {by}"))
        .muted(year)
        .plain(".");
    block.lines.push(if track.viewpoints > 0 {
        let opinions = count(track.viewpoints, "opinion", "opinions");
        let objecting = if track.objections > 0 { format!(", {} objecting", track.objections) } else { String::new() };
        line.plain(format!(" {opinions} about it{objecting}."))
    } else {
        line
    });
    block
}

pub(in crate::reply) fn track(track: &TrackDetail<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(track)];
    match detail {
        Detail::Brief => blocks.extend(brief(track)),
        Detail::Full => blocks.extend(full(track)),
    }
    Reply {
        title: track.track.name.to_owned(),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: track_buttons(track, detail),
        menu: None,
        question: question(Question::Track, &track.track),
        picture: track.track.id.map(|id| MapRequest::Track(id.to_owned())),
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn opening(track: &TrackDetail<'_>) -> Block {
    let mut lines = Vec::new();
    lines.extend(track.interpretation.as_ref().map(interpretation));
    let (by, year) = name_and_year(&track.attribution);
    lines.push(
        Line::sentence()
            .plain(track.summary.map_or_else(String::new, |summary| format!("{summary} ")))
            .plain(format!("Described by {by}"))
            .muted(year)
            .plain(": one opinion, not a checklist."),
    );
    Block::of_lines(lines)
}

fn brief(track: &TrackDetail<'_>) -> Vec<Block> {
    let mut rungs = Block::new(rungs_heading(track));
    if track.rungs.len() > MAX_RUNG_LINES {
        let titles: Vec<&str> = track.rungs.iter().map(title).collect();
        rungs.lines.push(Line::sentence().plain(titles.join(" → ")));
    } else {
        rungs.lines.extend((1..).zip(&track.rungs).map(|(number, rung)| rung_line(number, rung, Detail::Brief)));
    }
    let names = |destinations: &[Destination<'_>]| {
        let names: Vec<&str> = destinations.iter().map(|destination| destination.place.name).collect();
        short_list(&names, MAX_NAMES)
    };
    let mut moves = Block::default();
    if !track.destinations.is_empty() {
        moves.lines.push(labeled("Moves out (from any rung)", names(&track.destinations)));
    }
    if !track.origins.is_empty() {
        moves.lines.push(labeled("Moves in (to any rung)", names(&track.origins)));
    }
    let disagreements = disputes::disagreements(&track.disputes, &track.viewpoints, MAX_DISAGREEMENTS);
    let opinions =
        disagreements.lines.is_empty().then(|| opinions("Opinions", &track.viewpoints, MAX_DISAGREEMENTS)).flatten();
    [rungs, moves, disagreements].into_iter().chain(opinions).collect()
}

fn full(track: &TrackDetail<'_>) -> Vec<Block> {
    let mut rungs = Block::new(rungs_heading(track));
    rungs.lines.extend((1..).zip(&track.rungs).map(|(number, rung)| rung_line(number, rung, Detail::Full)));
    let moves = |heading: &str, destinations: &[Destination<'_>], end| {
        let mut block = Block::new(heading);
        block.lines.extend(destinations.iter().flat_map(|destination| destinations::in_full(destination, end)));
        block
    };
    let mut blocks = vec![
        rungs,
        moves("Moves out (from any rung)", &track.destinations, End::Destination),
        moves("Moves in (to any rung)", &track.origins, End::Origin),
    ];
    blocks.extend(disputes::in_full(&track.disputes));
    blocks.extend(opinions("Opinions", &track.viewpoints, usize::MAX));
    let moving = destinations::attributions(track.destinations.iter().chain(&track.origins));
    let opining = track.viewpoints.iter().map(|viewpoint| &viewpoint.attribution);
    let all = std::iter::once(&track.attribution).chain(moving);
    blocks.extend(sources(all.chain(disputes::attributions(&track.disputes)).chain(opining)));
    blocks
}

fn rungs_heading(track: &TrackDetail<'_>) -> String {
    format!("{}, lowest first", count(track.rungs.len(), "rung", "rungs"))
}

/// "2. Second line desktop support (our name: Second-line support): training … (also on Technical track)".
fn rung_line(number: usize, rung: &RungView<'_>, detail: Detail) -> Line {
    let mut line = Line::numbered(number).strong(title(rung));
    if rung.title.is_some_and(|title| title != rung.place.name) {
        line = line.plain(format!(" (role: {})", rung.place.name));
    }
    line = line.plain(rung.adds.map_or_else(String::new, |adds| format!(": {adds}")));
    let others: Vec<&str> = rung.also_on.iter().map(|track| track.name).collect();
    let max = match detail {
        Detail::Brief => 1,
        Detail::Full => usize::MAX,
    };
    match others.len() {
        0 => line,
        some if some > max => line.muted(format!(" (also on {some} other tracks)")),
        _ => line.muted(format!(" (also on {})", short_list(&others, usize::MAX))),
    }
}

fn track_buttons(track: &TrackDetail<'_>, detail: Detail) -> Vec<Button> {
    // A rung may have no role, and one role may be on all of them.
    let ends = track.rungs.first().zip(track.rungs.last()).filter(|(first, last)| first.place != last.place);
    let route = ends.and_then(|(first, last)| {
        let label = format!("Route: {} → {}", first.place.name, last.place.name);
        pair_button(label, Question::Path, &first.place, &last.place)
    });
    let next = track.rungs.iter().filter_map(|rung| next_button(&rung.place));
    let more = question(Question::Track, &track.track).filter(|_| detail == Detail::Brief);
    button_row(route.into_iter().chain(next), more)
}
