//! What a picture consists of: shapes with places, before they are drawn.

use super::metrics::{ASCENT, DESCENT, Font};

/// A colour, as SVG writes it.
pub type Colour = &'static str;

/// A picture: shapes on a card, the first at the bottom.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// How wide the card is.
    pub width: f32,
    /// How high the card is.
    pub height: f32,
    /// What is on it.
    pub shapes: Vec<Shape>,
}

/// Something that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A line through points.
    Stroke {
        /// Its corners.
        points: Vec<(f32, f32)>,
        /// Its colour.
        colour: Colour,
        /// How thick it is.
        width: f32,
        /// Whether it has gaps.
        is_dashed: bool,
    },
    /// A stop.
    Dot {
        /// Its middle.
        at: (f32, f32),
        /// Its radius, with the ring.
        radius: f32,
        /// The colour of its middle.
        fill: Colour,
        /// The colour of its ring.
        ring: Colour,
    },
    /// A line of text.
    Text(Text),
    /// A text on a rounded background.
    Chip {
        /// The background.
        area: Area,
        /// Its colour.
        fill: Colour,
        /// What stands on it.
        text: Text,
    },
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where it begins.
    pub x: f32,
    /// The line that it stands on.
    pub y: f32,
    /// The size of the font.
    pub size: f32,
    /// The weight.
    pub font: Font,
    /// Its colour.
    pub colour: Colour,
    /// What it says; the font has all of it.
    pub text: String,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left edge.
    pub left: f32,
    /// The upper edge.
    pub top: f32,
    /// The right edge.
    pub right: f32,
    /// The lower edge.
    pub bottom: f32,
}

impl Text {
    /// What it covers, from its highest to its lowest possible letter.
    pub fn area(&self) -> Area {
        Area {
            left: self.x,
            top: self.y - ASCENT * self.size,
            right: self.x + self.font.width(&self.text, self.size),
            bottom: self.y + DESCENT * self.size,
        }
    }
}

impl Area {
    /// Whether the two have more in common than a hair's breadth.
    pub fn overlaps(&self, other: &Area) -> bool {
        const HAIR: f32 = 0.05;
        self.left + HAIR < other.right
            && other.left + HAIR < self.right
            && self.top + HAIR < other.bottom
            && other.top + HAIR < self.bottom
    }

    /// Whether all of the other lies in it.
    pub fn holds(&self, other: &Area) -> bool {
        self.left <= other.left && self.top <= other.top && other.right <= self.right && other.bottom <= self.bottom
    }
}

impl Shape {
    /// What it covers.
    pub fn area(&self) -> Area {
        match self {
            Shape::Stroke { points, width, .. } => {
                let half = width / 2.0;
                let mut area = Area { left: f32::MAX, top: f32::MAX, right: f32::MIN, bottom: f32::MIN };
                for (x, y) in points {
                    area.left = area.left.min(x - half);
                    area.right = area.right.max(x + half);
                    area.top = area.top.min(y - half);
                    area.bottom = area.bottom.max(y + half);
                }
                area
            }
            Shape::Dot { at: (x, y), radius, .. } => {
                Area { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
            }
            Shape::Text(text) => text.area(),
            Shape::Chip { area, .. } => *area,
        }
    }
}
