//! From a member's action to the event that the bot receives, if Discord's client would offer the action.

use std::time::Instant;

use serde_json::{Map, Value, json};

use crate::actions::ActionError;
use crate::endpoint::Outgoing;
use crate::gateway::Audience;
use crate::id::{self, Id};
use crate::interaction::{Interaction, InteractionKind};
use crate::options::{self, FilledOptions};
use crate::payloads::{merge, now};
use crate::rules::mentions::{Mention, mentions, pinged};
use crate::rules::{command, components};
use crate::setup::Venue;
use crate::world::{Member, Message, World};

/// The type of an interaction response that opens a modal.
const MODAL: u64 = 9;

/// An interaction to dispatch, without member and venue.
pub(crate) struct InteractionRequest {
    pub(crate) kind: InteractionKind,
    pub(crate) name: String,
    pub(crate) data: Value,
    pub(crate) source: Option<Id>,
    pub(crate) option_kind: Option<u64>,
}

impl World {
    /// Dispatches an interaction. Returns its id, token and dispatch time, and what has to be sent by HTTP.
    pub(crate) fn dispatch_interaction(
        &mut self,
        request: InteractionRequest,
        member: &Member,
        venue: Venue,
        channel: Id,
    ) -> (Id, String, Instant, Option<Outgoing>) {
        let id = self.ids.next();
        let token = id::interaction_token(id);
        let dispatched = Instant::now();
        let interaction = Interaction {
            id,
            token: token.clone(),
            kind: request.kind,
            member: member.id,
            venue,
            channel,
            name: request.name,
            data: request.data,
            source: request.source,
            option_kind: request.option_kind,
            dispatched,
            response: None,
            original: None,
            is_deferred: false,
            is_ephemeral: false,
            follow_ups: 0,
            is_reply_lost: false,
            is_overdue_recorded: false,
            is_modal_submitted: false,
        };
        let payload = self.interaction_create(&interaction, member);
        self.interactions.insert(id, interaction);
        if let Some(url) = self.interactions_endpoint.clone() {
            self.record_event("INTERACTION_CREATE", &payload, 1);
            let outgoing = Outgoing { url, payload, id, token: token.clone() };
            return (id, token, dispatched, Some(outgoing));
        }
        // Interactions need no intent; those of a guild go to its shard, even if the bot is not a member of it.
        self.dispatch(Audience { guild: self.guild_of(channel), intent: 0 }, "INTERACTION_CREATE", &payload);
        (id, token, dispatched, None)
    }

    /// A slash command or, if an option is `focused`, its autocompletion.
    pub(crate) fn slash_command(
        &self,
        venue: Venue,
        name: &str,
        values: &Value,
        focused: Option<&str>,
    ) -> Result<InteractionRequest, ActionError> {
        let (id, command) = self.command(name, command::SLASH, venue)?;
        let filled = options::fill(&command, values, focused)?;
        let FilledOptions { options, users, roles, channels, focused_kind } = filled;
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
        let kind = if focused.is_some() { InteractionKind::Autocomplete } else { InteractionKind::Command };
        Ok(InteractionRequest { kind, option_kind: focused_kind, ..InteractionRequest::command(name, data) })
    }

    /// The command of this name and type that is available in a venue. The guild's commands win over global ones.
    pub(crate) fn command(&self, name: &str, kind: u64, venue: Venue) -> Result<(Id, Value), ActionError> {
        let of_guild = self.guild_commands.iter().filter(|_| venue.is_home_guild());
        let matches =
            |command: &Value| command.get("name").is_some_and(|is| is == name) && command::kind(command) == kind;
        let mut found = of_guild.chain(&self.commands).filter(|(_, command)| matches(command));
        let (id, command) = found.next().ok_or_else(|| ActionError::UnknownCommand(name.into()))?;
        let allows = |key: &str, number: u64| match command.get(key).and_then(Value::as_array) {
            Some(allowed) => allowed.iter().any(|entry| *entry == json!(number)),
            None => true,
        };
        if !allows("contexts", venue.context()) || !allows("integration_types", venue.integration_type()) {
            return Err(ActionError::NotAvailable(name.into(), venue));
        }
        Ok((*id, command.clone()))
    }

    /// The message, if the member sees it.
    pub(crate) fn visible_message(&self, message: Id, member: &Member) -> Result<&Message, ActionError> {
        let is_visible =
            |message: &&Message| !message.deleted && message.ephemeral_for.is_none_or(|only| only == member.id);
        self.messages.get(&message).filter(is_visible).ok_or(ActionError::UnknownMessage)
    }

    /// The enabled component with this `custom_id`.
    fn component(&self, member: &Member, message: Id, custom_id: &str) -> Result<&Value, ActionError> {
        let message = self.visible_message(message, member)?;
        let id_of = |component: &Value| Some(component.get("custom_id")?.as_str()?.to_owned());
        let is_enabled = |component: &&Value| component.get("disabled") != Some(&json!(true));
        let mut enabled = message.components().into_iter().filter(is_enabled);
        enabled.find(|component| id_of(component).as_deref() == Some(custom_id)).ok_or_else(|| {
            let existing = message.components().into_iter().filter_map(id_of).collect();
            ActionError::UnknownComponent(custom_id.into(), existing)
        })
    }

