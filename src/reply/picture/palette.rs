//! The colours of pictures: bright on a dark card, which stands on Discord's dark and on its light background.

use std::collections::BTreeMap;

use crate::answer::Direction;

use super::scene::Colour;

/// The card.
pub(super) const CARD: Colour = "#17202b";
/// Its edge, so that it ends somewhere on a background as dark.
pub(super) const BORDER: Colour = "#46566a";
/// Names.
pub(super) const INK: Colour = "#f5f7fa";
/// What is said beside names.
pub(super) const QUIET: Colour = "#aebdce";
/// Lines that lead the eye.
pub(super) const FAINT: Colour = "#3a4858";
/// "You are here".
pub(super) const HERE: Colour = "#ffd43b";
/// Text on a bright ground.
pub(super) const DARK: Colour = "#10161e";

/// The colours of lines; all stand out from the card, and neighbours from each other.
const LINES: [Colour; 12] = [
    "#ff6b6b", "#4dabf7", "#69db7c", "#ffa94d", "#da77f2", "#38d9a9", "#f783ac", "#a9e34b", "#9775fa", "#ffe066",
    "#3bc9db", "#e8b98a",
];

/// The colours of the lines of a picture, by their numbers.
#[derive(Default)]
pub(super) struct Colours(BTreeMap<usize, Colour>);

impl Colours {
    /// Gives lines that stand together colours of their own, as far as there are enough.
    pub(super) fn tell_apart(&mut self, numbers: impl Iterator<Item = usize> + Clone) {
        for number in numbers.clone() {
            let is_free = |colour: &Colour| !numbers.clone().any(|other| self.0.get(&other) == Some(colour));
            let colour = (0..LINES.len()).map(|turn| preferred(number + turn)).find(is_free);
            self.0.entry(number).or_insert(colour.unwrap_or(preferred(number)));
        }
    }

    /// The colour of the line with this number.
    pub(super) fn of(&self, number: usize) -> Colour {
        self.0.get(&number).copied().unwrap_or(preferred(number))
    }
}

/// The colour that a line has where no other has it.
fn preferred(number: usize) -> Colour {
    LINES[number.wrapping_sub(1) % LINES.len()]
}

/// The colour of a move.
pub(super) fn direction(direction: Direction) -> Colour {
    match direction {
        Direction::Up => "#69db7c",
        Direction::Across => "#4dabf7",
        Direction::IntoManagement => "#da77f2",
        Direction::Out => "#ffa94d",
        Direction::Beside | Direction::Near => "#aebdce",
    }
}
