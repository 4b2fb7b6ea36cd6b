//! Text for a terminal obeys its width, and the terminal never obeys the knowledge.

use nextrole::reply::text::{Layout, text};

use super::replies;

#[test]
fn no_control_character_of_the_knowledge_is_shown() {
    for reply in replies() {
        let plain = text(&reply, Layout { width: 80, has_styles: false });
        assert!(!plain.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{plain}");
        let styled = text(&reply, Layout { width: 80, has_styles: true });
        for own in ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"] {
            assert!(styled.contains(own) || own == "\u{1b}[2m");
        }
        let bare = ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"].iter().fold(styled, |text, own| text.replace(own, ""));
        assert!(!bare.contains('\u{1b}'), "{bare}");
    }
}

#[test]
fn lines_fit_the_width() {
    for reply in replies() {
        for width in [20, 80, 100] {
            let shown = text(&reply, Layout { width, has_styles: false });
            let too_wide = shown.lines().find(|line| textwrap::core::display_width(line) > width);
            assert_eq!(too_wide, None);
        }
    }
}

#[test]
fn nothing_is_wrapped_where_nobody_looks() {
    for reply in replies() {
        let shown = text(&reply, Layout { width: usize::MAX, has_styles: false });
        let lines: usize =
            reply.blocks.iter().map(|block| block.lines.len() + usize::from(block.heading.is_some())).sum();
        assert_eq!(shown.lines().filter(|line| !line.is_empty()).count(), lines + 1);
    }
}
