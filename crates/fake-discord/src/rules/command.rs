//! Ensure commands can be registered.
//!
//! Source of all figures: <https://docs.discord.com/developers/interactions/application-commands>

use std::collections::HashSet;

use serde_json::Value;

use super::{choices, count, join, known, length, list, object, required_text};
use crate::log::Violation;

/// Most characters of a name, at least one.
pub const NAME_CHARS: usize = 32;
/// Most characters of a description, at least one for a slash command, none for a menu command.
pub const DESCRIPTION_CHARS: usize = 100;
/// Most options of a command or a subcommand.
pub const OPTIONS: usize = 25;
/// Most characters of names, descriptions and values of a command with all its options. Of a text in several languages
/// the longest counts.
pub const TOTAL_CHARS: usize = 8000;
/// Most slash commands of an application, globally and again in each server.
pub const SLASH_COMMANDS: usize = 100;
/// Most commands in the menu of users, and most in the menu of messages.
///
/// 15 since 2026: the API description allows 130 commands in all, which is 100 + 15 + 15.
pub const MENU_COMMANDS: usize = 15;

/// A slash command, with options.
pub const SLASH: u64 = 1;
/// A command in the menu of a user.
pub const USER: u64 = 2;
/// A command in the menu of a message.
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

/// Checks the whole list of commands, as a bulk overwrite sends it or as an upsert would leave it.
pub fn check_all(commands: &[Value], broken: &mut Vec<Violation>) {
    let mut seen = HashSet::new();
    for (place, command) in commands.iter().enumerate() {
        check(command, &place.to_string(), broken);
        let name = command.get("name").and_then(Value::as_str).unwrap_or_default();
        if !seen.insert((kind(command), name)) {
            let message = "Application command names must be unique";
            broken.push(Violation::new(
                join(&place.to_string(), "name"),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                message,
            ));
        }
    }
    check_number(commands, broken);
}

/// Checks how many commands of each kind there are.
pub fn check_number(commands: &[Value], broken: &mut Vec<Violation>) {
    for (wanted, most) in [(SLASH, SLASH_COMMANDS), (USER, MENU_COMMANDS), (MESSAGE, MENU_COMMANDS)] {
        if commands.iter().filter(|command| kind(command) == wanted).count() > most {
            let message = format!("Maximum number of application commands of type {wanted} reached ({most})");
            broken.push(Violation::new("", "30032", message));
        }
    }
}

/// The number of a command's type; a slash command unless it says otherwise.
#[must_use]
pub fn kind(command: &Value) -> u64 {
    command.get("type").and_then(Value::as_u64).unwrap_or(SLASH)
}

/// Checks one command.
pub fn check(command: &Value, at: &str, broken: &mut Vec<Violation>) {
    let Some(map) = object(command, at, broken) else { return };
    known(map, at, KEYS, broken);
    let kind = kind(command);
    if !(SLASH..=MESSAGE).contains(&kind) {
        let message = "Value must be one of (1, 2, 3): others are not known to the stand-in.";
        broken.push(Violation::new(join(at, "type"), "BASE_TYPE_CHOICES", message));
    }
    name(command, kind == SLASH, at, broken);
    if kind == SLASH {
        description(command, at, broken);
    } else {
        if command.get("description").is_some_and(|text| !text.is_null() && text != "") {
            let message = "Context menu commands cannot have description";
            broken.push(Violation::new(
                join(at, "description"),
                "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED",
                message,
            ));
        }
        if command.get("options").and_then(Value::as_array).is_some_and(|options| !options.is_empty()) {
            let message = "Context menu commands cannot have options";
            broken.push(Violation::new(join(at, "options"), "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED", message));
        }
    }
    for (key, known) in [("integration_types", 0..=1), ("contexts", 0..=2)] {
        let entries = list(command, key, at, broken);
        for (place, entry) in entries.iter().enumerate() {
            if !entry.as_u64().is_some_and(|entry| known.contains(&entry)) || entries[..place].contains(entry) {
                let message = format!("Value must be one of {known:?}, each once.");
                broken.push(Violation::new(join(&join(at, key), place), "BASE_TYPE_CHOICES", message));
            }
        }
    }
    options(command, 0, at, broken);
    let total = characters(command);
    if total > TOTAL_CHARS {
        let message = format!("Command exceeds maximum size ({TOTAL_CHARS}): it has {total} characters");
        broken.push(Violation::new(at, "APPLICATION_COMMAND_TOO_LARGE", message));
    }
}

