//! The names of the roles of each server, as the gateway reports them.
//!
//! A member's roles arrive with their command, as ids. Who has which role is not stored. A process knows the servers of
//! its own shards only, each in one block of memory: there may be thousands.

use std::sync::{PoisonError, RwLock};

use rustc_hash::FxHashMap;
use serenity::all::{GuildId, RoleId, UserId};

use super::events::{RoleName, RoleTags};

/// How the mention of a role begins.
pub(super) const ROLE_MENTION: &str = "<@&";

/// Most bytes of a name that are kept. Discord allows 100 characters.
const MAX_NAME_BYTES: usize = u16::MAX as usize;

/// The role names of all servers of this process' shards.
#[derive(Debug, Default)]
pub(super) struct GuildRoles {
    /// The bot's own user, which has a role of its own on most servers.
    pub(super) bot: Option<UserId>,
    servers: RwLock<FxHashMap<GuildId, Names>>,
}

/// The roles of a server, one after the other: the id in 8 bytes, the length of the name in 2, the name.
#[derive(Debug, Default)]
struct Names {
    bytes: Box<[u8]>,
    /// The role that Discord made for the bot.
    own: Option<RoleId>,
}

impl Names {
    /// The roles of a server; `own` is the role of the bot, as far as it is known.
    fn new(roles: impl Iterator<Item = RoleName>, bot: Option<UserId>, mut own: Option<RoleId>) -> Names {
        let mut bytes = Vec::new();
        for RoleName { id, name, tags } in roles {
            if bot.is_some() && tags.bot_id == bot {
                own = Some(id);
            }
            let name = name.as_bytes().get(..MAX_NAME_BYTES).unwrap_or(name.as_bytes());
            bytes.extend_from_slice(&id.get().to_le_bytes());
            bytes.extend_from_slice(&u16::try_from(name.len()).unwrap_or_default().to_le_bytes());
            bytes.extend_from_slice(name);
        }
        Names { bytes: bytes.into_boxed_slice(), own }
    }

    fn iter(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let mut rest: &[u8] = &self.bytes;
        std::iter::from_fn(move || {
            let (id, after) = rest.split_first_chunk::<8>()?;
            let (length, after) = after.split_first_chunk::<2>()?;
            let (name, after) = after.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
            rest = after;
            Some((u64::from_le_bytes(*id), name))
        })
    }

    fn get(&self, role: RoleId) -> Option<String> {
        let (_, name) = self.iter().find(|(id, _)| *id == role.get())?;
        Some(String::from_utf8_lossy(name).into_owned())
    }

    /// The same without this role.
    fn without(&self, role: RoleId) -> impl Iterator<Item = RoleName> {
        self.iter().filter(move |(id, _)| *id != role.get()).map(|(id, name)| RoleName {
            id: RoleId::new(id.max(1)),
            name: String::from_utf8_lossy(name).into_owned(),
            tags: RoleTags::default(),
        })
    }
}

impl GuildRoles {
    /// Sets all roles of a server.
    pub(super) fn set_all(&self, server: GuildId, roles: Vec<RoleName>) {
        let names = Names::new(roles.into_iter(), self.bot, None);
        self.write(|servers| drop(servers.insert(server, names)));
    }

    /// Adds or renames one role.
    pub(super) fn set(&self, server: GuildId, role: RoleName) {
        self.write(|servers| {
            let names = servers.entry(server).or_default();
            let own = names.own;
            *names = Names::new(names.without(role.id).chain([role]), self.bot, own);
        });
    }

    /// Removes a deleted role.
    pub(super) fn remove(&self, server: GuildId, role: RoleId) {
        self.write(|servers| {
            if let Some(names) = servers.get_mut(&server) {
                let own = names.own.filter(|own| *own != role);
                *names = Names::new(names.without(role), self.bot, own);
            }
        });
    }

    /// Removes a server that the bot has left.
    pub(super) fn remove_server(&self, server: GuildId) {
        self.write(|servers| drop(servers.remove(&server)));
    }

