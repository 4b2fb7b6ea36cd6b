//! Ensure embeds keep to their lengths, each and all together.
//!
//! Source of all figures: <https://docs.discord.com/developers/resources/message#embed-object-embed-limits>

use serde_json::Value;

use super::{address, count, join, known, list, object, required_text, text};
use crate::log::Violation;

/// Most embeds of one message.
pub const EMBEDS: usize = 10;
/// Most characters of the title.
pub const TITLE_CHARS: usize = 256;
/// Most characters of the description.
pub const DESCRIPTION_CHARS: usize = 4096;
/// Most fields of one embed.
pub const FIELDS: usize = 25;
/// Most characters of a field's name; it must not be empty.
pub const FIELD_NAME_CHARS: usize = 256;
/// Most characters of a field's value; it must not be empty.
pub const FIELD_VALUE_CHARS: usize = 1024;
/// Most characters of the footer.
pub const FOOTER_CHARS: usize = 2048;
/// Most characters of the author's name.
pub const AUTHOR_CHARS: usize = 256;
/// Most characters of titles, descriptions, field names and values, footers and authors of all embeds of a message.
pub const TOTAL_CHARS: usize = 6000;

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

/// Checks the embeds of one message.
pub fn check(embeds: &[Value], at: &str, broken: &mut Vec<Violation>) {
    count(embeds.len(), at, 0, EMBEDS, broken);
    for (place, embed) in embeds.iter().enumerate() {
        check_one(embed, &join(at, place), broken);
    }
    let total: usize = embeds.iter().map(characters).sum();
    if total > TOTAL_CHARS {
        let message = format!("Embed size exceeds maximum size of {TOTAL_CHARS}");
        broken.push(Violation::new(at, "MAX_EMBED_SIZE_EXCEEDED", message));
    }
}

fn check_one(embed: &Value, at: &str, broken: &mut Vec<Violation>) {
    let Some(map) = object(embed, at, broken) else { return };
    known(map, at, KEYS, broken);
    text(embed, "title", at, 0, TITLE_CHARS, broken);
    text(embed, "description", at, 0, DESCRIPTION_CHARS, broken);
    address(embed, "url", at, false, broken);
    if embed.get("color").is_some_and(|colour| !colour.is_null() && colour.as_u64().is_none_or(|c| c > 0xff_ff_ff)) {
        let message = "int value should be between 0 and 16777215.";
        broken.push(Violation::new(join(at, "color"), "NUMBER_TYPE_MAX", message));
    }
    if let Some(footer) = embed.get("footer").filter(|footer| !footer.is_null()) {
        required_text(footer, "text", &join(at, "footer"), 0, FOOTER_CHARS, broken);
        address(footer, "icon_url", &join(at, "footer"), true, broken);
    }
    if let Some(author) = embed.get("author").filter(|author| !author.is_null()) {
        required_text(author, "name", &join(at, "author"), 0, AUTHOR_CHARS, broken);
        address(author, "url", &join(at, "author"), false, broken);
        address(author, "icon_url", &join(at, "author"), true, broken);
    }
    for picture in ["image", "thumbnail"] {
        address(embed.get(picture).unwrap_or(&Value::Null), "url", &join(at, picture), true, broken);
    }
    let fields = list(embed, "fields", at, broken);
    let at_fields = join(at, "fields");
    count(fields.len(), &at_fields, 0, FIELDS, broken);
    for (place, field) in fields.iter().enumerate() {
        let at = join(&at_fields, place);
        let Some(map) = object(field, &at, broken) else { continue };
        known(map, &at, &["name", "value", "inline"], broken);
        required_text(field, "name", &at, 1, FIELD_NAME_CHARS, broken);
        required_text(field, "value", &at, 1, FIELD_VALUE_CHARS, broken);
    }
    if map.iter().all(|(key, value)| key == "type" || value.is_null() || *value == Value::Array(Vec::new())) {
        broken.push(Violation::noticed(at, "STAND_IN_EMPTY_EMBED", "This embed shows nothing."));
    }
}

/// The characters of one embed that count towards the total.
pub(super) fn characters(embed: &Value) -> usize {
    let of = |pointer: &str| embed.pointer(pointer).and_then(Value::as_str).map_or(0, |text| text.chars().count());
    let fields = embed.get("fields").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let in_fields = (0..fields.len()).map(|n| of(&format!("/fields/{n}/name")) + of(&format!("/fields/{n}/value")));
    of("/title") + of("/description") + of("/footer/text") + of("/author/name") + in_fields.sum::<usize>()
}
