//! Limits of buttons and menus.
//!
//! Source of all figures: <https://docs.discord.com/developers/components/reference>

use std::collections::HashSet;

use serde_json::Value;

use super::{array, check_count, check_keys, check_url, join, object, optional_string, required, required_string};
use crate::log::Violation;

/// The maximum number of rows in a message.
pub const MAX_ROWS: usize = 5;
/// The maximum number of buttons in a row.
pub const MAX_BUTTONS: usize = 5;
/// The maximum length of a `custom_id`; it must not be empty.
pub const MAX_CUSTOM_ID_CHARS: usize = 100;
/// The maximum length of a button's label.
pub const MAX_LABEL_CHARS: usize = 80;
/// The maximum number of options of a menu; there must be at least one.
pub const MAX_OPTIONS: usize = 25;
/// The maximum length of an option's label, value or description.
pub const MAX_OPTION_CHARS: usize = 100;
/// The maximum length of the placeholder of a menu.
pub const MAX_PLACEHOLDER_CHARS: usize = 150;

/// An action row, which holds the others.
pub(crate) const ROW: u64 = 1;
pub(crate) const BUTTON: u64 = 2;
const STRING_SELECT: u64 = 3;
/// A text input, only in modals.
pub(crate) const TEXT_INPUT: u64 = 4;
/// Menus of users, roles, both, and channels.
const OTHER_SELECTS: std::ops::RangeInclusive<u64> = 5..=8;

/// A button that opens a web page; the bot is not told when it is pressed.
const STYLE_LINK: u64 = 5;

