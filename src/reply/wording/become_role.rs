//! The words of `/become`.

use crate::answer::{Ask, Become, Destination, EntityKind, EntityRef, Route};
use crate::question::{Question, Reference};
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::destinations::{self, End};
use super::disagreements;
use super::disputes;
use super::next::names_line;
use super::phrases::{button, button_row, count, labeled, pair_button, question, sources, who, years_in_words};
use super::years::years;

/// Maximum number of rungs whose requirements a brief reply shows.
const MAX_ASKS: usize = 2;

/// Maximum number of disputes in a brief reply.
const MAX_DISPUTES: usize = 1;

/// Maximum number of buttons that ask how to get to an origin.
const MAX_ORIGIN_BUTTONS: usize = 2;

/// What the last word of a name ends with that names a field of work and not a person: "ops", "nursing", "helpdesk".
const FIELD_ENDINGS: &[&str] = &["s", "ing", "ment", "ion", "ance", "ity", "desk", "support", "design"];

pub(in crate::reply) fn become_role(asked: &Become<'_>, detail: Detail) -> Reply {
    let mut opening = Block::default();
    opening.lines.extend(asked.summary.map(|summary| Line::sentence().plain(summary)));
    if !asked.origins.iter().any(is_origin) {
        opening.lines.push(Line::sentence().plain(start(asked)));
    }
    let mut blocks = vec![opening];
    blocks.extend(years(asked.years.as_deref(), detail));
    blocks.extend(asked.own_route.as_ref().map(|route| Block::of_lines(vec![own_route(route)])));
    match detail {
        Detail::Brief => blocks.extend(brief(asked)),
        Detail::Full => blocks.extend(full(asked)),
    }
    let next = button(format!("After {}", asked.role.in_text()), Question::Next, &asked.role);
    let back = asked.origins.iter().filter(|origin| origin.leading && origin.leads_to_role());
    let back = back
        .take(MAX_ORIGIN_BUTTONS)
        .filter_map(|origin| button(origin.place.name.to_owned(), Question::Become, &origin.place));
    let start = asked.own_route.as_ref().and_then(|route| route.hops.first()).map(|hop| hop.from);
    let own = start
        .and_then(|start| pair_button(format!("Route from {}", start.in_text()), Question::Path, &start, &asked.role));
    let again = question(Question::Become, &asked.role);
    Reply {
        title: title(&asked.role),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: button_row(own.into_iter().chain(back).chain(next), again.clone().filter(|_| detail == Detail::Brief)),
        menu: menu(asked),
        question: again,
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// Whether people come from there. A track as a whole says little about it, and is left to the full answer.
fn is_origin(origin: &Destination<'_>) -> bool {
    origin.is_step() && origin.place.kind != EntityKind::Track
}

/// The text for a role to which no source names a way. The bottom of one track alone does not make it where people start:
/// a ladder of incident managers begins with an incident manager.
fn start(asked: &Become<'_>) -> String {
    let first = asked.positions.iter().filter(|position| position.is_bottom()).count();
    let unknown = "None of our sources says where people come from";
    match (first, asked.positions.len()) {
        (0, _) => format!("{unknown}."),
        (1, 1) => format!("{unknown}; it is the first rung of its track."),
        (2, 2) => "People start here: it is the first rung of both tracks it is on.".to_owned(),
        (first, all) if first == all => {
            format!("People start here: it is the first rung of all {all} tracks it is on.")
        }
        (first, all) => format!("{unknown}; it is the first rung of {first} of the {all} tracks it is on."),
    }
}

/// "From helpdesk, your role on this server: System administrator → Site reliability engineer (2 steps)".
fn own_route(route: &Route<'_>) -> Line {
    let start = route.hops.first().map_or_else(String::new, |hop| hop.from.in_text().into_owned());
    let places: Vec<&str> = route.hops.iter().map(|hop| hop.destination.place.name).collect();
    let steps = count(route.steps, "step", "steps");
    labeled(&format!("From {start}, your role on this server"), format!("{} ({steps})", places.join(" → ")))
}

/// "How do people become a cloud engineer?", "How do people get into ops?": not every role is called by what a person is.
fn title(role: &EntityRef<'_>) -> String {
    let name = role.in_text();
    let plain = name.split(" (").next().unwrap_or(&name);
    let last = plain.rsplit(' ').next().unwrap_or(plain).to_lowercase();
    let is_field = FIELD_ENDINGS.iter().any(|ending| last.ends_with(ending)) && !last.ends_with("ss");
    if is_field && !plain.to_lowercase().starts_with("head ") {
        return format!("How do people get into {name}?");
    }
    // Letters of an abbreviation are spelled out: an HPC engineer.
    let first = plain.split(' ').next().unwrap_or(plain);
    let vowels = if first.chars().any(char::is_lowercase) { "aeio" } else { "AEFHILMNORSX" };
    let article = if first.starts_with(|letter| vowels.contains(letter)) { "an" } else { "a" };
    format!("How do people become {article} {name}?")
}

fn brief(asked: &Become<'_>) -> Vec<Block> {
    let leading: Vec<&Destination<'_>> = asked.origins.iter().filter(|origin| origin.leading).collect();
    let is_usual = leading.iter().any(|origin| origin.is_well_supported());
    let mut from = Block::new(if is_usual { "Usually from" } else { "From" });
    from.lines.extend(
        (1..).zip(&leading).map(|(number, origin)| destinations::origin_in_short(Line::numbered(number), origin)),
    );
    let also = |is_later: bool| {
        let origins = asked.origins.iter().filter(|origin| is_origin(origin) && !origin.leading);
        origins.filter(move |origin| origin.later == is_later)
    };
    let line = |label: &str, is_later: bool| {
        let names = also(is_later).filter(|origin| origin.shown).map(|origin| origin.place.name.to_owned());
        names_line(label, &names.collect::<Vec<_>>(), also(is_later).count())
    };
    let mut others = Block::default();
    others.lines.extend(line(if leading.is_empty() { "From" } else { "Also from" }, false));
    others.lines.extend(line("Earlier in a career", true));
    others.lines.extend(asks_line(&asked.asks));
    let disputed = disagreements::block(&asked.disputes, &[], MAX_DISPUTES, usize::MAX);
    let remark = Line::sentence().muted("Our sources describe steps, not courses or certificates.");
    vec![from, others, disputed, Block::of_lines(vec![remark])]
}

/// "What is asked for: automation (Made Tech, 2021); tasks with instructions (Teleport, 2024)": one of each author.
fn asks_line(asks: &[Ask<'_>]) -> Option<Line> {
    let mut chosen: Vec<&Ask<'_>> = Vec::new();
    // What is asked for says more than for how long.
    for ask in asks.iter().filter(|ask| ask.adds.is_some()).chain(asks) {
        if chosen.len() < MAX_ASKS && chosen.iter().all(|other| other.attribution.by != ask.attribution.by) {
            chosen.push(ask);
        }
    }
    let asked: Vec<String> = chosen.into_iter().map(asked_for).collect();
    (!asked.is_empty()).then(|| labeled("What is asked for", asked.join("; ")))
}

/// "2–4 years; automation and one cloud platform (Made Tech, 2021)".
fn asked_for(ask: &Ask<'_>) -> String {
    let years = ask.years.map(years_in_words);
    let what: Vec<&str> = years.as_deref().into_iter().chain(ask.adds).collect();
    format!("{} ({})", what.join("; "), who(&ask.attribution))
}

fn full(asked: &Become<'_>) -> Vec<Block> {
    let mut from = Block::new("From");
    let mut earlier = Block::new("Earlier in a career, by way of another role");
    for origin in asked.origins.iter().filter(|origin| origin.is_step()) {
        let block = if origin.later { &mut earlier } else { &mut from };
        block.lines.extend(destinations::in_full(origin, End::Origin));
    }
    let mut asks = Block::new("What is asked for");
    asks.lines.extend(asked.asks.iter().map(|ask| {
        let title = ask.title.map_or_else(String::new, |title| format!(", as “{title}”"));
        Line::item().strong(ask.track.name).plain(format!("{title}: {}", asked_for(ask)))
    }));
    let mut blocks = vec![from, earlier, asks];
    blocks.extend(disputes::in_full(&asked.disputes));
    let moving = destinations::attributions(asked.origins.iter().filter(|origin| origin.is_step()));
    let asking = asked.asks.iter().map(|ask| &ask.attribution);
    blocks.extend(sources(moving.chain(asking).chain(disputes::attributions(&asked.disputes))));
    blocks
}

/// "Who says so?": a choice for each origin.
fn menu(asked: &Become<'_>) -> Option<Menu> {
    let ask = |origin: &Destination<'_>| {
        let (from, to) = (origin.place.id?, asked.role.id?);
        let question = Question::Evidence(Reference::Id(from.to_owned()), Reference::Id(to.to_owned()));
        Some(Button { label: origin.place.name.to_owned(), question, detail: Detail::Full })
    };
    Menu::of("Who says so?", asked.origins.iter().filter(|origin| origin.is_step()).filter_map(ask).collect())
}
