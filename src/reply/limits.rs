//! Discord's limits, and how a text is made to fit.
//!
//! Discord says "characters"; we count `char`s, which is never less than what it counts. Source, where no other is
//! given: <https://docs.discord.com/developers/resources/message#embed-object-embed-limits>.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// Most characters of the title of an embed.
pub const EMBED_TITLE_CHARS: usize = 256;

/// Most characters of the description of an embed.
pub const EMBED_DESCRIPTION_CHARS: usize = 4096;

/// Most characters of the footer of an embed.
pub const EMBED_FOOTER_CHARS: usize = 2048;

/// Most characters of the description of an attachment, its alternative text.
///
/// Source: <https://docs.discord.com/developers/resources/message#attachment-object>
pub const ALT_CHARS: usize = 1024;

/// Most characters on a button; about 34 can be seen.
///
/// Source: <https://docs.discord.com/developers/components/reference#button>
pub const BUTTON_LABEL_CHARS: usize = 80;

/// Most characters of the `custom_id` of a button.
///
/// Source: <https://docs.discord.com/developers/components/reference#anatomy-of-a-component>
pub const CUSTOM_ID_CHARS: usize = 100;

/// Most rows of buttons under a message.
///
/// Source: <https://docs.discord.com/developers/components/reference#action-row>
pub const ROWS: usize = 5;

/// Most buttons in a row.
///
/// Source: <https://docs.discord.com/developers/components/reference#action-row>
pub const BUTTONS_IN_ROW: usize = 5;

/// Most choices of a menu.
///
/// Source: <https://docs.discord.com/developers/components/reference#string-select>
pub const MENU_CHOICES: usize = 25;

/// Most characters of the label of a choice in a menu, and of its value.
///
/// Source: <https://docs.discord.com/developers/components/reference#string-select>
pub const MENU_LABEL_CHARS: usize = 100;

/// Most choices that autocomplete offers.
///
/// Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete>
pub const CHOICES: usize = 25;

/// Most characters of the name, and of the value, of a choice.
///
/// Source: <https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure>
pub const CHOICE_CHARS: usize = 100;

/// The text, if it has at most `most` characters; else its beginning with an ellipsis, cut between what a reader sees
/// as letters.
///
/// ```
/// use nextrole::reply::limits::cut;
///
/// assert_eq!(cut("helpdesk", 8), "helpdesk");
/// assert_eq!(cut("helpdesk", 5), "help…");
/// ```
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut room = most.saturating_sub(1);
    for letter in text.graphemes(true) {
        let chars = letter.chars().count();
        if chars > room {
            break;
        }
        room -= chars;
        kept.push_str(letter);
    }
    if most > 0 {
        kept.push('…');
    }
    kept
}

/// The text without what a reader cannot see but a screen obeys: control characters become spaces, and marks that turn
/// the direction of writing are dropped.
pub fn printable(text: &str) -> Cow<'_, str> {
    let turns = |letter: &char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.chars().any(|letter| letter.is_control() || turns(&letter)) {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|letter| !turns(letter));
    Cow::Owned(seen.map(|letter| if letter.is_control() { ' ' } else { letter }).collect())
}
