//! What members do: use commands and components, submit modals, send messages.
//!
//! As strict as Discord's own client: an action that it would not offer is an [`ActionError`].

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::id::Id;
use crate::interaction::{InitialResponse, Interaction, InteractionKind};
use crate::interactions::InteractionRequest;
use crate::rules::command;
use crate::setup::Venue;
use crate::world::{Member, Message, World};
use crate::{FakeDiscord, endpoint};

/// Why Discord's client would not let a member do this.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActionError {
    /// No member has this name.
    #[error("there is no member called {0}")]
    UnknownMember(String),
    /// The member cannot be added.
    #[error("{0}")]
    InvalidMember(String),
    /// The venue has no channel.
    #[error("there is no channel for {0:?}")]
    UnknownChannel(Venue),
    /// No command of this name and type is registered.
    #[error("the command {0} is not registered")]
    UnknownCommand(String),
    /// The command's contexts or integration types exclude this venue.
    #[error("the command {0} is not available in {1:?}")]
    NotAvailable(String, Venue),
    /// The options do not fit the command.
    #[error("{0}")]
    InvalidOption(String),
    /// The message does not exist, or the member cannot see it.
    #[error("the member sees no such message")]
    UnknownMessage,
    /// The message belongs to somebody else.
    #[error("the message belongs to somebody else")]
    NotTheAuthor,
    /// The message has no such button or menu, or it is disabled.
    #[error("the message has no enabled component with the custom_id {0:?}; it has {1:?}")]
    UnknownComponent(String, Vec<String>),
    /// The component is not of the expected type.
    #[error("the component {0:?} is not a {1}")]
    WrongComponent(String, &'static str),
    /// The values are not among the menu's options, or too few, or too many.
    #[error("the menu does not offer {0:?}")]
    InvalidValues(Vec<String>),
    /// The interaction opened no modal, or it has been submitted already.
    #[error("the interaction has no open modal")]
    NoModal,
    /// The fields do not fit the modal.
    #[error("{0}")]
    InvalidField(String),
}

/// The result of an interaction.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The id of the interaction.
    pub interaction: Id,
    /// The token of the interaction, for follow-ups and edits.
    pub token: String,
    /// The first response; `None` if there was none in time.
    pub response: Option<InitialResponse>,
    /// The message that is the response, or that the response changed.
    pub message: Option<Message>,
    /// Whether there is a response and, if it was deferred, it was completed.
    pub is_complete: bool,
}

impl Outcome {
    /// Whether only the member sees the response.
    #[must_use]
    pub fn is_ephemeral(&self) -> bool {
        self.message.as_ref().is_some_and(|message| message.ephemeral_for.is_some())
    }

    /// Everything readable in the message; empty if there is none.
    #[must_use]
    pub fn text(&self) -> String {
        self.message.as_ref().map(Message::text).unwrap_or_default()
    }

    /// The choices of an autocomplete response: names and values.
    #[must_use]
    pub fn choices(&self) -> Vec<(String, Value)> {
        let choices = self.response.as_ref().and_then(|response| response.body.pointer("/data/choices")?.as_array());
        let choice = |choice: &Value| Some((choice.get("name")?.as_str()?.to_owned(), choice.get("value")?.clone()));
        choices.into_iter().flatten().filter_map(choice).collect()
    }

    /// The modal that the response opened: its `custom_id`, title and components.
    #[must_use]
    pub fn modal(&self) -> Option<&Value> {
        self.response.as_ref().filter(|response| response.kind == 9)?.body.get("data")
    }
}

impl FakeDiscord {
    /// A member uses a slash command. `options` is an object, e.g. `{"role": "helpdesk"}`; a subcommand is an object in
    /// it. Waits for the response, and for the completion of a deferred one.
    ///
    /// # Errors
    ///
    /// Discord's client would not offer this.
    pub async fn use_command(
        &self,
        member: &str,
        venue: Venue,
        name: &str,
        options: Value,
    ) -> Result<Outcome, ActionError> {
        self.interact(member, venue, |world, _| world.slash_command(venue, name, &options, None)).await
    }

