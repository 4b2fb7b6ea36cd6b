//! What people do: use a command, type, press, say something.
//!
//! As strict as Discord's own client: only what it would offer can be done, everything else is [`CannotAsk`].

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::StandIn;
use super::asking::Question;
use super::id::Id;
use super::interaction::{Interaction, Kind, Response};
use super::rules::command;
use super::setup::Setting;
use super::world::{Inhabitant, Message, World};

/// Why Discord's client would not let a person do this.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotAsk {
    /// Nobody has this name.
    #[error("there is nobody called {0}")]
    NoSuchPerson(String),
    /// There is no such channel.
    #[error("there is no such channel: {0:?}")]
    NoSuchChannel(Setting),
    /// No command of this name and kind is registered.
    #[error("the command {0} is not registered")]
    NoSuchCommand(String),
    /// The command's contexts or integration types leave this place out.
    #[error("the command {0} is not offered in {1:?}")]
    NotHere(String, Setting),
    /// The options do not fit the command.
    #[error("{0}")]
    WrongOption(String),
    /// The message is not there, or not for this person to see.
    #[error("there is no such message for them to see")]
    NoSuchMessage,
    /// The message has no such button or menu, or it is disabled.
    #[error("the message has nothing to press with the custom_id {0:?}; it has {1:?}")]
    NoSuchComponent(String, Vec<String>),
    /// The values are not among the menu's options, or too few, or too many.
    #[error("the menu does not offer {0:?}")]
    WrongValues(Vec<String>),
}

/// What came of an interaction.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The id of the interaction.
    pub interaction: Id,
    /// Its token, which follow-ups and edits carry.
    pub token: String,
    /// The first response; `None` if there was none in time.
    pub response: Option<Response>,
    /// The message that is the response, or that the response changed; as it was when waiting ended.
    pub message: Option<Message>,
    /// Whether a deferred response was completed; true for all others.
    pub complete: bool,
}

impl Outcome {
    /// Whether only the asker sees the response.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.message.as_ref().is_some_and(|message| message.only_for.is_some())
    }

    /// Everything that is to be read in the message; empty if there is none.
    #[must_use]
    pub fn text(&self) -> String {
        self.message.as_ref().map(Message::text).unwrap_or_default()
    }

    /// The suggestions of an autocomplete response: names and values, in their order.
    #[must_use]
    pub fn choices(&self) -> Vec<(String, Value)> {
        let choices = self.response.as_ref().and_then(|response| response.body.pointer("/data/choices")?.as_array());
        let choice = |choice: &Value| Some((choice.get("name")?.as_str()?.to_owned(), choice.get("value")?.clone()));
        choices.into_iter().flatten().filter_map(choice).collect()
    }
}

impl StandIn {
    /// Somebody uses a slash command. `options` is an object, e.g. `{"role": "helpdesk"}`. Waits for the response, and
    /// for the completion of a deferred one.
    ///
    /// # Errors
    ///
    /// If Discord's client would not let them.
    pub async fn use_command(
        &self,
        asker: &str,
        setting: Setting,
        name: &str,
        options: Value,
    ) -> Result<Outcome, CannotAsk> {
        self.ask(asker, setting, |world, _| world.slash(setting, name, &options, None)).await
    }

    /// Somebody types in an option, which has `text` in it so far. The suggestions are in [`Outcome::choices`].
    ///
    /// # Errors
    ///
    /// If Discord's client would not let them.
    pub async fn type_option(
        &self,
        asker: &str,
        setting: Setting,
        name: &str,
        options: Value,
        focused: &str,
    ) -> Result<Outcome, CannotAsk> {
        self.ask(asker, setting, |world, _| world.slash(setting, name, &options, Some(focused))).await
    }

    /// Somebody uses a command from the menu of a message.
    ///
    /// # Errors
    ///
    /// If Discord's client would not let them.
    pub async fn use_on_message(&self, asker: &str, name: &str, message: Id) -> Result<Outcome, CannotAsk> {
        let setting = self.setting_of(message)?;
        self.ask(asker, setting, |world, asker| {
            world.visible(message, asker)?;
            let (id, _) = world.command(name, command::MESSAGE, setting)?;
            let resolved = world.resolved(&[], &[], &[], &[message]);
            let data = json!({ "id": id, "name": name, "type": 3, "target_id": message, "resolved": resolved });
            Ok(Question { kind: Kind::Command, name: name.into(), data, source: Some(message), option_kind: None })
        })
        .await
    }

