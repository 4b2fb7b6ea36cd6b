//! What people do: use a command, type, press, say something.
//!
//! As strict as Discord's own client: only what it would offer can be done, everything else is [`CannotAsk`].

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::gateway::Audience;
use super::id::{self, Id};
use super::interaction::{Interaction, Kind, Response};
use super::options::{self, Filled};
use super::rules::mentions::{Mention, mentions, pinged};
use super::rules::{command, components};
use super::setup::Setting;
use super::world::{Inhabitant, Message, World};
use super::{StandIn, events};

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

/// Everything about a question but who asks and where.
struct Question {
    kind: Kind,
    name: String,
    data: Value,
    source: Option<Id>,
    option_kind: Option<u64>,
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
        self.ask(asker, setting, |world, asker| world.slash(asker, setting, name, &options, None)).await
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
        self.ask(asker, setting, |world, asker| world.slash(asker, setting, name, &options, Some(focused))).await
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

impl World {
    /// Dispatches an interaction. Gives its id and token, when that was, and how long to wait for it.
    fn ask(
        &mut self,
        question: Question,
        asker: &Inhabitant,
        setting: Setting,
        channel: Id,
    ) -> (Id, String, Instant, Duration, Duration) {
        let id = self.ids.next();
        let token = id::interaction_token(id);
        let dispatched = Instant::now();
        let interaction = Interaction {
            id,
            token: token.clone(),
            kind: question.kind,
            asker: asker.id,
            setting,
            channel,
            name: question.name,
            source: question.source,
            option_kind: question.option_kind,
            dispatched,
            response: None,
            original: None,
            waiting: false,
            ephemeral: false,
            follow_ups: 0,
            reply_lost: false,
            noted: false,
        };
        let payload = self.interaction_create(&interaction, &question.data, asker);
        self.interactions.insert(id, interaction);
        // Interactions need no intent; those of a server go to its shard, even if the bot is no member of it.
        self.dispatch(Audience { guild: self.guild_of(channel), intent: 0 }, "INTERACTION_CREATE", &payload);
        (id, token, dispatched, self.setup.respond_within, self.setup.complete_within)
    }

    fn slash(
        &mut self,
        asker: &Inhabitant,
        setting: Setting,
        name: &str,
        values: &Value,
        focused: Option<&str>,
    ) -> Result<Question, CannotAsk> {
        let (id, command) = self.command(name, command::SLASH, setting)?;
        let filled = options::fill(&command, values, focused)?;
        let Filled { options, users, roles, channels, focused_kind } = filled;
        let mut data = json!({ "id": id, "name": name, "type": 1 });
        if !options.is_empty() {
            data["options"] = options.into();
        }
        if !(users.is_empty() && roles.is_empty() && channels.is_empty()) {
            data["resolved"] = self.resolved(&users, &roles, &channels, &[]);
        }
        if command.get("guild_id").is_some() {
            data["guild_id"] = json!(self.guild);
        }
        let _ = asker;
        let kind = if focused.is_some() { Kind::Autocomplete } else { Kind::Command };
        Ok(Question { kind, name: name.into(), data, source: None, option_kind: focused_kind })
    }

    /// A command that is offered in this place. The server's own commands come before the global ones.
    fn command(&self, name: &str, kind: u64, setting: Setting) -> Result<(Id, Value), CannotAsk> {
        let ours = matches!(setting, Setting::Server | Setting::Channel(_));
        let here = self.guild_commands.iter().filter(|_| ours);
        let named =
            |command: &Value| command.get("name").is_some_and(|is| is == name) && command::kind(command) == kind;
        let mut found = here.chain(&self.commands).filter(|(_, command)| named(command));
        let (id, command) = found.next().ok_or_else(|| CannotAsk::NoSuchCommand(name.into()))?;
        let allows = |key: &str, number: u64| match command.get(key).and_then(Value::as_array) {
            Some(allowed) => allowed.iter().any(|entry| *entry == json!(number)),
            None => true,
        };
        if !allows("contexts", setting.context()) || !allows("integration_types", setting.installation()) {
            return Err(CannotAsk::NotHere(name.into(), setting));
        }
        Ok((*id, command.clone()))
    }

