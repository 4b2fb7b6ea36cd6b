//! One connection to Discord's gateway: receives events and passes each to the handler.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use twilight_gateway::error::ReceiveMessageErrorType;
use twilight_gateway::queue::Queue;
use twilight_gateway::{CloseFrame, Message, Shard, ShardState};

use super::events::Event;
use super::failure::Failure;
use super::handler::Handler;
use super::question_log::Place;
use super::shards::ShardStates;
use super::verdict::command_of;

/// How long a stop waits for the gateway to close a connection.
const CLOSE_TIMEOUT: Duration = Duration::from_millis(1_000);

/// Attempts to connect whose pauses double; after that, each waits for [`LONGEST_PAUSE`].
const DOUBLING_ATTEMPTS: u8 = 5;

/// The longest pause before an attempt to connect.
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// Reads the events of a shard, and has them handled.
pub(super) struct ShardRunner<Q> {
    pub(super) shard: Shard<Q>,
    pub(super) handler: Arc<Handler>,
    pub(super) states: ShardStates,
    /// The answers in flight.
    pub(super) answers: TaskTracker,
}

impl<Q: Queue + Clone + Unpin> ShardRunner<Q> {
    /// Runs until `stop` is cancelled.
    ///
    /// # Errors
    ///
    /// The gateway closed the connection, and would not accept another one.
    pub(super) async fn run(mut self, stop: CancellationToken) -> Result<(), Failure> {
        loop {
            let message = tokio::select! {
                message = self.shard.next() => message,
                () = stop.cancelled() => {
                    self.close().await;
                    return Ok(());
                }
            };
            let number = self.shard.id().number();
            self.states.set(number, self.shard.state() == ShardState::Active);
            match message {
                Some(Ok(Message::Text(text))) => self.on_text(&text),
                Some(Ok(Message::Close(frame))) => {
                    let code = frame.map(|frame| frame.code);
                    if self.shard.state() == ShardState::FatallyClosed {
                        return Err(Failure::from_close_code(code));
                    }
                    let code = code.map_or_else(|| "no code".to_owned(), |code| format!("code {code}"));
                    tracing::info!("the gateway closed the connection of shard {number} with {code}; reconnecting");
                }
                Some(Err(why)) => {
                    let is_connecting = matches!(why.kind(), ReceiveMessageErrorType::Reconnect);
                    // Neither of these repeats an event; its text may hold the secret that answers it.
                    match why.into_source().filter(|_| is_connecting) {
                        Some(why) => {
                            tracing::warn!("shard {number} cannot connect to the gateway ({why}); trying again")
                        }
                        None => tracing::warn!("shard {number} received an event that could not be read"),
                    }
                    self.limit_pause(&stop).await;
                }
                None => return Err(Failure::from_close_code(None)),
            }
        }
    }

    /// The library would double its pauses up to four minutes.
    async fn limit_pause(&mut self, stop: &CancellationToken) {
        let ShardState::Disconnected { reconnect_attempts } = self.shard.state() else { return };
        if reconnect_attempts <= DOUBLING_ATTEMPTS {
            return;
        }
        tokio::select! {
            () = sleep(LONGEST_PAUSE) => {}
            () = stop.cancelled() => return,
        }
        let config = self.shard.config();
        let mut renewed = twilight_gateway::ConfigBuilder::new(config.token().to_owned(), config.intents())
            .queue(config.queue().clone());
        if let Some(address) = config.proxy_url() {
            renewed = renewed.proxy_url(address.to_owned());
        }
        if let Some(session) = self.shard.session() {
            renewed = renewed.session(session.clone());
        }
        self.shard = Shard::with_config(self.shard.id(), renewed.build());
    }

    fn on_text(&self, text: &str) {
        match Event::parse(text) {
            Ok(Some(event)) => self.on_event(event),
            Ok(None) => {}
            Err(why) => tracing::warn!("an event could not be read: {why}"),
        }
    }

    fn on_event(&self, event: Event) {
        let (handler, shard) = (Arc::clone(&self.handler), self.shard.id().number());
        let roles = &handler.responder.roles;
        match event {
            Event::Ready(name) => {
                let revision = handler.live.status().borrow().answering.clone();
                tracing::info!("connected as {name} on shard {shard}, answering from knowledge revision {revision}");
            }
            Event::Resumed => tracing::info!("connection resumed on shard {shard}"),
            Event::Server(server, all) => {
                roles.set_all(server, all);
                handler.metrics.set_servers(roles.servers());
            }
            Event::ServerLeft(server) => {
                roles.remove_server(server);
                handler.metrics.set_servers(roles.servers());
            }
            Event::Role(server, role) => roles.set(server, role),
            Event::RoleDeleted(server, role) => roles.remove(server, role),
            Event::Interaction(interaction) => {
                let arrived = Instant::now();
                self.answers.spawn(async move {
                    let place = Place::of_interaction(&interaction, Some(shard));
                    if let Err(why) = handler.on_interaction(&interaction, place, arrived).await {
                        place.log_failure(command_of(&interaction), &why, arrived.elapsed());
                    }
                });
            }
            Event::Message(message) => {
                let arrived = Instant::now();
                self.answers.spawn(async move {
                    let place = Place::of_message(&message, shard);
                    if let Err(why) = handler.on_message(&message, place).await {
                        place.log_failure("message", &why, arrived.elapsed());
                    }
                });
            }
            Event::Edit(message) => {
                let arrived = Instant::now();
                self.answers.spawn(async move {
                    let place = Place::of_message(&message, shard);
                    if let Err(why) = handler.on_edit(&message, place).await {
                        place.log_failure("message", &why, arrived.elapsed());
                    }
                });
            }
        }
    }

    /// Says goodbye, and still has the events handled that are on their way.
    async fn close(&mut self) {
        if matches!(self.shard.state(), ShardState::Disconnected { .. } | ShardState::FatallyClosed) {
            return;
        }
        self.shard.close(CloseFrame::NORMAL);
        let goodbye = async {
            while let Some(Ok(message)) = self.shard.next().await {
                match message {
                    // The connection ended without a goodbye, and the library has made another one.
                    Message::Text(_) if self.shard.state() == ShardState::Identifying => break,
                    Message::Text(text) => self.on_text(&text),
                    Message::Close(_) => break,
                }
            }
        };
        if timeout(CLOSE_TIMEOUT, goodbye).await.is_err() {
            tracing::warn!("the gateway did not close shard {} in time", self.shard.id().number());
        }
    }
}
