//! The supported routes, and which of them need the bot's token.

use std::time::Instant;

use super::request::Request;
use super::response::Response;
use super::{callback, commands, info, messages, webhooks};
use crate::id::Id;
use crate::world::World;

/// A request on its way to the handler of its route.
pub(super) struct Call<'r> {
    pub(super) request: &'r Request,
    /// When the request had been received.
    pub(super) arrived: Instant,
    /// The values of the route's parameters, in order.
    params: Vec<&'r str>,
}

impl Call<'_> {
    /// The value of the n-th parameter.
    pub(super) fn param(&self, n: usize) -> &str {
        self.params.get(n).copied().unwrap_or_default()
    }

    /// The n-th parameter as an id; 0, which nothing has, if it is not one.
    pub(super) fn id(&self, n: usize) -> Id {
        Id::parse(self.param(n)).unwrap_or(Id(0))
    }
}

type Handler = fn(&mut World, &Call<'_>) -> Response;

/// How a route authenticates the client.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Auth {
    /// By the bot's token in a header.
    Bot,
    /// By a token in the path, or not at all.
    None,
}

/// The supported routes: method, path as Discord's API description writes it, authentication and handler.
const ROUTES: &[(&str, &str, Auth, Handler)] = &[
    ("GET", "/gateway", Auth::None, info::gateway),
    ("GET", "/gateway/bot", Auth::Bot, info::gateway_bot),
    ("GET", "/users/@me", Auth::Bot, info::me),
    ("GET", "/users/@me/guilds", Auth::Bot, info::guilds),
    ("POST", "/users/@me/channels", Auth::Bot, info::open_direct_messages),
    ("GET", "/applications/@me", Auth::Bot, info::application),
    ("GET", "/oauth2/applications/@me", Auth::Bot, info::application),
    ("GET", "/guilds/{guild_id}/roles", Auth::Bot, info::roles),
    ("GET", "/channels/{channel_id}", Auth::Bot, info::channel),
    ("POST", "/channels/{channel_id}/typing", Auth::Bot, info::typing),
    ("GET", "/applications/{application_id}/commands", Auth::Bot, commands::list),
    ("POST", "/applications/{application_id}/commands", Auth::Bot, commands::upsert),
    ("PUT", "/applications/{application_id}/commands", Auth::Bot, commands::overwrite),
    ("GET", "/applications/{application_id}/commands/{command_id}", Auth::Bot, commands::get),
    ("PATCH", "/applications/{application_id}/commands/{command_id}", Auth::Bot, commands::edit),
    ("DELETE", "/applications/{application_id}/commands/{command_id}", Auth::Bot, commands::delete),
    ("GET", "/applications/{application_id}/guilds/{guild_id}/commands", Auth::Bot, commands::list),
    ("POST", "/applications/{application_id}/guilds/{guild_id}/commands", Auth::Bot, commands::upsert),
    ("PUT", "/applications/{application_id}/guilds/{guild_id}/commands", Auth::Bot, commands::overwrite),
    ("GET", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", Auth::Bot, commands::get),
    ("PATCH", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", Auth::Bot, commands::edit),
    ("DELETE", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", Auth::Bot, commands::delete),
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", Auth::None, callback::respond),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}", Auth::None, webhooks::follow_up),
    ("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", Auth::None, webhooks::get_original),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", Auth::None, webhooks::edit_original),
    ("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", Auth::None, webhooks::delete_original),
    ("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", Auth::None, webhooks::get),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", Auth::None, webhooks::edit),
    ("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", Auth::None, webhooks::delete),
    ("GET", "/channels/{channel_id}/messages", Auth::Bot, messages::list),
    ("POST", "/channels/{channel_id}/messages", Auth::Bot, messages::post),
    ("GET", "/channels/{channel_id}/messages/{message_id}", Auth::Bot, messages::get),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}", Auth::Bot, messages::edit),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}", Auth::Bot, messages::delete),
];

/// Finds the route, authenticates the client, and carries the request out.
pub(super) fn handle(world: &mut World, request: &Request, arrived: Instant) -> Response {
    let mut path_is_known = false;
    for (method, route, auth, handler) in ROUTES {
        let Some(params) = match_path(route, &request.path) else { continue };
        path_is_known = true;
        if *method != request.method {
            continue;
        }
        if *auth == Auth::Bot && request.authorization.as_deref() != Some(&format!("Bot {}", world.token)) {
            return Response { route, ..Response::rejection(401, 0, "401: Unauthorized") };
        }
        let call = Call { request, arrived, params };
        return Response { route, ..handler(world, &call) };
    }
    let (status, reason) = if path_is_known { (405, "Method Not Allowed") } else { (404, "Not Found") };
    let mut response = Response::error(status, 0, &format!("{status}: {reason}"));
    response.violations.push(super::unknown_route(&format!("{} /{}", request.method, request.path.join("/"))));
    response
}

/// The route of a request, as Discord's API description writes it; empty if there is none.
pub(super) fn route_of(request: &Request) -> &'static str {
    let matches = |(method, route, ..): &&(&str, &'static str, Auth, Handler)| {
        *method == request.method && match_path(route, &request.path).is_some()
    };
    ROUTES.iter().find(matches).map_or("", |(_, route, ..)| route)
}

/// The parameters of a route, if the path matches it. A parameter matches anything but `@me` and `@original`, which have
/// routes of their own.
fn match_path<'r>(route: &str, path: &'r [String]) -> Option<Vec<&'r str>> {
    let mut parts = route.split('/').skip(1);
    let mut params = Vec::new();
    for part in path {
        let expected = parts.next()?;
        if expected.starts_with('{') && !part.starts_with('@') && !part.is_empty() {
            params.push(part.as_str());
        } else if expected != part {
            return None;
        }
    }
    parts.next().is_none().then_some(params)
}
