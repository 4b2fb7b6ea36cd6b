//! Ensure a message shows something, and no more than fits.
//!
//! Source: <https://docs.discord.com/developers/resources/message#create-message>

use std::collections::HashSet;

use serde_json::Value;

use super::{components, count, embed, join, known, length, list, mentions, object, text};
use crate::log::{File, Violation};

/// Most characters of a message's own text.
pub const CONTENT_CHARS: usize = 2000;
/// Most characters of the alternative text of an uploaded file.
pub const ALT_CHARS: usize = 1024;
/// Most files of a message.
pub const FILES: usize = 10;
/// Most bytes of one file, where nobody paid for more.
pub const FILE_BYTES: usize = 10 * 1024 * 1024;
/// Most characters of a nonce.
pub const NONCE_CHARS: usize = 25;

/// Only the asker sees it.
pub const EPHEMERAL: u64 = 1 << 6;
/// Links are shown without a preview.
const SUPPRESS_EMBEDS: u64 = 1 << 2;
/// Nobody's device makes a sound.
const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
/// The newer components, with text among them. The stand-in does not know them.
const COMPONENTS_V2: u64 = 1 << 15;

/// What a body with a message is for: that decides on its keys and flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// A new message in a channel.
    Channel,
    /// The first response to an interaction.
    Response,
    /// A follow-up to it.
    FollowUp,
    /// A change of something that is there.
    Edit,
}

/// Checks a message that a bot sends, with the files that came with it.
pub fn check(message: &Value, files: &[File], purpose: For, at: &str, broken: &mut Vec<Violation>) {
    let Some(map) = object(message, at, broken) else { return };
    known(map, at, keys(purpose), broken);
    text(message, "content", at, 0, CONTENT_CHARS, broken);
    let embeds = list(message, "embeds", at, broken);
    embed::check(embeds, &join(at, "embeds"), broken);
    let rows = list(message, "components", at, broken);
    components::check(rows, &join(at, "components"), broken);
    mentions::check(message.get("allowed_mentions").unwrap_or(&Value::Null), &join(at, "allowed_mentions"), broken);
    check_files(message, files, purpose, at, broken);
    check_flags(message, purpose, at, broken);
    match message.get("nonce") {
        Some(Value::String(nonce)) => length(nonce, &join(at, "nonce"), 0, NONCE_CHARS, broken),
        None | Some(Value::Null | Value::Number(_)) => {}
        Some(_) => {
            broken.push(Violation::new(join(at, "nonce"), "STRING_TYPE_CONVERT", "Could not interpret as string."))
        }
    }
    let says = message.get("content").and_then(Value::as_str).is_some_and(|content| !content.trim().is_empty());
    let shows = says
        || !embeds.is_empty()
        || !rows.is_empty()
        || !files.is_empty()
        || ["sticker_ids", "poll"]
            .iter()
            .any(|key| map.get(*key).is_some_and(|value| !value.is_null() && *value != Value::Array(vec![])));
    if purpose != For::Edit && !shows {
        broken.push(Violation::new(at, "50006", "Cannot send an empty message"));
    }
}

fn keys(purpose: For) -> &'static [&'static str] {
    match purpose {
        For::Channel => &[
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
        For::Response => {
            &["tts", "content", "embeds", "allowed_mentions", "flags", "components", "attachments", "poll"]
        }
        For::FollowUp => &[
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
        For::Edit => &["content", "embeds", "flags", "allowed_mentions", "components", "attachments", "poll"],
    }
}

fn check_files(message: &Value, files: &[File], purpose: For, at: &str, broken: &mut Vec<Violation>) {
    let entries = list(message, "attachments", at, broken);
    count(entries.len().max(files.len()), &join(at, "attachments"), 0, FILES, broken);
    for (place, entry) in entries.iter().enumerate() {
        let at = join(&join(at, "attachments"), place);
        let Some(map) = object(entry, &at, broken) else { continue };
        text(entry, "description", &at, 0, ALT_CHARS, broken);
        let id = map.get("id").and_then(|id| id.as_u64().or_else(|| id.as_str()?.parse().ok()));
        match id {
            None => broken.push(super::required(join(&at, "id"))),
            // The id of an edit may be one of the files that are to stay.
            Some(id) if purpose != For::Edit && !files.iter().any(|file| file.id == id) => {
                let message = format!("The attachment speaks of files[{id}], which was not uploaded");
                broken.push(Violation::new(join(&at, "id"), "ATTACHMENT_NOT_FOUND", message));
            }
            Some(_) => {}
        }
    }
    let mut names = HashSet::new();
    for file in files {
        if file.bytes.len() > FILE_BYTES {
            broken.push(Violation::new(at, "40005", "Request entity too large"));
        }
        if file.bytes.is_empty() {
            let message = format!("Files cannot be empty: {}", file.name);
            broken.push(Violation::new(at, "50138", message));
        }
        names.insert(file.name.as_str());
    }
    let shown = |embed: &Value| {
        ["/image/url", "/thumbnail/url", "/author/icon_url", "/footer/icon_url"]
            .into_iter()
            .filter_map(|pointer| embed.pointer(pointer)?.as_str()?.strip_prefix("attachment://").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    for (place, embed) in list(message, "embeds", at, &mut Vec::new()).iter().enumerate() {
        // An edit may show a file that is there already.
        for name in shown(embed).iter().filter(|name| purpose != For::Edit && !names.contains(name.as_str())) {
            let message = format!("attachment://{name} was not uploaded: the picture will not be seen");
            broken.push(Violation::noticed(join(&join(at, "embeds"), place), "STAND_IN_NO_SUCH_FILE", message));
        }
    }
}

fn check_flags(message: &Value, purpose: For, at: &str, broken: &mut Vec<Violation>) {
    let Some(flags) = message.get("flags").filter(|flags| !flags.is_null()) else { return };
    let at = join(at, "flags");
    let Some(flags) = flags.as_u64() else {
        broken.push(Violation::new(at, "NUMBER_TYPE_COERCE", "Value is not int."));
        return;
    };
    if flags & COMPONENTS_V2 != 0 {
        let message = "The stand-in does not know the components that come with this flag";
        broken.push(Violation::new(&at, "STAND_IN_COMPONENTS_V2", message));
    }
    if flags & EPHEMERAL != 0 && matches!(purpose, For::Channel | For::Edit) {
        let message = "Only a response or follow-up can be ephemeral, from its beginning";
        broken.push(Violation::noticed(&at, "STAND_IN_EPHEMERAL_TOO_LATE", message));
    }
    if flags & !(EPHEMERAL | SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2) != 0 {
        broken.push(Violation::noticed(
            &at,
            "STAND_IN_UNKNOWN_FLAG",
            format!("Bots cannot set all of the flags {flags}"),
        ));
    }
}
