//! The words of `/next`.

use crate::answer::{Direction, Next, Question, Standing, Way};
use crate::reply::{Block, Detail, Line, Reply, Tone, Visibility};

use super::disputes::{disputes, saying};
use super::phrases::{again, and_more, button, reading, show_all, sources, voices, way, who};

/// Most destinations that a brief reply shows.
const BRIEF_WAYS: usize = 6;

/// Most roles shown from which people come.
const BRIEF_ARRIVALS: usize = 3;

/// Most buttons beside "show everything": one row on Discord has room for five.
const MOST_BUTTONS: usize = 4;

pub(in crate::reply) fn next(next: &Next<'_>, detail: Detail) -> Reply {
    let name = next.role.name;
    let mut blocks = vec![opening(next)];
    let shown_ways = shown(next.ways.len(), BRIEF_WAYS, detail);
    blocks.extend(ways(&next.ways[..shown_ways], detail));
    if shown_ways < next.ways.len() {
        blocks.push(Block::of_lines(vec![and_more(next.ways.len() - shown_ways, "way", "ways")]));
    }
    if !next.standings.is_empty() {
        let mut block = Block::new("Where it stands");
        block.lines.extend(next.standings.iter().map(|place| standing(place, detail)));
        blocks.push(block);
    }
    let shown_arrivals = shown(next.arrivals.len(), BRIEF_ARRIVALS, detail);
    if shown_arrivals > 0 {
        let mut block = Block::new("Who comes into it");
        block.lines.extend(next.arrivals[..shown_arrivals].iter().map(|arrival| way(arrival, true, detail)));
        if shown_arrivals < next.arrivals.len() {
            block.lines.push(and_more(next.arrivals.len() - shown_arrivals, "way in", "ways in"));
        }
        blocks.push(block);
    }
    blocks.extend(disputes(&next.disputes, detail));
    blocks.extend(voices("What people say", &next.voices, detail));
    // A role that nobody spoke of still stands on tracks that people quarrel about.
    if detail == Detail::Full || next.voices.is_empty() {
        blocks.extend(voices("What people say of its tracks", &next.track_voices, detail));
    }
    if detail == Detail::Full {
        let standing = next.standings.iter().map(|standing| &standing.said);
        let moving = next.ways.iter().chain(&next.arrivals).flat_map(|way| &way.support).map(|support| &support.said);
        let voicing = next.voices.iter().chain(&next.track_voices).map(|voice| &voice.said);
        blocks.extend(sources(standing.chain(moving).chain(saying(&next.disputes)).chain(voicing)));
    }
    Reply {
        title: format!("What comes after {name}?"),
        blocks,
        buttons: buttons(next, detail),
        again: again(Question::Next, &next.role),
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn opening(next: &Next<'_>) -> Block {
    let mut lines = Vec::new();
    lines.extend(next.reading.as_ref().map(reading));
    lines.extend(next.summary.map(|summary| Line::sentence().plain(summary)));
    if let Some(aim) = next.aim {
        let line = Line::sentence().plain("You aim at ").strong(aim.name);
        lines.push(match next.ways.iter().find(|way| way.place == aim) {
            Some(_) => line.plain(": somebody here names a direct way, see below."),
            None => line.plain(format!(". Nobody here names a direct way; this is where {} leads.", next.role.name)),
        });
    }
    if next.is_silent() {
        lines.push(Line::sentence().plain(format!("Nobody here says anything of {} yet.", next.role.name)));
    }
    let top_of: Vec<&str> =
        next.standings.iter().filter(|place| place.is_top()).map(|place| place.track.name).collect();
    if !top_of.is_empty() {
        let top_of = top_of.join(" and of ");
        lines.push(Line::sentence().plain(format!("It is the top of {top_of}: no rung comes after it there.")));
    }
    if next.is_dead_end() && !next.is_silent() {
        lines.push(Line::sentence().plain("Nobody here names a way on from it. Staying is an answer too."));
    }
    Block::of_lines(lines)
}

/// A block for each direction, in the order in which they come.
fn ways(ways: &[Way<'_>], detail: Detail) -> Vec<Block> {
    ways.chunk_by(|one, other| one.direction == other.direction)
        .filter_map(|same| same.first().map(|first| (first.direction, same)))
        .map(|(direction, same)| {
            let mut block = Block::new(match direction {
                Direction::Up => "Up",
                Direction::Across => "Across",
                Direction::Out => "Out of the field",
                Direction::Beside => "At the same level",
                Direction::Near => "Close to it (no step up or down)",
            });
            block.lines.extend(same.iter().map(|one| way(one, false, detail)));
            block
        })
        .collect()
}

/// "Technical track: rung 1 of 5, the lowest (Michael Platt, 2005)".
fn standing(standing: &Standing<'_>, detail: Detail) -> Line {
    let place = match (standing.rung, standing.is_top()) {
        (_, true) => ", the top",
        (1, false) => ", the lowest",
        _ => "",
    };
    let title = standing.title.map_or_else(String::new, |title| format!(", there called “{title}”"));
    let adds = match (standing.adds, detail) {
        (Some(adds), Detail::Full) => format!(". It adds {adds}."),
        _ => String::new(),
    };
    Line::item()
        .strong(standing.track.name)
        .plain(format!(": rung {} of {}{place}{title}", standing.rung, standing.rungs))
        .quiet(format!(" ({})", who(&standing.said)))
        .plain(adds)
}

fn shown(all: usize, brief: usize, detail: Detail) -> usize {
    match detail {
        Detail::Brief => all.min(brief),
        Detail::Full => all,
    }
}

fn buttons(next: &Next<'_>, detail: Detail) -> Vec<crate::reply::Button> {
    let mut buttons: Vec<_> = match detail {
        Detail::Brief => show_all(Question::Next, &next.role).into_iter().collect(),
        Detail::Full => Vec::new(),
    };
    let onward = next.ways.iter().filter(|way| way.is_step() && way.leads_to_role());
    let onward = onward.filter_map(|way| button(format!("Next: {}", way.place.name), Question::Next, &way.place));
    let define = next.is_defined.then(|| button(format!("Define {}", next.role.name), Question::Define, &next.role));
    let tracks = next
        .standings
        .iter()
        .filter_map(|place| button(format!("Track: {}", place.track.name), Question::Track, &place.track));
    for candidate in onward.take(2).chain(define.flatten()).chain(tracks) {
        if buttons.len() <= MOST_BUTTONS && !buttons.contains(&candidate) {
            buttons.push(candidate);
        }
    }
    buttons
}
