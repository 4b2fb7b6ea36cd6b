//! Roles of the server: the asker's own, and those that are mentioned.

use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, Outcome, Venue};
use serde_json::json;

use super::{SOON, Start, start_discord};

async fn next(discord: &FakeDiscord, who: &str, venue: Venue) -> Outcome {
    discord.use_command(who, venue, "next", json!({})).await.unwrap()
}

/// Waits until the bot has heard of the server, or of a change.
async fn until_next_says(discord: &FakeDiscord, who: &str, expected: &str) {
    let deadline = Instant::now() + SOON;
    loop {
        let said = next(discord, who, Venue::Guild).await.text();
        if said.contains(expected) {
            return;
        }
        assert!(Instant::now() < deadline, "never said {expected:?}: {said}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn next_without_a_role_uses_the_server_roles_of_the_user() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    until_next_says(&discord, "ada", "What comes after helpdesk?").await;
    let helpdesk = next(&discord, "ada", Venue::Guild).await;
    assert!(helpdesk.text().contains("What comes after helpdesk?"), "{}", helpdesk.text());
    assert!(helpdesk.text().contains("I read “Helpdesk” as"), "says where it comes from: {}", helpdesk.text());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_without_a_job_role_is_asked_for_one() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let without = [
        ("ben", Venue::Guild),
        ("mo", Venue::Guild),
        ("ada", Venue::DirectMessage),
        ("ada", Venue::ForeignGuild),
        ("ada", Venue::GroupDm),
    ];
    for (who, venue) in without {
        let asked = next(&discord, who, venue).await;
        assert!(asked.text().contains("Name a role"), "{who} {venue:?}: {}", asked.text());
        assert!(asked.is_ephemeral(), "{who} {venue:?}");
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_with_two_job_roles_is_asked_which() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let role = discord.add_role("IT manager");
    assert!(discord.set_role("ada", role, true));
    until_next_says(&discord, "ada", "Which one?").await;
    let asked = next(&discord, "ada", Venue::Guild).await.message.unwrap();
    let button = asked.button("IT manager").unwrap();
    let chosen = discord.press_button("ada", asked.id, &button).await.unwrap();
    assert!(chosen.text().contains("What comes after IT manager?"), "{}", chosen.text());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_server_roles_are_used() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let role = discord.add_role("Quiz team");
    assert!(discord.set_role("ben", role, true));
    until_next_says(&discord, "ben", "Name a role").await;
    assert!(discord.rename_role(role, "Sysadmins"));
    until_next_says(&discord, "ben", "What comes after system administrator?").await;
    assert!(discord.remove_role(role));
    until_next_says(&discord, "ben", "Name a role").await;
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_removed_the_bot_is_forgotten() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    until_next_says(&discord, "ada", "What comes after helpdesk?").await;
    discord.remove_from_guild();
    until_next_says(&discord, "ada", "Name a role").await;
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_an_outage_is_not_forgotten() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    until_next_says(&discord, "ada", "What comes after helpdesk?").await;
    discord.guild_unavailable();
    // It is not told when that was taken in; what comes after it is.
    next(&discord, "ada", Venue::Guild).await;
    let role = discord.add_role("IT manager");
    assert!(discord.set_role("ada", role, true));
    until_next_says(&discord, "ada", "Which one?").await;
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_mention_is_read_as_its_name() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    until_next_says(&discord, "ada", "What comes after helpdesk?").await;
    let role = discord.role_id("Helpdesk").unwrap();
    let question = format!("<@{}> what comes after <@&{role}>?", discord.bot_id());
    let question = discord.send_message("mo", Venue::Guild, &question).unwrap();
    let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
    assert!(answer.text().contains("What comes after helpdesk?"), "{}", answer.text());
    assert!(answer.pinged.roles.is_empty());
    let option = json!({"role": format!("<@&{role}>")});
    let asked = discord.use_command("mo", Venue::Guild, "next", option).await.unwrap();
    assert!(asked.text().contains("What comes after helpdesk?"), "{}", asked.text());
    bot.end(&discord).await;
}

/// The way from the asker's own job, in short; nobody else's answer has it.
#[tokio::test(flavor = "multi_thread")]
async fn become_starts_at_the_server_role_of_the_asker() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    until_next_says(&discord, "ada", "What comes after helpdesk?").await;
    let own = "From helpdesk, your role on this server:** System administrator → Site reliability engineer (2 steps)";
    let ask = async |who: &str, venue| discord.use_command(who, venue, "become", json!({"role": "sre"})).await.unwrap();
    let asked = ask("ada", Venue::Guild).await;
    assert!(asked.text().contains(own), "{}", asked.text());
    let message = asked.message.unwrap();
    let more = discord.press_button("ada", message.id, &message.button("More").unwrap()).await.unwrap();
    assert!(more.text().contains(own), "{}", more.text());
    let message = more.message.unwrap();
    let button = message.button("Route from helpdesk").unwrap();
    let path = discord.press_button("ada", message.id, &button).await.unwrap();
    assert!(path.text().contains("From helpdesk to site reliability engineer"), "{}", path.text());

    let question = format!("<@{}> how do I become an SRE?", discord.bot_id());
    let question = discord.send_message("ada", Venue::Guild, &question).unwrap();
    let answer = discord.wait_for_reply(&question, SOON).await.unwrap();
    assert!(answer.text().contains(own), "in words too: {}", answer.text());

    for (who, venue) in [("ben", Venue::Guild), ("ada", Venue::DirectMessage)] {
        let other = ask(who, venue).await;
        assert!(other.text().contains("How do people become a site reliability engineer?"), "{}", other.text());
        assert!(!other.text().contains("your role"), "{who} {venue:?}: {}", other.text());
    }
    let own_goal = discord.use_command("ada", Venue::Guild, "become", json!({"role": "helpdesk"})).await.unwrap();
    assert!(!own_goal.text().contains("your role"), "nobody has to become what they are: {}", own_goal.text());
    bot.end(&discord).await;
}
