//! The words of `/path`.

use crate::answer::{AttributionView, Direction, EntityRef, Hop, Leg, MapRequest, Path, Route, StatementView};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::destinations;
use super::directions::words;
use super::phrases::{
    button, button_row, count, labeled, list, name_and_year, next_button, pair, pair_button, short_list, sources,
    support, who,
};
use super::years::years;

/// Maximum number of hops that a brief reply lists in all; of further routes it shows only the roles.
const MAX_BRIEF_HOPS: usize = 7;

pub(in crate::reply) fn path(path: &Path<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(path)];
    blocks.extend(years(path.years.as_deref(), detail));
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
        blocks
            .push(Block::of_lines(vec![Line::sentence().muted("These are routes people describe, not a checklist.")]));
    }
    Reply {
        title: title(path),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(path, detail),
        menu: None,
        // No button asks for a route by way of others.
        question: pair(Question::Path, &path.from, &path.to).filter(|_| path.via.is_empty()),
        picture: picture(path),
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// "From helpdesk to cloud engineer, by way of system administrator".
fn title(path: &Path<'_>) -> String {
    let via: Vec<_> = path.via.iter().map(EntityRef::in_text).collect();
    let via: Vec<&str> = via.iter().map(AsRef::as_ref).collect();
    let via = if via.is_empty() { String::new() } else { format!(", by way of {}", list(&via, "and")) };
    format!("From {} to {}{via}", path.from.in_text(), path.to.in_text())
}

/// What is known of the way past the roles that were named in between, if not all of it is.
fn legs(path: &Path<'_>) -> Vec<Line> {
    if path.legs.iter().all(|leg| leg.route.is_some()) {
        return Vec::new();
    }
    let line = |leg: &Leg<'_>| match &leg.route {
        Some(route) => Line::item().strong(roles(route)).plain(format!(": {}", describe(route))),
        None => Line::item().plain(format!(
            "None of our sources describes a route from {} to {}.",
            leg.from.in_text(),
            leg.to.in_text()
        )),
    };
    let mut lines: Vec<Line> = path.legs.iter().map(line).collect();
    if !path.routes.is_empty() {
        lines.push(Line::sentence().plain("What our sources describe instead:"));
    }
    lines
}

/// The map of the routes, if there are any.
fn picture(path: &Path<'_>) -> Option<MapRequest> {
    let (from, to) = (path.from.id?, path.to.id?);
    (!path.routes.is_empty()).then(|| MapRequest::Path(from.to_owned(), to.to_owned()))
}

fn opening(path: &Path<'_>) -> Block {
    let mut lines: Vec<Line> = Vec::new();
    let (from, to) = (path.from.in_text(), path.to.in_text());
    lines.extend(legs(path));
    if path.from == path.to {
        lines.push(Line::sentence().plain("You are already there: both roles are ").strong(path.from.name).plain("."));
    } else if path.routes.is_empty() {
        lines.push(Line::sentence().plain(format!(
            "None of our sources describes a route from {from} to {to}. That does not mean there is none."
        )));
        lines.push(match &path.nearest_reachable {
            Some(nearest) => labeled(&format!("As far as our sources go from {from}"), nearest.role.name),
            None if path.has_exit => {
                Line::sentence().plain(format!("Our sources name moves from {from}, but none toward {to}."))
            }
            None => Line::sentence().plain(format!("None of our sources names a next step from {from}.")),
        });
        let origins: Vec<&str> = path.origins.iter().map(|role| role.name).collect();
        lines.push(if origins.is_empty() {
            Line::sentence().plain(format!("None of our sources names a previous role of {to}."))
        } else {
            labeled(&format!("Common previous roles of {to}"), short_list(&origins, origins.len()))
        });
    }
    Block::of_lines(lines)
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
            block.lines.extend(route.hops.iter().map(hop_in_short));
        }
    }
    block
}

