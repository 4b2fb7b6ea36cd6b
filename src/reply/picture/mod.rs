//! A map as a picture: a chart becomes a scene, a scene becomes SVG, and that becomes PNG.
//!
//! It looks like a railway map: a track is a coloured line with a number, a role that several tracks share is an
//! interchange, a move is a thin connection with its kind. A picture is as wide as a phone, and as high as it needs.
//! Every text is measured before it gets its place, so none leaves the card and no two overlap. The same knowledge gives
//! the same bytes.

mod alt;
mod canvas;
mod ladder;
mod lanes;
pub mod metrics;
mod palette;
mod png;
mod roles;
mod route;
pub mod scene;
mod sections;
mod svg;

pub use alt::alt;
pub use png::{MOST_BYTES, png};

use crate::answer::{Chart, Thing, ThingKind};
use scene::Scene;

/// What stands below every track: it is a view, and no rule.
const NOT_A_CHECKLIST: &str = "One view among others, not a checklist.";

/// The chart as shapes with places.
pub fn scene(chart: &Chart<'_>) -> Scene {
    match chart {
        Chart::All { lines } => roles::all(lines),
        Chart::Track { line, moves } => ladder::track(line, moves),
        Chart::Role { role, lines, out, into, .. } => roles::role(role, lines, out, into),
        Chart::Path(path) => route::path(path),
    }
}

/// The chart as the text of an SVG file.
///
/// ```
/// use nextrole::answer::{Map, chart};
/// use nextrole::knowledge::model::Knowledge;
/// use nextrole::reply::picture::{png, svg};
///
/// let knowledge = Knowledge::default();
/// let all = chart(&knowledge, &Map::All).ok_or("there is always a map of all")?;
/// assert!(png(&svg(&all)).is_some_and(|bytes| bytes.starts_with(b"\x89PNG")));
/// # Ok::<(), &str>(())
/// ```
pub fn svg(chart: &Chart<'_>) -> String {
    svg::svg(&scene(chart), &alt::title(chart), &alt(chart))
}

/// The name as the font can show it; the id where it has other letters.
fn named(thing: &Thing<'_>) -> String {
    let nameless = match thing.kind {
        ThingKind::Title => None,
        ThingKind::Role | ThingKind::Track | ThingKind::Term => thing.id,
    };
    metrics::shown(thing.name, nameless)
}
