//! Limits of messages.
//!
//! Source: <https://docs.discord.com/developers/resources/message#create-message>

use std::collections::HashSet;

use serde_json::Value;

use super::{array, check_count, check_keys, check_length, components, embed, join, mentions, object, optional_string};
use crate::log::{File, Violation};

/// The maximum length of the content.
pub const MAX_CONTENT_CHARS: usize = 2000;
/// The maximum length of the alternative text of an uploaded file.
pub const MAX_ALT_TEXT_CHARS: usize = 1024;
/// The maximum number of files in a message.
pub const MAX_FILES: usize = 10;
/// The maximum size of a file in bytes, without paid upgrades.
pub const MAX_FILE_BYTES: usize = 10 * 1024 * 1024;
/// The maximum length of a nonce.
pub const MAX_NONCE_CHARS: usize = 25;

/// The flag of ephemeral messages: only the member who caused the interaction sees them.
pub const EPHEMERAL: u64 = 1 << 6;
/// Links have no preview.
const SUPPRESS_EMBEDS: u64 = 1 << 2;
/// Notifications are silent.
const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
/// Components V2, which are not supported.
const COMPONENTS_V2: u64 = 1 << 15;

/// What a message body is for, which determines its keys and flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A new message in a channel.
    Channel,
    /// The first response to an interaction.
    Response,
    /// A follow-up to it.
    FollowUp,
    /// An edit of an existing message.
    Edit,
}

/// Checks a message body and the files that came with it.
pub fn check(message: &Value, files: &[File], purpose: Purpose, path: &str, violations: &mut Vec<Violation>) {
    let Some(map) = object(message, path, violations) else { return };
    check_keys(map, path, keys(purpose), violations);
    optional_string(message, "content", path, 0, MAX_CONTENT_CHARS, violations);
    let embeds = array(message, "embeds", path, violations);
    embed::check(embeds, &join(path, "embeds"), violations);
    let rows = array(message, "components", path, violations);
    components::check(rows, &join(path, "components"), violations);
    mentions::check(
        message.get("allowed_mentions").unwrap_or(&Value::Null),
        &join(path, "allowed_mentions"),
        violations,
    );
    check_files(message, files, purpose, path, violations);
    check_flags(message, purpose, path, violations);
    match message.get("nonce") {
        Some(Value::String(nonce)) => check_length(nonce, &join(path, "nonce"), 0, MAX_NONCE_CHARS, violations),
        None | Some(Value::Null | Value::Number(_)) => {}
        Some(_) => violations.push(Violation::new(
            join(path, "nonce"),
            "STRING_TYPE_CONVERT",
            "Could not interpret as string.",
        )),
    }
    let has_content = message.get("content").and_then(Value::as_str).is_some_and(|content| !content.trim().is_empty());
    let is_visible = has_content
        || !embeds.is_empty()
        || !rows.is_empty()
        || !files.is_empty()
        || ["sticker_ids", "poll"]
            .iter()
            .any(|key| map.get(*key).is_some_and(|value| !value.is_null() && *value != Value::Array(vec![])));
    if purpose != Purpose::Edit && !is_visible {
        violations.push(Violation::new(path, "50006", "Cannot send an empty message"));
    }
}

fn keys(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Channel => &[
            "content",
            "nonce",
            "tts",
            "embeds",
            "allowed_mentions",
            "message_reference",
            "components",
            "sticker_ids",
            "attachments",
            "flags",
            "enforce_nonce",
            "poll",
        ],
        Purpose::Response => {
            &["tts", "content", "embeds", "allowed_mentions", "flags", "components", "attachments", "poll"]
        }
        Purpose::FollowUp => &[
            "content",
            "username",
            "avatar_url",
            "tts",
            "embeds",
            "allowed_mentions",
            "components",
            "attachments",
            "flags",
            "thread_name",
            "applied_tags",
            "poll",
        ],
        Purpose::Edit => &["content", "embeds", "flags", "allowed_mentions", "components", "attachments", "poll"],
    }
}

fn check_files(message: &Value, files: &[File], purpose: Purpose, path: &str, violations: &mut Vec<Violation>) {
    let entries = array(message, "attachments", path, violations);
    check_count(entries.len().max(files.len()), &join(path, "attachments"), 0, MAX_FILES, violations);
    for (index, entry) in entries.iter().enumerate() {
        let path = join(&join(path, "attachments"), index);
        let Some(map) = object(entry, &path, violations) else { continue };
        optional_string(entry, "description", &path, 0, MAX_ALT_TEXT_CHARS, violations);
        let id = map.get("id").and_then(|id| id.as_u64().or_else(|| id.as_str()?.parse().ok()));
        match id {
            None => violations.push(super::required(join(&path, "id"))),
            // In an edit the id may be that of an attachment to keep.
            Some(id) if purpose != Purpose::Edit && !files.iter().any(|file| file.id == id) => {
                let message = format!("The attachment refers to files[{id}], which was not uploaded");
                violations.push(Violation::new(join(&path, "id"), "ATTACHMENT_NOT_FOUND", message));
            }
            Some(_) => {}
        }
    }
    let mut names = HashSet::new();
    for file in files {
        if file.bytes.len() > MAX_FILE_BYTES {
            violations.push(Violation::new(path, "40005", "Request entity too large"));
        }
        if file.bytes.is_empty() {
            let message = format!("Files cannot be empty: {}", file.name);
            violations.push(Violation::new(path, "50138", message));
        }
        names.insert(file.name.as_str());
    }
    let uploads = |embed: &Value| {
        ["/image/url", "/thumbnail/url", "/author/icon_url", "/footer/icon_url"]
            .into_iter()
            .filter_map(|pointer| embed.pointer(pointer)?.as_str()?.strip_prefix("attachment://").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    for (index, embed) in array(message, "embeds", path, &mut Vec::new()).iter().enumerate() {
        // An edit may refer to an existing attachment.
        for name in uploads(embed).iter().filter(|name| purpose != Purpose::Edit && !names.contains(name.as_str())) {
            let message = format!("attachment://{name} was not uploaded: the picture will be missing");
            violations.push(Violation::warning(join(&join(path, "embeds"), index), "FAKE_NO_SUCH_FILE", message));
        }
    }
}

fn check_flags(message: &Value, purpose: Purpose, path: &str, violations: &mut Vec<Violation>) {
    let Some(flags) = message.get("flags").filter(|flags| !flags.is_null()) else { return };
    let path = join(path, "flags");
    let Some(flags) = flags.as_u64() else {
        violations.push(Violation::new(path, "NUMBER_TYPE_COERCE", "Value is not int."));
        return;
    };
    if flags & COMPONENTS_V2 != 0 {
        let message = "Components V2 are not supported";
        violations.push(Violation::new(&path, "FAKE_COMPONENTS_V2", message));
    }
    if flags & EPHEMERAL != 0 && matches!(purpose, Purpose::Channel | Purpose::Edit) {
        let message = "Only a new response or follow-up can be ephemeral";
        violations.push(Violation::warning(&path, "FAKE_EPHEMERAL_TOO_LATE", message));
    }
    if flags & !(EPHEMERAL | SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2) != 0 {
        violations.push(Violation::warning(
            &path,
            "FAKE_UNKNOWN_FLAG",
            format!("Bots cannot set all of the flags {flags}"),
        ));
    }
}
