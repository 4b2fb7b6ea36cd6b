//! Limits that several processes share through Redis: how often each person is answered, and when a shard may start a
//! session.
//!
//! Redis may be away at any time. Each process then goes on with limits of its own, and comes back to the shared ones by
//! itself. A key is kept for as long as it limits something, a minute at most, and then expires.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, ErrorKind, Script};
use serenity::all::UserId;
use tokio::time::error::Elapsed;
use tokio::time::{interval, timeout};

use super::metrics::Metrics;

/// How long Redis may take. Far less than an answer, which waits for it.
const TIMEOUT: Duration = Duration::from_millis(150);

/// What is read and written to check whether Redis is there, and runs the commands that count.
const CHECK_KEY: &str = "nextrole:check";

/// How long that is kept, in milliseconds.
const CHECK_KEPT_MS: u32 = 10_000;

/// How often it is checked whether Redis is there.
const CHECK_EVERY: Duration = Duration::from_secs(1);

/// How long a shard keeps its turn: Discord lets one shard of a bucket start a session in 5 seconds.
///
/// Source: <https://docs.discord.com/developers/events/gateway#rate-limiting>
const TURN: Duration = Duration::from_millis(5_100);

/// Counts an answer by the generic cell rate algorithm: the key holds the time at which the person has used nothing.
/// Returns the milliseconds until the next answer, or 0. A key that holds anything else counts as nothing used.
const COUNT_ANSWER: &str = "
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kept = redis.pcall('GET', KEYS[1])
local used = type(kept) == 'string' and tonumber(kept) or now
if not (used >= now and used <= now + ARGV[2]) then used = now end
local full = used + tonumber(ARGV[1])
if full - now > tonumber(ARGV[2]) then return full - now - tonumber(ARGV[2]) end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', string.format('%.0f', math.ceil(full - now)))
return 0";

/// Takes a turn. Returns the milliseconds until the next one, or 0. A key that does not expire in time is nobody's turn.
const TAKE_TURN: &str = "
if redis.call('SET', KEYS[1], 1, 'NX', 'PX', ARGV[1]) then return 0 end
local left = redis.call('PTTL', KEYS[1])
if left >= 0 and left <= tonumber(ARGV[1]) then return math.max(left, 1) end
redis.call('SET', KEYS[1], 1, 'PX', ARGV[1])
return 0";

/// Runs what counting runs: a Redis that refuses one of these commands is as good as none.
const CHECK: &str = "
redis.call('TIME')
redis.pcall('GET', KEYS[1])
redis.call('SET', KEYS[1], 1, 'PX', ARGV[1])
redis.call('PTTL', KEYS[1])
return 0";

/// The address of Redis is none, or asks for TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "NEXTROLE_REDIS must be an address such as redis://127.0.0.1:6379, or redis://:PASSWORD@127.0.0.1:6379; TLS \
     (rediss://) is not supported"
)]
pub struct InvalidRedis;

/// Limits of all processes that use the same database of the same Redis. Clones share the connection.
#[derive(Clone)]
pub(super) struct SharedLimits {
    connection: ConnectionManager,
    is_there: Arc<AtomicBool>,
    metrics: Metrics,
}

impl std::fmt::Debug for SharedLimits {
    /// Without the address, which may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SharedLimits")
    }
}

impl SharedLimits {
    /// Connects when it is needed, and watches from now on whether Redis is there.
    ///
    /// # Errors
    ///
    /// The address is none.
    pub(super) fn new(address: &str, metrics: Metrics) -> Result<SharedLimits, InvalidRedis> {
        let client = Client::open(address).map_err(|_| InvalidRedis)?;
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(0)
            .set_connection_timeout(Some(TIMEOUT))
            .set_response_timeout(Some(TIMEOUT));
        let connection = ConnectionManager::new_lazy_with_config(client, config).map_err(|_| InvalidRedis)?;
        let limits = SharedLimits { connection, is_there: Arc::new(AtomicBool::new(true)), metrics };
        limits.metrics.set_redis(false);
        tokio::spawn(limits.clone().watch());
        Ok(limits)
    }

