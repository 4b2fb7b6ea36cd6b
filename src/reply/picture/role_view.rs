//! The picture of a role: what comes next above it, where people come from below it, a line to each.

use crate::answer::{Destination, EntityKind, EntityRef};
use crate::reply::wording::{support, words};

use super::canvas::{Bar, Canvas, HEADING, Legend, Look, MARGIN, MAX_HEIGHT, MIN_HEIGHT, NAME, NOTE, RIGHT, WIDTH};
use super::metrics::shown;
use super::named;
use super::palette::{self, CARD};
use super::scene::{Color, Scene};

/// Most stops above the role, and below it.
const MAX_STOPS: usize = 8;

/// Up to this many stops are below each other; more are in two columns.
const MAX_IN_ONE_COLUMN: usize = 3;

/// Distance between lines side by side.
const PITCH: f32 = 6.0;

/// Radius of the bend of a line.
const BEND: f32 = 5.0;

/// From a stop to its name, and from its name to the nearest line.
const TO_NAME: f32 = 9.0;
const TO_LINE: f32 = 14.0;

/// How far into the bar lines run, so that no gap shows between them and it.
const INSIDE: f32 = 3.5;

/// Style of what stands below a name.
const REMARK: Look = Look { size: 11.0, ..NOTE };

/// Free space below a stop, and between the bar and the stops.
const GAP: f32 = 7.0;
const BAR_GAP: f32 = 14.0;

/// Lays out the picture.
pub(super) fn role<'k>(role: &EntityRef<'_>, next: &[Destination<'k>], previous: &[Destination<'k>]) -> Scene {
    let (next, previous) = (steps(next), steps(previous));
    let bar = Bar::new(role, "");
    let (mut above, mut below) = (next.len().min(MAX_STOPS), previous.len().min(MAX_STOPS));
    loop {
        let upper = Half::new("What comes next", &next, above);
        let lower = Half::new("Previous roles", &previous, below);
        let shown = next.iter().take(above).chain(previous.iter().take(below));
        let legend = Legend::of(std::iter::once(role).chain(shown.map(|destination| &destination.place)));
        let natural = MARGIN + upper.height() + bar.height() + lower.height() + 2.0 * BAR_GAP + legend.height + MARGIN;
        if natural <= MAX_HEIGHT || above + below == 0 {
            return draw(&bar, &upper, &lower, &legend, natural);
        }
        match above > below {
            true => above -= 1,
            false => below -= 1,
        }
    }
}

/// Roles and titles that one can move to; related ones only if there is nothing else. A track has its own picture.
fn steps<'d, 'k>(all: &'d [Destination<'k>]) -> Vec<&'d Destination<'k>> {
    let all = || all.iter().filter(|destination| destination.place.kind != EntityKind::Track);
    let steps: Vec<_> = all().filter(|destination| destination.is_step()).collect();
    if steps.is_empty() { all().collect() } else { steps }
}

/// The stops above the role, or below it.
struct Half {
    heading: &'static str,
    /// What is said about the rest, if there is one.
    rest: Option<String>,
    /// In the order of the answer.
    cells: Vec<Cell>,
    columns: usize,
    /// Left edge of the texts, for each column.
    left: [f32; 2],
}

struct Cell {
    name: Vec<String>,
    note: String,
    color: Color,
    is_leading: bool,
}

