//! The words of `/tracks`.

use std::borrow::Cow;

use crate::answer::{Destination, MapRequest, RungView, TrackDetail, TrackSummary, Tracks};
use crate::knowledge::model::SourceKind;
use crate::question::Question;
use crate::reply::{Block, Button, Detail, Line, Menu, Reply, Tone, Visibility};

use super::destinations::{self, End};
use super::phrases::{
    button, button_row, count, labeled, name_and_year, next_button, opinions, pair_button, question, rung_roles,
    short_list, sources, years_in_words,
};
use super::speakers::who_in_short;
use super::{disagreements, disputes};

/// Maximum number of tracks under discussion in a brief reply about all of them; without any, of tracks at all.
const MAX_TRACKS: usize = 5;

/// Maximum number of rungs of a track in a brief reply: of more, the middle is left out or they share a line.
const MAX_RUNGS_IN_LINE: usize = 5;
const MAX_RUNG_LINES: usize = 7;

/// Longest title of a rung in the overview, in characters.
const MAX_TITLE_CHARS: usize = 32;

/// Maximum number of names in a one-line list.
const MAX_NAMES: usize = 4;

/// Maximum number of disputes and opposing viewpoints in a brief reply.
const MAX_DISAGREEMENTS: usize = 2;

/// Maximum number of sides of the main dispute in the overview.
const MAX_SIDES: usize = 4;

/// What tracks are called whose roles are in no family.
const NO_FAMILY: &str = "Other";

pub(in crate::reply) fn tracks(tracks: &Tracks<'_>, detail: Detail) -> Reply {
    let all = &tracks.tracks;
    let opening = match all.len() {
        0 => "No career tracks yet.".to_owned(),
        some => {
            format!("{}, as people describe them. None of them is a rule.", count(some, "track", "tracks"))
        }
    };
    let mut blocks = vec![Block::of_lines(vec![Line::sentence().plain(opening)])];
    match detail {
        Detail::Full => blocks.extend(all.iter().map(summary)),
        Detail::Brief => blocks.extend(overview(tracks)),
    }
    let more = (detail == Detail::Brief && !all.is_empty()).then_some(Question::Tracks);
    let disputes =
        Button { label: "Where people disagree".to_owned(), question: Question::Disputes, detail: Detail::Brief };
    let disputes = (!tracks.disputes.is_empty()).then_some(disputes);
    let choice = |track: &TrackSummary<'_>| {
        let label = match track.family {
            Some(family) if !track.is_discussed => format!("{family}: {}", track.track.name),
            _ => track.track.name.to_owned(),
        };
        button(label, Question::Track, &track.track)
    };
    Reply {
        title: "Career tracks".to_owned(),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: button_row(disputes.into_iter(), more),
        menu: Menu::of("Show one track in detail", for_menu(all).into_iter().filter_map(choice).collect()),
        question: Some(Question::Tracks),
        picture: (!all.is_empty()).then_some(MapRequest::All),
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

/// The tracks under discussion rung by rung, what is disputed about them, and how many others there are in each field.
fn overview(tracks: &Tracks<'_>) -> Vec<Block> {
    let (mut shown, mut others): (Vec<_>, Vec<_>) = tracks.tracks.iter().partition(|track| track.is_discussed);
    if shown.is_empty() {
        shown.append(&mut others);
    }
    others.extend(shown.drain(shown.len().min(MAX_TRACKS)..));
    let lines = Block::of_lines(shown.into_iter().map(at_a_glance).collect());
    let disputed = tracks
        .disputes
        .first()
        .map(|dispute| Block { lines: disputes::sides_in_lines(dispute, MAX_SIDES), ..Block::new(dispute.question) });
    let mut fields: Vec<(&str, usize)> = Vec::new();
    for track in others {
        let field = track.family.unwrap_or(NO_FAMILY);
        match fields.iter_mut().find(|(other, _)| *other == field) {
            Some((_, count)) => *count += 1,
            None => fields.push((field, 1)),
        }
    }
    let fields: Vec<String> = fields.into_iter().map(|(field, count)| format!("{field} ({count})")).collect();
    let fields = (!fields.is_empty()).then(|| Block::of_lines(vec![labeled("More by field", fields.join(", "))]));
    [Some(lines), disputed, fields].into_iter().flatten().collect()
}

/// The tracks in the order in which a menu offers them: those under discussion, then the first of each field, the second
/// of each, and so on, so that the first choices cover all fields.
fn for_menu<'t, 'k>(tracks: &'t [TrackSummary<'k>]) -> Vec<&'t TrackSummary<'k>> {
    let mut seen: Vec<(Option<&str>, usize)> = Vec::new();
    let mut ranked: Vec<(usize, &TrackSummary<'_>)> = Vec::with_capacity(tracks.len());
    for track in tracks {
        let place = if track.is_discussed {
            0
        } else {
            match seen.iter_mut().find(|(family, _)| *family == track.family) {
                Some((_, count)) => {
                    *count += 1;
                    *count
                }
                None => {
                    seen.push((track.family, 1));
                    1
                }
            }
        };
        ranked.push((place, track));
    }
    ranked.sort_by_key(|(place, _)| *place);
    ranked.into_iter().map(|(_, track)| track).collect()
}

/// "Technical track (Michael Platt, 2005): Helpdesk → Ops → Deployment → Design → Scripting"; of a long track, the
/// beginning and the top.
fn at_a_glance(track: &TrackSummary<'_>) -> Line {
    let mut titles: Vec<Cow<'_, str>> = track.rungs.iter().map(short_title).collect();
    if titles.len() > MAX_RUNGS_IN_LINE {
        titles.splice(MAX_RUNGS_IN_LINE - 2..titles.len() - 1, [Cow::Borrowed("…")]);
    }
    Line::item()
        .strong(track.track.name)
        .muted(format!(" ({})", who_in_short(&track.attribution)))
        .plain(format!(": {}", titles.join(" → ")))
}

/// What the source calls the rung; the names of its roles if it says no more.
fn title<'k>(rung: &RungView<'k>) -> Cow<'k, str> {
    rung.title.map_or_else(|| rung_roles(&rung.place, &rung.beside), Cow::Borrowed)
}

