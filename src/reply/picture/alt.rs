//! What a picture shows, for those who cannot see it.

use crate::answer::{Chart, Hop, Passage, Route, Stop, TrackLine};
use crate::reply::limits::{ALT_CHARS, cut, printable};
use crate::reply::wording::{count, direction_word, who};

/// What the picture is of, in a few words.
pub(super) fn title(chart: &Chart<'_>) -> String {
    match chart {
        Chart::All { .. } => "Map of all career tracks".to_owned(),
        Chart::Track { line, .. } => format!("Map of {}", line.track.name),
        Chart::Role { role, .. } => format!("Map around {}", role.name),
        Chart::Path(path) => format!("Map of the ways from {} to {}", path.from.name, path.to.name),
    }
}

/// What the picture shows, in at most 1,024 characters. What does not fit is said beside it as text.
pub fn alt(chart: &Chart<'_>) -> String {
    let mut said = vec![format!("{}.", title(chart))];
    match chart {
        Chart::All { lines } => {
            said.push(format!("{}.", count(lines.len(), "track", "tracks")));
            said.extend(lines.iter().map(|line| format!("{}: {}.", line.track.name, stops(line))));
        }
        Chart::Track { line, moves } => {
            let rungs = count(line.stops.len(), "rung", "rungs");
            said.push(format!("{rungs}, lowest first, drawn by {}: {}.", who(&line.said), stops(line)));
            let shared: Vec<String> =
                line.stops.iter().filter(|stop| !stop.others.is_empty()).map(|stop| crossing(stop)).collect();
            if !shared.is_empty() {
                said.push(format!("Shared with other tracks: {}.", shared.join("; ")));
            }
            said.extend(passages("Moves", moves, |passage| format!("{} to {}", passage.from.name, passage.to.name)));
        }
        Chart::Role { role, lines, out, into, .. } => {
            said.push(format!("You are here: {}.", role.name));
            said.extend(lines.iter().map(|line| format!("On {}: {}.", line.track.name, stops(line))));
            said.extend(passages("From here", out, |passage| passage.to.name.to_owned()));
            said.extend(passages("What leads here", into, |passage| passage.from.name.to_owned()));
        }
        Chart::Path(path) => {
            let hop = |hop: &Hop<'_>| {
                let by =
                    hop.way.support.first().map_or_else(String::new, |support| format!(" ({})", who(&support.said)));
                format!("{} to {}{by}", direction_word(hop.way.direction), hop.way.place.name)
            };
            let way = |(route, number): (&Route<'_>, usize)| {
                let hops: Vec<String> = route.hops.iter().map(hop).collect();
                format!("{number}: {}.", hops.join(", "))
            };
            said.extend(path.routes.iter().zip(1..).map(way));
        }
    }
    cut(&printable(&said.join(" ")), ALT_CHARS)
}

fn stops(line: &TrackLine<'_>) -> String {
    let names: Vec<&str> = line.stops.iter().map(|stop| name(stop)).collect();
    names.join(", ")
}

/// What the source calls a rung; of several at once, their role.
fn name<'k>(stop: &Stop<'k>) -> &'k str {
    match stop.titles.as_slice() {
        [only] if stop.rungs == 1 => only,
        _ => stop.place.name,
    }
}

fn crossing(stop: &Stop<'_>) -> String {
    let others: Vec<&str> = stop.others.iter().map(|other| other.track.name).collect();
    format!("{} with {}", stop.place.name, others.join(", "))
}

fn passages(heading: &str, moves: &[Passage<'_>], name: impl Fn(&Passage<'_>) -> String) -> Option<String> {
    let said: Vec<String> =
        moves.iter().map(|passage| format!("{} {}", direction_word(passage.direction), name(passage))).collect();
    (!said.is_empty()).then(|| format!("{heading}: {}.", said.join(", ")))
}
