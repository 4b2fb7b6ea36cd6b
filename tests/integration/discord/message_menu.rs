//! "What comes next?" in the menu of a message.

use fake_discord::Setting;

use super::{Start, stand_in};

const MENU: &str = "What comes next?";

#[tokio::test(flavor = "multi_thread")]
async fn the_roles_of_a_message_are_answered_to_whoever_asks() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let cases = [
        ("I have been on the helpdesk for two years, any ideas?", "What comes after Helpdesk?"),
        ("is it better to be a DBA or a network engineer?", "Which one?"),
        ("anybody up for lunch?", "Nothing here is near"),
        ("", "You can ask"),
    ];
    for (said, expected) in cases {
        let message = stand_in.say("ben", Setting::Server, said).unwrap();
        let asked = stand_in.use_on_message("ada", MENU, message.id).await.unwrap();
        assert!(asked.text().contains(expected), "{said:?}: {}", asked.text());
        assert!(asked.is_private(), "{said:?}: its author asked for nothing");
    }
    bot.end(&stand_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_there_in_direct_messages_too() {
    let stand_in = stand_in().await;
    let bot = Start::on(&stand_in).ready(&stand_in).await;
    let message = stand_in.say("ada", Setting::DirectMessage, "what about the helpdesk?").unwrap();
    let asked = stand_in.use_on_message("ada", MENU, message.id).await.unwrap();
    assert!(asked.text().contains("What comes after Helpdesk?"), "{}", asked.text());
    bot.end(&stand_in).await;
}
