//! How near a body comes to the limits of the other rules here: what a request is held to, in figures.

use serde_json::Value;

use super::{choices, command, components, embed, message};

/// A limit, and what a body has of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What is counted; of several parts of a kind it is the largest.
    pub rule: &'static str,
    /// How much there is.
    pub is: usize,
    /// How much there may be.
    pub most: usize,
}

/// The limits that a body is held to: a message, a response to an interaction, or a list of commands. Without those of
/// parts that it has not; empty for other bodies.
#[must_use]
pub fn measures(body: &Value) -> Vec<Measure> {
    let mut measures = Vec::new();
    let mut add = |rule, is: usize, most| {
        if is > 0 {
            measures.push(Measure { rule, is, most });
        }
    };
    if let Some(commands) = body.as_array() {
        add("commands", commands.len(), command::SLASH_COMMANDS + command::MENU_COMMANDS);
        add("characters of a description", longest(commands, "description"), command::DESCRIPTION_CHARS);
        return measures;
    }
    // What answers an interaction is in an envelope.
    let body = body.get("data").unwrap_or(body);
    add("characters of content", chars(body, "content"), message::CONTENT_CHARS);
    let embeds = list(body, "embeds");
    add("embeds", embeds.len(), embed::EMBEDS);
    add("characters of a title", longest(embeds, "title"), embed::TITLE_CHARS);
    add("characters of a description", longest(embeds, "description"), embed::DESCRIPTION_CHARS);
    add("fields", embeds.iter().map(|embed| list(embed, "fields").len()).max().unwrap_or_default(), embed::FIELDS);
    add("characters of all embeds", embeds.iter().map(embed::characters).sum(), embed::TOTAL_CHARS);
    let rows = list(body, "components");
    add("rows", rows.len(), components::ROWS);
    let inside: Vec<&[Value]> = rows.iter().map(|row| list(row, "components")).collect();
    add("components in a row", inside.iter().map(|row| row.len()).max().unwrap_or_default(), components::BUTTONS);
    let of_parts = |key| inside.iter().map(|row| longest(row, key)).max().unwrap_or_default();
    add("characters of a label", of_parts("label"), components::LABEL_CHARS);
    add("characters of a custom_id", of_parts("custom_id"), components::CUSTOM_ID_CHARS);
    add("characters of an alt text", longest(list(body, "attachments"), "description"), message::ALT_CHARS);
    let suggestions = list(body, "choices");
    add("suggestions", suggestions.len(), choices::CHOICES);
    add("characters of a suggestion", longest(suggestions, "name"), choices::CHOICE_CHARS);
    measures
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn chars(value: &Value, key: &str) -> usize {
    value.get(key).and_then(Value::as_str).map_or(0, |text| text.chars().count())
}

fn longest(parts: &[Value], key: &str) -> usize {
    parts.iter().map(|part| chars(part, key)).max().unwrap_or_default()
}
