//! Registers the commands with Discord if they have changed.

use serde_json::{Map, Value};

use super::commands::definitions;
use super::rest::{Rest, RestError};

/// The keys that are compared. The others, such as id and version, are set by Discord.
const KEYS: &[&str] = &[
    "name",
    "type",
    "description",
    "name_localizations",
    "description_localizations",
    "options",
    "required",
    "autocomplete",
    "choices",
    "min_length",
    "max_length",
    "contexts",
    "integration_types",
    "default_member_permissions",
    "nsfw",
];

/// Replaces the registered commands if they differ from ours. Returns whether they did.
///
/// # Errors
///
/// Discord could not be reached or rejected the commands.
pub(super) async fn register(rest: &Rest, application: &str) -> Result<bool, RestError> {
    let ours =
        serde_json::to_value(definitions().map_err(RestError::invalid_request)?).map_err(RestError::invalid_request)?;
    let path = format!("/applications/{application}/commands");
    let theirs = rest.get(&format!("{path}?with_localizations=true")).await?;
    if normalized_commands(&theirs) == normalized_commands(&ours) {
        return Ok(false);
    }
    rest.put(&path, &ours).await?;
    Ok(true)
}

/// The commands sorted by name, each reduced by [`normalize`].
fn normalized_commands(commands: &Value) -> Vec<Value> {
    let mut commands: Vec<Value> = commands.as_array().into_iter().flatten().map(normalize).collect();
    commands.sort_by_key(|command| command["name"].to_string());
    commands
}

/// Keeps the keys that are compared and drops empty values: Discord may add or omit `null`, `false` and empty lists.
fn normalize(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(key, _)| KEYS.contains(&key.as_str()));
            // Localizations are keyed by locale, so none of their keys is dropped.
            let normalized = |key: &str, value: &Value| {
                if key.ends_with("_localizations") { value.clone() } else { normalize(value) }
            };
            let kept = kept.map(|(key, value)| (key.clone(), normalized(key, value))).filter(|(key, value)| {
                let is_default = key == "type" && *value == 1 && fields.contains_key("options");
                !is_default && !is_empty_value(value)
            });
            Value::Object(kept.collect::<Map<_, _>>())
        }
        Value::Array(items) if items.iter().all(Value::is_number) => {
            let mut items = items.clone();
            items.sort_by_key(Value::as_i64);
            Value::Array(items)
        }
        Value::Array(items) => Value::Array(items.iter().map(normalize).collect()),
        other => other.clone(),
    }
}

fn is_empty_value(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Number(_) | Value::Bool(true) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_added_by_discord_are_ignored() {
        let ours = serde_json::to_value(definitions().unwrap()).unwrap();
        let mut theirs = ours.clone();
        for command in theirs.as_array_mut().unwrap() {
            let command = command.as_object_mut().unwrap();
            command.insert("id".to_owned(), json!("1"));
            command.insert("version".to_owned(), json!("2"));
            command.entry("type").or_insert(json!(1));
            command.insert("nsfw".to_owned(), json!(false));
            command.entry("name_localizations").or_insert(json!(null));
            command.insert("default_member_permissions".to_owned(), json!(null));
        }
        theirs.as_array_mut().unwrap().reverse();
        assert_eq!(normalized_commands(&theirs), normalized_commands(&ours));
    }

    #[test]
    fn differences_are_detected() {
        let ours = serde_json::to_value(definitions().unwrap()).unwrap();
        let changed = |pointer: &str, value: Value| {
            let mut theirs = ours.clone();
            *theirs.pointer_mut(pointer).unwrap() = value;
            normalized_commands(&theirs) != normalized_commands(&ours)
        };
        assert!(changed("/0/description", json!("other")));
        assert!(changed("/0/description_localizations/de", json!("other")));
        assert!(changed("/0/options/0/description_localizations/fr", json!("autre")));
        assert!(changed("/1/options/0/required", json!(false)));
        assert!(changed("/0/options/0/autocomplete", json!(false)));
        assert!(changed("/1/contexts", json!([0])));
        assert!(normalized_commands(&json!([])) != normalized_commands(&ours));
    }
}
