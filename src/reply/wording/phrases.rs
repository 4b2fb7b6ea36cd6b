//! Phrases that several replies share: who says something, when and how sure; lists and counts; buttons.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::answer::{AttributionView, EntityRef, InterpretationView, SourceView, ViewpointView};
use crate::knowledge::model::{Confidence, Published, Stance};
use crate::question::{Pair, Question, Reference};
use crate::reply::{Block, Button, Detail, Line};

/// Maximum number of buttons of a reply: one row on Discord.
pub(super) const MAX_BUTTONS: usize = 5;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "2005", "undated", "2005, second-hand".
pub(super) fn year_and_confidence(attribution: &AttributionView<'_>) -> String {
    format!("{}{}", year(attribution), confidence(attribution))
}

/// "2005", "undated".
pub(super) fn year(attribution: &AttributionView<'_>) -> String {
    attribution.year().map_or_else(|| "undated".to_owned(), |year| year.to_string())
}

/// ", less certain", ", second-hand"; empty for a source that says it explicitly.
pub(super) fn confidence(attribution: &AttributionView<'_>) -> &'static str {
    match attribution.confidence {
        Confidence::High => "",
        Confidence::Medium => ", less certain",
        Confidence::Low => ", second-hand",
    }
}

/// "Michael Platt, 2005": for use in parentheses.
pub(in crate::reply) fn who(attribution: &AttributionView<'_>) -> String {
    format!("{}, {}", attribution.by, year_and_confidence(attribution))
}

/// "Michael Platt" and " (2005, second-hand)", "Tim" and " (tic0uk, 2021)": for use in a sentence.
pub(super) fn name_and_year<'k>(attribution: &AttributionView<'k>) -> (&'k str, String) {
    let when = year_and_confidence(attribution);
    match attribution.by.strip_suffix(')').and_then(|by| by.split_once(" (")) {
        Some((name, known_as)) => (name, format!(" ({known_as}, {when})")),
        None => (attribution.by, format!(" ({when})")),
    }
}

/// "Michael Platt, 2005" for one person or organization, "6 sources, 2011–2025" for more.
///
/// Somebody who says the same in several places counts once, with the surest of the statements.
pub(in crate::reply) fn support<'a, 'k: 'a>(all: impl Iterator<Item = &'a AttributionView<'k>>) -> String {
    let mut named: Vec<&AttributionView<'_>> = Vec::new();
    let mut years: Vec<Option<u16>> = Vec::new();
    for attribution in all {
        years.push(attribution.year());
        match named.iter_mut().find(|other| other.by == attribution.by) {
            Some(other) if attribution.confidence > other.confidence => *other = attribution,
            Some(_) => {}
            None => named.push(attribution),
        }
    }
    match named.as_slice() {
        [] => String::new(),
        [only] => who(only),
        several => format!("{} sources, {}", several.len(), year_range(&years)),
    }
}

/// "2011–2025", "2011–2025 and undated", "undated".
pub(super) fn year_range(years: &[Option<u16>]) -> String {
    let dated = || years.iter().flatten();
    let undated = years.iter().any(Option::is_none);
    let range = match (dated().min(), dated().max()) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first}–{last}"),
        _ => return "undated".to_owned(),
    };
    if undated { format!("{range} and undated") } else { range }
}

/// "Warren Brown (2005) disagrees with Michael Platt: …".
pub(super) fn viewpoint(viewpoint: &ViewpointView<'_>) -> Line {
    let by = viewpoint.attribution.by;
    let verb = match (viewpoint.stance, viewpoint.replies_to) {
        (Stance::Agrees, Some(to)) => format!(" agrees with {}", addressee(to, by)),
        (Stance::Agrees, None) => " agrees".to_owned(),
        (Stance::PartlyAgrees, Some(to)) => format!(" partly agrees with {}", addressee(to, by)),
        (Stance::PartlyAgrees, None) => " partly agrees".to_owned(),
        (Stance::Disagrees, Some(to)) => format!(" disagrees with {}", addressee(to, by)),
        (Stance::Disagrees, None) => " disagrees".to_owned(),
        (Stance::Adds, Some(to)) if to == by => " adds to their own point".to_owned(),
        (Stance::Adds, Some(to)) => format!(" replies to {to}"),
        (Stance::Adds, None) => String::new(),
        (Stance::Asks, Some(to)) => format!(" asks {}", addressee(to, by)),
        (Stance::Asks, None) => " asks".to_owned(),
    };
    let (by, year) = name_and_year(&viewpoint.attribution);
    Line::item().strong(by).muted(year).plain(format!("{verb}: {}", viewpoint.text))
}

