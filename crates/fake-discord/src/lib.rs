//! A stand-in for Discord: REST and gateway on loopback, with Discord's rules and none of its patience.
//!
//! [`StandIn::start`] binds two ports of 127.0.0.1. A bot that is given [`StandIn::address`] in the place of
//! `https://discord.com`, and [`StandIn::token`], finds everything as on Discord. Then play the people:
//! [`use_command`](StandIn::use_command), [`type_option`](StandIn::type_option), [`press`](StandIn::press),
//! [`use_on_message`](StandIn::use_on_message), [`say`](StandIn::say); make the network fail
//! ([`fail_next`](StandIn::fail_next), [`drop_socket`](StandIn::drop_socket) and their neighbours); and look at what
//! went over the wire in [`exchanges`](StandIn::exchanges) and [`violations`](StandIn::violations). To watch it as it
//! happens, wait for [`changes`](StandIn::changes).
//!
//! What is strict here: every limit of [`rules`], every deadline, the privacy of messages, and whether a client could
//! ask such a thing at all (a command has to be registered, a button has to be on the message). A route or key that is
//! not known is a violation: better a loud test than a false green one.
//!
//! What is absent: components V2, modals after they are opened, threads, voice, rate limits of their own (tests order
//! them), compression and ETF. Nothing here uses another room of this crate, or serenity: it is a second opinion.

mod asking;
mod events;
mod faults;
mod gateway;
mod id;
pub mod intents;
mod interaction;
mod listener;
mod log;
mod options;
mod people;
mod rest;
pub mod rules;
mod setup;
mod socket;
mod trouble;
mod watching;
mod world;

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub use self::faults::{Fault, Planned};
pub use self::gateway::Identify;
pub use self::id::Id;
pub use self::interaction::Response;
pub use self::log::{Event, Exchange, File, Violation};
pub use self::people::{CannotAsk, Outcome};
pub use self::rules::mentions::Pinged;
pub use self::setup::{Channel, Person, Setting, Setup};
pub use self::watching::{Asked, Changes, Member, State};
pub use self::world::Message;

use self::world::World;

/// Discord, as far as a bot can tell. It ends when it is dropped.
pub struct StandIn {
    stage: Arc<Stage>,
    /// The tasks of both ports; they end with this.
    _tasks: JoinSet<()>,
}

/// What all tasks share.
struct Stage {
    world: Mutex<World>,
    /// Rings at every change of the world.
    changed: watch::Sender<()>,
    end: CancellationToken,
}

impl Stage {
    /// Does something with the world, alone, and rings the bell. The lock is never held across an await.
    fn with<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let result = act(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.send_replace(());
        result
    }

    /// Looks at the world.
    fn see<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until there is something to see; `None` if there is not by then.
    async fn until<T>(&self, deadline: Instant, look: impl Fn(&World) -> Option<T>) -> Option<T> {
        let mut changes = self.changed.subscribe();
        loop {
            changes.mark_unchanged();
            if let Some(seen) = self.see(&look) {
                return Some(seen);
            }
            match tokio::time::timeout_at(deadline.into(), changes.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return self.see(&look),
            }
        }
    }
}

impl StandIn {
    /// Opens both ports, with nobody connected and no command registered.
    ///
    /// # Errors
    ///
    /// If no port of 127.0.0.1 can be bound, or if somebody in the setup has a role that the server has not.
    pub async fn start(setup: Setup) -> io::Result<Self> {
        let rest = TcpListener::bind(("127.0.0.1", 0)).await?;
        let gateway = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://{}", rest.local_addr()?);
        let world = World::new(setup, address, format!("ws://{}", gateway.local_addr()?));
        let world = world.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a person has an unknown role"))?;
        let (changed, _) = watch::channel(());
        let stage = Arc::new(Stage { world: Mutex::new(world), changed, end: CancellationToken::new() });
        let mut tasks = JoinSet::new();
        tasks.spawn(rest::serve(stage.clone(), rest));
        tasks.spawn(serve_gateway(stage.clone(), gateway));
        Ok(Self { stage, _tasks: tasks })
    }

    /// `http://127.0.0.1:…`: what the bot has to use in the place of `https://discord.com`.
    #[must_use]
    pub fn address(&self) -> String {
        self.stage.see(|world| world.address.clone())
    }

    /// The bot's token: made up, but in the format of a real one.
    #[must_use]
    pub fn token(&self) -> String {
        self.stage.see(|world| world.token.clone())
    }

