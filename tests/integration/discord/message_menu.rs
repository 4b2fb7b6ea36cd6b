//! "What comes next?" in the menu of a message.

use fake_discord::Venue;

use super::{Start, start_discord};

const MENU: &str = "What comes next?";

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_answers_privately_about_the_roles_in_a_message() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let cases = [
        ("I have been on the helpdesk for two years, any ideas?", "What comes after Helpdesk?"),
        ("is it better to be a DBA or a network engineer?", "Database administrator"),
        ("anybody up for lunch?", "I don't know"),
        ("", "Ask me what comes after a role"),
    ];
    for (said, expected) in cases {
        let message = discord.send_message("ben", Venue::Guild, said).unwrap();
        let asked = discord.use_message_command("ada", MENU, message.id).await.unwrap();
        assert!(asked.text().contains(expected), "{said:?}: {}", asked.text());
        assert!(asked.is_ephemeral(), "{said:?}: its author asked for nothing");
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_works_in_direct_messages() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let message = discord.send_message("ada", Venue::DirectMessage, "what about the helpdesk?").unwrap();
    let asked = discord.use_message_command("ada", MENU, message.id).await.unwrap();
    assert!(asked.text().contains("What comes after Helpdesk?"), "{}", asked.text());
    bot.end(&discord).await;
}