fn addressee(to: &str, by: &str) -> String {
    if to == by { "their own point".to_owned() } else { to.to_owned() }
}

/// A block of opinions in thread order, at most `max` of them.
pub(super) fn opinions(heading: &str, all: &[ViewpointView<'_>], max: usize) -> Option<Block> {
    let shown = all.len().min(max);
    let mut block = Block::new(heading);
    block.lines.extend(first_opinions(all, shown).into_iter().map(viewpoint));
    (!block.lines.is_empty()).then_some(block)
}

/// The first `count` opinions of the thread. If none of them objects but a later one does, it replaces the last.
fn first_opinions<'v, 'k>(all: &'v [ViewpointView<'k>], count: usize) -> Vec<&'v ViewpointView<'k>> {
    let mut shown: Vec<&ViewpointView<'_>> = all.iter().take(count).collect();
    let objection = all.iter().skip(count).find(|viewpoint| viewpoint.objects());
    if let (Some(objection), Some(last)) = (objection, shown.last_mut())
        && count > 1
        && !all.iter().take(count).any(ViewpointView::objects)
    {
        *last = objection;
    }
    shown
}

/// "… and 4 more tracks".
pub(in crate::reply) fn and_more(number: usize, one: &str, many: &str) -> String {
    format!("… and {number} more {}", if number == 1 { one } else { many })
}

/// "I read “2nd line suport” as Second-line support.": a line for each name; `None` if every name is in the knowledge.
pub(in crate::reply) fn interpretations<'v>(
    all: impl IntoIterator<Item = &'v InterpretationView<'v>>,
) -> Option<Block> {
    let line = |interpretation: &InterpretationView<'_>| {
        let InterpretationView { typed, name, .. } = interpretation;
        if interpretation.is_all {
            Line::sentence().plain(format!("I only understood “{typed}” in this message."))
        } else {
            Line::sentence().plain(format!("I read “{typed}” as ")).strong(*name).plain(".")
        }
    };
    let lines: Vec<Line> = all.into_iter().map(line).collect();
    (!lines.is_empty()).then(|| Block::of_lines(lines))
}

/// The sources of these statements, each once: title, publisher, date and address.
pub(super) fn sources<'a, 'k: 'a>(all: impl Iterator<Item = &'a AttributionView<'k>>) -> Option<Block> {
    let mut block = Block::new("Sources");
    let mut seen = BTreeSet::new();
    for source in all.map(|attribution| &attribution.source) {
        if seen.insert(source.id) {
            block.lines.push(source_line(source));
        }
    }
    (!block.lines.is_empty()).then_some(block)
}

fn source_line(source: &SourceView<'_>) -> Line {
    let mut details = vec![String::new()];
    details.extend(source.publisher.map(str::to_owned));
    details.push(source.published.map_or_else(|| "undated".to_owned(), date));
    let line = Line::item().plain(format!("“{}”", source.title)).muted(details.join(", "));
    let line = match source.url {
        Some(url) => line.plain(" ").address(url),
        None => line,
    };
    line.plain(source.attribution.map_or_else(String::new, |notice| format!(" ({notice})")))
}

/// "August 31, 2005", "August 2005" or "2005": as exactly as it is known.
pub(super) fn date(published: Published) -> String {
    let month = published.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    match (month, published.day) {
        (Some(month), Some(day)) => format!("{month} {day}, {}", published.year),
        (Some(month), None) => format!("{month} {}", published.year),
        (None, _) => published.year.to_string(),
    }
}