    /// The id of the bot's user, and of its application.
    #[must_use]
    pub fn bot(&self) -> Id {
        self.stage.see(|world| world.bot)
    }

    /// The id of the server.
    #[must_use]
    pub fn server(&self) -> Id {
        self.stage.see(|world| world.guild)
    }

    /// The id of the person with this name.
    #[must_use]
    pub fn person(&self, name: &str) -> Option<Id> {
        self.stage.see(|world| world.person(name).map(|person| person.id))
    }

    /// The id of the server's role with this name.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<Id> {
        self.stage.see(|world| world.roles.iter().find(|role| role.name == name).map(|role| role.id))
    }

    /// Waits for a session that has identified and is connected. Gives whether there is one in time.
    pub async fn ready(&self, timeout: Duration) -> bool {
        let connected = |world: &World| world.sessions.values().any(|session| session.connection.is_some());
        self.stage.until(Instant::now() + timeout, |world| connected(world).then_some(())).await.is_some()
    }

    /// Waits until there is something to see, looking at every change; `None` if there is not by then.
    pub async fn until<T>(&self, timeout: Duration, look: impl Fn(&Self) -> Option<T>) -> Option<T> {
        self.stage.until_changed(Instant::now() + timeout, || look(self)).await
    }

    /// The global commands that are registered now, in the order of their ids.
    #[must_use]
    pub fn commands(&self) -> Vec<Value> {
        self.stage.see(|world| world.commands.values().cloned().collect())
    }

    /// The commands that are registered for the server alone.
    #[must_use]
    pub fn server_commands(&self) -> Vec<Value> {
        self.stage.see(|world| world.guild_commands.values().cloned().collect())
    }

    /// Every request so far, in the order of its answers.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.stage.see(|world| world.exchanges.clone())
    }

    /// Every rule broken so far: by requests, on the gateway, and by not answering.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.stage.with(|world| {
            world.note_overdue(Instant::now());
            let in_exchanges = world.exchanges.iter().flat_map(|exchange| &exchange.violations);
            in_exchanges.chain(&world.violations).cloned().collect()
        })
    }

    /// Every IDENTIFY so far, refused ones too.
    #[must_use]
    pub fn identifies(&self) -> Vec<Identify> {
        self.stage.see(|world| world.identifies.clone())
    }

    /// How many times a session was resumed.
    #[must_use]
    pub fn resumes(&self) -> usize {
        self.stage.see(|world| world.resumes)
    }

    /// How many sessions are connected now.
    #[must_use]
    pub fn connected(&self) -> usize {
        self.stage.see(|world| world.sessions.values().filter(|session| session.connection.is_some()).count())
    }

    /// The message with this id, as it is now.
    #[must_use]
    pub fn message(&self, id: Id) -> Option<Message> {
        self.stage.see(|world| world.messages.get(&id).cloned())
    }

    /// What the bot wrote, in the order of writing: responses, follow-ups and messages, deleted ones too.
    #[must_use]
    pub fn bot_messages(&self) -> Vec<Message> {
        self.stage.see(|world| world.messages.values().filter(|message| message.author == world.bot).cloned().collect())
    }

    /// The channels in which the bot said that it is typing, in the order of saying so.
    #[must_use]
    pub fn typing(&self) -> Vec<Id> {
        self.stage.see(|world| world.typing.clone())
    }
}

impl Stage {
    /// Like [`Stage::until`], for somebody who takes the lock while looking.
    async fn until_changed<T>(&self, deadline: Instant, look: impl Fn() -> Option<T>) -> Option<T> {
        let mut changes = self.changed.subscribe();
        loop {
            if let Some(seen) = look() {
                return Some(seen);
            }
            // Looking may itself ring the bell, so this must not run hot.
            changes.mark_unchanged();
            let patience = (Instant::now() + Duration::from_millis(20)).min(deadline);
            let _ = tokio::time::timeout_at(patience.into(), changes.changed()).await;
            if Instant::now() >= deadline {
                return look();
            }
        }
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.stage.end.cancel();
    }
}

async fn serve_gateway(stage: Arc<Stage>, listener: TcpListener) {
    let mut connections = JoinSet::new();
    let mut number = 0;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let _ = stream.set_nodelay(true);
                number += 1;
                connections.spawn(socket::serve(stage.clone(), stream, number));
            }
            // Too many open files, say: others may close in a moment.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}
