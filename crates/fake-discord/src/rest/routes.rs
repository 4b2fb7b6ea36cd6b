//! The table of routes, and who may ask for them.

use std::time::Instant;

use super::answer::Answer;
use super::request::Request;
use super::{about, callback, commands, messages, webhooks};
use crate::id::Id;
use crate::world::World;

/// A request on its way to the handler of its route.
pub(super) struct Call<'r> {
    pub(super) request: &'r Request,
    /// When the request was there.
    pub(super) arrived: Instant,
    /// What stood in the places of the route, in their order.
    places: Vec<&'r str>,
}

impl Call<'_> {
    /// The text in the n-th place of the route.
    pub(super) fn place(&self, n: usize) -> &str {
        self.places.get(n).copied().unwrap_or_default()
    }

    /// The id in the n-th place of the route; 0, which nothing has, if it is no id.
    pub(super) fn id(&self, n: usize) -> Id {
        Id::read(self.place(n)).unwrap_or(Id(0))
    }
}

type Handler = fn(&mut World, &Call<'_>) -> Answer;

/// Whether a route asks for the bot's token, or has a token in its path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Bot,
    Path,
}

/// Every route that is played: method, path in the words of Discord's API description, who may, and what it does.
const ROUTES: &[(&str, &str, By, Handler)] = &[
    ("GET", "/gateway", By::Bot, about::gateway),
    ("GET", "/gateway/bot", By::Bot, about::gateway_bot),
    ("GET", "/users/@me", By::Bot, about::me),
    ("POST", "/users/@me/channels", By::Bot, about::open_direct_messages),
    ("GET", "/applications/@me", By::Bot, about::application),
    ("GET", "/oauth2/applications/@me", By::Bot, about::application),
    ("GET", "/guilds/{guild_id}/roles", By::Bot, about::roles),
    ("GET", "/channels/{channel_id}", By::Bot, about::channel),
    ("POST", "/channels/{channel_id}/typing", By::Bot, about::typing),
    ("GET", "/applications/{application_id}/commands", By::Bot, commands::list),
    ("POST", "/applications/{application_id}/commands", By::Bot, commands::upsert),
    ("PUT", "/applications/{application_id}/commands", By::Bot, commands::overwrite),
    ("GET", "/applications/{application_id}/commands/{command_id}", By::Bot, commands::get),
    ("PATCH", "/applications/{application_id}/commands/{command_id}", By::Bot, commands::edit),
    ("DELETE", "/applications/{application_id}/commands/{command_id}", By::Bot, commands::delete),
    ("GET", "/applications/{application_id}/guilds/{guild_id}/commands", By::Bot, commands::list),
    ("POST", "/applications/{application_id}/guilds/{guild_id}/commands", By::Bot, commands::upsert),
    ("PUT", "/applications/{application_id}/guilds/{guild_id}/commands", By::Bot, commands::overwrite),
    ("GET", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", By::Bot, commands::get),
    ("PATCH", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", By::Bot, commands::edit),
    ("DELETE", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", By::Bot, commands::delete),
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", By::Path, callback::respond),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}", By::Path, webhooks::follow_up),
    ("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", By::Path, webhooks::get_original),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", By::Path, webhooks::edit_original),
    ("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", By::Path, webhooks::delete_original),
    ("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", By::Path, webhooks::get),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", By::Path, webhooks::edit),
    ("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", By::Path, webhooks::delete),
    ("GET", "/channels/{channel_id}/messages", By::Bot, messages::list),
    ("POST", "/channels/{channel_id}/messages", By::Bot, messages::post),
    ("GET", "/channels/{channel_id}/messages/{message_id}", By::Bot, messages::get),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}", By::Bot, messages::edit),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}", By::Bot, messages::delete),
];

/// Finds the route, sees whether the client may, and carries the request out.
pub(super) fn answer(world: &mut World, request: &Request, arrived: Instant) -> Answer {
    let mut path_is_known = false;
    for (method, route, by, handler) in ROUTES {
        let Some(places) = fit(route, &request.path) else { continue };
        path_is_known = true;
        if *method != request.method {
            continue;
        }
        if *by == By::Bot && request.authorization.as_deref() != Some(&format!("Bot {}", world.token)) {
            return Answer { route, ..Answer::refusal(401, 0, "401: Unauthorized") };
        }
        let call = Call { request, arrived, places };
        return Answer { route, ..handler(world, &call) };
    }
    let (status, what) = if path_is_known { (405, "Method Not Allowed") } else { (404, "Not Found") };
    let mut answer = Answer::error(status, 0, &format!("{status}: {what}"));
    answer.violations.push(super::not_played(&format!("{} /{}", request.method, request.path.join("/"))));
    answer
}

/// The route that a request is for, in the words of Discord's API description; empty if there is none.
pub(super) fn named(request: &Request) -> &'static str {
    let is_it = |(method, route, ..): &&(&str, &'static str, By, Handler)| {
        *method == request.method && fit(route, &request.path).is_some()
    };
    ROUTES.iter().find(is_it).map_or("", |(_, route, ..)| route)
}

/// What stands in the places of a route, if the path fits it. A place takes anything but `@me` and `@original`, which
/// have routes of their own.
fn fit<'r>(route: &str, path: &'r [String]) -> Option<Vec<&'r str>> {
    let mut parts = route.split('/').skip(1);
    let mut places = Vec::new();
    for part in path {
        let wanted = parts.next()?;
        if wanted.starts_with('{') && !part.starts_with('@') && !part.is_empty() {
            places.push(part.as_str());
        } else if wanted != part {
            return None;
        }
    }
    parts.next().is_none().then_some(places)
}
