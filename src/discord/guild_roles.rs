//! The names of the roles of each guild, as the gateway reports them.
//!
//! A member's roles arrive with their command, as ids. Who has which role is not stored.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use serenity::all::{GuildId, Role, RoleId};

/// The role names of all guilds that the bot is in.
#[derive(Debug, Default)]
pub(super) struct GuildRoles(RwLock<HashMap<GuildId, HashMap<RoleId, String>>>);

impl GuildRoles {
    /// Adds the roles of a guild. Roles that are missing from the list are kept: serenity handles events concurrently, so
    /// the list may be older than a role that was created since.
    pub(super) fn add_all(&self, guild: GuildId, roles: impl Iterator<Item = Role>) {
        let names = roles.map(|role| (role.id, role.name));
        self.write(|guilds| guilds.entry(guild).or_default().extend(names));
    }

    /// Adds or renames one role.
    pub(super) fn add(&self, role: Role) {
        self.write(|guilds| guilds.entry(role.guild_id).or_default().insert(role.id, role.name));
    }

    /// Removes a deleted role.
    pub(super) fn remove(&self, guild: GuildId, role: RoleId) {
        self.write(|guilds| guilds.get_mut(&guild)?.remove(&role));
    }

    /// Removes a guild that the bot has left.
    pub(super) fn remove_guild(&self, guild: GuildId) {
        self.write(|guilds| guilds.remove(&guild));
    }

    /// The names of these roles; unknown ones are left out.
    pub(super) fn names(&self, guild: GuildId, roles: &[RoleId]) -> Vec<String> {
        let guilds = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = guilds.get(&guild) else { return Vec::new() };
        roles.iter().filter_map(|role| known.get(role).cloned()).collect()
    }

    /// Replaces each role mention, `<@&1>`, with the role's name; mentions of unknown roles are removed.
    pub(super) fn resolve_role_mentions(&self, guild: Option<GuildId>, text: &str) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("<@&") {
            resolved.push_str(before);
            let mention = after.split_once('>').and_then(|(id, after)| Some((id.parse::<RoleId>().ok()?, after)));
            match mention {
                Some((role, after)) => {
                    let name = guild.map(|guild| self.names(guild, &[role])).unwrap_or_default();
                    resolved.push_str(&name.concat());
                    rest = after;
                }
                None => {
                    resolved.push_str("<@&");
                    rest = after;
                }
            }
        }
        resolved + rest
    }

    fn write<T>(&self, change: impl FnOnce(&mut HashMap<GuildId, HashMap<RoleId, String>>) -> T) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn role(id: u64, name: &str) -> Role {
        let role = json!({
            "id": id.to_string(), "guild_id": "1", "name": name, "color": 0, "colors": { "primary_color": 0 },
            "hoist": false, "managed": false, "mentionable": true, "permissions": "0", "position": 1, "flags": 0,
        });
        let mut role: Role = serde_json::from_value(role).unwrap();
        role.guild_id = GuildId::new(1);
        role
    }

    fn known() -> GuildRoles {
        let roles = GuildRoles::default();
        roles.add_all(GuildId::new(1), [role(10, "Helpdesk"), role(11, "Book club")].into_iter());
        roles
    }

    #[test]
    fn a_stale_list_removes_no_role() {
        let roles = known();
        roles.add(role(12, "IT manager"));
        roles.add_all(GuildId::new(1), [role(10, "Service desk"), role(11, "Book club")].into_iter());
        let ids = [RoleId::new(10), RoleId::new(12)];
        assert_eq!(roles.names(GuildId::new(1), &ids), ["Service desk", "IT manager"]);
    }

    #[test]
    fn role_mentions_become_names() {
        let cases = [
            ("what after <@&10>?", "what after Helpdesk?"),
            ("<@&10><@&11>", "HelpdeskBook club"),
            ("<@&99> and <@&0> and <@&x> and <@&", " and <@&0> and <@&x> and <@&"),
            ("<@&10", "<@&10"),
            ("<@10>", "<@10>"),
        ];
        for (text, expected) in cases {
            assert_eq!(known().resolve_role_mentions(Some(GuildId::new(1)), text), expected);
        }
        assert_eq!(known().resolve_role_mentions(None, "after <@&10>?"), "after ?");
        assert_eq!(known().resolve_role_mentions(Some(GuildId::new(2)), "after <@&10>?"), "after ?");
    }

    #[test]
    fn deleted_roles_and_guilds_are_removed() {
        let (guild, ids) = (GuildId::new(1), [RoleId::new(10), RoleId::new(11), RoleId::new(12)]);
        let roles = known();
        assert_eq!(roles.names(guild, &ids), ["Helpdesk", "Book club"]);
        roles.remove(guild, RoleId::new(10));
        assert_eq!(roles.names(guild, &ids), ["Book club"]);
        roles.remove_guild(guild);
        assert_eq!(roles.names(guild, &ids), [""; 0]);
    }
}