/// Checks the components of one message.
pub fn check(rows: &[Value], path: &str, violations: &mut Vec<Violation>) {
    check_count(rows.len(), path, 0, MAX_ROWS, violations);
    let mut seen = HashSet::new();
    for (index, row) in rows.iter().enumerate() {
        let path = join(path, index);
        let Some(map) = object(row, &path, violations) else { continue };
        if kind(row) != Some(ROW) {
            violations.push(unknown_type(&path, row));
            continue;
        }
        check_keys(map, &path, &["type", "components", "id"], violations);
        let parts = array(row, "components", &path, violations);
        let path = join(&path, "components");
        check_count(parts.len(), &path, 1, MAX_BUTTONS, violations);
        let has_select = parts.iter().any(|part| kind(part).is_some_and(is_select));
        if has_select && parts.len() > 1 {
            let message = "A select menu must be alone in its action row";
            violations.push(Violation::new(&path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message));
        }
        for (index, part) in parts.iter().enumerate() {
            let path = join(&path, index);
            let Some(_) = object(part, &path, violations) else { continue };
            match kind(part) {
                Some(BUTTON) => check_button(part, &path, violations),
                Some(kind) if is_select(kind) => check_select(part, kind, &path, violations),
                _ => violations.push(unknown_type(&path, part)),
            }
            if let Some(custom_id) = part.get("custom_id").and_then(Value::as_str)
                && !seen.insert(custom_id)
            {
                let message = "Component custom id cannot be duplicated";
                violations.push(Violation::new(join(&path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message));
            }
        }
    }
}

/// The type of a component.
pub(crate) fn kind(component: &Value) -> Option<u64> {
    component.get("type").and_then(Value::as_u64)
}

/// Whether a type of component is a menu.
pub(crate) fn is_select(kind: u64) -> bool {
    kind == STRING_SELECT || OTHER_SELECTS.contains(&kind)
}

pub(super) fn unknown_type(path: &str, part: &Value) -> Violation {
    let kind = part.get("type").unwrap_or(&Value::Null);
    let message = format!("Component type {kind} is not allowed here, or not supported");
    Violation::new(join(path, "type"), "UNION_TYPE_CHOICES", message)
}

fn check_button(button: &Value, path: &str, violations: &mut Vec<Violation>) {
    const KEYS: &[&str] = &["type", "style", "label", "emoji", "custom_id", "url", "disabled", "id"];
    if let Some(map) = button.as_object() {
        check_keys(map, path, KEYS, violations);
    }
    optional_string(button, "label", path, 0, MAX_LABEL_CHARS, violations);
    let has = |key: &str| button.get(key).is_some_and(|value| !value.is_null() && value != "");
    if !has("label") && !has("emoji") {
        let message = "A button must have a label or an emoji";
        violations.push(Violation::new(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", message));
    }
    match button.get("style").and_then(Value::as_u64) {
        Some(STYLE_LINK) => {
            required_string(button, "url", path, 1, 512, violations);
            check_url(button, "url", path, false, violations);
            if has("custom_id") {
                let message = "A custom id and url cannot both be specified";
                violations.push(Violation::new(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message));
            }
        }
        Some(1..=4) => {
            required_string(button, "custom_id", path, 1, MAX_CUSTOM_ID_CHARS, violations);
            if has("url") {
                let message = "A custom id and url cannot both be specified";
                violations.push(Violation::new(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message));
            }
        }
        Some(_) => {
            let message = "Value must be one of (1, 2, 3, 4, 5). Premium buttons are not supported.";
            violations.push(Violation::new(join(path, "style"), "BASE_TYPE_CHOICES", message));
        }
        None => violations.push(required(join(path, "style"))),
    }
}

pub(super) fn check_select(select: &Value, kind: u64, path: &str, violations: &mut Vec<Violation>) {
    const KEYS: &[&str] = &[
        "type",
        "custom_id",
        "options",
        "placeholder",
        "min_values",
        "max_values",
        "disabled",
        "default_values",
        "channel_types",
        "required",
        "id",
    ];
    if let Some(map) = select.as_object() {
        check_keys(map, path, KEYS, violations);
    }
    required_string(select, "custom_id", path, 1, MAX_CUSTOM_ID_CHARS, violations);
    optional_string(select, "placeholder", path, 0, MAX_PLACEHOLDER_CHARS, violations);
    let options = array(select, "options", path, violations);
    let min = select.get("min_values").and_then(Value::as_u64).unwrap_or(1);
    let max = select.get("max_values").and_then(Value::as_u64).unwrap_or(1);
    if min > 25 || max == 0 || max > 25 || min > max {
        let message = format!("min_values {min} and max_values {max} must be in order, and 25 or fewer");
        violations.push(Violation::new(path, "SELECT_COMPONENT_VALUES_RANGE", message));
    }
    if kind != STRING_SELECT {
        return;
    }
    check_count(options.len(), &join(path, "options"), 1, MAX_OPTIONS, violations);
    if max as usize > options.len() {
        let message = format!("max_values {max} is more than there are options");
        violations.push(Violation::new(join(path, "max_values"), "SELECT_COMPONENT_MAX_VALUES_EXCEEDED", message));
    }
    let (mut seen, mut defaults) = (HashSet::new(), 0);
    for (index, option) in options.iter().enumerate() {
        let path = join(&join(path, "options"), index);
        let Some(map) = object(option, &path, violations) else { continue };
        check_keys(map, &path, &["label", "value", "description", "emoji", "default"], violations);
        required_string(option, "label", &path, 1, MAX_OPTION_CHARS, violations);
        required_string(option, "value", &path, 1, MAX_OPTION_CHARS, violations);
        optional_string(option, "description", &path, 0, MAX_OPTION_CHARS, violations);
        defaults += u64::from(option.get("default") == Some(&Value::Bool(true)));
        if let Some(value) = option.get("value").and_then(Value::as_str)
            && !seen.insert(value)
        {
            let message = "The specified option value is already used";
            violations.push(Violation::new(join(&path, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message));
        }
    }
    if defaults > max {
        let message = format!("{defaults} options are selected by default, but max_values is {max}");
        violations.push(Violation::new(path, "SELECT_COMPONENT_DEFAULTS_EXCEEDED", message));
    }
}
