//! The picture of routes: each from top to bottom, with who states each hop between the stops.

use crate::answer::{Basis, EntityRef, Hop, Path, Route, StatementView};
use crate::reply::wording::{and_more, count, support, words};

use super::canvas::{Canvas, HEADING, Look, MARGIN, NAME, NOTE, TITLE};
use super::metrics::{Font, shown};
use super::named;
use super::palette::{self, CARD, DARK, HERE, INK};
use super::scene::{Color, Scene, Shape};

/// Horizontal position of the line.
const RAIL: f32 = MARGIN + 14.0;

/// Left edge of names.
const LEFT: f32 = 60.0;

/// Maximum number of hops drawn of a route.
const MAX_HOPS: usize = 15;

/// Lays out the picture.
pub(super) fn path(path: &Path<'_>) -> Scene {
    let mut canvas = Canvas::new();
    canvas.paragraph(MARGIN, &format!("From {} to {}", named(&path.from), named(&path.to)), TITLE, 4);
    for (route, number) in path.routes.iter().zip(1..) {
        canvas.y += 14.0;
        let mut sort = vec![count(route.steps, "step", "steps")];
        sort.extend(route.through_management.then(|| "through management".to_owned()));
        sort.extend(route.leaves_field.then(|| "leaves this field".to_owned()));
        canvas.paragraph(MARGIN, &format!("{number}. {}", sort.join(", ")), HEADING, 2);
        canvas.y += 6.0;
        draw(&mut canvas, route);
    }
    canvas.y += 10.0;
    canvas.paragraph(MARGIN, "Routes people describe, not a checklist.", NOTE, 2);
    canvas.finish()
}

fn draw(canvas: &mut Canvas, route: &Route<'_>) {
    let Some(start) = route.hops.first().map(|hop| hop.from) else { return };
    let rail = canvas.shapes.len();
    let mut at = stop(canvas, &start, HERE, DARK);
    for (place, hop) in route.hops.iter().take(MAX_HOPS).enumerate() {
        let color = palette::direction(hop.destination.direction);
        draw_evidence(canvas, hop, color);
        let is_goal = place + 1 == route.hops.len();
        let next =
            stop(canvas, &hop.destination.place, if is_goal { INK } else { CARD }, if is_goal { DARK } else { color });
        let is_rung = |statement: &StatementView<'_>| matches!(statement.basis, Basis::Rung { .. });
        let is_dashed = !hop.destination.statements.iter().any(is_rung);
        let points = vec![at, next];
        canvas.shapes.insert(rail, Shape::Stroke { points, color, width: 5.0, is_dashed });
        at = next;
    }
    if route.hops.len() > MAX_HOPS {
        canvas.paragraph(LEFT, &and_more(route.hops.len() - MAX_HOPS, "step", "steps"), NOTE, 1);
    }
}

/// Draws a stop and returns its center.
fn stop(canvas: &mut Canvas, place: &EntityRef<'_>, fill: Color, ring: Color) -> (f32, f32) {
    let at = (RAIL, canvas.y + NAME.middle());
    canvas.paragraph(LEFT, &named(place), NAME, 3);
    if fill == HERE {
        canvas.y += 2.0;
        canvas.chips(LEFT, &[("You are here".to_owned(), HERE)]);
    }
    canvas.shapes.push(Shape::Dot { at, radius: 9.0, fill, ring });
    at
}

/// Draws the direction of a hop and who states it: "up  Support to strategy · 3 sources, 2005–2025".
fn draw_evidence(canvas: &mut Canvas, hop: &Hop<'_>, color: Color) {
    canvas.y += 7.0;
    let label = Look { font: Font::Bold, color, ..NOTE };
    let left = canvas.text(LEFT, canvas.y, words(hop.destination.direction).label, label) + 7.0;
    let statements = &hop.destination.statements;
    let track = statements.iter().find_map(track).map_or_else(String::new, |track| format!("{} · ", named(&track)));
    let support = shown(&support(statements.iter().map(|statement| &statement.attribution)), None);
    canvas.paragraph(left, &format!("{track}{support}"), NOTE, 3);
    canvas.y += 7.0;
}

/// The track that a hop follows.
fn track<'k>(statement: &StatementView<'k>) -> Option<EntityRef<'k>> {
    match statement.basis {
        Basis::Rung { track, .. } | Basis::AnyRung { track } => Some(track),
        Basis::Move => None,
    }
}
