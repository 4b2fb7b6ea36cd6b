//! The picture of a track: a ladder, lowest rung at the bottom, with the moves from its rungs.

use crate::answer::{Direction, EntityRef, MapLine, MapMove, MapStop};
use crate::reply::wording::{count, rung_roles, short_list, who, years_in_words};

use super::canvas::{Canvas, Legend, Look, MARGIN, MAX_HEIGHT, MIN_HEIGHT, NAME, NOTE, RIGHT, TITLE};
use super::metrics::shown;
use super::named;
use super::palette::{self, CARD, RAIL};
use super::scene::{Color, Scene};

/// Most rungs that are drawn.
const MAX_RUNGS: usize = 20;

/// Horizontal positions of the two rails, and of names.
const RAILS: [f32; 2] = [MARGIN + 6.0, MARGIN + 44.0];
const LEFT: f32 = MARGIN + 62.0;

/// Free space below a rung's texts.
const GAP: f32 = 9.0;

/// Style of the names of rungs.
const RUNG: Look = Look { size: 14.5, ..NAME };

/// How much is said of each rung.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Amount {
    Name,
    Remark,
    Moves,
}

/// Lays out the picture.
pub(super) fn track(line: &MapLine<'_>, moves: &[MapMove<'_>]) -> Scene {
    let title = TITLE.wrapped(&named(&line.track), RIGHT - MARGIN, 2);
    let rungs = count(line.stops.len(), "rung", "rungs");
    let by = NOTE.wrapped(
        &format!("{}: {rungs}, lowest at the bottom", shown(&who(&line.attribution), None)),
        RIGHT - MARGIN,
        2,
    );
    let any = from_any_rung(line, moves);
    let mut drawn = line.stops.len().min(MAX_RUNGS);
    loop {
        for amount in [Amount::Moves, Amount::Remark, Amount::Name] {
            let stops = &line.stops[..drawn];
            let legend = Legend::of(stops.iter().map(|stop| &stop.place));
            let cells: Vec<Cell> = stops.iter().map(|stop| Cell::new(stop, line, moves, amount)).collect();
            let rest = (line.stops.len() > drawn)
                .then(|| format!("and {} above, in the text", count(line.stops.len() - drawn, "rung", "rungs")));
            let head = MARGIN + TITLE.height(title.len()) + NOTE.height(by.len()) + 8.0;
            let foot = NOTE.height(any.len()) + legend.height + 10.0 + MARGIN;
            let rungs: f32 = cells.iter().map(|cell| cell.height() + GAP).sum();
            let natural = head + NOTE.height(usize::from(rest.is_some())) + rungs + foot;
            if natural <= MAX_HEIGHT || (drawn == 0 && amount == Amount::Name) {
                let mut canvas = Canvas::default();
                let mut y = canvas.lines(MARGIN, MARGIN - 3.0, &title, TITLE);
                y = canvas.lines(MARGIN, y, &by, NOTE) + 11.0;
                if let Some(rest) = &rest {
                    y = canvas.lines(LEFT, y, std::slice::from_ref(rest), NOTE);
                }
                let gap = GAP + ((MIN_HEIGHT - natural) / drawn.max(1) as f32).max(0.0);
                y = ladder(&mut canvas, y, &cells, gap);
                y = canvas.lines(MARGIN, y, &any, NOTE) + 6.0;
                let end = legend.draw(&mut canvas, y);
                return canvas.finish(end + MARGIN - 2.0);
            }
        }
        drawn = drawn.saturating_sub(1);
    }
}

/// A rung with the text beside it.
struct Cell {
    name: Vec<String>,
    notes: Vec<String>,
    color: Color,
}

impl Cell {
    fn new(stop: &MapStop<'_>, line: &MapLine<'_>, moves: &[MapMove<'_>], amount: Amount) -> Cell {
        let room = RIGHT - LEFT;
        let roles = shown(&rung_roles(&stop.place, &stop.beside), stop.place.id);
        let title = stop.titles.first().map_or_else(|| roles.clone(), |title| shown(title, stop.place.id));
        let mut notes = Vec::new();
        if amount >= Amount::Remark {
            let remarks = [(title != roles).then_some(roles), stop.years.map(years_in_words)];
            let remarks: Vec<String> = remarks.into_iter().flatten().collect();
            notes.extend((!remarks.is_empty()).then(|| remarks.join(" · ")));
        }
        if amount >= Amount::Moves && is_last_of_its_role(stop, line) {
            let is_on = |place: &EntityRef<'_>| line.stops.iter().any(|stop| stop.place == *place);
            let own = moves.iter().filter(|stated| {
                stated.from == stop.place && stated.direction != Direction::Beside && !is_on(&stated.to)
            });
            notes.extend(in_short(&own.collect::<Vec<_>>(), "also to", room));
        }
        let max_lines = if amount == Amount::Name { 1 } else { 2 };
        Cell {
            name: RUNG.wrapped(&title, room, max_lines),
            notes: notes.iter().map(|note| NOTE.shortened(note, room)).collect(),
            color: palette::family(stop.place.family.as_ref()),
        }
    }

    fn height(&self) -> f32 {
        RUNG.height(self.name.len()) + NOTE.height(self.notes.len())
    }
}

/// Of several rungs of one role, the moves from it are named at the highest.
fn is_last_of_its_role(stop: &MapStop<'_>, line: &MapLine<'_>) -> bool {
    line.stops.iter().rfind(|other| other.place == stop.place).is_some_and(|last| std::ptr::eq(last, stop))
}

/// "IT manager, Architect and 2 more": the names that there is room for.
fn in_short(moves: &[&MapMove<'_>], opening: &str, room: f32) -> Option<String> {
    let names: Vec<String> = moves.iter().map(|stated| named(&stated.to)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let of = |shown: usize| format!("{opening} {}", short_list(&names, shown));
    let fitting = (1..=names.len()).rev().map(of).find(|line| NOTE.width(line) <= room);
    (!names.is_empty()).then(|| fitting.unwrap_or_else(|| of(1)))
}

fn from_any_rung(line: &MapLine<'_>, moves: &[MapMove<'_>]) -> Vec<String> {
    let any: Vec<&MapMove<'_>> = moves.iter().filter(|stated| stated.from == line.track).collect();
    in_short(&any, "From any rung to", RIGHT - MARGIN).into_iter().collect()
}

/// Draws the rungs, the highest first; returns the lower end.
fn ladder(canvas: &mut Canvas, top: f32, cells: &[Cell], gap: f32) -> f32 {
    let mut y = top;
    let mut rungs = Vec::new();
    for cell in cells.iter().rev() {
        rungs.push((y + RUNG.middle(), cell.color));
        let below = canvas.lines(LEFT, y, &cell.name, RUNG);
        canvas.lines(LEFT, below, &cell.notes, NOTE);
        y += cell.height() + gap;
    }
    for x in RAILS {
        canvas.stroke(vec![(x, top), (x, y - gap.min(4.0))], RAIL, 4.0);
    }
    for (at, color) in rungs {
        canvas.stroke(vec![(RAILS[0], at), (RAILS[1], at)], color, 7.0);
        for x in RAILS {
            canvas.dot((x, at), 4.5, CARD, color);
        }
    }
    y
}
