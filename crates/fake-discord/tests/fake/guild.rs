//! Changes of the guild, and of messages by their authors.

use fake_discord::{ActionError, NewChannel, NewMember, Setup, Venue, intents};
use serde_json::{Value, json};

use super::client::{Gate, INTENTS, Scene, identify};

#[tokio::test]
async fn an_unknown_role_in_the_setup_is_an_error() {
    let setup = Setup::default().with_member(NewMember::new("cleo").with_role("Nobody"));
    let error = fake_discord::FakeDiscord::start(setup).await.map(drop).unwrap_err();
    assert_eq!(error.to_string(), "the member cleo has the unknown role Nobody");
}

#[tokio::test]
async fn new_channels_and_members_are_announced() {
    let scene = Scene::with(Setup::default().with_privileged_intents(intents::GUILD_MEMBERS)).await;
    let mut gate = Gate::connect(&scene).await;
    gate.send(identify(&scene, INTENTS | intents::GUILD_MEMBERS)).await;
    gate.event("GUILD_CREATE").await;
    let channel = scene.discord.add_channel(NewChannel::new("jobs"));
    let created = gate.event("CHANNEL_CREATE").await;
    assert_eq!((&created["id"], &created["name"]), (&json!(channel), &json!("jobs")));
    let member = NewMember::new("cleo").with_role("Moderator").with_locale("de");
    let cleo = scene.discord.add_member(&member).unwrap();
    let added = gate.event("GUILD_MEMBER_ADD").await;
    assert_eq!((&added["user"]["id"], &added["roles"]), (&json!(cleo), &json!([scene.discord.role_id("Moderator")])));
    assert!(scene.discord.set_role("cleo", scene.discord.role_id("Moderator").unwrap(), false));
    assert_eq!(gate.event("GUILD_MEMBER_UPDATE").await["roles"], json!([]));
    let message = scene.discord.send_message("cleo", Venue::ChannelId(channel), "hi").unwrap();
    assert_eq!(gate.event("MESSAGE_CREATE").await["channel_id"], json!(message.channel));
    assert_eq!(scene.discord.add_member(&member).unwrap_err().to_string(), "there is already a member called cleo");
    assert!(!scene.discord.remove_role(fake_discord::Id(1)));
}

#[tokio::test]
async fn members_edit_and_delete_their_own_messages() {
    let scene = Scene::new().await;
    let mut gate = Gate::ready(&scene).await;
    let message = scene.discord.send_message("ada", Venue::DirectMessage, "helo").unwrap();
    assert_eq!(scene.discord.edit_message("ben", message.id, "x").unwrap_err(), ActionError::NotTheAuthor);
    let edited = scene.discord.edit_message("ada", message.id, "hello").unwrap();
    let update = gate.event("MESSAGE_UPDATE").await;
    assert_eq!((&update["content"], update["edited_timestamp"].is_string()), (&json!("hello"), true));
    assert_eq!((edited.content(), &edited.previous[0]["content"]), ("hello", &json!("helo")));
    scene.discord.delete_message("ada", message.id).unwrap();
    assert_eq!(gate.event("MESSAGE_DELETE").await["id"], json!(message.id));
    assert_eq!(scene.discord.edit_message("ada", message.id, "x").unwrap_err(), ActionError::UnknownMessage);
}

#[tokio::test]
async fn a_user_command_carries_the_member() {
    let scene = Scene::new().await;
    scene.register(json!([{ "name": "Who?", "type": 2 }])).await;
    let mut gate = Gate::ready(&scene).await;
    let used = scene.discord.use_user_command("ada", Venue::Guild, "Who?", "ben");
    let (outcome, event) = scene.answered(&mut gate, used, json!({ "type": 4, "data": { "content": "Ben" } })).await;
    let ben = scene.discord.member_id("ben").unwrap().to_string();
    assert_eq!((&event["data"]["target_id"], outcome.unwrap().text().as_str()), (&json!(ben), "Ben"));
    assert_eq!(event["data"]["resolved"]["users"][&ben]["username"], "ben");
    assert_eq!(event["data"]["resolved"]["members"][&ben]["roles"], json!([]));
    assert_eq!(event.get("message"), None::<&Value>);
}

#[tokio::test]
async fn an_outage_ends_with_the_guild() {
    let scene = Scene::new().await;
    let mut gate = Gate::ready(&scene).await;
    scene.discord.guild_unavailable();
    assert_eq!(gate.event("GUILD_DELETE").await["unavailable"], true);
    scene.discord.guild_available();
    assert_eq!(gate.event("GUILD_CREATE").await["name"], "Test guild");
    scene.discord.remove_from_guild();
    assert_eq!(gate.event("GUILD_DELETE").await.get("unavailable"), None);
}
