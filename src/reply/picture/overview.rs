//! The picture of everything: the fields of work, with how many roles and tracks are in each.

use crate::answer::{Field, MapLine};
use crate::reply::wording::{and_more, count, field_name};

use super::canvas::{Canvas, Look, MARGIN, MAX_HEIGHT, MIN_HEIGHT, NAME, NOTE, RIGHT, TITLE};
use super::metrics::shown;
use super::palette;
use super::scene::{Scene, Shape};

/// Number of cells side by side: with more, names would have to be cut.
const COLUMNS: usize = 2;

/// Maximum number of fields that are drawn.
const MAX_FIELDS: usize = 16;

/// Height of a cell, and the free space below it.
const CELL: f32 = 40.0;
const GAP: f32 = 12.0;

/// Distance of the texts of a cell from its colored edge.
const INDENT: f32 = 14.0;

/// Width of the colored edge.
const EDGE: f32 = 6.0;

/// Style of the name of a field.
const FIELD: Look = Look { size: 15.0, ..NAME };

/// Lays out the picture of all fields.
pub(super) fn overview(fields: &[Field<'_>], lines: &[MapLine<'_>]) -> Scene {
    let mut canvas = Canvas::default();
    let roles = fields.iter().map(|field| field.roles).sum();
    let title = format!("{} on {}", count(roles, "role", "roles"), count(lines.len(), "track", "tracks"));
    let mut y = canvas.lines(MARGIN, MARGIN - 3.0, &TITLE.wrapped(&title, RIGHT - MARGIN, 1), TITLE);
    y = canvas.lines(MARGIN, y, &NOTE.wrapped("By field. Show one track for its rungs.", RIGHT - MARGIN, 1), NOTE);
    y += GAP;
    let drawn = &fields[..fields.len().min(MAX_FIELDS)];
    let rows = drawn.len().div_ceil(COLUMNS);
    let more = if drawn.len() < fields.len() { NOTE.height(1) } else { 0.0 };
    let natural = y + rows as f32 * (CELL + GAP) + more + MARGIN - GAP / 2.0;
    let gap = GAP + ((MIN_HEIGHT - natural) / rows.max(1) as f32).max(0.0);
    let width = (RIGHT - MARGIN) / COLUMNS as f32;
    for cells in drawn.chunks(COLUMNS) {
        for (column, field) in cells.iter().enumerate() {
            let left = MARGIN + column as f32 * width;
            let color = palette::numbered(field.number);
            let edge = left + EDGE / 2.0;
            let points = vec![(edge, y + EDGE / 2.0), (edge, y + CELL - EDGE / 2.0)];
            canvas.shapes.push(Shape::Stroke { points, color, width: EDGE });
            let room = width - INDENT - 6.0;
            let name = FIELD.shortened(&shown(field_name(field), None), room);
            canvas.text(left + INDENT, y, &name, Look { color, ..FIELD });
            let what = format!("{}, {}", count(field.roles, "role", "roles"), count(field.tracks, "track", "tracks"));
            canvas.text(left + INDENT, y + FIELD.height(1) + 1.0, &NOTE.shortened(&what, room), NOTE);
        }
        y += CELL + gap;
    }
    if drawn.len() < fields.len() {
        canvas.text(MARGIN, y, &and_more(fields.len() - drawn.len(), "field", "fields"), NOTE);
    }
    canvas.finish(natural.min(MAX_HEIGHT))
}
