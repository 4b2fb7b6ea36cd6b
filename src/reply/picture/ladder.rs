//! One track, rung by rung: a line from top to bottom, with what crosses it and what branches off.

use crate::answer::{EntityRef, Interchange, MapLine, MapMove, MapStop};
use crate::reply::wording::count;

use super::canvas::{Canvas, HEADING, MARGIN, NAME, NOTE, TITLE, TRUNK, who};
use super::metrics::shown;
use super::palette::{CARD, DARK, FAINT, INK};
use super::scene::{Colour, Scene, Shape};
use super::{NOT_A_CHECKLIST, named};

/// Where the line runs.
const RAIL: f32 = MARGIN + 14.0;

/// Where names begin.
const LEFT: f32 = 64.0;

/// Most rungs that are drawn.
const MOST_RUNGS: usize = 40;

/// Most other tracks that are named at a stop.
const MOST_CROSSINGS: usize = 3;

/// Most moves that are drawn at a stop.
const MOST_MOVES: usize = 3;

/// The track as a picture.
pub(super) fn track(line: &MapLine<'_>, moves: &[MapMove<'_>]) -> Scene {
    let mut canvas = Canvas::new();
    let crossings = line.stops.iter().flat_map(|stop| stop.others.iter().take(MOST_CROSSINGS));
    canvas.colours.tell_apart(std::iter::once(line.number).chain(crossings.map(|other| other.number)));
    canvas.badge((MARGIN + 10.0, canvas.y + TITLE.middle()), line.number);
    canvas.paragraph(MARGIN + 28.0, &named(&line.track), TITLE, 3);
    let rungs = count(line.stops.len(), "rung", "rungs");
    canvas.paragraph(MARGIN, &format!("{} · {rungs}, lowest first", who(&line.attribution)), NOTE, 2);
    canvas.y += 16.0;
    let colour = canvas.colours.of(line.number);
    let rail = canvas.shapes.len();
    let mut stops: Vec<(f32, f32)> = Vec::new();
    let mut before: Option<EntityRef<'_>> = None;
    for stop in line.stops.iter().take(MOST_RUNGS) {
        let is_new = before != Some(stop.place);
        stops.push(draw_stop(&mut canvas, stop, is_new, moves, colour));
        before = Some(stop.place);
    }
    canvas.shapes.insert(rail, Shape::Stroke { points: stops, colour, width: 6.0, is_dashed: false });
    if line.stops.len() > MOST_RUNGS {
        let more = count(line.stops.len() - MOST_RUNGS, "more rung", "more rungs");
        canvas.paragraph(LEFT, &format!("… and {more}"), NOTE, 1);
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

/// Gives the middle of the stop.
fn draw_stop(
    canvas: &mut Canvas,
    stop: &MapStop<'_>,
    is_new: bool,
    moves: &[MapMove<'_>],
    colour: Colour,
) -> (f32, f32) {
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
            (format!("{} · {}", other.number, named(&other.track)), canvas.colours.of(other.number))
        };
        let mut chips: Vec<(String, Colour)> = stop.others.iter().take(MOST_CROSSINGS).map(chip).collect();
        if stop.others.len() > MOST_CROSSINGS {
            chips.push((format!("+{}", stop.others.len() - MOST_CROSSINGS), FAINT));
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
        Shape::Dot { at, radius: 8.0, fill: CARD, ring: colour }
    });
    canvas.y += 16.0;
    at
}

fn branches(canvas: &mut Canvas, from: (f32, f32), moves: &[&MapMove<'_>]) {
    let left = LEFT + 4.0;
    canvas.branches(
        from,
        left,
        moves.iter().take(MOST_MOVES).map(|stated_move| (*stated_move, named(&stated_move.to))),
    );
    if moves.len() > MOST_MOVES {
        let more = count(moves.len() - MOST_MOVES, "more move", "more moves");
        canvas.paragraph(left, &format!("… and {more}"), NOTE, 1);
    }
}
