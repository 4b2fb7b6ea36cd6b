//! Complete payloads, as Discord sends them: users, roles, channels, the guild, messages, interactions.
//!
//! Libraries drop events with missing fields, some with no more than a warning in the log.

use serde_json::{Map, Value, json};

use crate::id::{self, Id};
use crate::interaction::{Interaction, InteractionKind};
use crate::rules::mentions::{Mention, mentions};
use crate::world::{Channel, ChannelKind, Member, Role, World};

/// The maximum size of a file that the bot may upload in response to an interaction, in bytes.
const MAX_ATTACHMENT_BYTES: u64 = 10 * 1024 * 1024;

/// The bot's permissions: view channels, send messages and embeds, attach files, read the history, use slash commands.
const APP_PERMISSIONS: u64 = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 31;

/// A member's permissions: the same, and react and speak.
const MEMBER_PERMISSIONS: u64 = APP_PERMISSIONS | 1 << 6 | 1 << 20;

/// The permission to delete the messages of others.
const MANAGE_MESSAGES: u64 = 1 << 13;

/// The name of the role whose members may manage messages.
const MODERATOR: &str = "Moderator";

/// What the members with a role may do.
fn role_permissions(role: &Role) -> u64 {
    MEMBER_PERMISSIONS | if role.name == MODERATOR { MANAGE_MESSAGES } else { 0 }
}

impl World {
    /// The user object of a member or the bot. An unknown id becomes a deleted user.
    pub(crate) fn user(&self, user: Id) -> Value {
        let (name, bot) = match self.member_by_id(user) {
            Some(member) => (member.name.as_str(), member.is_bot),
            None if user == self.bot => (self.setup.bot_name.as_str(), true),
            None => ("deleted_user", false),
        };
        json!({
            "id": user, "username": name, "discriminator": if bot { "4321" } else { "0" },
            "global_name": if bot { Value::Null } else { name.into() }, "avatar": null, "bot": bot, "system": false,
            "banner": null, "accent_color": null, "public_flags": 0, "avatar_decoration_data": null,
            "collectibles": null, "primary_guild": null,
        })
    }

    /// The bot's own user.
    pub(crate) fn current_user(&self) -> Value {
        let more = json!({
            "mfa_enabled": true, "locale": "en-US", "verified": true, "email": null, "flags": 0, "premium_type": 0,
        });
        merge(self.user(self.bot), more)
    }

    /// The bot's application.
    pub(crate) fn application(&self) -> Value {
        let usual = json!({
            "id": self.bot, "name": self.setup.bot_name, "icon": null, "description": "", "summary": "",
            "bot_public": true, "bot_require_code_grant": false, "bot": self.user(self.bot),
            "verify_key": self.public_key(), "flags": 0, "hook": true, "type": null, "team": null,
            "owner": self.members.first().map(|owner| self.user(owner.id)),
            "approximate_guild_count": 1, "approximate_user_install_count": 1, "redirect_uris": [],
            "interactions_endpoint_url": self.interactions_endpoint, "role_connections_verification_url": null,
            "integration_types_config": {
                "0": { "oauth2_install_params": { "scopes": ["applications.commands", "bot"], "permissions": "0" } },
                "1": { "oauth2_install_params": { "scopes": ["applications.commands"], "permissions": "0" } },
            },
            "tags": [],
        });
        merge(usual, self.application_settings.clone())
    }

    fn partial_member(&self, member: &Member, guild: Id) -> Value {
        let roles = if guild == self.guild { member.roles.as_slice() } else { &[] };
        json!({
            "nick": null, "avatar": null, "banner": null, "roles": roles, "joined_at": member.id.timestamp(),
            "premium_since": null, "deaf": false, "mute": false, "flags": 0, "pending": false,
            "communication_disabled_until": null, "unusual_dm_activity_until": null,
        })
    }

