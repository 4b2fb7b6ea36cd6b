//! Limits of application commands.
//!
//! Source of all figures: <https://docs.discord.com/developers/interactions/application-commands>

use std::collections::HashSet;

use serde_json::Value;

use super::{array, check_count, check_keys, check_length, choices, join, object, required_string};
use crate::log::Violation;

/// The maximum length of a name; it must not be empty.
pub const MAX_NAME_CHARS: usize = 32;
/// The maximum length of a description; it must not be empty, except that context menu commands have none.
pub const MAX_DESCRIPTION_CHARS: usize = 100;
/// The maximum number of options of a command or subcommand.
pub const MAX_OPTIONS: usize = 25;
/// The maximum length of the names, descriptions and values of a command and all its options together. Of several
/// localizations the longest counts.
pub const MAX_TOTAL_CHARS: usize = 8000;
/// The maximum number of slash commands, globally and again in each guild.
pub const MAX_SLASH_COMMANDS: usize = 100;
/// The maximum number of commands in the context menu of users, and again in that of messages.
///
/// 15 since 2026: the API description allows 130 commands in all, which is 100 + 15 + 15.
pub const MAX_CONTEXT_MENU_COMMANDS: usize = 15;

/// A slash command, with options.
pub const SLASH: u64 = 1;
/// A command in the context menu of a user.
pub const USER: u64 = 2;
/// A command in the context menu of a message.
pub const MESSAGE: u64 = 3;

const SUBCOMMAND: u64 = 1;
const GROUP: u64 = 2;
const STRING: u64 = 3;
const INTEGER: u64 = 4;
const NUMBER: u64 = 10;

const KEYS: &[&str] = &[
    "id",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "default_member_permissions",
    "dm_permission",
    "default_permission",
    "integration_types",
    "contexts",
    "type",
    "nsfw",
    "handler",
];

const OPTION_KEYS: &[&str] = &[
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "required",
    "choices",
    "options",
    "channel_types",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "autocomplete",
];

/// Checks the complete list of commands, as a bulk overwrite sends it.
pub fn check_all(commands: &[Value], violations: &mut Vec<Violation>) {
    let mut seen = HashSet::new();
    for (index, command) in commands.iter().enumerate() {
        check(command, &index.to_string(), violations);
        let name = command.get("name").and_then(Value::as_str).unwrap_or_default();
        if !seen.insert((kind(command), name)) {
            let message = "Application command names must be unique";
            violations.push(Violation::new(
                join(&index.to_string(), "name"),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                message,
            ));
        }
    }
    check_number(commands, violations);
}

/// Checks the number of commands of each type.
pub fn check_number(commands: &[Value], violations: &mut Vec<Violation>) {
    for (wanted, max) in
        [(SLASH, MAX_SLASH_COMMANDS), (USER, MAX_CONTEXT_MENU_COMMANDS), (MESSAGE, MAX_CONTEXT_MENU_COMMANDS)]
    {
        if commands.iter().filter(|command| kind(command) == wanted).count() > max {
            let message = format!("Maximum number of application commands of type {wanted} reached ({max})");
            violations.push(Violation::new("", "30032", message));
        }
    }
}

/// The type of a command; a slash command by default.
#[must_use]
pub fn kind(command: &Value) -> u64 {
    command.get("type").and_then(Value::as_u64).unwrap_or(SLASH)
}

