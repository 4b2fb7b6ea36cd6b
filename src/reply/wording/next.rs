//! The words of `/next`.

use crate::answer::{Asked, Direction, Next, Question, Standing, Way};
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::disputes::{disputes, saying};
use super::phrases::{again, and_more, button, list, pair_button, reading, show_all, sources, voices, who};
use super::ways;

/// Most destinations that a brief reply shows.
const BRIEF_WAYS: usize = 6;

/// Most near roles that a brief reply shows.
const BRIEF_NEAR: usize = 3;

/// Most tracks that a brief reply shows.
const BRIEF_STANDINGS: usize = 3;

/// Most places from which people come that a brief reply names.
const BRIEF_ARRIVALS: usize = 5;

/// Most buttons beside "show everything": more than two rows on Discord are not looked through.
const MOST_BUTTONS: usize = 6;

pub(in crate::reply) fn next(next: &Next<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(next)];
    let near = next.ways.partition_point(|way| way.direction != Direction::Near);
    let (leading, near) = next.ways.split_at(near);
    let (most_ways, most_near) = match detail {
        Detail::Brief => (BRIEF_WAYS, BRIEF_NEAR),
        Detail::Full => (usize::MAX, usize::MAX),
    };
    blocks.extend(ways::blocks(leading, most_ways, detail));
    // What is merely near leads out of a dead end; elsewhere it would pass for a next step.
    if next.is_dead_end() || detail == Detail::Full {
        blocks.extend(ways::blocks(near, most_near, detail));
    }
    blocks.extend(disputes(&next.disputes, detail));
    blocks.extend(standings(&next.standings, detail));
    blocks.extend(arrivals(&next.arrivals, detail));
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
        title: format!("What comes after {}?", next.role.name),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(next, detail),
        menu: menu(next),
        again: again(Question::Next, &next.role),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn opening(next: &Next<'_>) -> Block {
    let mut lines = Vec::new();
    lines.extend(next.reading.as_ref().map(reading));
    lines.extend(next.summary.map(|summary| Line::sentence().plain(summary)));
    if next.is_silent() {
        lines.push(Line::sentence().plain(format!("Nobody here says anything of {} yet.", next.role.name)));
    }
    let top_of: Vec<&str> = next
        .standings
        .iter()
        .filter(|place| place.is_top() && !place.is_bottom())
        .map(|place| place.track.name)
        .collect();
    if !top_of.is_empty() {
        let top_of = top_of.join(" and of ");
        lines.push(Line::sentence().plain(format!("It is the top of {top_of}: no rung comes after it there.")));
    }
    if next.is_dead_end() && !next.is_silent() {
        lines.push(Line::sentence().plain("Nobody here names a way on from it. Staying is an answer too."));
    }
    if !next.siblings.is_empty() {
        let names: Vec<&str> = next.siblings.iter().map(|role| role.name).collect();
        let line =
            Line::sentence().plain("Those who come into it go elsewhere as well: to ").strong(list(&names, "and"));
        lines.push(line.plain("."));
    }
    Block::of_lines(lines)
}

fn standings(standings: &[Standing<'_>], detail: Detail) -> Option<Block> {
    let shown = match detail {
        Detail::Brief => standings.len().min(BRIEF_STANDINGS),
        Detail::Full => standings.len(),
    };
    let mut block = Block::new("Where it stands");
    block.lines.extend(standings[..shown].iter().map(|place| standing(place, detail)));
    if shown < standings.len() {
        block.lines.push(and_more(standings.len() - shown, "track", "tracks"));
    }
    (!standings.is_empty()).then_some(block)
}

/// "Technical track: rung 1 of 5, the lowest (Michael Platt, 2005)"; of several rungs, their titles.
fn standing(standing: &Standing<'_>, detail: Detail) -> Line {
    let titles: Vec<&str> = standing.on.iter().filter_map(|rung| rung.title).collect();
    let (rungs, title) = match standing.on.as_slice() {
        [first, .., last] => (format!("rungs {} to {}", first.rung, last.rung), titles.join(" → ")),
        [only] => (format!("rung {}", only.rung), titles.iter().map(|title| format!("“{title}”")).collect()),
        [] => (String::new(), String::new()),
    };
    let place = match (standing.is_bottom(), standing.is_top()) {
        (true, true) => ", all of it",
        (false, true) => ", the top",
        (true, false) if standing.on.len() == 1 => ", the lowest",
        _ => "",
    };
    let title = if title.is_empty() { title } else { format!(", there called {title}") };
    let adds: Vec<&str> = standing.on.iter().filter_map(|rung| rung.adds).collect();
    let adds = if detail == Detail::Full && !adds.is_empty() {
        format!(". It adds {}.", adds.join("; "))
    } else {
        String::new()
    };
    Line::item()
        .strong(standing.track.name)
        .plain(format!(": {rungs} of {}{place}{title}", standing.rungs))
        .quiet(format!(" ({})", who(&standing.said)))
        .plain(adds)
}

/// Where people come from: the names in one line, or everything that is said of each.
fn arrivals(arrivals: &[Way<'_>], detail: Detail) -> Option<Block> {
    let arrivals = &arrivals[..arrivals.partition_point(|way| way.direction != Direction::Near)];
    let mut block = Block::new("Who comes into it");
    match detail {
        Detail::Full => block.lines.extend(arrivals.iter().flat_map(|way| ways::lines(way, true, detail))),
        Detail::Brief => {
            let names: Vec<&str> = arrivals.iter().take(BRIEF_ARRIVALS).map(|way| way.place.name).collect();
            let rest = match arrivals.len() - names.len() {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            block.lines.push(Line::sentence().plain(names.join(", ")).quiet(rest));
        }
    }
    (!arrivals.is_empty()).then_some(block)
}

/// Who says that this leads there? One entry for each way.
fn menu(next: &Next<'_>) -> Option<Menu> {
    let ask = |way: &Way<'_>| {
        let (from, to) = (next.role.id?, way.place.id?);
        let question = Question::Way(Asked::Id(from.to_owned()), Asked::Id(to.to_owned()));
        Some(Button { label: way.place.name.to_owned(), question, detail: Detail::Full })
    };
    Menu::of("Who says so?", next.ways.iter().filter_map(ask).collect())
}

fn buttons(next: &Next<'_>, detail: Detail) -> Vec<Button> {
    let mut buttons: Vec<_> = match detail {
        Detail::Brief => show_all(Question::Next, &next.role).into_iter().collect(),
        Detail::Full => Vec::new(),
    };
    let onward = next.ways.iter().filter(|way| way.is_step() && way.leads_to_role());
    let onward = onward.filter_map(|way| button(format!("Next: {}", way.place.name), Question::Next, &way.place));
    let first = next.ways.iter().find(|way| way.is_step() && way.leads_to_role()).map(|way| way.place);
    let beside = first
        .and_then(|first| pair_button(format!("Compare with {}", first.name), Question::Compare, &next.role, &first));
    let define = next.is_defined.then(|| button(format!("Define {}", next.role.name), Question::Define, &next.role));
    let tracks = next
        .standings
        .iter()
        .filter_map(|place| button(format!("Track: {}", place.track.name), Question::Track, &place.track));
    let is_on_a_map = !next.standings.is_empty() || next.ways.iter().any(Way::is_step);
    let map = is_on_a_map.then(|| button("Map".to_owned(), Question::Map, &next.role));
    for candidate in onward.take(2).chain(map.flatten()).chain(beside).chain(define.flatten()).chain(tracks) {
        if buttons.len() <= MOST_BUTTONS && !buttons.contains(&candidate) {
            buttons.push(candidate);
        }
    }
    buttons
}
