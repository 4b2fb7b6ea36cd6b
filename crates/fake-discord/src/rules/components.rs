//! Ensure buttons and menus can be drawn and told apart.
//!
//! Source of all figures: <https://docs.discord.com/developers/components/reference>

use std::collections::HashSet;

use serde_json::Value;

use super::{address, count, join, known, list, object, required, required_text, text};
use crate::log::Violation;

/// Most rows of a message.
pub const ROWS: usize = 5;
/// Most buttons of a row.
pub const BUTTONS: usize = 5;
/// Most characters of a `custom_id`, at least one.
pub const CUSTOM_ID_CHARS: usize = 100;
/// Most characters of a button's label.
pub const LABEL_CHARS: usize = 80;
/// Most options of a menu, at least one.
pub const OPTIONS: usize = 25;
/// Most characters of an option's label, value or description.
pub const OPTION_CHARS: usize = 100;
/// Most characters of the text in an empty menu.
pub const PLACEHOLDER_CHARS: usize = 150;

/// The row that holds the others.
const ROW: u64 = 1;
const BUTTON: u64 = 2;
const STRING_SELECT: u64 = 3;
/// Menus of users, roles, both, and channels.
const OTHER_SELECTS: std::ops::RangeInclusive<u64> = 5..=8;

/// A button that leads to a web page; Discord does not tell the bot when it is pressed.
const STYLE_LINK: u64 = 5;

/// Checks the components of one message.
pub fn check(rows: &[Value], at: &str, broken: &mut Vec<Violation>) {
    count(rows.len(), at, 0, ROWS, broken);
    let mut seen = HashSet::new();
    for (place, row) in rows.iter().enumerate() {
        let at = join(at, place);
        let Some(map) = object(row, &at, broken) else { continue };
        if kind(row) != Some(ROW) {
            broken.push(not_known(&at, row));
            continue;
        }
        known(map, &at, &["type", "components", "id"], broken);
        let parts = list(row, "components", &at, broken);
        let at = join(&at, "components");
        count(parts.len(), &at, 1, BUTTONS, broken);
        let has_select = parts.iter().any(|part| kind(part).is_some_and(is_select));
        if has_select && parts.len() > 1 {
            let message = "A select menu must be alone in its action row";
            broken.push(Violation::new(&at, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message));
        }
        for (place, part) in parts.iter().enumerate() {
            let at = join(&at, place);
            let Some(_) = object(part, &at, broken) else { continue };
            match kind(part) {
                Some(BUTTON) => check_button(part, &at, broken),
                Some(kind) if is_select(kind) => check_select(part, kind, &at, broken),
                _ => broken.push(not_known(&at, part)),
            }
            if let Some(custom_id) = part.get("custom_id").and_then(Value::as_str)
                && !seen.insert(custom_id)
            {
                let message = "Component custom id cannot be duplicated";
                broken.push(Violation::new(join(&at, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message));
            }
        }
    }
}

/// The number of a component's type.
pub(crate) fn kind(component: &Value) -> Option<u64> {
    component.get("type").and_then(Value::as_u64)
}

/// Whether this type of component is a menu.
pub(crate) fn is_select(kind: u64) -> bool {
    kind == STRING_SELECT || OTHER_SELECTS.contains(&kind)
}

fn not_known(at: &str, part: &Value) -> Violation {
    let kind = part.get("type").unwrap_or(&Value::Null);
    let message = format!("Component type {kind} is not allowed here, or not known to the stand-in");
    Violation::new(join(at, "type"), "UNION_TYPE_CHOICES", message)
}

fn check_button(button: &Value, at: &str, broken: &mut Vec<Violation>) {
    const KEYS: &[&str] = &["type", "style", "label", "emoji", "custom_id", "url", "disabled", "id"];
    if let Some(map) = button.as_object() {
        known(map, at, KEYS, broken);
    }
    text(button, "label", at, 0, LABEL_CHARS, broken);
    let has = |key: &str| button.get(key).is_some_and(|value| !value.is_null() && value != "");
    if !has("label") && !has("emoji") {
        let message = "A button must have a label or an emoji";
        broken.push(Violation::new(at, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", message));
    }
    match button.get("style").and_then(Value::as_u64) {
        Some(STYLE_LINK) => {
            required_text(button, "url", at, 1, 512, broken);
            address(button, "url", at, false, broken);
            if has("custom_id") {
                let message = "A custom id and url cannot both be specified";
                broken.push(Violation::new(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message));
            }
        }
        Some(1..=4) => {
            required_text(button, "custom_id", at, 1, CUSTOM_ID_CHARS, broken);
            if has("url") {
                let message = "A custom id and url cannot both be specified";
                broken.push(Violation::new(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message));
            }
        }
        Some(_) => {
            let message = "Value must be one of (1, 2, 3, 4, 5). Premium buttons are not known to the stand-in.";
            broken.push(Violation::new(join(at, "style"), "BASE_TYPE_CHOICES", message));
        }
        None => broken.push(required(join(at, "style"))),
    }
}

fn check_select(select: &Value, kind: u64, at: &str, broken: &mut Vec<Violation>) {
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
        "id",
    ];
    if let Some(map) = select.as_object() {
        known(map, at, KEYS, broken);
    }
    required_text(select, "custom_id", at, 1, CUSTOM_ID_CHARS, broken);
    text(select, "placeholder", at, 0, PLACEHOLDER_CHARS, broken);
    let options = list(select, "options", at, broken);
    let least = select.get("min_values").and_then(Value::as_u64).unwrap_or(1);
    let most = select.get("max_values").and_then(Value::as_u64).unwrap_or(1);
    if least > 25 || most == 0 || most > 25 || least > most {
        let message = format!("min_values {least} and max_values {most} must be in order, and 25 or fewer");
        broken.push(Violation::new(at, "SELECT_COMPONENT_VALUES_RANGE", message));
    }
    if kind != STRING_SELECT {
        return;
    }
    count(options.len(), &join(at, "options"), 1, OPTIONS, broken);
    if most as usize > options.len() {
        let message = format!("max_values {most} is more than there are options");
        broken.push(Violation::new(join(at, "max_values"), "SELECT_COMPONENT_MAX_VALUES_EXCEEDED", message));
    }
    let (mut seen, mut chosen) = (HashSet::new(), 0);
    for (place, option) in options.iter().enumerate() {
        let at = join(&join(at, "options"), place);
        let Some(map) = object(option, &at, broken) else { continue };
        known(map, &at, &["label", "value", "description", "emoji", "default"], broken);
        required_text(option, "label", &at, 1, OPTION_CHARS, broken);
        required_text(option, "value", &at, 1, OPTION_CHARS, broken);
        text(option, "description", &at, 0, OPTION_CHARS, broken);
        chosen += u64::from(option.get("default") == Some(&Value::Bool(true)));
        if let Some(value) = option.get("value").and_then(Value::as_str)
            && !seen.insert(value)
        {
            let message = "The specified option value is already used";
            broken.push(Violation::new(join(&at, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message));
        }
    }
    if chosen > most {
        let message = format!("{chosen} options are chosen by default, but max_values is {most}");
        broken.push(Violation::new(at, "SELECT_COMPONENT_DEFAULTS_EXCEEDED", message));
    }
}
