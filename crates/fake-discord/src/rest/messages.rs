//! Channel messages: the bot reads, sends, edits and deletes them.

use serde_json::{Value, json};

use super::posting::Draft;
use super::response::Response;
use super::routes::Call;
use crate::id::Id;
use crate::log::Violation;
use crate::rules::message::{self, Purpose};
use crate::world::{Message, World};

/// The channel of the route, if the bot may send messages there.
fn channel(world: &World, call: &Call<'_>) -> Result<Id, Response> {
    match world.channels.get(&call.id(0)) {
        None => Err(Response::rejection(404, 10003, "Unknown Channel")),
        Some(channel) if !channel.bot_may_write => Err(Response::rejection(403, 50013, "Missing Permissions")),
        Some(channel) => Ok(channel.id),
    }
}

/// The response to a message with embeds where the bot may not send any.
fn forbids_embeds(world: &World, channel: Id, body: &Value) -> Option<Response> {
    let has_embeds = body.get("embeds").and_then(Value::as_array).is_some_and(|embeds| !embeds.is_empty());
    let may_embed = world.channels.get(&channel).is_none_or(|channel| channel.bot_may_embed);
    (has_embeds && !may_embed).then(|| Response::rejection(403, 50013, "Missing Permissions"))
}

/// The message of the route, if the bot can see it.
fn find<'w>(world: &'w World, call: &Call<'_>) -> Result<&'w Message, Response> {
    let channel = channel(world, call)?;
    let is_visible =
        |message: &&Message| message.channel == channel && !message.deleted && message.ephemeral_for.is_none();
    let message = world.messages.get(&call.id(1)).filter(is_visible);
    message.ok_or_else(|| Response::rejection(404, 10008, "Unknown Message"))
}

/// A message with what the bot may read of it.
fn readable(world: &World, message: &Message) -> Value {
    let is_in_guild = world.guild_of(message.channel).is_some();
    let redacted = world.without_private_content(&message.json, is_in_guild, world.setup.privileged_intents);
    redacted.unwrap_or_else(|| message.json.clone())
}

pub(super) fn list(world: &mut World, call: &Call<'_>) -> Response {
    let channel = match channel(world, call) {
        Ok(channel) => channel,
        Err(response) => return response,
    };
    let id = |key: &str| call.request.query(key).and_then(Id::parse);
    let (before, after) = (id("before"), id("after"));
    let limit = call.request.query("limit").map_or(Some(50), |limit| limit.parse().ok());
    let Some(limit @ 1..=100) = limit else {
        let violation = Violation::new("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
        return Response::invalid_form(&[violation]).unwrap_or_default();
    };
    let matches = |message: &&Message| {
        let is_visible = message.channel == channel && !message.deleted && message.ephemeral_for.is_none();
        is_visible && before.is_none_or(|id| message.id < id) && after.is_none_or(|id| message.id > id)
    };
    let newest_first = world.messages.values().rev().filter(matches).take(limit);
    Response::ok(newest_first.map(|message| readable(world, message)).collect())
}

pub(super) fn get(world: &mut World, call: &Call<'_>) -> Response {
    match find(world, call) {
        Ok(message) => Response::ok(readable(world, message)),
        Err(response) => response,
    }
}

pub(super) fn post(world: &mut World, call: &Call<'_>) -> Response {
    let channel = match channel(world, call) {
        Ok(channel) => channel,
        Err(response) => return response,
    };
    let (body, files) = (&call.request.body, &call.request.files);
    if let Some(response) = forbids_embeds(world, channel, body) {
        return response;
    }
    let mut violations = Vec::new();
    message::check(body, files, Purpose::Channel, "", &mut violations);
    let replies_to = match reference(world, channel, body) {
        Ok(replies_to) => replies_to,
        Err(violation) => {
            violations.push(violation);
            None
        }
    };
    if let Some(response) = Response::invalid_form(&violations) {
        return response;
    }
    if body.get("enforce_nonce") == Some(&json!(true))
        && let Some(nonce) = body.get("nonce").filter(|nonce| !nonce.is_null())
    {
        let same = |message: &&Message| {
            message.channel == channel && message.author == world.bot && message.json.get("nonce") == Some(nonce)
        };
        if let Some(earlier) = world.messages.values().find(same) {
            return Response::ok(earlier.json.clone());
        }
    }
    let kind = if replies_to.is_some() { 19 } else { 0 };
    let id = world.create_message(&Draft {
        channel,
        body,
        files,
        ephemeral_for: None,
        interaction: None,
        is_deferred: false,
        replies_to,
        kind,
    });
    Response { violations, ..Response::ok(world.message_json(id)) }
}

/// The message that a body replies to.
fn reference(world: &World, channel: Id, body: &Value) -> Result<Option<Id>, Violation> {
    let Some(reference) = body.get("message_reference").filter(|reference| !reference.is_null()) else {
        return Ok(None);
    };
    let id = |key: &str| reference.get(key).and_then(Id::from_json);
    if reference.get("type").is_some_and(|kind| *kind != json!(0)) {
        let message = "Forwarding is not supported";
        return Err(Violation::new("message_reference.type", "FAKE_FORWARD", message));
    }
    if id("channel_id").is_some_and(|other| other != channel) {
        let message = "Cannot reply to a message in another channel";
        return Err(Violation::new("message_reference", "REPLIES_CANNOT_REPLY_TO_OTHER_CHANNEL", message));
    }
    let is_visible =
        |message: &&Message| message.channel == channel && !message.deleted && message.ephemeral_for.is_none();
    match id("message_id").and_then(|id| world.messages.get(&id)).filter(is_visible) {
        Some(message) => Ok(Some(message.id)),
        None if reference.get("fail_if_not_exists") == Some(&json!(false)) => Ok(None),
        None => Err(Violation::new("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")),
    }
}

pub(super) fn edit(world: &mut World, call: &Call<'_>) -> Response {
    let id = match find(world, call) {
        Ok(message) if message.author == world.bot => message.id,
        Ok(_) => return Response::rejection(403, 50005, "Cannot edit a message authored by another user"),
        Err(response) => return response,
    };
    let (body, files) = (&call.request.body, &call.request.files);
    let mut violations = Vec::new();
    message::check(body, files, Purpose::Edit, "", &mut violations);
    if let Some(response) = Response::invalid_form(&violations) {
        return response;
    }
    match world.edit_bot_message(id, body, files) {
        Ok(()) => Response { violations, ..Response::ok(world.message_json(id)) },
        Err(response) => response,
    }
}

pub(super) fn delete(world: &mut World, call: &Call<'_>) -> Response {
    match find(world, call) {
        Ok(message) if message.author == world.bot => {
            let id = message.id;
            world.delete_bot_message(id)
        }
        Ok(_) => Response::rejection(403, 50013, "Missing Permissions"),
        Err(response) => response,
    }
}
