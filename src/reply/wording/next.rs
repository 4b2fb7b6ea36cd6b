//! The words of `/next`.

use crate::answer::{Destination, Direction, Next, TrackPosition};
use crate::question::{Question, Reference};
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::destinations::{self, End};
use super::directions::words;
use super::disputes;
use super::phrases::{
    button, button_row, interpretation, labeled, list, opinions, pair_button, question, short_list, sources, who,
};

/// Maximum number of destinations in the numbered list of a brief reply.
const MAX_NUMBERED: usize = 4;

/// Maximum number of names in a one-line list.
const MAX_NAMES: usize = 3;

/// Maximum number of tracks in the line about positions.
const MAX_POSITIONS: usize = 2;

/// Maximum number of disputes and opposing viewpoints in a brief reply.
const MAX_DISAGREEMENTS: usize = 2;

/// Maximum number of opinions in a brief reply that has no disagreement to show.
const MAX_OPINIONS: usize = 2;

/// Maximum number of buttons that ask for the next step of a destination.
const MAX_ONWARD_BUTTONS: usize = 2;

pub(in crate::reply) fn next(next: &Next<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(next)];
    match detail {
        Detail::Brief => blocks.extend(brief(next)),
        Detail::Full => blocks.extend(full(next)),
    }
    Reply {
        title: format!("What comes after {}?", next.role.name),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(next, detail),
        menu: menu(next),
        question: question(Question::Next, &next.role),
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
        lines.push(Line::sentence().plain(format!("Our sources don't mention {} yet.", next.role.name)));
    } else if next.is_dead_end() {
        lines.push(
            Line::sentence().plain("None of our sources names a next step from here. Staying is a valid choice too."),
        );
    }
    if !next.siblings.is_empty() {
        let names: Vec<&str> = next.siblings.iter().map(|role| role.name).collect();
        let names = list(&names, "and");
        lines.push(Line::sentence().plain("People in the same starting roles also move to ").strong(names).plain("."));
    }
    Block::of_lines(lines)
}

fn brief(next: &Next<'_>) -> Vec<Block> {
    let onward = of_directions(&next.destinations, &[Direction::Up, Direction::Across]);
    let (numbered, others) = onward.split_at(onward.len().min(MAX_NUMBERED));
    let mut steps =
        Block::new(if numbered.len() == 1 && others.is_empty() { "Usual next step" } else { "Usual next steps" });
    let numbered = (1..).zip(numbered);
    steps
        .lines
        .extend(numbered.map(|(number, destination)| destinations::in_short(Line::numbered(number), destination)));
    let mut also = Block::default();
    also.lines.extend(names_line("Other next steps", others));
    // A related role is no next step: it is shown only where nothing better is.
    let directions: &[Direction] = if next.is_dead_end() {
        &[Direction::IntoManagement, Direction::Out, Direction::Beside, Direction::Near]
    } else {
        &[Direction::IntoManagement, Direction::Out, Direction::Beside]
    };
    for direction in directions {
        let there = of_directions(&next.destinations, &[*direction]);
        also.lines.extend(names_line(words(*direction).heading, &there));
    }
    let mut place = Block::default();
    place.lines.extend(positions_line(&next.positions));
    let origins: Vec<&Destination<'_>> =
        next.origins.iter().filter(|origin| origin.direction != Direction::Near).collect();
    if !origins.is_empty() {
        place.lines.push(labeled("Common previous roles", names(&origins)));
    }
    let viewpoints = if next.viewpoints.is_empty() { &next.track_viewpoints } else { &next.viewpoints };
    let disagreements = disputes::disagreements(&next.disputes, viewpoints, MAX_DISAGREEMENTS);
    let opinions = disagreements.lines.is_empty().then(|| opinions("Opinions", viewpoints, MAX_OPINIONS)).flatten();
    [steps, also, disagreements].into_iter().chain(opinions).chain([place]).collect()
}

fn full(next: &Next<'_>) -> Vec<Block> {
    let mut blocks = destinations::blocks(&next.destinations);
    blocks.extend(disputes::in_full(&next.disputes));
    let mut positions = Block::new("Position on career tracks");
    positions.lines.extend(next.positions.iter().map(position));
    blocks.push(positions);
    let mut origins = Block::new("Common previous roles");
    let stated = next.origins.iter().filter(|origin| origin.direction != Direction::Near);
    origins.lines.extend(stated.flat_map(|origin| destinations::in_full(origin, End::Origin)));
    blocks.push(origins);
    blocks.extend(opinions("Opinions", &next.viewpoints, usize::MAX));
    blocks.extend(opinions("Opinions about its tracks", &next.track_viewpoints, usize::MAX));
    let on_tracks = next.positions.iter().map(|position| &position.attribution);
    let moving = destinations::attributions(next.destinations.iter().chain(&next.origins));
    let opining = next.viewpoints.iter().chain(&next.track_viewpoints).map(|viewpoint| &viewpoint.attribution);
    blocks.extend(sources(on_tracks.chain(moving).chain(disputes::attributions(&next.disputes)).chain(opining)));
    blocks
}

