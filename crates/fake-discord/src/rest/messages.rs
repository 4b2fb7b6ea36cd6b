//! Messages that the bot writes of its own accord, and those it reads.

use serde_json::{Value, json};

use super::answer::Answer;
use super::posting::Draft;
use super::routes::Call;
use crate::id::Id;
use crate::log::Violation;
use crate::rules::message::{self, For};
use crate::world::{Message, World};

/// The channel of the route, if the bot may write there.
fn channel(world: &World, call: &Call<'_>) -> Result<Id, Answer> {
    match world.channels.get(&call.id(0)) {
        None => Err(Answer::refusal(404, 10003, "Unknown Channel")),
        Some(channel) if !channel.bot_may_write => Err(Answer::refusal(403, 50013, "Missing Permissions")),
        Some(channel) => Ok(channel.id),
    }
}

/// The message of the route, if it is there for the bot to see.
fn find<'w>(world: &'w World, call: &Call<'_>) -> Result<&'w Message, Answer> {
    let channel = channel(world, call)?;
    let seen = |message: &&Message| message.channel == channel && !message.deleted && message.only_for.is_none();
    let message = world.messages.get(&call.id(1)).filter(seen);
    message.ok_or_else(|| Answer::refusal(404, 10008, "Unknown Message"))
}

/// A message as the bot may read it.
fn readable(world: &World, message: &Message) -> Value {
    let in_server = world.guild_of(message.channel).is_some();
    let less = world.without_private_content(&message.json, in_server, world.setup.granted);
    less.unwrap_or_else(|| message.json.clone())
}

pub(super) fn list(world: &mut World, call: &Call<'_>) -> Answer {
    let channel = match channel(world, call) {
        Ok(channel) => channel,
        Err(answer) => return answer,
    };
    let id = |key: &str| call.request.query(key).and_then(Id::read);
    let (before, after) = (id("before"), id("after"));
    let limit = call.request.query("limit").map_or(Some(50), |limit| limit.parse().ok());
    let Some(limit @ 1..=100) = limit else {
        let broken = Violation::new("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
        return Answer::invalid_form(&[broken]).unwrap_or_default();
    };
    let wanted = |message: &&Message| {
        let seen = message.channel == channel && !message.deleted && message.only_for.is_none();
        seen && before.is_none_or(|id| message.id < id) && after.is_none_or(|id| message.id > id)
    };
    let newest_first = world.messages.values().rev().filter(wanted).take(limit);
    Answer::ok(newest_first.map(|message| readable(world, message)).collect())
}

pub(super) fn get(world: &mut World, call: &Call<'_>) -> Answer {
    match find(world, call) {
        Ok(message) => Answer::ok(readable(world, message)),
        Err(answer) => answer,
    }
}

pub(super) fn post(world: &mut World, call: &Call<'_>) -> Answer {
    let channel = match channel(world, call) {
        Ok(channel) => channel,
        Err(answer) => return answer,
    };
    let (body, files) = (&call.request.body, &call.request.files);
    let mut broken = Vec::new();
    message::check(body, files, For::Channel, "", &mut broken);
    let replies_to = match reference(world, channel, body) {
        Ok(replies_to) => replies_to,
        Err(violation) => {
            broken.push(violation);
            None
        }
    };
    if let Some(answer) = Answer::invalid_form(&broken) {
        return answer;
    }
    if body.get("enforce_nonce") == Some(&json!(true))
        && let Some(nonce) = body.get("nonce").filter(|nonce| !nonce.is_null())
    {
        let same = |message: &&Message| {
            message.channel == channel && message.author == world.bot && message.json.get("nonce") == Some(nonce)
        };
        if let Some(earlier) = world.messages.values().find(same) {
            return Answer::ok(earlier.json.clone());
        }
    }
    let kind = if replies_to.is_some() { 19 } else { 0 };
    let id = world.post(&Draft {
        channel,
        body,
        files,
        only_for: None,
        interaction: None,
        loading: false,
        replies_to,
        kind,
    });
    Answer { violations: broken, ..Answer::ok(world.show(id)) }
}

/// The message that a body replies to.
fn reference(world: &World, channel: Id, body: &Value) -> Result<Option<Id>, Violation> {
    let Some(reference) = body.get("message_reference").filter(|reference| !reference.is_null()) else {
        return Ok(None);
    };
    let id = |key: &str| reference.get(key).and_then(Value::as_str).and_then(Id::read);
    if reference.get("type").is_some_and(|kind| *kind != json!(0)) {
        let message = "The stand-in does not know how to forward";
        return Err(Violation::new("message_reference.type", "STAND_IN_FORWARD", message));
    }
    if id("channel_id").is_some_and(|other| other != channel) {
        let message = "Cannot reply to a message in another channel";
        return Err(Violation::new("message_reference", "REPLIES_CANNOT_REPLY_TO_OTHER_CHANNEL", message));
    }
    let there = |message: &&Message| message.channel == channel && !message.deleted && message.only_for.is_none();
    match id("message_id").and_then(|id| world.messages.get(&id)).filter(there) {
        Some(message) => Ok(Some(message.id)),
        None if reference.get("fail_if_not_exists") == Some(&json!(false)) => Ok(None),
        None => Err(Violation::new("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")),
    }
}

pub(super) fn edit(world: &mut World, call: &Call<'_>) -> Answer {
    let id = match find(world, call) {
        Ok(message) if message.author == world.bot => message.id,
        Ok(_) => return Answer::refusal(403, 50005, "Cannot edit a message authored by another user"),
        Err(answer) => return answer,
    };
    let (body, files) = (&call.request.body, &call.request.files);
    let mut broken = Vec::new();
    message::check(body, files, For::Edit, "", &mut broken);
    if let Some(answer) = Answer::invalid_form(&broken) {
        return answer;
    }
    match world.change(id, body, files) {
        Ok(()) => Answer { violations: broken, ..Answer::ok(world.show(id)) },
        Err(answer) => answer,
    }
}

pub(super) fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    match find(world, call) {
        Ok(message) if message.author == world.bot => {
            let id = message.id;
            world.delete(id)
        }
        Ok(_) => Answer::refusal(403, 50013, "Missing Permissions"),
        Err(answer) => answer,
    }
}
