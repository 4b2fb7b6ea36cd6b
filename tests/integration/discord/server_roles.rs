//! Roles of the server: the asker's own, and those that are mentioned.

use std::time::{Duration, Instant};

use fake_discord::{Outcome, Setting, StandIn};
use serde_json::json;

use super::{SOON, Start, stand_in};

async fn next(stand_in: &StandIn, who: &str, setting: Setting) -> Outcome {
    stand_in.use_command(who, setting, "next", json!({})).await.unwrap()
}

/// Waits until the bot has heard of the server, or of a change.
async fn until_next_says(stand_in: &StandIn, who: &str, expected: &str) {
    let deadline = Instant::now() + SOON;
    loop {
        let said = next(stand_in, who, Setting::Server).await.text();
        if said.contains(expected) {
            return;
        }
        assert!(Instant::now() < deadline, "never said {expected:?}: {said}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn next_without_a_role_takes_the_asker_s_own() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    until_next_says(&stand_in, "ada", "What comes after Helpdesk?").await;
    let helpdesk = next(&stand_in, "ada", Setting::Server).await;
    assert!(helpdesk.text().contains("What comes after Helpdesk?"), "{}", helpdesk.text());
    assert!(helpdesk.text().contains("Read “Helpdesk” as"), "says where it comes from: {}", helpdesk.text());
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_such_role_is_asked_for_one() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let without = [
        ("ben", Setting::Server),
        ("mo", Setting::Server),
        ("ada", Setting::DirectMessage),
        ("ada", Setting::ForeignServer),
        ("ada", Setting::GroupMessage),
    ];
    for (who, setting) in without {
        let asked = next(&stand_in, who, setting).await;
        assert!(asked.text().contains("Name a role"), "{who} {setting:?}: {}", asked.text());
        assert!(asked.is_private(), "{who} {setting:?}");
    }
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_two_is_asked_which() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let role = stand_in.add_role("IT manager");
    assert!(stand_in.set_role("ada", role, true));
    until_next_says(&stand_in, "ada", "Which one?").await;
    let asked = next(&stand_in, "ada", Setting::Server).await.message.unwrap();
    let button = asked.button("IT manager").unwrap();
    let chosen = stand_in.press("ada", asked.id, &button, &[]).await.unwrap();
    assert!(chosen.text().contains("What comes after IT manager?"), "{}", chosen.text());
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_the_server_are_taken_up() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let role = stand_in.add_role("Quiz team");
    assert!(stand_in.set_role("ben", role, true));
    until_next_says(&stand_in, "ben", "Name a role").await;
    assert!(stand_in.rename_role(role, "Sysadmins"));
    until_next_says(&stand_in, "ben", "What comes after System administrator?").await;
    assert!(stand_in.remove_role(role));
    until_next_says(&stand_in, "ben", "Name a role").await;
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_the_bot_has_left_is_forgotten() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    until_next_says(&stand_in, "ada", "What comes after Helpdesk?").await;
    stand_in.put_out();
    until_next_says(&stand_in, "ada", "Name a role").await;
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_an_outage_is_not_forgotten() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    until_next_says(&stand_in, "ada", "What comes after Helpdesk?").await;
    stand_in.have_outage();
    // It is not told when that was taken in; what comes after it is.
    next(&stand_in, "ada", Setting::Server).await;
    let role = stand_in.add_role("IT manager");
    assert!(stand_in.set_role("ada", role, true));
    until_next_says(&stand_in, "ada", "Which one?").await;
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mentioned_role_is_read_by_its_name() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    until_next_says(&stand_in, "ada", "What comes after Helpdesk?").await;
    let role = stand_in.role("Helpdesk").unwrap();
    let question = format!("<@{}> what comes after <@&{role}>?", stand_in.bot());
    let question = stand_in.say("mo", Setting::Server, &question).unwrap();
    let answer = stand_in.answer_to(&question, SOON).await.unwrap();
    assert!(answer.text().contains("What comes after Helpdesk?"), "{}", answer.text());
    assert!(answer.pinged.roles.is_empty());
    let option = json!({"role": format!("<@&{role}>")});
    let asked = stand_in.use_command("mo", Setting::Server, "next", option).await.unwrap();
    assert!(asked.text().contains("What comes after Helpdesk?"), "{}", asked.text());
    bot.end(&stand_in).await;
}
