//! Every button of every answer, and every choice of every menu, three presses deep: everywhere, by others, and after a
//! restart.

use std::collections::{BTreeSet, VecDeque};

use fake_discord::{FakeDiscord, Message, Venue};
use serde_json::{Value, json};

use super::{Bot, Start, start_discord, without_budget};
use nextrole::discord::custom_id::REMOVE;

/// Most presses one after the other.
const DEEPEST: usize = 3;

/// Maximum number of different buttons that one crawl presses; the shipped knowledge has thousands.
const MAX_PRESSES: usize = 250;

/// A `custom_id`, and what was chosen where it is that of a menu.
pub(super) type Press = (String, Option<String>);

/// What can be pressed on a message: buttons, and each choice of a menu.
pub(super) fn pressable(message: &Message) -> Vec<Press> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let of = |component: &Value| {
        let custom_id = text(&component["custom_id"]);
        match component["options"].as_array() {
            Some(options) => options.iter().map(|option| (custom_id.clone(), Some(text(&option["value"])))).collect(),
            None => vec![(custom_id, None)],
        }
    };
    // The button that removes an answer leads nowhere.
    message.components().into_iter().flat_map(of).filter(|(custom_id, _)| custom_id != REMOVE).collect()
}

fn starts() -> Vec<(&'static str, Value)> {
    vec![
        ("next", json!({"role": "it manager"})),
        ("path", json!({"from": "helpdesk", "to": "architect"})),
        ("path", json!({"from": "manger", "to": "enginer"})),
        ("compare", json!({"a": "it manager", "b": "infra architect"})),
        ("compare", json!({"a": "architect", "b": "xyzzy"})),
        ("about", json!({})),
        ("define", json!({"term": "architect"})),
        ("tracks", json!({})),
        ("next", json!({"role": "xyzzy"})),
        ("next", json!({"role": "manager"})),
        ("next", json!({"role": "helpdesk", "private": true})),
    ]
}

async fn press(discord: &FakeDiscord, who: &str, on: &Message, (button, value): &Press) -> Message {
    let outcome = match value {
        Some(value) => discord.choose(who, on.id, button, &[value]).await,
        None => discord.press_button(who, on.id, button).await,
    };
    let outcome = outcome.unwrap();
    let message = outcome.message.unwrap_or_else(|| panic!("{button} {value:?} gets no answer"));
    assert!(!message.text().contains("Not found"), "{button} {value:?}: {}", message.text());
    message
}

/// Presses everything, the shortest way to it first: `presser` on what `asker` was answered. A press changes the message
/// in place, so each path is crawled from its start.
async fn crawl(venue: Venue, asker: &str, presser: &str) {
    let discord = start_discord().await;
    let config = without_budget();
    let bot = Start::on(&discord).config(config.path()).ready(&discord).await;
    let starts = starts();
    let mut ways: VecDeque<(usize, Vec<Press>)> = (0..starts.len()).map(|start| (start, Vec::new())).collect();
    let mut seen = BTreeSet::new();
    while let Some((start, way)) = ways.pop_front() {
        let (command, options) = &starts[start];
        let asked = discord.use_command(asker, venue, command, options.clone()).await.unwrap();
        if asked.is_ephemeral() && asker != presser {
            continue;
        }
        let mut message = asked.message.unwrap();
        for pressed in &way {
            message = press(&discord, presser, &message, pressed).await;
        }
        for next in pressable(&message) {
            if way.len() < DEEPEST && seen.len() < MAX_PRESSES && seen.insert(next.clone()) {
                ways.push_back((start, way.iter().cloned().chain([next]).collect()));
            }
        }
    }
    assert!(seen.len() > 100, "only {} buttons: {seen:#?}", seen.len());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_server() {
    crawl(Venue::Guild, "ada", "ada").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_another_user() {
    crawl(Venue::Guild, "ada", "ben").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_direct_messages() {
    crawl(Venue::DirectMessage, "ada", "ada").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_server_without_the_bot() {
    crawl(Venue::ForeignGuild, "ada", "ada").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_group_messages() {
    crawl(Venue::GroupDm, "ada", "ada").await;
}

/// Two presses deep, and then the third by a bot that has been started since.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart() {
    let discord = start_discord().await;
    let config = without_budget();
    let start = async || -> Bot { Start::on(&discord).config(config.path()).ready(&discord).await };
    let bot = start().await;
    let mut waiting: Vec<(Message, Press)> = Vec::new();
    for (command, options) in starts() {
        let ask = async || discord.use_command("ada", Venue::Guild, command, options.clone()).await.unwrap();
        let first = pressable(&ask().await.message.unwrap());
        for pressed in first.iter().take(8) {
            let message = press(&discord, "ada", &ask().await.message.unwrap(), pressed).await;
            waiting.extend(pressable(&message).into_iter().next().map(|next| (message, next)));
        }
    }
    bot.end(&discord).await;
    let again = start().await;
    for (message, pressed) in &waiting {
        press(&discord, "ada", message, pressed).await;
    }
    assert!(waiting.len() > 40, "only {}", waiting.len());
    again.end(&discord).await;
}