/// The source's title, or the names of the roles if the title is long.
fn short_title<'k>(rung: &RungView<'k>) -> Cow<'k, str> {
    let title = title(rung);
    if title.chars().count() > MAX_TITLE_CHARS { rung_roles(&rung.place, &rung.beside) } else { title }
}

/// A track with all its rungs.
fn summary(track: &TrackSummary<'_>) -> Block {
    let mut block = Block::new(track.track.name);
    let rungs: Vec<Cow<'_, str>> = track.rungs.iter().map(title).collect();
    block.lines.push(Line::sentence().strong(rungs.join(" → ")));
    let (by, year) = name_and_year(&track.attribution);
    let line = Line::sentence()
        .plain(track.summary.map_or_else(String::new, |summary| format!("{summary} ")))
        .plain(format!("Described by {by}"))
        .muted(year)
        .plain(".");
    block.lines.push(if track.viewpoints > 0 {
        let opinions = count(track.viewpoints, "opinion", "opinions");
        let objecting = if track.objections > 0 { format!(", {} objecting", track.objections) } else { String::new() };
        line.plain(format!(" {opinions} about it{objecting}."))
    } else {
        line
    });
    block
}

pub(in crate::reply) fn track(track: &TrackDetail<'_>, detail: Detail) -> Reply {
    let mut blocks = vec![opening(track)];
    match detail {
        Detail::Brief => blocks.extend(brief(track)),
        Detail::Full => blocks.extend(full(track)),
    }
    Reply {
        title: track.track.name.to_owned(),
        blocks: blocks.into_iter().filter(|block| !block.lines.is_empty()).collect(),
        buttons: track_buttons(track, detail),
        menu: None,
        question: question(Question::Track, &track.track),
        picture: track.track.id.map(|id| MapRequest::Track(id.to_owned())),
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn opening(track: &TrackDetail<'_>) -> Block {
    let mut lines = Vec::new();
    let (by, year) = name_and_year(&track.attribution);
    let what = match track.attribution.source.kind {
        Some(SourceKind::Ladder) => "an employer's career ladder",
        Some(SourceKind::Guidance) => "advice of a public or professional body",
        Some(SourceKind::Classification) => "a classification of jobs",
        Some(SourceKind::Account) => "one person's own path",
        Some(SourceKind::Survey) => "a survey",
        Some(SourceKind::Article | SourceKind::Discussion) | None => "one opinion, not a checklist",
    };
    let reading = if track.inferred { "; the order of the rungs is our reading" } else { "" };
    lines.push(
        Line::sentence()
            .plain(track.summary.map_or_else(String::new, |summary| format!("{summary} ")))
            .plain(format!("Described by {by}"))
            .muted(year)
            .plain(format!(": {what}{reading}.")),
    );
    Block::of_lines(lines)
}

fn brief(track: &TrackDetail<'_>) -> Vec<Block> {
    let mut rungs = Block::new(rungs_heading(track));
    if track.rungs.len() > MAX_RUNG_LINES {
        let titles: Vec<Cow<'_, str>> = track.rungs.iter().map(title).collect();
        rungs.lines.push(Line::sentence().plain(titles.join(" → ")));
    } else {
        rungs.lines.extend(rung_lines(track, Detail::Brief));
    }
    let names = |destinations: &[Destination<'_>]| {
        let names: Vec<&str> = destinations.iter().map(|destination| destination.place.name).collect();
        short_list(&names, MAX_NAMES)
    };
    let mut moves = Block::default();
    if !track.destinations.is_empty() {
        moves.lines.push(labeled("Moves out (from any rung)", names(&track.destinations)));
    }
    if !track.origins.is_empty() {
        moves.lines.push(labeled("Moves in (to any rung)", names(&track.origins)));
    }
    let disagreements = disagreements::block(&track.disputes, &track.viewpoints, MAX_DISAGREEMENTS, usize::MAX);
    let opinions =
        disagreements.lines.is_empty().then(|| opinions("Opinions", &track.viewpoints, MAX_DISAGREEMENTS)).flatten();
    [rungs, moves, disagreements].into_iter().chain(opinions).collect()
}

fn full(track: &TrackDetail<'_>) -> Vec<Block> {
    let mut rungs = Block::new(rungs_heading(track));
    rungs.lines.extend(rung_lines(track, Detail::Full));
    let moves = |heading: &str, destinations: &[Destination<'_>], end| {
        let mut block = Block::new(heading);
        block.lines.extend(destinations.iter().flat_map(|destination| destinations::in_full(destination, end)));
        block
    };
    let mut blocks = vec![
        rungs,
        moves("Moves out (from any rung)", &track.destinations, End::Destination),
        moves("Moves in (to any rung)", &track.origins, End::Origin),
    ];
    blocks.extend(disputes::in_full(&track.disputes));
    blocks.extend(opinions("Opinions", &track.viewpoints, usize::MAX));
    let moving = destinations::attributions(track.destinations.iter().chain(&track.origins));
    let opining = track.viewpoints.iter().map(|viewpoint| &viewpoint.attribution);
    let all = std::iter::once(&track.attribution).chain(moving);
    blocks.extend(sources(all.chain(disputes::attributions(&track.disputes)).chain(opining)));
    blocks
}

fn rungs_heading(track: &TrackDetail<'_>) -> String {
    format!("{}, lowest first", count(track.rungs.len(), "rung", "rungs"))
}

fn rung_lines(track: &TrackDetail<'_>, detail: Detail) -> impl Iterator<Item = Line> {
    let below = std::iter::once(None).chain(track.rungs.iter().map(Some));
    let rungs = (1..).zip(&track.rungs).zip(below);
    rungs.map(move |((number, rung), below)| {
        let continues = below.is_some_and(|below| (below.place, &below.beside) == (rung.place, &rung.beside));
        rung_line(number, rung, continues, detail)
    })
}

/// "2. Second line desktop support (role: Second-line support): training … (2–4 years; also on Technical track)", or all of
/// it in one pair of parentheses if the rung adds nothing.
///
/// Of several rungs of one role, the first tells which it is and where else it is.
fn rung_line(number: usize, rung: &RungView<'_>, continues: bool, detail: Detail) -> Line {
    let mut line = Line::numbered(number).strong(title(rung));
    let roles = rung_roles(&rung.place, &rung.beside);
    let is_otherwise_named = !continues && rung.title.is_some_and(|title| title != roles);
    let word = if rung.beside.is_empty() { "role" } else { "roles" };
    let mut named = is_otherwise_named.then(|| format!("{word}: {roles}"));
    if let Some(adds) = rung.adds {
        let named = named.take().map_or_else(String::new, |named| format!(" ({named})"));
        line = line.plain(format!("{named}: {adds}"));
    }
    let others: Vec<&str> = rung.also_on.iter().filter(|_| !continues).map(|track| track.name).collect();
    let max = match detail {
        Detail::Brief => 1,
        Detail::Full => usize::MAX,
    };
    let others = match others.len() {
        0 => None,
        some if some > max => Some(format!("also on {some} other tracks")),
        _ => Some(format!("also on {}", short_list(&others, usize::MAX))),
    };
    let years = rung.years.map(years_in_words);
    let remarks: Vec<String> = named.into_iter().chain(years).chain(others).collect();
    if remarks.is_empty() { line } else { line.muted(format!(" ({})", remarks.join("; "))) }
}

fn track_buttons(track: &TrackDetail<'_>, detail: Detail) -> Vec<Button> {
    // A rung may have no role, and one role may be on all of them.
    let ends = track.rungs.first().zip(track.rungs.last()).filter(|(first, last)| first.place != last.place);
    let route = ends.and_then(|(first, last)| {
        let label = format!("Route: {} → {}", first.place.name, last.place.name);
        pair_button(label, Question::Path, &first.place, &last.place)
    });
    let next = track.rungs.iter().filter_map(|rung| next_button(&rung.place));
    let more = question(Question::Track, &track.track).filter(|_| detail == Detail::Brief);
    button_row(route.into_iter().chain(next), more)
}