    /// Counts one answer to a person, of this many per minute.
    ///
    /// # Errors
    ///
    /// The person has reached the limit; the value is the time until the next answer is allowed.
    ///
    /// `None`: Redis is away.
    pub(super) async fn count_answer(
        &self,
        name: &str,
        user: UserId,
        per_minute: NonZeroU32,
    ) -> Option<Result<(), Duration>> {
        const MINUTE: f64 = 60_000.0;
        let script = Script::new(COUNT_ANSWER);
        let mut call = script.key(format!("nextrole:{name}:{user}"));
        call.arg(MINUTE / f64::from(per_minute.get())).arg(MINUTE);
        let wait = self.ask(async |mut connection| call.invoke_async::<u64>(&mut connection).await).await?;
        Some(if wait == 0 { Ok(()) } else { Err(Duration::from_millis(wait)) })
    }

    /// Takes the turn of a bucket of shards to start a session.
    ///
    /// # Errors
    ///
    /// Another shard has it; the value is the time until it is free.
    ///
    /// `None`: Redis is away.
    pub(super) async fn take_turn(&self, bucket: u32) -> Option<Result<(), Duration>> {
        let script = Script::new(TAKE_TURN);
        let mut call = script.key(format!("nextrole:session:{bucket}"));
        call.arg(u64::try_from(TURN.as_millis()).unwrap_or(u64::MAX));
        let wait = self.ask(async |mut connection| call.invoke_async::<u64>(&mut connection).await).await?;
        Some(if wait == 0 { Ok(()) } else { Err(Duration::from_millis(wait)) })
    }

    /// What Redis answers; `None` if it is away.
    async fn ask<T>(&self, question: impl AsyncFnOnce(ConnectionManager) -> redis::RedisResult<T>) -> Option<T> {
        if !self.is_there.load(Ordering::Relaxed) {
            return None;
        }
        self.note(timeout(TIMEOUT * 2, question(self.connection.clone())).await)
    }

    /// Notes whether Redis is there, and says so when that changes.
    fn note<T>(&self, answered: Result<redis::RedisResult<T>, Elapsed>) -> Option<T> {
        let is_there = matches!(answered, Ok(Ok(_)));
        self.metrics.set_redis(is_there);
        let was_there = self.is_there.swap(is_there, Ordering::Relaxed);
        match &answered {
            Ok(Ok(_)) if !was_there => tracing::info!("Redis answers again; limits are shared"),
            Ok(Err(why)) if was_there && refuses_the_password(why) => tracing::warn!(
                "Redis refuses the password of NEXTROLE_REDIS, or asks for one; limits are counted by this process alone"
            ),
            Ok(Err(why)) if was_there && why.code().is_some() => {
                tracing::warn!("Redis refuses to count ({why}); limits are counted by this process alone");
            }
            Ok(Err(_)) | Err(_) if was_there => {
                tracing::warn!("Redis does not answer; limits are counted by this process alone")
            }
            _ => {}
        }
        answered.ok().and_then(Result::ok)
    }

    async fn watch(self) {
        let mut ticks = interval(CHECK_EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            let mut connection = self.connection.clone();
            // A full Redis or a replica answers a mere PING.
            let script = Script::new(CHECK);
            let mut check = script.key(CHECK_KEY);
            check.arg(CHECK_KEPT_MS);
            self.note(timeout(TIMEOUT * 2, check.invoke_async::<u64>(&mut connection)).await);
        }
    }
}

/// Whether Redis asks for a password, or knows another one.
pub(super) fn refuses_the_password(why: &redis::RedisError) -> bool {
    why.kind() == ErrorKind::AuthenticationFailed || matches!(why.code(), Some("NOAUTH" | "WRONGPASS"))
}
