//! Discord's rules for the bodies of requests: JSON in, [`Violation`]s out.
//!
//! Pure functions, one module per kind of body. Characters are counted as Unicode scalar values. Messages are Discord's
//! own where they are known.

pub mod choices;
pub mod command;
pub mod components;
pub mod embed;
pub mod mentions;
pub mod message;
pub mod modal;
pub mod usage;

use serde_json::{Map, Value};

use crate::log::Violation;

/// Appends to a path: `embeds` and `0` give `embeds.0`.
fn join(path: &str, key: impl std::fmt::Display) -> String {
    if path.is_empty() { key.to_string() } else { format!("{path}.{key}") }
}

/// Checks that a string, if there is one, has between `min` and `max` characters.
fn optional_string(object: &Value, key: &str, path: &str, min: usize, max: usize, violations: &mut Vec<Violation>) {
    match object.get(key) {
        None | Some(Value::Null) => {}
        Some(Value::String(text)) => check_length(text, &join(path, key), min, max, violations),
        Some(_) => {
            violations.push(Violation::new(join(path, key), "STRING_TYPE_CONVERT", "Could not interpret as string."))
        }
    }
}

/// Checks that there is a string, and its length.
fn required_string(object: &Value, key: &str, path: &str, min: usize, max: usize, violations: &mut Vec<Violation>) {
    match object.get(key) {
        None | Some(Value::Null) => violations.push(required(join(path, key))),
        Some(_) => optional_string(object, key, path, min, max, violations),
    }
}

fn check_length(text: &str, path: &str, min: usize, max: usize, violations: &mut Vec<Violation>) {
    let count = text.chars().count();
    if count == 0 && min > 0 {
        violations.push(required(path));
    } else if min == 0 && count > max {
        violations.push(Violation::new(path, "BASE_TYPE_MAX_LENGTH", format!("Must be {max} or fewer in length.")));
    } else if !(min..=max).contains(&count) {
        let message = format!("Must be between {min} and {max} in length.");
        violations.push(Violation::new(path, "BASE_TYPE_BAD_LENGTH", message));
    }
}

/// Checks the number of entries in a list.
fn check_count(entries: usize, path: &str, min: usize, max: usize, violations: &mut Vec<Violation>) {
    if min == 0 && entries > max {
        violations.push(Violation::new(path, "BASE_TYPE_MAX_LENGTH", format!("Must be {max} or fewer in length.")));
    } else if !(min..=max).contains(&entries) {
        let message = format!("Must be between {min} and {max} in length.");
        violations.push(Violation::new(path, "BASE_TYPE_BAD_LENGTH", message));
    }
}

fn required(path: impl Into<String>) -> Violation {
    Violation::new(path, "BASE_TYPE_REQUIRED", "This field is required")
}

/// The array under a key: empty if it is absent or null, a violation if it is something else.
fn array<'v>(object: &'v Value, key: &str, path: &str, violations: &mut Vec<Violation>) -> &'v [Value] {
    match object.get(key) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(entries)) => entries,
        Some(_) => {
            violations.push(Violation::new(
                join(path, key),
                "LIST_TYPE_CONVERT",
                "Only iterables may be used in a ListType",
            ));
            &[]
        }
    }
}

/// The object; a violation if it is something else.
fn object<'v>(value: &'v Value, path: &str, violations: &mut Vec<Violation>) -> Option<&'v Map<String, Value>> {
    if !value.is_object() {
        violations.push(Violation::new(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"));
    }
    value.as_object()
}

/// Warns about keys that Discord's documentation does not list here. Discord ignores them silently. Null and
/// `false` change nothing; libraries send them by default.
fn check_keys(object: &Map<String, Value>, path: &str, keys: &[&str], violations: &mut Vec<Violation>) {
    let is_set = |value: &Value| !value.is_null() && *value != Value::Bool(false);
    for (key, _) in object.iter().filter(|(key, value)| !keys.contains(&key.as_str()) && is_set(value)) {
        violations.push(Violation::warning(join(path, key), "FAKE_UNKNOWN_KEY", "Discord knows no such key here."));
    }
}

/// Checks that a string, if there is one, is a web URL or, where allowed, `attachment://…`.
fn check_url(object: &Value, key: &str, path: &str, attachment: bool, violations: &mut Vec<Violation>) {
    let Some(url) = object.get(key).and_then(Value::as_str) else { return };
    let web = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme) && url.len() > scheme.len());
    let uploaded = attachment && url.starts_with("attachment://");
    if !web && !uploaded {
        let message = format!("Scheme \"{url}\" is not supported. Scheme must be one of ('http', 'https').");
        violations.push(Violation::new(join(path, key), "URL_TYPE_INVALID_SCHEME", message));
    }
}
