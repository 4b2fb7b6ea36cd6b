//! Discord's limits, and text functions that keep them.
//!
//! Discord says "characters"; we count `char`s, which is never fewer than Discord counts. Source, unless another is
//! given: <https://docs.discord.com/developers/resources/message#embed-object-embed-limits>.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::invisible::is_direction_mark;

/// Maximum length of title of an embed.
pub const EMBED_TITLE_CHARS: usize = 256;

/// Maximum length of description of an embed.
pub const EMBED_DESCRIPTION_CHARS: usize = 4096;

/// Maximum length of footer of an embed.
pub const EMBED_FOOTER_CHARS: usize = 2048;

/// Maximum length of an attachment description (alt text).
///
/// Source: <https://docs.discord.com/developers/resources/message#attachment-object>
pub const ALT_CHARS: usize = 1024;

/// Maximum length of a button label; about 34 characters are visible.
///
/// Source: <https://docs.discord.com/developers/components/reference#button>
pub const BUTTON_LABEL_CHARS: usize = 80;

/// Maximum length of `custom_id` of a button.
///
/// Source: <https://docs.discord.com/developers/components/reference#anatomy-of-a-component>
pub const CUSTOM_ID_CHARS: usize = 100;

/// Maximum number of component rows of a message.
///
/// Source: <https://docs.discord.com/developers/components/reference#action-row>
pub const ROWS: usize = 5;

/// Maximum number of buttons in a row.
///
/// Source: <https://docs.discord.com/developers/components/reference#action-row>
pub const BUTTONS_IN_ROW: usize = 5;

/// Maximum number of options of a menu.
///
/// Source: <https://docs.discord.com/developers/components/reference#string-select>
pub const MENU_CHOICES: usize = 25;

/// Maximum length of a menu option's label and of its value.
///
/// Source: <https://docs.discord.com/developers/components/reference#string-select>
pub const MENU_LABEL_CHARS: usize = 100;

/// Maximum number of autocomplete choices.
///
/// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete>
pub const CHOICES: usize = 25;

/// Maximum length of an autocomplete choice's name and of its value.
///
/// Source: <https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure>
pub const CHOICE_CHARS: usize = 100;

/// The text, cut to `max` characters with an ellipsis if it is longer. It is cut between grapheme clusters.
///
/// ```
/// use nextrole::reply::limits::cut;
///
/// assert_eq!(cut("helpdesk", 8), "helpdesk");
/// assert_eq!(cut("helpdesk", 5), "help…");
/// ```
pub fn cut(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut room = max.saturating_sub(1);
    for letter in text.graphemes(true) {
        let chars = letter.chars().count();
        if chars > room {
            break;
        }
        room -= chars;
        kept.push_str(letter);
    }
    if max > 0 {
        kept.push('…');
    }
    kept
}

/// The text with control characters replaced by spaces and bidirectional overrides removed.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|letter| letter.is_control() || is_direction_mark(letter)) {
        return Cow::Borrowed(text);
    }
    let visible = text.chars().filter(|letter| !is_direction_mark(*letter));
    Cow::Owned(visible.map(|letter| if letter.is_control() { ' ' } else { letter }).collect())
}
