//! Renders SVG to PNG with resvg.

use png::{BitDepth, ColorType, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use rustc_hash::FxHashMap;

/// Maximum size of a picture in bytes.
pub const MAX_BYTES: usize = 400 * 1024;

/// Pixels per SVG unit: two for the dense screens of phones, fewer if the picture would be too large.
const SCALES: [f32; 4] = [2.0, 1.5, 1.0, 0.5];

/// Maximum width and height in pixels.
const MAX_PIXELS: f32 = 10_000.0;

/// Maximum number of colors: a pixel is one byte.
const MAX_COLORS: usize = 256;

/// Red, green, blue, alpha.
type Rgba = [u8; 4];

/// The picture in at most [`MAX_BYTES`] bytes; `None` if the SVG is invalid or too large for that.
pub fn png(svg: &str) -> Option<Vec<u8>> {
    let tree = Tree::from_str(svg, &Options::default()).ok()?;
    SCALES.iter().find_map(|scale| at_scale(&tree, *scale)).filter(|bytes| bytes.len() <= MAX_BYTES)
}

fn at_scale(tree: &Tree, scale: f32) -> Option<Vec<u8>> {
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    if width.max(height) > MAX_PIXELS {
        return None;
    }
    let mut pixels = Pixmap::new(width.ceil() as u32, height.ceil() as u32)?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    encoded(&pixels).ok().filter(|bytes| bytes.len() <= MAX_BYTES)
}

/// Encodes the pixels with a palette of the most frequent colors, which halves the size without a visible difference.
fn encoded(pixels: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let (table, places) = colors(pixels.data());
    let mut indexed: Vec<u8> = Vec::with_capacity(pixels.data().len() / 4);
    for (pixel, length) in runs(pixels.data()) {
        indexed.resize(indexed.len() + length, places.get(&pixel).copied().unwrap_or_default());
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    // Filters take differences, which do not compress palette indices.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_palette(table.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect::<Vec<u8>>());
    encoder.set_trns(table.iter().map(|[.., opaque]| *opaque).collect::<Vec<u8>>());
    encoder.write_header()?.write_image_data(&indexed)?;
    Ok(bytes)
}

/// Run-length pairs of the pixels.
fn runs(pixels: &[u8]) -> impl Iterator<Item = (Rgba, usize)> {
    let runs = pixels.as_chunks::<4>().0.chunk_by(|one, other| one == other);
    runs.filter_map(|run| run.first().map(|pixel| (*pixel, run.len())))
}

/// The palette, and the palette index of each premultiplied pixel value.
fn colors(pixels: &[u8]) -> (Vec<Rgba>, FxHashMap<Rgba, u8>) {
    let mut counts: FxHashMap<Rgba, usize> = FxHashMap::default();
    for (pixel, length) in runs(pixels) {
        *counts.entry(pixel).or_default() += length;
    }
    let mut frequent: Vec<(usize, Rgba)> = counts.into_iter().map(|(pixel, count)| (count, pixel)).collect();
    // Most frequent first; the order is total, so the same pixels give the same bytes.
    frequent.sort_unstable_by(|one, other| other.cmp(one));
    let frequent: Vec<Rgba> = frequent.into_iter().map(|(_, pixel)| pixel).collect();
    let table: Vec<Rgba> = frequent.iter().take(MAX_COLORS).copied().collect();
    let near = |pixel: &Rgba| {
        let distance = |other: &Rgba| -> u32 {
            pixel.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2)).sum()
        };
        let place = (0..table.len()).min_by_key(|place| table.get(*place).map(distance)).unwrap_or_default();
        u8::try_from(place).unwrap_or_default()
    };
    let places = frequent.iter().map(|pixel| (*pixel, near(pixel))).collect();
    (table.iter().map(|pixel| straight(*pixel)).collect(), places)
}

/// Converts a premultiplied color to straight alpha.
fn straight([red, green, blue, opaque]: Rgba) -> Rgba {
    let divided = |part: u8| {
        let whole = u16::from(opaque).max(1);
        u8::try_from((u16::from(part) * 255 + whole / 2) / whole).unwrap_or(u8::MAX)
    };
    [divided(red), divided(green), divided(blue), opaque]
}
