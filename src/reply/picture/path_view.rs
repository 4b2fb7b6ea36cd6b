//! The picture of routes: from the start at the bottom to the goal at the top, side by side.

use crate::answer::{Hop, Path, Route};
use crate::reply::wording::{count, support, words};

use super::canvas::{Bar, Canvas, HEADING, Legend, Look, MARGIN, MAX_HEIGHT, MIN_HEIGHT, NAME, NOTE, RIGHT};
use super::metrics::shown;
use super::named;
use super::palette::{self, CARD};
use super::scene::{Color, Scene};

/// Most routes side by side.
const MAX_ROUTES: usize = 3;

/// Most hops of a route that is drawn.
const MAX_HOPS: usize = 5;

/// From the left edge of a column to its line, and to its texts.
const TO_LINE: f32 = 8.0;
const TO_TEXT: f32 = 20.0;

/// Least free space around texts.
const GAP: f32 = 9.0;

/// Lays out the picture.
pub(super) fn path(path: &Path<'_>) -> Scene {
    let (goal, start) = (Bar::new(&path.to, "goal"), Bar::new(&path.from, "start"));
    let routes: Vec<&Route<'_>> = path.routes.iter().filter(|route| route.hops.len() <= MAX_HOPS).collect();
    let mut shown_routes = routes.len().min(MAX_ROUTES);
    loop {
        let drawn = &routes[..shown_routes];
        let width = (RIGHT - MARGIN) / shown_routes.max(1) as f32;
        let columns: Vec<Column> = drawn.iter().map(|route| Column::new(route, shown_routes, width)).collect();
        let hops = drawn.iter().flat_map(|route| &route.hops);
        let ends = [&path.from, &path.to];
        let legend = Legend::of(ends.into_iter().chain(hops.map(|hop| &hop.destination.place)));
        let rest = match path.routes.len() - shown_routes {
            0 if path.routes.is_empty() => Some("None of our sources describes a route.".to_owned()),
            0 => None,
            more => Some(format!("and {} in the text", count(more, "more route", "more routes"))),
        };
        let rest_height = NOTE.height(usize::from(rest.is_some()));
        let bars = goal.height() + start.height();
        let longest = columns.iter().map(Column::height).fold(0.0, f32::max);
        let natural = MARGIN + bars + longest + 9.0 + rest_height + legend.height + MARGIN;
        let is_cut = columns.iter().any(|column| column.is_cut) && shown_routes > 1;
        if (natural > MAX_HEIGHT || is_cut) && shown_routes > 0 {
            shown_routes -= 1;
            continue;
        }
        let mut canvas = Canvas::default();
        let room = longest + (MIN_HEIGHT - natural).max(0.0);
        let top = MARGIN + goal.height();
        for (column, place) in columns.iter().zip(0_u8..) {
            column.draw(&mut canvas, MARGIN + f32::from(place) * width, top, room);
        }
        goal.draw(&mut canvas, MARGIN);
        let mut y = start.draw(&mut canvas, top + room) + 9.0;
        if let Some(rest) = &rest {
            y = canvas.lines(MARGIN, y, std::slice::from_ref(rest), NOTE);
        }
        let end = legend.draw(&mut canvas, y);
        return canvas.finish(end + MARGIN - 2.0);
    }
}

/// A route, its texts from the goal down to the start.
struct Column {
    parts: Vec<Part>,
    /// Whether a word had to be cut.
    is_cut: bool,
}

/// The text beside the line of a route.
struct Part {
    lines: Vec<String>,
    kind: Kind,
    /// The color of the line beside it.
    color: Color,
    look: Look,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Who states a hop, or how many steps the route has.
    Text,
    /// A role on the way.
    Stop,
}

impl Column {
    fn new(route: &Route<'_>, routes: usize, width: f32) -> Column {
        let room = width - TO_TEXT - 6.0;
        // A route alone has room for larger letters.
        let larger = |look: Look| if routes > 1 { look } else { Look { size: look.size + 2.0, ..look } };
        let [name_look, note_look, steps_look] = [NAME, NOTE, HEADING].map(larger);
        let mut parts = Vec::new();
        let mut is_cut = false;
        for (place, hop) in route.hops.iter().enumerate().rev() {
            let color = palette::family(hop.destination.place.family.as_ref());
            if place + 1 < route.hops.len() {
                let name = named(&hop.destination.place);
                is_cut |= name.split(' ').any(|word| name_look.width(word) > room);
                parts.push(Part { lines: name_look.wrapped(&name, room, 3), kind: Kind::Stop, color, look: name_look });
            }
            parts.push(Part {
                lines: note_look.wrapped(&evidence(hop), room, 3),
                kind: Kind::Text,
                color,
                look: note_look,
            });
        }
        let steps = count(route.steps, "step", "steps");
        let color = parts.last().map_or(CARD, |part| part.color);
        parts.push(Part { lines: steps_look.wrapped(&steps, room, 1), kind: Kind::Text, color, look: steps_look });
        Column { parts, is_cut }
    }

    fn height(&self) -> f32 {
        self.parts.iter().map(|part| part.height() + GAP).sum::<f32>() + GAP
    }

    /// Draws it into this much height between the bars.
    fn draw(&self, canvas: &mut Canvas, left: f32, top: f32, height: f32) {
        let gap = GAP + (height - self.height()) / (self.parts.len() + 1) as f32;
        let x = left + TO_LINE;
        let mut y = top;
        let mut stops = Vec::new();
        for part in &self.parts {
            let from = y;
            y += gap;
            let look = part.look;
            if part.kind == Kind::Stop {
                // The line below a stop has the color of the role; above it, that of the next one.
                let at = y + look.middle();
                canvas.stroke(vec![(x, from), (x, at)], self.color_above(part), 5.0);
                canvas.lines(left + TO_TEXT, y, &part.lines, look);
                y += part.height();
                canvas.stroke(vec![(x, at), (x, y)], part.color, 5.0);
                stops.push((x, at, part.color));
            } else {
                canvas.lines(left + TO_TEXT, y, &part.lines, look);
                y += part.height();
                canvas.stroke(vec![(x, from), (x, y)], part.color, 5.0);
            }
        }
        let last = self.parts.last().map_or(CARD, |part| part.color);
        canvas.stroke(vec![(x, y), (x, top + height + 3.0)], last, 5.0);
        for (x, y, color) in stops {
            canvas.dot((x, y), 7.5, CARD, color);
        }
    }

    fn color_above(&self, part: &Part) -> Color {
        let place = self.parts.iter().position(|other| std::ptr::eq(other, part)).unwrap_or_default();
        self.parts[..place].last().map_or(part.color, |above| above.color)
    }
}

impl Part {
    fn height(&self) -> f32 {
        self.look.height(self.lines.len())
    }
}

/// "up · 4 sources, 2015–2020".
fn evidence(hop: &Hop<'_>) -> String {
    let statements = &hop.destination.statements;
    let support = shown(&support(statements.iter().map(|statement| &statement.attribution)), None);
    format!("{} · {support}", words(hop.destination.direction).label)
}