    pub(crate) fn member(&self, member: &Member, guild: Id) -> Value {
        merge(self.partial_member(member, guild), json!({ "user": self.user(member.id) }))
    }

    /// A role. The id of `@everyone` is that of the guild.
    pub(crate) fn role(&self, role: &Role) -> Value {
        let position = self.roles.iter().position(|other| other.id == role.id).map_or(0, |index| index + 1);
        let mut object = json!({
            "id": role.id, "name": role.name, "color": 0,
            "colors": { "primary_color": 0, "secondary_color": null, "tertiary_color": null },
            "hoist": false, "icon": null, "unicode_emoji": null, "position": position,
            "permissions": role_permissions(role).to_string(), "managed": role.managed_by.is_some(),
            "mentionable": false, "flags": 0, "description": null,
        });
        if let Some(bot) = role.managed_by {
            object = merge(object, json!({ "tags": { "bot_id": bot } }));
        }
        object
    }

    /// What a member may do in the guild.
    fn permissions(&self, member: &Member) -> u64 {
        let held = self.roles.iter().filter(|role| member.roles.contains(&role.id));
        held.fold(MEMBER_PERMISSIONS, |permissions, role| permissions | role_permissions(role))
    }

    /// All roles of the guild, `@everyone` first.
    pub(crate) fn all_roles(&self) -> Vec<Value> {
        let everyone = Role { id: self.guild, name: "@everyone".into(), managed_by: None };
        std::iter::once(&everyone).chain(&self.roles).map(|role| self.role(role)).collect()
    }

    /// A channel.
    pub(crate) fn channel_object(&self, channel: &Channel) -> Value {
        let last = self.messages.values().rev().find(|message| message.channel == channel.id && !message.deleted);
        let common = json!({ "id": channel.id, "last_message_id": last.map(|message| message.id), "flags": 0 });
        let more = match channel.kind {
            ChannelKind::Text { guild } => json!({
                "type": 0, "guild_id": guild, "name": channel.name, "position": 0, "permission_overwrites": [],
                "topic": null, "nsfw": false, "rate_limit_per_user": 0, "parent_id": null, "last_pin_timestamp": null,
            }),
            ChannelKind::Direct { with } => {
                json!({ "type": 1, "recipients": [self.user(with)], "last_pin_timestamp": null })
            }
            ChannelKind::Group => json!({
                "type": 3, "name": channel.name, "icon": null, "last_pin_timestamp": null,
                "owner_id": self.members.first().map(|owner| owner.id),
                "recipients": self.members.iter().take(3).map(|friend| self.user(friend.id)).collect::<Vec<_>>(),
            }),
        };
        merge(common, more)
    }

    /// READY: the first event of a session.
    pub(crate) fn ready(&self, session: &str, shard: (u64, u64)) -> Value {
        let has_guild = self.is_for(Some(self.guild), shard);
        let guilds: Vec<_> = has_guild.then(|| json!({ "id": self.guild, "unavailable": true })).into_iter().collect();
        json!({
            "v": 10, "user": self.current_user(), "guilds": guilds, "session_id": session,
            "resume_gateway_url": self.gateway, "shard": [shard.0, shard.1],
            "application": { "id": self.bot, "flags": 0 },
            "session_type": "normal", "private_channels": [], "presences": [], "relationships": [],
            "guild_join_requests": [], "geo_ordered_rtc_regions": [], "user_settings": {}, "auth": {},
            "user_settings_proto": null, "_trace": ["fake-discord"],
        })
    }

