//! The colors of pictures: bright on a dark card that stands out on Discord's dark and light themes.

use std::collections::BTreeMap;

use crate::answer::Direction;

use super::scene::Color;

/// The card.
pub(super) const CARD: Color = "#17202b";
/// The edge of the card.
pub(super) const BORDER: Color = "#46566a";
/// Names.
pub(super) const INK: Color = "#f5f7fa";
/// Text beside names.
pub(super) const MUTED: Color = "#aebdce";
/// Guide lines.
pub(super) const FAINT: Color = "#3a4858";
/// "You are here".
pub(super) const HERE: Color = "#ffd43b";
/// Text on a bright background.
pub(super) const DARK: Color = "#10161e";

/// The colors of lines; all contrast with the card, and neighbors with each other.
const LINES: [Color; 12] = [
    "#ff6b6b", "#4dabf7", "#69db7c", "#ffa94d", "#da77f2", "#38d9a9", "#f783ac", "#a9e34b", "#9775fa", "#ffe066",
    "#3bc9db", "#e8b98a",
];

/// The colors of the lines of a picture, by number.
#[derive(Default)]
pub(super) struct Colors(BTreeMap<usize, Color>);

impl Colors {
    /// Assigns distinct colors to lines drawn together, as far as there are enough.
    pub(super) fn assign(&mut self, numbers: impl Iterator<Item = usize> + Clone) {
        for number in numbers.clone() {
            let is_free = |color: &Color| !numbers.clone().any(|other| self.0.get(&other) == Some(color));
            let color = (0..LINES.len()).map(|turn| preferred(number + turn)).find(is_free);
            self.0.entry(number).or_insert(color.unwrap_or(preferred(number)));
        }
    }

    /// The color of a line.
    pub(super) fn of(&self, number: usize) -> Color {
        self.0.get(&number).copied().unwrap_or(preferred(number))
    }
}

/// The color of something with a number, such as a field.
pub(super) fn numbered(number: usize) -> Color {
    preferred(number)
}

/// The color of a line, unless a neighbor has it.
fn preferred(number: usize) -> Color {
    LINES[number.wrapping_sub(1) % LINES.len()]
}

/// The color of a move.
pub(super) fn direction(direction: Direction) -> Color {
    match direction {
        Direction::Up => "#69db7c",
        Direction::Across => "#4dabf7",
        Direction::IntoManagement => "#da77f2",
        Direction::Out => "#ffa94d",
        Direction::Beside | Direction::Near => "#aebdce",
    }
}
