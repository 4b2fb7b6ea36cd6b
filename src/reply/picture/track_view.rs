//! The picture of one track: a line from top to bottom with its rungs, crossing tracks and moves.

use crate::answer::{EntityRef, Interchange, MapLine, MapMove, MapStop};
use crate::reply::wording::{and_more, count};

use super::canvas::{Canvas, HEADING, MARGIN, NAME, NOTE, TITLE, TRUNK, who};
use super::metrics::shown;
use super::palette::{CARD, DARK, FAINT, INK};
use super::scene::{Color, Scene, Shape};
use super::{NOT_A_CHECKLIST, named};

/// Horizontal position of the line.
const RAIL: f32 = MARGIN + 14.0;

/// Left edge of names.
const LEFT: f32 = 64.0;

/// Maximum number of rungs drawn.
const MAX_RUNGS: usize = 40;

/// Maximum number of other tracks named at a stop.
const MAX_CROSSINGS: usize = 3;

/// Maximum number of moves drawn at a stop.
const MAX_MOVES: usize = 3;

/// Lays out the picture.
pub(super) fn track(line: &MapLine<'_>, moves: &[MapMove<'_>]) -> Scene {
    let mut canvas = Canvas::new();
    let crossings = line.stops.iter().flat_map(|stop| stop.others.iter().take(MAX_CROSSINGS));
    canvas.colors.assign(std::iter::once(line.number).chain(crossings.map(|other| other.number)));
    canvas.badge((MARGIN + 10.0, canvas.y + TITLE.middle()), line.number);
    canvas.paragraph(MARGIN + 28.0, &named(&line.track), TITLE, 3);
    let rungs = count(line.stops.len(), "rung", "rungs");
    canvas.paragraph(MARGIN, &format!("{} · {rungs}, lowest first", who(&line.attribution)), NOTE, 2);
    canvas.y += 16.0;
    let color = canvas.colors.of(line.number);
    let rail = canvas.shapes.len();
    let mut stops: Vec<(f32, f32)> = Vec::new();
    let mut before: Option<EntityRef<'_>> = None;
    for stop in line.stops.iter().take(MAX_RUNGS) {
        let is_new = before != Some(stop.place);
        stops.push(draw_stop(&mut canvas, stop, is_new, moves, color));
        before = Some(stop.place);
    }
    canvas.shapes.insert(rail, Shape::Stroke { points: stops, color, width: 6.0, is_dashed: false });
    if line.stops.len() > MAX_RUNGS {
        canvas.paragraph(LEFT, &and_more(line.stops.len() - MAX_RUNGS, "rung", "rungs"), NOTE, 1);
        canvas.y += 8.0;
    }
    let any: Vec<&MapMove<'_>> = moves.iter().filter(|stated_move| stated_move.from == line.track).collect();
    if !any.is_empty() {
        canvas.paragraph(LEFT - TRUNK, "From any rung", HEADING, 1);
        canvas.y += 2.0;
        let top = canvas.y;
        branches(&mut canvas, (LEFT + 4.0 - TRUNK, top), &any);
        canvas.y += 8.0;
    }
    canvas.paragraph(MARGIN, NOT_A_CHECKLIST, NOTE, 2);
    canvas.finish()
}

/// Draws a stop and returns its center.
fn draw_stop(canvas: &mut Canvas, stop: &MapStop<'_>, is_new: bool, moves: &[MapMove<'_>], color: Color) -> (f32, f32) {
    let at = (RAIL, canvas.y + NAME.middle());
    let role = named(&stop.place);
    let title = stop.titles.first().map_or_else(|| role.clone(), |title| shown(title, stop.place.id));
    canvas.paragraph(LEFT, &title, NAME, 3);
    if is_new && title != role {
        canvas.paragraph(LEFT, &role, NOTE, 2);
    }
    let is_shared = !stop.others.is_empty();
    if is_shared {
        let chip = |other: &Interchange<'_>| {
            (format!("{} · {}", other.number, named(&other.track)), canvas.colors.of(other.number))
        };
        let mut chips: Vec<(String, Color)> = stop.others.iter().take(MAX_CROSSINGS).map(chip).collect();
        if stop.others.len() > MAX_CROSSINGS {
            chips.push((format!("+{}", stop.others.len() - MAX_CROSSINGS), FAINT));
        }
        canvas.y += 3.0;
        canvas.chips(LEFT, &chips);
    }
    if is_new {
        let own: Vec<&MapMove<'_>> = moves.iter().filter(|stated_move| stated_move.from == stop.place).collect();
        if !own.is_empty() {
            canvas.y += 5.0;
            branches(canvas, at, &own);
        }
    }
    canvas.shapes.push(if is_shared {
        Shape::Dot { at, radius: 10.0, fill: INK, ring: DARK }
    } else {
        Shape::Dot { at, radius: 8.0, fill: CARD, ring: color }
    });
    canvas.y += 16.0;
    at
}

fn branches(canvas: &mut Canvas, from: (f32, f32), moves: &[&MapMove<'_>]) {
    let left = LEFT + 4.0;
    canvas.branches(from, left, moves.iter().take(MAX_MOVES).map(|stated_move| (*stated_move, named(&stated_move.to))));
    if moves.len() > MAX_MOVES {
        canvas.paragraph(left, &and_more(moves.len() - MAX_MOVES, "move", "moves"), NOTE, 1);
    }
}
