//! Connects to Discord's gateway, answers what comes, and ends in good order.

use std::num::{NonZeroU64, NonZeroUsize};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serenity::all::{
    Client, ClientBuilder, Context, EventHandler, GatewayIntents, Guild, GuildId, Interaction, Message, Ready, Role,
    RoleId, UnavailableGuild, UserId,
};
use serenity::gateway::ShardManager;
use serenity::http::HttpBuilder;
use thiserror::Error;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::reload::KnowledgeHandle;
use crate::token::Token;

use super::budget::Budget;
use super::pictures::Pictures;
use super::register::register;
use super::respond::{AnswerCache, Responder};
use super::rest::{Rest, RestError};
use super::server_roles::ServerRoles;
use super::watch::GatewayVerdict;

/// How long closing the gateway may take. Over a dead socket it would take five seconds for each shard.
const CLOSING: Duration = Duration::from_millis(1_500);

/// How long answers in flight may take after that; an answer has 3 seconds from its question.
const FINISHING: Duration = Duration::from_secs(3);

/// How long the response to an interaction waits for its picture, of the three seconds that it has. Then the text goes
/// out alone, and the picture is added when it is drawn.
const DRAWING: Duration = Duration::from_millis(1_500);

/// Capacity of the answer cache; an entry has about 5 KiB.
const MAX_CACHED_ANSWERS: NonZeroUsize = NonZeroUsize::new(256).unwrap();

/// How long a handler that was started, but has not begun, is given to begin.
const BEGINNING: Duration = Duration::from_millis(50);

/// What is needed to run on Discord.
pub struct Gateway {
    /// The bot's token.
    pub token: Token,
    /// What takes the place of `https://discord.com`.
    pub proxy: Option<String>,
    /// Whether answers are private where the asker does not say.
    pub private: bool,
    /// How many answers one person gets in a minute; 0 = as many as they like.
    pub per_minute: u32,
    /// The knowledge, as it is at any moment.
    pub live: KnowledgeHandle,
    /// Tells when the gateway has turned the bot away.
    pub verdict: GatewayVerdict,
}

/// Why running on Discord ended.
#[derive(Debug, Error)]
pub enum Failure {
    /// A request at the start failed.
    #[error("cannot {doing}")]
    Rest {
        /// What was to be done.
        doing: &'static str,
        /// Why it failed.
        #[source]
        why: RestError,
    },
    /// Discord's answer lacks what it must have.
    #[error("Discord's answer to {asked} has no `{key}`")]
    Incomplete {
        /// What was asked.
        asked: &'static str,
        /// What is missing.
        key: &'static str,
    },
    /// The token was taken for REST, but not by the gateway.
    #[error(
        "Discord's gateway does not accept the bot's token (close code 4004); make a new one on your application's page"
    )]
    TokenRefused,
    /// The gateway refuses what the bot wants to hear of.
    #[error(
        "Discord's gateway does not allow these intents (close code {0}); look at your application's page, under Bot"
    )]
    IntentsRefused(u16),
    /// The gateway wants other shards.
    #[error("Discord's gateway wants the bot in other shards (close code 4010 or 4011); start it again")]
    ShardsRefused,
    /// Serenity gave up for another reason.
    #[error("the connection to Discord's gateway ended: {0}")]
    Ended(String),
}