    /// A member types in the option `focused` of a slash command, whose text so far is in `options`. The suggestions are
    /// in [`Outcome::choices`].
    ///
    /// # Errors
    ///
    /// Discord's client would not offer this.
    pub async fn autocomplete(
        &self,
        member: &str,
        venue: Venue,
        name: &str,
        options: Value,
        focused: &str,
    ) -> Result<Outcome, ActionError> {
        self.interact(member, venue, |world, _| world.slash_command(venue, name, &options, Some(focused))).await
    }

    /// A member uses a command from the context menu of a message.
    ///
    /// # Errors
    ///
    /// Discord's client would not offer this.
    pub async fn use_message_command(&self, member: &str, name: &str, message: Id) -> Result<Outcome, ActionError> {
        let venue = self.venue_of(message)?;
        self.interact(member, venue, |world, member| {
            world.visible_message(message, member)?;
            let (id, _) = world.command(name, command::MESSAGE, venue)?;
            let resolved = world.resolved(&[], &[], &[], &[message]);
            let data = json!({ "id": id, "name": name, "type": 3, "target_id": message, "resolved": resolved });
            Ok(InteractionRequest { source: Some(message), ..InteractionRequest::command(name, data) })
        })
        .await
    }

    /// A member uses a command from the context menu of another member.
    ///
    /// # Errors
    ///
    /// Discord's client would not offer this.
    pub async fn use_user_command(
        &self,
        member: &str,
        venue: Venue,
        name: &str,
        target: &str,
    ) -> Result<Outcome, ActionError> {
        self.interact(member, venue, |world, _| {
            let target = world.member_by_name(target).ok_or_else(|| ActionError::UnknownMember(target.into()))?.id;
            let (id, _) = world.command(name, command::USER, venue)?;
            let resolved = world.resolved(&[target], &[], &[], &[]);
            let data = json!({ "id": id, "name": name, "type": 2, "target_id": target, "resolved": resolved });
            Ok(InteractionRequest::command(name, data))
        })
        .await
    }

    /// A member presses a button of a message, which may be ephemeral.
    ///
    /// # Errors
    ///
    /// Discord's client would not offer this.
    pub async fn press_button(&self, member: &str, message: Id, custom_id: &str) -> Result<Outcome, ActionError> {
        let venue = self.venue_of(message)?;
        self.interact(member, venue, |world, member| world.button(member, message, custom_id)).await
    }

    /// A member chooses values in a menu of a message, which may be ephemeral. In menus of users, roles and channels the
    /// values are ids.
    ///
    /// # Errors
    ///
    /// Discord's client would not offer this.
    pub async fn choose(
        &self,
        member: &str,
        message: Id,
        custom_id: &str,
        values: &[&str],
    ) -> Result<Outcome, ActionError> {
        let venue = self.venue_of(message)?;
        self.interact(member, venue, |world, member| world.select(member, message, custom_id, values)).await
    }

    /// A member fills in the modal that an interaction opened, and submits it. `fields` is an object from `custom_id` to
    /// text, or to a list of values for a menu; a field that is left out keeps its preset value. A modal can be
    /// submitted once.
    ///
    /// # Errors
    ///
    /// Discord's client would not offer this.
    pub async fn submit_modal(&self, opened_by: &Outcome, fields: Value) -> Result<Outcome, ActionError> {
        self.submit_modal_of(opened_by.interaction, fields).await
    }

    /// The same, for the interaction with this id.
    ///
    /// # Errors
    ///
    /// Discord's client would not offer this.
    pub async fn submit_modal_of(&self, opened_by: Id, fields: Value) -> Result<Outcome, ActionError> {
        let (member, venue) = self.shared.read(|world| {
            let interaction = world.interactions.get(&opened_by).ok_or(ActionError::NoModal)?;
            let member = world.member_by_id(interaction.member).ok_or(ActionError::NoModal)?;
            Ok((member.name.clone(), interaction.venue))
        })?;
        self.interact(&member, venue, |world, _| world.modal_submit(opened_by, &fields)).await
    }

