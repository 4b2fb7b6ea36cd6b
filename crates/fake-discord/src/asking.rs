//! From what somebody does to the event that the bot gets, if Discord's client would let them.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::events;
use super::gateway::Audience;
use super::id::{self, Id};
use super::interaction::{Interaction, Kind};
use super::options::{self, Filled};
use super::people::CannotAsk;
use super::rules::mentions::{Mention, mentions, pinged};
use super::rules::{command, components};
use super::setup::Setting;
use super::world::{Inhabitant, Message, World};

/// Everything about a question but who asks and where.
pub(super) struct Question {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) data: Value,
    pub(super) source: Option<Id>,
    pub(super) option_kind: Option<u64>,
}

impl World {
    /// Dispatches an interaction. Gives its id and token, when that was, and how long to wait for it.
    pub(super) fn ask(
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
            data: question.data,
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
        let payload = self.interaction_create(&interaction, &interaction.data, asker);
        self.interactions.insert(id, interaction);
        // Interactions need no intent; those of a server go to its shard, even if the bot is no member of it.
        self.dispatch(Audience { guild: self.guild_of(channel), intent: 0 }, "INTERACTION_CREATE", &payload);
        (id, token, dispatched, self.setup.respond_within, self.setup.complete_within)
    }

    pub(super) fn slash(
        &self,
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
        let kind = if focused.is_some() { Kind::Autocomplete } else { Kind::Command };
        Ok(Question { kind, name: name.into(), data, source: None, option_kind: focused_kind })
    }

    /// A command that is offered in this place. The server's own commands come before the global ones.
    pub(super) fn command(&self, name: &str, kind: u64, setting: Setting) -> Result<(Id, Value), CannotAsk> {
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
    pub(super) fn visible(&self, message: Id, person: &Inhabitant) -> Result<&Message, CannotAsk> {
        let seen = |message: &&Message| !message.deleted && message.only_for.is_none_or(|only| only == person.id);
        self.messages.get(&message).filter(seen).ok_or(CannotAsk::NoSuchMessage)
    }

    pub(super) fn pressed(
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
    pub(super) fn say(&mut self, author: Id, channel: Id, text: &str, to: Option<Id>) -> Message {
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
