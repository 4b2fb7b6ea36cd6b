//! Characters that leave nothing to be seen: the one table of them, Unicode's own.

use icu_properties::CodePointSetData;
use icu_properties::props::{BidiControl, DefaultIgnorableCodePoint};

/// Whether a character is not shown: soft hyphens, zero-width spaces and joiners, direction marks, variation selectors,
/// fillers, tags, the byte order mark (Unicode's `Default_Ignorable_Code_Point`). White space and control characters are
/// not among them.
pub fn is_invisible(letter: char) -> bool {
    !letter.is_ascii() && CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter)
}

/// Whether a character changes the direction in which its neighbors are shown (Unicode's `Bidi_Control`).
pub fn is_direction_mark(letter: char) -> bool {
    !letter.is_ascii() && CodePointSetData::new::<BidiControl>().contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown() {
        let invisible = ['\u{ad}', '\u{34f}', '\u{61c}', '\u{200b}', '\u{200d}', '\u{202e}', '\u{2060}', '\u{2066}'];
        for letter in invisible.into_iter().chain(['\u{3164}', '\u{fe0f}', '\u{feff}', '\u{ffa0}', '\u{e0041}']) {
            assert!(is_invisible(letter), "{letter:?}");
        }
        for letter in ['a', ' ', '\n', '\u{a0}', '\u{301}', '-', '\u{2010}', '管'] {
            assert!(!is_invisible(letter), "{letter:?}");
        }
    }

    #[test]
    fn what_turns_the_direction() {
        assert!(
            ['\u{61c}', '\u{200e}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}'].into_iter().all(is_direction_mark)
        );
        assert!(!['a', '\u{200b}', '\u{200d}', '\u{2028}'].into_iter().any(is_direction_mark));
    }
}
