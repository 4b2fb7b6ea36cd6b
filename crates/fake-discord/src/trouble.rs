//! Trouble on order: what a test does to the network, and to the server.

use serde_json::{Value, json};

use super::faults::{Fault, Planned};
use super::gateway::{Audience, Order};
use super::id::Id;
use super::world::Role;
use super::{StandIn, intents};

impl StandIn {
    /// Lets the next requests of a kind go wrong. `route` is a part of `METHOD /path`, e.g. `POST /api/v10/channels` or
    /// just `/callback`; faults are met in the order in which they were planned.
    pub fn fail_next(&self, route: &str, fault: Fault, times: usize) {
        self.stage.with(|world| world.faults.plan(Planned { route: route.to_owned(), fault, times }));
    }

    /// The faults that have not happened yet, in the order in which they were planned.
    #[must_use]
    pub fn planned(&self) -> Vec<Planned> {
        self.stage.see(|world| world.faults.waiting().cloned().collect())
    }

    /// Forgets all faults that have not happened yet.
    pub fn heal(&self) {
        self.stage.with(|world| {
            world.faults.clear();
            world.withhold_acks = false;
        });
    }

    /// Closes the TCP connections of the gateway without a word. Gives how many there were.
    pub fn drop_socket(&self) -> usize {
        self.leave_connections("the socket was dropped", || Order::Drop, true)
    }

    /// Asks all clients to connect anew and resume (op 7).
    pub fn ask_to_reconnect(&self) -> usize {
        let reconnect = json!({ "op": 7, "s": null, "t": null, "d": null }).to_string();
        self.stage.with(|world| world.order_all("reconnect (op 7)", || Order::Send(reconnect.clone())))
    }

    /// Tells all clients that their session is invalid (op 9): `resumable` says whether they may try to resume it.
    pub fn invalidate_session(&self, resumable: bool) -> usize {
        let invalid = json!({ "op": 9, "s": null, "t": null, "d": resumable }).to_string();
        self.leave_connections("invalid session (op 9)", || Order::Send(invalid.clone()), resumable)
    }

    /// Closes all connections of the gateway with this code.
    ///
    /// Source: <https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>
    pub fn close(&self, code: u16) -> usize {
        let resumable = matches!(code, 4000..=4003 | 4005 | 4008);
        self.leave_connections(&format!("closed with {code}"), || Order::Close(code, "Closed by the test"), resumable)
    }

    /// Stops, or goes on, acknowledging heartbeats: a connection that looks alive, but is not.
    pub fn withhold_acks(&self, withhold: bool) {
        self.stage.with(|world| world.withhold_acks = withhold);
    }

    /// Gives an order to all connections; their sessions are then without one, or gone.
    fn leave_connections(&self, name: &str, order: impl Fn() -> Order, resumable: bool) -> usize {
        self.stage.with(|world| {
            let ordered = world.order_all(name, order);
            if resumable {
                world.sessions.values_mut().for_each(|session| session.connection = None);
            } else {
                world.sessions.clear();
            }
            ordered
        })
    }

    /// Adds a role to the server, and tells the bot.
    pub fn add_role(&self, name: &str) -> Id {
        self.stage.with(|world| {
            let role = Role { id: world.ids.next(), name: name.to_owned() };
            world.roles.push(role.clone());
            let data = json!({ "guild_id": world.guild, "role": world.role(&role) });
            let audience = Audience { guild: Some(world.guild), intent: intents::GUILDS };
            world.dispatch(audience, "GUILD_ROLE_CREATE", &data);
            role.id
        })
    }

    /// Gives a role of the server another name, and tells the bot. Gives whether there is such a role.
    pub fn rename_role(&self, id: Id, name: &str) -> bool {
        self.stage.with(|world| {
            let Some(role) = world.roles.iter_mut().find(|role| role.id == id) else { return false };
            role.name = name.to_owned();
            let role = role.clone();
            let data = json!({ "guild_id": world.guild, "role": world.role(&role) });
            let audience = Audience { guild: Some(world.guild), intent: intents::GUILDS };
            world.dispatch(audience, "GUILD_ROLE_UPDATE", &data);
            true
        })
    }

    /// Takes a role from the server and from all who have it, and tells the bot. Gives whether there was such a role.
    pub fn remove_role(&self, id: Id) -> bool {
        self.stage.with(|world| {
            let before = world.roles.len();
            world.roles.retain(|role| role.id != id);
            world.people.iter_mut().for_each(|person| person.roles.retain(|role| *role != id));
            let data = json!({ "guild_id": world.guild, "role_id": id });
            let audience = Audience { guild: Some(world.guild), intent: intents::GUILDS };
            world.dispatch(audience, "GUILD_ROLE_DELETE", &data);
            world.roles.len() < before
        })
    }

    /// Gives a role to somebody, or takes it away. The bot sees it at their next interaction. Gives whether both exist.
    pub fn set_role(&self, person: &str, role: Id, has: bool) -> bool {
        self.stage.with(|world| {
            let exists = world.roles.iter().any(|known| known.id == role);
            let Some(person) = world.people.iter_mut().find(|known| known.person.name == person) else { return false };
            person.roles.retain(|held| *held != role);
            person.roles.extend((has && exists).then_some(role));
            exists
        })
    }

    /// Tells the bot that it was put out of the server. Whoever has installed it for themselves can go on using it there.
    ///
    /// Source: <https://docs.discord.com/developers/events/gateway-events#guild-delete>
    pub fn put_out(&self) {
        self.delete_server(|guild| json!({ "id": guild }));
    }

    /// Tells the bot that the server cannot be reached for now; the bot has not left it.
    ///
    /// Source: <https://docs.discord.com/developers/events/gateway-events#guild-delete>
    pub fn have_outage(&self) {
        self.delete_server(|guild| json!({ "id": guild, "unavailable": true }));
    }

    fn delete_server(&self, data: impl Fn(Id) -> Value) {
        self.stage.with(|world| {
            let audience = Audience { guild: Some(world.guild), intent: intents::GUILDS };
            world.dispatch(audience, "GUILD_DELETE", &data(world.guild));
        });
    }
}