impl Half {
    fn new(heading: &'static str, all: &[&Destination<'_>], shown: usize) -> Half {
        let columns = if shown > MAX_IN_ONE_COLUMN { 2 } else { 1 };
        let bundle = shown.div_ceil(columns) as f32 * PITCH + TO_LINE;
        let left = [MARGIN + bundle, WIDTH / 2.0 + 3.0 + bundle];
        let room = if columns == 1 { RIGHT - left[0] } else { WIDTH / 2.0 - 3.0 - left[0] };
        let rest = match all.len() - shown {
            0 if all.is_empty() => Some("none that our sources name".to_owned()),
            0 => None,
            more => Some(format!("and {more} more in the text")),
        };
        let cells = all.iter().take(shown).map(|destination| Cell::new(destination, room)).collect();
        Half { heading, rest, cells, columns, left }
    }

    fn rows(&self) -> usize {
        self.cells.len().div_ceil(self.columns)
    }

    fn row_heights(&self) -> Vec<f32> {
        self.cells.chunks(self.columns).map(|row| row.iter().map(Cell::height).fold(0.0, f32::max)).collect()
    }

    fn height(&self) -> f32 {
        let rows: f32 = self.row_heights().iter().map(|row| row + GAP).sum();
        HEADING.height(1) + 4.0 + rows
    }

    /// Draws the heading and the stops from `top` on, and their lines from `bar`, a vertical position inside the bar.
    /// Returns the lower end.
    fn draw(&self, canvas: &mut Canvas, top: f32, bar: f32, gap: f32) -> f32 {
        let is_above = top < bar;
        let x = if is_above { MARGIN } else { self.left[0] };
        let end = canvas.text(x, top, self.heading, HEADING);
        if let Some(rest) = &self.rest {
            let left = if is_above { end } else { end.max(self.left[self.columns - 1]) };
            let rest = NOTE.shortened(rest, RIGHT - left - 8.0);
            let middle = HEADING.middle() - NOTE.middle();
            canvas.text(RIGHT - NOTE.width(&rest), top + middle, &rest, NOTE);
        }
        let mut y = top + HEADING.height(1) + 4.0;
        let mut stops = Vec::new();
        for (row, (cells, height)) in self.cells.chunks(self.columns).zip(self.row_heights()).enumerate() {
            // The lines of the rows next to the bar run inside, so that none crosses another.
            let lane = if is_above { row } else { self.rows() - 1 - row };
            for (cell, left) in cells.iter().zip(self.left) {
                let at = (left - TO_NAME, y + NAME.middle());
                let lane_x = left - TO_LINE - (self.rows() - lane) as f32 * PITCH + 3.0;
                canvas.stroke(bent((lane_x, bar), at), cell.color, if cell.is_leading { 4.0 } else { 2.5 });
                stops.push((at, cell));
                let below = canvas.lines(left, y, &cell.name, NAME);
                canvas.text(left, below, &cell.note, REMARK);
            }
            y += height + gap;
        }
        for (at, cell) in stops {
            canvas.dot(at, 5.0, if cell.is_leading { cell.color } else { CARD }, cell.color);
        }
        y
    }
}

impl Cell {
    fn new(destination: &Destination<'_>, room: f32) -> Cell {
        Cell {
            name: NAME.wrapped(&named(&destination.place), room, 3),
            note: REMARK.shortened(&note(destination, room), room),
            color: palette::family(destination.place.family.as_ref()),
            is_leading: destination.leading,
        }
    }

    fn height(&self) -> f32 {
        NAME.height(self.name.len()) + REMARK.height(1)
    }
}

/// "up · 9 sources, 2008–2025", or as much of it as there is room for.
fn note(destination: &Destination<'_>, room: f32) -> String {
    let label = words(destination.direction).label;
    let whole = support(destination.statements.iter().map(|statement| &statement.attribution));
    let by = destination.statements.first().map_or("", |statement| statement.attribution.by);
    let short = if destination.people() == 1 { by.to_owned() } else { format!("{} sources", destination.people()) };
    let all = [format!("{label} · {whole}"), format!("{label} · {short}")];
    let mut fitting = all.iter().map(|note| shown(note, None));
    fitting.find(|note| REMARK.width(note) <= room).unwrap_or_else(|| label.to_owned())
}

fn draw(bar: &Bar, upper: &Half, lower: &Half, legend: &Legend, natural: f32) -> Scene {
    let mut canvas = Canvas::default();
    let gaps = upper.rows() + lower.rows() + 2;
    let extra = ((MIN_HEIGHT - natural) / gaps as f32).max(0.0);
    let (gap, bar_gap) = (GAP + extra, BAR_GAP - GAP + extra);
    let bar_top = MARGIN + upper.height() + upper.rows() as f32 * extra + bar_gap;
    let bar_bottom = bar_top + bar.height();
    upper.draw(&mut canvas, MARGIN - 2.0, bar_top + INSIDE, gap);
    let bottom = lower.draw(&mut canvas, bar_bottom + bar_gap, bar_bottom - INSIDE, gap);
    bar.draw(&mut canvas, bar_top);
    let end = legend.draw(&mut canvas, bottom + GAP - extra.min(GAP));
    canvas.finish(end + MARGIN - 2.0)
}

/// A line that leaves the bar upright and bends to its stop.
fn bent((x, from): (f32, f32), (end, y): (f32, f32)) -> Vec<(f32, f32)> {
    let side = if from > y { 1.0 } else { -1.0 };
    let mut points = vec![(x, from)];
    for step in 0..=4_u8 {
        let angle = f32::from(step) / 4.0 * std::f32::consts::FRAC_PI_2;
        points.push((x + BEND * (1.0 - angle.cos()), y + side * BEND * (1.0 - angle.sin())));
    }
    points.push((end, y));
    points
}
