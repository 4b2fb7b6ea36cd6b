//! Connects to Discord's gateway, answers events, and shuts down gracefully.

use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::{
    Client, ClientBuilder, Context, EventHandler, GatewayIntents, Guild, GuildId, Interaction, Message, Ready, Role,
    RoleId, ShardStageUpdateEvent, UnavailableGuild, UserId,
};
use serenity::gateway::{ConnectionStage, ShardManager};
use serenity::http::HttpBuilder;
use tokio::net::TcpListener;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::token::Token;

use super::endpoint::{Status, serve_status};
use super::failure::{Failure, incomplete, string};
use super::fatal_close::FatalClose;
use super::handler::{Answering, Handler};
use super::question_log::Place;
use super::register::{Scope, register};
use super::shards::ShardStates;
use super::verdict::command_of;

/// How long shutdown waits for the gateway to close. On a dead socket, serenity would take five seconds per shard.
const CLOSE_TIMEOUT: Duration = Duration::from_millis(1_500);

/// How long shutdown then waits for answers in flight; each has 3 seconds from its question.
const FINISH_TIMEOUT: Duration = Duration::from_secs(3);

/// Grace period at shutdown for handler tasks that are spawned but not yet polled.
const SPAWN_GRACE: Duration = Duration::from_millis(50);

/// The settings of [`run`].
pub struct Gateway {
    /// The bot's token.
    pub token: Token,
    /// How questions are answered.
    pub answering: Answering,
    /// Where the commands are registered.
    pub scope: Scope,
    /// Where health and metrics are shown over HTTP, if anywhere.
    pub status: Option<TcpListener>,
    /// Tells when the gateway has turned the bot away.
    pub fatal_close: FatalClose,
}

/// Answers on Discord until `stop` is cancelled, then closes the connection and finishes answers in flight.
///
/// # Errors
///
/// Discord cannot be reached at startup, or the gateway closes the connection for good; see [`Failure`].
pub async fn run(gateway: Gateway, stop: CancellationToken) -> Result<(), Failure> {
    let Gateway { token, answering, scope, status, fatal_close } = gateway;
    let failed = |doing| move |why| Failure::Rest { doing, why };
    let proxy = answering.proxy.clone();
    let mut handler =
        Handler::new(answering, Some(token.clone()), None).map_err(failed("set up the connection to Discord"))?;
    let rest = handler.rest.clone();
    let shards = ShardStates::new(handler.metrics.clone());
    if let Some(listener) = status {
        let (live, metrics) = (handler.live.clone(), handler.metrics.clone());
        let status = Status { live, metrics, stop: stop.clone(), shards: Some(shards.clone()) };
        tokio::spawn(serve_status(listener, status, stop.clone()));
    }
    let start = async {
        let gateway = rest.get("/gateway/bot").await.map_err(failed("reach Discord"))?;
        let application = rest.get("/applications/@me").await.map_err(failed("look up the application"))?;
        let application = string(&application, "the application", "id")?;
        let user = rest.get("/users/@me").await.map_err(failed("look up the bot's user"))?;
        let bot = string(&user, "the bot's user", "id")?
            .parse::<NonZeroU64>()
            .map_err(|_| incomplete("the bot's user", "id"))?;
        if register(&rest, application, scope).await.map_err(failed("register the commands"))? {
            tracing::info!("registered the commands");
        } else {
            tracing::info!("the commands are already registered");
        }
        let shards = gateway["shards"].as_u64().and_then(|shards| u32::try_from(shards).ok()).unwrap_or(1).max(1);
        Ok((string(&gateway, "the gateway", "url")?.to_owned(), shards, UserId::from(bot)))
    };
    let (address, count, bot) = tokio::select! {
        started = start => started?,
        () = stop.cancelled() => return Ok(()),
    };

    let answers = TaskTracker::new();
    handler.responder.bot = Some(bot);
    (0..count).for_each(|shard| shards.set(shard, false));
    let handler = Events { handler, shards, answers: answers.clone() };
    let mut client = client(&token, proxy.as_deref(), handler).await?;
    // Serenity would fall back to the real gateway if its own request for the address failed.
    *client.ws_url.lock().await = address;
    let shard_manager = Arc::clone(&client.shard_manager);
    let ended = tokio::select! {
        ended = client.start_shards(count) => Some(ended),
        () = fatal_close.wait() => return Err(Failure::ShardsRejected),
        () = stop.cancelled() => None,
    };
    match ended {
        None => {
            close(&shard_manager, &answers).await;
            Ok(())
        }
        Some(Ok(())) => Err(Failure::Ended("the shards shut down".to_owned())),
        Some(Err(why)) => Err(from_serenity(&why)),
    }
}

