//! Turns of phrase that several replies share: who says it, in which year, and how sure.

use std::collections::BTreeSet;

use crate::answer::{AttributionView, EntityRef, InterpretationView, SourceView, ViewpointView};
use crate::knowledge::model::{Confidence, Published, Stance};
use crate::question::{Pair, Question, Reference};
use crate::reply::{Block, Button, Detail, Line};

/// Most viewpoints that a brief reply shows: a reader takes in three opinions at once.
pub(super) const BRIEF_VOICES: usize = 3;

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

/// "Michael Platt, 2005".
pub(in crate::reply) fn who(attribution: &AttributionView<'_>) -> String {
    let year = attribution.year().map_or_else(|| "undated".to_owned(), |year| year.to_string());
    let sure = match attribution.confidence {
        Confidence::High => "",
        Confidence::Medium => ", less certain",
        Confidence::Low => ", second hand",
    };
    format!("{}, {year}{sure}", attribution.by)
}

/// "Warren Brown (2005) disagrees with Michael Platt: …".
pub(super) fn viewpoint(viewpoint: &ViewpointView<'_>) -> Line {
    let to_whom = |to: &str| if to == viewpoint.attribution.by { "their own point".to_owned() } else { to.to_owned() };
    let verb = match (viewpoint.stance, viewpoint.replies_to) {
        (Stance::Agrees, Some(to)) => format!("agrees with {}", to_whom(to)),
        (Stance::Agrees, None) => "agrees".to_owned(),
        (Stance::PartlyAgrees, Some(to)) => format!("partly agrees with {}", to_whom(to)),
        (Stance::PartlyAgrees, None) => "partly agrees".to_owned(),
        (Stance::Disagrees, Some(to)) => format!("disagrees with {}", to_whom(to)),
        (Stance::Disagrees, None) => "disagrees".to_owned(),
        (Stance::Adds, Some(to)) if to == viewpoint.attribution.by => "adds to their own point".to_owned(),
        (Stance::Adds, Some(to)) => format!("replies to {to}"),
        (Stance::Adds, None) => "says".to_owned(),
        (Stance::Asks, Some(to)) => format!("asks {}", to_whom(to)),
        (Stance::Asks, None) => "asks".to_owned(),
    };
    let (by, year) = name_and_year(&viewpoint.attribution);
    Line::item().strong(by).muted(year).plain(format!(" {verb}: {}", viewpoint.text))
}

/// "Michael Platt" and " (2005, second hand)".
pub(super) fn name_and_year(attribution: &AttributionView<'_>) -> (String, String) {
    let all = who(attribution);
    let rest = all.strip_prefix(attribution.by).and_then(|rest| rest.strip_prefix(", ")).unwrap_or_default();
    (attribution.by.to_owned(), format!(" ({rest})"))
}

/// The viewpoints, the most telling first where only some are shown: those that object stand beside what they object
/// to, so the order of the thread is kept.
pub(super) fn viewpoints(heading: &str, viewpoints: &[ViewpointView<'_>], detail: Detail) -> Option<Block> {
    let shown = match detail {
        Detail::Full => viewpoints.len(),
        Detail::Brief => viewpoints.len().min(BRIEF_VOICES),
    };
    if viewpoints.is_empty() {
        return None;
    }
    let mut block = Block::new(heading);
    block.lines.extend(brief_voices(viewpoints, shown).into_iter().map(viewpoint));
    if shown < viewpoints.len() {
        block.lines.push(and_more(viewpoints.len() - shown, "viewpoint", "viewpoints"));
    }
    Some(block)
}

/// The first `count` of the thread; if nobody objects among them but somebody does later, that one in place of the last.
fn brief_voices<'v, 'k>(viewpoints: &'v [ViewpointView<'k>], count: usize) -> Vec<&'v ViewpointView<'k>> {
    let mut shown: Vec<&ViewpointView<'_>> = viewpoints.iter().take(count).collect();
    let objection = viewpoints.iter().skip(count).find(|viewpoint| viewpoint.objects());
    if let (Some(objection), Some(last)) = (objection, shown.last_mut())
        && count > 1
        && !viewpoints.iter().take(count).any(ViewpointView::objects)
    {
        *last = objection;
    }
    shown
}

/// "… and 4 more voices".
pub(super) fn and_more(count: usize, one: &str, many: &str) -> Line {
    Line::sentence().muted(format!("… and {count} more {}", if count == 1 { one } else { many }))
}

/// "Read “2nd line suport” as Second-line support (suport → support)."
pub(super) fn interpretation(interpretation: &InterpretationView<'_>) -> Line {
    let mut line = Line::sentence().plain(format!("Read “{}” as ", interpretation.typed)).strong(interpretation.name);
    if interpretation.via != interpretation.name {
        line = line.plain(format!(", also called “{}”", interpretation.via));
    }
    let words: Vec<String> =
        interpretation.corrections.iter().map(|word| format!("{} → {}", word.typed, word.read)).collect();
    if !words.is_empty() {
        line = line.muted(format!(" ({})", words.join(", ")));
    }
    line.plain(".")
}

/// Where all this is said: title, publisher, date and address, each source once, in the order given.
pub(super) fn sources<'k>(all: impl Iterator<Item = &'k AttributionView<'k>>) -> Option<Block> {
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

/// "31 August 2005", as exactly as it is known.
pub(super) fn date(published: Published) -> String {
    let month = published.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    match (month, published.day) {
        (Some(month), Some(day)) => format!("{day} {month} {}", published.year),
        (Some(month), None) => format!("{month} {}", published.year),
        (None, _) => published.year.to_string(),
    }
}

/// A question about a thing, by its id.
pub(super) fn again(ask: fn(Reference) -> Question, entity: &EntityRef<'_>) -> Option<Question> {
    entity.id.map(|id| ask(Reference::Id(id.to_owned())))
}

/// A question about a thing, as a button.
pub(super) fn button(label: String, ask: fn(Reference) -> Question, entity: &EntityRef<'_>) -> Option<Button> {
    again(ask, entity).map(|question| Button { label, question, detail: Detail::Brief })
}

/// A question about two things, by their ids.
pub(super) fn pair(ask: fn(Pair) -> Question, one: &EntityRef<'_>, other: &EntityRef<'_>) -> Option<Question> {
    let id = |entity: &EntityRef<'_>| entity.id.map(|id| Reference::Id(id.to_owned()));
    Some(ask(Pair::Both(id(one)?, id(other)?)))
}

/// A question about two things, as a button.
pub(super) fn pair_button(
    label: String,
    ask: fn(Pair) -> Question,
    one: &EntityRef<'_>,
    other: &EntityRef<'_>,
) -> Option<Button> {
    pair(ask, one, other).map(|question| Button { label, question, detail: Detail::Brief })
}

/// The button that shows the rest.
pub(super) fn show_all(ask: fn(Reference) -> Question, entity: &EntityRef<'_>) -> Option<Button> {
    let everything = button("Show everything".to_owned(), ask, entity)?;
    Some(Button { detail: Detail::Full, ..everything })
}

/// "1 rung", "2 rungs".
pub(in crate::reply) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// "a, b or c".
pub(super) fn list(names: &[&str], between: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} {between} {last}", all.join(", ")),
    }
}
