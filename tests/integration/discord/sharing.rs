//! Private answers, and what is shared of them.

use fake_discord::{Message, Outcome, Setting, StandIn};
use serde_json::json;

use super::{Start, stand_in};

const SHARE: &str = "Share with the channel";

async fn private(stand_in: &StandIn, role: &str) -> Message {
    let options = json!({"role": role, "private": true});
    stand_in.use_command("ada", Setting::Server, "next", options).await.unwrap().message.unwrap()
}

async fn press(stand_in: &StandIn, who: &str, message: &Message, label: &str) -> Outcome {
    let button = message.button(label).unwrap_or_else(|| panic!("no button {label:?}: {}", message.text()));
    stand_in.press(who, message.id, &button, &[]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_answer_can_be_shared() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let own = private(&stand_in, "helpdesk").await;
    let shared = press(&stand_in, "ada", &own, SHARE).await;
    assert!(!shared.is_private());
    assert_eq!(shared.response.as_ref().unwrap().kind, 4, "posted anew");
    let message = shared.message.unwrap();
    assert_eq!(message.json["embeds"], own.json["embeds"], "what ada saw is what the channel sees");
    assert!(message.content().contains(&format!("<@{}>", stand_in.person("ada").unwrap())), "{}", message.content());
    assert!(message.pinged.users.is_empty(), "named, and not pinged");
    assert_eq!(message.button(SHARE), None, "it is shared already");
    // On the shared answer its sharer goes on in place, and others get their own.
    assert!(press(&stand_in, "ben", &message, "Show everything").await.is_private());
    assert_eq!(press(&stand_in, "ada", &message, "Show everything").await.response.unwrap().kind, 7);
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_in_place_stays_private_until_it_is_shared() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let own = private(&stand_in, "it manager").await;
    let full = press(&stand_in, "ada", &own, "Show everything").await;
    assert!(full.is_private());
    let second = press(&stand_in, "ada", &full.message.unwrap(), "More ›").await;
    let second = second.message.unwrap();
    assert!(second.text().contains("Page 2 of"));
    let shared = press(&stand_in, "ada", &second, SHARE).await;
    assert!(!shared.is_private() && shared.text().contains("Page 2 of"), "{}", shared.text());
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_shares_in_their_own_name() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let asked = stand_in.use_command("ada", Setting::Server, "next", json!({"role": "helpdesk"})).await.unwrap();
    let own = press(&stand_in, "ben", &asked.message.unwrap(), "Show everything").await.message.unwrap();
    let shared = press(&stand_in, "ben", &own, SHARE).await.message.unwrap();
    assert!(shared.content().contains(&format!("<@{}>", stand_in.person("ben").unwrap())), "{}", shared.content());
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn public_answers_and_questions_back_have_nothing_to_share() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    for role in ["helpdesk", "architect", "xyzzy"] {
        let asked = stand_in.use_command("ada", Setting::Server, "next", json!({"role": role})).await.unwrap();
        assert_eq!(asked.message.unwrap().button(SHARE), None, "{role}");
    }
    bot.end(&stand_in).await;
}
