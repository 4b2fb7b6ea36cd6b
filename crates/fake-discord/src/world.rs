//! The state of the fake: guild, members, messages, commands, interactions, sessions and the log.

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use ed25519_dalek::SigningKey;
use serde_json::Value;

use crate::faults::FaultQueue;
use crate::gateway::{Identify, Session};
use crate::id::{self, Id, Ids};
use crate::interaction::Interaction;
use crate::log::{Exchange, File, GatewayEvent, Violation};
use crate::rules::mentions::Pinged;
use crate::setup::{NewChannel, NewMember, Setup, Venue};

/// All state, behind one lock: everything happens in one order.
pub(crate) struct World {
    pub(crate) setup: Setup,
    pub(crate) started: Instant,
    pub(crate) ids: Ids,
    /// `http://127.0.0.1:…`, the REST API.
    pub(crate) address: String,
    /// `ws://127.0.0.1:…`, the gateway.
    pub(crate) gateway: String,
    pub(crate) token: String,
    /// Signs interactions that are sent by HTTP.
    pub(crate) signing_key: SigningKey,
    /// Where interactions are sent by HTTP; `None`: through the gateway.
    pub(crate) interactions_endpoint: Option<String>,
    /// Settings of the application that differ from the usual ones.
    pub(crate) application_settings: Value,
    /// The `Date` header of every response; `None`: the present.
    pub(crate) date: Option<String>,
    /// The bot's user; its application has the same id, as is usual.
    pub(crate) bot: Id,
    pub(crate) guild: Id,
    /// The guild that did not install the bot.
    pub(crate) foreign_guild: Id,
    pub(crate) roles: Vec<Role>,
    pub(crate) members: Vec<Member>,
    pub(crate) channels: BTreeMap<Id, Channel>,
    pub(crate) messages: BTreeMap<Id, Message>,
    /// Global commands, by id.
    pub(crate) commands: BTreeMap<Id, Value>,
    /// Commands of the guild, by id.
    pub(crate) guild_commands: BTreeMap<Id, Value>,
    pub(crate) interactions: HashMap<Id, Interaction>,
    pub(crate) sessions: HashMap<String, Session>,
    pub(crate) identifies: Vec<Identify>,
    pub(crate) resumes: usize,
    pub(crate) suppress_heartbeat_acks: bool,
    pub(crate) faults: FaultQueue,
    pub(crate) exchanges: Vec<Exchange>,
    pub(crate) events: Vec<GatewayEvent>,
    /// Broken rules that belong to no request: on the gateway, and missed deadlines.
    pub(crate) violations: Vec<Violation>,
    pub(crate) typing: Vec<Id>,
}

/// A role of the guild.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The bot whose own role it is, if any.
    pub managed_by: Option<Id>,
}

/// A member of the guild.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The id.
    pub id: Id,
    /// The user name.
    pub name: String,
    /// Whether the member is a bot.
    pub is_bot: bool,
    /// The language of the member's client.
    pub locale: String,
    /// The member's roles.
    pub roles: Vec<Id>,
    /// The channel of the direct messages between the member and the bot.
    pub direct_messages: Id,
}

/// A channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The id.
    pub id: Id,
    /// The name; of direct messages, the name of the member.
    pub name: String,
    /// What kind of channel it is.
    pub kind: ChannelKind,
    /// Whether the bot can see the channel and send messages there.
    pub bot_may_write: bool,
    /// Whether the bot may send embeds there.
    pub bot_may_embed: bool,
}

/// The kind of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// A text channel.
    Text {
        /// The guild that it belongs to.
        guild: Id,
    },
    /// Direct messages with the bot.
    Direct {
        /// The other side.
        with: Id,
    },
    /// A group without the bot.
    Group,
}

/// A message in its current state.
#[derive(Clone, Debug)]
pub struct Message {
    /// The id.
    pub id: Id,
    /// The channel.
    pub channel: Id,
    /// The author.
    pub author: Id,
    /// The message object as Discord shows it.
    pub json: Value,
    /// The files that were uploaded with it.
    pub files: Vec<File>,
    /// The member who sees it, if it is ephemeral.
    pub ephemeral_for: Option<Id>,
    /// Who was notified when it was posted.
    pub pinged: Pinged,
    /// The interaction that it is a response or follow-up to.
    pub interaction: Option<Id>,
    /// The message object before each edit, oldest first.
    pub previous: Vec<Value>,
    /// Whether it was deleted.
    pub deleted: bool,
}

impl Message {
    /// The content; empty if there is none.
    #[must_use]
    pub fn content(&self) -> &str {
        self.json.get("content").and_then(Value::as_str).unwrap_or_default()
    }

    /// The buttons and menus, in the order in which they are shown.
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

    /// Everything readable: content, embeds and labels, one line each.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        for key in ["content", "embeds", "components"] {
            collect_text(self.json.get(key).unwrap_or(&Value::Null), key, &mut lines);
        }
        lines.join("\n")
    }
}

/// Collects the visible text, without URLs and ids.
fn collect_text(value: &Value, key: &str, lines: &mut Vec<String>) {
    const VISIBLE: &[&str] = &["content", "title", "description", "name", "value", "text", "label", "placeholder"];
    match value {
        Value::String(text) if VISIBLE.contains(&key) && !text.is_empty() => lines.push(text.clone()),
        Value::Array(parts) => parts.iter().for_each(|part| collect_text(part, key, lines)),
        // The value of a menu's option is not shown; the value of an embed's field has no label beside it.
        Value::Object(parts) => parts
            .iter()
            .filter(|(key, _)| *key != "value" || !parts.contains_key("label"))
            .for_each(|(key, part)| collect_text(part, key, lines)),
        _ => {}
    }
}

