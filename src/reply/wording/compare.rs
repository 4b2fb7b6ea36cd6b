//! The words of `/compare`: two roles side by side, and who ranks one above the other. The bot never decides.

use crate::answer::{AttributionView, Basis, Compare, Compared, EntityRef, Order, Shared, StatementView};
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Reply, Tone, Visibility};

use super::path::called_usual;
use super::phrases::{
    button, button_row, count, name_and_year, next_button, opinions, pair, pair_button, sources, support, who,
};
use super::{disagreements, disputes};

/// Maximum number of disputes and opposing viewpoints in a brief reply.
const MAX_DISAGREEMENTS: usize = 2;

/// Maximum number of opinions in a brief reply that has no disagreement to show.
const MAX_OPINIONS: usize = 2;

pub(in crate::reply) fn compare(compare: &Compare<'_>, detail: Detail) -> Reply {
    let (first, second) = (&compare.first.role, &compare.second.role);
    let is_one = first == second;
    let mut blocks = vec![opening(compare)];
    match detail {
        _ if is_one => {}
        Detail::Brief => blocks.extend(brief(compare)),
        Detail::Full => blocks.extend(full(compare)),
    }
    Reply {
        title: if is_one { first.name.to_owned() } else { format!("{} and {}", first.name, second.in_text()) },
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: buttons(compare, detail),
        menu: None,
        question: pair(Question::Compare, first, second),
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn opening(compare: &Compare<'_>) -> Block {
    let mut lines: Vec<Line> = Vec::new();
    if compare.first.role == compare.second.role {
        let name = compare.first.role.name;
        lines.push(Line::sentence().plain("Both are ").strong(name).plain(": there is nothing to compare."));
        return Block::of_lines(lines);
    }
    for compared in [&compare.first, &compare.second] {
        lines.extend(
            compared
                .summary
                .map(|summary| Line::sentence().strong(format!("{}:", compared.role.name)).plain(" ").plain(summary)),
        );
    }
    Block::of_lines(lines)
}

fn brief(compare: &Compare<'_>) -> Vec<Block> {
    let (first, second) = (&compare.first.role, &compare.second.role);
    let mut moves = Block::new("From one to the other");
    let directions = [(first, second, &compare.there), (second, first, &compare.back)];
    for (from, to, statements) in directions {
        if !statements.is_empty() {
            let arrow = format!("{} → {}", from.name, to.name);
            moves.lines.push(Line::item().strong(arrow).plain(format!(": {}", evidence(statements))));
        }
    }
    moves.lines.extend(related(compare));
    let disagreements = disagreements::block(&compare.disputes, &compare.viewpoints, MAX_DISAGREEMENTS, usize::MAX);
    let opinions = disagreements
        .lines
        .is_empty()
        .then(|| opinions("Opinions about both", &compare.viewpoints, MAX_OPINIONS))
        .flatten();
    [rankings(compare, Detail::Brief), moves, disagreements].into_iter().chain(opinions).collect()
}

/// "3 sources, 2011–2025; Ann (2011) calls it the usual way", "Ann, 2005; one person's own path".
fn evidence(statements: &[StatementView<'_>]) -> String {
    let mut parts = vec![support(statements.iter().map(|statement| &statement.attribution))];
    let all_are = |is: fn(&StatementView<'_>) -> bool| statements.iter().all(is);
    parts.extend(called_usual(statements));
    if all_are(|one| one.account) {
        parts.push(if statements.len() == 1 { "one person's own path" } else { "people's own paths" }.to_owned());
    }
    if all_are(|one| one.inferred) {
        parts.push("our reading of it".to_owned());
    }
    parts.join("; ")
}

fn full(compare: &Compare<'_>) -> Vec<Block> {
    let (first, second) = (&compare.first.role, &compare.second.role);
    let mut moves = Block::new("From one to the other");
    moves.lines.extend(compare.there.iter().map(|statement| move_line(statement, first, second)));
    moves.lines.extend(compare.back.iter().map(|statement| move_line(statement, second, first)));
    moves.lines.extend(related(compare));
    let mut blocks = vec![rankings(compare, Detail::Full), moves];
    blocks.extend(disputes::in_full(&compare.disputes));
    blocks.extend(opinions("Opinions about both", &compare.viewpoints, usize::MAX));
    blocks.extend([about(&compare.first), about(&compare.second)]);
    blocks.extend(sources(attributions(compare).into_iter()));
    blocks
}

/// Who ranks one above the other, and who puts them on the same level; or how we read it.
fn rankings(compare: &Compare<'_>, detail: Detail) -> Block {
    let (first, second) = (&compare.first.role, &compare.second.role);
    let mut block = Block::new("Which is more senior?");
    match detail {
        Detail::Full => {
            block.lines.extend(compare.shared.iter().map(|shared| ranking(shared, first, second)));
        }
        Detail::Brief => {
            for (upper, lower, is_first) in [(first, second, true), (second, first, false)] {
                let above: Vec<&Shared<'_>> =
                    compare.shared.iter().filter(|shared| (shared.first > shared.second) == is_first).collect();
                block.lines.extend(match above.as_slice() {
                    [] => None,
                    [only] => Some(ranking(only, first, second)),
                    several => Some(rankings_in_short(several, upper, lower)),
                });
            }
        }
    }
    let steps = [(second, first, &compare.there), (first, second, &compare.back)];
    for (upper, lower, statements) in steps {
        let steps: Vec<StatementView<'_>> =
            statements.iter().filter(|statement| is_step_up(statement)).cloned().collect();
        if !steps.is_empty() {
            let evidence = evidence(&steps);
            block.lines.push(
                Line::item()
                    .strong(upper.name)
                    .plain(format!(": a step up from {}", lower.in_text()))
                    .muted(format!(" ({evidence})")),
            );
        }
    }
    let level = |statement: &StatementView<'_>| {
        let (by, year) = name_and_year(&statement.attribution);
        let note = statement.note.map_or_else(String::new, |note| format!(". {note}"));
        Line::item().strong("Neither").plain(format!(": {by}")).muted(year).plain(" sees them on one level").plain(note)
    };
    block.lines.extend(compare.level.iter().map(level));
    if compare.order_is_inferred || block.lines.is_empty() {
        block.lines.push(reading(compare));
    }
    block
}

/// Whether a move states a step up. What rungs say is told with the tracks, and one person's career is no rule.
fn is_step_up(statement: &StatementView<'_>) -> bool {
    statement.is_stated_step && !statement.account
}

/// How we read the order of two roles that nobody compares.
fn reading(compare: &Compare<'_>) -> Line {
    let (first, second) = (compare.first.role.name, compare.second.role.name);
    let our_reading = match compare.ranking_sources {
        1 => "our reading of the order of one source, which does not compare the two.".to_owned(),
        many => format!("our reading of the order of {many} sources; none of them compares the two."),
    };
    match compare.order {
        Order::First => Line::item().strong(first).plain(format!(": {our_reading}")),
        Order::Second => Line::item().strong(second).plain(format!(": {our_reading}")),
        Order::Level => Line::item().strong("Neither").plain(format!(": about the same level, {our_reading}")),
        Order::Disputed | Order::Unknown => Line::sentence().plain("None of our sources ranks these two roles."),
    }
}

/// "Infrastructure architect: above IT manager on 3 tracks (3 sources, 2005–2025)".
fn rankings_in_short(shared: &[&Shared<'_>], upper: &EntityRef<'_>, lower: &EntityRef<'_>) -> Line {
    let support = support(shared.iter().map(|shared| &shared.attribution));
    let tracks = count(shared.len(), "track", "tracks");
    Line::item()
        .strong(upper.name)
        .plain(format!(": above {} on {tracks}", lower.in_text()))
        .muted(format!(" ({support})"))
}

/// "Infrastructure architect: one rung above IT manager on Management track (Michael Platt, 2005)".
fn ranking(shared: &Shared<'_>, first: &EntityRef<'_>, second: &EntityRef<'_>) -> Line {
    let (upper, lower, rungs) = if shared.first > shared.second {
        (first, second, shared.first - shared.second)
    } else {
        (second, first, shared.second - shared.first)
    };
    let rungs = if rungs == 1 { "one rung".to_owned() } else { count(rungs, "rung", "rungs") };
    Line::item()
        .strong(upper.name)
        .plain(format!(": {rungs} above {} on {}", lower.in_text(), shared.track.name))
        .muted(format!(" ({})", who(&shared.attribution)))
}

/// "Helpdesk → Ops, called usual (Bob, 2005): After a year."
fn move_line(statement: &StatementView<'_>, from: &EntityRef<'_>, to: &EntityRef<'_>) -> Line {
    let usual = if statement.usual { ", called the usual way" } else { "" };
    let basis = match &statement.basis {
        Basis::AnyRung { track } => format!(", from any rung of {}", track.name),
        Basis::Rung { track, .. } => format!(", next rung on {}", track.name),
        Basis::Move => String::new(),
    };
    let read = if statement.inferred { ", our reading" } else { "" };
    let own = if statement.account { ", one person's own path" } else { "" };
    Line::item()
        .strong(format!("{} → {}", from.name, to.name))
        .plain(format!("{basis}{usual}{own}{read}"))
        .muted(format!(" ({})", who(&statement.attribution)))
        .plain(note(statement))
}

/// Who calls the two roles related, without a step from one to the other.
fn related(compare: &Compare<'_>) -> Option<Line> {
    let support = support(compare.near.iter().map(|statement| &statement.attribution));
    (!compare.near.is_empty())
        .then(|| Line::item().plain("Related roles, not a next step").muted(format!(" ({support})")))
}

fn note(statement: &StatementView<'_>) -> String {
    statement.note.map_or_else(String::new, |note| format!(": {note}"))
}

/// The definitions of one of the roles, and its positions on tracks.
fn about(compared: &Compared<'_>) -> Block {
    let mut block = Block::new(compared.role.name);
    block.lines.extend(compared.definitions.iter().map(|definition| {
        let (by, year) = name_and_year(&definition.attribution);
        Line::item().strong(by).muted(year).plain(format!(": {}", definition.text))
    }));
    let tracks: Vec<String> = compared
        .positions
        .iter()
        .filter_map(|position| {
            let (first, last) = (position.on.first()?.rung, position.on.last()?.rung);
            let rungs = if first == last { format!("rung {first}") } else { format!("rungs {first} to {last}") };
            Some(format!("{} ({rungs} of {})", position.track.name, position.rungs))
        })
        .collect();
    block.lines.push(Line::sentence().plain(if tracks.is_empty() {
        "Not on any track.".to_owned()
    } else {
        format!("On {}: {}.", count(tracks.len(), "track", "tracks"), tracks.join("; "))
    }));
    block
}

fn attributions<'c, 'k>(compare: &'c Compare<'k>) -> Vec<&'c AttributionView<'k>> {
    let moves = [&compare.level, &compare.there, &compare.back, &compare.near];
    let mut all: Vec<&AttributionView<'_>> = compare.shared.iter().map(|shared| &shared.attribution).collect();
    all.extend(moves.into_iter().flatten().map(|statement| &statement.attribution));
    all.extend(disputes::attributions(&compare.disputes));
    all.extend(compare.viewpoints.iter().map(|viewpoint| &viewpoint.attribution));
    for compared in [&compare.first, &compare.second] {
        all.extend(compared.definitions.iter().map(|definition| &definition.attribution));
        all.extend(compared.positions.iter().map(|position| &position.attribution));
    }
    all
}

fn buttons(compare: &Compare<'_>, detail: Detail) -> Vec<Button> {
    let (first, second) = (&compare.first.role, &compare.second.role);
    if first == second {
        let define = button(format!("Define {}", first.name), Question::Define, first);
        return button_row(next_button(first).into_iter().chain(define), None);
    }
    let route = |from: &EntityRef<'_>, to: &EntityRef<'_>| {
        pair_button(format!("Route: {} → {}", from.name, to.name), Question::Path, from, to)
    };
    let all = [next_button(first), next_button(second), route(first, second), route(second, first)];
    let more = pair(Question::Compare, first, second).filter(|_| detail == Detail::Brief);
    button_row(all.into_iter().flatten(), more)
}
