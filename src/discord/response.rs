//! What is sent to Discord. It stays structured until it is sent, so that a picture can be added to it.

use serenity::all::{ChannelId, MessageId};
use serenity::builder::{
    CreateAllowedMentions, CreateInteractionResponse, CreateInteractionResponseMessage, CreateMessage,
    EditInteractionResponse,
};
use serenity::model::channel::{MessageReference, MessageReferenceKind, Nonce};

use crate::answer::MapRequest;

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
    /// A message in the place of the one whose button was pressed.
    UpdateMessage(Body),
    /// An answer to a message in a channel.
    Answer { body: Body, channel: ChannelId, message: MessageId },
}

impl Response {
    /// What to draw beside it.
    pub(super) fn picture(&self) -> Option<&MapRequest> {
        match self {
            Response::Bare(_) => None,
            Response::NewMessage { body, .. } | Response::UpdateMessage(body) | Response::Answer { body, .. } => {
                body.picture.as_ref()
            }
        }
    }

    /// The JSON that is sent, with the description of a picture that is uploaded with it.
    ///
    /// # Errors
    ///
    /// It cannot be written as JSON.
    pub(super) fn to_json(&self, picture: Option<&Picture>) -> serde_json::Result<String> {
        match self {
            Response::Bare(response) => serde_json::to_string(response),
            Response::NewMessage { body, content, is_private } => {
                let mut message = interaction_message(body, picture).ephemeral(*is_private);
                if let Some(content) = content {
                    message = message.content(content);
                }
                serde_json::to_string(&CreateInteractionResponse::Message(message))
            }
            Response::UpdateMessage(body) => {
                serde_json::to_string(&CreateInteractionResponse::UpdateMessage(interaction_message(body, picture)))
            }
            Response::Answer { body, channel, message } => {
                serde_json::to_string(&channel_message(body, picture, *channel, *message))
            }
        }
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
        let edit = EditInteractionResponse::new()
            .embed(picture.shown_in(body.embed.clone()))
            .components(body.rows.clone())
            .new_attachment(picture.attachment());
        serde_json::to_string(&edit).map(Some)
    }
}

fn interaction_message(body: &Body, picture: Option<&Picture>) -> CreateInteractionResponseMessage {
    let embed = body.embed.clone();
    let message = CreateInteractionResponseMessage::new()
        .components(body.rows.clone())
        .allowed_mentions(CreateAllowedMentions::new());
    match picture {
        Some(picture) => message.embed(picture.shown_in(embed)).add_file(picture.attachment()),
        None => message.embed(embed),
    }
}

fn channel_message(body: &Body, picture: Option<&Picture>, channel: ChannelId, message: MessageId) -> CreateMessage {
    let to =
        MessageReference::new(MessageReferenceKind::Default, channel).message_id(message).fail_if_not_exists(false);
    let embed = body.embed.clone();
    let answer = CreateMessage::new()
        .components(body.rows.clone())
        .reference_message(to)
        .allowed_mentions(CreateAllowedMentions::new().replied_user(true))
        // If a message is delivered twice, or its answer is sent twice, the asker still sees one.
        .nonce(Nonce::String(message.to_string()))
        .enforce_nonce(true);
    match picture {
        Some(picture) => answer.embed(picture.shown_in(embed)).add_file(picture.attachment()),
        None => answer.embed(embed),
    }
}
