//! Limits of embeds, each and all together.
//!
//! Source of all figures: <https://docs.discord.com/developers/resources/message#embed-object-embed-limits>

use serde_json::Value;

use super::{array, check_count, check_keys, check_url, join, object, optional_string, required_string};
use crate::log::Violation;

/// The maximum number of embeds in a message.
pub const MAX_EMBEDS: usize = 10;
/// The maximum length of the title.
pub const MAX_TITLE_CHARS: usize = 256;
/// The maximum length of the description.
pub const MAX_DESCRIPTION_CHARS: usize = 4096;
/// The maximum number of fields in an embed.
pub const MAX_FIELDS: usize = 25;
/// The maximum length of a field's name; it must not be empty.
pub const MAX_FIELD_NAME_CHARS: usize = 256;
/// The maximum length of a field's value; it must not be empty.
pub const MAX_FIELD_VALUE_CHARS: usize = 1024;
/// The maximum length of the footer.
pub const MAX_FOOTER_CHARS: usize = 2048;
/// The maximum length of the author's name.
pub const MAX_AUTHOR_CHARS: usize = 256;
/// The maximum length of the titles, descriptions, field names and values, footers and authors of all embeds of a
/// message together.
pub const MAX_TOTAL_CHARS: usize = 6000;

const KEYS: &[&str] = &[
    "title",
    "type",
    "description",
    "url",
    "timestamp",
    "color",
    "footer",
    "image",
    "thumbnail",
    "author",
    "fields",
    "video",
    "provider",
    "flags",
];

/// Checks the embeds of a message.
pub fn check(embeds: &[Value], path: &str, violations: &mut Vec<Violation>) {
    check_count(embeds.len(), path, 0, MAX_EMBEDS, violations);
    for (index, embed) in embeds.iter().enumerate() {
        check_one(embed, &join(path, index), violations);
    }
    let total: usize = embeds.iter().map(characters).sum();
    if total > MAX_TOTAL_CHARS {
        let message = format!("Embed size exceeds maximum size of {MAX_TOTAL_CHARS}");
        violations.push(Violation::new(path, "MAX_EMBED_SIZE_EXCEEDED", message));
    }
}

fn check_one(embed: &Value, path: &str, violations: &mut Vec<Violation>) {
    let Some(map) = object(embed, path, violations) else { return };
    check_keys(map, path, KEYS, violations);
    optional_string(embed, "title", path, 0, MAX_TITLE_CHARS, violations);
    optional_string(embed, "description", path, 0, MAX_DESCRIPTION_CHARS, violations);
    check_url(embed, "url", path, false, violations);
    if embed.get("color").is_some_and(|color| !color.is_null() && color.as_u64().is_none_or(|c| c > 0xff_ff_ff)) {
        let message = "int value should be between 0 and 16777215.";
        violations.push(Violation::new(join(path, "color"), "NUMBER_TYPE_MAX", message));
    }
    if let Some(footer) = embed.get("footer").filter(|footer| !footer.is_null()) {
        required_string(footer, "text", &join(path, "footer"), 0, MAX_FOOTER_CHARS, violations);
        check_url(footer, "icon_url", &join(path, "footer"), true, violations);
    }
    if let Some(author) = embed.get("author").filter(|author| !author.is_null()) {
        required_string(author, "name", &join(path, "author"), 0, MAX_AUTHOR_CHARS, violations);
        check_url(author, "url", &join(path, "author"), false, violations);
        check_url(author, "icon_url", &join(path, "author"), true, violations);
    }
    for picture in ["image", "thumbnail"] {
        check_url(embed.get(picture).unwrap_or(&Value::Null), "url", &join(path, picture), true, violations);
    }
    let fields = array(embed, "fields", path, violations);
    let fields_path = join(path, "fields");
    check_count(fields.len(), &fields_path, 0, MAX_FIELDS, violations);
    for (index, field) in fields.iter().enumerate() {
        let path = join(&fields_path, index);
        let Some(map) = object(field, &path, violations) else { continue };
        check_keys(map, &path, &["name", "value", "inline"], violations);
        required_string(field, "name", &path, 1, MAX_FIELD_NAME_CHARS, violations);
        required_string(field, "value", &path, 1, MAX_FIELD_VALUE_CHARS, violations);
    }
    if map.iter().all(|(key, value)| key == "type" || value.is_null() || *value == Value::Array(Vec::new())) {
        violations.push(Violation::warning(path, "FAKE_EMPTY_EMBED", "This embed shows nothing."));
    }
}

/// The characters of an embed that count towards the total.
pub(super) fn characters(embed: &Value) -> usize {
    let of = |pointer: &str| embed.pointer(pointer).and_then(Value::as_str).map_or(0, |text| text.chars().count());
    let fields = embed.get("fields").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let in_fields = (0..fields.len()).map(|n| of(&format!("/fields/{n}/name")) + of(&format!("/fields/{n}/value")));
    of("/title") + of("/description") + of("/footer/text") + of("/author/name") + in_fields.sum::<usize>()
}
