//! The title and alt text of a picture.

use std::borrow::Cow;

use crate::answer::{Destination, Hop, MapLine, MapMove, MapStop, MapView, Route};
use crate::reply::limits::{ALT_CHARS, cut, printable};
use crate::reply::wording::{count, field_name, rung_roles, short_list, support, who, words};

/// The title of the picture.
pub(super) fn title(map_view: &MapView<'_>) -> String {
    match map_view {
        MapView::All { .. } => "All career tracks".to_owned(),
        MapView::Track { line, .. } => format!("Map of {}", line.track.name),
        MapView::Role { role, .. } => format!("Map around {}", role.in_text()),
        MapView::Path(path) => format!("Routes from {} to {}", path.from.in_text(), path.to.in_text()),
    }
}

/// The alt text, at most 1,024 characters. The text version of the map has what does not fit.
pub fn alt(map_view: &MapView<'_>) -> String {
    let mut sentences = vec![format!("{}.", title(map_view))];
    match map_view {
        MapView::All { fields, lines } => {
            sentences.push(format!("{}.", count(lines.len(), "track", "tracks")));
            sentences.extend(fields.iter().map(|field| {
                let roles = count(field.roles, "role", "roles");
                format!("{}: {roles}, {}.", field_name(field), count(field.tracks, "track", "tracks"))
            }));
        }
        MapView::Track { line, moves } => {
            let rungs = count(line.stops.len(), "rung", "rungs");
            sentences.push(format!("{rungs}, lowest first, described by {}: {}.", who(&line.attribution), stops(line)));
            let moves = listed(moves.iter().map(|stated| Cow::Owned(stated_move(stated))));
            sentences.extend((!moves.is_empty()).then(|| format!("Moves: {moves}.")));
        }
        MapView::Role { role, next, previous, .. } => {
            sentences.push(format!("You are here: {}.", role.name));
            sentences.extend(places("What comes next", next));
            sentences.extend(places("Previous roles", previous));
        }
        MapView::Path(path) => {
            let hop = |hop: &Hop<'_>| {
                let support = support(hop.destination.statements.iter().map(|statement| &statement.attribution));
                format!("{} {} ({support})", words(hop.destination.direction).toward, hop.destination.place.in_text())
            };
            let route = |(route, number): (&Route<'_>, usize)| {
                let hops: Vec<String> = route.hops.iter().map(hop).collect();
                format!("{number}: {}.", hops.join(", "))
            };
            sentences.extend(path.routes.iter().zip(1..).map(route));
        }
    }
    cut(&printable(&sentences.join(" ")), ALT_CHARS)
}

fn stops(line: &MapLine<'_>) -> String {
    listed(line.stops.iter().map(name))
}

/// The source's name of the rung; the names of its roles if it has none.
fn name<'k>(stop: &MapStop<'k>) -> Cow<'k, str> {
    match stop.titles.as_slice() {
        [only] if stop.rungs == 1 => Cow::Borrowed(only),
        _ => rung_roles(&stop.place, &stop.beside),
    }
}

/// "Helpdesk to Ops (up)".
fn stated_move(stated: &MapMove<'_>) -> String {
    format!("{} to {} ({})", stated.from.name, stated.to.in_text(), words(stated.direction).label)
}

fn places(heading: &str, all: &[Destination<'_>]) -> Option<String> {
    let steps = || all.iter().filter(|destination| destination.is_step());
    let name = |destination: &Destination<'_>| {
        Cow::Owned(format!("{} ({})", destination.place.name, words(destination.direction).label))
    };
    let names = if steps().next().is_some() { listed(steps().map(name)) } else { listed(all.iter().map(name)) };
    (!names.is_empty()).then(|| format!("{heading}: {names}."))
}

fn listed<'n>(names: impl Iterator<Item = Cow<'n, str>>) -> String {
    let names: Vec<Cow<'_, str>> = names.collect();
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    short_list(&names, names.len())
}
