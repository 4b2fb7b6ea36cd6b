//! Ensure Discord does not have to cut a text.

use super::super::problem::{Code, Problem};
use super::super::raw::TextKind;
use super::CheckContext;

/// Maximum length of a text that stands on its own, in characters: that of the value of an embed field.
///
/// Source: <https://docs.discord.com/developers/resources/message#embed-object-embed-limits>
const MAX_TEXT_CHARS: usize = 1024;

/// Maximum length of a name, in characters: that of an option of a menu and of an autocomplete choice.
///
/// Source: <https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure>
const MAX_NAME_CHARS: usize = 100;

/// Maximum length of a number of years, in characters: "at least 3, mostly 5" fits.
const MAX_YEARS_CHARS: usize = 40;

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    for (kind, key, text) in context.raw.shown() {
        let (max, why) = match kind {
            TextKind::Name => (MAX_NAME_CHARS, "Discord shows"),
            TextKind::Text => (MAX_TEXT_CHARS, "Discord shows"),
            TextKind::Years => (MAX_YEARS_CHARS, "a number of years needs at most"),
            // Only the line as a whole has a limit.
            TextKind::Line => continue,
        };
        let chars = text.value.chars().count();
        if chars > max {
            problems.push(Problem {
                code: Code::TooLong,
                title: format!("`{key}` has {chars} characters, but {why} {max}"),
                at: text.at.clone(),
                related: Vec::new(),
                fix: Vec::new(),
                help: format!("shorten it by {}", chars - max),
            });
        }
    }
}
