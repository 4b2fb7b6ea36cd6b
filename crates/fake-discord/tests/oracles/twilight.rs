//! Bodies as twilight reads and counts them.

use fake_discord::Exchange;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use twilight_model::application::command::{Command, CommandOptionChoice};
use twilight_model::channel::message::{AllowedMentions, Component, Embed};
use twilight_validate::{command, message};

pub(super) fn objections(exchange: &Exchange) -> Vec<String> {
    let mut objections = Vec::new();
    let body = &exchange.body;
    let route = exchange.route;
    if route.ends_with("/callback") {
        match body["type"].as_u64() {
            Some(8) => choices(&body["data"]["choices"], &mut objections),
            Some(4 | 7) => message(&body["data"], &mut objections),
            _ => {}
        }
    } else if route.starts_with("/webhooks") || route.contains("/messages") {
        message(body, &mut objections);
    } else if route.contains("/commands") {
        match body {
            Value::Array(commands) => commands.iter().for_each(|command| self::command(command, &mut objections)),
            Value::Null => {}
            command => self::command(command, &mut objections),
        }
    }
    objections.into_iter().map(|objection| format!("twilight: {objection}")).collect()
}

fn message(body: &Value, objections: &mut Vec<String>) {
    if let Some(content) = body["content"].as_str() {
        object(message::content(content), objections);
    }
    let with_type = |embed: &Value| {
        let mut embed = ascii(embed);
        if let Some(embed) = embed.as_object_mut() {
            embed.entry("type").or_insert_with(|| "rich".into());
        }
        embed
    };
    let embeds = body["embeds"].as_array().map(|embeds| embeds.iter().map(with_type).collect());
    if let Some(embeds) = read::<Vec<Embed>>(embeds.unwrap_or_else(|| json!([])), objections) {
        object(message::embeds(&embeds), objections);
    }
    let rows = if body["components"].is_null() { json!([]) } else { body["components"].clone() };
    if let Some(rows) = read::<Vec<Component>>(rows, objections) {
        object(message::components(&rows, false), objections);
    }
    for attachment in body["attachments"].as_array().into_iter().flatten() {
        if let Some(description) = attachment["description"].as_str() {
            object(message::attachment_description(description), objections);
        }
        if let Some(name) = attachment["filename"].as_str() {
            object(message::attachment_filename(name), objections);
        }
    }
    if !body["allowed_mentions"].is_null() {
        read::<AllowedMentions>(body["allowed_mentions"].clone(), objections);
    }
}

fn choices(choices: &Value, objections: &mut Vec<String>) {
    for choice in read::<Vec<CommandOptionChoice>>(choices.clone(), objections).into_iter().flatten() {
        object(command::choice(&choice), objections);
    }
}

/// A command, with the keys that twilight wants but Discord does not.
fn command(body: &Value, objections: &mut Vec<String>) {
    let defaults = json!({ "version": "1", "type": 1, "description": "", "default_member_permissions": null });
    let mut whole: Map<String, Value> = defaults.as_object().cloned().unwrap_or_default();
    whole.extend(body.as_object().cloned().unwrap_or_default());
    if let Some(command) = read::<Command>(Value::Object(whole), objections) {
        object(command::command(&command), objections);
        object(command::options(&command.options), objections);
    }
}

fn read<T: DeserializeOwned>(value: Value, objections: &mut Vec<String>) -> Option<T> {
    serde_json::from_value(value).map_err(|error| objections.push(error.to_string())).ok()
}

fn object<E: std::fmt::Display>(result: Result<(), E>, objections: &mut Vec<String>) {
    objections.extend(result.err().map(|error| error.to_string()));
}

/// The same with an `x` for every other letter: twilight adds up the bytes of embeds, where Discord counts characters.
fn ascii(value: &Value) -> Value {
    match value {
        Value::String(text) => text.chars().map(|c| if c.is_ascii() { c } else { 'x' }).collect::<String>().into(),
        Value::Array(parts) => parts.iter().map(ascii).collect(),
        Value::Object(parts) => {
            parts.iter().map(|(key, part)| (key.clone(), ascii(part))).collect::<Map<_, _>>().into()
        }
        other => other.clone(),
    }
}
