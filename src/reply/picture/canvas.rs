//! Puts shapes on a card from the top down: what the layouts have in common.

use crate::answer::{AttributionView, MapMove};
use crate::reply::wording::direction_word;

use super::metrics::{Font, shown};
use super::palette::{self, Colours, DARK, FAINT, INK, QUIET};
use super::scene::{Area, Colour, Scene, Shape, Text};

/// How wide a card is: that of a phone, so that a text has the size there that it has here.
pub(super) const WIDTH: f32 = 400.0;

/// What stays free on all sides.
pub(super) const MARGIN: f32 = 18.0;

/// From one line of text to the next, as a part of the size.
pub(super) const LEADING: f32 = 1.32;

/// The radius of a line's number.
const BADGE: f32 = 10.0;

/// The height of a text on a background.
const CHIP: f32 = 22.0;

/// Half of what letters rise over their line, as a part of the size: a dot beside a text has this height.
const MIDDLE: f32 = 0.36;

/// How far before the names of moves their common line runs.
pub(super) const TRUNK: f32 = 18.0;

/// A card that is being filled.
pub(super) struct Canvas {
    pub(super) shapes: Vec<Shape>,
    /// How far it is filled.
    pub(super) y: f32,
    /// The colours of its lines.
    pub(super) colours: Colours,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) font: Font,
    pub(super) size: f32,
    pub(super) colour: Colour,
}

pub(super) const TITLE: Look = Look { font: Font::Bold, size: 22.0, colour: INK };
pub(super) const HEADING: Look = Look { font: Font::Bold, size: 17.0, colour: INK };
pub(super) const NAME: Look = Look { font: Font::Bold, size: 16.0, colour: INK };
pub(super) const PLAIN: Look = Look { font: Font::Regular, size: 14.5, colour: INK };
pub(super) const NOTE: Look = Look { font: Font::Regular, size: 13.0, colour: QUIET };

impl Look {
    /// How high so many lines are.
    pub(super) fn height(self, lines: usize) -> f32 {
        lines as f32 * self.size * LEADING
    }

    /// Where the middle of the letters of the first line is, from its top.
    pub(super) fn middle(self) -> f32 {
        self.size * (super::metrics::ASCENT - MIDDLE)
    }

    pub(super) fn wrapped(self, text: &str, left: f32, most: usize) -> Vec<String> {
        self.font.wrapped(text, self.size, WIDTH - MARGIN - left, most)
    }
}

impl Canvas {
    pub(super) fn new() -> Canvas {
        Canvas { shapes: Vec::new(), y: MARGIN, colours: Colours::default() }
    }

    /// Texts in lines, one below the other.
    pub(super) fn lines(&mut self, left: f32, lines: &[String], look: Look) {
        for text in lines {
            self.text(left, self.y, text, look);
            self.y += look.height(1);
        }
    }

    /// A text, broken into at most so many lines.
    pub(super) fn paragraph(&mut self, left: f32, text: &str, look: Look, most: usize) {
        self.lines(left, &look.wrapped(text, left, most), look);
    }

    /// One line of text with its top at `top`; gives its right end.
    pub(super) fn text(&mut self, x: f32, top: f32, text: &str, look: Look) -> f32 {
        let Look { font, size, colour } = look;
        let text = Text { x, y: top + super::metrics::ASCENT * size, size, font, colour, text: text.to_owned() };
        let end = text.area().right;
        self.shapes.push(Shape::Text(text));
        end
    }

    /// The number of a line, in its colour.
    pub(super) fn badge(&mut self, at: (f32, f32), number: usize) {
        let text = number.to_string();
        let room = 2.0 * BADGE - 4.0;
        let size = 12.0_f32.min(12.0 * room / Font::Bold.width(&text, 12.0));
        let area = Area { left: at.0 - BADGE, top: at.1 - BADGE, right: at.0 + BADGE, bottom: at.1 + BADGE };
        self.chip_in(area, self.colours.of(number), text, size);
    }

    fn chip_in(&mut self, area: Area, fill: Colour, text: String, size: f32) {
        let width = Font::Bold.width(&text, size);
        let x = (area.left + area.right - width) / 2.0;
        let y = (area.top + area.bottom) / 2.0 + MIDDLE * size;
        let colour = if fill == FAINT { INK } else { DARK };
        let text = Text { x, y, size, font: Font::Bold, colour, text };
        self.shapes.push(Shape::Chip { area, fill, text });
    }

    /// Texts on rounded backgrounds, one after the other, on as many lines as they need.
    pub(super) fn chips(&mut self, left: f32, chips: &[(String, Colour)]) {
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

    /// Numbers of lines, one after the other, on as many lines as they need.
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

    /// Moves as thin connections that branch off at `from`, each with its kind and the name of its other end.
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
            let colour = palette::direction(stated_move.direction);
            let kind = Look { font: Font::Bold, colour, ..NOTE };
            let at = self.y + kind.middle();
            start.extend([(trunk, at), (left - 9.0, at)]);
            self.shapes.push(Shape::Stroke {
                points: std::mem::replace(&mut start, vec![(trunk, at)]),
                colour,
                width: 1.6,
                is_dashed: true,
            });
            self.shapes.push(Shape::Dot { at: (left - 6.5, at), radius: 3.5, fill: colour, ring: colour });
            let text_left = self.text(left, self.y, direction_word(stated_move.direction), kind) + 6.0;
            let look = Look { size: NOTE.size, ..PLAIN };
            self.paragraph(text_left, &name, look, 2);
            self.y += 1.0;
        }
    }

    /// The card, when all is on it.
    pub(super) fn finish(self) -> Scene {
        Scene { width: WIDTH, height: (self.y + MARGIN).ceil(), shapes: self.shapes }
    }
}

/// "Michael Platt, 2005".
pub(super) fn who(attribution: &AttributionView<'_>) -> String {
    shown(&crate::reply::wording::who(attribution), None)
}
