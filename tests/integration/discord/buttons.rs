//! Buttons: the rest of an answer, the next question, by whoever presses, after a restart too.

use fake_discord::{Message, Outcome, Setting, StandIn};
use serde_json::json;

use super::walk::pressable;
use super::{SOON, Start, knowledge_of, stand_in};

async fn ask(stand_in: &StandIn, role: &str) -> Message {
    let outcome = stand_in.use_command("ada", Setting::Server, "next", json!({"role": role})).await.unwrap();
    outcome.message.unwrap()
}

async fn press(stand_in: &StandIn, who: &str, message: &Message, label: &str) -> Outcome {
    let button = message.button(label).unwrap_or_else(|| panic!("no button {label:?}: {}", message.text()));
    stand_in.press(who, message.id, &button, &[]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rest_is_one_click_away_and_appears_in_place() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let brief = ask(&stand_in, "it manager").await;
    let full = press(&stand_in, "ada", &brief, "Show everything").await;
    assert_eq!(full.response.as_ref().unwrap().kind, 7, "changes the message instead of posting another");
    let text = full.text();
    assert!(text.len() > brief.text().len() && text.contains("Page 1 of"), "{text}");
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_gets_an_answer_of_their_own() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let asked = ask(&stand_in, "helpdesk").await;
    let own = press(&stand_in, "ben", &asked, "Show everything").await;
    assert!(own.is_private());
    assert_eq!(stand_in.message(asked.id).unwrap().json["embeds"], asked.json["embeds"], "ada's answer stays");
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_is_answered() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let choice = ask(&stand_in, "architect").await;
    let choices = pressable(&choice).into_iter().filter(|(_, value)| value.is_some());
    let (menu, value) =
        choices.clone().find(|(_, value)| value.as_ref().unwrap().ends_with(":infra-architect")).unwrap();
    let chosen = stand_in.press("ada", choice.id, &menu, &[&value.unwrap()]).await.unwrap();
    assert!(chosen.text().contains("What comes after Infrastructure architect?"), "{}", chosen.text());
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_of_a_message_belong_to_whom_it_answers() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let question = stand_in.say("ada", Setting::Server, &format!("<@{}> helpdesk", stand_in.bot())).unwrap();
    let answer = stand_in.answer_to(&question, SOON).await.unwrap();
    assert!(press(&stand_in, "ben", &answer, "Show everything").await.is_private());
    assert_eq!(press(&stand_in, "ada", &answer, "Show everything").await.response.unwrap().kind, 7);
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_outlive_a_restart() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let asked = ask(&stand_in, "helpdesk").await;
    bot.end(&stand_in).await;
    let again = Start::on(&stand_in).ready(&stand_in).await;
    let next = press(&stand_in, "ada", &asked, "Next: System administrator").await;
    assert!(next.text().contains("What comes after System administrator?"), "{}", next.text());
    again.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_for_what_is_gone_is_answered() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let asked = ask(&stand_in, "helpdesk").await;
    bot.end(&stand_in).await;
    let other = knowledge_of("[[role]]\nid = \"nurse\"\nname = \"Nurse\"\n");
    let again = Start::on(&stand_in).knowledge(other.path()).ready(&stand_in).await;
    let gone = press(&stand_in, "ada", &asked, "Next: System administrator").await;
    assert!(gone.text().contains("sysadmin") && gone.text().contains("/tracks"), "{}", gone.text());
    again.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_line_can_be_opened() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let asked = ask(&stand_in, "it manager").await;
    let choices = pressable(&asked).into_iter().filter(|(_, value)| value.is_some());
    let (menu, value) =
        choices.clone().find(|(_, value)| value.as_ref().unwrap().ends_with("infra-architect")).unwrap();
    let opened = stand_in.press("ada", asked.id, &menu, &[&value.unwrap()]).await.unwrap();
    for said in ["Michael Platt", "Beth Patton", "Each picks up where the other leaves off", "August 2005"] {
        assert!(opened.text().contains(said), "{said}: {}", opened.text());
    }
    bot.end(&stand_in).await;
}
