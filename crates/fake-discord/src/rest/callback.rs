//! The first response to an interaction: within the deadline, and only once.
//!
//! Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction>

use serde_json::{Value, json};

use super::posting::Draft;
use super::response::Response;
use super::routes::Call;
use crate::id::Id;
use crate::interaction::{InitialResponse, Interaction, InteractionKind};
use crate::log::Violation;
use crate::payloads::merge;
use crate::rules::message::{self, EPHEMERAL, Purpose};
use crate::rules::{choices, command, modal};
use crate::world::World;

const MESSAGE: u64 = 4;
const DEFERRED_MESSAGE: u64 = 5;
const DEFERRED_UPDATE: u64 = 6;
const UPDATE: u64 = 7;
const CHOICES: u64 = 8;
const MODAL: u64 = 9;

pub(super) fn respond(world: &mut World, call: &Call<'_>) -> Response {
    let id = call.id(0);
    let unknown = || Response::rejection(404, 10062, "Unknown interaction");
    let Some(interaction) = world.interactions.get(&id).filter(|known| known.token == call.param(1)).cloned() else {
        return unknown();
    };
    let response = match &interaction.response {
        Some(earlier) => {
            let mut response = Response::rejection(400, 40060, "Interaction has already been acknowledged.");
            if interaction.is_reply_lost && earlier.body == call.request.body {
                response.violations.clear();
            }
            response
        }
        None if interaction.is_past_deadline(call.arrived, &world.setup) => unknown(),
        None => respond_in_time(world, &interaction, call),
    };
    Response { interaction: Some(id), ..response }
}

fn respond_in_time(world: &mut World, interaction: &Interaction, call: &Call<'_>) -> Response {
    let (body, files) = (&call.request.body, &call.request.files);
    let data = body.get("data").unwrap_or(&Value::Null);
    let kind = body.get("type").and_then(Value::as_u64).unwrap_or(0);
    let mut violations = check(interaction, kind, data, call);
    if let Some(response) = Response::invalid_form(&violations) {
        return response;
    }
    let is_ephemeral = data.get("flags").and_then(Value::as_u64).unwrap_or(0) & EPHEMERAL != 0;
    let mut original = None;
    match kind {
        MESSAGE | DEFERRED_MESSAGE => {
            original = Some(world.create_message(&Draft {
                channel: interaction.channel,
                body: if kind == MESSAGE { data } else { &Value::Null },
                files,
                ephemeral_for: is_ephemeral.then_some(interaction.member),
                interaction: Some(interaction.id),
                is_deferred: kind == DEFERRED_MESSAGE,
                replies_to: interaction.source.filter(|_| interaction.kind == InteractionKind::Component),
                kind: match (interaction.kind, interaction.source) {
                    (InteractionKind::Component | InteractionKind::ModalSubmit, _) => 0,
                    (_, Some(_)) => 20 + command::MESSAGE,
                    (_, None) => 20,
                },
            }));
        }
        UPDATE => {
            original = interaction.source;
            if let Some(Err(response)) = original.map(|id| world.edit_bot_message(id, data, files)) {
                return response;
            }
        }
        DEFERRED_UPDATE => original = interaction.source,
        _ => {}
    }
    let took = call.arrived.duration_since(interaction.dispatched);
    if let Some(interaction) = world.interactions.get_mut(&interaction.id) {
        interaction.response = Some(InitialResponse { kind, body: body.clone(), files: files.clone(), took });
        interaction.original = original;
        interaction.is_deferred = kind == DEFERRED_MESSAGE;
        interaction.is_ephemeral = is_ephemeral;
    }
    let mut response = if call.request.is_set("with_response") {
        Response::ok(callback_response(world, interaction, kind, original))
    } else {
        Response::empty()
    };
    response.violations.append(&mut violations);
    response
}

/// Checks whether this type of response fits the interaction, and its data.
fn check(interaction: &Interaction, kind: u64, data: &Value, call: &Call<'_>) -> Vec<Violation> {
    let mut violations = Vec::new();
    if let Some(body) = call.request.body.as_object() {
        for key in body.keys().filter(|key| !["type", "data"].contains(&key.as_str())) {
            violations.push(Violation::warning(key, "FAKE_UNKNOWN_KEY", "Discord knows no such key here."));
        }
    }
    let is_allowed = match interaction.kind {
        InteractionKind::Autocomplete => kind == CHOICES,
        InteractionKind::Component => [MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL].contains(&kind),
        InteractionKind::Command => [MESSAGE, DEFERRED_MESSAGE, MODAL].contains(&kind),
        // Only a modal that was opened from a message can change it.
        InteractionKind::ModalSubmit if interaction.source.is_some() => {
            [MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE].contains(&kind)
        }
        InteractionKind::ModalSubmit => [MESSAGE, DEFERRED_MESSAGE].contains(&kind),
    };
    if !is_allowed {
        let message = format!("Value {kind} is not a response type for this interaction.");
        violations.push(Violation::new("type", "BASE_TYPE_CHOICES", message));
        return violations;
    }
    let files = &call.request.files;
    match kind {
        MESSAGE => message::check(data, files, Purpose::Response, "data", &mut violations),
        // An update may leave everything out, and its flags cannot make the message ephemeral.
        UPDATE => {
            let mut data = data.clone();
            if let Some(map) = data.as_object_mut() {
                map.remove("tts");
                map.retain(|key, value| {
                    key != "flags" || value.as_u64() != Some(EPHEMERAL) || !interaction.is_ephemeral
                });
            }
            message::check(&data, files, Purpose::Edit, "data", &mut violations);
        }
        DEFERRED_MESSAGE => {
            for key in data.as_object().into_iter().flat_map(|data| data.keys()).filter(|key| *key != "flags") {
                let path = format!("data.{key}");
                violations.push(Violation::warning(path, "FAKE_IGNORED", "A deferred response can only have flags."));
            }
        }
        CHOICES => match data.get("choices").and_then(Value::as_array) {
            Some(list) => choices::check(list, interaction.option_kind, "data.choices", &mut violations),
            None => violations.push(Violation::new("data.choices", "BASE_TYPE_REQUIRED", "This field is required")),
        },
        MODAL => modal::check(data, "data", &mut violations),
        _ => {}
    }
    violations
}

/// The body that `?with_response=true` asks for.
fn callback_response(world: &World, interaction: &Interaction, kind: u64, original: Option<Id>) -> Value {
    let known = world.interactions.get(&interaction.id).unwrap_or(interaction);
    let mut callback = json!({ "id": known.id, "type": known.kind as u8 });
    let mut resource = json!({ "type": kind });
    if let Some(original) = original {
        let more = json!({
            "response_message_id": original, "response_message_loading": known.is_deferred,
            "response_message_ephemeral": known.is_ephemeral,
        });
        callback = merge(callback, more);
        if [MESSAGE, UPDATE].contains(&kind) {
            resource = merge(resource, json!({ "message": world.message_json(original) }));
        }
    }
    json!({ "interaction": callback, "resource": resource })
}
