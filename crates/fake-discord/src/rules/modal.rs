//! Limits of modals.
//!
//! Source of all figures: <https://docs.discord.com/developers/components/reference#text-input>

use serde_json::Value;

use super::{array, check_count, check_keys, components, join, object, optional_string, required, required_string};
use crate::log::Violation;

/// The maximum length of the title; it must not be empty.
pub const MAX_TITLE_CHARS: usize = 45;
/// The maximum number of components; there must be at least one.
pub const MAX_COMPONENTS: usize = 5;
/// The maximum length of a label; it must not be empty.
pub const MAX_LABEL_CHARS: usize = 45;
/// The maximum length of a label's description, and of a placeholder.
pub const MAX_DESCRIPTION_CHARS: usize = 100;
/// The maximum length of the text in an input.
pub const MAX_VALUE_CHARS: usize = 4000;

const TEXT_DISPLAY: u64 = 10;
const LABEL: u64 = 18;

/// Checks the data of a response that opens a modal.
pub fn check(modal: &Value, path: &str, violations: &mut Vec<Violation>) {
    let Some(map) = object(modal, path, violations) else { return };
    check_keys(map, path, &["custom_id", "title", "components"], violations);
    required_string(modal, "custom_id", path, 1, components::MAX_CUSTOM_ID_CHARS, violations);
    required_string(modal, "title", path, 1, MAX_TITLE_CHARS, violations);
    let parts = array(modal, "components", path, violations);
    let path = join(path, "components");
    check_count(parts.len(), &path, 1, MAX_COMPONENTS, violations);
    for (index, part) in parts.iter().enumerate() {
        let path = join(&path, index);
        let Some(map) = object(part, &path, violations) else { continue };
        match components::kind(part) {
            Some(components::ROW) => {
                check_keys(map, &path, &["type", "components", "id"], violations);
                let inputs = array(part, "components", &path, violations);
                let path = join(&path, "components");
                check_count(inputs.len(), &path, 1, 1, violations);
                for (index, input) in inputs.iter().enumerate() {
                    let path = join(&path, index);
                    if components::kind(input) == Some(components::TEXT_INPUT) {
                        check_text_input(input, true, &path, violations);
                    } else {
                        violations.push(components::unknown_type(&path, input));
                    }
                }
            }
            Some(LABEL) => check_label(part, &path, violations),
            Some(TEXT_DISPLAY) => required_string(part, "content", &path, 1, MAX_VALUE_CHARS, violations),
            _ => violations.push(components::unknown_type(&path, part)),
        }
    }
}

/// Checks a label and the input in it.
fn check_label(label: &Value, path: &str, violations: &mut Vec<Violation>) {
    required_string(label, "label", path, 1, MAX_LABEL_CHARS, violations);
    optional_string(label, "description", path, 0, MAX_DESCRIPTION_CHARS, violations);
    let path = join(path, "component");
    let Some(input) = label.get("component") else {
        violations.push(required(path));
        return;
    };
    match components::kind(input) {
        Some(components::TEXT_INPUT) => check_text_input(input, false, &path, violations),
        Some(kind) if components::is_select(kind) => components::check_select(input, kind, &path, violations),
        _ => violations.push(components::unknown_type(&path, input)),
    }
}

/// Checks a text input. In a row it has a label of its own.
fn check_text_input(input: &Value, has_label: bool, path: &str, violations: &mut Vec<Violation>) {
    const KEYS: &[&str] =
        &["type", "id", "custom_id", "style", "label", "min_length", "max_length", "required", "value", "placeholder"];
    let Some(map) = object(input, path, violations) else { return };
    check_keys(map, path, KEYS, violations);
    required_string(input, "custom_id", path, 1, components::MAX_CUSTOM_ID_CHARS, violations);
    if has_label {
        required_string(input, "label", path, 1, MAX_LABEL_CHARS, violations);
    }
    optional_string(input, "value", path, 0, MAX_VALUE_CHARS, violations);
    optional_string(input, "placeholder", path, 0, MAX_DESCRIPTION_CHARS, violations);
    if !input.get("style").and_then(Value::as_u64).is_some_and(|style| (1..=2).contains(&style)) {
        violations.push(Violation::new(join(path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2)."));
    }
    let number = |key: &str| input.get(key).filter(|value| !value.is_null()).map(|value| value.as_u64());
    let (min, max) = (number("min_length").unwrap_or(Some(0)), number("max_length").unwrap_or(Some(4000)));
    if !min.zip(max).is_some_and(|(min, max)| min <= max && (1..=MAX_VALUE_CHARS as u64).contains(&max)) {
        let message = format!("min_length and max_length must be in order, and {MAX_VALUE_CHARS} or fewer");
        violations.push(Violation::new(path, "NUMBER_TYPE_MAX", message));
    }
}
