//! The names of the roles that servers have, as the gateway tells of them.
//!
//! A member's roles come with their command, as ids. Nothing is kept of who has which.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use serenity::all::{GuildId, Role, RoleId};

/// The names of all roles of all servers.
#[derive(Debug, Default)]
pub(super) struct ServerRoles(RwLock<HashMap<GuildId, HashMap<RoleId, String>>>);

impl ServerRoles {
    /// The roles of a server. What else is known of it stays: serenity handles events side by side, so that this list may
    /// be older than the role that it lacks.
    pub(super) fn add_all(&self, server: GuildId, roles: impl Iterator<Item = Role>) {
        let names = roles.map(|role| (role.id, role.name));
        self.change(|servers| servers.entry(server).or_default().extend(names));
    }

    /// One role, new or changed.
    pub(super) fn add(&self, role: Role) {
        self.change(|servers| servers.entry(role.guild_id).or_default().insert(role.id, role.name));
    }

    /// A role that is gone.
    pub(super) fn remove(&self, server: GuildId, role: RoleId) {
        self.change(|servers| servers.get_mut(&server)?.remove(&role));
    }

    /// A server that the bot is no longer in.
    pub(super) fn forget(&self, server: GuildId) {
        self.change(|servers| servers.remove(&server));
    }

    /// The names of these roles, without those that are not known.
    pub(super) fn names(&self, server: GuildId, roles: &[RoleId]) -> Vec<String> {
        let servers = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = servers.get(&server) else { return Vec::new() };
        roles.iter().filter_map(|role| known.get(role).cloned()).collect()
    }

    /// A text with the names of roles in place of their mentions, `<@&1>`; those of unknown roles are left out.
    pub(super) fn in_words(&self, server: Option<GuildId>, text: &str) -> String {
        let mut words = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("<@&") {
            words.push_str(before);
            let mention = after.split_once('>').and_then(|(id, after)| Some((id.parse::<RoleId>().ok()?, after)));
            match mention {
                Some((role, after)) => {
                    let name = server.map(|server| self.names(server, &[role])).unwrap_or_default();
                    words.push_str(&name.concat());
                    rest = after;
                }
                None => {
                    words.push_str("<@&");
                    rest = after;
                }
            }
        }
        words + rest
    }

    fn change<T>(&self, change: impl FnOnce(&mut HashMap<GuildId, HashMap<RoleId, String>>) -> T) {
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

    fn known() -> ServerRoles {
        let roles = ServerRoles::default();
        roles.add_all(GuildId::new(1), [role(10, "Helpdesk"), role(11, "Book club")].into_iter());
        roles
    }

    #[test]
    fn a_list_that_comes_late_takes_nothing_away() {
        let roles = known();
        roles.add(role(12, "IT manager"));
        roles.add_all(GuildId::new(1), [role(10, "Service desk"), role(11, "Book club")].into_iter());
        let ids = [RoleId::new(10), RoleId::new(12)];
        assert_eq!(roles.names(GuildId::new(1), &ids), ["Service desk", "IT manager"]);
    }

    #[test]
    fn mentions_are_put_in_words() {
        let cases = [
            ("what after <@&10>?", "what after Helpdesk?"),
            ("<@&10><@&11>", "HelpdeskBook club"),
            ("<@&99> and <@&0> and <@&x> and <@&", " and <@&0> and <@&x> and <@&"),
            ("<@&10", "<@&10"),
            ("<@10>", "<@10>"),
        ];
        for (text, words) in cases {
            assert_eq!(known().in_words(Some(GuildId::new(1)), text), words);
        }
        assert_eq!(known().in_words(None, "after <@&10>?"), "after ?");
        assert_eq!(known().in_words(Some(GuildId::new(2)), "after <@&10>?"), "after ?");
    }

    #[test]
    fn what_is_gone_is_forgotten() {
        let (server, ids) = (GuildId::new(1), [RoleId::new(10), RoleId::new(11), RoleId::new(12)]);
        let roles = known();
        assert_eq!(roles.names(server, &ids), ["Helpdesk", "Book club"]);
        roles.remove(server, RoleId::new(10));
        assert_eq!(roles.names(server, &ids), ["Book club"]);
        roles.forget(server);
        assert_eq!(roles.names(server, &ids), [""; 0]);
    }
}
