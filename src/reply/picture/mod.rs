//! A map as a picture: a [`MapView`] is laid out as a scene, written as SVG and rendered to PNG.
//!
//! A role stands in the middle of what comes next and what comes before, a track is a ladder, a path runs from its start
//! to its goal, and all tracks are fields of work. Everything grows upward. Colors are those of families. A picture is as
//! wide as a phone and between 4:3 and 3:4; what does not fit is counted, and stands in the text. Text is measured before
//! it is placed, so nothing leaves the card or overlaps. The same knowledge gives the same bytes.

mod alt;
mod canvas;
pub mod metrics;
mod overview;
mod palette;
mod path_view;
mod png;
mod role_view;
pub mod scene;
mod svg;
mod track_view;

pub use alt::alt;
pub use png::{MAX_BYTES, png};

use crate::answer::{EntityKind, EntityRef, MapView};
use scene::Scene;

/// Lays out the map.
pub fn scene(map_view: &MapView<'_>) -> Scene {
    match map_view {
        MapView::All { fields, lines } => overview::overview(fields, lines),
        MapView::Track { line, moves } => track_view::track(line, moves),
        MapView::Role { role, next, previous, .. } => role_view::role(role, next, previous),
        MapView::Path(path) => path_view::path(path),
    }
}

/// The map as an SVG file.
///
/// ```
/// use nextrole::answer::{Engine, MapRequest};
/// use nextrole::knowledge::model::Knowledge;
/// use nextrole::reply::picture::{png, svg};
///
/// let engine = Engine::new(Knowledge::default());
/// let all = engine.map_view(&MapRequest::All).ok_or("no overview map")?;
/// assert!(png(&svg(&all)).is_some_and(|bytes| bytes.starts_with(b"\x89PNG")));
/// # Ok::<(), &str>(())
/// ```
pub fn svg(map_view: &MapView<'_>) -> String {
    svg::svg(&scene(map_view), &alt::title(map_view), &alt(map_view))
}

/// The name as the font can draw it; the id if most of its letters are missing from the font.
fn named(entity: &EntityRef<'_>) -> String {
    let nameless = match entity.kind {
        EntityKind::Title => None,
        EntityKind::Role | EntityKind::Track | EntityKind::Term | EntityKind::Dispute => entity.id,
    };
    metrics::shown(entity.name, nameless)
}