    /// The message, if it is there for this person.
    fn visible(&self, message: Id, person: &Inhabitant) -> Result<&Message, CannotAsk> {
        let seen = |message: &&Message| !message.deleted && message.only_for.is_none_or(|only| only == person.id);
        self.messages.get(&message).filter(seen).ok_or(CannotAsk::NoSuchMessage)
    }

    fn pressed(
        &self,
        asker: &Inhabitant,
        message: Id,
        custom_id: &str,
        values: &[&str],
    ) -> Result<Question, CannotAsk> {
        let on = self.visible(message, asker)?;
        let id_of = |component: &Value| Some(component.get("custom_id")?.as_str()?.to_owned());
        let enabled = |component: &&Value| component.get("disabled") != Some(&json!(true));
        let mut pressable = on.components().into_iter().filter(enabled);
        let component =
            pressable.find(|component| id_of(component).as_deref() == Some(custom_id)).ok_or_else(|| {
                let there = on.components().into_iter().filter_map(id_of).collect();
                CannotAsk::NoSuchComponent(custom_id.into(), there)
            })?;
        let kind = components::kind(component).unwrap_or(0);
        let mut data = json!({ "custom_id": custom_id, "component_type": kind, "id": component.get("id") });
        let wrong = || CannotAsk::WrongValues(values.iter().map(|&value| value.into()).collect());
        if components::is_select(kind) {
            let number = |key: &str| component.get(key).and_then(Value::as_u64).unwrap_or(1) as usize;
            let options = component.get("options").and_then(Value::as_array);
            let offers = |value: &&str| {
                options.is_none_or(|options| {
                    options.iter().any(|option| option.get("value").is_some_and(|is| is == *value))
                })
            };
            if !(number("min_values")..=number("max_values")).contains(&values.len()) || !values.iter().all(offers) {
                return Err(wrong());
            }
            data["values"] = json!(values);
            if options.is_none() {
                let ids: Vec<_> = values.iter().filter_map(|value| Id::read(value)).collect();
                data["resolved"] = self.resolved(&ids, &ids, &ids, &[]);
            }
        } else if !values.is_empty() {
            return Err(wrong());
        }
        Ok(Question { kind: Kind::Component, name: custom_id.into(), data, source: Some(message), option_kind: None })
    }

    /// Somebody writes, and the gateway tells of it.
    fn say(&mut self, author: Id, channel: Id, text: &str, to: Option<Id>) -> Message {
        let id = self.ids.next();
        let mut json = self.blank_message(id, channel, author, text);
        let mut replied_to = None;
        if let Some(original) = to.and_then(|to| self.messages.get(&to)) {
            replied_to = Some(original.author);
            let mut named = vec![original.author];
            named.extend(mentions(text).into_iter().filter_map(|mention| match mention {
                Mention::User(user) if user != original.author => Some(user),
                _ => None,
            }));
            let reference = json!({
                "type": 0, "message_id": original.id, "channel_id": channel, "guild_id": self.guild_of(channel),
            });
            let users: Vec<_> = named.into_iter().map(|user| self.user(user)).collect();
            let more = json!({
                "type": 19, "message_reference": reference, "referenced_message": original.json, "mentions": users,
            });
            json = events::merge(json, more);
        }
        let message = Message {
            id,
            channel,
            author,
            json,
            files: Vec::new(),
            only_for: None,
            pinged: pinged(text, None, replied_to),
            interaction: None,
            before: Vec::new(),
            deleted: false,
        };
        self.messages.insert(id, message.clone());
        self.tell_of(id, "MESSAGE_CREATE");
        message
    }
}
