//! A bot of twilight that echoes messages, and a test of it. Run it with `cargo run --example twilight_bot`.
#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::time::Duration;

use fake_discord::{FakeDiscord, Setup, Venue};
use twilight_gateway::{ConfigBuilder, Event, EventTypeFlags, Intents, Shard, ShardId, StreamExt};
use twilight_http::Client;

async fn run_bot(mut shard: Shard, http: Client) {
    while let Some(event) = shard.next_event(EventTypeFlags::MESSAGE_CREATE).await {
        let Ok(Event::MessageCreate(message)) = event else { continue };
        if !message.author.bot {
            let echo = format!("You said: {}", message.content);
            http.create_message(message.channel_id).reply(message.id).content(&echo).await.unwrap();
        }
    }
}

#[tokio::main]
async fn main() {
    let discord = FakeDiscord::start(Setup::default()).await.unwrap();

    let proxy = discord.address().trim_start_matches("http://").to_owned();
    let http = Client::builder().token(discord.token()).proxy(proxy, true).ratelimiter(None).build();
    let config = ConfigBuilder::new(discord.token(), Intents::DIRECT_MESSAGES).proxy_url(discord.gateway_url());
    tokio::spawn(run_bot(Shard::with_config(ShardId::ONE, config.build()), http));

    let timeout = Duration::from_secs(10);
    assert!(discord.wait_until_connected(timeout).await);
    let message = discord.send_message("ada", Venue::DirectMessage, "hello").unwrap();
    let reply = discord.wait_for_reply(&message, timeout).await.unwrap();
    assert_eq!(reply.content(), "You said: hello");
    assert!(discord.violations().is_empty(), "{:?}", discord.violations());
}

#[test]
fn a_message_is_echoed() {
    main();
}
