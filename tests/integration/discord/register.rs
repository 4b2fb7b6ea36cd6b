//! The commands, registered without a connection to the gateway.

use fake_discord::{FakeDiscord, Venue};
use serde_json::{Value, json};

use super::{Start, start_discord};
use crate::program::{Call, nextrole};

const NAMES: &str = "next, become, path, compare, define, tracks, disputes, about, suggest, What comes next?";

fn register(discord: &FakeDiscord, arguments: &str) -> Call {
    let call = nextrole(&format!("register {arguments}"));
    call.env("DISCORD_TOKEN", discord.token()).env("DISCORD_PROXY", discord.address())
}

/// Runs it beside the fake Discord, which lives on this thread's runtime.
async fn prints(call: Call) -> String {
    tokio::task::spawn_blocking(|| call.prints()).await.unwrap()
}

fn writes(discord: &FakeDiscord) -> usize {
    discord.exchanges().iter().filter(|exchange| exchange.method != "GET").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_registered_once() {
    let discord = start_discord().await;
    let first = prints(register(&discord, "")).await;
    assert_eq!(first, format!("Registered wherever the bot is installed: {NAMES}\n"));
    assert_eq!(discord.commands().len(), 10);
    assert_eq!(discord.identifies(), [], "without a gateway");
    let again = prints(register(&discord, "")).await;
    assert_eq!(again, format!("Already registered wherever the bot is installed: {NAMES}\n"));
    assert_eq!(writes(&discord), 1, "nothing differs, so nothing is written");
    assert_eq!(discord.violations(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_description_is_translated() {
    let discord = start_discord().await;
    prints(register(&discord, "")).await;
    let described = |it: &Value, at: &str, missing: &mut Vec<String>| {
        for locale in ["de", "fr"] {
            if it["description_localizations"][locale].as_str().is_none_or(str::is_empty) {
                missing.push(format!("{at} in {locale}"));
            }
        }
    };
    let mut missing = Vec::new();
    for command in discord.commands() {
        // A command in a menu has a name and no description.
        if command["description"].as_str().is_none_or(str::is_empty) {
            continue;
        }
        described(&command, &command["name"].to_string(), &mut missing);
        for option in command["options"].as_array().into_iter().flatten() {
            described(option, &format!("{} of {}", option["name"], command["name"]), &mut missing);
        }
        if command["name"] == "suggest" {
            assert_eq!(command["options"][0]["description"], "What you would like to add");
        }
        let private = command["options"].as_array().into_iter().flatten().find(|option| option["name"] == "private");
        if let Some(private) = private {
            assert_eq!(private["description_localizations"]["de"], "Die Antwort nur mir zeigen");
        }
    }
    assert_eq!(missing, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_can_be_tried_in_one_server_and_removed_again() {
    let discord = start_discord().await;
    let guild = discord.guild_id().to_string();
    let arguments = format!("--guild {guild}");
    assert_eq!(prints(register(&discord, &arguments)).await, format!("Registered in the server {guild}: {NAMES}\n"));
    assert_eq!((discord.guild_commands().len(), discord.commands().len()), (10, 0));
    let again = prints(register(&discord, &arguments)).await;
    assert_eq!(again, format!("Already registered in the server {guild}: {NAMES}\n"));
    let removed = prints(register(&discord, &format!("{arguments} --remove"))).await;
    assert_eq!(removed, format!("Removed the commands in the server {guild}.\n"));
    assert_eq!(discord.guild_commands().len(), 0);
    let none = prints(register(&discord, &format!("{arguments} --remove"))).await;
    assert_eq!(none, format!("There are no commands in the server {guild}.\n"));
    assert_eq!(discord.violations(), []);
}

/// The way to try the bot in one server, from the first start to the end of the trial.
#[tokio::test(flavor = "multi_thread")]
async fn a_bot_can_be_run_for_one_server() {
    let discord = start_discord().await;
    let guild = discord.guild_id().to_string();
    let bot = Start::on(&discord).argument("--guild").argument(&guild).ready(&discord).await;
    assert_eq!((discord.guild_commands().len(), discord.commands().len()), (10, 0), "nowhere else");
    let asked = discord.use_command("ada", Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap();
    assert!(asked.text().contains("What comes after helpdesk?"), "{}", asked.text());
    let elsewhere = discord.use_command("ada", Venue::DirectMessage, "next", json!({"role": "helpdesk"})).await;
    assert!(elsewhere.is_err(), "the command is in direct messages too");
    bot.end(&discord).await;
    let removed = prints(register(&discord, &format!("--guild {guild} --remove"))).await;
    assert_eq!(removed, format!("Removed the commands in the server {guild}.\n"));
    let bot = Start::on(&discord).ready(&discord).await;
    assert_eq!((discord.guild_commands().len(), discord.commands().len()), (0, 10));
    bot.end(&discord).await;
}

/// An id that is not of a server with the bot.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_the_bot_is_an_error() {
    let discord = start_discord().await;
    let (status, output) = Start::on(&discord).argument("--guild").argument("123456789012345678").fails();
    assert_eq!(status.code(), Some(1), "{output}");
    assert!(output.contains("nextrole: cannot register the commands: Discord rejected the request"), "{output}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_token_is_an_error() {
    let discord = start_discord().await;
    let wrong = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.not-the-right-one-but-well-formed";
    let call = nextrole("register").env("DISCORD_TOKEN", wrong).env("DISCORD_PROXY", discord.address());
    let error = tokio::task::spawn_blocking(|| call.fails(1)).await.unwrap();
    assert!(error.contains("Discord rejected the bot's token") && !error.contains(wrong), "{error}");
}

#[test]
fn a_server_is_given_by_its_id() {
    for command in ["run", "register"] {
        for wrong in ["my-server", "0", "-1"] {
            let error = nextrole(&format!("{command} --guild={wrong}")).fails(2);
            assert!(error.contains("give the id of the server, a long number"), "{error}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_discord_is_named_while_it_is_waited_for() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let token = start_discord().await.token();
    let command = nextrole("register").env("DISCORD_TOKEN", token).env("DISCORD_PROXY", &address).command();
    let register = Start { command }.spawn();
    register.writes(&format!("still waiting for Discord at {address}; trying for up to 20 seconds")).await;
    let (status, output) = register.stop().await;
    assert_eq!(status.code(), Some(1), "{output}");
    assert!(output.contains("stopped before the commands were registered"), "{output}");
}
