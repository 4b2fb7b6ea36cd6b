//! Offers names while somebody types an option of a command.

use serenity::all::CommandInteraction;

use crate::answer::{Engine, Suggestion};
use crate::reply::limits::{CHOICE_CHARS, CHOICES, cut, printable};

use super::commands;

/// The label of each choice, and what is sent for it: the id is short, and has one meaning only.
pub(super) fn choices<'k>(engine: &'k Engine, command: &CommandInteraction) -> Vec<(String, &'k str)> {
    let (Some(form), Some(typing)) = (commands::find(&command.data.name), command.data.autocomplete()) else {
        return Vec::new();
    };
    let option = form.options.iter().find(|option| option.name == typing.name);
    let suggestions = option.map(|option| engine.suggest(option.topic, typing.value, CHOICES)).unwrap_or_default();
    suggestions.iter().filter_map(|suggestion| Some((label(suggestion), suggestion.entity.id?))).collect()
}

fn label(suggestion: &Suggestion<'_>) -> String {
    let name = printable(suggestion.entity.name);
    match suggestion.alias {
        Some(alias) => cut(&format!("{name} ({})", printable(alias)), CHOICE_CHARS),
        None => cut(&name, CHOICE_CHARS),
    }
}
