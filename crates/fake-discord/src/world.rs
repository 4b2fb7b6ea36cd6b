//! Everything that is true in the stand-in's Discord: people, the server, messages, commands, interactions.

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use serde_json::Value;

use super::faults::Faults;
use super::gateway::Session;
use super::id::{self, Id, Ids};
use super::interaction::Interaction;
use super::log::{Event, Exchange, File, Violation};
use super::rules::mentions::Pinged;
use super::setup::{Person, Setting, Setup};

/// The state, under one lock: whatever happens, happens at once and in one order.
pub(super) struct World {
    pub(super) setup: Setup,
    pub(super) started: Instant,
    pub(super) ids: Ids,
    /// `http://127.0.0.1:…`, where REST is.
    pub(super) address: String,
    /// `ws://127.0.0.1:…`, where the gateway is.
    pub(super) gateway: String,
    pub(super) token: String,
    /// The bot's user; its application has the same id, as is usual.
    pub(super) bot: Id,
    pub(super) guild: Id,
    /// The server that did not install the bot.
    pub(super) foreign_guild: Id,
    pub(super) roles: Vec<Role>,
    pub(super) people: Vec<Inhabitant>,
    pub(super) channels: BTreeMap<Id, Channel>,
    pub(super) messages: BTreeMap<Id, Message>,
    /// Global commands, by id.
    pub(super) commands: BTreeMap<Id, Value>,
    /// Commands of the server, by id.
    pub(super) guild_commands: BTreeMap<Id, Value>,
    pub(super) interactions: HashMap<Id, Interaction>,
    pub(super) sessions: HashMap<String, Session>,
    pub(super) identifies: Vec<super::gateway::Identify>,
    pub(super) resumes: usize,
    pub(super) withhold_acks: bool,
    pub(super) faults: Faults,
    pub(super) exchanges: Vec<Exchange>,
    pub(super) events: Vec<Event>,
    /// Broken rules that belong to no exchange: on the gateway, or by doing nothing.
    pub(super) violations: Vec<Violation>,
    pub(super) typing: Vec<Id>,
}

/// A role of the server.
#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) id: Id,
    pub(super) name: String,
}

/// A person, with the ids that the stand-in gave.
#[derive(Clone, Debug)]
pub(super) struct Inhabitant {
    pub(super) id: Id,
    /// The channel of direct messages with the bot.
    pub(super) dm: Id,
    pub(super) roles: Vec<Id>,
    pub(super) person: Person,
}

/// A place for messages.
#[derive(Clone, Debug)]
pub(super) struct Channel {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) kind: ChannelKind,
    pub(super) bot_may_write: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChannelKind {
    /// A text channel of this server.
    Text { guild: Id },
    /// Direct messages between this person and the bot.
    Direct { with: Id },
    /// Direct messages between people.
    Group,
}

/// A message, as it is now.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its id.
    pub id: Id,
    /// Where it is.
    pub channel: Id,
    /// Who wrote it.
    pub author: Id,
    /// The whole message object, as Discord would show it.
    pub json: Value,
    /// The files that were uploaded with it.
    pub files: Vec<File>,
    /// If only one person sees it: who.
    pub only_for: Option<Id>,
    /// Who was pinged when it was posted.
    pub pinged: Pinged,
    /// The interaction that it is a response or follow-up to.
    pub interaction: Option<Id>,
    /// The message before each edit, oldest first.
    pub before: Vec<Value>,
    /// Whether it was deleted.
    pub deleted: bool,
}

impl Message {
    /// Its text; empty if it has none.
    #[must_use]
    pub fn content(&self) -> &str {
        self.json.get("content").and_then(Value::as_str).unwrap_or_default()
    }

    /// Its buttons and menus, in the order in which they are shown.
    #[must_use]
    pub fn components(&self) -> Vec<&Value> {
        let rows = self.json.get("components").and_then(Value::as_array);
        rows.into_iter().flatten().filter_map(|row| row.get("components")?.as_array()).flatten().collect()
    }

    /// The `custom_id` of the button with this label.
    #[must_use]
    pub fn button(&self, label: &str) -> Option<String> {
        let button = self.components().into_iter().find(|button| button.get("label").is_some_and(|is| is == label))?;
        Some(button.get("custom_id")?.as_str()?.to_owned())
    }

    /// Everything that is to be read in it: content, embeds, labels; a line each.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        for key in ["content", "embeds", "components"] {
            gather(self.json.get(key).unwrap_or(&Value::Null), key, &mut lines);
        }
        lines.join("\n")
    }
}

