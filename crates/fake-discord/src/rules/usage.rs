//! How much of each limit a body uses.

use serde_json::Value;

use super::{choices, command, components, embed, message};

/// A limit, and how much of it a body uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitUsage {
    /// What is counted; of several parts of a kind, the largest one.
    pub limit: &'static str,
    /// How much is used.
    pub used: usize,
    /// How much is allowed.
    pub max: usize,
}

/// The limits that apply to a body: a message, a response to an interaction, or a list of commands. Limits of absent
/// parts are left out; empty for other bodies.
#[must_use]
pub fn limit_usage(body: &Value) -> Vec<LimitUsage> {
    let mut usage = Vec::new();
    let mut add = |limit, used: usize, max| {
        if used > 0 {
            usage.push(LimitUsage { limit, used, max });
        }
    };
    if let Some(commands) = body.as_array() {
        add("commands", commands.len(), command::MAX_SLASH_COMMANDS + command::MAX_CONTEXT_MENU_COMMANDS);
        add("characters of a description", longest(commands, "description"), command::MAX_DESCRIPTION_CHARS);
        return usage;
    }
    // A response to an interaction is wrapped.
    let body = body.get("data").unwrap_or(body);
    add("characters of content", chars(body, "content"), message::MAX_CONTENT_CHARS);
    let embeds = array(body, "embeds");
    add("embeds", embeds.len(), embed::MAX_EMBEDS);
    add("characters of a title", longest(embeds, "title"), embed::MAX_TITLE_CHARS);
    add("characters of a description", longest(embeds, "description"), embed::MAX_DESCRIPTION_CHARS);
    add("fields", embeds.iter().map(|embed| array(embed, "fields").len()).max().unwrap_or_default(), embed::MAX_FIELDS);
    add("characters of all embeds", embeds.iter().map(embed::characters).sum(), embed::MAX_TOTAL_CHARS);
    let rows = array(body, "components");
    add("rows", rows.len(), components::MAX_ROWS);
    let inside: Vec<&[Value]> = rows.iter().map(|row| array(row, "components")).collect();
    add("components in a row", inside.iter().map(|row| row.len()).max().unwrap_or_default(), components::MAX_BUTTONS);
    let of_parts = |key| inside.iter().map(|row| longest(row, key)).max().unwrap_or_default();
    add("characters of a label", of_parts("label"), components::MAX_LABEL_CHARS);
    add("characters of a custom_id", of_parts("custom_id"), components::MAX_CUSTOM_ID_CHARS);
    add("characters of an alt text", longest(array(body, "attachments"), "description"), message::MAX_ALT_TEXT_CHARS);
    let suggestions = array(body, "choices");
    add("suggestions", suggestions.len(), choices::MAX_CHOICES);
    add("characters of a suggestion", longest(suggestions, "name"), choices::MAX_CHOICE_CHARS);
    usage
}

fn array<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn chars(value: &Value, key: &str) -> usize {
    value.get(key).and_then(Value::as_str).map_or(0, |text| text.chars().count())
}

fn longest(parts: &[Value], key: &str) -> usize {
    parts.iter().map(|part| chars(part, key)).max().unwrap_or_default()
}
