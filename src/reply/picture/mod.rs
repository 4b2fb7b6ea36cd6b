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

use crate::answer::{EntityKind, EntityRef, MapView};
use scene::Scene;

/// What stands below every track: it is a view, and no rule.
const NOT_A_CHECKLIST: &str = "One view among others, not a checklist.";

/// The chart as shapes with places.
pub fn scene(map_view: &MapView<'_>) -> Scene {
    match map_view {
        MapView::All { lines } => roles::all(lines),
        MapView::Track { line, moves } => ladder::track(line, moves),
        MapView::Role { role, lines, out, into, .. } => roles::role(role, lines, out, into),
        MapView::Path(path) => route::path(path),
    }
}

/// The map as the text of an SVG file.
///
/// ```
/// use nextrole::answer::{Engine, MapRequest};
/// use nextrole::knowledge::model::Knowledge;
/// use nextrole::reply::picture::{png, svg};
///
/// let engine = Engine::new(Knowledge::default());
/// let all = engine.map_view(&MapRequest::All).ok_or("there is always a map of all")?;
/// assert!(png(&svg(&all)).is_some_and(|bytes| bytes.starts_with(b"\x89PNG")));
/// # Ok::<(), &str>(())
/// ```
pub fn svg(map_view: &MapView<'_>) -> String {
    svg::svg(&scene(map_view), &alt::title(map_view), &alt(map_view))
}

/// The name as the font can show it; the id where it has other letters.
fn named(entity: &EntityRef<'_>) -> String {
    let nameless = match entity.kind {
        EntityKind::Title => None,
        EntityKind::Role | EntityKind::Track | EntityKind::Term => entity.id,
    };
    metrics::shown(entity.name, nameless)
}
