//! serenity against the fake: it can parse every event.

use std::time::Duration;

use fake_discord::{FakeDiscord, Setup, Venue};
use serde_json::json;
use serenity::all::{
    AutocompleteChoice, CommandInteraction, Context, CreateAllowedMentions, CreateAutocompleteResponse, CreateCommand,
    CreateInteractionResponse, CreateInteractionResponseMessage, Event, GatewayIntents, Http, HttpBuilder, Interaction,
    RawEventHandler,
};
use serenity::async_trait;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::client::TIMEOUT;
use crate::oracles::objections_to_all;

/// Passes on every event that serenity could read, and answers interactions.
struct Handler {
    seen: UnboundedSender<Event>,
}

#[async_trait]
impl RawEventHandler for Handler {
    async fn raw_event(&self, context: Context, event: Event) {
        if let Event::InteractionCreate(event) = &event {
            match &event.interaction {
                Interaction::Command(command) => answer(&context, command).await,
                Interaction::Component(press) => {
                    press.create_response(&context.http, CreateInteractionResponse::Acknowledge).await.unwrap();
                }
                Interaction::Autocomplete(typing) => {
                    let choice = AutocompleteChoice::new("Helpdesk", "helpdesk");
                    let choices = CreateAutocompleteResponse::new().set_choices(vec![choice]);
                    typing
                        .create_response(&context.http, CreateInteractionResponse::Autocomplete(choices))
                        .await
                        .unwrap();
                }
                other => panic!("{other:?}"),
            }
        }
        let _ = self.seen.send(event);
    }
}

async fn answer(context: &Context, command: &CommandInteraction) {
    let button = serenity::all::CreateButton::new("more").label("More");
    let message = CreateInteractionResponseMessage::new()
        .content("Operations")
        .ephemeral(true)
        .button(button)
        .allowed_mentions(CreateAllowedMentions::new());
    command.create_response(&context.http, CreateInteractionResponse::Message(message)).await.unwrap();
}

struct Bot {
    discord: FakeDiscord,
    seen: UnboundedReceiver<Event>,
    http: Http,
}

impl Bot {
    async fn start(setup: Setup) -> Self {
        let discord = FakeDiscord::start(setup).await.unwrap();
        let build = || HttpBuilder::new(discord.token()).proxy(discord.address()).ratelimiter_disabled(true).build();
        let http = build();
        let id = http.get_current_application_info().await.unwrap().id;
        http.set_application_id(id);
        assert_eq!(id.get(), discord.bot_id().0);
        let intents = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
        let (sender, seen) = unbounded_channel();
        let client = serenity::client::ClientBuilder::new_with_http(build(), intents)
            .raw_event_handler(Handler { seen: sender });
        let mut client = client.await.unwrap();
        tokio::spawn(async move { client.start().await });
        assert!(discord.wait_until_connected(TIMEOUT).await);
        Self { discord, seen, http }
    }

    /// The next event for which the closure gives something.
    async fn seen<T>(&mut self, wanted: impl Fn(Event) -> Option<T>) -> T {
        let search = async {
            loop {
                if let Some(found) = wanted(self.seen.recv().await.unwrap()) {
                    return found;
                }
            }
        };
        tokio::time::timeout(TIMEOUT, search).await.expect("an event that serenity can read")
    }

    async fn hears(&mut self, text: &str) {
        self.discord.send_message("ada", Venue::DirectMessage, text).unwrap();
        let said = |event| match event {
            Event::MessageCreate(event) if event.message.content == text => Some(()),
            _ => None,
        };
        self.seen(said).await;
    }
}

#[tokio::test]
async fn serenity_parses_every_event() {
    let mut bot = Bot::start(Setup::default()).await;
    bot.seen(|event| matches!(event, Event::Ready(_)).then_some(())).await;
    let guild = bot.seen(|event| match event {
        Event::GuildCreate(event) => Some(event.guild),
        _ => None,
    });
    let guild = guild.await;
    assert_eq!((guild.roles.len(), guild.channels.len(), guild.members.len()), (2, 2, 1));
    let role = bot.discord.add_role("Operations");
    bot.discord.rename_role(role, "Ops");
    bot.discord.remove_role(role);
    bot.seen(|event| matches!(event, Event::GuildRoleCreate(_)).then_some(())).await;
    bot.seen(|event| matches!(event, Event::GuildRoleUpdate(event) if event.role.name == "Ops").then_some(())).await;
    bot.seen(|event| matches!(event, Event::GuildRoleDelete(_)).then_some(())).await;
    bot.hears("hello").await;
    bot.discord.send_message("ada", Venue::Guild, &format!("<@{}>", bot.discord.bot_id())).unwrap();
    let message = bot.seen(|event| match event {
        Event::MessageCreate(event) if event.message.guild_id.is_some() => Some(event.message),
        _ => None,
    });
    let message = message.await;
    assert!(message.member.is_some() && message.mentions.len() == 1);
    let mut own = message.reply(&bot.http, "hi").await.unwrap();
    own.edit(&bot.http, serenity::all::EditMessage::new().content("ho")).await.unwrap();
    own.delete(&bot.http).await.unwrap();
    bot.seen(|event| matches!(event, Event::MessageUpdate(_)).then_some(())).await;
    bot.seen(|event| matches!(event, Event::MessageDelete(_)).then_some(())).await;
    assert!(bot.discord.violations().is_empty(), "{:?}", bot.discord.violations());
    assert_eq!(objections_to_all(&bot.discord), Vec::<String>::new());
}