    /// Somebody presses a button, or chooses `values` in a menu, on a message of the bot (a private one too).
    ///
    /// # Errors
    ///
    /// If Discord's client would not let them.
    pub async fn press(
        &self,
        asker: &str,
        message: Id,
        custom_id: &str,
        values: &[&str],
    ) -> Result<Outcome, CannotAsk> {
        let setting = self.setting_of(message)?;
        self.ask(asker, setting, |world, asker| world.pressed(asker, message, custom_id, values)).await
    }

    /// Somebody writes a message. Mentions are written as on the wire: `<@1>`.
    ///
    /// # Errors
    ///
    /// If there is no such person or channel.
    pub fn say(&self, who: &str, setting: Setting, text: &str) -> Result<Message, CannotAsk> {
        self.stage.with(|world| {
            let person = world.person(who).ok_or_else(|| CannotAsk::NoSuchPerson(who.into()))?.clone();
            let channel = world.channel(setting, &person).ok_or(CannotAsk::NoSuchChannel(setting))?.id;
            Ok(world.say(person.id, channel, text, None))
        })
    }

    /// Somebody replies to a message, which pings its author.
    ///
    /// # Errors
    ///
    /// If there is no such person, or no such message for them.
    pub fn reply(&self, who: &str, to: Id, text: &str) -> Result<Message, CannotAsk> {
        self.stage.with(|world| {
            let person = world.person(who).ok_or_else(|| CannotAsk::NoSuchPerson(who.into()))?.clone();
            let channel = world.visible(to, &person)?.channel;
            Ok(world.say(person.id, channel, text, Some(to)))
        })
    }

    /// What the bot wrote of its own accord in a message's channel since that message, oldest first.
    #[must_use]
    pub fn answers_to(&self, message: &Message) -> Vec<Message> {
        let (id, channel) = (message.id, message.channel);
        self.stage.see(|world| {
            let answers = |other: &&Message| {
                let own = other.author == world.bot && other.interaction.is_none() && !other.deleted;
                own && other.channel == channel && other.id > id
            };
            world.messages.values().filter(answers).cloned().collect()
        })
    }

    /// Waits for the first thing that the bot writes after a message; `None` if nothing comes.
    pub async fn answer_to(&self, message: &Message, timeout: Duration) -> Option<Message> {
        self.until(timeout, |stand_in| stand_in.answers_to(message).into_iter().next()).await
    }

    /// The setting that a message is in, seen from somebody who is there.
    fn setting_of(&self, message: Id) -> Result<Setting, CannotAsk> {
        self.stage.see(|world| {
            let message = world.messages.get(&message).ok_or(CannotAsk::NoSuchMessage)?;
            let of = message.interaction.and_then(|id| world.interactions.get(&id)).map(|asked| asked.setting);
            let in_server = world.guild_of(message.channel).is_some();
            Ok(of.unwrap_or(if in_server { Setting::Server } else { Setting::DirectMessage }))
        })
    }

    /// Dispatches an interaction, and waits for what comes of it.
    async fn ask(
        &self,
        asker: &str,
        setting: Setting,
        question: impl FnOnce(&mut World, &Inhabitant) -> Result<Question, CannotAsk>,
    ) -> Result<Outcome, CannotAsk> {
        let asked = self.stage.with(|world| {
            let asker = world.person(asker).ok_or_else(|| CannotAsk::NoSuchPerson(asker.into()))?.clone();
            let question = question(world, &asker)?;
            let at = question.source.and_then(|source| world.messages.get(&source)).map(|source| source.channel);
            let channel = match at {
                Some(channel) => channel,
                None => world.channel(setting, &asker).ok_or(CannotAsk::NoSuchChannel(setting))?.id,
            };
            Ok(world.ask(question, &asker, setting, channel))
        })?;
        let (id, token, dispatched, respond_within, complete_within) = asked;
        // A little more than the deadline: a response may be on its way through the lock.
        let deadline = dispatched + respond_within + Duration::from_millis(20);
        let responded = |world: &World| world.interactions.get(&id)?.response.is_some().then_some(());
        if self.stage.until(deadline, responded).await.is_some() {
            let complete = |world: &World| world.interactions.get(&id)?.is_complete().then_some(());
            self.stage.until(dispatched + complete_within, complete).await;
        }
        // Whoever watches is to see that nothing came.
        self.stage.with(|world| world.note_overdue(Instant::now()));
        Ok(self.stage.see(|world| {
            let interaction = world.interactions.get(&id);
            let original = interaction.and_then(|interaction| interaction.original);
            Outcome {
                interaction: id,
                token,
                response: interaction.and_then(|interaction| interaction.response.clone()),
                message: original.and_then(|original| world.messages.get(&original)).cloned(),
                complete: interaction.is_some_and(Interaction::is_complete),
            }
        }))
    }
}
