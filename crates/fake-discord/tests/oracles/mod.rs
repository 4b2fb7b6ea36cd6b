//! Second opinions on what was sent to Discord: neither our limits nor the stand-in's count here.
//!
//! Every test with a socket ends with [`objections_to_all`].

mod schema;
mod twilight;

use fake_discord::{Exchange, FakeDiscord};

/// What others object to in one request: `twilight-validate`, and Discord's own description of its API.
pub(crate) fn objections(exchange: &Exchange) -> Vec<String> {
    let mut objections = twilight::objections(exchange);
    objections.extend(schema::objections(exchange));
    let request = format!("{} {}", exchange.method, exchange.route);
    objections.into_iter().map(|objection| format!("{request}: {objection}")).collect()
}

/// What others object to in everything that was sent.
pub(crate) fn objections_to_all(discord: &FakeDiscord) -> Vec<String> {
    discord.exchanges().iter().flat_map(objections).collect()
}
