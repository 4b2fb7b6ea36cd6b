//! Looking on: what is there, and what is new since somebody last looked.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::watch;

use super::StandIn;
use super::id::Id;
use super::interaction::{Interaction, Kind};
use super::log::{Event, Exchange, Violation};
use super::setup::Setting;
use super::world::{Message, World};

/// Rings when something has changed.
pub struct Changes(watch::Receiver<()>);

impl Changes {
    /// Waits for a change since the last call, or since this was made. Gives whether there can be more.
    pub async fn next(&mut self) -> bool {
        self.0.changed().await.is_ok()
    }
}

/// Somebody on the server.
#[derive(Clone, Debug)]
pub struct Member {
    /// Their id.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Whether this is a bot.
    pub is_bot: bool,
    /// The names of their roles.
    pub roles: Vec<String>,
}

/// How an interaction stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// There is no response yet, and there is time.
    Waiting,
    /// The bot asked for time, and has not used it yet.
    Thinking,
    /// There is a response.
    Answered,
    /// There was none in time, or a deferred one was not completed.
    Failed,
}

/// A command or a press, and what came of it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The id of the interaction.
    pub id: Id,
    /// Who asked.
    pub asker: Id,
    /// Where.
    pub channel: Id,
    /// The name of the command, or the `custom_id`.
    pub name: String,
    /// The `data` of the interaction, as the bot got it.
    pub data: Value,
    /// The message whose button, menu or context menu was used.
    pub source: Option<Id>,
    /// How it stands.
    pub state: State,
    /// How long the first response took.
    pub took: Option<Duration>,
    /// The type of the first response, as in [`Response::kind`](super::Response::kind).
    pub response: Option<u64>,
}

impl StandIn {
    /// Rings from now on, at every change.
    #[must_use]
    pub fn changes(&self) -> Changes {
        Changes(self.stage.changed.subscribe())
    }

    /// The people and other bots, in the order of the setup.
    #[must_use]
    pub fn members(&self) -> Vec<Member> {
        self.stage.see(|world| {
            let names = |roles: &[Id]| {
                let held = world.roles.iter().filter(|role| roles.contains(&role.id));
                held.map(|role| role.name.clone()).collect()
            };
            let member = |person: &super::world::Inhabitant| Member {
                id: person.id,
                name: person.person.name.clone(),
                is_bot: person.person.bot,
                roles: names(&person.roles),
            };
            world.people.iter().map(member).collect()
        })
    }

    /// The channel where somebody is in a setting; `None` if there is no such person or channel.
    #[must_use]
    pub fn channel(&self, setting: Setting, who: &str) -> Option<Id> {
        self.stage.see(|world| Some(world.channel(setting, world.person(who)?)?.id))
    }

    /// The messages that are wanted, oldest first; people's and deleted ones too.
    #[must_use]
    pub fn messages(&self, wanted: impl Fn(&Message) -> bool) -> Vec<Message> {
        self.stage.see(|world| world.messages.values().filter(|message| wanted(message)).cloned().collect())
    }

    /// Commands, presses and choices, oldest first; what was typed in between is not among them.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        self.stage.see(|world| {
            let now = Instant::now();
            let shown = world.interactions.values().filter(|interaction| interaction.kind != Kind::Autocomplete);
            let mut asked: Vec<_> = shown.map(|interaction| asked(world, interaction, now)).collect();
            asked.sort_by_key(|asked| asked.id);
            asked
        })
    }

    /// The requests after the first `seen` ones, in the order of their answers.
    #[must_use]
    pub fn exchanges_since(&self, seen: usize) -> Vec<Exchange> {
        self.stage.see(|world| world.exchanges.get(seen..).unwrap_or_default().to_vec())
    }

    /// What the gateway did after the first `seen` events, in the order of sending.
    #[must_use]
    pub fn events_since(&self, seen: usize) -> Vec<Event> {
        self.stage.see(|world| world.events.get(seen..).unwrap_or_default().to_vec())
    }

    /// The rules that were broken by no request, after the first `seen` ones: on the gateway, or by not answering.
    #[must_use]
    pub fn silent_violations_since(&self, seen: usize) -> Vec<Violation> {
        self.stage.see(|world| world.violations.get(seen..).unwrap_or_default().to_vec())
    }

    /// An uploaded file, by the id of its attachment: its media type, and what is in it.
    #[must_use]
    pub fn attachment(&self, id: Id) -> Option<(String, Vec<u8>)> {
        self.stage.see(|world| world.attachment(id))
    }
}

fn asked(world: &World, interaction: &Interaction, now: Instant) -> Asked {
    let state = match &interaction.response {
        _ if interaction.noted => State::Failed,
        None if interaction.is_late(now, &world.setup) => State::Failed,
        None => State::Waiting,
        Some(_) if interaction.waiting => State::Thinking,
        Some(_) => State::Answered,
    };
    Asked {
        id: interaction.id,
        asker: interaction.asker,
        channel: interaction.channel,
        name: interaction.name.clone(),
        data: interaction.data.clone(),
        source: interaction.source,
        state,
        took: interaction.response.as_ref().map(|response| response.took),
        response: interaction.response.as_ref().map(|response| response.kind),
    }
}
