//! Entry points for the fuzz targets: what arrives from outside, without the network around it.

use std::num::NonZeroUsize;
use std::sync::Arc;

use futures_util::FutureExt as _;
use serenity::all::Interaction;

use crate::answer::Engine;

use super::answer_cache::AnswerCache;
use super::events::Event;
use super::guild_roles::GuildRoles;
use super::rate_limiter::UserRateLimiter;
use super::respond::Responder;

/// The response to the body of an interaction, as JSON; `None` if the body is none, or gets no response.
pub fn response(engine: &Arc<Engine>, body: &[u8]) -> Option<String> {
    let interaction: Interaction = serde_json::from_slice(body).ok()?;
    let responder = Responder {
        bot: None,
        is_private: false,
        limiter: UserRateLimiter::per_minute(0),
        notice_limiter: UserRateLimiter::per_minute(0),
        roles: GuildRoles::default(),
        cache: AnswerCache::new(NonZeroUsize::MIN),
        gaps: None,
        has_suggestions_channel: false,
    };
    // Without Redis there is nothing to wait for.
    let answered = responder.on_interaction(engine, &interaction).now_or_never()??;
    answered.response.json().ok().map(|json| json.to_string())
}

/// Whether a text of the gateway is an event that is used.
pub fn is_event(text: &str) -> bool {
    matches!(Event::parse(text), Ok(Some(_)))
}
