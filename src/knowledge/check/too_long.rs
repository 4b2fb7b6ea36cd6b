//! Ensure Discord need not cut a text.

use super::super::problem::{Code, Problem};
use super::super::raw::Sort;
use super::Facts;

/// Most characters of a text that stands for itself: those of the value of one field.
///
/// Source: <https://docs.discord.com/developers/resources/message#embed-object-embed-limits>
const TEXT_CHARS: usize = 1024;

/// Most characters of a name: those of an option in a menu and of a choice in autocomplete.
///
/// Source: <https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure>
const NAME_CHARS: usize = 100;

pub(super) fn check(facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    for (sort, key, text) in facts.raw.shown() {
        let most = match sort {
            Sort::Name => NAME_CHARS,
            Sort::Text => TEXT_CHARS,
            // Shown among others in a line, whose length is not that of one text.
            Sort::Line => continue,
        };
        let chars = text.value.chars().count();
        if chars > most {
            problems.push(Problem {
                code: Code::TooLong,
                title: format!("`{key}` has {chars} characters, and Discord shows {most}"),
                at: text.at.clone(),
                see: Vec::new(),
                help: format!("shorten it by {}", chars - most),
            });
        }
    }
}