    /// GUILD_CREATE: the complete guild.
    pub(crate) fn guild_create(&self) -> Value {
        let bot = merge(
            json!({ "user": self.user(self.bot) }),
            json!({
                "nick": null, "avatar": null, "banner": null, "roles": [], "joined_at": self.guild.timestamp(),
                "premium_since": null, "deaf": false, "mute": false, "flags": 0, "pending": false,
                "communication_disabled_until": null,
            }),
        );
        let of_guild = |channel: &&Channel| channel.kind == ChannelKind::Text { guild: self.guild };
        let guild = json!({
            "id": self.guild, "name": self.setup.guild_name, "icon": null, "splash": null, "discovery_splash": null,
            "owner_id": self.members.first().map_or(self.bot, |owner| owner.id), "region": "deprecated",
            "afk_channel_id": null, "afk_timeout": 300, "widget_enabled": false, "widget_channel_id": null,
            "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
            "roles": self.all_roles(), "emojis": [], "features": [], "mfa_level": 0, "application_id": null,
            "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null, "max_presences": null,
            "max_members": 500_000, "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0,
        });
        let channels = self.channels.values().filter(of_guild).map(|channel| self.channel_object(channel));
        let premium = json!({
            "premium_subscription_count": 0, "preferred_locale": "en-US", "public_updates_channel_id": null,
            "max_video_channel_users": 25, "max_stage_video_channel_users": 50, "nsfw_level": 0, "nsfw": false,
            "stickers": [], "premium_progress_bar_enabled": false, "safety_alerts_channel_id": null,
            "incidents_data": null, "hub_type": null, "home_header": null, "latest_onboarding_question_id": null,
        });
        // Without the privileged intent for members, a guild lists only the bot itself.
        let on_create = json!({
            "joined_at": self.guild.timestamp(), "large": false, "unavailable": false,
            "member_count": self.members.len() + 1, "voice_states": [], "members": [bot],
            "channels": channels.collect::<Vec<_>>(), "threads": [], "presences": [], "stage_instances": [],
            "guild_scheduled_events": [], "soundboard_sounds": [], "embedded_activities": [], "version": 1,
        });
        merge(merge(guild, premium), on_create)
    }

    /// A message object with content only.
    pub(crate) fn blank_message(&self, id: Id, channel: Id, author: Id, content: &str) -> Value {
        let mentioned = mentions(content);
        let users = mentioned.iter().filter_map(|mention| match mention {
            Mention::User(id) => Some(self.user(*id)),
            _ => None,
        });
        let roles = mentioned.iter().filter_map(|mention| match mention {
            Mention::Role(id) => Some(*id),
            _ => None,
        });
        json!({
            "id": id, "channel_id": channel, "author": self.user(author), "content": content,
            "timestamp": id.timestamp(), "edited_timestamp": null, "tts": false,
            "mention_everyone": mentioned.contains(&Mention::Everyone), "mentions": users.collect::<Vec<_>>(), "mention_roles": roles.collect::<Vec<_>>(),
            "attachments": [], "embeds": [], "components": [], "pinned": false, "type": 0, "flags": 0,
        })
    }

    /// A message as the gateway sends it: with the guild and the author's membership.
    pub(crate) fn gateway_message(&self, message: &Value, channel: Id, author: Id) -> Value {
        // Not documented, but sent, and discord.js needs it in direct messages.
        let Some(guild) = self.guild_of(channel) else { return merge(message.clone(), json!({ "channel_type": 1 })) };
        let mut more = json!({ "guild_id": guild, "channel_type": 0 });
        if let Some(member) = self.member_by_id(author) {
            more = merge(more, json!({ "member": self.partial_member(member, guild) }));
        }
        merge(message.clone(), more)
    }