/// Gathers the texts that people see, leaving out addresses and ids.
fn gather(value: &Value, key: &str, lines: &mut Vec<String>) {
    const SEEN: &[&str] = &["content", "title", "description", "name", "value", "text", "label", "placeholder"];
    match value {
        Value::String(text) if SEEN.contains(&key) && !text.is_empty() => lines.push(text.clone()),
        Value::Array(parts) => parts.iter().for_each(|part| gather(part, key, lines)),
        // The value of a menu's option is not shown; that of an embed's field has no label beside it.
        Value::Object(parts) => parts
            .iter()
            .filter(|(key, _)| *key != "value" || !parts.contains_key("label"))
            .for_each(|(key, part)| gather(part, key, lines)),
        _ => {}
    }
}

impl World {
    /// The world as it is set up, with nobody connected. `None` if the setup speaks of a role that is not there.
    pub(super) fn new(setup: Setup, address: String, gateway: String) -> Option<Self> {
        let mut ids = Ids::default();
        let bot = ids.next();
        let (guild, foreign_guild) = (ids.next(), ids.next());
        let roles: Vec<_> = setup.roles.iter().map(|name| Role { id: ids.next(), name: name.clone() }).collect();
        let mut channels = BTreeMap::new();
        for channel in &setup.channels {
            let (id, kind) = (ids.next(), ChannelKind::Text { guild });
            let (name, bot_may_write) = (channel.name.clone(), channel.bot_may_write);
            channels.insert(id, Channel { id, name, kind, bot_may_write });
        }
        for (name, kind) in [("elsewhere", ChannelKind::Text { guild: foreign_guild }), ("friends", ChannelKind::Group)]
        {
            let id = ids.next();
            channels.insert(id, Channel { id, name: name.into(), kind, bot_may_write: false });
        }
        let mut people = Vec::new();
        for person in &setup.people {
            let (id, dm) = (ids.next(), ids.next());
            let role = |name: &String| roles.iter().find(|role| role.name == *name).map(|role| role.id);
            let roles = person.roles.iter().map(role).collect::<Option<_>>()?;
            let kind = ChannelKind::Direct { with: id };
            channels.insert(dm, Channel { id: dm, name: person.name.clone(), kind, bot_may_write: true });
            people.push(Inhabitant { id, dm, roles, person: person.clone() });
        }
        let token = id::token(bot, guild.0);
        Some(Self {
            setup,
            started: Instant::now(),
            ids,
            address,
            gateway,
            token,
            bot,
            guild,
            foreign_guild,
            roles,
            people,
            channels,
            messages: BTreeMap::new(),
            commands: BTreeMap::new(),
            guild_commands: BTreeMap::new(),
            interactions: HashMap::new(),
            sessions: HashMap::new(),
            identifies: Vec::new(),
            resumes: 0,
            withhold_acks: false,
            faults: Faults::default(),
            exchanges: Vec::new(),
            events: Vec::new(),
            violations: Vec::new(),
            typing: Vec::new(),
        })
    }

    /// The person of this name.
    pub(super) fn person(&self, name: &str) -> Option<&Inhabitant> {
        self.people.iter().find(|inhabitant| inhabitant.person.name == name)
    }

    /// The person with this id.
    pub(super) fn inhabitant(&self, id: Id) -> Option<&Inhabitant> {
        self.people.iter().find(|inhabitant| inhabitant.id == id)
    }

    /// The channel that somebody means by a setting.
    pub(super) fn channel(&self, setting: Setting, asker: &Inhabitant) -> Option<Channel> {
        let ours = ChannelKind::Text { guild: self.guild };
        let wanted = |channel: &&Channel| match setting {
            Setting::Server => channel.kind == ours,
            Setting::Channel(name) => channel.kind == ours && channel.name == name,
            Setting::DirectMessage => channel.id == asker.dm,
            Setting::ForeignServer => channel.kind == ChannelKind::Text { guild: self.foreign_guild },
            Setting::GroupMessage => channel.kind == ChannelKind::Group,
        };
        self.channels.values().find(wanted).cloned()
    }

    /// The server that a channel belongs to, if it belongs to one.
    pub(super) fn guild_of(&self, channel: Id) -> Option<Id> {
        match self.channels.get(&channel)?.kind {
            ChannelKind::Text { guild } => Some(guild),
            _ => None,
        }
    }

    /// Notes what the gateway did.
    pub(super) fn note_event(&mut self, name: &str, data: &Value, sent_to: usize) {
        let at = self.started.elapsed();
        self.events.push(Event { name: name.to_owned(), data: data.clone(), at, sent_to });
    }

    /// Notes what interactions are overdue: not answered in time, or deferred and then forgotten.
    pub(super) fn note_overdue(&mut self, now: Instant) {
        let setup = &self.setup;
        for interaction in self.interactions.values_mut() {
            let broken = interaction.overdue(now, setup);
            self.violations.extend(broken);
        }
    }
}
