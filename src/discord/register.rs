//! Registers the commands, if Discord does not have them already.

use serde_json::{Map, Value};

use super::commands::definitions;
use super::rest::{Rest, RestError};

/// What of a command is ours. The rest, such as its id and version, is Discord's.
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

/// Makes Discord's list of commands equal to ours. Says whether anything had to be changed.
///
/// # Errors
///
/// Discord could not be reached, or refused the commands.
pub(super) async fn register(rest: &Rest, application: &str) -> Result<bool, RestError> {
    let ours = serde_json::to_value(definitions()).map_err(RestError::unreadable)?;
    let path = format!("/applications/{application}/commands");
    let theirs = rest.get(&format!("{path}?with_localizations=true")).await?;
    if comparable(&theirs) == comparable(&ours) {
        return Ok(false);
    }
    rest.put(&path, &ours).await?;
    Ok(true)
}

/// A list of commands by name, with what is ours alone and without what says nothing: Discord leaves out or fills in
/// empty lists, `null` and `false` as it likes.
fn comparable(commands: &Value) -> Vec<Value> {
    let mut commands: Vec<Value> = commands.as_array().into_iter().flatten().map(telling).collect();
    commands.sort_by_key(|command| command["name"].to_string());
    commands
}

fn telling(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(key, _)| KEYS.contains(&key.as_str()));
            // Translations are by language, and each of them is ours.
            let told =
                |key: &str, value: &Value| if key.ends_with("_localizations") { value.clone() } else { telling(value) };
            let kept = kept.map(|(key, value)| (key.clone(), told(key, value))).filter(|(key, value)| {
                let is_default = key == "type" && *value == 1 && fields.contains_key("options");
                !is_default && !says_nothing(value)
            });
            Value::Object(kept.collect::<Map<_, _>>())
        }
        Value::Array(items) if items.iter().all(Value::is_number) => {
            let mut items = items.clone();
            items.sort_by_key(Value::as_i64);
            Value::Array(items)
        }
        Value::Array(items) => Value::Array(items.iter().map(telling).collect()),
        other => other.clone(),
    }
}

fn says_nothing(value: &Value) -> bool {
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
    fn what_discord_adds_makes_no_difference() {
        let ours = serde_json::to_value(definitions()).unwrap();
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
        assert_eq!(comparable(&theirs), comparable(&ours));
    }

    #[test]
    fn what_differs_is_seen() {
        let ours = serde_json::to_value(definitions()).unwrap();
        let changed = |pointer: &str, value: Value| {
            let mut theirs = ours.clone();
            *theirs.pointer_mut(pointer).unwrap() = value;
            comparable(&theirs) != comparable(&ours)
        };
        assert!(changed("/0/description", json!("other")));
        assert!(changed("/0/description_localizations/de", json!("other")));
        assert!(changed("/0/options/0/description_localizations/fr", json!("autre")));
        assert!(changed("/1/options/0/required", json!(false)));
        assert!(changed("/0/options/0/autocomplete", json!(false)));
        assert!(changed("/1/contexts", json!([0])));
        assert!(comparable(&json!([])) != comparable(&ours));
    }
}
