//! Fault injection: makes requests fail and breaks gateway connections.

use serde_json::json;

use crate::FakeDiscord;
use crate::faults::{Fault, PlannedFault};
use crate::gateway::SocketCommand;

impl FakeDiscord {
    /// Makes the next `times` requests to a route fail. `route` is part of `METHOD /path`, e.g.
    /// `POST /api/v10/channels` or just `/callback`. Faults for the same request apply in the order in which they were
    /// added.
    pub fn fail_next(&self, route: &str, fault: Fault, times: usize) {
        self.shared.write(|world| world.faults.push(PlannedFault { route: route.to_owned(), fault, times }));
    }

    /// The faults that have not happened yet, in the order in which they were added.
    #[must_use]
    pub fn planned_faults(&self) -> Vec<PlannedFault> {
        self.shared.read(|world| world.faults.pending().cloned().collect())
    }

    /// Removes all faults that have not happened yet, and acknowledges heartbeats again.
    pub fn clear_faults(&self) {
        self.shared.write(|world| {
            world.faults.clear();
            world.suppress_heartbeat_acks = false;
        });
    }

    /// Closes the TCP connections of the gateway without a close frame. Returns how many there were.
    pub fn drop_gateway(&self) -> usize {
        self.disconnect("TCP connection dropped", || SocketCommand::Drop, true)
    }

    /// Asks all clients to reconnect and resume (op 7). Returns how many were connected.
    pub fn request_reconnect(&self) -> usize {
        let reconnect = json!({ "op": 7, "s": null, "t": null, "d": null }).to_string();
        self.shared.write(|world| world.command_all("reconnect (op 7)", || SocketCommand::Send(reconnect.clone())))
    }

    /// Tells all clients that their session is invalid (op 9), and whether they may try to resume it. Returns how many
    /// were connected.
    pub fn invalidate_session(&self, resumable: bool) -> usize {
        let invalid = json!({ "op": 9, "s": null, "t": null, "d": resumable }).to_string();
        self.disconnect("invalid session (op 9)", || SocketCommand::Send(invalid.clone()), resumable)
    }

    /// Closes all gateway connections with this close code. Returns how many there were.
    ///
    /// Source: <https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>
    pub fn close_gateway(&self, code: u16) -> usize {
        let resumable = matches!(code, 4000..=4003 | 4005 | 4008);
        self.disconnect(&format!("closed with {code}"), || SocketCommand::Close(code, "Closed by the test"), resumable)
    }

    /// Stops or resumes acknowledging heartbeats: with `true`, connections look alive but are not.
    pub fn suppress_heartbeat_acks(&self, suppress: bool) {
        self.shared.write(|world| world.suppress_heartbeat_acks = suppress);
    }

    /// Sends a command to all connections. Their sessions lose the connection, or end if they cannot be resumed.
    fn disconnect(&self, name: &str, command: impl Fn() -> SocketCommand, resumable: bool) -> usize {
        self.shared.write(|world| {
            let count = world.command_all(name, command);
            if resumable {
                world.sessions.values_mut().for_each(|session| session.connection = None);
            } else {
                world.sessions.clear();
            }
            count
        })
    }
}