/// Answers on Discord until `stop` is cancelled; then finishes what was asked before, and closes the connection.
///
/// # Errors
///
/// Discord cannot be reached at the start, or turns the bot away; see [`Failure`].
pub async fn run(gateway: Gateway, stop: CancellationToken) -> Result<(), Failure> {
    let Gateway { token, proxy, private, per_minute, live, verdict } = gateway;
    let failed = |doing| move |why| Failure::Rest { doing, why };
    let rest = Rest::new(token.clone(), proxy.as_deref()).map_err(failed("prepare requests to Discord"))?;
    let start = async {
        let gateway = rest.get("/gateway/bot").await.map_err(failed("reach Discord"))?;
        let application = rest.get("/applications/@me").await.map_err(failed("ask Discord for the application"))?;
        let application = text(&application, "the application", "id")?;
        let user = rest.get("/users/@me").await.map_err(failed("ask Discord for the bot's name"))?;
        let bot = text(&user, "the bot's name", "id")?
            .parse::<NonZeroU64>()
            .map_err(|_| incomplete("the bot's name", "id"))?;
        if register(&rest, application).await.map_err(failed("register the commands"))? {
            tracing::info!("registered the commands");
        } else {
            tracing::info!("the commands are registered already");
        }
        let shards = gateway["shards"].as_u64().and_then(|shards| u32::try_from(shards).ok()).unwrap_or(1).max(1);
        Ok((text(&gateway, "the gateway", "url")?.to_owned(), shards, UserId::from(bot)))
    };
    let (address, shards, bot) = tokio::select! {
        started = start => started?,
        () = stop.cancelled() => return Ok(()),
    };

    let answers = TaskTracker::new();
    let responder = Responder {
        bot,
        is_private: private,
        limiter: Budget::per_minute(per_minute),
        notice_limiter: Budget::per_minute(1),
        roles: ServerRoles::default(),
        cache: AnswerCache::new(MAX_CACHED_ANSWERS),
    };
    let handler = Handler { live, rest, responder, pictures: Pictures::default(), answers: answers.clone() };
    let mut client = client(&token, proxy.as_deref(), handler).await?;
    // Serenity falls back to the real gateway where it cannot ask for the address; ours is the one that was asked for.
    *client.ws_url.lock().await = address;
    let shard_manager = Arc::clone(&client.shard_manager);
    let ended = tokio::select! {
        ended = client.start_shards(shards) => Some(ended),
        () = verdict.turned_away() => return Err(Failure::ShardsRefused),
        () = stop.cancelled() => None,
    };
    match ended {
        None => {
            close(&shard_manager, &answers).await;
            Ok(())
        }
        Some(Ok(())) => Err(Failure::Ended("it was closed".to_owned())),
        Some(Err(why)) => Err(of_serenity(&why)),
    }
}

async fn client(token: &Token, proxy: Option<&str>, handler: Handler) -> Result<Client, Failure> {
    let mut http = HttpBuilder::new(token.reveal());
    if let Some(proxy) = proxy {
        // Serenity's limiter would go past the proxy to the real host.
        http = http.proxy(proxy).ratelimiter_disabled(true);
    }
    // None of these is privileged: content comes with direct messages and mentions without asking for more.
    let intents = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    let builder = ClientBuilder::new_with_http(http.build(), intents).event_handler(handler);
    builder.await.map_err(|why| of_serenity(&why))
}

async fn close(shard_manager: &ShardManager, answers: &TaskTracker) {
    tracing::info!("stopping: no further questions are taken");
    if timeout(CLOSING, shard_manager.shutdown_all()).await.is_err() {
        tracing::warn!("the gateway did not close in time");
    }
    tokio::time::sleep(BEGINNING).await;
    answers.close();
    let waiting = answers.len();
    if timeout(FINISHING, answers.wait()).await.is_err() {
        tracing::error!("{} of {waiting} answers could not be finished", answers.len());
    }
}

fn text<'v>(value: &'v Value, asked: &'static str, key: &'static str) -> Result<&'v str, Failure> {
    value[key].as_str().ok_or(incomplete(asked, key))
}

fn incomplete(asked: &'static str, key: &'static str) -> Failure {
    Failure::Incomplete { asked, key }
}

fn of_serenity(why: &serenity::Error) -> Failure {
    use serenity::gateway::GatewayError;
    match why {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => Failure::TokenRefused,
        serenity::Error::Gateway(GatewayError::InvalidGatewayIntents) => Failure::IntentsRefused(4013),
        serenity::Error::Gateway(GatewayError::DisallowedGatewayIntents) => Failure::IntentsRefused(4014),
        // `{}`, not `{:?}`: the latter can hold addresses, and those can hold secrets.
        other => Failure::Ended(other.to_string()),
    }
}

