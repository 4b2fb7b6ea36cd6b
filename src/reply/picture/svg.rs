//! Writes a scene as SVG. Text becomes outlines, so it looks the same without the font.

use std::fmt::Write as _;

use super::palette::{BORDER, CARD};
use super::scene::{Scene, Shape, Text};

/// Radius of the card's corners.
const CORNER: f32 = 16.0;

/// The scene as an SVG file; `title` and `description` are its accessible name and text.
pub(super) fn svg(scene: &Scene, title: &str, description: &str) -> String {
    let Scene { width, height, shapes } = scene;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\"><title>{}</title><desc>{}</desc>\n",
        escaped(title),
        escaped(description)
    );
    let (inner_width, inner_height) = (width - 2.0, height - 2.0);
    let _ = writeln!(
        svg,
        "<rect x=\"1\" y=\"1\" width=\"{inner_width}\" height=\"{inner_height}\" rx=\"{CORNER}\" fill=\"{CARD}\" \
         stroke=\"{BORDER}\" stroke-width=\"1.5\"/>"
    );
    shapes.iter().for_each(|shape| draw(shape, &mut svg));
    svg.push_str("</svg>\n");
    svg
}

fn draw(shape: &Shape, svg: &mut String) {
    match shape {
        Shape::Stroke { points, color, width } => {
            let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", short(*x), short(*y))).collect();
            let _ = writeln!(
                svg,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\" \
                 stroke-linejoin=\"round\" stroke-linecap=\"round\"/>",
                points.join(" ")
            );
        }
        Shape::Dot { at: (x, y), radius, fill, ring } => {
            let thick = radius * 0.36;
            let _ = writeln!(
                svg,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\" stroke=\"{ring}\" stroke-width=\"{}\"/>",
                short(*x),
                short(*y),
                short(radius - thick / 2.0),
                short(thick)
            );
        }
        Shape::Text(text) => letters(text, svg),
        Shape::Panel { area, fill, radius } => {
            let (width, height) = (area.right - area.left, area.bottom - area.top);
            let _ = writeln!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{radius}\" fill=\"{fill}\"/>",
                short(area.left),
                short(area.top),
                short(width),
                short(height)
            );
        }
    }
}

fn letters(text: &Text, svg: &mut String) {
    let (outline, units) = text.font.outline(&text.text);
    if !outline.is_empty() {
        let scale = text.size / units;
        let _ = writeln!(
            svg,
            "<path transform=\"translate({} {}) scale({scale})\" fill=\"{}\" d=\"{outline}\"/>",
            short(text.x),
            short(text.y),
            text.color
        );
    }
}

/// Rounds to two decimals.
fn short(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

/// The text escaped for XML, without characters that XML forbids.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push('\n'),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}
