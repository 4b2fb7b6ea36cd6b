//! The words of `/path`. A route is what people say of single steps, joined up: a way that some went, and no checklist.

use crate::answer::{Basis, EntityRef, Hop, MapRequest, Nearest, Path, Route};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::destinations;
use super::phrases::{button, count, interpretation, list, pair, pair_button, sources, who};

/// Most buttons under an answer: one row on Discord has room for five.
const MOST_BUTTONS: usize = 5;

pub(in crate::reply) fn path(path: &Path<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(path)];
    blocks.extend(path.routes.iter().zip(1..).map(|(destination, number)| route(destination, number, detail)));
    if detail == Detail::Full {
        let hops = path.routes.iter().flat_map(|route| &route.hops);
        let saying = hops.flat_map(|hop| {
            hop.destination
                .statements
                .iter()
                .map(|statements| &statements.attribution)
                .chain(hop.demotes_on.iter().map(|ladder| &ladder.attribution))
        });
        blocks.extend(sources(saying));
    }
    Reply {
        title: format!("From {} to {}", path.from.name, path.to.name),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(path, detail),
        menu: None,
        again: pair(Question::Path, &path.from, &path.to),
        picture: picture(path),
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// The ways, if there are any to draw.
fn picture(path: &Path<'_>) -> Option<MapRequest> {
    let (from, to) = (path.from.id?, path.to.id?);
    (!path.routes.is_empty()).then(|| MapRequest::Path(from.to_owned(), to.to_owned()))
}

fn opening(path: &Path<'_>) -> Block {
    let mut lines: Vec<Line> = path.interpretations.iter().map(interpretation).collect();
    let (from, to) = (path.from.name, path.to.name);
    if path.from == path.to {
        lines.push(
            Line::sentence().strong(from).plain(" is where you begin and where you want to be: no way is needed."),
        );
        return Block::of_lines(lines);
    }
    if !path.routes.is_empty() {
        let what = match path.routes.len() {
            1 => "A way that people name here",
            _ => "Ways that people name here",
        };
        lines.push(
            Line::sentence().plain(format!("{what}, each step with who says so: some people's ways, not a checklist.")),
        );
        return Block::of_lines(lines);
    }
    lines.push(
        Line::sentence()
            .plain(format!("Nobody here knows a way from {from} to {to}. That does not mean there is none.")),
    );
    lines.push(match &path.nearest_reachable {
        Some(nearest) => Line::sentence()
            .plain(format!("The nearest to it that {from} leads to is "))
            .strong(nearest.role.name)
            .muted(steps_away(nearest))
            .plain("."),
        None if path.has_exit => Line::sentence().plain(format!("{from} leads to no other role.")),
        None => Line::sentence().plain(format!("Nobody here names any way on from {from}.")),
    });
    lines.push(match &path.nearest_origin {
        Some(nearest) => Line::sentence()
            .plain(format!("The nearest that leads into {to} is "))
            .strong(nearest.role.name)
            .muted(steps_away(nearest))
            .plain("."),
        None => Line::sentence().plain(format!("Nobody here names any way into {to}.")),
    });
    Block::of_lines(lines)
}

fn steps_away(nearest: &Nearest<'_>) -> String {
    format!(" ({})", count(nearest.steps as usize, "step", "steps"))
}

/// A heading with all places, a line for what sort of route it is, and one for each hop.
fn route(route: &Route<'_>, number: usize, detail: Detail) -> Block {
    let start = route.hops.first().map_or("", |hop| hop.from.name);
    let places = std::iter::once(start).chain(route.hops.iter().map(|hop| hop.destination.place.name));
    let mut block = Block::new(format!("{number}. {}", places.collect::<Vec<_>>().join(" → ")));
    let is_landing =
        |hop: &Hop<'_>| hop.destination.statements.iter().any(|one| matches!(one.basis, Basis::Onto { .. }));
    let most = if route.hops.iter().any(is_landing) { "at most " } else { "" };
    let mut sort = vec![format!("{most}{}", count(route.steps as usize, "step", "steps"))];
    sort.extend(route.leaves_field.then(|| "leaves the field".to_owned()));
    sort.extend(route.through_management.then(|| "through management".to_owned()));
    sort.extend(match (route.stated_in_full_by.as_slice(), route.hops.len()) {
        (_, 1) => None,
        ([], _) => Some("joined up here from several".to_owned()),
        (all, _) => Some(format!("all of it named by {}", list(all, "and by"))),
    });
    block.lines.push(Line::sentence().muted(sort.join(", ")));
    block.lines.extend(route.hops.iter().flat_map(|hop| destinations::hop(&hop.destination, &down(hop), detail)));
    block
}

/// "; one goes down on Management track (Michael Platt, 2005)".
fn down(hop: &Hop<'_>) -> String {
    let tracks: Vec<String> =
        hop.demotes_on.iter().map(|ladder| format!("{} ({})", ladder.track.name, who(&ladder.attribution))).collect();
    if tracks.is_empty() { String::new() } else { format!("; that is lower on {}", tracks.join(" and on ")) }
}

fn buttons(path: &Path<'_>, detail: Detail) -> Vec<Button> {
    let Path { from, to, .. } = path;
    let everything = pair(Question::Path, from, to)
        .filter(|_| detail == Detail::Brief && !path.routes.is_empty())
        .map(|question| Button { label: "Show everything".to_owned(), question, detail: Detail::Full });
    let next = |role: &EntityRef<'_>| button(format!("Next: {}", role.name), Question::Next, role);
    let mut all: Vec<Option<Button>> = vec![everything];
    if from == to {
        all.push(next(to));
        all.push(button(format!("Define {}", to.name), Question::Define, to));
    } else {
        let reached = path.nearest_reachable.as_ref().map(|nearest| nearest.role);
        let leading = path.nearest_origin.as_ref().map(|nearest| nearest.role);
        let destination =
            |one: &EntityRef<'_>, other: &EntityRef<'_>, label: String| pair_button(label, Question::Path, one, other);
        all.push(reached.and_then(|role| destination(from, &role, format!("The way to {}", role.name))));
        all.push(leading.and_then(|role| destination(&role, to, format!("The way from {}", role.name))));
        let first = path.routes.first().and_then(|route| route.hops.first()).map(|hop| hop.destination.place);
        all.push(first.filter(|first| first != to).and_then(|first| next(&first)));
        all.push(pair_button("Compare the two".to_owned(), Question::Compare, from, to));
        all.push(next(from));
        all.push(next(to));
        all.push(destination(to, from, "The way back".to_owned()));
    }
    let mut buttons: Vec<Button> = Vec::new();
    for button in all.into_iter().flatten() {
        if buttons.len() < MOST_BUTTONS && !buttons.contains(&button) {
            buttons.push(button);
        }
    }
    buttons
}
