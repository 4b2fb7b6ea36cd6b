//! Private answers, and what is shared of them.

use fake_discord::{FakeDiscord, Message, Outcome, Venue};
use serde_json::json;

use super::{Start, start_discord};

const SHARE: &str = "Share with the channel";

async fn private(discord: &FakeDiscord, role: &str) -> Message {
    let options = json!({"role": role, "private": true});
    discord.use_command("ada", Venue::Guild, "next", options).await.unwrap().message.unwrap()
}

async fn press(discord: &FakeDiscord, who: &str, message: &Message, label: &str) -> Outcome {
    let button = message.button(label).unwrap_or_else(|| panic!("no button {label:?}: {}", message.text()));
    discord.press_button(who, message.id, &button).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_answer_can_be_shared() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let own = private(&discord, "helpdesk").await;
    let shared = press(&discord, "ada", &own, SHARE).await;
    assert!(!shared.is_ephemeral());
    assert_eq!(shared.response.as_ref().unwrap().kind, 4, "posted anew");
    let message = shared.message.unwrap();
    assert_eq!(message.json["embeds"], own.json["embeds"], "what ada saw is what the channel sees");
    assert!(message.content().contains(&format!("<@{}>", discord.member_id("ada").unwrap())), "{}", message.content());
    assert!(message.pinged.users.is_empty(), "named, and not pinged");
    assert_eq!(message.button(SHARE), None, "it is shared already");
    // On the shared answer its sharer goes on in place, and others get their own.
    assert!(press(&discord, "ben", &message, "More").await.is_ephemeral());
    assert_eq!(press(&discord, "ada", &message, "More").await.response.unwrap().kind, 7);
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expanded_answer_stays_private_until_shared() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let own = private(&discord, "it manager").await;
    let full = press(&discord, "ada", &own, "More").await;
    assert!(full.is_ephemeral());
    let second = press(&discord, "ada", &full.message.unwrap(), "More ›").await;
    let second = second.message.unwrap();
    assert!(second.text().contains("Page 2 of"));
    let shared = press(&discord, "ada", &second, SHARE).await;
    assert!(!shared.is_ephemeral() && shared.text().contains("Page 2 of"), "{}", shared.text());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_user_shares_under_their_own_name() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let asked = discord.use_command("ada", Venue::Guild, "next", json!({"role": "helpdesk"})).await.unwrap();
    let own = press(&discord, "ben", &asked.message.unwrap(), "More").await.message.unwrap();
    let shared = press(&discord, "ben", &own, SHARE).await.message.unwrap();
    assert!(shared.content().contains(&format!("<@{}>", discord.member_id("ben").unwrap())), "{}", shared.content());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn public_answers_and_questions_back_have_no_share_button() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    for role in ["helpdesk", "architect", "xyzzy"] {
        let asked = discord.use_command("ada", Venue::Guild, "next", json!({"role": role})).await.unwrap();
        assert_eq!(asked.message.unwrap().button(SHARE), None, "{role}");
    }
    bot.end(&discord).await;
}
