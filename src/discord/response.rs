//! What is sent to Discord. It stays structured until it is sent, so that a picture can be added to it.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use serde_json::Value;
use serenity::all::{ChannelId, MessageId};
use serenity::builder::{
    CreateAllowedMentions, CreateEmbed, CreateInteractionResponse, CreateInteractionResponseMessage, CreateMessage,
    EditInteractionResponse,
};
use serenity::model::channel::{MessageReference, MessageReferenceKind, Nonce};

use crate::answer::MapRequest;
use crate::reply::Block;

use super::convert::Body;
use super::pictures::Picture;

/// A response to an interaction, or an answer to a message.
#[derive(Debug, Clone)]
pub(super) enum Response {
    /// A response that is no message.
    Bare(CreateInteractionResponse),
    /// A new message in response to an interaction.
    NewMessage {
        body: Body,
        /// What stands above the embed.
        content: Option<String>,
        is_private: bool,
    },
    /// The draft of a suggestion, for the proposer only, and the message for the moderators.
    Suggestion { content: String, post: Option<CreateMessage> },
    /// A message that replaces the one whose button was pressed.
    UpdateMessage(Body),
    /// An answer to a message in a channel.
    Answer { body: Body, channel: ChannelId, message: MessageId },
    /// Deletes the message whose button was pressed.
    Remove,
}

/// A response with the JSON of it, which is written once: many are sent again and again.
#[derive(Debug)]
pub(super) struct Prepared {
    response: Response,
    json: OnceLock<Arc<str>>,
}

impl Prepared {
    /// The JSON that is sent without a picture.
    ///
    /// # Errors
    ///
    /// It cannot be written as JSON.
    pub(super) fn json(&self) -> serde_json::Result<Arc<str>> {
        if let Some(json) = self.json.get() {
            return Ok(Arc::clone(json));
        }
        let json = Arc::from(self.response.to_json(None)?);
        Ok(Arc::clone(self.json.get_or_init(|| json)))
    }
}

impl From<Response> for Prepared {
    fn from(response: Response) -> Prepared {
        Prepared { response, json: OnceLock::new() }
    }
}

impl Deref for Prepared {
    type Target = Response;

    fn deref(&self) -> &Response {
        &self.response
    }
}

impl Response {
    /// The same with a block in front of its text; `None` if it has none, or would be another with it.
    pub(super) fn preceded(&self, block: &Block) -> Option<Response> {
        match self {
            Response::NewMessage { body, content, is_private } => Some(Response::NewMessage {
                body: body.preceded(block)?,
                content: content.clone(),
                is_private: *is_private,
            }),
            Response::UpdateMessage(body) => body.preceded(block).map(Response::UpdateMessage),
            Response::Answer { body, channel, message } => {
                Some(Response::Answer { body: body.preceded(block)?, channel: *channel, message: *message })
            }
            Response::Bare(_) | Response::Remove | Response::Suggestion { .. } => None,
        }
    }

    /// What to draw beside it.
    pub(super) fn picture(&self) -> Option<&MapRequest> {
        match self {
            Response::Bare(_) | Response::Remove | Response::Suggestion { .. } => None,
            Response::NewMessage { body, .. } | Response::UpdateMessage(body) | Response::Answer { body, .. } => {
                body.picture.as_ref()
            }
        }
    }

