//! The colors of pictures: bright on a dark card that stands out on Discord's dark and light themes.

use crate::answer::FamilyRef;

use super::scene::Color;

/// The card.
pub(super) const CARD: Color = "#17202b";
/// The edge of the card.
pub(super) const BORDER: Color = "#46566a";
/// Names.
pub(super) const INK: Color = "#f5f7fa";
/// Text beside names.
pub(super) const MUTED: Color = "#b3c1d1";
/// The rails of a ladder.
pub(super) const RAIL: Color = "#5b6c80";
/// Text on a bright background.
pub(super) const DARK: Color = "#10161e";

/// The colors of families; all contrast with the card, and neighbors with each other.
const FAMILIES: [Color; 12] = [
    "#ff7b72", "#58b4ff", "#69db7c", "#ffa94d", "#da77f2", "#38d9a9", "#f783ac", "#a9e34b", "#a08bfa", "#ffe066",
    "#3bc9db", "#e8b98a",
];

/// The color of a family. A folder may define more families than there are colors.
pub(super) fn family(family: Option<&FamilyRef<'_>>) -> Color {
    numbered(family.map(|family| family.number))
}

/// The color of the family with this number, counted from 0.
pub(super) fn numbered(family: Option<usize>) -> Color {
    family.map_or(MUTED, |number| FAMILIES[number % FAMILIES.len()])
}
