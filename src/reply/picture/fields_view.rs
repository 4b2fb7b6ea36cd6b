//! The picture of everything: a grid of the fields of work, with how many roles and tracks are in each.

use crate::answer::{Field, MapLine};
use crate::reply::wording::{and_more, count, field_name};

use super::canvas::{Canvas, Look, MARGIN, NAME, NOTE, TITLE, WIDTH};
use super::metrics::shown;
use super::palette;
use super::scene::{Scene, Shape};

/// Number of cells side by side: with more, names would have to be cut.
const COLUMNS: usize = 2;

/// Maximum number of fields that are drawn.
const MAX_FIELDS: usize = 16;

/// Height of a cell, and the free space below it.
const CELL: f32 = 42.0;
const GAP: f32 = 14.0;

/// Distance of the texts of a cell from its colored edge.
const INDENT: f32 = 12.0;

/// Width of the colored edge.
const EDGE: f32 = 6.0;

/// Style of the name of a field.
const FIELD: Look = Look { size: 15.0, ..NAME };

/// Lays out the picture of all fields.
pub(super) fn fields(fields: &[Field<'_>], lines: &[MapLine<'_>]) -> Scene {
    let mut canvas = Canvas::new();
    let roles = fields.iter().map(|field| field.roles).sum();
    let title = format!("{}, {}", count(roles, "role", "roles"), count(lines.len(), "track", "tracks"));
    canvas.paragraph(MARGIN, &title, TITLE, 1);
    canvas.paragraph(MARGIN, "By field, as people describe them. None of them is a rule.", NOTE, 2);
    canvas.y += GAP;
    let width = (WIDTH - 2.0 * MARGIN) / COLUMNS as f32;
    let drawn = &fields[..fields.len().min(MAX_FIELDS)];
    for (row, cells) in drawn.chunks(COLUMNS).enumerate() {
        for (column, field) in cells.iter().enumerate() {
            let left = MARGIN + column as f32 * width;
            let color = palette::numbered(row * COLUMNS + column + 1);
            let points = vec![(left + EDGE / 2.0, canvas.y), (left + EDGE / 2.0, canvas.y + CELL)];
            canvas.shapes.push(Shape::Stroke { points, color, width: EDGE, is_dashed: false });
            let room = width - INDENT - 6.0;
            let name = FIELD.font.shortened(&shown(field_name(field), None), FIELD.size, room);
            canvas.text(left + INDENT, canvas.y, &name, Look { color, ..FIELD });
            let what = format!("{}, {}", count(field.roles, "role", "roles"), count(field.tracks, "track", "tracks"));
            let what = NOTE.font.shortened(&what, NOTE.size, room);
            canvas.text(left + INDENT, canvas.y + FIELD.height(1), &what, NOTE);
        }
        canvas.y += CELL + GAP;
    }
    if drawn.len() < fields.len() {
        canvas.paragraph(MARGIN, &and_more(fields.len() - drawn.len(), "field", "fields"), NOTE, 1);
    }
    canvas.finish()
}
