#![doc = include_str!("../README.md")]
//!
//! # Reference
//!
//! - Start: [`FakeDiscord::start`] with a [`Setup`].
//! - Connect a bot: [`FakeDiscord::address`], [`FakeDiscord::token`], [`FakeDiscord::wait_until_connected`].
//! - Act as a member: [`send_message`](FakeDiscord::send_message), [`send_reply`](FakeDiscord::send_reply),
//!   [`edit_message`](FakeDiscord::edit_message), [`delete_message`](FakeDiscord::delete_message),
//!   [`use_command`](FakeDiscord::use_command), [`autocomplete`](FakeDiscord::autocomplete),
//!   [`use_user_command`](FakeDiscord::use_user_command), [`use_message_command`](FakeDiscord::use_message_command),
//!   [`press_button`](FakeDiscord::press_button), [`choose`](FakeDiscord::choose),
//!   [`submit_modal`](FakeDiscord::submit_modal). An action that Discord's own client would not offer is an
//!   [`ActionError`].
//! - See what the bot did: [`Outcome`], [`wait_for_reply`](FakeDiscord::wait_for_reply),
//!   [`bot_messages`](FakeDiscord::bot_messages), [`wait_for`](FakeDiscord::wait_for).
//! - See what went over the wire: [`exchanges`](FakeDiscord::exchanges), [`violations`](FakeDiscord::violations),
//!   [`identifies`](FakeDiscord::identifies), [`changes`](FakeDiscord::changes).
//! - Inject faults: [`fail_next`](FakeDiscord::fail_next), [`drop_gateway`](FakeDiscord::drop_gateway),
//!   [`close_gateway`](FakeDiscord::close_gateway), [`suppress_heartbeat_acks`](FakeDiscord::suppress_heartbeat_acks).
//! - Interactions by HTTP: [`set_interactions_endpoint`](FakeDiscord::set_interactions_endpoint),
//!   [`public_key`](FakeDiscord::public_key), [`sign`](FakeDiscord::sign).
//! - Change the guild: [`add_role`](FakeDiscord::add_role), [`add_channel`](FakeDiscord::add_channel),
//!   [`add_member`](FakeDiscord::add_member), [`remove_from_guild`](FakeDiscord::remove_from_guild).
//! - Change the application and the clock: [`change_application`](FakeDiscord::change_application),
//!   [`set_date`](FakeDiscord::set_date).

#![warn(missing_docs)]

mod actions;
mod endpoint;
mod fault_injection;
mod faults;
mod gateway;
mod guild;
mod id;
mod inspect;
pub mod intents;
mod interaction;
mod interactions;
mod listener;
mod log;
mod options;
mod payloads;
mod rest;
pub mod rules;
mod setup;
mod socket;
mod world;

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub use self::actions::{ActionError, Outcome};
pub use self::faults::{Fault, PlannedFault};
pub use self::gateway::Identify;
pub use self::id::Id;
pub use self::inspect::{Changes, InteractionRecord, InteractionState};
pub use self::interaction::InitialResponse;
pub use self::log::{Exchange, File, GatewayEvent, Violation};
pub use self::rules::mentions::Pinged;
pub use self::setup::{NewChannel, NewMember, Setup, Venue};
pub use self::world::{Channel, ChannelKind, Member, Message, Role};

use self::world::World;

/// A running fake Discord. Dropping it closes all connections.
pub struct FakeDiscord {
    shared: Arc<Shared>,
    /// The tasks that serve both ports; they end when this is dropped.
    _tasks: JoinSet<()>,
}

/// The state that all tasks share.
struct Shared {
    world: Mutex<World>,
    /// Notified at every change of the world.
    changed: watch::Sender<()>,
    /// Sends interactions to an endpoint.
    http: endpoint::HttpClient,
    stop: CancellationToken,
}

impl Shared {
    /// Changes the world, and notifies everybody who waits for a change. The lock is never held across an await.
    fn write<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = change(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.send_replace(());
        result
    }

    /// Reads the world.
    fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until `look` returns something; `None` at the deadline.
    async fn wait_until<T>(&self, deadline: Instant, look: impl Fn(&World) -> Option<T>) -> Option<T> {
        let mut changes = self.changed.subscribe();
        loop {
            changes.mark_unchanged();
            if let Some(seen) = self.read(&look) {
                return Some(seen);
            }
            match tokio::time::timeout_at(deadline.into(), changes.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return self.read(&look),
            }
        }
    }
}

impl FakeDiscord {
    /// Starts the REST API and the gateway, each on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// No port can be bound, or a member of the setup has a role that the setup does not list.
    pub async fn start(setup: Setup) -> io::Result<Self> {
        let rest = TcpListener::bind(("127.0.0.1", 0)).await?;
        let gateway = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://{}", rest.local_addr()?);
        let world = World::new(setup, address, format!("ws://{}", gateway.local_addr()?));
        let world = world.map_err(|message| io::Error::new(io::ErrorKind::InvalidInput, message))?;
        let (changed, _) = watch::channel(());
        let shared = Arc::new(Shared {
            world: Mutex::new(world),
            changed,
            http: endpoint::http_client(),
            stop: CancellationToken::new(),
        });
        let mut tasks = JoinSet::new();
        tasks.spawn(rest::serve(shared.clone(), rest));
        tasks.spawn(serve_gateway(shared.clone(), gateway));
        Ok(Self { shared, _tasks: tasks })
    }

    /// The base address that replaces `https://discord.com`, e.g. `http://127.0.0.1:41234`. The API is below `/api/v10`.
    #[must_use]
    pub fn address(&self) -> String {
        self.shared.read(|world| world.address.clone())
    }

    /// The gateway's address, e.g. `ws://127.0.0.1:41235`. `GET /gateway` and `GET /gateway/bot` return it too.
    #[must_use]
    pub fn gateway_url(&self) -> String {
        self.shared.read(|world| world.gateway.clone())
    }

    /// The bot's token: made up, in the format of a real one.
    #[must_use]
    pub fn token(&self) -> String {
        self.shared.read(|world| world.token.clone())
    }

    /// Waits for a session that has identified and is connected. Returns whether there is one in time.
    pub async fn wait_until_connected(&self, timeout: Duration) -> bool {
        let connected = |world: &World| world.sessions.values().any(|session| session.connection.is_some());
        self.shared.wait_until(Instant::now() + timeout, |world| connected(world).then_some(())).await.is_some()
    }

    /// Waits until `look` returns something, calling it at every change; `None` at the timeout.
    pub async fn wait_for<T>(&self, timeout: Duration, look: impl Fn(&Self) -> Option<T>) -> Option<T> {
        let deadline = Instant::now() + timeout;
        let mut changes = self.shared.changed.subscribe();
        loop {
            if let Some(seen) = look(self) {
                return Some(seen);
            }
            // `look` may itself count as a change, so the next one is awaited, and time passes in between.
            changes.mark_unchanged();
            let next_look = (Instant::now() + Duration::from_millis(20)).min(deadline);
            let _ = tokio::time::timeout_at(next_look.into(), changes.changed()).await;
            if Instant::now() >= deadline {
                return look(self);
            }
        }
    }
}

impl Drop for FakeDiscord {
    fn drop(&mut self) {
        self.shared.stop.cancel();
    }
}

async fn serve_gateway(shared: Arc<Shared>, listener: TcpListener) {
    let mut connections = JoinSet::new();
    let mut number = 0;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let _ = stream.set_nodelay(true);
                number += 1;
                connections.spawn(socket::serve(shared.clone(), stream, number));
            }
            // Too many open files, for example: others may close in a moment.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}
