//! Knowledge that is as large as it may be, and as hostile: every answer keeps Discord's limits, and nothing is lost.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use fake_discord::{FakeDiscord, Message, Venue};
use serde_json::json;

use super::{Start, knowledge_of, start_discord};

const TRACKS: usize = 25;

/// A name of 100 characters, most of which mean something to Discord, no two of them alike.
fn name(kind: &str, number: usize) -> String {
    let start = format!("{kind} {number:02} @everyone <@1> *_~`|[x](y) é ");
    start.chars().chain("é*_".chars().cycle()).take(100).collect()
}

fn long_text(number: usize) -> String {
    let start = format!("Text {number} begins. ");
    let end = format!(" Text {number} ends.");
    let middle = 4_000 - start.chars().count() - end.chars().count();
    start + &"é*_~ ".chars().cycle().take(middle).collect::<String>() + &end
}

fn maximal() -> String {
    let mut toml = String::from("[source]\nid = \"s\"\ntitle = \"A source\"\n[[person]]\nid = \"p\"\n");
    let _ = writeln!(toml, "name = '''{}'''", name("Person", 0));
    for number in 0..TRACKS {
        let _ = writeln!(toml, "[[role]]\nid = \"role-{number}\"\nname = '''{}'''", name("Role", number));
        let _ = writeln!(toml, "summary = '''{}'''", long_text(number));
    }
    let steps: Vec<String> = (0..TRACKS).map(|number| format!("\"role-{number}\"")).collect();
    for number in 0..TRACKS {
        let _ =
            writeln!(toml, "[[track]]\nid = \"track-{number}\"\nname = '''{}'''\nby = \"p\"", name("Track", number));
        let _ = writeln!(toml, "steps = [{}]\nsummary = '''{}'''", steps.join(", "), long_text(number));
        let _ = writeln!(toml, "[[viewpoint]]\nid = \"view-{number}\"\nby = \"p\"\nstance = \"adds\"");
        let _ = writeln!(toml, "about = [\"role-0\", \"track-0\"]\ntext = '''{}'''", long_text(number));
        let _ = writeln!(toml, "[[definition]]\nof = \"role-0\"\nby = \"p\"\ntext = '''{}'''", long_text(number));
    }
    for number in 2..TRACKS {
        let _ = writeln!(toml, "[[move]]\nfrom = \"role-0\"\nto = \"role-{number}\"\nkind = \"switch\"\nby = \"p\"");
        let _ = writeln!(toml, "note = '''{}'''", long_text(number));
    }
    let covers: Vec<String> = (0..TRACKS).map(|number| format!("\"role-{number}\"")).collect();
    let _ = writeln!(toml, "[[term]]\nid = \"everybody\"\nname = \"Everybody\"\ncovers = [{}]", covers.join(", "));
    toml
}

/// Turns all pages of an answer, and gives what stands on them.
async fn all_pages(discord: &FakeDiscord, first: Message) -> String {
    let mut message = first;
    let mut text = said(&message);
    let mut seen = BTreeSet::new();
    while let Some(more) = message.button("More ›") {
        assert!(seen.insert(more.clone()), "a circle of pages");
        message = discord.press_button("ada", message.id, &more).await.unwrap().message.unwrap();
        text.push_str(&said(&message));
    }
    text
}

/// What is said where Discord reads markdown: labels of buttons are shown as they are.
fn said(message: &Message) -> String {
    let embed = &message.json["embeds"][0];
    format!("{}\n{}\n", embed["title"].as_str().unwrap_or_default(), embed["description"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_largest_knowledge_stays_within_all_limits() {
    let discord = start_discord().await;
    let folder = knowledge_of(&maximal());
    let bot = Start::on(&discord).knowledge(folder.path()).ready(&discord).await;
    for (command, options) in [
        ("next", json!({"role": "role-0"})),
        ("next", json!({"role": "role-24"})),
        ("path", json!({"from": "role-0", "to": "role-24"})),
        ("path", json!({"from": "role-24", "to": "role-0"})),
        ("path", json!({"from": "everybody", "to": "everybody"})),
        ("compare", json!({"a": "role-0", "b": "role-24"})),
        ("compare", json!({"a": "q".repeat(6000), "b": "<@1>"})),
        ("about", json!({})),
        ("define", json!({"term": "role-0"})),
        ("tracks", json!({})),
        ("tracks", json!({"track": "track-0"})),
        ("next", json!({"role": "everybody"})),
        ("next", json!({"role": "q".repeat(6000)})),
    ] {
        let outcome = discord.use_command("ada", Venue::Guild, command, options.clone()).await.unwrap();
        let message = outcome.message.unwrap_or_else(|| panic!("/{command} {options}: {}", bot.output()));
        let text = all_pages(&discord, message.clone()).await;
        assert!(!text.contains("@everyone") && !text.contains("<@1>"), "/{command}: markup or mention");
        if let Some(everything) = message.button("More") {
            let full = discord.press_button("ada", message.id, &everything).await.unwrap().message.unwrap();
            let text = all_pages(&discord, full).await;
            if command == "next" && options["role"] == "role-0" {
                for number in 0..TRACKS {
                    assert!(text.contains(&format!("Text {number} begins")), "viewpoint {number} is lost");
                }
            }
        }
    }
    for typed in ["", "role", "Role 0"] {
        let options = json!({"role": typed});
        let outcome = discord.autocomplete("ada", Venue::Guild, "next", options, "role").await.unwrap();
        assert!(!outcome.choices().is_empty());
    }
    bot.end(&discord).await;
}
