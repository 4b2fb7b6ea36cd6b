//! The words of `/next`.

use crate::answer::{Destination, Direction, Next, TrackPosition};
use crate::question::{Question, Reference};
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::destinations;
use super::disputes::{disputes, saying};
use super::phrases::{again, and_more, button, interpretation, list, pair_button, show_all, sources, viewpoints, who};

/// Most tracks that a brief reply shows.
const BRIEF_STANDINGS: usize = 3;

/// Most buttons beside "show everything": more than two rows on Discord are not looked through.
const MOST_BUTTONS: usize = 6;

pub(in crate::reply) fn next(next: &Next<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(next)];
    let near = next.destinations.partition_point(|destination| destination.direction != Direction::Near);
    let (leading, near) = next.destinations.split_at(near);
    blocks.extend(destinations::blocks(leading, detail));
    // What is merely near leads out of a dead end; elsewhere it would pass for a next step.
    if next.is_dead_end() || detail == Detail::Full {
        blocks.extend(destinations::blocks(near, detail));
    }
    blocks.extend(disputes(&next.disputes, detail));
    blocks.extend(positions(&next.positions, detail));
    blocks.extend(origins(&next.origins, detail));
    blocks.extend(viewpoints("What people say", &next.viewpoints, detail));
    // A role that nobody spoke of still stands on tracks that people quarrel about.
    if detail == Detail::Full || next.viewpoints.is_empty() {
        blocks.extend(viewpoints("What people say of its tracks", &next.track_viewpoints, detail));
    }
    if detail == Detail::Full {
        let position = next.positions.iter().map(|position| &position.attribution);
        let moving = next
            .destinations
            .iter()
            .chain(&next.origins)
            .flat_map(|destination| &destination.statements)
            .map(|statements| &statements.attribution);
        let voicing = next.viewpoints.iter().chain(&next.track_viewpoints).map(|viewpoint| &viewpoint.attribution);
        blocks.extend(sources(position.chain(moving).chain(saying(&next.disputes)).chain(voicing)));
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
    lines.extend(next.interpretation.as_ref().map(interpretation));
    lines.extend(next.summary.map(|summary| Line::sentence().plain(summary)));
    if next.is_silent() {
        lines.push(Line::sentence().plain(format!("Nobody here says anything of {} yet.", next.role.name)));
    }
    let top_of: Vec<&str> = next
        .positions
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

fn positions(positions: &[TrackPosition<'_>], detail: Detail) -> Option<Block> {
    let shown = match detail {
        Detail::Brief => positions.len().min(BRIEF_STANDINGS),
        Detail::Full => positions.len(),
    };
    let mut block = Block::new("Where it stands");
    block.lines.extend(positions[..shown].iter().map(|place| position(place, detail)));
    if shown < positions.len() {
        block.lines.push(and_more(positions.len() - shown, "track", "tracks"));
    }
    (!positions.is_empty()).then_some(block)
}

/// "Technical track: rung 1 of 5, the lowest (Michael Platt, 2005)"; of several rungs, their titles.
fn position(position: &TrackPosition<'_>, detail: Detail) -> Line {
    let titles: Vec<&str> = position.on.iter().filter_map(|rung| rung.title).collect();
    let (rungs, title) = match position.on.as_slice() {
        [first, .., last] => (format!("rungs {} to {}", first.rung, last.rung), titles.join(" → ")),
        [only] => (format!("rung {}", only.rung), titles.iter().map(|title| format!("“{title}”")).collect()),
        [] => (String::new(), String::new()),
    };
    let place = match (position.is_bottom(), position.is_top()) {
        (true, true) => ", all of it",
        (false, true) => ", the top",
        (true, false) if position.on.len() == 1 => ", the lowest",
        _ => "",
    };
    let title = if title.is_empty() { title } else { format!(", there called {title}") };
    let adds: Vec<&str> = position.on.iter().filter_map(|rung| rung.adds).collect();
    let adds = if detail == Detail::Full && !adds.is_empty() {
        format!(". It adds {}.", adds.join("; "))
    } else {
        String::new()
    };
    Line::item()
        .strong(position.track.name)
        .plain(format!(": {rungs} of {}{place}{title}", position.rungs))
        .muted(format!(" ({})", who(&position.attribution)))
        .plain(adds)
}

/// Where people come from: the names in one line, or everything that is said of each.
fn origins(origins: &[Destination<'_>], detail: Detail) -> Option<Block> {
    let origins = &origins[..origins.partition_point(|destination| destination.direction != Direction::Near)];
    let mut block = Block::new("Who comes into it");
    match detail {
        Detail::Full => {
            block.lines.extend(origins.iter().flat_map(|destination| destinations::lines(destination, true, detail)))
        }
        Detail::Brief => {
            let names: Vec<&str> =
                origins.iter().filter(|origin| origin.shown).map(|destination| destination.place.name).collect();
            let rest = match origins.len() - names.len() {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            block.lines.push(Line::sentence().plain(names.join(", ")).muted(rest));
        }
    }
    (!origins.is_empty()).then_some(block)
}

/// Who says that this leads there? One entry for each way.
fn menu(next: &Next<'_>) -> Option<Menu> {
    let ask = |destination: &Destination<'_>| {
        let (from, to) = (next.role.id?, destination.place.id?);
        let question = Question::Evidence(Reference::Id(from.to_owned()), Reference::Id(to.to_owned()));
        Some(Button { label: destination.place.name.to_owned(), question, detail: Detail::Full })
    };
    Menu::of("Who says so?", next.destinations.iter().filter_map(ask).collect())
}

fn buttons(next: &Next<'_>, detail: Detail) -> Vec<Button> {
    let mut buttons: Vec<_> = match detail {
        Detail::Brief => show_all(Question::Next, &next.role).into_iter().collect(),
        Detail::Full => Vec::new(),
    };
    let onward = next.destinations.iter().filter(|destination| destination.is_step() && destination.leads_to_role());
    let onward = onward.filter_map(|destination| {
        button(format!("Next: {}", destination.place.name), Question::Next, &destination.place)
    });
    let first = next
        .destinations
        .iter()
        .find(|destination| destination.is_step() && destination.leads_to_role())
        .map(|destination| destination.place);
    let beside = first
        .and_then(|first| pair_button(format!("Compare with {}", first.name), Question::Compare, &next.role, &first));
    let define = next.is_defined.then(|| button(format!("Define {}", next.role.name), Question::Define, &next.role));
    let tracks = next
        .positions
        .iter()
        .filter_map(|place| button(format!("Track: {}", place.track.name), Question::Track, &place.track));
    let is_on_a_map = !next.positions.is_empty() || next.destinations.iter().any(Destination::is_step);
    let map = is_on_a_map.then(|| button("Map".to_owned(), Question::Map, &next.role));
    for candidate in onward.take(2).chain(map.flatten()).chain(beside).chain(define.flatten()).chain(tracks) {
        if buttons.len() <= MOST_BUTTONS && !buttons.contains(&candidate) {
            buttons.push(candidate);
        }
    }
    buttons
}
