//! Routes about the gateway, the bot, its guild and channels.

use serde_json::{Value, json};

use super::response::Response;
use super::routes::Call;
use crate::id::Id;
use crate::world::World;

pub(super) fn gateway(world: &mut World, _: &Call<'_>) -> Response {
    Response::ok(json!({ "url": world.gateway }))
}

pub(super) fn gateway_bot(world: &mut World, _: &Call<'_>) -> Response {
    let remaining = 1000usize.saturating_sub(world.identifies.len());
    let limit = json!({ "total": 1000, "remaining": remaining, "reset_after": 86_400_000, "max_concurrency": world.setup.max_concurrency });
    Response::ok(json!({ "url": world.gateway, "shards": world.setup.shards, "session_start_limit": limit }))
}

pub(super) fn me(world: &mut World, _: &Call<'_>) -> Response {
    Response::ok(world.current_user())
}

/// The guilds that the bot is in.
pub(super) fn guilds(world: &mut World, _: &Call<'_>) -> Response {
    let guild = json!({
        "id": world.guild, "name": world.setup.guild_name, "icon": null, "banner": null, "owner": false,
        "permissions": "274878024704", "features": [],
    });
    Response::ok(json!([guild]))
}

pub(super) fn application(world: &mut World, _: &Call<'_>) -> Response {
    Response::ok(world.application())
}

pub(super) fn roles(world: &mut World, call: &Call<'_>) -> Response {
    if call.id(0) != world.guild {
        return Response::rejection(404, 10004, "Unknown Guild");
    }
    Response::ok(Value::Array(world.all_roles()))
}

pub(super) fn channel(world: &mut World, call: &Call<'_>) -> Response {
    match world.channels.get(&call.id(0)) {
        None => Response::rejection(404, 10003, "Unknown Channel"),
        Some(channel) if !channel.bot_may_write => Response::rejection(403, 50001, "Missing Access"),
        Some(channel) => Response::ok(world.channel_object(channel)),
    }
}

pub(super) fn typing(world: &mut World, call: &Call<'_>) -> Response {
    match world.channels.get(&call.id(0)) {
        None => Response::rejection(404, 10003, "Unknown Channel"),
        Some(channel) if !channel.bot_may_write => Response::rejection(403, 50013, "Missing Permissions"),
        Some(channel) => {
            world.typing.push(channel.id);
            Response::empty()
        }
    }
}

pub(super) fn open_direct_messages(world: &mut World, call: &Call<'_>) -> Response {
    let recipient = call.request.body.get("recipient_id").and_then(Id::from_json);
    let channel = recipient.and_then(|id| world.channels.get(&world.member_by_id(id)?.direct_messages));
    match channel {
        None => Response::rejection(400, 50033, "Invalid Recipient(s)"),
        Some(channel) => Response::ok(world.channel_object(channel)),
    }
}