/// "to System administrator: 4 sources, 2015–2020; Vince Power (2019) and one other call it the usual way".
fn hop_in_short(hop: &Hop<'_>) -> Line {
    let destination = &hop.destination;
    let toward = match destination.direction {
        Direction::Up => "to",
        other => words(other).toward,
    };
    let mut parts = vec![support(destination.statements.iter().map(|statement| &statement.attribution))];
    parts.extend(called_usual(&destination.statements));
    parts.extend(hop.is_account().then(|| own_path(&destination.statements).to_owned()));
    parts.extend(hop.is_inferred().then(|| "our reading of it".to_owned()));
    Line::nested().plain(format!("{toward} ")).strong(destination.place.in_text()).plain(format!(
        ": {}{}",
        parts.join("; "),
        demotions(hop)
    ))
}

/// "called the usual way", or by whom, if not everybody calls it so.
pub(super) fn called_usual(statements: &[StatementView<'_>]) -> Option<String> {
    let mut callers: Vec<&AttributionView<'_>> = Vec::new();
    let mut others = false;
    for statement in statements {
        match statement.usual {
            true if callers.iter().all(|caller| caller.by != statement.attribution.by) => {
                callers.push(&statement.attribution);
            }
            true => {}
            false => others = true,
        }
    }
    let (first, year) = name_and_year(callers.first()?);
    Some(match callers.len() {
        _ if !others || statements.iter().all(|statement| statement.attribution.by == first) => {
            "called the usual way".to_owned()
        }
        1 => format!("{first}{year} calls it the usual way"),
        2 => format!("{first}{year} and one other call it the usual way"),
        many => format!("{many} call it the usual way"),
    })
}

/// What it says of statements that each describe somebody's own path.
fn own_path(statements: &[StatementView<'_>]) -> &'static str {
    let by = |statement: &StatementView<'_>| statement.attribution.by.to_owned();
    let is_one = statements.iter().all(|statement| Some(by(statement)) == statements.first().map(by));
    if is_one { "one person's own path" } else { "people's own paths" }
}

fn full(number: usize, route: &Route<'_>) -> Block {
    let mut block = Block::new(format!("{number}. {}", roles(route)));
    block.lines.push(Line::sentence().muted(describe(route)));
    let aside = |hop: &Hop<'_>| {
        let own = if hop.is_account() { format!("; {}", own_path(&hop.destination.statements)) } else { String::new() };
        let read = if hop.is_inferred() { "; our reading of what is said" } else { "" };
        format!("{own}{read}{}", demotions(hop))
    };
    block.lines.extend(route.hops.iter().flat_map(|hop| destinations::hop_in_full(&hop.destination, &aside(hop))));
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
    let mut parts = vec![count(route.steps, "step", "steps")];
    parts.extend(route.leaves_field.then(|| "leaves this field".to_owned()));
    parts.extend(route.through_management.then(|| "through management".to_owned()));
    let is_account = route.hops.iter().all(|hop| hop.is_account());
    parts.extend(match (route.stated_in_full_by.as_slice(), route.hops.len()) {
        (_, 1) => None,
        ([], _) => Some("put together from several sources".to_owned()),
        ([one], _) if is_account => Some(format!("as {one} describes it, one person's own path")),
        ([one], _) => Some(format!("as {one} describes it")),
        ([one, other], _) => Some(format!("as {one} and {other} describe it")),
        (all, _) => Some(format!("as {} sources describe it, each in full", all.len())),
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
    let origin = path.origins.first();
    let first = path.routes.first().and_then(|route| route.hops.first()).map(|hop| hop.destination.place);
    let all = [
        reachable.and_then(|role| route(from, &role, format!("Route to {}", role.name))),
        origin.and_then(|role| route(role, to, format!("Route from {}", role.in_text()))),
        first.filter(|first| first != to).and_then(|first| next_button(&first)),
        pair_button("Compare the two".to_owned(), Question::Compare, from, to),
        route(to, from, "Reverse route".to_owned()),
        next_button(from),
        next_button(to),
    ];
    if !path.via.is_empty() {
        let legs = path.legs.iter().filter(|leg| leg.route.is_some());
        let legs = legs.filter_map(|leg| route(&leg.from, &leg.to, format!("{} → {}", leg.from.name, leg.to.name)));
        return button_row(legs.chain(all.into_iter().flatten()), None);
    }
    let more = pair(Question::Path, from, to).filter(|_| detail == Detail::Brief && !path.routes.is_empty());
    button_row(all.into_iter().flatten(), more)
}