    /// The press of a button.
    pub(crate) fn button(
        &self,
        member: &Member,
        message: Id,
        custom_id: &str,
    ) -> Result<InteractionRequest, ActionError> {
        let component = self.component(member, message, custom_id)?;
        if components::kind(component) != Some(components::BUTTON) {
            return Err(ActionError::WrongComponent(custom_id.into(), "button"));
        }
        Ok(component_request(component, message, custom_id, json!({})))
    }

    /// A choice in a menu.
    pub(crate) fn select(
        &self,
        member: &Member,
        message: Id,
        custom_id: &str,
        values: &[&str],
    ) -> Result<InteractionRequest, ActionError> {
        let component = self.component(member, message, custom_id)?;
        if !components::kind(component).is_some_and(components::is_select) {
            return Err(ActionError::WrongComponent(custom_id.into(), "menu"));
        }
        let data = self.selected(component, values)?;
        Ok(component_request(component, message, custom_id, data))
    }

    /// What a menu sends for these values: `values`, and `resolved` for ids.
    fn selected(&self, menu: &Value, values: &[&str]) -> Result<Value, ActionError> {
        let number = |key: &str| menu.get(key).and_then(Value::as_u64).unwrap_or(1) as usize;
        let options = menu.get("options").and_then(Value::as_array);
        let offers = |value: &&str| {
            options
                .is_none_or(|options| options.iter().any(|option| option.get("value").is_some_and(|is| is == *value)))
        };
        if !(number("min_values")..=number("max_values")).contains(&values.len()) || !values.iter().all(offers) {
            return Err(ActionError::InvalidValues(values.iter().map(|&value| value.into()).collect()));
        }
        let mut data = json!({ "values": values });
        if options.is_none() {
            let ids: Vec<_> = values.iter().filter_map(|value| Id::parse(value)).collect();
            data["resolved"] = self.resolved(&ids, &ids, &ids, &[]);
        }
        Ok(data)
    }