/// A question about an entity, by its id.
pub(super) fn question(ask: fn(Reference) -> Question, entity: &EntityRef<'_>) -> Option<Question> {
    entity.id.map(|id| ask(Reference::Id(id.to_owned())))
}

/// A button that asks about an entity.
pub(super) fn button(label: String, ask: fn(Reference) -> Question, entity: &EntityRef<'_>) -> Option<Button> {
    question(ask, entity).map(|question| Button { label, question, detail: Detail::Brief })
}

/// The button "Next: …".
pub(super) fn next_button(role: &EntityRef<'_>) -> Option<Button> {
    button(format!("Next: {}", role.name), Question::Next, role)
}

/// A question about two entities, by their ids.
pub(super) fn pair(ask: fn(Pair) -> Question, one: &EntityRef<'_>, other: &EntityRef<'_>) -> Option<Question> {
    let id = |entity: &EntityRef<'_>| entity.id.map(|id| Reference::Id(id.to_owned()));
    Some(ask(Pair::Both(id(one)?, id(other)?)))
}

/// A button that asks about two entities.
pub(super) fn pair_button(
    label: String,
    ask: fn(Pair) -> Question,
    one: &EntityRef<'_>,
    other: &EntityRef<'_>,
) -> Option<Button> {
    pair(ask, one, other).map(|question| Button { label, question, detail: Detail::Brief })
}

/// The first of these buttons, each once, and at the end "More" if `more` is the question of a brief reply.
pub(super) fn button_row(buttons: impl Iterator<Item = Button>, more: Option<Question>) -> Vec<Button> {
    let more = more.map(|question| Button { label: "More".to_owned(), question, detail: Detail::Full });
    let max = MAX_BUTTONS - usize::from(more.is_some());
    let mut row: Vec<Button> = Vec::new();
    for button in buttons {
        if row.len() < max && !row.contains(&button) {
            row.push(button);
        }
    }
    row.extend(more);
    row
}

/// "1 rung", "2 rungs".
pub(in crate::reply) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// "System administrator or Network administrator": the roles of a rung.
pub(in crate::reply) fn rung_roles<'k>(first: &EntityRef<'k>, beside: &[EntityRef<'k>]) -> Cow<'k, str> {
    if beside.is_empty() {
        return Cow::Borrowed(first.name);
    }
    let others: Vec<Cow<'_, str>> = beside.iter().map(EntityRef::in_text).collect();
    let names: Vec<&str> = std::iter::once(first.name).chain(others.iter().map(AsRef::as_ref)).collect();
    Cow::Owned(list(&names, "or"))
}

/// "2–4 years", "1 year", from the source's "2-4" and "1".
pub(in crate::reply) fn years_in_words(years: &str) -> String {
    let unit = if years == "1" { "year" } else { "years" };
    format!("{} {unit}", years.replace('-', "–"))
}

/// "a, b or c".
pub(super) fn list(names: &[&str], conjunction: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{}{}{conjunction} {last}", all.join(separator(names)), last_separator(names)),
    }
}

/// "a, b and 3 more": at most `max` of the names.
pub(in crate::reply) fn short_list(names: &[&str], max: usize) -> String {
    let shown = names.get(..max).unwrap_or(names);
    let more = names.len() - shown.len();
    if more == 0 {
        return shown.join(separator(names));
    }
    format!("{}{}and {more} more", shown.join(separator(names)), last_separator(names))
}

/// Names that contain commas are separated by semicolons.
fn separator(names: &[&str]) -> &'static str {
    if names.iter().any(|name| name.contains(',')) { "; " } else { ", " }
}

fn last_separator(names: &[&str]) -> &'static str {
    if separator(names) == "; " { "; " } else { " " }
}

/// A line like "Into management: Service desk manager".
pub(super) fn labeled(label: &str, text: impl Into<String>) -> Line {
    Line::sentence().strong(format!("{label}:")).plain(" ").plain(text)
}