struct Handler {
    live: KnowledgeHandle,
    rest: Rest,
    responder: Responder,
    pictures: Pictures,
    answers: TaskTracker,
}

#[serenity::async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, ready: Ready) {
        tracing::info!("connected as {} on shard {}", ready.user.name, context.shard_id);
    }

    async fn resume(&self, context: Context, _: serenity::all::ResumedEvent) {
        tracing::info!("connection resumed on shard {}", context.shard_id);
    }

    async fn guild_create(&self, _: Context, server: Guild, _: Option<bool>) {
        self.responder.roles.add_all(server.id, server.roles.into_values());
    }

    async fn guild_delete(&self, _: Context, server: UnavailableGuild, _: Option<Guild>) {
        // Unavailable is not left: Discord has an outage, and tells of the server again after it.
        if !server.unavailable {
            self.responder.roles.forget(server.id);
        }
    }

    async fn guild_role_create(&self, _: Context, role: Role) {
        self.responder.roles.add(role);
    }

    async fn guild_role_update(&self, _: Context, _: Option<Role>, role: Role) {
        self.responder.roles.add(role);
    }

    async fn guild_role_delete(&self, _: Context, server: GuildId, role: RoleId, _: Option<Role>) {
        self.responder.roles.remove(server, role);
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let arrived = Instant::now();
        self.answers.track_future(self.answer_interaction(interaction, arrived)).await;
    }

    async fn message(&self, _: Context, message: Message) {
        self.answers.track_future(self.answer_message(message)).await;
    }
}

impl Handler {
    async fn answer_interaction(&self, interaction: Interaction, arrived: Instant) {
        if let Err(why) = self.respond(&interaction, arrived).await {
            tracing::error!("a question was not answered: {why}");
        }
    }

    async fn respond(&self, interaction: &Interaction, arrived: Instant) -> Result<(), RestError> {
        let engine = self.live.engine();
        let Some(response) = self.responder.on_interaction(&engine, interaction) else { return Ok(()) };
        let map = response.picture();
        let drawn = match map {
            Some(map) => timeout_at(arrived + DRAWING, self.pictures.get(&engine, map)).await,
            None => Ok(None),
        };
        let picture = drawn.as_ref().ok().and_then(Option::as_deref);
        let (id, token) = (interaction.id().get(), interaction.token());
        let json = response.to_json(picture).map_err(RestError::unreadable)?;
        self.rest.respond(id, token, &json, picture.map(|picture| &picture.upload), arrived).await?;
        if let (Err(_), Some(map)) = (&drawn, map)
            && let Some(picture) = self.pictures.get(&engine, map).await
            && let Some(edit) = response.to_edit_json(&picture).map_err(RestError::unreadable)?
        {
            let application = interaction.application_id().get();
            self.rest.change_response(application, token, &edit, &picture.upload).await?;
        }
        Ok(())
    }

    async fn answer_message(&self, message: Message) {
        if let Err(why) = self.reply(&message).await {
            tracing::error!("a message was not answered: {why}");
        }
    }

    async fn reply(&self, message: &Message) -> Result<(), RestError> {
        let engine = self.live.engine();
        let Some(answer) = self.responder.on_message(&engine, message) else { return Ok(()) };
        let channel = message.channel_id.get();
        // A message has no deadline, and its answer cannot be told to be on its way.
        let picture = match answer.picture() {
            Some(map) => self.pictures.get(&engine, map).await,
            None => None,
        };
        if let Some(picture) = picture {
            let json = answer.to_json(Some(&picture)).map_err(RestError::unreadable)?;
            match self.rest.post_message(channel, &json, Some(&picture.upload)).await {
                // The bot may speak there, but not upload files.
                Err(RestError::Refused { status: 403, .. }) => {}
                other => return other,
            }
        }
        let json = answer.to_json(None).map_err(RestError::unreadable)?;
        self.rest.post_message(channel, &json, None).await
    }
}
