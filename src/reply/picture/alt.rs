//! The title and alt text of a picture.

use crate::answer::{Hop, MapLine, MapMove, MapStop, MapView, Route};
use crate::reply::limits::{ALT_CHARS, cut, printable};
use crate::reply::wording::{count, field_name, support, who, words};

/// The title of the picture.
pub(super) fn title(map_view: &MapView<'_>) -> String {
    match map_view {
        MapView::All { .. } => "All career tracks".to_owned(),
        MapView::Track { line, .. } => format!("Map of {}", line.track.name),
        MapView::Role { role, .. } => format!("Map around {}", role.name),
        MapView::Path(path) => format!("Routes from {} to {}", path.from.name, path.to.name),
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
            let shared: Vec<String> =
                line.stops.iter().filter(|stop| !stop.others.is_empty()).map(|stop| crossing(stop)).collect();
            if !shared.is_empty() {
                sentences.push(format!("Shared with other tracks: {}.", shared.join("; ")));
            }
            sentences.extend(stated_moves("Moves", moves, |stated_move| {
                format!("{} to {}", stated_move.from.name, stated_move.to.name)
            }));
        }
        MapView::Role { role, lines, out, into, .. } => {
            sentences.push(format!("You are here: {}.", role.name));
            sentences.extend(lines.iter().map(|line| format!("On {}: {}.", line.track.name, stops(line))));
            sentences.extend(stated_moves("From here", out, |stated_move| stated_move.to.name.to_owned()));
            sentences
                .extend(stated_moves("Common previous roles", into, |stated_move| stated_move.from.name.to_owned()));
        }
        MapView::Path(path) => {
            let hop = |hop: &Hop<'_>| {
                let support = support(hop.destination.statements.iter().map(|statement| &statement.attribution));
                format!("{} {} ({support})", words(hop.destination.direction).toward, hop.destination.place.name)
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
    let names: Vec<&str> = line.stops.iter().map(|stop| name(stop)).collect();
    names.join(", ")
}

/// The source's name of the rung; the role's name if several rungs share the stop.
fn name<'k>(stop: &MapStop<'k>) -> &'k str {
    match stop.titles.as_slice() {
        [only] if stop.rungs == 1 => only,
        _ => stop.place.name,
    }
}

fn crossing(stop: &MapStop<'_>) -> String {
    let others: Vec<&str> = stop.others.iter().map(|other| other.track.name).collect();
    format!("{} with {}", stop.place.name, others.join(", "))
}

fn stated_moves(heading: &str, moves: &[MapMove<'_>], name: impl Fn(&MapMove<'_>) -> String) -> Option<String> {
    let moves: Vec<String> = moves
        .iter()
        .map(|stated_move| format!("{} ({})", name(stated_move), words(stated_move.direction).label))
        .collect();
    (!moves.is_empty()).then(|| format!("{heading}: {}.", moves.join(", ")))
}
