//! The ways from one role to another: each from top to bottom, hop by hop, with who says so between the stops.

use crate::answer::{Basis, EntityRef, Hop, Path, Route, StatementView};
use crate::reply::wording::{count, direction_word};

use super::canvas::{Canvas, HEADING, Look, MARGIN, NAME, NOTE, TITLE, who};
use super::metrics::Font;
use super::palette::{self, CARD, DARK, HERE, INK};
use super::scene::{Colour, Scene, Shape};
use super::{NOT_A_CHECKLIST, named};

/// Where the line runs.
const RAIL: f32 = MARGIN + 14.0;

/// Where names begin.
const LEFT: f32 = 60.0;

/// Most hops of a way that are drawn.
const MOST_HOPS: usize = 15;

/// The ways as a picture.
pub(super) fn path(path: &Path<'_>) -> Scene {
    let mut canvas = Canvas::new();
    canvas.paragraph(MARGIN, &format!("From {} to {}", named(&path.from), named(&path.to)), TITLE, 4);
    for (route, number) in path.routes.iter().zip(1..) {
        canvas.y += 14.0;
        let mut sort = vec![count(route.steps as usize, "step", "steps")];
        sort.extend(route.through_management.then(|| "through management".to_owned()));
        sort.extend(route.leaves_field.then(|| "leaves the field".to_owned()));
        canvas.paragraph(MARGIN, &format!("{number}. {}", sort.join(", ")), HEADING, 2);
        canvas.y += 6.0;
        draw(&mut canvas, route);
    }
    canvas.y += 10.0;
    canvas.paragraph(MARGIN, NOT_A_CHECKLIST, NOTE, 2);
    canvas.finish()
}

fn draw(canvas: &mut Canvas, route: &Route<'_>) {
    let Some(start) = route.hops.first().map(|hop| hop.from) else { return };
    let rail = canvas.shapes.len();
    let mut at = stop(canvas, &start, HERE, DARK);
    for (place, hop) in route.hops.iter().take(MOST_HOPS).enumerate() {
        let colour = palette::direction(hop.destination.direction);
        attribution(canvas, hop, colour);
        let is_goal = place + 1 == route.hops.len();
        let next =
            stop(canvas, &hop.destination.place, if is_goal { INK } else { CARD }, if is_goal { DARK } else { colour });
        let is_dashed =
            !hop.destination.statements.iter().any(|statements| matches!(statements.basis, Basis::Rung { .. }));
        let points = vec![at, next];
        canvas.shapes.insert(rail, Shape::Stroke { points, colour, width: 5.0, is_dashed });
        at = next;
    }
    if route.hops.len() > MOST_HOPS {
        let more = count(route.hops.len() - MOST_HOPS, "more hop", "more hops");
        canvas.paragraph(LEFT, &format!("… and {more}"), NOTE, 1);
    }
}

/// Gives the middle of the stop.
fn stop(canvas: &mut Canvas, place: &EntityRef<'_>, fill: Colour, ring: Colour) -> (f32, f32) {
    let at = (RAIL, canvas.y + NAME.middle());
    canvas.paragraph(LEFT, &named(place), NAME, 3);
    if fill == HERE {
        canvas.y += 2.0;
        canvas.chips(LEFT, &[("You are here".to_owned(), HERE)]);
    }
    canvas.shapes.push(Shape::Dot { at, radius: 9.0, fill, ring });
    at
}

/// "step  Support to strategy · Warren Brown, 2005 and 2 more".
fn attribution(canvas: &mut Canvas, hop: &Hop<'_>, colour: Colour) {
    canvas.y += 7.0;
    let kind = Look { font: Font::Bold, colour, ..NOTE };
    let left = canvas.text(LEFT, canvas.y, direction_word(hop.destination.direction), kind) + 7.0;
    let track = hop
        .destination
        .statements
        .iter()
        .find_map(track)
        .map_or_else(String::new, |track| format!("{} · ", named(&track)));
    let by = hop.destination.statements.first().map_or_else(String::new, |statements| who(&statements.attribution));
    let more = match hop.destination.statements.len() {
        0 | 1 => String::new(),
        some => format!(" and {} more", some - 1),
    };
    canvas.paragraph(left, &format!("{track}{by}{more}"), NOTE, 3);
    canvas.y += 7.0;
}

/// The track on which a hop goes.
fn track<'k>(statements: &StatementView<'k>) -> Option<EntityRef<'k>> {
    match statements.basis {
        Basis::Rung { track, .. } | Basis::AnyRung { track } | Basis::Onto { track, .. } => Some(track),
        Basis::Move => None,
    }
}
