//! The bot's messages: creating, editing and deleting them, and dispatching the events.

use serde_json::{Value, json};

use super::response::Response;
use crate::gateway::Audience;
use crate::id::Id;
use crate::intents;
use crate::log::File;
use crate::payloads::{merge, now};
use crate::rules::mentions::{Pinged, pinged};
use crate::rules::message::EPHEMERAL;
use crate::world::{ChannelKind, Message, World};

/// The flag of a deferred response, shown as "… is thinking".
pub(super) const LOADING: u64 = 1 << 7;

/// A message to create.
pub(super) struct Draft<'d> {
    pub(super) channel: Id,
    pub(super) body: &'d Value,
    pub(super) files: &'d [File],
    /// The member who sees it, if it is ephemeral.
    pub(super) ephemeral_for: Option<Id>,
    /// The interaction that it is a response or follow-up to.
    pub(super) interaction: Option<Id>,
    /// Whether it is a deferred response without content.
    pub(super) is_deferred: bool,
    /// The message that it replies to.
    pub(super) replies_to: Option<Id>,
    /// The message type: 0 plain, 19 reply, 20 response to a slash command, 23 response to a context menu command.
    pub(super) kind: u64,
}

impl World {
    /// Creates a message of the bot.
    pub(super) fn create_message(&mut self, draft: &Draft<'_>) -> Id {
        let id = self.ids.next();
        let mut json = self.blank_message(id, draft.channel, self.bot, "");
        let flag = |on: bool, flag: u64| if on { flag } else { 0 };
        let requested = draft.body.get("flags").and_then(Value::as_u64).unwrap_or(0) & !EPHEMERAL;
        let flags = requested | flag(draft.ephemeral_for.is_some(), EPHEMERAL) | flag(draft.is_deferred, LOADING);
        json = merge(json, json!({ "type": draft.kind, "flags": flags }));
        for key in ["tts", "nonce"] {
            if let Some(value) = draft.body.get(key).filter(|value| !value.is_null()) {
                json = merge(json, json!({ key: value }));
            }
        }
        let mut replied_to = None;
        if let Some(message) = draft.replies_to.and_then(|id| self.messages.get(&id)) {
            replied_to = Some(message.author);
            let reference = json!({
                "type": 0, "message_id": message.id, "channel_id": draft.channel, "guild_id": self.guild_of(draft.channel),
            });
            json = merge(json, json!({ "message_reference": reference, "referenced_message": message.json }));
        }
        if let Some(interaction) = draft.interaction.and_then(|id| self.interactions.get(&id)) {
            let more = json!({
                "application_id": self.bot, "webhook_id": self.bot,
                "interaction_metadata": self.interaction_metadata(interaction),
            });
            json = merge(json, more);
        }
        let author = self.bot;
        let mut message = Message {
            id,
            channel: draft.channel,
            author,
            json,
            files: Vec::new(),
            ephemeral_for: draft.ephemeral_for,
            pinged: Pinged::default(),
            interaction: draft.interaction,
            previous: Vec::new(),
            deleted: false,
        };
        self.apply_body(&mut message, draft.body, draft.files);
        self.apply_mentions(&mut message, draft.body, replied_to);
        self.messages.insert(id, message);
        self.dispatch_message_event(id, "MESSAGE_CREATE");
        id
    }

    /// Edits a message of the bot: what the body names is replaced, the rest stays.
    ///
    /// # Errors
    ///
    /// The message does not exist, or would be empty.
    pub(super) fn edit_bot_message(&mut self, id: Id, body: &Value, files: &[File]) -> Result<(), Response> {
        let unknown = || Response::rejection(404, 10008, "Unknown Message");
        let Some(mut message) = self.messages.get(&id).filter(|message| !message.deleted).cloned() else {
            return Err(unknown());
        };
        let previous = message.json.clone();
        self.apply_body(&mut message, body, files);
        let empty = |key: &str| message.json.get(key).and_then(Value::as_array).is_none_or(Vec::is_empty);
        if message.content().is_empty() && ["embeds", "components", "attachments"].into_iter().all(empty) {
            return Err(Response::rejection(400, 50006, "Cannot send an empty message"));
        }
        let flags = message.json.get("flags").and_then(Value::as_u64).unwrap_or(0);
        if flags & LOADING != 0 {
            // A deferred response is completed: only now is anybody notified.
            self.apply_mentions(&mut message, body, None);
            message.json = merge(message.json, json!({ "flags": flags & !LOADING }));
        } else {
            message.json = merge(message.json, json!({ "edited_timestamp": now() }));
        }
        message.previous.push(previous);
        self.messages.insert(id, message);
        self.dispatch_message_event(id, "MESSAGE_UPDATE");
        Ok(())
    }

    /// Deletes a message of the bot.
    pub(super) fn delete_bot_message(&mut self, id: Id) -> Response {
        match self.messages.get_mut(&id).filter(|message| !message.deleted) {
            None => Response::rejection(404, 10008, "Unknown Message"),
            Some(message) => {
                message.deleted = true;
                self.dispatch_message_event(id, "MESSAGE_DELETE");
                Response::empty()
            }
        }
    }

    /// The message object.
    pub(super) fn message_json(&self, id: Id) -> Value {
        self.messages.get(&id).map_or(Value::Null, |message| message.json.clone())
    }

