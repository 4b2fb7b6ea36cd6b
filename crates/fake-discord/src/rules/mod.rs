//! Discord's rules for what a bot sends: JSON in, a list of broken rules out.
//!
//! Pure functions, one file per kind of body. They count what Discord calls characters as Unicode scalar values. Their
//! words are Discord's own where those are known, so that the answer of the stand-in reads like the real one.

pub mod choices;
pub mod command;
pub mod components;
pub mod embed;
pub mod measure;
pub mod mentions;
pub mod message;

use serde_json::{Map, Value};

use super::log::Violation;

/// The path of a part: `embeds` and `0` give `embeds.0`.
fn join(at: &str, key: impl std::fmt::Display) -> String {
    if at.is_empty() { key.to_string() } else { format!("{at}.{key}") }
}

/// Checks that a text, if there is one, has between `least` and `most` characters.
fn text(object: &Value, key: &str, at: &str, least: usize, most: usize, broken: &mut Vec<Violation>) {
    match object.get(key) {
        None | Some(Value::Null) => {}
        Some(Value::String(text)) => length(text, &join(at, key), least, most, broken),
        Some(_) => broken.push(Violation::new(join(at, key), "STRING_TYPE_CONVERT", "Could not interpret as string.")),
    }
}

/// Checks that there is a text, and its length.
fn required_text(object: &Value, key: &str, at: &str, least: usize, most: usize, broken: &mut Vec<Violation>) {
    match object.get(key) {
        None | Some(Value::Null) => broken.push(required(join(at, key))),
        Some(_) => text(object, key, at, least, most, broken),
    }
}

fn length(text: &str, at: &str, least: usize, most: usize, broken: &mut Vec<Violation>) {
    let count = text.chars().count();
    if count == 0 && least > 0 {
        broken.push(required(at));
    } else if least == 0 && count > most {
        broken.push(Violation::new(at, "BASE_TYPE_MAX_LENGTH", format!("Must be {most} or fewer in length.")));
    } else if !(least..=most).contains(&count) {
        let message = format!("Must be between {least} and {most} in length.");
        broken.push(Violation::new(at, "BASE_TYPE_BAD_LENGTH", message));
    }
}

/// Checks how many entries a list has.
fn count(entries: usize, at: &str, least: usize, most: usize, broken: &mut Vec<Violation>) {
    if least == 0 && entries > most {
        broken.push(Violation::new(at, "BASE_TYPE_MAX_LENGTH", format!("Must be {most} or fewer in length.")));
    } else if !(least..=most).contains(&entries) {
        let message = format!("Must be between {least} and {most} in length.");
        broken.push(Violation::new(at, "BASE_TYPE_BAD_LENGTH", message));
    }
}

fn required(at: impl Into<String>) -> Violation {
    Violation::new(at, "BASE_TYPE_REQUIRED", "This field is required")
}

/// The list under a key: empty if it is absent or null, and a broken rule if it is something else.
fn list<'v>(object: &'v Value, key: &str, at: &str, broken: &mut Vec<Violation>) -> &'v [Value] {
    match object.get(key) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(entries)) => entries,
        Some(_) => {
            broken.push(Violation::new(join(at, key), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"));
            &[]
        }
    }
}

/// The object, or a broken rule and nothing.
fn object<'v>(value: &'v Value, at: &str, broken: &mut Vec<Violation>) -> Option<&'v Map<String, Value>> {
    if !value.is_object() {
        broken.push(Violation::new(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"));
    }
    value.as_object()
}

/// Notes keys that Discord's documentation does not know here. Discord would pass over them in silence.
fn known(object: &Map<String, Value>, at: &str, keys: &[&str], broken: &mut Vec<Violation>) {
    for key in object.keys().filter(|key| !keys.contains(&key.as_str())) {
        broken.push(Violation::noticed(join(at, key), "STAND_IN_UNKNOWN_KEY", "Discord knows no such key here."));
    }
}

/// Checks that a text, if there is one, is a web address (or `attachment://…`, where that is allowed).
fn address(object: &Value, key: &str, at: &str, attachment: bool, broken: &mut Vec<Violation>) {
    let Some(url) = object.get(key).and_then(Value::as_str) else { return };
    let web = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme) && url.len() > scheme.len());
    let uploaded = attachment && url.starts_with("attachment://");
    if !web && !uploaded {
        let message = format!("Scheme \"{url}\" is not supported. Scheme must be one of ('http', 'https').");
        broken.push(Violation::new(join(at, key), "URL_TYPE_INVALID_SCHEME", message));
    }
}
