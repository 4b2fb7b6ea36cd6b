//! The first response to an interaction: within three seconds, and only once.
//!
//! Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction>

use serde_json::{Value, json};

use super::answer::Answer;
use super::posting::Draft;
use super::routes::Call;
use crate::id::Id;
use crate::interaction::{Interaction, Kind, Response};
use crate::log::Violation;
use crate::rules::message::{self, EPHEMERAL, For};
use crate::rules::{choices, command};
use crate::world::World;

const MESSAGE: u64 = 4;
const MESSAGE_LATER: u64 = 5;
const CHANGE_LATER: u64 = 6;
const CHANGE: u64 = 7;
const CHOICES: u64 = 8;
const MODAL: u64 = 9;

pub(super) fn respond(world: &mut World, call: &Call<'_>) -> Answer {
    let id = call.id(0);
    let unknown = || Answer::refusal(404, 10062, "Unknown interaction");
    let Some(interaction) = world.interactions.get(&id).filter(|known| known.token == call.place(1)).cloned() else {
        return unknown();
    };
    let answer = match &interaction.response {
        Some(given) => {
            let mut answer = Answer::refusal(400, 40060, "Interaction has already been acknowledged.");
            if interaction.reply_lost && given.body == call.request.body {
                answer.violations.clear();
            }
            answer
        }
        None if interaction.is_late(call.arrived, &world.setup) => unknown(),
        None => respond_in_time(world, &interaction, call),
    };
    Answer { interaction: Some(id), ..answer }
}

fn respond_in_time(world: &mut World, interaction: &Interaction, call: &Call<'_>) -> Answer {
    let (body, files) = (&call.request.body, &call.request.files);
    let data = body.get("data").unwrap_or(&Value::Null);
    let kind = body.get("type").and_then(Value::as_u64).unwrap_or(0);
    let mut broken = check(interaction, kind, data, call);
    if let Some(answer) = Answer::invalid_form(&broken) {
        return answer;
    }
    let ephemeral = data.get("flags").and_then(Value::as_u64).unwrap_or(0) & EPHEMERAL != 0;
    let mut original = None;
    match kind {
        MESSAGE | MESSAGE_LATER => {
            original = Some(world.post(&Draft {
                channel: interaction.channel,
                body: if kind == MESSAGE { data } else { &Value::Null },
                files,
                only_for: ephemeral.then_some(interaction.asker),
                interaction: Some(interaction.id),
                loading: kind == MESSAGE_LATER,
                replies_to: interaction.source.filter(|_| interaction.kind == Kind::Component),
                kind: match (interaction.kind, interaction.source) {
                    (Kind::Component, _) => 0,
                    (_, Some(_)) => 20 + command::MESSAGE,
                    (_, None) => 20,
                },
            }));
        }
        CHANGE => {
            original = interaction.source;
            if let Some(Err(answer)) = original.map(|id| world.change(id, data, files)) {
                return answer;
            }
        }
        CHANGE_LATER => original = interaction.source,
        _ => {}
    }
    let took = call.arrived.duration_since(interaction.dispatched);
    if let Some(interaction) = world.interactions.get_mut(&interaction.id) {
        interaction.response = Some(Response { kind, body: body.clone(), files: files.clone(), took });
        interaction.original = original;
        interaction.waiting = kind == MESSAGE_LATER;
        interaction.ephemeral = ephemeral;
    }
    let mut answer = if call.request.wants("with_response") {
        Answer::ok(with_response(world, interaction, kind, original))
    } else {
        Answer::empty()
    };
    answer.violations.append(&mut broken);
    answer
}

/// Checks whether this kind of response fits the interaction, and what it carries.
fn check(interaction: &Interaction, kind: u64, data: &Value, call: &Call<'_>) -> Vec<Violation> {
    let mut broken = Vec::new();
    if let Some(body) = call.request.body.as_object() {
        for key in body.keys().filter(|key| !["type", "data"].contains(&key.as_str())) {
            broken.push(Violation::noticed(key, "STAND_IN_UNKNOWN_KEY", "Discord knows no such key here."));
        }
    }
    let fits = match interaction.kind {
        Kind::Autocomplete => kind == CHOICES,
        Kind::Component => [MESSAGE, MESSAGE_LATER, CHANGE_LATER, CHANGE, MODAL].contains(&kind),
        Kind::Command => [MESSAGE, MESSAGE_LATER, MODAL].contains(&kind),
    };
    if !fits {
        let message = format!("Value {kind} is no type of response to this interaction.");
        broken.push(Violation::new("type", "BASE_TYPE_CHOICES", message));
        return broken;
    }
    let files = &call.request.files;
    match kind {
        MESSAGE => message::check(data, files, For::Response, "data", &mut broken),
        // A change of a message may leave everything out, and its flags cannot make it ephemeral.
        CHANGE => {
            let mut data = data.clone();
            if let Some(map) = data.as_object_mut() {
                map.remove("tts");
                map.retain(|key, value| key != "flags" || value.as_u64() != Some(EPHEMERAL) || !interaction.ephemeral);
            }
            message::check(&data, files, For::Edit, "data", &mut broken);
        }
        MESSAGE_LATER => {
            for key in data.as_object().into_iter().flat_map(|data| data.keys()).filter(|key| *key != "flags") {
                let at = format!("data.{key}");
                broken.push(Violation::noticed(at, "STAND_IN_IGNORED", "A deferred response can only have flags."));
            }
        }
        CHOICES => match data.get("choices").and_then(Value::as_array) {
            Some(list) => choices::check(list, interaction.option_kind, "data.choices", &mut broken),
            None => broken.push(Violation::new("data.choices", "BASE_TYPE_REQUIRED", "This field is required")),
        },
        MODAL => modal(data, &mut broken),
        _ => {}
    }
    broken
}

/// Checks the head of a modal. Its submission is not played yet.
fn modal(data: &Value, broken: &mut Vec<Violation>) {
    for (key, most) in [("custom_id", 100), ("title", 45)] {
        let count = data.get(key).and_then(Value::as_str).map_or(0, |text| text.chars().count());
        if !(1..=most).contains(&count) {
            let message = format!("Must be between 1 and {most} in length.");
            broken.push(Violation::new(format!("data.{key}"), "BASE_TYPE_BAD_LENGTH", message));
        }
    }
    let inputs = data.get("components").and_then(Value::as_array).map_or(0, Vec::len);
    if !(1..=5).contains(&inputs) {
        broken.push(Violation::new("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length."));
    }
}

fn with_response(world: &World, interaction: &Interaction, kind: u64, original: Option<Id>) -> Value {
    let known = world.interactions.get(&interaction.id).unwrap_or(interaction);
    let mut about = json!({ "id": known.id, "type": known.kind as u8 });
    let mut resource = json!({ "type": kind });
    if let Some(original) = original {
        about = crate::events::merge(
            about,
            json!({
                "response_message_id": original, "response_message_loading": known.waiting,
                "response_message_ephemeral": known.ephemeral,
            }),
        );
        if [MESSAGE, CHANGE].contains(&kind) {
            resource = crate::events::merge(resource, json!({ "message": world.show(original) }));
        }
    }
    json!({ "interaction": about, "resource": resource })
}
