//! Read-only views and change notifications.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::watch;

use crate::FakeDiscord;
use crate::gateway::Identify;
use crate::id::Id;
use crate::interaction::{Interaction, InteractionKind};
use crate::log::{Exchange, GatewayEvent, Violation};
use crate::setup::Venue;
use crate::world::{Channel, Member, Message, Role, World};

/// A stream of change notifications.
pub struct Changes(watch::Receiver<()>);

impl Changes {
    /// Waits for a change since the last call, or since the creation. Returns `false` when the fake has ended.
    pub async fn next(&mut self) -> bool {
        self.0.changed().await.is_ok()
    }
}

/// The state of an interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InteractionState {
    /// No response yet, and the deadline is not over.
    Pending,
    /// The response is deferred and not yet completed.
    Deferred,
    /// Answered.
    Answered,
    /// A deadline was missed.
    Failed,
}

/// An interaction as logged.
#[derive(Clone, Debug)]
pub struct InteractionRecord {
    /// The id.
    pub id: Id,
    /// The member who caused it.
    pub member: Id,
    /// The channel.
    pub channel: Id,
    /// The name of the command, or the `custom_id`.
    pub name: String,
    /// The `data` that was sent to the bot.
    pub data: Value,
    /// The message whose button, menu or context menu was used.
    pub source: Option<Id>,
    /// The current state.
    pub state: InteractionState,
    /// The time from dispatch to the first response.
    pub took: Option<Duration>,
    /// The type of the first response, as in [`InitialResponse::kind`](crate::InitialResponse::kind).
    pub response: Option<u64>,
}

impl FakeDiscord {
    /// The id of the bot's user and of its application.
    #[must_use]
    pub fn bot_id(&self) -> Id {
        self.shared.read(|world| world.bot)
    }

    /// The id of the guild.
    #[must_use]
    pub fn guild_id(&self) -> Id {
        self.shared.read(|world| world.guild)
    }

    /// The id of the member with this name.
    #[must_use]
    pub fn member_id(&self, name: &str) -> Option<Id> {
        self.shared.read(|world| world.member_by_name(name).map(|member| member.id))
    }

    /// The id of the role with this name.
    #[must_use]
    pub fn role_id(&self, name: &str) -> Option<Id> {
        self.shared.read(|world| world.roles.iter().find(|role| role.name == name).map(|role| role.id))
    }

    /// The id of the channel that a venue stands for; `None` if there is no such member or channel.
    #[must_use]
    pub fn channel_id(&self, venue: Venue, member: &str) -> Option<Id> {
        self.shared.read(|world| Some(world.channel(venue, world.member_by_name(member)?)?.id))
    }

    /// The members of the guild besides the bot, in the order of their creation.
    #[must_use]
    pub fn members(&self) -> Vec<Member> {
        self.shared.read(|world| world.members.clone())
    }

