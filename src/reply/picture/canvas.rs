//! The size of a picture, its text styles, and what all layouts draw.

use crate::answer::{EntityRef, FamilyRef};

use super::metrics::{ASCENT, Font, shown};
use super::palette::{self, INK, MUTED};
use super::scene::{Area, Color, Scene, Shape, Text};

/// Width of a picture: that of a phone screen, so that text appears there at its own size.
pub(super) const WIDTH: f32 = 400.0;

/// Least and greatest height: Discord shows pictures between 4:3 and 3:4 whole on a phone.
pub(super) const MIN_HEIGHT: f32 = 302.0;
pub(super) const MAX_HEIGHT: f32 = 530.0;

/// Margin on all sides.
pub(super) const MARGIN: f32 = 13.0;

/// Right edge of everything.
pub(super) const RIGHT: f32 = WIDTH - MARGIN;

/// Line height as a multiple of the font size.
const LEADING: f32 = 1.29;

/// Half the height of a capital as a fraction of the font size: where a dot beside a text is centered.
const MIDDLE: f32 = 0.36;

/// A picture under construction.
#[derive(Default)]
pub(super) struct Canvas {
    pub(super) shapes: Vec<Shape>,
}

/// A text style.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) font: Font,
    pub(super) size: f32,
    pub(super) color: Color,
}

pub(super) const TITLE: Look = Look { font: Font::Bold, size: 19.0, color: INK };
pub(super) const HEADING: Look = Look { font: Font::Bold, size: 13.0, color: MUTED };
pub(super) const NAME: Look = Look { font: Font::Bold, size: 13.0, color: INK };
pub(super) const NOTE: Look = Look { font: Font::Regular, size: 11.5, color: MUTED };

impl Look {
    /// Height of this many lines.
    pub(super) fn height(self, lines: usize) -> f32 {
        lines as f32 * self.size * LEADING
    }

    /// Vertical center of the letters of the first line, from its top.
    pub(super) fn middle(self) -> f32 {
        self.size * (ASCENT - MIDDLE)
    }

    pub(super) fn width(self, text: &str) -> f32 {
        self.font.width(text, self.size)
    }

    pub(super) fn wrapped(self, text: &str, room: f32, max_lines: usize) -> Vec<String> {
        self.font.wrapped(text, self.size, room, max_lines)
    }

    pub(super) fn shortened(self, text: &str, room: f32) -> String {
        self.font.shortened(text, self.size, room)
    }
}

impl Canvas {
    /// Adds one line of text with its top at `top`; returns its right end.
    pub(super) fn text(&mut self, x: f32, top: f32, text: &str, look: Look) -> f32 {
        let Look { font, size, color } = look;
        let text = Text { x, y: top + ASCENT * size, size, font, color, text: text.to_owned() };
        let end = text.area().right;
        self.shapes.push(Shape::Text(text));
        end
    }

    /// Adds lines of text below each other; returns their lower end.
    pub(super) fn lines(&mut self, x: f32, top: f32, lines: &[String], look: Look) -> f32 {
        for (place, text) in lines.iter().enumerate() {
            self.text(x, top + look.height(place), text, look);
        }
        top + look.height(lines.len())
    }

    pub(super) fn stroke(&mut self, points: Vec<(f32, f32)>, color: Color, width: f32) {
        self.shapes.push(Shape::Stroke { points, color, width });
    }

    pub(super) fn dot(&mut self, at: (f32, f32), radius: f32, fill: Color, ring: Color) {
        self.shapes.push(Shape::Dot { at, radius, fill, ring });
    }

    /// The finished picture.
    pub(super) fn finish(self, height: f32) -> Scene {
        Scene { width: WIDTH, height: height.clamp(MIN_HEIGHT, MAX_HEIGHT).ceil(), shapes: self.shapes }
    }
}

/// The name of a role in a bar as wide as the picture, in the color of its family.
pub(super) struct Bar {
    lines: Vec<String>,
    /// What the role is here, such as "goal", at the left.
    caption: &'static str,
    color: Color,
}

const BAR_NAME: Look = Look { font: Font::Bold, size: 17.0, color: palette::DARK };
const BAR_CAPTION: Look = Look { font: Font::Regular, size: 11.5, color: palette::DARK };
const BAR_PADDING: f32 = 6.0;

impl Bar {
    pub(super) fn new(place: &EntityRef<'_>, caption: &'static str) -> Bar {
        let side = if caption.is_empty() { 12.0 } else { BAR_CAPTION.width(caption) + 24.0 };
        let room = RIGHT - MARGIN - 2.0 * side;
        Bar {
            lines: BAR_NAME.wrapped(&super::named(place), room, 2),
            caption,
            color: palette::family(place.family.as_ref()),
        }
    }

    pub(super) fn height(&self) -> f32 {
        BAR_NAME.height(self.lines.len()) + 2.0 * BAR_PADDING
    }

    /// Draws it; returns its lower end.
    pub(super) fn draw(&self, canvas: &mut Canvas, top: f32) -> f32 {
        let bottom = top + self.height();
        let area = Area { left: MARGIN, top, right: RIGHT, bottom };
        canvas.shapes.push(Shape::Panel { area, fill: self.color, radius: 10.0 });
        let middle = (top + bottom) / 2.0;
        if !self.caption.is_empty() {
            canvas.text(MARGIN + 12.0, middle - BAR_CAPTION.middle(), self.caption, BAR_CAPTION);
        }
        for (place, text) in self.lines.iter().enumerate() {
            let x = (WIDTH - BAR_NAME.width(text)) / 2.0;
            let first = middle - BAR_NAME.middle() - BAR_NAME.height(self.lines.len() - 1) / 2.0;
            canvas.text(x, first + BAR_NAME.height(place), text, BAR_NAME);
        }
        bottom
    }
}

/// Which color is which family.
pub(super) struct Legend {
    /// Position from the left, and from the top.
    entries: Vec<(f32, f32, Color, String)>,
    pub(super) height: f32,
}

/// Most families in a legend.
const MAX_FAMILIES: usize = 9;

/// From a dot of the legend to its name.
const TO_NAME: f32 = 10.0;

impl Legend {
    /// The families of these places, each once, in the order of the knowledge.
    pub(super) fn of<'a, 'k: 'a>(places: impl Iterator<Item = &'a EntityRef<'k>>) -> Legend {
        let mut families: Vec<FamilyRef<'_>> = places.filter_map(|place| place.family).collect();
        families.sort_by_key(|family| family.number);
        families.dedup();
        let mut legend = Legend { entries: Vec::new(), height: 0.0 };
        let (mut x, mut y) = (MARGIN, 0.0);
        for family in families.iter().take(MAX_FAMILIES) {
            let name = NOTE.shortened(&shown(family.name, None), RIGHT - MARGIN - TO_NAME - 4.0);
            let width = TO_NAME + 4.0 + NOTE.width(&name);
            if x > MARGIN && x + width > RIGHT {
                (x, y) = (MARGIN, y + NOTE.height(1) + 2.0);
            }
            legend.entries.push((x, y, palette::family(Some(family)), name));
            legend.height = y + NOTE.height(1);
            x += width + 14.0;
        }
        legend
    }

    /// Draws it; returns its lower end.
    pub(super) fn draw(&self, canvas: &mut Canvas, top: f32) -> f32 {
        for (x, y, color, name) in &self.entries {
            canvas.dot((x + 4.0, top + y + NOTE.middle()), 4.0, color, color);
            canvas.text(x + TO_NAME + 1.0, top + y, name, NOTE);
        }
        top + self.height
    }
}
