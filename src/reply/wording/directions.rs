//! The words for directions: one table for answers, maps and alt texts.

use crate::answer::Direction;

/// What a direction is called.
pub(in crate::reply) struct DirectionWords {
    /// Beside a line of a map, and where somebody sees a move differently: "across".
    pub(in crate::reply) label: &'static str,
    /// Above a list of destinations.
    pub(in crate::reply) heading: &'static str,
    /// In front of a destination: "across to".
    pub(in crate::reply) toward: &'static str,
}

/// The words for a direction.
pub(in crate::reply) fn words(direction: Direction) -> DirectionWords {
    let (label, heading, toward) = match direction {
        Direction::Up => ("up", "Next steps up", "up to"),
        Direction::Across => ("across", "Next steps across", "across to"),
        Direction::IntoManagement => ("into management", "Into management", "into management, as"),
        Direction::Out => ("out", "Outside this field", "out of this field, to"),
        Direction::Beside => ("same level", "At the same level", "at the same level, to"),
        Direction::Near => ("related", "Related roles (not a next step)", "to the related role"),
    };
    DirectionWords { label, heading, toward }
}