    /// How many servers are known.
    pub(super) fn servers(&self) -> usize {
        self.servers.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The names of these roles; unknown ones are left out.
    pub(super) fn names(&self, server: GuildId, roles: &[RoleId]) -> Vec<String> {
        let servers = self.servers.read().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = servers.get(&server) else { return Vec::new() };
        roles.iter().filter_map(|role| known.get(*role)).collect()
    }

    /// The role that Discord made for the bot, if it is among these. People pick it instead of the bot.
    pub(super) fn own(&self, server: Option<GuildId>, roles: &[RoleId]) -> Option<RoleId> {
        let servers = self.servers.read().unwrap_or_else(PoisonError::into_inner);
        servers.get(&server?)?.own.filter(|own| roles.contains(own))
    }

    /// Replaces each role mention, `<@&1>`, with the role's name; mentions of unknown roles are removed.
    pub(super) fn resolve_role_mentions(&self, server: Option<GuildId>, text: &str) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(ROLE_MENTION) {
            resolved.push_str(before);
            let mention = after.split_once('>').and_then(|(id, after)| Some((id.parse::<RoleId>().ok()?, after)));
            match mention {
                Some((role, after)) => {
                    let name = server.map(|server| self.names(server, &[role])).unwrap_or_default();
                    resolved.push_str(&name.concat());
                    rest = after;
                }
                None => {
                    resolved.push_str(ROLE_MENTION);
                    rest = after;
                }
            }
        }
        resolved + rest
    }

    fn write(&self, change: impl FnOnce(&mut FxHashMap<GuildId, Names>)) {
        change(&mut self.servers.write().unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(id: u64, name: &str) -> RoleName {
        RoleName { id: RoleId::new(id), name: name.to_owned(), tags: RoleTags::default() }
    }

    fn known() -> GuildRoles {
        let roles = GuildRoles::default();
        roles.set_all(GuildId::new(1), vec![role(10, "Helpdesk"), role(11, "Book club")]);
        roles
    }

    #[test]
    fn a_new_list_replaces_the_old_one() {
        let roles = known();
        roles.set(GuildId::new(1), role(12, "IT-Führung"));
        let ids = [RoleId::new(10), RoleId::new(12)];
        assert_eq!(roles.names(GuildId::new(1), &ids), ["Helpdesk", "IT-Führung"]);
        roles.set(GuildId::new(1), role(10, "Service desk"));
        assert_eq!(roles.names(GuildId::new(1), &ids), ["Service desk", "IT-Führung"]);
        roles.set_all(GuildId::new(1), vec![role(12, "")]);
        assert_eq!(roles.names(GuildId::new(1), &ids), [""]);
        assert_eq!(roles.servers(), 1);
    }

    #[test]
    fn the_bots_own_role_is_known_until_it_is_deleted() {
        let roles = GuildRoles { bot: Some(UserId::new(5)), ..GuildRoles::default() };
        let of = |bot: u64| RoleTags { bot_id: Some(UserId::new(bot)) };
        let (own, other) = (RoleId::new(20), RoleId::new(21));
        let all = vec![RoleName { tags: of(6), ..role(21, "other bot") }, RoleName { tags: of(5), ..role(20, "bot") }];
        roles.set_all(GuildId::new(1), all);
        roles.set(GuildId::new(1), role(10, "Helpdesk"));
        let server = Some(GuildId::new(1));
        assert_eq!(roles.own(server, &[other, own]), Some(own));
        assert_eq!(roles.own(server, &[other]), None);
        assert_eq!(roles.own(Some(GuildId::new(2)), &[own]), None);
        assert_eq!(roles.own(None, &[own]), None);
        roles.remove(GuildId::new(1), own);
        assert_eq!(roles.own(server, &[own]), None);
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
    fn deleted_roles_and_servers_are_removed() {
        let (server, ids) = (GuildId::new(1), [RoleId::new(10), RoleId::new(11), RoleId::new(12)]);
        let roles = known();
        assert_eq!(roles.names(server, &ids), ["Helpdesk", "Book club"]);
        roles.remove(server, RoleId::new(10));
        assert_eq!(roles.names(server, &ids), ["Book club"]);
        roles.remove_server(server);
        assert_eq!(roles.names(server, &ids), [""; 0]);
        assert_eq!(roles.servers(), 0);
    }
}