    /// INTERACTION_CREATE.
    pub(crate) fn interaction_create(&self, interaction: &Interaction, member: &Member) -> Value {
        let venue = interaction.venue;
        let guild = self.guild_of(interaction.channel);
        let owner = if venue.is_user_installed() {
            json!({ "1": member.id })
        } else {
            json!({ "0": guild.map_or_else(|| "0".to_owned(), |guild| guild.to_string()) })
        };
        let channel = self.channels.get(&interaction.channel).map(|channel| self.channel_object(channel));
        let mut payload = json!({
            "id": interaction.id, "application_id": self.bot, "type": interaction.kind as u8, "data": interaction.data,
            "channel": channel, "channel_id": interaction.channel, "token": interaction.token, "version": 1,
            "app_permissions": APP_PERMISSIONS.to_string(), "locale": member.locale, "entitlements": [],
            "entitlement_sku_ids": [], "authorizing_integration_owners": owner, "context": venue.context(),
            "attachment_size_limit": MAX_ATTACHMENT_BYTES,
        });
        let who = match guild {
            Some(guild) => {
                let permissions = json!({ "permissions": self.permissions(member).to_string() });
                let partial = json!({ "id": guild, "locale": "en-US", "features": [] });
                let member = merge(self.member(member, guild), permissions);
                json!({ "guild_id": guild, "guild": partial, "guild_locale": "en-US", "member": member })
            }
            None => json!({ "user": self.user(member.id) }),
        };
        payload = merge(payload, who);
        if matches!(interaction.kind, InteractionKind::Component | InteractionKind::ModalSubmit)
            && let Some(message) = interaction.source.and_then(|source| self.messages.get(&source))
        {
            payload = merge(payload, json!({ "message": message.json }));
        }
        payload
    }

    /// The metadata of a message that responds to an interaction.
    pub(crate) fn interaction_metadata(&self, interaction: &Interaction) -> Value {
        let mut metadata = json!({
            "id": interaction.id, "type": interaction.kind as u8, "user": self.user(interaction.member),
            "authorizing_integration_owners":
                if interaction.venue.is_user_installed() { json!({ "1": interaction.member }) } else { json!({ "0": self.guild }) },
        });
        if let Some(source) = interaction.source
            && interaction.kind == InteractionKind::Component
        {
            metadata = merge(metadata, json!({ "interacted_message_id": source }));
        }
        metadata
    }

    /// The objects that ids in the `data` of an interaction refer to.
    pub(crate) fn resolved(&self, users: &[Id], roles: &[Id], channels: &[Id], messages: &[Id]) -> Value {
        let mut resolved = Map::new();
        let mut insert = |kind: &str, id: Id, value: Value| {
            let entry = resolved.entry(kind).or_insert_with(|| json!({}));
            if let Some(entries) = entry.as_object_mut() {
                entries.insert(id.to_string(), value);
            }
        };
        for user in users {
            insert("users", *user, self.user(*user));
            if let Some(member) = self.member_by_id(*user) {
                let permissions = json!({ "permissions": MEMBER_PERMISSIONS.to_string() });
                insert("members", *user, merge(self.partial_member(member, self.guild), permissions));
            }
        }
        for role in self.roles.iter().filter(|role| roles.contains(&role.id)) {
            insert("roles", role.id, self.role(role));
        }
        for channel in channels.iter().filter_map(|channel| self.channels.get(channel)) {
            let permissions = json!({ "permissions": MEMBER_PERMISSIONS.to_string() });
            insert("channels", channel.id, merge(self.channel_object(channel), permissions));
        }
        for message in messages.iter().filter_map(|message| self.messages.get(message)) {
            insert("messages", message.id, message.json.clone());
        }
        Value::Object(resolved)
    }

    /// Whether a shard receives the events of a guild, or of direct messages.
    ///
    /// Source: <https://docs.discord.com/developers/events/gateway#sharding>
    pub(crate) fn is_for(&self, guild: Option<Id>, (shard, shards): (u64, u64)) -> bool {
        guild.map_or(0, |guild| guild.0 >> 22).checked_rem(shards) == Some(shard)
    }
}

/// Copies the keys of the second object into the first.
pub(crate) fn merge(mut into: Value, from: Value) -> Value {
    if let (Value::Object(into), Value::Object(from)) = (&mut into, from) {
        into.extend(from);
    }
    into
}

/// The current time.
pub(crate) fn now() -> Value {
    id::now().into()
}
