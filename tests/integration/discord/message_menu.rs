//! "What comes next?" in the menu of a message.

use fake_discord::Venue;
use serde_json::json;

use super::{Start, start_discord};

const MENU: &str = "What comes next?";

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_answers_privately_about_the_roles_in_a_message() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let cases = [
        ("I have been on the helpdesk for two years, any ideas?", "What comes after helpdesk?"),
        ("is it better to be a DBA or a network engineer?", "Database administrator"),
        ("anybody up for lunch?", "I only know roles"),
        ("", "No text in this message"),
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
    assert!(asked.text().contains("What comes after helpdesk?"), "{}", asked.text());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_reads_forwarded_messages_and_embeds() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let original = discord.send_message("ben", Venue::DirectMessage, "two years on the helpdesk. what next?").unwrap();
    let forwarded = discord.forward_message("ben", Venue::Guild, original.id).unwrap();
    let embed = json!({ "type": "article", "title": "Ask the community", "description": "I'm a sysadmin, what next?" });
    let linked = discord.send_embed("ben", Venue::Guild, embed).unwrap();
    let forwarded_link = discord.forward_message("ben", Venue::Guild, linked.id).unwrap();
    let picture =
        discord.send_embed("ben", Venue::Guild, json!({ "type": "image", "url": "https://example.com/a.png" }));
    let cases = [
        (forwarded, "What comes after helpdesk?"),
        (linked, "What comes after system administrator?"),
        (forwarded_link, "What comes after system administrator?"),
        (picture.unwrap(), "No text in this message"),
    ];
    for (message, expected) in cases {
        let asked = discord.use_message_command("ada", MENU, message.id).await.unwrap();
        assert!(asked.text().contains(expected), "{expected}: {}", asked.text());
        assert!(asked.is_ephemeral());
    }
    bot.end(&discord).await;
}
