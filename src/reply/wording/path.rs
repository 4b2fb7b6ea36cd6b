//! The words of `/path`.

use crate::answer::{Basis, EntityRef, Hop, MapRequest, Nearest, Path, Route};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::destinations;
use super::phrases::{button, button_row, count, interpretation, list, next_button, pair, pair_button, sources, who};

/// Maximum number of hops that a brief reply lists in all; of further routes it shows only the roles.
const MAX_BRIEF_HOPS: usize = 6;

pub(in crate::reply) fn path(path: &Path<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(path)];
    match detail {
        Detail::Brief => blocks.push(brief(&path.routes)),
        Detail::Full => {
            blocks.extend((1..).zip(&path.routes).map(|(number, route)| full(number, route)));
            let hops = path.routes.iter().flat_map(|route| &route.hops);
            blocks.extend(sources(hops.flat_map(|hop| {
                let demotions = hop.demotes_on.iter().map(|track| &track.attribution);
                destinations::attributions([&hop.destination]).chain(demotions)
            })));
        }
    }
    if !path.routes.is_empty() {
        blocks.push(Block::of_lines(vec![Line::sentence().muted("Routes people describe, not a checklist.")]));
    }
    Reply {
        title: format!("From {} to {}", path.from.name, path.to.name),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(path, detail),
        menu: None,
        question: pair(Question::Path, &path.from, &path.to),
        picture: picture(path),
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// The map of the routes, if there are any.
fn picture(path: &Path<'_>) -> Option<MapRequest> {
    let (from, to) = (path.from.id?, path.to.id?);
    (!path.routes.is_empty()).then(|| MapRequest::Path(from.to_owned(), to.to_owned()))
}

fn opening(path: &Path<'_>) -> Block {
    let mut lines: Vec<Line> = path.interpretations.iter().map(interpretation).collect();
    let (from, to) = (path.from.name, path.to.name);
    if path.from == path.to {
        lines.push(Line::sentence().plain("You are already there: both roles are ").strong(from).plain("."));
    } else if path.routes.is_empty() {
        lines.push(Line::sentence().plain(format!(
            "None of our sources describes a route from {from} to {to}. That does not mean there is none."
        )));
        lines.push(match &path.nearest_reachable {
            Some(nearest) => nearest_line(format!("The closest role you can reach from {from} is "), nearest),
            None if path.has_exit => {
                Line::sentence().plain(format!("Our sources name moves from {from}, but to no other role."))
            }
            None => Line::sentence().plain(format!("None of our sources names a next step from {from}.")),
        });
        lines.push(match &path.nearest_origin {
            Some(nearest) => nearest_line(format!("The closest role that leads to {to} is "), nearest),
            None => Line::sentence().plain(format!("None of our sources names a previous role of {to}.")),
        });
    }
    Block::of_lines(lines)
}

/// "The closest role … is boss (1 step)."
fn nearest_line(opening: String, nearest: &Nearest<'_>) -> Line {
    let steps = count(nearest.steps as usize, "step", "steps");
    Line::sentence().plain(opening).strong(nearest.role.name).muted(format!(" ({steps})")).plain(".")
}

/// The routes as a numbered list, with their hops below them as far as there is room.
fn brief(routes: &[Route<'_>]) -> Block {
    let mut block = Block::default();
    let mut hops = 0;
    for (number, route) in (1..).zip(routes) {
        let line = Line::numbered(number).strong(roles(route)).plain(format!(": {}", describe(route)));
        block.lines.push(line);
        hops += route.hops.len();
        if hops <= MAX_BRIEF_HOPS {
            let hop = |hop: &Hop<'_>| destinations::hop_in_short(&hop.destination, &demotions(hop));
            block.lines.extend(route.hops.iter().map(hop));
        }
    }
    block
}

fn full(number: usize, route: &Route<'_>) -> Block {
    let mut block = Block::new(format!("{number}. {}", roles(route)));
    block.lines.push(Line::sentence().muted(describe(route)));
    let hop = |hop: &Hop<'_>| destinations::hop_in_full(&hop.destination, &demotions(hop));
    block.lines.extend(route.hops.iter().flat_map(hop));
    block
}

/// "Helpdesk → Ops → Deployment".
fn roles(route: &Route<'_>) -> String {
    let start = route.hops.first().map_or("", |hop| hop.from.name);
    let places = std::iter::once(start).chain(route.hops.iter().map(|hop| hop.destination.place.name));
    places.collect::<Vec<_>>().join(" → ")
}

/// "2 steps, through management, put together from several sources".
fn describe(route: &Route<'_>) -> String {
    let joins_a_track =
        |hop: &Hop<'_>| hop.destination.statements.iter().any(|one| matches!(one.basis, Basis::Onto { .. }));
    let at_most = if route.hops.iter().any(joins_a_track) { "at most " } else { "" };
    let mut parts = vec![format!("{at_most}{}", count(route.steps as usize, "step", "steps"))];
    parts.extend(route.leaves_field.then(|| "leaves this field".to_owned()));
    parts.extend(route.through_management.then(|| "through management".to_owned()));
    parts.extend(match (route.stated_in_full_by.as_slice(), route.hops.len()) {
        (_, 1) => None,
        ([], _) => Some("put together from several sources".to_owned()),
        (all, _) => Some(format!("every step named by {}", list(all, "and"))),
    });
    parts.join(", ")
}

/// "; a step down on Management track (Michael Platt, 2005)".
fn demotions(hop: &Hop<'_>) -> String {
    let tracks: Vec<String> =
        hop.demotes_on.iter().map(|track| format!("{} ({})", track.track.name, who(&track.attribution))).collect();
    if tracks.is_empty() { String::new() } else { format!("; a step down on {}", tracks.join(" and on ")) }
}

fn buttons(path: &Path<'_>, detail: Detail) -> Vec<Button> {
    let Path { from, to, .. } = path;
    if from == to {
        let define = button(format!("Define {}", to.name), Question::Define, to);
        return button_row(next_button(to).into_iter().chain(define), None);
    }
    let route =
        |one: &EntityRef<'_>, other: &EntityRef<'_>, label: String| pair_button(label, Question::Path, one, other);
    let reachable = path.nearest_reachable.map(|nearest| nearest.role);
    let origin = path.nearest_origin.map(|nearest| nearest.role);
    let first = path.routes.first().and_then(|route| route.hops.first()).map(|hop| hop.destination.place);
    let all = [
        reachable.and_then(|role| route(from, &role, format!("Route to {}", role.name))),
        origin.and_then(|role| route(&role, to, format!("Route from {}", role.name))),
        first.filter(|first| first != to).and_then(|first| next_button(&first)),
        pair_button("Compare the two".to_owned(), Question::Compare, from, to),
        route(to, from, "Reverse route".to_owned()),
        next_button(from),
        next_button(to),
    ];
    let more = pair(Question::Path, from, to).filter(|_| detail == Detail::Brief && !path.routes.is_empty());
    button_row(all.into_iter().flatten(), more)
}