impl World {
    /// The state as set up, with no session and no command.
    ///
    /// # Errors
    ///
    /// A member has a role that the setup does not list.
    pub(crate) fn new(setup: Setup, address: String, gateway: String) -> Result<Self, String> {
        let mut ids = Ids::default();
        let bot = ids.next();
        let (guild, foreign_guild) = (ids.next(), ids.next());
        let mut roles: Vec<_> =
            setup.roles.iter().map(|name| Role { id: ids.next(), name: name.clone(), managed_by: None }).collect();
        if setup.has_bot_role {
            roles.push(Role { id: ids.next(), name: setup.bot_name.clone(), managed_by: Some(bot) });
        }
        let mut channels = BTreeMap::new();
        for channel in &setup.channels {
            let (id, kind) = (ids.next(), ChannelKind::Text { guild });
            let NewChannel { name, bot_may_write, bot_may_embed } = channel.clone();
            channels.insert(id, Channel { id, name, kind, bot_may_write, bot_may_embed });
        }
        for (name, kind) in [("elsewhere", ChannelKind::Text { guild: foreign_guild }), ("friends", ChannelKind::Group)]
        {
            let id = ids.next();
            let name = name.into();
            channels.insert(id, Channel { id, name, kind, bot_may_write: false, bot_may_embed: false });
        }
        let token = id::bot_token(bot, guild.0);
        let members = setup.members.clone();
        let mut world = Self {
            setup,
            started: Instant::now(),
            ids,
            address,
            gateway,
            token,
            // The same for every fake: nothing here is secret.
            signing_key: SigningKey::from_bytes(&[42; 32]),
            interactions_endpoint: None,
            application_settings: serde_json::json!({}),
            date: None,
            bot,
            guild,
            foreign_guild,
            roles,
            members: Vec::new(),
            channels,
            messages: BTreeMap::new(),
            commands: BTreeMap::new(),
            guild_commands: BTreeMap::new(),
            interactions: HashMap::new(),
            sessions: HashMap::new(),
            identifies: Vec::new(),
            resumes: 0,
            suppress_heartbeat_acks: false,
            faults: FaultQueue::default(),
            exchanges: Vec::new(),
            events: Vec::new(),
            violations: Vec::new(),
            typing: Vec::new(),
        };
        for member in &members {
            world.create_member(member)?;
        }
        Ok(world)
    }

    /// Adds a member, with a channel of direct messages.
    ///
    /// # Errors
    ///
    /// The guild has no role of a name that the member has.
    pub(crate) fn create_member(&mut self, new: &NewMember) -> Result<Member, String> {
        let role = |name: &String| {
            let role = self.roles.iter().find(|role| role.name == *name);
            role.map(|role| role.id).ok_or_else(|| format!("the member {} has the unknown role {name}", new.name))
        };
        let roles = new.roles.iter().map(role).collect::<Result<_, _>>()?;
        let (id, direct_messages) = (self.ids.next(), self.ids.next());
        let (kind, name) = (ChannelKind::Direct { with: id }, new.name.clone());
        let channel = Channel { id: direct_messages, name, kind, bot_may_write: true, bot_may_embed: true };
        self.channels.insert(direct_messages, channel);
        let member = Member {
            id,
            name: new.name.clone(),
            is_bot: new.is_bot,
            locale: new.locale.clone(),
            roles,
            direct_messages,
        };
        self.members.push(member.clone());
        Ok(member)
    }

    pub(crate) fn member_by_name(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }

    pub(crate) fn member_by_id(&self, id: Id) -> Option<&Member> {
        self.members.iter().find(|member| member.id == id)
    }

    /// The channel that a venue stands for, seen from a member.
    pub(crate) fn channel(&self, venue: Venue, member: &Member) -> Option<Channel> {
        let home = ChannelKind::Text { guild: self.guild };
        let is_venue = |channel: &&Channel| match venue {
            Venue::Guild => channel.kind == home,
            Venue::Channel(name) => channel.kind == home && channel.name == name,
            Venue::ChannelId(id) => channel.kind == home && channel.id == id,
            Venue::DirectMessage => channel.id == member.direct_messages,
            Venue::ForeignGuild => channel.kind == ChannelKind::Text { guild: self.foreign_guild },
            Venue::GroupDm => channel.kind == ChannelKind::Group,
        };
        self.channels.values().find(is_venue).cloned()
    }

    /// The guild that a channel belongs to, if any.
    pub(crate) fn guild_of(&self, channel: Id) -> Option<Id> {
        match self.channels.get(&channel)?.kind {
            ChannelKind::Text { guild } => Some(guild),
            _ => None,
        }
    }

    /// Logs something that the gateway did.
    pub(crate) fn record_event(&mut self, name: &str, data: &Value, sent_to: usize) {
        let at = self.started.elapsed();
        self.events.push(GatewayEvent { name: name.to_owned(), data: data.clone(), at, sent_to });
    }

    /// Logs interactions that missed a deadline: not answered in time, or deferred and never completed.
    pub(crate) fn record_overdue(&mut self, now: Instant) {
        let setup = &self.setup;
        for interaction in self.interactions.values_mut() {
            let overdue = interaction.take_overdue(now, setup);
            self.violations.extend(overdue);
        }
    }
}
