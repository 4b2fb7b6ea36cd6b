//! Second opinions on what a bot sent: `twilight-validate`, and Discord's own description of its API.

mod schema;
mod twilight;

use fake_discord::{Exchange, FakeDiscord};

/// What both object to in one request.
pub(crate) fn objections(exchange: &Exchange) -> Vec<String> {
    let mut objections = twilight::objections(exchange);
    objections.extend(schema::objections(exchange));
    let request = format!("{} {}", exchange.method, exchange.route);
    objections.into_iter().map(|objection| format!("{request}: {objection}")).collect()
}

/// What both object to in all requests.
pub(crate) fn objections_to_all(discord: &FakeDiscord) -> Vec<String> {
    discord.exchanges().iter().flat_map(objections).collect()
}
