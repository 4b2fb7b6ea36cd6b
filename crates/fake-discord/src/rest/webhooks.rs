//! After the first response: edits of it and follow-ups, with the token of the interaction.
//!
//! Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages>

use serde_json::Value;

use super::posting::Draft;
use super::response::Response;
use super::routes::Call;
use crate::id::Id;
use crate::interaction::{Interaction, MAX_USER_INSTALLED_FOLLOW_UPS};
use crate::rules::message::{self, EPHEMERAL, Purpose};
use crate::world::World;

/// The interaction of a token, if it has been answered and has not expired.
fn find(world: &World, call: &Call<'_>) -> Result<Interaction, Response> {
    let unknown = || Response::rejection(404, 10015, "Unknown Webhook");
    let mut interactions = world.interactions.values();
    let interaction = interactions.find(|interaction| interaction.token == call.param(1)).ok_or_else(unknown)?;
    let response = if call.id(0) != world.bot || interaction.response.is_none() {
        unknown()
    } else if interaction.is_expired(call.arrived, &world.setup) {
        Response::rejection(401, 50027, "Invalid Webhook Token")
    } else {
        return Ok(interaction.clone());
    };
    Err(Response { interaction: Some(interaction.id), ..response })
}

/// Handles a request to an interaction, and records which one it was.
fn with_interaction(
    world: &mut World,
    call: &Call<'_>,
    act: impl FnOnce(&mut World, &Interaction) -> Response,
) -> Response {
    match find(world, call) {
        Ok(interaction) => Response { interaction: Some(interaction.id), ..act(world, &interaction) },
        Err(response) => response,
    }
}

pub(super) fn follow_up(world: &mut World, call: &Call<'_>) -> Response {
    with_interaction(world, call, |world, interaction| {
        let (body, files) = (&call.request.body, &call.request.files);
        let mut violations = Vec::new();
        message::check(body, files, Purpose::FollowUp, "", &mut violations);
        if let Some(response) = Response::invalid_form(&violations) {
            return response;
        }
        if interaction.venue.is_user_installed() && interaction.follow_ups >= MAX_USER_INSTALLED_FOLLOW_UPS {
            let message = "This interaction has reached the maximum number of follow up messages";
            return Response::rejection(400, 40094, message);
        }
        let mut id = interaction.original.unwrap_or(Id(0));
        if interaction.is_deferred {
            // The first follow-up to a deferred response completes it.
            if let Err(response) = world.edit_bot_message(id, body, files) {
                return response;
            }
        } else {
            let is_ephemeral = body.get("flags").and_then(Value::as_u64).unwrap_or(0) & EPHEMERAL != 0;
            id = world.create_message(&Draft {
                channel: interaction.channel,
                body,
                files,
                ephemeral_for: is_ephemeral.then_some(interaction.member),
                interaction: Some(interaction.id),
                is_deferred: false,
                replies_to: interaction.original,
                kind: 19,
            });
        }
        if let Some(interaction) = world.interactions.get_mut(&interaction.id) {
            interaction.follow_ups += usize::from(!interaction.is_deferred);
            interaction.is_deferred = false;
        }
        Response { violations, ..Response::ok(world.message_json(id)) }
    })
}

pub(super) fn get_original(world: &mut World, call: &Call<'_>) -> Response {
    with_interaction(world, call, |world, interaction| show(world, interaction, interaction.original))
}

pub(super) fn edit_original(world: &mut World, call: &Call<'_>) -> Response {
    with_interaction(world, call, |world, interaction| change(world, interaction, interaction.original, call))
}

pub(super) fn delete_original(world: &mut World, call: &Call<'_>) -> Response {
    with_interaction(world, call, |world, interaction| {
        if let Some(interaction) = world.interactions.get_mut(&interaction.id) {
            interaction.is_deferred = false;
        }
        world.delete_bot_message(interaction.original.unwrap_or(Id(0)))
    })
}

pub(super) fn get(world: &mut World, call: &Call<'_>) -> Response {
    with_interaction(world, call, |world, interaction| show(world, interaction, Some(call.id(2))))
}

pub(super) fn edit(world: &mut World, call: &Call<'_>) -> Response {
    with_interaction(world, call, |world, interaction| change(world, interaction, Some(call.id(2)), call))
}

pub(super) fn delete(world: &mut World, call: &Call<'_>) -> Response {
    with_interaction(world, call, |world, interaction| match own_message(world, interaction, Some(call.id(2))) {
        Some(id) => world.delete_bot_message(id),
        None => unknown_message(),
    })
}

/// The message, if it belongs to the interaction.
fn own_message(world: &World, interaction: &Interaction, id: Option<Id>) -> Option<Id> {
    let message = world.messages.get(&id?).filter(|message| !message.deleted)?;
    let belongs = message.interaction == Some(interaction.id) || interaction.original == id;
    belongs.then_some(message.id)
}

fn show(world: &World, interaction: &Interaction, id: Option<Id>) -> Response {
    match own_message(world, interaction, id) {
        Some(id) => Response::ok(world.message_json(id)),
        None => unknown_message(),
    }
}

fn change(world: &mut World, interaction: &Interaction, id: Option<Id>, call: &Call<'_>) -> Response {
    let Some(id) = own_message(world, interaction, id) else { return unknown_message() };
    let (body, files) = (&call.request.body, &call.request.files);
    let mut violations = Vec::new();
    message::check(body, files, Purpose::Edit, "", &mut violations);
    if let Some(response) = Response::invalid_form(&violations) {
        return response;
    }
    if let Err(response) = world.edit_bot_message(id, body, files) {
        return response;
    }
    if let Some(interaction) = world.interactions.get_mut(&interaction.id).filter(|known| known.original == Some(id)) {
        interaction.is_deferred = false;
    }
    Response { violations, ..Response::ok(world.message_json(id)) }
}

fn unknown_message() -> Response {
    Response::rejection(404, 10008, "Unknown Message")
}
