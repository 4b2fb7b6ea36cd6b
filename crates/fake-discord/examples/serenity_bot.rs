//! A bot of serenity that answers `/ping`, and a test of it. Run it with `cargo run --example serenity_bot`.
#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::time::Duration;

use fake_discord::{FakeDiscord, Setup, Venue};
use serde_json::json;
use serenity::all::{
    ApplicationId, ClientBuilder, Command, Context, CreateCommand, CreateInteractionResponse,
    CreateInteractionResponseMessage, EventHandler, GatewayIntents, HttpBuilder, Interaction, Ready,
};
use serenity::async_trait;

struct Bot;

#[async_trait]
impl EventHandler for Bot {
    async fn ready(&self, context: Context, _: Ready) {
        let ping = CreateCommand::new("ping").description("Answers pong");
        Command::create_global_command(&context, ping).await.unwrap();
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let Interaction::Command(command) = interaction else { return };
        let message = CreateInteractionResponseMessage::new().content("pong");
        command.create_response(&context, CreateInteractionResponse::Message(message)).await.unwrap();
    }
}

#[tokio::main]
async fn main() {
    let discord = FakeDiscord::start(Setup::default()).await.unwrap();

    // Serenity's rate limiter ignores the proxy, so it has to be disabled.
    let http = HttpBuilder::new(discord.token()).proxy(discord.address()).ratelimiter_disabled(true);
    let http = http.application_id(ApplicationId::new(discord.bot_id().0)).build();
    let mut bot = ClientBuilder::new_with_http(http, GatewayIntents::GUILDS).event_handler(Bot).await.unwrap();
    tokio::spawn(async move { bot.start().await });

    let timeout = Duration::from_secs(10);
    discord.wait_for(timeout, |discord| discord.commands().pop()).await.unwrap();
    let outcome = discord.use_command("ada", Venue::Guild, "ping", json!({})).await.unwrap();
    assert_eq!(outcome.text(), "pong");
    assert!(discord.violations().is_empty(), "{:?}", discord.violations());
}

#[test]
fn ping_is_answered() {
    main();
}
