//! Ensure suggestions for an option can be shown.
//!
//! Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete>

use serde_json::Value;

use super::{count, join, known, object, required, required_text};
use crate::log::Violation;

/// Most suggestions at once. None is allowed.
pub const CHOICES: usize = 25;
/// Most characters of a choice's name, and of a value that is text; at least one.
pub const CHOICE_CHARS: usize = 100;

/// Checks the choices of an option, or of an autocomplete response. `kind` is the option's type, if it is known.
pub fn check(choices: &[Value], kind: Option<u64>, at: &str, broken: &mut Vec<Violation>) {
    count(choices.len(), at, 0, CHOICES, broken);
    for (place, choice) in choices.iter().enumerate() {
        let at = join(at, place);
        let Some(map) = object(choice, &at, broken) else { continue };
        known(map, &at, &["name", "name_localizations", "value"], broken);
        required_text(choice, "name", &at, 1, CHOICE_CHARS, broken);
        let localised = choice.get("name_localizations").and_then(Value::as_object);
        for (language, name) in localised.into_iter().flatten() {
            if let Some(name) = name.as_str() {
                let at = join(&join(&at, "name_localizations"), language);
                super::length(name, &at, 1, CHOICE_CHARS, broken);
            }
        }
        let fits = match (choice.get("value"), kind) {
            (None | Some(Value::Null), _) => {
                broken.push(required(join(&at, "value")));
                continue;
            }
            (Some(Value::String(_)), Some(3) | None) => {
                required_text(choice, "value", &at, 1, CHOICE_CHARS, broken);
                true
            }
            (Some(Value::Number(number)), Some(4)) => number.is_i64(),
            (Some(Value::Number(_)), Some(10) | None) => true,
            _ => false,
        };
        if !fits {
            let message = "The value is not of the option's type";
            broken.push(Violation::new(join(&at, "value"), "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_TYPE", message));
        }
    }
}
