//! Changes of the guild: roles, channels, members, and whether the bot is in it.

use serde_json::{Value, json};

use crate::FakeDiscord;
use crate::actions::ActionError;
use crate::gateway::Audience;
use crate::id::Id;
use crate::intents;
use crate::payloads::merge;
use crate::setup::{NewChannel, NewMember};
use crate::world::{Channel, ChannelKind, Role, World};

impl World {
    /// Dispatches an event of the guild to the sessions with this intent.
    fn dispatch_guild_event(&mut self, intent: u64, event: &str, data: &Value) {
        self.dispatch(Audience { guild: Some(self.guild), intent }, event, data);
    }
}

impl FakeDiscord {
    /// Changes settings of the application, as its owner does in the developer portal: keys of the application object,
    /// and their values.
    pub fn change_application(&self, settings: Value) {
        self.shared.write(|world| {
            world.application_settings = merge(std::mem::take(&mut world.application_settings), settings);
        });
    }

    /// Sends this `Date` header with every response, as if Discord's clock were at that time.
    pub fn set_date(&self, date: &str) {
        self.shared.write(|world| world.date = Some(date.to_owned()));
    }

    /// Adds a role to the guild, above the others, and tells the bot.
    pub fn add_role(&self, name: &str) -> Id {
        self.shared.write(|world| {
            let role = Role { id: world.ids.next(), name: name.to_owned(), managed_by: None };
            world.roles.push(role.clone());
            let data = json!({ "guild_id": world.guild, "role": world.role(&role) });
            world.dispatch_guild_event(intents::GUILDS, "GUILD_ROLE_CREATE", &data);
            role.id
        })
    }

    /// Renames a role, and tells the bot. Returns whether the role exists.
    pub fn rename_role(&self, id: Id, name: &str) -> bool {
        self.shared.write(|world| {
            let Some(role) = world.roles.iter_mut().find(|role| role.id == id) else { return false };
            role.name = name.to_owned();
            let role = role.clone();
            let data = json!({ "guild_id": world.guild, "role": world.role(&role) });
            world.dispatch_guild_event(intents::GUILDS, "GUILD_ROLE_UPDATE", &data);
            true
        })
    }

    /// Deletes a role, and tells the bot. Returns whether the role existed.
    pub fn remove_role(&self, id: Id) -> bool {
        self.shared.write(|world| {
            let count = world.roles.len();
            world.roles.retain(|role| role.id != id);
            if world.roles.len() == count {
                return false;
            }
            world.members.iter_mut().for_each(|member| member.roles.retain(|role| *role != id));
            let data = json!({ "guild_id": world.guild, "role_id": id });
            world.dispatch_guild_event(intents::GUILDS, "GUILD_ROLE_DELETE", &data);
            true
        })
    }

    /// Gives a role to a member or takes it away. The bot is told if it has the intent
    /// [`GUILD_MEMBERS`](intents::GUILD_MEMBERS). Returns whether both exist.
    pub fn set_role(&self, member: &str, role: Id, has_role: bool) -> bool {
        self.shared.write(|world| {
            let exists = world.roles.iter().any(|known| known.id == role);
            let Some(member) = world.members.iter_mut().find(|known| known.name == member) else { return false };
            member.roles.retain(|held| *held != role);
            member.roles.extend((has_role && exists).then_some(role));
            let member = member.clone();
            let data = merge(world.member(&member, world.guild), json!({ "guild_id": world.guild }));
            world.dispatch_guild_event(intents::GUILD_MEMBERS, "GUILD_MEMBER_UPDATE", &data);
            exists
        })
    }

    /// Adds a text channel to the guild, and tells the bot.
    pub fn add_channel(&self, channel: NewChannel) -> Id {
        self.shared.write(|world| {
            let (id, kind) = (world.ids.next(), ChannelKind::Text { guild: world.guild });
            let NewChannel { name, bot_may_write, bot_may_embed } = channel;
            let channel = Channel { id, name, kind, bot_may_write, bot_may_embed };
            world.channels.insert(id, channel.clone());
            let data = world.channel_object(&channel);
            world.dispatch_guild_event(intents::GUILDS, "CHANNEL_CREATE", &data);
            id
        })
    }

    /// Adds a member to the guild. The bot is told if it has the intent [`GUILD_MEMBERS`](intents::GUILD_MEMBERS).
    ///
    /// # Errors
    ///
    /// The name is taken, or the guild has no role of a name that the member has.
    pub fn add_member(&self, member: &NewMember) -> Result<Id, ActionError> {
        self.shared.write(|world| {
            if world.member_by_name(&member.name).is_some() {
                return Err(ActionError::InvalidMember(format!("there is already a member called {}", member.name)));
            }
            let member = world.create_member(member).map_err(ActionError::InvalidMember)?;
            let data = merge(world.member(&member, world.guild), json!({ "guild_id": world.guild }));
            world.dispatch_guild_event(intents::GUILD_MEMBERS, "GUILD_MEMBER_ADD", &data);
            Ok(member.id)
        })
    }

    /// Removes the bot from the guild, and tells it so. Members who installed the bot can still use it.
    ///
    /// Source: <https://docs.discord.com/developers/events/gateway-events#guild-delete>
    pub fn remove_from_guild(&self) {
        self.shared.write(|world| {
            let data = json!({ "id": world.guild });
            world.dispatch_guild_event(intents::GUILDS, "GUILD_DELETE", &data);
        });
    }

    /// Tells the bot that the guild is unavailable because of an outage. The bot is still a member.
    ///
    /// Source: <https://docs.discord.com/developers/events/gateway-events#guild-delete>
    pub fn guild_unavailable(&self) {
        self.shared.write(|world| {
            let data = json!({ "id": world.guild, "unavailable": true });
            world.dispatch_guild_event(intents::GUILDS, "GUILD_DELETE", &data);
        });
    }

    /// Tells the bot that the guild is available, after an outage or because it joined: GUILD_CREATE.
    ///
    /// Source: <https://docs.discord.com/developers/events/gateway-events#guild-create>
    pub fn guild_available(&self) {
        self.shared.write(|world| {
            let data = world.guild_create();
            world.dispatch_guild_event(intents::GUILDS, "GUILD_CREATE", &data);
        });
    }
}
