//! A map as a picture: a [`MapView`] is laid out as a scene, written as SVG and rendered to PNG.
//!
//! It looks like a railway map: a track is a colored line with a number, a role on several tracks is an interchange, a
//! move is a thin connection labeled with its direction. A picture is as wide as a phone and as high as its content.
//! Text is measured before it is placed, so nothing leaves the card or overlaps. The same knowledge gives the same
//! bytes.

mod alt;
mod canvas;
mod fields_view;
pub mod metrics;
mod overview_layout;
mod palette;
mod path_view;
mod png;
mod role_view;
pub mod scene;
mod sections;
mod svg;
mod track_view;

pub use alt::alt;
pub use png::{MAX_BYTES, png};

use crate::answer::{EntityKind, EntityRef, MapView};
use scene::Scene;

/// The note at the bottom of every picture of one track or role.
const NOT_A_CHECKLIST: &str = "What people say, not a checklist.";

/// Lays out the map.
pub fn scene(map_view: &MapView<'_>) -> Scene {
    match map_view {
        MapView::All { fields, lines } => fields_view::fields(fields, lines),
        MapView::Track { line, moves } => track_view::track(line, moves),
        MapView::Role { role, lines, out, into, .. } => role_view::role(role, lines, out, into),
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
