//! Connects to Discord's gateway with all shards of this process, and shuts down gracefully.

use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serenity::all::UserId;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use twilight_gateway::queue::InMemoryQueue;
use twilight_gateway::{ConfigBuilder, Intents, Shard, ShardId};

use crate::token::Token;

use super::endpoint::{Status, serve_status};
use super::failure::{Failure, incomplete, string};
use super::handler::{Answering, Handler};
use super::register::{Scope, register};
use super::session_queue::SessionQueue;
use super::shard::ShardRunner;
use super::shards::{ShardRange, ShardStates};

/// How long shutdown waits for answers in flight; each has 3 seconds from its question.
const FINISH_TIMEOUT: Duration = Duration::from_secs(3);

/// The settings of [`run`].
pub struct Gateway {
    /// The bot's token.
    pub token: Token,
    /// How questions are answered.
    pub answering: Answering,
    /// Where the commands are registered.
    pub scope: Scope,
    /// The shards of this process; `None` for all that Discord recommends.
    pub shards: Option<ShardRange>,
    /// Where health and metrics are shown over HTTP, if anywhere.
    pub status: Option<TcpListener>,
}

/// Answers on Discord until `stop` is cancelled, then closes the connections and finishes answers in flight.
///
/// # Errors
///
/// Discord cannot be reached at startup, or the gateway closes a connection for good; see [`Failure`].
pub async fn run(gateway: Gateway, stop: CancellationToken) -> Result<(), Failure> {
    let Gateway { token, answering, scope, shards, status } = gateway;
    let failed = |doing| move |why| Failure::Rest { doing, why };
    let mut handler =
        Handler::new(answering, Some(token.clone()), None).map_err(failed("set up the connection to Discord"))?;
    let states = ShardStates::new(handler.metrics.clone());
    if let Some(listener) = status {
        let (live, metrics) = (handler.live.clone(), handler.metrics.clone());
        let status = Status { live, metrics, stop: stop.clone(), shards: Some(states.clone()) };
        tokio::spawn(serve_status(listener, status, stop.clone()));
    }
    let rest = handler.rest.clone();
    let start = async {
        let start = rest.get("/gateway/bot").await.map_err(failed("reach Discord"))?;
        let start = Start::read(&start)?;
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
        Ok((start, UserId::from(bot)))
    };
    let (start, bot) = tokio::select! {
        started = start => started?,
        () = stop.cancelled() => return Ok(()),
    };
    handler.responder.bot = Some(bot);
    handler.responder.roles.bot = Some(bot);

    let range = shards.unwrap_or(ShardRange { shards: 0..start.shards, total: start.shards });
    if range.total > 1 {
        let (first, last, total) = (range.shards.start, range.shards.end - 1, range.total);
        tracing::info!("starting shards {first} to {last} of {total}, {} at a time", start.max_concurrency);
    }
    let own = start.queue();
    let queue = SessionQueue { own, shared: handler.shared.clone(), max_concurrency: start.max_concurrency };
    let (handler, answers) = (Arc::new(handler), TaskTracker::new());
    let mut running = JoinSet::new();
    // If one shard ends for good, so do the others.
    let closing = stop.child_token();
    for number in range.shards {
        let Some(id) = ShardId::new_checked(number, range.total) else { continue };
        states.set(number, false);
        let shard = Shard::with_config(id, start.config(&token, queue.clone()));
        let (handler, states, answers) = (Arc::clone(&handler), states.clone(), answers.clone());
        running.spawn(ShardRunner { shard, handler, states, answers }.run(closing.clone()));
    }
    let mut result = Ok(());
    while let Some(ended) = running.join_next().await {
        if stop.is_cancelled() {
            continue;
        }
        if !closing.is_cancelled() {
            closing.cancel();
            result = ended.unwrap_or_else(|why| Err(Failure::Ended(why.to_string())));
        }
    }
    finish(&answers).await;
    result
}

/// What Discord says about connecting to the gateway.
struct Start {
    address: String,
    shards: u32,
    max_concurrency: u16,
    /// How many sessions may be started before the next reset.
    remaining: u32,
    total: u32,
    reset_after: Duration,
}

impl Start {
    fn read(response: &Value) -> Result<Start, Failure> {
        let address = string(response, "the gateway", "url")?.trim_end_matches('/').to_owned();
        if reqwest::Url::parse(&address).is_err() || !address.starts_with("ws") {
            return Err(incomplete("the gateway", "url"));
        }
        let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
        let limit = &response["session_start_limit"];
        let total = number(&limit["total"]).unwrap_or(1_000).max(1);
        Ok(Start {
            address,
            shards: number(&response["shards"]).unwrap_or(1).max(1),
            max_concurrency: number(&limit["max_concurrency"])
                .and_then(|number| u16::try_from(number).ok())
                .unwrap_or(1)
                .max(1),
            remaining: number(&limit["remaining"]).unwrap_or(total).min(total),
            total,
            reset_after: Duration::from_millis(limit["reset_after"].as_u64().unwrap_or_default()),
        })
    }

    /// The turns in which shards of this process may start a session.
    fn queue(&self) -> InMemoryQueue {
        InMemoryQueue::new(self.max_concurrency, self.remaining, self.reset_after, self.total)
    }

    fn config<Q>(&self, token: &Token, queue: Q) -> twilight_gateway::Config<Q> {
        // None of these is privileged: direct messages and mentions include their content without the privileged intent.
        let intents = Intents::GUILDS | Intents::GUILD_MESSAGES | Intents::DIRECT_MESSAGES;
        ConfigBuilder::new(token.reveal().to_owned(), intents).proxy_url(self.address.clone()).queue(queue).build()
    }
}

/// Waits for the answers in flight.
async fn finish(answers: &TaskTracker) {
    tracing::info!("stopping: no new questions are accepted");
    answers.close();
    let in_flight = answers.len();
    if timeout(FINISH_TIMEOUT, answers.wait()).await.is_err() {
        tracing::error!("{} of {in_flight} answers could not be finished", answers.len());
    }
}
