//! Registers the commands with Discord if they have changed.

use std::num::NonZeroU64;

use serde_json::{Map, Value};

use crate::token::Token;

use super::commands::definitions;
use super::failure::{Failure, string};
use super::metrics::Metrics;
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

/// The keys of commands that are registered for every server and that one server's commands do not have.
const GLOBAL_KEYS: &[&str] = &["contexts", "integration_types"];

/// Where commands are registered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// Wherever the application is installed.
    #[default]
    Everywhere,
    /// In the server with this id only, to try them out.
    Server(NonZeroU64),
}

impl Scope {
    fn path(self, application: &str) -> String {
        match self {
            Scope::Everywhere => format!("/applications/{application}/commands"),
            Scope::Server(id) => format!("/applications/{application}/guilds/{id}/commands"),
        }
    }
}

/// What [`register_commands`] found and did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Whether commands were changed.
    pub has_changed: bool,
    /// The names of the commands that are registered now.
    pub names: Vec<String>,
}

/// Registers the commands without a gateway connection, or removes them.
///
/// # Errors
///
/// Discord could not be reached, or rejected the token or the commands.
pub async fn register_commands(
    token: Token,
    proxy: Option<&str>,
    scope: Scope,
    remove: bool,
) -> Result<Registration, Failure> {
    let failed = |doing| move |why| Failure::Rest { doing, why };
    let rest = Rest::new(Some(token), proxy, Metrics::default()).map_err(failed("set up the connection to Discord"))?;
    let application = rest.get("/applications/@me").await.map_err(failed("look up the application"))?;
    let application = string(&application, "the application", "id")?;
    let commands = if remove { Value::Array(Vec::new()) } else { ours(scope).map_err(failed("write the commands"))? };
    let doing = if remove { "remove the commands" } else { "register the commands" };
    let has_changed = replace(&rest, application, scope, &commands).await.map_err(failed(doing))?;
    let names =
        commands.as_array().into_iter().flatten().filter_map(|command| Some(command["name"].as_str()?.to_owned()));
    Ok(Registration { has_changed, names: names.collect() })
}

/// Replaces the registered commands if they differ from ours. Returns whether they did.
///
/// # Errors
///
/// Discord could not be reached or rejected the commands.
pub(super) async fn register(rest: &Rest, application: &str, scope: Scope) -> Result<bool, RestError> {
    replace(rest, application, scope, &ours(scope)?).await
}

/// The commands of this program.
///
/// # Errors
///
/// A file of translations is invalid.
pub(super) fn ours(scope: Scope) -> Result<Value, RestError> {
    let commands = definitions().map_err(RestError::invalid_request)?;
    let mut commands = serde_json::to_value(commands).map_err(RestError::invalid_request)?;
    if scope != Scope::Everywhere {
        let commands = commands.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut);
        commands.for_each(|command| command.retain(|key, _| !GLOBAL_KEYS.contains(&key.as_str())));
    }
    Ok(commands)
}

async fn replace(rest: &Rest, application: &str, scope: Scope, commands: &Value) -> Result<bool, RestError> {
    let path = scope.path(application);
    let mut theirs = rest.get(&format!("{path}?with_localizations=true")).await?;
    if scope != Scope::Everywhere {
        let theirs = theirs.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut);
        theirs.for_each(|command| command.retain(|key, _| !GLOBAL_KEYS.contains(&key.as_str())));
    }
    if normalized_commands(&theirs) == normalized_commands(commands) {
        return Ok(false);
    }
    rest.put(&path, commands).await?;
    Ok(true)
}

/// The commands sorted by name, each reduced by [`normalize`].
pub(super) fn normalized_commands(commands: &Value) -> Vec<Value> {
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