/// Checks a command.
pub fn check(command: &Value, path: &str, violations: &mut Vec<Violation>) {
    let Some(map) = object(command, path, violations) else { return };
    check_keys(map, path, KEYS, violations);
    let kind = kind(command);
    if !(SLASH..=MESSAGE).contains(&kind) {
        let message = "Value must be one of (1, 2, 3); others are not supported.";
        violations.push(Violation::new(join(path, "type"), "BASE_TYPE_CHOICES", message));
    }
    name(command, kind == SLASH, path, violations);
    if kind == SLASH {
        description(command, path, violations);
    } else {
        if command.get("description").is_some_and(|text| !text.is_null() && text != "") {
            let message = "Context menu commands cannot have description";
            violations.push(Violation::new(
                join(path, "description"),
                "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED",
                message,
            ));
        }
        if command.get("options").and_then(Value::as_array).is_some_and(|options| !options.is_empty()) {
            let message = "Context menu commands cannot have options";
            violations.push(Violation::new(join(path, "options"), "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED", message));
        }
    }
    for (key, known) in [("integration_types", 0..=1), ("contexts", 0..=2)] {
        let entries = array(command, key, path, violations);
        for (index, entry) in entries.iter().enumerate() {
            if !entry.as_u64().is_some_and(|entry| known.contains(&entry)) || entries[..index].contains(entry) {
                let message = format!("Value must be one of {known:?}, each once.");
                violations.push(Violation::new(join(&join(path, key), index), "BASE_TYPE_CHOICES", message));
            }
        }
    }
    check_options(command, 0, path, violations);
    let total = characters(command);
    if total > MAX_TOTAL_CHARS {
        let message = format!("Command exceeds maximum size ({MAX_TOTAL_CHARS}): it has {total} characters");
        violations.push(Violation::new(path, "APPLICATION_COMMAND_TOO_LARGE", message));
    }
}

/// Checks the options of a command (`depth` 0), of a group or of a subcommand.
fn check_options(parent: &Value, depth: u8, path: &str, violations: &mut Vec<Violation>) {
    let options = array(parent, "options", path, violations);
    let path = join(path, "options");
    check_count(options.len(), &path, 0, MAX_OPTIONS, violations);
    let (mut seen, mut optional_before) = (HashSet::new(), false);
    let nesting = |option: &&Value| matches!(option.get("type").and_then(Value::as_u64), Some(SUBCOMMAND | GROUP));
    let nested = options.iter().filter(nesting).count();
    if nested != 0 && nested != options.len() {
        let message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
        violations.push(Violation::new(&path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message));
    }
    for (index, option) in options.iter().enumerate() {
        let path = join(&path, index);
        let Some(map) = object(option, &path, violations) else { continue };
        check_keys(map, &path, OPTION_KEYS, violations);
        name(option, true, &path, violations);
        description(option, &path, violations);
        if !seen.insert(option.get("name").and_then(Value::as_str).unwrap_or_default()) {
            let message = "The specified option name is already used";
            violations.push(Violation::new(
                join(&path, "name"),
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                message,
            ));
        }
        let required = option.get("required") == Some(&Value::Bool(true));
        if required && optional_before {
            let message = "Required options must be placed before non-required options";
            violations.push(Violation::new(
                join(&path, "required"),
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                message,
            ));
        }
        optional_before |= !required;
        match option.get("type").and_then(Value::as_u64) {
            Some(SUBCOMMAND) if depth < 2 => check_options(option, 2, &path, violations),
            Some(GROUP) if depth == 0 => check_options(option, 1, &path, violations),
            Some(kind @ 3..=11) if depth != 1 => value(option, kind, &path, violations),
            Some(_) => {
                let message = "Value must be one of (1, …, 11), and subcommands at max two deep.";
                violations.push(Violation::new(join(&path, "type"), "BASE_TYPE_CHOICES", message));
            }
            None => violations.push(super::required(join(&path, "type"))),
        }
    }
}

