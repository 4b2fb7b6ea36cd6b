//! Routes about the bot itself, its server and where the gateway is.

use serde_json::{Value, json};

use super::answer::Answer;
use super::routes::Call;
use crate::id::Id;
use crate::world::World;

pub(super) fn gateway(world: &mut World, _: &Call<'_>) -> Answer {
    Answer::ok(json!({ "url": world.gateway }))
}

pub(super) fn gateway_bot(world: &mut World, _: &Call<'_>) -> Answer {
    let remaining = 1000usize.saturating_sub(world.identifies.len());
    let limit = json!({ "total": 1000, "remaining": remaining, "reset_after": 86_400_000, "max_concurrency": 1 });
    Answer::ok(json!({ "url": world.gateway, "shards": 1, "session_start_limit": limit }))
}

pub(super) fn me(world: &mut World, _: &Call<'_>) -> Answer {
    Answer::ok(world.current_user())
}

pub(super) fn application(world: &mut World, _: &Call<'_>) -> Answer {
    Answer::ok(world.application())
}

pub(super) fn roles(world: &mut World, call: &Call<'_>) -> Answer {
    if call.id(0) != world.guild {
        return Answer::refusal(404, 10004, "Unknown Guild");
    }
    Answer::ok(Value::Array(world.all_roles()))
}

pub(super) fn channel(world: &mut World, call: &Call<'_>) -> Answer {
    match world.channels.get(&call.id(0)) {
        None => Answer::refusal(404, 10003, "Unknown Channel"),
        Some(channel) if !channel.bot_may_write => Answer::refusal(403, 50001, "Missing Access"),
        Some(channel) => Answer::ok(world.channel_object(channel)),
    }
}

pub(super) fn typing(world: &mut World, call: &Call<'_>) -> Answer {
    match world.channels.get(&call.id(0)) {
        None => Answer::refusal(404, 10003, "Unknown Channel"),
        Some(channel) if !channel.bot_may_write => Answer::refusal(403, 50013, "Missing Permissions"),
        Some(channel) => {
            world.typing.push(channel.id);
            Answer::empty()
        }
    }
}

pub(super) fn open_direct_messages(world: &mut World, call: &Call<'_>) -> Answer {
    let wanted = call.request.body.get("recipient_id").and_then(Value::as_str).and_then(Id::read);
    let channel = wanted.and_then(|wanted| world.channels.get(&world.inhabitant(wanted)?.dm));
    match channel {
        None => Answer::refusal(400, 50033, "Invalid Recipient(s)"),
        Some(channel) => Answer::ok(world.channel_object(channel)),
    }
}
