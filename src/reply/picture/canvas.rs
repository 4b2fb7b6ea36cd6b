//! Places shapes on a card from top to bottom; shared by all layouts.

use crate::answer::{AttributionView, MapMove};
use crate::reply::wording::words;

use super::metrics::{Font, shown};
use super::palette::{self, Colors, DARK, FAINT, INK, MUTED};
use super::scene::{Area, Color, Scene, Shape, Text};

/// Width of a card: that of a phone screen, so that text appears there at its own size.
pub(super) const WIDTH: f32 = 400.0;

/// Margin on all sides.
pub(super) const MARGIN: f32 = 18.0;

/// Line height as a multiple of the font size.
pub(super) const LEADING: f32 = 1.32;

/// Radius of the badge with a line's number.
const BADGE: f32 = 10.0;

/// Height of a chip.
const CHIP: f32 = 22.0;

/// Half the cap height as a fraction of the font size: where a dot beside a text is centered.
const MIDDLE: f32 = 0.36;

/// Distance of the common line of moves from their names.
pub(super) const TRUNK: f32 = 18.0;

/// A card under construction.
pub(super) struct Canvas {
    pub(super) shapes: Vec<Shape>,
    /// Where the next shape goes.
    pub(super) y: f32,
    /// The colors of the lines.
    pub(super) colors: Colors,
}

/// A text style.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) font: Font,
    pub(super) size: f32,
    pub(super) color: Color,
}

pub(super) const TITLE: Look = Look { font: Font::Bold, size: 22.0, color: INK };
pub(super) const HEADING: Look = Look { font: Font::Bold, size: 17.0, color: INK };
pub(super) const NAME: Look = Look { font: Font::Bold, size: 16.0, color: INK };
pub(super) const PLAIN: Look = Look { font: Font::Regular, size: 14.5, color: INK };
pub(super) const NOTE: Look = Look { font: Font::Regular, size: 13.0, color: MUTED };

impl Look {
    /// Height of this many lines.
    pub(super) fn height(self, lines: usize) -> f32 {
        lines as f32 * self.size * LEADING
    }

    /// Vertical center of the letters of the first line, from its top.
    pub(super) fn middle(self) -> f32 {
        self.size * (super::metrics::ASCENT - MIDDLE)
    }

    pub(super) fn wrapped(self, text: &str, left: f32, max_lines: usize) -> Vec<String> {
        self.font.wrapped(text, self.size, WIDTH - MARGIN - left, max_lines)
    }
}

impl Canvas {
    pub(super) fn new() -> Canvas {
        Canvas { shapes: Vec::new(), y: MARGIN, colors: Colors::default() }
    }

    /// Adds lines of text.
    pub(super) fn lines(&mut self, left: f32, lines: &[String], look: Look) {
        for text in lines {
            self.text(left, self.y, text, look);
            self.y += look.height(1);
        }
    }

    /// Adds a text, wrapped to at most `max_lines` lines.
    pub(super) fn paragraph(&mut self, left: f32, text: &str, look: Look, max_lines: usize) {
        self.lines(left, &look.wrapped(text, left, max_lines), look);
    }

    /// Adds one line of text with its top at `top`; returns its right end.
    pub(super) fn text(&mut self, x: f32, top: f32, text: &str, look: Look) -> f32 {
        let Look { font, size, color } = look;
        let text = Text { x, y: top + super::metrics::ASCENT * size, size, font, color, text: text.to_owned() };
        let end = text.area().right;
        self.shapes.push(Shape::Text(text));
        end
    }

    /// Adds the badge of a line.
    pub(super) fn badge(&mut self, at: (f32, f32), number: usize) {
        let text = number.to_string();
        let room = 2.0 * BADGE - 4.0;
        let size = 12.0_f32.min(12.0 * room / Font::Bold.width(&text, 12.0));
        let area = Area { left: at.0 - BADGE, top: at.1 - BADGE, right: at.0 + BADGE, bottom: at.1 + BADGE };
        self.chip_in(area, self.colors.of(number), text, size);
    }

    fn chip_in(&mut self, area: Area, fill: Color, text: String, size: f32) {
        let width = Font::Bold.width(&text, size);
        let x = (area.left + area.right - width) / 2.0;
        let y = (area.top + area.bottom) / 2.0 + MIDDLE * size;
        let color = if fill == FAINT { INK } else { DARK };
        let text = Text { x, y, size, font: Font::Bold, color, text };
        self.shapes.push(Shape::Chip { area, fill, text });
    }

    /// Adds chips side by side, wrapped.
    pub(super) fn chips(&mut self, left: f32, chips: &[(String, Color)]) {
        const SIZE: f32 = 12.5;
        const PAD: f32 = 9.0;
        let mut x = left;
        for (text, fill) in chips {
            let text = Font::Bold.shortened(text, SIZE, WIDTH - MARGIN - left - 2.0 * PAD);
            let width = Font::Bold.width(&text, SIZE) + 2.0 * PAD;
            if x > left && x + width > WIDTH - MARGIN {
                x = left;
                self.y += CHIP + 4.0;
            }
            let area = Area { left: x, top: self.y, right: x + width, bottom: self.y + CHIP };
            self.chip_in(area, fill, text, SIZE);
            x += width + 5.0;
        }
        self.y += CHIP;
    }

    /// Adds badges side by side, wrapped.
    pub(super) fn badges(&mut self, left: f32, numbers: &[usize]) {
        let mut x = left;
        for number in numbers {
            if x > left && x + 2.0 * BADGE > WIDTH - MARGIN {
                x = left;
                self.y += 2.0 * BADGE + 3.0;
            }
            self.badge((x + BADGE, self.y + BADGE), *number);
            x += 2.0 * BADGE + 4.0;
        }
        self.y += 2.0 * BADGE;
    }

    /// Adds moves as thin connections that branch off at `from`, each with its direction and the name of its other end.
    pub(super) fn branches<'p>(
        &mut self,
        from: (f32, f32),
        left: f32,
        moves: impl Iterator<Item = (&'p MapMove<'p>, String)>,
    ) {
        let trunk = left - TRUNK;
        let mut start = vec![from, (trunk, from.1 + (trunk - from.0))];
        start.dedup();
        for (stated_move, name) in moves {
            let color = palette::direction(stated_move.direction);
            let kind = Look { font: Font::Bold, color, ..NOTE };
            let at = self.y + kind.middle();
            start.extend([(trunk, at), (left - 9.0, at)]);
            self.shapes.push(Shape::Stroke {
                points: std::mem::replace(&mut start, vec![(trunk, at)]),
                color,
                width: 1.6,
                is_dashed: true,
            });
            self.shapes.push(Shape::Dot { at: (left - 6.5, at), radius: 3.5, fill: color, ring: color });
            let text_left = self.text(left, self.y, words(stated_move.direction).label, kind) + 6.0;
            let look = Look { size: NOTE.size, ..PLAIN };
            self.paragraph(text_left, &name, look, 2);
            self.y += 1.0;
        }
    }

    /// The finished card.
    pub(super) fn finish(self) -> Scene {
        Scene { width: WIDTH, height: (self.y + MARGIN).ceil(), shapes: self.shapes }
    }
}

/// "Michael Platt, 2005".
pub(super) fn who(attribution: &AttributionView<'_>) -> String {
    shown(&crate::reply::wording::who(attribution), None)
}