    /// The roles of the guild besides `@everyone`, lowest first.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        self.shared.read(|world| world.roles.clone())
    }

    /// All channels, in the order of their ids: of the guild, direct messages, and those without the bot.
    #[must_use]
    pub fn channels(&self) -> Vec<Channel> {
        self.shared.read(|world| world.channels.values().cloned().collect())
    }

    /// The registered global commands, in the order of their ids.
    #[must_use]
    pub fn commands(&self) -> Vec<Value> {
        self.shared.read(|world| world.commands.values().cloned().collect())
    }

    /// The commands that are registered for the guild only.
    #[must_use]
    pub fn guild_commands(&self) -> Vec<Value> {
        self.shared.read(|world| world.guild_commands.values().cloned().collect())
    }

    /// The message with this id.
    #[must_use]
    pub fn message(&self, id: Id) -> Option<Message> {
        self.shared.read(|world| world.messages.get(&id).cloned())
    }

    /// The messages that match, oldest first, including ephemeral and deleted ones.
    #[must_use]
    pub fn messages(&self, matches: impl Fn(&Message) -> bool) -> Vec<Message> {
        self.shared.read(|world| world.messages.values().filter(|message| matches(message)).cloned().collect())
    }

    /// Everything the bot posted, oldest first: responses, follow-ups and messages, including deleted ones.
    #[must_use]
    pub fn bot_messages(&self) -> Vec<Message> {
        let bot = self.bot_id();
        self.messages(|message| message.author == bot)
    }

    /// An uploaded file, by the id of its attachment: its media type and contents.
    #[must_use]
    pub fn attachment(&self, id: Id) -> Option<(String, Vec<u8>)> {
        self.shared.read(|world| world.attachment(id))
    }

    /// The channels in which the bot triggered the typing indicator, in order.
    #[must_use]
    pub fn typing(&self) -> Vec<Id> {
        self.shared.read(|world| world.typing.clone())
    }

    /// All interactions besides autocomplete, oldest first.
    #[must_use]
    pub fn interactions(&self) -> Vec<InteractionRecord> {
        self.shared.read(|world| {
            let now = Instant::now();
            let shown =
                world.interactions.values().filter(|interaction| interaction.kind != InteractionKind::Autocomplete);
            let mut records: Vec<_> = shown.map(|interaction| record(world, interaction, now)).collect();
            records.sort_by_key(|record| record.id);
            records
        })
    }

    /// Every request so far, in the order of the responses.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges_since(0)
    }

    /// The requests after the first `seen` ones, in the order of the responses.
    #[must_use]
    pub fn exchanges_since(&self, seen: usize) -> Vec<Exchange> {
        self.shared.read(|world| world.exchanges.get(seen..).unwrap_or_default().to_vec())
    }

    /// What the gateway sent and did after the first `seen` events, in order.
    #[must_use]
    pub fn events_since(&self, seen: usize) -> Vec<GatewayEvent> {
        self.shared.read(|world| world.events.get(seen..).unwrap_or_default().to_vec())
    }

    /// Every rule broken so far: by requests, on the gateway, and by missing a deadline.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.shared.write(|world| {
            world.record_overdue(Instant::now());
            let of_requests = world.exchanges.iter().flat_map(|exchange| &exchange.violations);
            of_requests.chain(&world.violations).cloned().collect()
        })
    }

    /// The broken rules that belong to no request, after the first `seen` ones: on the gateway, or missed deadlines.
    #[must_use]
    pub fn other_violations_since(&self, seen: usize) -> Vec<Violation> {
        self.shared.read(|world| world.violations.get(seen..).unwrap_or_default().to_vec())
    }

    /// Every IDENTIFY so far, including rejected ones.
    #[must_use]
    pub fn identifies(&self) -> Vec<Identify> {
        self.shared.read(|world| world.identifies.clone())
    }

    /// How many times a session was resumed.
    #[must_use]
    pub fn resumes(&self) -> usize {
        self.shared.read(|world| world.resumes)
    }

    /// How many sessions are connected now.
    #[must_use]
    pub fn connected(&self) -> usize {
        self.shared.read(|world| world.sessions.values().filter(|session| session.connection.is_some()).count())
    }

    /// Notifications of every change from now on.
    #[must_use]
    pub fn changes(&self) -> Changes {
        Changes(self.shared.changed.subscribe())
    }
}

fn record(world: &World, interaction: &Interaction, now: Instant) -> InteractionRecord {
    let state = match &interaction.response {
        _ if interaction.is_overdue_recorded => InteractionState::Failed,
        None if interaction.is_past_deadline(now, &world.setup) => InteractionState::Failed,
        None => InteractionState::Pending,
        Some(_) if interaction.is_deferred => InteractionState::Deferred,
        Some(_) => InteractionState::Answered,
    };
    InteractionRecord {
        id: interaction.id,
        member: interaction.member,
        channel: interaction.channel,
        name: interaction.name.clone(),
        data: interaction.data.clone(),
        source: interaction.source,
        state,
        took: interaction.response.as_ref().map(|response| response.took),
        response: interaction.response.as_ref().map(|response| response.kind),
    }
}