    /// A member sends a message. Mentions are written as Discord transmits them: `<@1>`.
    ///
    /// # Errors
    ///
    /// There is no such member or channel.
    pub fn send_message(&self, member: &str, venue: Venue, text: &str) -> Result<Message, ActionError> {
        self.shared.write(|world| {
            let member = world.require_member(member)?;
            let channel = world.channel(venue, &member).ok_or(ActionError::UnknownChannel(venue))?.id;
            Ok(world.create_member_message(member.id, channel, text, None))
        })
    }

    /// A member replies to a message, which notifies its author.
    ///
    /// # Errors
    ///
    /// There is no such member, or the member sees no such message.
    pub fn send_reply(&self, member: &str, to: Id, text: &str) -> Result<Message, ActionError> {
        self.shared.write(|world| {
            let member = world.require_member(member)?;
            let channel = world.visible_message(to, &member)?.channel;
            Ok(world.create_member_message(member.id, channel, text, Some(to)))
        })
    }

    /// A member forwards a message to a channel.
    ///
    /// Source: <https://docs.discord.com/developers/resources/message#message-snapshot-object>
    ///
    /// # Errors
    ///
    /// There is no such member or channel, or the member sees no such message.
    pub fn forward_message(&self, member: &str, venue: Venue, message: Id) -> Result<Message, ActionError> {
        self.shared.write(|world| {
            let member = world.require_member(member)?;
            let original = world.visible_message(message, &member)?.clone();
            let channel = world.channel(venue, &member).ok_or(ActionError::UnknownChannel(venue))?.id;
            let kept = [
                "type",
                "content",
                "embeds",
                "attachments",
                "timestamp",
                "edited_timestamp",
                "flags",
                "mentions",
                "mention_roles",
                "components",
            ];
            let snapshot: serde_json::Map<String, Value> =
                kept.iter().map(|key| ((*key).to_owned(), original.json[*key].clone())).collect();
            let more = json!({
                "message_reference": {
                    "type": 1, "message_id": original.id, "channel_id": original.channel,
                    "guild_id": world.guild_of(original.channel),
                },
                "message_snapshots": [{ "message": snapshot }],
            });
            Ok(world.create_special_message(member.id, channel, more))
        })
    }

    /// A member sends a link, of which Discord shows an embed; the message has no text.
    ///
    /// # Errors
    ///
    /// There is no such member or channel.
    pub fn send_embed(&self, member: &str, venue: Venue, embed: Value) -> Result<Message, ActionError> {
        self.shared.write(|world| {
            let member = world.require_member(member)?;
            let channel = world.channel(venue, &member).ok_or(ActionError::UnknownChannel(venue))?.id;
            Ok(world.create_special_message(member.id, channel, json!({ "embeds": [embed] })))
        })
    }

    /// A member edits one of their own messages.
    ///
    /// # Errors
    ///
    /// There is no such member or message, or it belongs to somebody else.
    pub fn edit_message(&self, member: &str, message: Id, text: &str) -> Result<Message, ActionError> {
        self.shared.write(|world| {
            world.require_own_message(member, message)?;
            world.edit_member_message(message, text).ok_or(ActionError::UnknownMessage)
        })
    }

    /// A member deletes one of their own messages.
    ///
    /// # Errors
    ///
    /// There is no such member or message, or it belongs to somebody else.
    pub fn delete_message(&self, member: &str, message: Id) -> Result<(), ActionError> {
        self.shared.write(|world| {
            world.require_own_message(member, message)?;
            world.delete_member_message(message);
            Ok(())
        })
    }