    /// The submission of the modal that an interaction opened.
    pub(crate) fn modal_submit(&mut self, opened_by: Id, fields: &Value) -> Result<InteractionRequest, ActionError> {
        let interaction = self.interactions.get(&opened_by).ok_or(ActionError::NoModal)?;
        let response = interaction.response.as_ref().filter(|response| response.kind == MODAL);
        let modal = response.filter(|_| !interaction.is_modal_submitted).and_then(|response| response.body.get("data"));
        let modal = modal.ok_or(ActionError::NoModal)?.clone();
        let source = interaction.source.filter(|_| interaction.kind == InteractionKind::Component);
        let empty = Map::new();
        let fields = match fields {
            Value::Object(fields) => fields,
            Value::Null => &empty,
            other => return Err(ActionError::InvalidField(format!("fields are an object, not {other}"))),
        };
        let (mut used, mut last_id) = (Vec::new(), 0);
        let rows = modal.get("components").and_then(Value::as_array).into_iter().flatten();
        let rows = rows.map(|row| self.submitted_row(row, fields, &mut used, &mut last_id));
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        if let Some(unknown) = fields.keys().find(|field| !used.contains(field)) {
            return Err(ActionError::InvalidField(format!("the modal has no field {unknown}")));
        }
        let custom_id = modal.get("custom_id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let data = json!({ "custom_id": custom_id, "components": rows });
        if let Some(interaction) = self.interactions.get_mut(&opened_by) {
            interaction.is_modal_submitted = true;
        }
        Ok(InteractionRequest { kind: InteractionKind::ModalSubmit, name: custom_id, data, source, option_kind: None })
    }

    /// One row or label of a submitted modal.
    fn submitted_row(
        &self,
        row: &Value,
        fields: &Map<String, Value>,
        used: &mut Vec<String>,
        last_id: &mut u64,
    ) -> Result<Value, ActionError> {
        let mut next_id = |part: &Value| {
            *last_id += 1;
            part.get("id").cloned().unwrap_or_else(|| json!(*last_id))
        };
        let mut submitted = json!({ "type": row.get("type"), "id": next_id(row) });
        let mut submit = |input: &Value| {
            let custom_id = input.get("custom_id").and_then(Value::as_str).unwrap_or_default().to_owned();
            used.push(custom_id.clone());
            let more = json!({ "type": input.get("type"), "id": next_id(input), "custom_id": custom_id });
            let field = fields.get(&custom_id);
            let filled = if components::kind(input) == Some(components::TEXT_INPUT) {
                text_field(input, &custom_id, field)?
            } else {
                let values = field.and_then(Value::as_array).into_iter().flatten();
                self.selected(input, &values.filter_map(Value::as_str).collect::<Vec<_>>())?
            };
            Ok::<_, ActionError>(merge(more, filled))
        };
        if let Some(input) = row.get("component") {
            submitted["component"] = submit(input)?;
        } else if let Some(inputs) = row.get("components").and_then(Value::as_array) {
            submitted["components"] = inputs.iter().map(&mut submit).collect::<Result<Vec<_>, _>>()?.into();
        }
        Ok(submitted)
    }

    /// Creates a message of a member, and dispatches its event.
    pub(crate) fn create_member_message(
        &mut self,
        author: Id,
        channel: Id,
        text: &str,
        reply_to: Option<Id>,
    ) -> Message {
        let id = self.ids.next();
        let mut json = self.blank_message(id, channel, author, text);
        let mut replied_to = None;
        if let Some(original) = reply_to.and_then(|to| self.messages.get(&to)) {
            replied_to = Some(original.author);
            let mut mentioned = vec![original.author];
            mentioned.extend(mentions(text).into_iter().filter_map(|mention| match mention {
                Mention::User(user) if user != original.author => Some(user),
                _ => None,
            }));
            let reference = json!({
                "type": 0, "message_id": original.id, "channel_id": channel, "guild_id": self.guild_of(channel),
            });
            let users: Vec<_> = mentioned.into_iter().map(|user| self.user(user)).collect();
            let more = json!({
                "type": 19, "message_reference": reference, "referenced_message": original.json, "mentions": users,
            });
            json = merge(json, more);
        }
        let message = Message {
            id,
            channel,
            author,
            json,
            files: Vec::new(),
            ephemeral_for: None,
            pinged: pinged(text, None, replied_to),
            interaction: None,
            previous: Vec::new(),
            deleted: false,
        };
        self.messages.insert(id, message.clone());
        self.dispatch_message_event(id, "MESSAGE_CREATE");
        message
    }

    /// Creates a message of a member that has more than text, and dispatches its event.
    pub(crate) fn create_special_message(&mut self, author: Id, channel: Id, more: Value) -> Message {
        let id = self.ids.next();
        let json = merge(self.blank_message(id, channel, author, ""), more);
        let message = Message {
            id,
            channel,
            author,
            json,
            files: Vec::new(),
            ephemeral_for: None,
            pinged: pinged("", None, None),
            interaction: None,
            previous: Vec::new(),
            deleted: false,
        };
        self.messages.insert(id, message.clone());
        self.dispatch_message_event(id, "MESSAGE_CREATE");
        message
    }

    /// Changes the text of a member's message, and dispatches its event.
    pub(crate) fn edit_member_message(&mut self, id: Id, text: &str) -> Option<Message> {
        let (channel, author) = self.messages.get(&id).map(|message| (message.channel, message.author))?;
        let blank = self.blank_message(id, channel, author, text);
        let message = self.messages.get_mut(&id)?;
        message.previous.push(message.json.clone());
        let mut change = json!({ "content": text, "edited_timestamp": now() });
        // An edit updates who is mentioned, without notifying anybody.
        for key in ["mentions", "mention_roles", "mention_everyone"] {
            change[key] = blank[key].clone();
        }
        message.json = merge(std::mem::take(&mut message.json), change);
        let edited = message.clone();
        self.dispatch_message_event(id, "MESSAGE_UPDATE");
        Some(edited)
    }

    /// Deletes a member's message, and dispatches its event.
    pub(crate) fn delete_member_message(&mut self, id: Id) {
        if let Some(message) = self.messages.get_mut(&id) {
            message.deleted = true;
            self.dispatch_message_event(id, "MESSAGE_DELETE");
        }
    }
}

/// The use of a component, with what is specific to its type.
fn component_request(component: &Value, message: Id, custom_id: &str, more: Value) -> InteractionRequest {
    let kind = components::kind(component);
    let data = json!({ "custom_id": custom_id, "component_type": kind, "id": component.get("id") });
    InteractionRequest {
        kind: InteractionKind::Component,
        name: custom_id.into(),
        data: merge(data, more),
        source: Some(message),
        option_kind: None,
    }
}

/// The value of a text input: what is filled in, or else its preset value.
fn text_field(input: &Value, custom_id: &str, field: Option<&Value>) -> Result<Value, ActionError> {
    let invalid = |what: &str| ActionError::InvalidField(format!("the field {custom_id} {what}"));
    let text = match field {
        Some(Value::String(text)) => text,
        Some(_) => return Err(invalid("takes text")),
        None => input.get("value").and_then(Value::as_str).unwrap_or_default(),
    };
    let number = |key: &str| input.get(key).and_then(Value::as_u64);
    let count = text.chars().count() as u64;
    let is_required = input.get("required") != Some(&json!(false));
    if count == 0 && !is_required {
        return Ok(json!({ "value": "" }));
    }
    let (min, max) = (number("min_length").unwrap_or(0).max(u64::from(is_required)), number("max_length"));
    if count < min || count > max.unwrap_or(4000) {
        return Err(invalid(&format!("takes {min} to {} characters, not {count}", max.unwrap_or(4000))));
    }
    Ok(json!({ "value": text }))
}
