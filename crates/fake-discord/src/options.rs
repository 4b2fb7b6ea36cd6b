//! Fills in the options of a slash command, as strict as Discord's own client.

use serde_json::{Map, Value, json};

use crate::actions::ActionError;
use crate::id::Id;

const SUBCOMMAND: u64 = 1;
const GROUP: u64 = 2;
const STRING: u64 = 3;
const INTEGER: u64 = 4;
const BOOLEAN: u64 = 5;
const USER: u64 = 6;
const CHANNEL: u64 = 7;
const ROLE: u64 = 8;
const NUMBER: u64 = 10;

/// Options as they are sent, and the ids in them to resolve.
#[derive(Debug, Default)]
pub(crate) struct FilledOptions {
    pub(crate) options: Vec<Value>,
    pub(crate) users: Vec<Id>,
    pub(crate) roles: Vec<Id>,
    pub(crate) channels: Vec<Id>,
    /// The type of the option that is being completed.
    pub(crate) focused_kind: Option<u64>,
}

/// Fills in the options of a command. `values` is an object, e.g. `{"role": "helpdesk", "private": true}`; a subcommand
/// is an object in it. `focused` is the option that is being completed: then nothing is required, and its value may be
/// anything.
///
/// # Errors
///
/// What Discord's client would not send: an unknown or missing option, or a value of another type or of no choice.
pub(crate) fn fill(command: &Value, values: &Value, focused: Option<&str>) -> Result<FilledOptions, ActionError> {
    let mut filled = FilledOptions::default();
    let empty = Map::new();
    let values = match values {
        Value::Object(values) => values,
        Value::Null => &empty,
        other => return Err(invalid(format!("options are an object, not {other}"))),
    };
    filled.options = fill_level(command, values, focused, &mut filled)?;
    if focused.is_some() && filled.focused_kind.is_none() {
        return Err(invalid(format!(
            "the option {} is not filled in, or has no autocomplete",
            focused.unwrap_or_default()
        )));
    }
    Ok(filled)
}

fn fill_level(
    parent: &Value,
    values: &Map<String, Value>,
    focused: Option<&str>,
    filled: &mut FilledOptions,
) -> Result<Vec<Value>, ActionError> {
    let none = Vec::new();
    let known = parent.get("options").and_then(Value::as_array).unwrap_or(&none);
    let name_of = |option: &Value| option.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(unknown) = values.keys().find(|key| !known.iter().any(|option| name_of(option) == **key)) {
        return Err(invalid(format!("there is no option {unknown}")));
    }
    let mut sent = Vec::new();
    // The client sends options in the order in which they were filled in. An object has no order, so the command's is
    // used.
    for option in known {
        let (name, kind) = (name_of(option), option.get("type").and_then(Value::as_u64).unwrap_or(0));
        let Some(value) = values.get(&name) else {
            if focused.is_none() && option.get("required") == Some(&json!(true)) {
                return Err(invalid(format!("the option {name} is required")));
            }
            continue;
        };
        let mut entry = json!({ "name": name, "type": kind });
        if [SUBCOMMAND, GROUP].contains(&kind) {
            let inside = value.as_object().ok_or_else(|| invalid(format!("{name} is a subcommand")))?;
            entry["options"] = fill_level(option, inside, focused, filled)?.into();
        } else {
            entry["value"] = value.clone();
            if focused == Some(name.as_str()) && option.get("autocomplete") == Some(&json!(true)) {
                entry["focused"] = json!(true);
                filled.focused_kind = Some(kind);
            } else {
                check(option, kind, &name, value, filled)?;
            }
        }
        sent.push(entry);
    }
    Ok(sent)
}

/// Checks a value against its option.
fn check(option: &Value, kind: u64, name: &str, value: &Value, filled: &mut FilledOptions) -> Result<(), ActionError> {
    let id = value.as_str().and_then(Id::parse);
    let number = |key: &str| option.get(key).and_then(Value::as_f64);
    let fits = match kind {
        STRING => value.as_str().is_some_and(|text| {
            let length = text.chars().count() as f64;
            // Discord's client does not send empty text.
            length >= number("min_length").unwrap_or(1.0).max(1.0) && length <= number("max_length").unwrap_or(6000.0)
        }),
        INTEGER | NUMBER => value.as_f64().is_some_and(|value| {
            let whole = kind == NUMBER || value.fract() == 0.0;
            whole
                && number("min_value").is_none_or(|min| value >= min)
                && number("max_value").is_none_or(|max| value <= max)
        }),
        BOOLEAN => value.is_boolean(),
        USER => id.map(|id| filled.users.push(id)).is_some(),
        CHANNEL => id.map(|id| filled.channels.push(id)).is_some(),
        ROLE => id.map(|id| filled.roles.push(id)).is_some(),
        _ => return Err(invalid(format!("options of type {kind} are not supported"))),
    };
    if !fits {
        return Err(invalid(format!("{value} does not fit the option {name}")));
    }
    // Fixed choices restrict the value; those of autocomplete do not.
    if let Some(choices) = option.get("choices").and_then(Value::as_array).filter(|choices| !choices.is_empty())
        && !choices.iter().any(|choice| choice.get("value") == Some(value))
    {
        return Err(invalid(format!("{value} is no choice of the option {name}")));
    }
    Ok(())
}

fn invalid(message: String) -> ActionError {
    ActionError::InvalidOption(message)
}
