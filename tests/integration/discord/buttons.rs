//! Buttons: the rest of an answer, the next question, by anybody who presses, after a restart too.

use fake_discord::{FakeDiscord, Message, Outcome, Venue};
use serde_json::json;

use super::crawl::pressable;
use super::{SOON, Start, knowledge_of, start_discord};

async fn ask(discord: &FakeDiscord, role: &str) -> Message {
    let outcome = discord.use_command("ada", Venue::Guild, "next", json!({"role": role})).await.unwrap();
    outcome.message.unwrap()
}

async fn press(discord: &FakeDiscord, who: &str, message: &Message, label: &str) -> Outcome {
    let button = message.button(label).unwrap_or_else(|| panic!("no button {label:?}: {}", message.text()));
    discord.press_button(who, message.id, &button).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_expands_the_answer_in_place() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let brief = ask(&discord, "it manager").await;
    let full = press(&discord, "ada", &brief, "More").await;
    assert_eq!(full.response.as_ref().unwrap().kind, 7, "changes the message instead of posting another");
    let text = full.text();
    assert!(text.len() > brief.text().len() && text.contains("Page 1 of"), "{text}");
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_user_gets_an_answer_of_their_own() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let asked = ask(&discord, "helpdesk").await;
    let own = press(&discord, "ben", &asked, "More").await;
    assert!(own.is_ephemeral());
    assert_eq!(discord.message(asked.id).unwrap().json["embeds"], asked.json["embeds"], "ada's answer stays");
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_is_answered() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let choice = ask(&discord, "architect").await;
    let choices = pressable(&choice).into_iter().filter(|(_, value)| value.is_some());
    let (menu, value) =
        choices.clone().find(|(_, value)| value.as_ref().unwrap().ends_with(":infra-architect")).unwrap();
    let chosen = discord.choose("ada", choice.id, &menu, &[&value.unwrap()]).await.unwrap();
    assert!(chosen.text().contains("What comes after infrastructure architect?"), "{}", chosen.text());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_belong_to_the_user_who_asked() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let question = discord.send_message("ada", Venue::Guild, &format!("<@{}> helpdesk", discord.bot_id())).unwrap();
    let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
    assert!(press(&discord, "ben", &answer, "More").await.is_ephemeral());
    assert_eq!(press(&discord, "ada", &answer, "More").await.response.unwrap().kind, 7);
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_work_after_a_restart() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let asked = ask(&discord, "helpdesk").await;
    bot.end(&discord).await;
    let again = Start::on(&discord).ready(&discord).await;
    let next = press(&discord, "ada", &asked, "System administrator").await;
    assert!(next.text().contains("What comes after system administrator?"), "{}", next.text());
    again.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_for_a_removed_role_is_answered() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let asked = ask(&discord, "helpdesk").await;
    bot.end(&discord).await;
    let other = knowledge_of("[[role]]\nid = \"nurse\"\nname = \"Nurse\"\n");
    let again = Start::on(&discord).knowledge(other.path()).ready(&discord).await;
    let gone = press(&discord, "ada", &asked, "System administrator").await;
    assert!(gone.text().contains("sysadmin") && gone.text().contains("/tracks"), "{}", gone.text());
    again.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_line_can_be_opened() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let asked = ask(&discord, "it manager").await;
    let choices = pressable(&asked).into_iter().filter(|(_, value)| value.is_some());
    let (menu, value) =
        choices.clone().find(|(_, value)| value.as_ref().unwrap().ends_with("infra-architect")).unwrap();
    let opened = discord.choose("ada", asked.id, &menu, &[&value.unwrap()]).await.unwrap();
    for said in ["Michael Platt", "Beth Patton", "Each picks up where the other leaves off", "August 2005"] {
        assert!(opened.text().contains(said), "{said}: {}", opened.text());
    }
    bot.end(&discord).await;
}
