//! Limits of an option's choices.
//!
//! Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete>

use serde_json::Value;

use super::{check_count, check_keys, join, object, required, required_string};
use crate::log::Violation;

/// The maximum number of choices. There may be none.
pub const MAX_CHOICES: usize = 25;
/// The maximum length of a choice's name, and of a value that is a string; they must not be empty.
pub const MAX_CHOICE_CHARS: usize = 100;

/// Checks the choices of an option, or of an autocomplete response. `kind` is the option's type, if it is known.
pub fn check(choices: &[Value], kind: Option<u64>, path: &str, violations: &mut Vec<Violation>) {
    check_count(choices.len(), path, 0, MAX_CHOICES, violations);
    for (index, choice) in choices.iter().enumerate() {
        let path = join(path, index);
        let Some(map) = object(choice, &path, violations) else { continue };
        check_keys(map, &path, &["name", "name_localizations", "value"], violations);
        required_string(choice, "name", &path, 1, MAX_CHOICE_CHARS, violations);
        let localized = choice.get("name_localizations").and_then(Value::as_object);
        for (language, name) in localized.into_iter().flatten() {
            if let Some(name) = name.as_str() {
                let path = join(&join(&path, "name_localizations"), language);
                super::check_length(name, &path, 1, MAX_CHOICE_CHARS, violations);
            }
        }
        let fits = match (choice.get("value"), kind) {
            (None | Some(Value::Null), _) => {
                violations.push(required(join(&path, "value")));
                continue;
            }
            (Some(Value::String(_)), Some(3) | None) => {
                required_string(choice, "value", &path, 1, MAX_CHOICE_CHARS, violations);
                true
            }
            (Some(Value::Number(number)), Some(4)) => number.is_i64(),
            (Some(Value::Number(_)), Some(10) | None) => true,
            _ => false,
        };
        if !fits {
            let message = "The value is not of the option's type";
            violations.push(Violation::new(
                join(&path, "value"),
                "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_TYPE",
                message,
            ));
        }
    }
}