#[tokio::test]
async fn serenity_responds_to_every_interaction() {
    let bot = Bot::start(Setup::default()).await;
    let next = CreateCommand::new("next").description("x").add_option(
        serenity::all::CreateCommandOption::new(serenity::all::CommandOptionType::String, "role", "x")
            .set_autocomplete(true),
    );
    let who = serenity::all::CreateCommandOption::new(serenity::all::CommandOptionType::User, "who", "x");
    let role = serenity::all::CreateCommandOption::new(serenity::all::CommandOptionType::Role, "what", "x");
    let next = next
        .add_option(who)
        .add_option(role)
        .integration_types(vec![serenity::all::InstallationContext::Guild, serenity::all::InstallationContext::User]);
    let menu = CreateCommand::new("What comes next?").kind(serenity::all::CommandType::Message);
    bot.http.create_global_commands(&vec![next, menu]).await.unwrap();
    assert_eq!(bot.discord.commands().len(), 2);
    let everything = json!({
        "role": "helpdesk", "who": bot.discord.member_id("mo").unwrap(), "what": bot.discord.role_id("Moderator").unwrap(),
    });
    for venue in [Venue::Guild, Venue::DirectMessage, Venue::ForeignGuild, Venue::GroupDm] {
        let outcome = bot.discord.use_command("ada", venue, "next", everything.clone()).await.unwrap();
        assert!(outcome.is_ephemeral() && outcome.text() == "Operations\nMore", "{venue:?} {outcome:?}");
        let message = outcome.message.unwrap().id;
        let pressed = bot.discord.press_button("ada", message, "more").await.unwrap();
        assert_eq!(pressed.response.unwrap().kind, 6);
        let typed = bot.discord.autocomplete("ada", venue, "next", json!({ "role": "h" }), "role").await.unwrap();
        assert_eq!(typed.choices().len(), 1);
    }
    for venue in [Venue::Guild, Venue::DirectMessage] {
        let said = bot.discord.send_message("ben", venue, "I am a sysadmin").unwrap();
        let outcome = bot.discord.use_message_command("ada", "What comes next?", said.id).await.unwrap();
        assert!(outcome.response.is_some(), "{venue:?}");
    }
    assert!(bot.discord.violations().is_empty(), "{:?}", bot.discord.violations());
    assert_eq!(objections_to_all(&bot.discord), Vec::<String>::new());
}

#[tokio::test]
async fn serenity_resumes_after_every_interruption() {
    type Interruption = fn(&FakeDiscord) -> usize;
    let interruptions: [(&str, Interruption); 4] = [
        ("drop_socket", FakeDiscord::drop_gateway),
        ("ask_to_reconnect", FakeDiscord::request_reconnect),
        ("close 4000", |discord| discord.close_gateway(4000)),
        ("close 4008", |discord| discord.close_gateway(4008)),
    ];
    let mut bot = Bot::start(Setup::default()).await;
    bot.hears("before").await;
    for (resumes, (name, interrupt)) in interruptions.into_iter().enumerate() {
        assert_eq!(interrupt(&bot.discord), 1, "{name}");
        // Said while nobody listens, heard after all.
        bot.hears(name).await;
        let resumed = |discord: &FakeDiscord| (discord.resumes() == resumes + 1).then_some(());
        assert!(bot.discord.wait_for(TIMEOUT, resumed).await.is_some(), "{name}");
        assert!(bot.discord.wait_until_connected(TIMEOUT).await, "{name}");
    }
    assert_eq!(bot.discord.identifies().len(), 1);
    assert!(bot.discord.violations().is_empty());
}

#[tokio::test]
async fn serenity_identifies_again_after_an_invalid_session() {
    let bot = Bot::start(Setup::default()).await;
    bot.discord.invalidate_session(false);
    let anew = |discord: &FakeDiscord| (discord.identifies().len() == 2).then_some(());
    // Serenity waits five seconds, as the documentation advises.
    assert!(bot.discord.wait_for(Duration::from_secs(15), anew).await.is_some());
}