    /// The JSON that is sent; with a picture, the message shows it and describes its upload.
    ///
    /// # Errors
    ///
    /// It cannot be written as JSON.
    pub(super) fn to_json(&self, picture: Option<&Picture>) -> serde_json::Result<String> {
        match self {
            Response::Bare(response) => serde_json::to_string(response),
            // It is removed by a request of its own.
            Response::Remove => serde_json::to_string(&CreateInteractionResponse::Acknowledge),
            Response::Suggestion { content, .. } => {
                let message = CreateInteractionResponseMessage::new().content(content).ephemeral(true);
                let message = message.allowed_mentions(CreateAllowedMentions::new());
                serde_json::to_string(&CreateInteractionResponse::Message(message))
            }
            Response::NewMessage { body, content, is_private } => {
                let mut message = interaction_message(body, picture).ephemeral(*is_private);
                if let Some(content) = content {
                    message = message.content(content);
                }
                written(&CreateInteractionResponse::Message(message), picture, "/data")
            }
            Response::UpdateMessage(body) => {
                let message = interaction_message(body, picture);
                written(&CreateInteractionResponse::UpdateMessage(message), picture, "/data")
            }
            Response::Answer { body, channel, message } => {
                let message = channel_message(body, *channel, *message).embed(embed(body, picture));
                written(&message, picture, "")
            }
        }
    }

    /// The JSON of an answer to a message without an embed; `None` for anything else.
    ///
    /// # Errors
    ///
    /// It cannot be written as JSON.
    pub(super) fn to_plain_json(&self) -> serde_json::Result<Option<String>> {
        let Response::Answer { body, channel, message } = self else { return Ok(None) };
        serde_json::to_string(&channel_message(body, *channel, *message).content(body.text())).map(Some)
    }

    /// The JSON that changes an earlier answer into this one; `None` for what is no message.
    ///
    /// # Errors
    ///
    /// It cannot be written as JSON.
    pub(super) fn to_replacing_json(&self, picture: Option<&Picture>) -> serde_json::Result<Option<String>> {
        let Response::Answer { body, .. } = self else { return Ok(None) };
        let edit = EditInteractionResponse::new()
            .embed(embed(body, picture))
            .components(body.rows.clone())
            .allowed_mentions(CreateAllowedMentions::new());
        let mut whole = serde_json::to_value(&edit)?;
        // The picture of the earlier answer goes.
        whole["attachments"] = picture.map_or_else(|| serde_json::json!([]), Picture::attachments);
        Ok(Some(whole.to_string()))
    }

    /// The JSON that adds a picture to the response later; `None` for what is no message.
    ///
    /// # Errors
    ///
    /// It cannot be written as JSON.
    pub(super) fn to_edit_json(&self, picture: &Picture) -> serde_json::Result<Option<String>> {
        let (Response::NewMessage { body, .. } | Response::UpdateMessage(body) | Response::Answer { body, .. }) = self
        else {
            return Ok(None);
        };
        let edit = EditInteractionResponse::new().embed(embed(body, Some(picture))).components(body.rows.clone());
        written(&edit, Some(picture), "").map(Some)
    }
}

/// Writes a message as JSON; with a picture, the message at `pointer` describes its upload.
fn written(whole: &impl Serialize, picture: Option<&Picture>, pointer: &str) -> serde_json::Result<String> {
    let Some(picture) = picture else { return serde_json::to_string(whole) };
    let mut whole = serde_json::to_value(whole)?;
    if let Some(message) = whole.pointer_mut(pointer).and_then(Value::as_object_mut) {
        message.insert("attachments".to_owned(), picture.attachments());
    }
    Ok(whole.to_string())
}

fn embed(body: &Body, picture: Option<&Picture>) -> CreateEmbed {
    let embed = body.embed();
    match picture {
        Some(picture) => picture.shown_in(embed),
        None => embed,
    }
}

fn interaction_message(body: &Body, picture: Option<&Picture>) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .embed(embed(body, picture))
        .components(body.rows.clone())
        .allowed_mentions(CreateAllowedMentions::new())
}

fn channel_message(body: &Body, channel: ChannelId, message: MessageId) -> CreateMessage {
    let to =
        MessageReference::new(MessageReferenceKind::Default, channel).message_id(message).fail_if_not_exists(false);
    CreateMessage::new()
        .components(body.rows.clone())
        .reference_message(to)
        .allowed_mentions(CreateAllowedMentions::new().replied_user(true))
        // If a message is delivered twice, or its answer is sent twice, the asker still sees one.
        .nonce(Nonce::String(message.to_string()))
        .enforce_nonce(true)
}