/// Checks an option that has a value.
fn value(option: &Value, kind: u64, path: &str, violations: &mut Vec<Violation>) {
    let choices = array(option, "choices", path, violations);
    choices::check(choices, Some(kind), &join(path, "choices"), violations);
    let mut seen = (HashSet::new(), HashSet::new());
    for (index, choice) in choices.iter().enumerate() {
        let text = |key: &str| choice.get(key).map(Value::to_string).unwrap_or_default();
        if !seen.0.insert(text("name")) || !seen.1.insert(text("value")) {
            let message = "The specified choice is already used";
            violations.push(Violation::new(
                join(&join(path, "choices"), index),
                "APPLICATION_COMMAND_OPTIONS_CHOICE_DUPLICATE",
                message,
            ));
        }
    }
    let completes = option.get("autocomplete") == Some(&Value::Bool(true));
    let takes_choices = [STRING, INTEGER, NUMBER].contains(&kind);
    if completes && !choices.is_empty() {
        let message = "Autocomplete options cannot have choices";
        violations.push(Violation::new(path, "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", message));
    }
    if (completes || !choices.is_empty()) && !takes_choices {
        let message = "Options of this type can have neither choices nor autocomplete";
        violations.push(Violation::new(join(path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message));
    }
    let bound = |key: &str| option.get(key).filter(|value| !value.is_null());
    for (key, kinds) in [
        ("min_length", &[STRING][..]),
        ("max_length", &[STRING]),
        ("min_value", &[INTEGER, NUMBER]),
        ("max_value", &[INTEGER, NUMBER]),
    ] {
        if bound(key).is_some_and(|value| !kinds.contains(&kind) || !value.is_number()) {
            let message = format!("{key} does not belong to options of this type, or is no number");
            violations.push(Violation::new(join(path, key), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message));
        }
    }
    let (min, max) = (bound("min_length").and_then(Value::as_u64), bound("max_length").and_then(Value::as_u64));
    if min.is_some_and(|min| min > 6000) || max.is_some_and(|max| !(1..=6000).contains(&max)) || min > max.or(min) {
        let message = "min_length and max_length must be in order, and 6000 or fewer";
        violations.push(Violation::new(path, "APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID", message));
    }
}

fn name(named: &Value, typed: bool, path: &str, violations: &mut Vec<Violation>) {
    required_string(named, "name", path, 1, MAX_NAME_CHARS, violations);
    let plain = named.get("name").and_then(Value::as_str).map(|name| (join(path, "name"), name));
    let localized = named.get("name_localizations").and_then(Value::as_object).into_iter().flatten();
    let localized = localized
        .filter_map(|(language, name)| Some((join(&join(path, "name_localizations"), language), name.as_str()?)));
    for (path, name) in plain.into_iter().chain(localized) {
        let names = path.ends_with("name");
        if !names {
            check_length(name, &path, 1, MAX_NAME_CHARS, violations);
        }
        if typed && !name.is_empty() && !can_be_typed(name) {
            violations.push(Violation::new(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"));
        }
    }
}

fn description(described: &Value, path: &str, violations: &mut Vec<Violation>) {
    required_string(described, "description", path, 1, MAX_DESCRIPTION_CHARS, violations);
    let localized = described.get("description_localizations").and_then(Value::as_object);
    for (language, text) in localized.into_iter().flatten() {
        if let Some(text) = text.as_str() {
            check_length(
                text,
                &join(&join(path, "description_localizations"), language),
                1,
                MAX_DESCRIPTION_CHARS,
                violations,
            );
        }
    }
}

/// Whether a name matches `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, in lower case where that exists.
fn can_be_typed(name: &str) -> bool {
    let deva_or_thai = |c: char| matches!(c, '\u{900}'..='\u{97f}' | '\u{a8e0}'..='\u{a8ff}' | '\u{e01}'..='\u{e5b}');
    let fits = |c: char| matches!(c, '-' | '_' | '\'') || c.is_alphanumeric() || deva_or_thai(c);
    name.chars().all(fits) && name.to_lowercase() == name
}

/// The characters of a command that count towards its total.
fn characters(part: &Value) -> usize {
    let longest = |key: &str| {
        let plain = part.get(key).and_then(Value::as_str).map_or(0, |text| text.chars().count());
        let localized = part.get(format!("{key}_localizations")).and_then(Value::as_object);
        let localized = localized.into_iter().flatten().filter_map(|(_, text)| Some(text.as_str()?.chars().count()));
        localized.max().unwrap_or(0).max(plain)
    };
    let inside = ["options", "choices"].iter().filter_map(|key| part.get(*key)?.as_array()).flatten().map(characters);
    longest("name") + longest("description") + longest("value") + inside.sum::<usize>()
}
