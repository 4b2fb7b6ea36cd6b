//! What a picture shows, for those who cannot see it.

use crate::answer::{Hop, MapLine, MapMove, MapStop, MapView, Route};
use crate::reply::limits::{ALT_CHARS, cut, printable};
use crate::reply::wording::{count, direction_word, who};

/// What the picture is of, in a few words.
pub(super) fn title(map_view: &MapView<'_>) -> String {
    match map_view {
        MapView::All { .. } => "Map of all career tracks".to_owned(),
        MapView::Track { line, .. } => format!("Map of {}", line.track.name),
        MapView::Role { role, .. } => format!("Map around {}", role.name),
        MapView::Path(path) => format!("Map of the ways from {} to {}", path.from.name, path.to.name),
    }
}

/// What the picture shows, in at most 1,024 characters. What does not fit is said beside it as text.
pub fn alt(map_view: &MapView<'_>) -> String {
    let mut told = vec![format!("{}.", title(map_view))];
    match map_view {
        MapView::All { lines } => {
            told.push(format!("{}.", count(lines.len(), "track", "tracks")));
            told.extend(lines.iter().map(|line| format!("{}: {}.", line.track.name, stops(line))));
        }
        MapView::Track { line, moves } => {
            let rungs = count(line.stops.len(), "rung", "rungs");
            told.push(format!("{rungs}, lowest first, drawn by {}: {}.", who(&line.attribution), stops(line)));
            let shared: Vec<String> =
                line.stops.iter().filter(|stop| !stop.others.is_empty()).map(|stop| crossing(stop)).collect();
            if !shared.is_empty() {
                told.push(format!("Shared with other tracks: {}.", shared.join("; ")));
            }
            told.extend(stated_moves("Moves", moves, |stated_move| {
                format!("{} to {}", stated_move.from.name, stated_move.to.name)
            }));
        }
        MapView::Role { role, lines, out, into, .. } => {
            told.push(format!("You are here: {}.", role.name));
            told.extend(lines.iter().map(|line| format!("On {}: {}.", line.track.name, stops(line))));
            told.extend(stated_moves("From here", out, |stated_move| stated_move.to.name.to_owned()));
            told.extend(stated_moves("What leads here", into, |stated_move| stated_move.from.name.to_owned()));
        }
        MapView::Path(path) => {
            let hop = |hop: &Hop<'_>| {
                let by = hop
                    .destination
                    .statements
                    .first()
                    .map_or_else(String::new, |statements| format!(" ({})", who(&statements.attribution)));
                format!("{} to {}{by}", direction_word(hop.destination.direction), hop.destination.place.name)
            };
            let destination = |(route, number): (&Route<'_>, usize)| {
                let hops: Vec<String> = route.hops.iter().map(hop).collect();
                format!("{number}: {}.", hops.join(", "))
            };
            told.extend(path.routes.iter().zip(1..).map(destination));
        }
    }
    cut(&printable(&told.join(" ")), ALT_CHARS)
}

fn stops(line: &MapLine<'_>) -> String {
    let names: Vec<&str> = line.stops.iter().map(|stop| name(stop)).collect();
    names.join(", ")
}

/// What the source calls a rung; of several at once, their role.
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
    let attribution: Vec<String> = moves
        .iter()
        .map(|stated_move| format!("{} {}", direction_word(stated_move.direction), name(stated_move)))
        .collect();
    (!attribution.is_empty()).then(|| format!("{heading}: {}.", attribution.join(", ")))
}
