//! Text metrics and outlines of the font used in pictures (Noto Sans), read with skrifa.

use std::sync::LazyLock;

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawError, DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::invisible::is_invisible;
use crate::reply::limits::printable;

/// Replaces characters missing from the font; a run of them becomes one.
const MISSING: char = '?';

/// A font weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Font {
    /// For body text.
    Regular,
    /// For names and headings.
    Bold,
}

/// A parsed font file. Everything is in font units.
struct Face {
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    outlines: OutlineGlyphCollection<'static>,
    units_per_em: f32,
}

/// `None` only if the embedded font is broken, which a test rules out.
static REGULAR: LazyLock<Option<Face>> =
    LazyLock::new(|| Face::parse(include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf")));
static BOLD: LazyLock<Option<Face>> =
    LazyLock::new(|| Face::parse(include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf")));

/// Height of the tallest letter above the baseline, as a fraction of the font size.
pub(super) const ASCENT: f32 = 1.0;

/// Depth of the lowest letter below the baseline, as a fraction of the font size.
pub(super) const DESCENT: f32 = 0.29;

impl Face {
    fn parse(bytes: &'static [u8]) -> Option<Face> {
        let font = FontRef::new(bytes).ok()?;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        Some(Face { charmap: font.charmap(), metrics, outlines: font.outline_glyphs(), units_per_em })
    }

    fn glyphs(&self, text: &str) -> impl Iterator<Item = GlyphId> {
        text.chars().filter_map(|letter| self.charmap.map(letter))
    }

    fn advance(&self, glyph: GlyphId) -> f32 {
        self.metrics.advance_width(glyph).unwrap_or_default()
    }

    fn draw(&self, glyph: GlyphId, pen: &mut SvgPen) -> Result<(), DrawError> {
        let Some(outline) = self.outlines.get(glyph) else { return Ok(()) };
        outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), pen).map(drop)
    }
}

impl Font {
    fn face(self) -> Option<&'static Face> {
        match self {
            Font::Regular => REGULAR.as_ref(),
            Font::Bold => BOLD.as_ref(),
        }
    }

    fn has(self, letter: char) -> bool {
        self.face().is_some_and(|face| face.charmap.map(letter).is_some())
    }

    /// The width of a text returned by [`shown`] at this font size.
    pub fn width(self, text: &str, size: f32) -> f32 {
        self.face().map_or(0.0, |face| {
            face.glyphs(text).map(|glyph| face.advance(glyph)).sum::<f32>() * size / face.units_per_em
        })
    }

    /// The outline of a text returned by [`shown`] as SVG path data in font units, and the font units per em.
    pub(super) fn outline(self, text: &str) -> (String, f32) {
        let mut pen = SvgPen { x: 0.0, data: String::new() };
        let Some(face) = self.face() else { return (pen.data, 1.0) };
        for glyph in face.glyphs(text) {
            // A glyph that cannot be drawn leaves a gap: its neighbors stay where they were measured.
            let start = pen.data.len();
            if face.draw(glyph, &mut pen).is_err() {
                pen.data.truncate(start);
            }
            pen.x += face.advance(glyph);
        }
        (pen.data, face.units_per_em)
    }

    /// The text, cut with an ellipsis if it is wider than `room`.
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

    /// Wraps the text at spaces into lines at most `room` wide. At most `max_lines`, the last one cut; never empty.
    pub fn wrapped(self, text: &str, size: f32, room: f32, max_lines: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            // The remaining words go onto the last line, which is cut below.
            let is_last = lines.len() >= max_lines;
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

/// The text as the font can draw it: composed (NFC), without control characters, and with `?` for missing characters.
/// If at least half of them are missing, `fallback` is used instead.
pub fn shown(text: &str, fallback: Option<&str>) -> String {
    let mut drawn = String::new();
    let (mut missing, mut all) = (0_usize, 0_usize);
    let is_mark = |letter: char| matches!(letter, '\u{300}'..='\u{36f}') || is_invisible(letter);
    for letter in printable(text).nfc().filter(|letter| !is_mark(*letter)) {
        all += usize::from(!letter.is_whitespace());
        if letter.is_whitespace() {
            drawn.push(' ');
        } else if Font::Regular.has(letter) && Font::Bold.has(letter) {
            drawn.push(letter);
        } else {
            missing += 1;
            if !drawn.ends_with(MISSING) {
                drawn.push(MISSING);
            }
        }
    }
    match fallback {
        Some(fallback) if 2 * missing >= all => fallback.to_owned(),
        _ => drawn,
    }
}

/// Writes outlines as SVG path data, shifted right by `x`.
struct SvgPen {
    x: f32,
    data: String,
}

impl SvgPen {
    fn write(&mut self, command: char, points: &[f32]) {
        use std::fmt::Write as _;
        self.data.push(command);
        for (place, value) in points.iter().enumerate() {
            // TrueType coordinates are integers and grow upward; SVG's grow downward.
            let value = if place % 2 == 0 { value + self.x } else { -value };
            let gap = if place == 0 { "" } else { " " };
            let _ = write!(self.data, "{gap}{value:.0}");
        }
    }
}

impl OutlinePen for SvgPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write('L', &[x, y]);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.write('Q', &[cx0, cy0, x, y]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.write('C', &[cx0, cy0, cx1, cy1, x, y]);
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}
