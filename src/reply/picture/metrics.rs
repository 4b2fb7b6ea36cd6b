//! How wide a text is in the font of pictures, and where it breaks: measured with the font's own advances.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId, OutlineBuilder};
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::reply::limits::printable;

/// What stands in for letters that the font does not have. A run of them shows as one.
const MISSING: char = '?';

/// A weight of the font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Font {
    /// For what is said of things.
    Regular,
    /// For names.
    Bold,
}

/// The faces, read once; `None` only if the font in the program is broken.
static REGULAR: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(notosans::REGULAR_TTF, 0).ok());
static BOLD: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(notosans::BOLD_TTF, 0).ok());

/// How far letters reach over their line, as a part of the size: the highest capital with an accent.
pub(super) const ASCENT: f32 = 1.0;

/// How far letters reach below their line, as a part of the size.
pub(super) const DESCENT: f32 = 0.29;

impl Font {
    fn face(self) -> Option<&'static Face<'static>> {
        match self {
            Font::Regular => REGULAR.as_ref(),
            Font::Bold => BOLD.as_ref(),
        }
    }

    fn glyph(self, letter: char) -> Option<GlyphId> {
        self.face()?.glyph_index(letter)
    }

    /// The width of a text that [`shown`] gave, in the unit of the size.
    pub fn width(self, text: &str, size: f32) -> f32 {
        let Some(face) = self.face() else { return 0.0 };
        let units: u32 =
            text.chars().filter_map(|letter| face.glyph_hor_advance(face.glyph_index(letter)?)).map(u32::from).sum();
        units as f32 * size / f32::from(face.units_per_em())
    }

    /// The outline of a text that [`shown`] gave, as the data of an SVG path in units of the font, and how many of
    /// these units the size has.
    pub(super) fn outline(self, text: &str) -> (String, f32) {
        let mut pen = Pen { x: 0.0, data: String::new() };
        let Some(face) = self.face() else { return (pen.data, 1.0) };
        for glyph in text.chars().filter_map(|letter| face.glyph_index(letter)) {
            face.outline_glyph(glyph, &mut pen);
            pen.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or_default());
        }
        (pen.data, f32::from(face.units_per_em()))
    }

    /// The text, if it is at most `room` wide; else its beginning with an ellipsis.
    pub fn shortened(self, text: &str, size: f32, room: f32) -> String {
        if self.width(text, size) <= room {
            return text.to_owned();
        }
        let mut kept = String::new();
        for letter in text.graphemes(true) {
            if self.width(&format!("{kept}{letter}…"), size) > room {
                break;
            }
            kept.push_str(letter);
        }
        kept.truncate(kept.trim_end().len());
        kept + "…"
    }

    /// The text in lines of at most `room`, broken at spaces; at most `most` lines, the last shortened. Never empty.
    pub fn wrapped(self, text: &str, size: f32, room: f32, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            // What does not fit any more is put to the last line, which is shortened below.
            let is_last = lines.len() >= most;
            match lines.last_mut() {
                Some(line) if is_last || self.width(&format!("{line} {word}"), size) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        if lines.is_empty() {
            lines.push(String::new());
        }
        lines.iter().map(|line| self.shortened(line, size, room)).collect()
    }
}

/// The text as far as the font can show it: letters joined with their accents, no control characters, and a `?` for
/// what the font does not have. If that would be most of it, the other text takes its place.
pub fn shown(text: &str, instead: Option<&str>) -> String {
    let mut drawn = String::new();
    let (mut missing, mut all) = (0_usize, 0_usize);
    let is_mark =
        |letter: char| matches!(letter, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}');
    for letter in printable(text).nfc().filter(|letter| !is_mark(*letter)) {
        all += usize::from(!letter.is_whitespace());
        if letter.is_whitespace() {
            drawn.push(' ');
        } else if Font::Regular.glyph(letter).is_some() && Font::Bold.glyph(letter).is_some() {
            drawn.push(letter);
        } else {
            missing += 1;
            if !drawn.ends_with(MISSING) {
                drawn.push(MISSING);
            }
        }
    }
    match instead {
        Some(instead) if 2 * missing >= all => instead.to_owned(),
        _ => drawn,
    }
}

/// Writes outlines as path data, each moved to its place in the line.
struct Pen {
    x: f32,
    data: String,
}

impl Pen {
    fn write(&mut self, command: char, points: &[f32]) {
        use std::fmt::Write as _;
        self.data.push(command);
        for (place, value) in points.iter().enumerate() {
            // The coordinates of TrueType are whole numbers; below the line is plus in SVG.
            let (value, gap) = if place % 2 == 0 { (value + self.x, " ") } else { (-value, " ") };
            let gap = if place == 0 { "" } else { gap };
            let _ = write!(self.data, "{gap}{value:.0}");
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write('L', &[x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.write('Q', &[x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.write('C', &[x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}
