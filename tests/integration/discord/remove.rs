//! The button that removes a public answer.

use fake_discord::{FakeDiscord, Message, Venue};
use serde_json::json;

use super::{SOON, Start, start_discord};

const REMOVE: &str = "Remove";

async fn is_deleted(discord: &FakeDiscord, message: &Message) -> bool {
    discord.wait_for(SOON, |discord| discord.message(message.id).filter(|message| message.deleted)).await.is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_asker_and_moderators_remove_an_answer_and_others_do_not() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let mention = format!("<@{}> what comes after helpdesk?", discord.bot_id());
    for remover in ["ada", "mo"] {
        let question = discord.send_message("ada", Venue::Guild, &mention).unwrap();
        let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
        let command = discord.use_command("ada", Venue::Guild, "next", json!({ "role": "helpdesk" })).await.unwrap();
        for answer in [answer, command.message.unwrap()] {
            let remove = answer.button(REMOVE).unwrap();
            let refused = discord.press_button("ben", answer.id, &remove).await.unwrap();
            assert!(refused.is_ephemeral(), "others are told privately: {}", refused.text());
            assert!(refused.text().contains("Only the person who asked can remove this answer"), "{}", refused.text());
            assert!(!discord.message(answer.id).unwrap().deleted, "ben asked nothing");
            discord.press_button(remover, answer.id, &remove).await.unwrap();
            assert!(is_deleted(&discord, &answer).await, "{remover} may remove it");
        }
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stays_with_the_asker_when_the_question_is_gone_and_the_page_turned() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let mention = format!("<@{}> what comes after helpdesk?", discord.bot_id());
    let question = discord.send_message("ada", Venue::Guild, &mention).unwrap();
    let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
    let other = answer.components().into_iter().find(|one| one["type"] == 2 && one["label"] != REMOVE).unwrap().clone();
    let turned = discord.press_button("ada", answer.id, other["custom_id"].as_str().unwrap()).await.unwrap();
    let turned = turned.message.unwrap();
    assert_eq!(turned.id, answer.id);
    discord.delete_message("ada", question.id).unwrap();
    discord.press_button("ada", answer.id, &turned.button(REMOVE).unwrap()).await.unwrap();
    assert!(is_deleted(&discord, &answer).await);
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn public_answers_alone_have_it_and_five_buttons_at_most() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let buttons = |message: &Message| message.components().iter().filter(|one| one["type"] == 2).count();
    for role in ["helpdesk", "sysadmin", "architect", "ciso"] {
        let public = discord.use_command("ada", Venue::Guild, "next", json!({ "role": role })).await.unwrap();
        if !public.is_ephemeral() {
            let message = public.message.unwrap();
            assert!(message.button(REMOVE).is_some(), "{role}: {}", message.text());
            assert!(buttons(&message) <= 5, "{role}: {}", message.text());
        }
        let options = json!({ "role": role, "private": true });
        let private = discord.use_command("ada", Venue::Guild, "next", options).await.unwrap().message.unwrap();
        assert!(private.button(REMOVE).is_none(), "{role}: Discord itself lets people dismiss it");
    }
    bot.end(&discord).await;
}
