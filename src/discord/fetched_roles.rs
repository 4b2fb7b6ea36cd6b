//! Fetches the names of server roles where no gateway reports them, and caches them for a while.
//!
//! An interaction has the roles of the asker as ids only. With a token, `serve` can look their names up; that needs no
//! intent and no permission, only that the bot is a member of the server.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lru::LruCache;
use serenity::all::GuildId;
use tokio::time::Instant;

use super::events::RoleName;
use super::guild_roles::GuildRoles;
use super::rest::{Rest, RestError};

/// Most servers whose role names are cached; 30 names take less than 1 KiB.
const MAX_SERVERS: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();

/// How long names are used before they are fetched again: people rename roles.
const LIFETIME: Duration = Duration::from_secs(10 * 60);

/// How long a server is left alone after its roles could not be fetched.
const FAILURE_LIFETIME: Duration = Duration::from_secs(60);

/// How long a question waits for the names. After that it is answered without them.
const FETCH_TIMEOUT: Duration = Duration::from_millis(1_000);

/// The servers whose names were fetched, each with the time until which it needs no other attempt.
#[derive(Debug)]
pub(super) struct FetchedRoles(Mutex<LruCache<GuildId, Slot>>);

/// While one question fetches the names, others wait for them.
type Slot = Arc<tokio::sync::Mutex<Option<Instant>>>;

impl Default for FetchedRoles {
    fn default() -> FetchedRoles {
        FetchedRoles(Mutex::new(LruCache::new(MAX_SERVERS)))
    }
}

impl FetchedRoles {
    /// Sees that `roles` has the names of this server, if they can be had in time.
    pub(super) async fn refresh(&self, server: GuildId, rest: &Rest, roles: &GuildRoles) {
        let slot = self.slot(server, roles);
        let mut fresh_until = slot.lock().await;
        if fresh_until.is_some_and(|until| Instant::now() < until) {
            return;
        }
        let lifetime = match fetch(server, rest).await {
            Ok(names) => {
                roles.set_all(server, names);
                LIFETIME
            }
            // The bot is no member: people brought the application along, or it was installed for commands only.
            Err(RestError::Rejected { status: 403 | 404, .. }) => {
                roles.remove_server(server);
                LIFETIME
            }
            // The names of before are better than none.
            Err(why) => {
                tracing::debug!("the role names of a server could not be fetched: {why}");
                FAILURE_LIFETIME
            }
        };
        *fresh_until = Some(Instant::now() + lifetime);
    }

    /// The slot of a server; the names of the server that was not asked about for longest make room for it.
    fn slot(&self, server: GuildId, roles: &GuildRoles) -> Slot {
        let mut servers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = servers.get(&server) {
            return Arc::clone(slot);
        }
        let slot = Slot::default();
        if let Some((oldest, _)) = servers.push(server, Arc::clone(&slot)) {
            roles.remove_server(oldest);
        }
        slot
    }
}

async fn fetch(server: GuildId, rest: &Rest) -> Result<Vec<RoleName>, RestError> {
    let names = rest.get_within(&format!("/guilds/{server}/roles"), FETCH_TIMEOUT).await?;
    serde_json::from_value(names).map_err(RestError::InvalidResponse)
}