async fn client(token: &Token, proxy: Option<&str>, handler: Events) -> Result<Client, Failure> {
    let mut http = HttpBuilder::new(token.reveal());
    if let Some(proxy) = proxy {
        // Serenity's rate limiter would bypass the proxy and contact the real host.
        http = http.proxy(proxy).ratelimiter_disabled(true);
    }
    // None of these is privileged: direct messages and mentions include their content without the privileged intent.
    let intents = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    let builder = ClientBuilder::new_with_http(http.build(), intents).event_handler(handler);
    builder.await.map_err(|why| from_serenity(&why))
}

async fn close(shard_manager: &ShardManager, answers: &TaskTracker) {
    tracing::info!("stopping: no new questions are accepted");
    if timeout(CLOSE_TIMEOUT, shard_manager.shutdown_all()).await.is_err() {
        tracing::warn!("the gateway did not close in time");
    }
    tokio::time::sleep(SPAWN_GRACE).await;
    answers.close();
    let in_flight = answers.len();
    if timeout(FINISH_TIMEOUT, answers.wait()).await.is_err() {
        tracing::error!("{} of {in_flight} answers could not be finished", answers.len());
    }
}

fn from_serenity(why: &serenity::Error) -> Failure {
    use serenity::gateway::GatewayError;
    match why {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => Failure::TokenRejected,
        serenity::Error::Gateway(GatewayError::InvalidGatewayIntents) => Failure::IntentsRejected(4013),
        serenity::Error::Gateway(GatewayError::DisallowedGatewayIntents) => Failure::IntentsRejected(4014),
        // Not `{:?}`: it may print URLs, and those may contain secrets.
        other => Failure::Ended(other.to_string()),
    }
}

/// What the gateway reports.
struct Events {
    handler: Handler,
    shards: ShardStates,
    answers: TaskTracker,
}

#[serenity::async_trait]
impl EventHandler for Events {
    async fn ready(&self, context: Context, ready: Ready) {
        let revision = self.handler.live.status().borrow().answering.clone();
        let (name, shard) = (&ready.user.name, context.shard_id);
        tracing::info!("connected as {name} on shard {shard}, answering from knowledge revision {revision}");
    }

    async fn shard_stage_update(&self, _: Context, event: ShardStageUpdateEvent) {
        self.shards.set(event.shard_id.0, event.new == ConnectionStage::Connected);
    }

    async fn resume(&self, context: Context, _: serenity::all::ResumedEvent) {
        tracing::info!("connection resumed on shard {}", context.shard_id);
    }

    async fn guild_create(&self, _: Context, guild: Guild, _: Option<bool>) {
        self.handler.responder.roles.add_all(guild.id, guild.roles.into_values());
    }

    async fn guild_delete(&self, _: Context, guild: UnavailableGuild, _: Option<Guild>) {
        // `unavailable` means an outage, not that the bot was removed; Discord sends GUILD_CREATE again afterwards.
        if !guild.unavailable {
            self.handler.responder.roles.remove_guild(guild.id);
        }
    }

    async fn guild_role_create(&self, _: Context, role: Role) {
        self.handler.responder.roles.add(role);
    }

    async fn guild_role_update(&self, _: Context, _: Option<Role>, role: Role) {
        self.handler.responder.roles.add(role);
    }

    async fn guild_role_delete(&self, _: Context, guild: GuildId, role: RoleId, _: Option<Role>) {
        self.handler.responder.roles.remove(guild, role);
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let arrived = Instant::now();
        self.answers.track_future(self.on_interaction(interaction, context.shard_id.0, arrived)).await;
    }

    async fn message(&self, context: Context, message: Message) {
        self.answers.track_future(self.on_message(message, context.shard_id.0)).await;
    }
}

impl Events {
    async fn on_interaction(&self, interaction: Interaction, shard: u32, arrived: Instant) {
        let place = Place::of_interaction(&interaction, Some(shard));
        if let Err(why) = self.handler.on_interaction(&interaction, place, arrived).await {
            place.log_failure(command_of(&interaction), &why);
        }
    }

    async fn on_message(&self, message: Message, shard: u32) {
        let place = Place::of_message(&message, shard);
        if let Err(why) = self.handler.on_message(&message, place).await {
            place.log_failure("message", &why);
        }
    }
}