fn of_directions<'n, 'k>(destinations: &'n [Destination<'k>], directions: &[Direction]) -> Vec<&'n Destination<'k>> {
    destinations.iter().filter(|destination| directions.contains(&destination.direction)).collect()
}

/// "Into management: Service desk manager (4 sources, 2005–2025)"; of several, only the names.
fn names_line(label: &str, destinations: &[&Destination<'_>]) -> Option<Line> {
    match destinations {
        [] => None,
        [only] => Some(labeled(label, destinations::with_evidence(only))),
        several => Some(labeled(label, names(several))),
    }
}

fn names(destinations: &[&Destination<'_>]) -> String {
    let names: Vec<&str> = destinations.iter().map(|destination| destination.place.name).collect();
    short_list(&names, MAX_NAMES)
}

/// "Position on career tracks: rung 1 of 5 on Technical track; rung 1 of 5 on Support to strategy; and 5 more".
fn positions_line(positions: &[TrackPosition<'_>]) -> Option<Line> {
    let shown: Vec<String> = positions
        .iter()
        .take(MAX_POSITIONS)
        .map(|position| format!("{} on {}", rungs(position), position.track.name))
        .collect();
    let more = positions.len() - shown.len();
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    (!shown.is_empty()).then(|| labeled("Position on career tracks", format!("{}{more}", shown.join("; "))))
}

/// "rung 1 of 5", "rungs 1 to 2 of 4 (the top)", "the only rung".
fn rungs(position: &TrackPosition<'_>) -> String {
    let rungs = match position.on.as_slice() {
        [first, .., last] => format!("rungs {} to {}", first.rung, last.rung),
        [only] => format!("rung {}", only.rung),
        [] => String::new(),
    };
    match (position.is_bottom(), position.is_top()) {
        (true, true) if position.rungs == 1 => "the only rung".to_owned(),
        (true, true) => format!("all {} rungs", position.rungs),
        (false, true) => format!("{rungs} of {} (the top)", position.rungs),
        _ => format!("{rungs} of {}", position.rungs),
    }
}

/// "Technical track: rung 1 of 5 (Michael Platt, 2005). It adds …."
fn position(position: &TrackPosition<'_>) -> Line {
    let titles: Vec<&str> = position.on.iter().filter_map(|rung| rung.title).collect();
    let titles = match titles.as_slice() {
        [] => String::new(),
        [only] => format!(", its title there: “{only}”"),
        several => format!(", its titles there: {}", several.join(" → ")),
    };
    let adds: Vec<&str> = position.on.iter().filter_map(|rung| rung.adds).collect();
    let adds = if adds.is_empty() { String::new() } else { format!(". It adds {}.", adds.join("; ")) };
    Line::item()
        .strong(position.track.name)
        .plain(format!(": {}{titles}", rungs(position)))
        .muted(format!(" ({})", who(&position.attribution)))
        .plain(adds)
}

/// "Who says so?": a choice for each destination.
fn menu(next: &Next<'_>) -> Option<Menu> {
    let ask = |destination: &Destination<'_>| {
        let (from, to) = (next.role.id?, destination.place.id?);
        let question = Question::Evidence(Reference::Id(from.to_owned()), Reference::Id(to.to_owned()));
        Some(Button { label: destination.place.name.to_owned(), question, detail: Detail::Full })
    };
    Menu::of("Who says so?", next.destinations.iter().filter_map(ask).collect())
}

fn buttons(next: &Next<'_>, detail: Detail) -> Vec<Button> {
    let steps: Vec<&Destination<'_>> =
        next.destinations.iter().filter(|destination| destination.is_step() && destination.leads_to_role()).collect();
    let onward = steps
        .iter()
        .take(MAX_ONWARD_BUTTONS)
        .filter_map(|destination| button(destination.place.name.to_owned(), Question::Next, &destination.place));
    let has_map = !next.positions.is_empty() || next.destinations.iter().any(Destination::is_step);
    let map = has_map.then(|| button("Map".to_owned(), Question::Map, &next.role)).flatten();
    let compare = steps.first().and_then(|first| {
        pair_button(format!("Compare with {}", first.place.name), Question::Compare, &next.role, &first.place)
    });
    let define = next.is_defined.then(|| button(format!("Define {}", next.role.name), Question::Define, &next.role));
    let tracks = next
        .positions
        .iter()
        .filter_map(|position| button(format!("Track: {}", position.track.name), Question::Track, &position.track));
    let more = question(Question::Next, &next.role).filter(|_| detail == Detail::Brief);
    button_row(onward.chain(map).chain(compare).chain(define.flatten()).chain(tracks), more)
}