    /// What the bot has posted in a message's channel since that message, oldest first; not responses to interactions.
    #[must_use]
    pub fn bot_replies(&self, message: &Message) -> Vec<Message> {
        let bot = self.bot_id();
        self.messages(|other| {
            let is_from_bot = other.author == bot && other.interaction.is_none() && !other.deleted;
            is_from_bot && other.channel == message.channel && other.id > message.id
        })
    }

    /// Waits for the first message that the bot posts after a message; `None` at the timeout.
    pub async fn wait_for_reply(&self, message: &Message, timeout: Duration) -> Option<Message> {
        self.wait_for(timeout, |discord| discord.bot_replies(message).into_iter().next()).await
    }

    /// The venue that a message is in.
    fn venue_of(&self, message: Id) -> Result<Venue, ActionError> {
        self.shared.read(|world| {
            let message = world.messages.get(&message).ok_or(ActionError::UnknownMessage)?;
            let interaction = message.interaction.and_then(|id| world.interactions.get(&id));
            let is_in_guild = world.guild_of(message.channel).is_some();
            let otherwise = if is_in_guild { Venue::ChannelId(message.channel) } else { Venue::DirectMessage };
            Ok(interaction.map_or(otherwise, |interaction| interaction.venue))
        })
    }

    /// Dispatches an interaction, and waits for its outcome.
    async fn interact(
        &self,
        member: &str,
        venue: Venue,
        request: impl FnOnce(&mut World, &Member) -> Result<InteractionRequest, ActionError>,
    ) -> Result<Outcome, ActionError> {
        let (id, token, dispatched, outgoing, response_deadline, deferred_timeout) = self.shared.write(|world| {
            let member = world.require_member(member)?;
            let request = request(world, &member)?;
            let source = request.source.and_then(|source| world.messages.get(&source)).map(|source| source.channel);
            let channel = match source {
                Some(channel) => channel,
                None => world.channel(venue, &member).ok_or(ActionError::UnknownChannel(venue))?.id,
            };
            let (id, token, dispatched, outgoing) = world.dispatch_interaction(request, &member, venue, channel);
            Ok((id, token, dispatched, outgoing, world.setup.response_deadline, world.setup.deferred_timeout))
        })?;
        if let Some(outgoing) = outgoing {
            tokio::spawn(endpoint::send(Arc::clone(&self.shared), outgoing));
        }
        // A little more than the deadline: a response that arrived in time may still be waiting for the lock.
        let deadline = dispatched + response_deadline + Duration::from_millis(20);
        let responded = |world: &World| world.interactions.get(&id)?.response.is_some().then_some(());
        if self.shared.wait_until(deadline, responded).await.is_some() {
            let complete = |world: &World| world.interactions.get(&id)?.is_complete().then_some(());
            self.shared.wait_until(dispatched + deferred_timeout, complete).await;
        }
        self.shared.write(|world| world.record_overdue(Instant::now()));
        Ok(self.shared.read(|world| {
            let interaction = world.interactions.get(&id);
            let original = interaction.and_then(|interaction| interaction.original);
            Outcome {
                interaction: id,
                token,
                response: interaction.and_then(|interaction| interaction.response.clone()),
                message: original.and_then(|original| world.messages.get(&original)).cloned(),
                is_complete: interaction.is_some_and(Interaction::is_complete),
            }
        }))
    }
}

impl World {
    fn require_member(&self, name: &str) -> Result<Member, ActionError> {
        self.member_by_name(name).cloned().ok_or_else(|| ActionError::UnknownMember(name.into()))
    }

    fn require_own_message(&self, member: &str, message: Id) -> Result<(), ActionError> {
        let member = self.require_member(member)?;
        let is_own = self.visible_message(message, &member)?.author == member.id;
        if is_own { Ok(()) } else { Err(ActionError::NotTheAuthor) }
    }
}

impl InteractionRequest {
    /// A command without a source message.
    pub(crate) fn command(name: &str, data: Value) -> Self {
        Self { kind: InteractionKind::Command, name: name.into(), data, source: None, option_kind: None }
    }
}