    /// Copies content, embeds, components and files from a body.
    fn apply_body(&mut self, message: &mut Message, body: &Value, files: &[File]) {
        if let Some(content) = body.get("content") {
            message.json =
                merge(std::mem::take(&mut message.json), json!({ "content": content.as_str().unwrap_or("") }));
        }
        let attachments = self.attachments(message, body, files);
        message.files.extend_from_slice(files);
        let mut more = json!({ "attachments": attachments });
        if let Some(embeds) = body.get("embeds") {
            let mut embeds = embeds.as_array().cloned().unwrap_or_default();
            embeds.iter_mut().for_each(|embed| resolve_embed(embed, &attachments));
            more = merge(more, json!({ "embeds": embeds }));
        }
        if let Some(rows) = body.get("components") {
            let mut rows = rows.as_array().cloned().unwrap_or_default();
            assign_ids(&mut rows, &mut 0);
            more = merge(more, json!({ "components": rows }));
        }
        message.json = merge(std::mem::take(&mut message.json), more);
    }

    /// The attachments that are kept, and the new ones.
    fn attachments(&mut self, message: &Message, body: &Value, files: &[File]) -> Vec<Value> {
        let existing = message.json.get("attachments").and_then(Value::as_array).cloned().unwrap_or_default();
        let entries = body.get("attachments").and_then(Value::as_array);
        let id_of = |entry: &Value| entry.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        let is_kept = |attachment: &Value| {
            entries.is_none_or(|entries| entries.iter().any(|entry| id_of(entry) == id_of(attachment)))
        };
        let mut attachments: Vec<_> = existing.into_iter().filter(is_kept).collect();
        for file in files {
            let id = self.ids.next();
            let entry = entries.and_then(|all| all.iter().find(|entry| id_of(entry) == Some(file.id.to_string())));
            let renamed = entry.and_then(|entry| entry.get("filename")?.as_str());
            let name = renamed.unwrap_or(&file.name);
            let url = format!("{}/attachments/{}/{id}/{name}", self.address, message.channel);
            let mut attachment = json!({
                "id": id, "filename": name, "size": file.bytes.len(), "url": url, "proxy_url": url,
                "content_type": file.media_type, "content_scan_version": 0,
            });
            if let Some(text) = entry.and_then(|entry| entry.get("description")).filter(|text| !text.is_null()) {
                attachment = merge(attachment, json!({ "description": text }));
            }
            if let Some((width, height)) = png_size(&file.bytes) {
                attachment = merge(attachment, json!({ "width": width, "height": height }));
            }
            attachments.push(attachment);
        }
        attachments
    }

    /// Records who is notified.
    fn apply_mentions(&self, message: &mut Message, body: &Value, replied_to: Option<Id>) {
        message.pinged = pinged(message.content(), body.get("allowed_mentions"), replied_to);
        let users: Vec<_> = message.pinged.users.iter().map(|user| self.user(*user)).collect();
        let more = json!({
            "mentions": users, "mention_roles": message.pinged.roles, "mention_everyone": message.pinged.everyone,
        });
        message.json = merge(std::mem::take(&mut message.json), more);
    }

    /// Dispatches an event of a message, if the bot is in its channel and the message is not ephemeral.
    pub(crate) fn dispatch_message_event(&mut self, id: Id, event: &str) {
        let Some(message) = self.messages.get(&id).filter(|message| message.ephemeral_for.is_none()) else { return };
        let Some(channel) = self.channels.get(&message.channel) else { return };
        let audience = match channel.kind {
            ChannelKind::Text { guild } if guild == self.guild => {
                Audience { guild: Some(guild), intent: intents::GUILD_MESSAGES }
            }
            ChannelKind::Direct { .. } => Audience { guild: None, intent: intents::DIRECT_MESSAGES },
            _ => return,
        };
        let data = match event {
            "MESSAGE_DELETE" => json!({ "id": id, "channel_id": message.channel, "guild_id": audience.guild }),
            _ => self.gateway_message(&message.json, message.channel, message.author),
        };
        self.dispatch(audience, event, &data);
    }
}

/// Completes an embed: its type, and the URLs of uploaded pictures.
fn resolve_embed(embed: &mut Value, attachments: &[Value]) {
    *embed = merge(json!({ "type": "rich" }), std::mem::take(embed));
    for (part, key) in [("image", "url"), ("thumbnail", "url"), ("author", "icon_url"), ("footer", "icon_url")] {
        let Some(url) = embed.get_mut(part).and_then(|part| part.get_mut(key)) else { continue };
        let Some(name) = url.as_str().and_then(|url| url.strip_prefix("attachment://")) else { continue };
        let has_name = |attachment: &&Value| attachment.get("filename").is_some_and(|filename| filename == name);
        if let Some(uploaded) = attachments.iter().find(has_name).and_then(|attachment| attachment.get("url")) {
            *url = uploaded.clone();
        }
    }
}

/// Numbers components that have no id, as Discord does.
fn assign_ids(components: &mut [Value], last: &mut u64) {
    for component in components {
        *last += 1;
        *component = merge(json!({ "id": *last }), std::mem::take(component));
        if let Some(inside) = component.get_mut("components").and_then(Value::as_array_mut) {
            assign_ids(inside, last);
        }
    }
}

/// Width and height of a PNG, from its first bytes.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..16)?;
    let number = |four: &[u8]| four.iter().fold(0u32, |number, &byte| number << 8 | u32::from(byte));
    Some((number(&head[..4]), number(&head[4..])))
}
