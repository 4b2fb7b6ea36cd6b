//! What comes after the first response: edits of it, and follow-ups, with the token of the interaction.
//!
//! Source: <https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages>

use super::answer::Answer;
use super::posting::Draft;
use super::routes::Call;
use crate::id::Id;
use crate::interaction::{FOLLOW_UPS_OUTSIDE, Interaction};
use crate::rules::message::{self, EPHEMERAL, For};
use crate::world::World;
use serde_json::Value;

/// The interaction whose token this is, if it can be spoken to.
fn find(world: &World, call: &Call<'_>) -> Result<Interaction, Answer> {
    let unknown = || Answer::refusal(404, 10015, "Unknown Webhook");
    let mut interactions = world.interactions.values();
    let interaction = interactions.find(|interaction| interaction.token == call.place(1)).ok_or_else(unknown)?;
    let answer = if call.id(0) != world.bot || interaction.response.is_none() {
        unknown()
    } else if interaction.is_over(call.arrived, &world.setup) {
        Answer::refusal(401, 50027, "Invalid Webhook Token")
    } else {
        return Ok(interaction.clone());
    };
    Err(Answer { interaction: Some(interaction.id), ..answer })
}

/// Does something with the interaction, and notes on the answer which it was.
fn with(world: &mut World, call: &Call<'_>, act: impl FnOnce(&mut World, &Interaction) -> Answer) -> Answer {
    match find(world, call) {
        Ok(interaction) => Answer { interaction: Some(interaction.id), ..act(world, &interaction) },
        Err(answer) => answer,
    }
}

pub(super) fn follow_up(world: &mut World, call: &Call<'_>) -> Answer {
    with(world, call, |world, interaction| {
        let (body, files) = (&call.request.body, &call.request.files);
        let mut broken = Vec::new();
        message::check(body, files, For::FollowUp, "", &mut broken);
        if let Some(answer) = Answer::invalid_form(&broken) {
            return answer;
        }
        if interaction.setting.is_outside() && interaction.follow_ups >= FOLLOW_UPS_OUTSIDE {
            let message = "This interaction has reached the maximum number of follow up messages";
            return Answer::refusal(400, 40094, message);
        }
        let mut id = interaction.original.unwrap_or(Id(0));
        if interaction.waiting {
            // The first follow-up to a deferred response takes its place.
            if let Err(answer) = world.change(id, body, files) {
                return answer;
            }
        } else {
            let ephemeral = body.get("flags").and_then(Value::as_u64).unwrap_or(0) & EPHEMERAL != 0;
            id = world.post(&Draft {
                channel: interaction.channel,
                body,
                files,
                only_for: ephemeral.then_some(interaction.asker),
                interaction: Some(interaction.id),
                loading: false,
                replies_to: interaction.original,
                kind: 19,
            });
        }
        if let Some(interaction) = world.interactions.get_mut(&interaction.id) {
            interaction.follow_ups += usize::from(!interaction.waiting);
            interaction.waiting = false;
        }
        Answer { violations: broken, ..Answer::ok(world.show(id)) }
    })
}

pub(super) fn get_original(world: &mut World, call: &Call<'_>) -> Answer {
    with(world, call, |world, interaction| show(world, interaction, interaction.original))
}

pub(super) fn edit_original(world: &mut World, call: &Call<'_>) -> Answer {
    with(world, call, |world, interaction| change(world, interaction, interaction.original, call))
}

pub(super) fn delete_original(world: &mut World, call: &Call<'_>) -> Answer {
    with(world, call, |world, interaction| {
        if let Some(interaction) = world.interactions.get_mut(&interaction.id) {
            interaction.waiting = false;
        }
        world.delete(interaction.original.unwrap_or(Id(0)))
    })
}

pub(super) fn get(world: &mut World, call: &Call<'_>) -> Answer {
    with(world, call, |world, interaction| show(world, interaction, Some(call.id(2))))
}

pub(super) fn edit(world: &mut World, call: &Call<'_>) -> Answer {
    with(world, call, |world, interaction| change(world, interaction, Some(call.id(2)), call))
}

pub(super) fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    with(world, call, |world, interaction| match own(world, interaction, Some(call.id(2))) {
        Some(id) => world.delete(id),
        None => unknown_message(),
    })
}

/// The message, if it belongs to the interaction.
fn own(world: &World, interaction: &Interaction, id: Option<Id>) -> Option<Id> {
    let message = world.messages.get(&id?).filter(|message| !message.deleted)?;
    let belongs = message.interaction == Some(interaction.id) || interaction.original == id;
    belongs.then_some(message.id)
}

fn show(world: &World, interaction: &Interaction, id: Option<Id>) -> Answer {
    match own(world, interaction, id) {
        Some(id) => Answer::ok(world.show(id)),
        None => unknown_message(),
    }
}

fn change(world: &mut World, interaction: &Interaction, id: Option<Id>, call: &Call<'_>) -> Answer {
    let Some(id) = own(world, interaction, id) else { return unknown_message() };
    let (body, files) = (&call.request.body, &call.request.files);
    let mut broken = Vec::new();
    message::check(body, files, For::Edit, "", &mut broken);
    if let Some(answer) = Answer::invalid_form(&broken) {
        return answer;
    }
    if let Err(answer) = world.change(id, body, files) {
        return answer;
    }
    if let Some(interaction) = world.interactions.get_mut(&interaction.id).filter(|known| known.original == Some(id)) {
        interaction.waiting = false;
    }
    Answer { violations: broken, ..Answer::ok(world.show(id)) }
}

fn unknown_message() -> Answer {
    Answer::refusal(404, 10008, "Unknown Message")
}