/// Checks the options of a command (`depth` 0), of a group or of a subcommand.
fn options(parent: &Value, depth: u8, at: &str, broken: &mut Vec<Violation>) {
    let options = list(parent, "options", at, broken);
    let at = join(at, "options");
    count(options.len(), &at, 0, OPTIONS, broken);
    let (mut seen, mut optional_before) = (HashSet::new(), false);
    let nesting = |option: &&Value| matches!(option.get("type").and_then(Value::as_u64), Some(SUBCOMMAND | GROUP));
    let nested = options.iter().filter(nesting).count();
    if nested != 0 && nested != options.len() {
        let message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
        broken.push(Violation::new(&at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message));
    }
    for (place, option) in options.iter().enumerate() {
        let at = join(&at, place);
        let Some(map) = object(option, &at, broken) else { continue };
        known(map, &at, OPTION_KEYS, broken);
        name(option, true, &at, broken);
        description(option, &at, broken);
        if !seen.insert(option.get("name").and_then(Value::as_str).unwrap_or_default()) {
            let message = "The specified option name is already used";
            broken.push(Violation::new(join(&at, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message));
        }
        let required = option.get("required") == Some(&Value::Bool(true));
        if required && optional_before {
            let message = "Required options must be placed before non-required options";
            broken.push(Violation::new(join(&at, "required"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message));
        }
        optional_before |= !required;
        match option.get("type").and_then(Value::as_u64) {
            Some(SUBCOMMAND) if depth < 2 => self::options(option, 2, &at, broken),
            Some(GROUP) if depth == 0 => self::options(option, 1, &at, broken),
            Some(kind @ 3..=11) if depth != 1 => value(option, kind, &at, broken),
            Some(_) => {
                let message = "Value must be one of (1, …, 11), and subcommands at most two deep.";
                broken.push(Violation::new(join(&at, "type"), "BASE_TYPE_CHOICES", message));
            }
            None => broken.push(super::required(join(&at, "type"))),
        }
    }
}

/// Checks what only options with a value have.
fn value(option: &Value, kind: u64, at: &str, broken: &mut Vec<Violation>) {
    let choices = list(option, "choices", at, broken);
    choices::check(choices, Some(kind), &join(at, "choices"), broken);
    let mut seen = (HashSet::new(), HashSet::new());
    for (place, choice) in choices.iter().enumerate() {
        let text = |key: &str| choice.get(key).map(Value::to_string).unwrap_or_default();
        if !seen.0.insert(text("name")) || !seen.1.insert(text("value")) {
            let message = "The specified choice is already used";
            broken.push(Violation::new(
                join(&join(at, "choices"), place),
                "APPLICATION_COMMAND_OPTIONS_CHOICE_DUPLICATE",
                message,
            ));
        }
    }
    let completes = option.get("autocomplete") == Some(&Value::Bool(true));
    let takes_choices = [STRING, INTEGER, NUMBER].contains(&kind);
    if completes && !choices.is_empty() {
        let message = "Autocomplete options cannot have choices";
        broken.push(Violation::new(at, "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", message));
    }
    if (completes || !choices.is_empty()) && !takes_choices {
        let message = "Options of this type can have neither choices nor autocomplete";
        broken.push(Violation::new(join(at, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message));
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
            broken.push(Violation::new(join(at, key), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message));
        }
    }
    let (least, most) = (bound("min_length").and_then(Value::as_u64), bound("max_length").and_then(Value::as_u64));
    if least.is_some_and(|least| least > 6000)
        || most.is_some_and(|most| !(1..=6000).contains(&most))
        || least > most.or(least)
    {
        let message = "min_length and max_length must be in order, and 6000 or fewer";
        broken.push(Violation::new(at, "APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID", message));
    }
}

fn name(named: &Value, typed: bool, at: &str, broken: &mut Vec<Violation>) {
    required_text(named, "name", at, 1, NAME_CHARS, broken);
    let plain = named.get("name").and_then(Value::as_str).map(|name| (join(at, "name"), name));
    let localised = named.get("name_localizations").and_then(Value::as_object).into_iter().flatten();
    let localised = localised
        .filter_map(|(language, name)| Some((join(&join(at, "name_localizations"), language), name.as_str()?)));
    for (at, name) in plain.into_iter().chain(localised) {
        let names = at.ends_with("name");
        if !names {
            length(name, &at, 1, NAME_CHARS, broken);
        }
        if typed && !name.is_empty() && !can_be_typed(name) {
            broken.push(Violation::new(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"));
        }
    }
}

fn description(described: &Value, at: &str, broken: &mut Vec<Violation>) {
    required_text(described, "description", at, 1, DESCRIPTION_CHARS, broken);
    let localised = described.get("description_localizations").and_then(Value::as_object);
    for (language, text) in localised.into_iter().flatten() {
        if let Some(text) = text.as_str() {
            length(text, &join(&join(at, "description_localizations"), language), 1, DESCRIPTION_CHARS, broken);
        }
    }
}

/// Whether a name fits `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, in lower case where there is such a form.
fn can_be_typed(name: &str) -> bool {
    let deva_or_thai = |c: char| matches!(c, '\u{900}'..='\u{97f}' | '\u{a8e0}'..='\u{a8ff}' | '\u{e01}'..='\u{e5b}');
    let fits = |c: char| matches!(c, '-' | '_' | '\'') || c.is_alphanumeric() || deva_or_thai(c);
    name.chars().all(fits) && name.to_lowercase() == name
}

/// The characters of a command that count towards its total.
fn characters(part: &Value) -> usize {
    let longest = |key: &str| {
        let plain = part.get(key).and_then(Value::as_str).map_or(0, |text| text.chars().count());
        let localised = part.get(format!("{key}_localizations")).and_then(Value::as_object);
        let localised = localised.into_iter().flatten().filter_map(|(_, text)| Some(text.as_str()?.chars().count()));
        localised.max().unwrap_or(0).max(plain)
    };
    let inside = ["options", "choices"].iter().filter_map(|key| part.get(*key)?.as_array()).flatten().map(characters);
    longest("name") + longest("description") + longest("value") + inside.sum::<usize>()
}
