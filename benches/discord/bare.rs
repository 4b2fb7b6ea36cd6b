//! The least that a serenity bot can be: it answers every command with one and the same embed.

use serenity::all::{ClientBuilder, Command, Context, EventHandler, GatewayIntents, Interaction, Ready};
use serenity::builder::{
    CreateCommand, CreateCommandOption, CreateEmbed, CreateInteractionResponse, CreateInteractionResponseMessage,
};
use serenity::http::HttpBuilder;
use serenity::model::application::CommandOptionType;

/// Starts this program as the bare bot.
pub(super) const ARGUMENT: &str = "bare-bot";

struct Bare;

#[serenity::async_trait]
impl EventHandler for Bare {
    async fn ready(&self, context: Context, _: Ready) {
        let role = CreateCommandOption::new(CommandOptionType::String, "role", "A role").required(true);
        let command = CreateCommand::new("next").description("A fixed embed").add_option(role);
        Command::set_global_commands(&context, vec![command]).await.unwrap();
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        if let Interaction::Command(command) = interaction {
            let embed = CreateEmbed::new().title("What comes next?").description("Always the same.");
            let message = CreateInteractionResponseMessage::new().embed(embed);
            command.create_response(&context, CreateInteractionResponse::Message(message)).await.unwrap();
        }
    }
}

pub(super) fn run() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let token = std::env::var("DISCORD_TOKEN").unwrap();
        let http = HttpBuilder::new(token).proxy(std::env::var("DISCORD_PROXY").unwrap()).ratelimiter_disabled(true);
        let mut client =
            ClientBuilder::new_with_http(http.build(), GatewayIntents::GUILDS).event_handler(Bare).await.unwrap();
        client.start().await.unwrap();
    });
}
