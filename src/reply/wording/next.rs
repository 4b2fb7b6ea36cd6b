//! The words of `/next`.

use crate::answer::{Destination, Direction, Next, TrackPosition};
use crate::question::{Question, Reference};
use crate::reply::{Block, Button, Detail, Line, MAX_BRIEF_CHARS, Menu, Reply, Tone, Visibility};

use super::destinations::{self, End};
use super::directions::words;
use super::disagreements;
use super::disputes;
use super::phrases::{button, button_row, labeled, opinions, pair_button, question, short_list, sources, who};
use super::years::years;

/// Maximum number of names in a one-line list.
const MAX_NAMES: usize = 3;

/// Maximum number of disputes and opposing viewpoints in a brief reply.
const MAX_DISAGREEMENTS: usize = 2;

/// Room for the title, the headings and what starts a line of a brief reply, in characters.
const MARGIN_CHARS: usize = 180;

/// Maximum number of opinions in a brief reply that has no disagreement to show.
const MAX_OPINIONS: usize = 2;

/// Maximum number of buttons that ask for the next step of a destination.
const MAX_ONWARD_BUTTONS: usize = 2;

pub(in crate::reply) fn next(next: &Next<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(next)];
    blocks.extend(years(next.years.as_deref(), detail));
    match detail {
        Detail::Brief => blocks.extend(brief(next)),
        Detail::Full => blocks.extend(full(next)),
    }
    Reply {
        title: format!("What comes after {}?", next.role.in_text()),
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
    lines.extend(next.summary.map(|summary| Line::sentence().plain(summary)));
    if next.is_silent() {
        lines.push(Line::sentence().plain(format!("Our sources don't mention {} yet.", next.role.in_text())));
    } else if next.is_dead_end() {
        lines.push(
            Line::sentence().plain("None of our sources names a next step from here. Staying is a valid choice too."),
        );
    }
    if next.is_dead_end() {
        let closest: Vec<&str> = next.closest.iter().map(|role| role.name).collect();
        let origins = next.origins.iter().filter(|origin| origin.shown && origin.is_step());
        let origins: Vec<&str> = origins.map(|origin| origin.place.name).collect();
        lines.extend(
            [("Closest related roles", closest), ("Common previous roles", origins)]
                .into_iter()
                .filter(|(_, names)| !names.is_empty())
                .map(|(label, names)| labeled(label, short_list(&names, MAX_NAMES))),
        );
    }
    Block::of_lines(lines)
}

fn brief(next: &Next<'_>) -> Vec<Block> {
    let leading: Vec<&Destination<'_>> = next.destinations.iter().filter(|destination| destination.leading).collect();
    let mut steps = Block::new(match leading.as_slice() {
        [only] if only.is_well_supported() => "Usual next step",
        [_] => "Next step",
        several if several.iter().any(|destination| destination.is_well_supported()) => "Usual next steps",
        _ => "Next steps",
    });
    steps.lines.extend(
        (1..).zip(&leading).map(|(number, destination)| destinations::in_short(Line::numbered(number), destination)),
    );
    let outside =
        next.field.map_or_else(|| words(Direction::Out).heading.to_owned(), |field| format!("Outside {field}"));
    let label = |destination: &Destination<'_>| match destination.direction {
        _ if destination.later => "Later".to_owned(),
        Direction::Up | Direction::Across if leading.is_empty() => "Next steps".to_owned(),
        Direction::Up | Direction::Across => "Other next steps".to_owned(),
        Direction::Out => outside.clone(),
        direction => words(direction).heading.to_owned(),
    };
    // Related roles are no next steps. At a dead end they are named above.
    let others: Vec<&Destination<'_>> = next
        .destinations
        .iter()
        .filter(|destination| !destination.leading && destination.direction != Direction::Near)
        .collect();
    let mut lines: Vec<(String, Vec<&Destination<'_>>)> = Vec::new();
    for destination in others {
        let label = label(destination);
        match lines.iter_mut().find(|(other, _)| *other == label) {
            Some((_, same)) => same.push(destination),
            None => lines.push((label, vec![destination])),
        }
    }
    let mut also = Block::default();
    for (mut label, same) in lines {
        if same.len() == 1 && label.ends_with("ext steps") {
            label.pop();
        }
        let shown = same.iter().filter(|one| one.shown);
        let names: Vec<String> = match same.first() {
            Some(first) if first.direction == Direction::IntoManagement && !first.later => {
                shown.map(|one| destinations::name_and_count(one)).collect()
            }
            _ => shown.map(|one| one.place.name.to_owned()).collect(),
        };
        also.lines.extend(names_line(&label, &names, same.len()));
    }
    let viewpoints = if next.viewpoints.is_empty() { &next.track_viewpoints } else { &next.viewpoints };
    let lines = steps.lines.iter().chain(&also.lines).flat_map(|line| &line.spans);
    let used: usize = lines.map(|span| span.text.chars().count()).sum();
    let opening = next.summary.map_or(0, |summary| summary.chars().count());
    let room = MAX_BRIEF_CHARS.saturating_sub(used + opening + MARGIN_CHARS);
    let disagreements = disagreements::block(&next.disputes, viewpoints, MAX_DISAGREEMENTS, room);
    let opinions = disagreements.lines.is_empty().then(|| opinions("Opinions", viewpoints, MAX_OPINIONS)).flatten();
    [steps, also, disagreements].into_iter().chain(opinions).collect()
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

/// "Later: Network engineer, Database administrator and 8 more": the names that are left out are counted.
pub(super) fn names_line(label: &str, shown: &[String], all: usize) -> Option<Line> {
    let mut names: Vec<&str> = shown.iter().map(String::as_str).collect();
    names.resize(all.max(shown.len()), "");
    (!shown.is_empty()).then(|| labeled(label, short_list(&names, shown.len())))
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
    let adds =
        if adds.is_empty() { String::new() } else { format!(". It adds {}.", adds.join("; ").trim_end_matches('.')) };
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

/// Brief: the first two steps, the map, and the rest. At a dead end: the closest roles, and who gets there.
fn buttons(next: &Next<'_>, detail: Detail) -> Vec<Button> {
    let steps: Vec<&Destination<'_>> =
        next.destinations.iter().filter(|destination| destination.is_step() && destination.leads_to_role()).collect();
    let onward = steps.iter().map(|destination| &destination.place).chain(&next.closest);
    let onward =
        onward.take(MAX_ONWARD_BUTTONS).filter_map(|place| button(place.name.to_owned(), Question::Next, place));
    let has_map = !next.positions.is_empty() || !next.is_dead_end();
    let map = has_map.then(|| button("Map".to_owned(), Question::Map, &next.role)).flatten();
    let more = question(Question::Next, &next.role).filter(|_| detail == Detail::Brief);
    if more.is_some() {
        return button_row(onward.chain(map), more);
    }
    let compare = steps.first().and_then(|first| {
        pair_button(format!("Compare with {}", first.place.in_text()), Question::Compare, &next.role, &first.place)
    });
    let define = next.is_defined.then(|| button(format!("Define {}", next.role.name), Question::Define, &next.role));
    let tracks = next
        .positions
        .iter()
        .filter_map(|position| button(format!("Track: {}", position.track.name), Question::Track, &position.track));
    button_row(onward.chain(map).chain(compare).chain(define.flatten()).chain(tracks), None)
}
