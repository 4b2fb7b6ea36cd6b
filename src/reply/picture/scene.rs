//! The scene: the positioned shapes of a picture.

use super::metrics::{ASCENT, DESCENT, Font};

/// A color in SVG syntax.
pub type Color = &'static str;

/// Shapes on a card, bottom first.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Width of the card.
    pub width: f32,
    /// Height of the card.
    pub height: f32,
    /// The shapes.
    pub shapes: Vec<Shape>,
}

/// A shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A polyline.
    Stroke {
        /// The points.
        points: Vec<(f32, f32)>,
        /// The color.
        color: Color,
        /// The thickness.
        width: f32,
    },
    /// A stop.
    Dot {
        /// The center.
        at: (f32, f32),
        /// The radius, including the ring.
        radius: f32,
        /// The fill color.
        fill: Color,
        /// The ring color.
        ring: Color,
    },
    /// A line of text.
    Text(Text),
    /// A background with round corners, on which text stands and below which lines end.
    Panel {
        /// The area.
        area: Area,
        /// The color.
        fill: Color,
        /// The radius of the corners.
        radius: f32,
    },
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The left edge.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// The font size.
    pub size: f32,
    /// The font weight.
    pub font: Font,
    /// The color.
    pub color: Color,
    /// The text, as returned by [`shown`](super::metrics::shown).
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
    /// The bounding box, from the highest to the lowest possible letter.
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
    /// Whether the two overlap by more than a rounding error.
    pub fn overlaps(&self, other: &Area) -> bool {
        const EPSILON: f32 = 0.05;
        self.left + EPSILON < other.right
            && other.left + EPSILON < self.right
            && self.top + EPSILON < other.bottom
            && other.top + EPSILON < self.bottom
    }

    /// Whether it contains the other.
    pub fn contains(&self, other: &Area) -> bool {
        self.left <= other.left && self.top <= other.top && other.right <= self.right && other.bottom <= self.bottom
    }
}

impl Shape {
    /// The bounding box.
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
            Shape::Panel { area, .. } => *area,
        }
    }
}
