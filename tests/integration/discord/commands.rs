//! Slash commands and their autocomplete.

use fake_discord::Venue;
use serde_json::json;

use super::{Start, start_discord, without_budget};

const EVERYWHERE: [Venue; 4] = [Venue::Guild, Venue::DirectMessage, Venue::ForeignGuild, Venue::GroupDm];

#[tokio::test(flavor = "multi_thread")]
async fn every_command_answers_everywhere() {
    let discord = start_discord().await;
    let config = without_budget();
    let bot = Start::on(&discord).config(config.path()).ready(&discord).await;
    let questions = [
        ("next", json!({"role": "helpdesk"}), "Second-line support"),
        ("next", json!({"role": "2nd line suport"}), "System engineer"),
        ("define", json!({"term": "architect"}), "hundreds of meanings"),
        ("path", json!({"from": "helpdesk", "to": "infra architect"}), "System engineer → Infrastructure architect"),
        ("compare", json!({"a": "it manager", "b": "infra-architect"}), "Beth Patton"),
        ("about", json!({}), "licensed information"),
        ("tracks", json!({}), "None of them is a rule"),
        ("tracks", json!({"track": "technical"}), "Deployment"),
    ];
    for venue in EVERYWHERE {
        for (command, options, expected) in &questions {
            let outcome = discord.use_command("ada", venue, command, options.clone()).await.unwrap();
            assert!(outcome.text().contains(expected), "{venue:?} /{command} {options}: {}", outcome.text());
            assert!(!outcome.is_ephemeral(), "{venue:?} /{command} {options}");
            assert_eq!(outcome.response.unwrap().kind, 4, "answered at once");
        }
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_shows_how_the_name_was_read() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let asked = json!({"role": "2nd line suport"});
    let outcome = discord.use_command("ada", Venue::Guild, "next", asked).await.unwrap();
    assert!(outcome.text().contains("2nd line suport") && outcome.text().contains("Second-line support"));
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_can_be_private() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    for (private, expected) in [(json!(true), true), (json!(false), false)] {
        let options = json!({"role": "helpdesk", "private": private});
        let outcome = discord.use_command("ada", Venue::Guild, "next", options).await.unwrap();
        assert_eq!(outcome.is_ephemeral(), expected);
    }
    bot.end(&discord).await;
}

/// What was answered before is answered again, and only as it was asked for now.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_question_again_gets_the_same_answer() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let ask = |who: &'static str, role: &str, private: bool| {
        let options = json!({"role": role, "private": private});
        let discord = &discord;
        async move { discord.use_command(who, Venue::Guild, "next", options).await.unwrap() }
    };
    let first = ask("ada", "helpdesk", true).await;
    assert!(first.is_ephemeral() && first.text().contains("What comes after helpdesk?"), "{}", first.text());
    let again = ask("ben", "helpdesk", true).await;
    assert_eq!(again.response.unwrap().body, first.response.unwrap().body);
    let public = ask("ben", "helpdesk", false).await;
    assert!(!public.is_ephemeral() && public.message.unwrap().button("Share with the channel").is_none());
    let other = ask("ada", "ops", true).await;
    assert!(!other.text().contains("What comes after helpdesk?"), "{}", other.text());
    for typed in ["helpdsek", "hlepdesk"] {
        let read = ask("ada", typed, true).await.text();
        assert!(read.contains(typed) && read.contains("What comes after helpdesk?"), "{read}");
    }
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_private_if_configured() {
    let discord = start_discord().await;
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("nextrole.toml");
    std::fs::write(&config, "[answers]\nprivate = true\n").unwrap();
    let bot = Start::on(&discord).config(&config).ready(&discord).await;
    let ask = |options| discord.use_command("ada", Venue::Guild, "next", options);
    assert!(ask(json!({"role": "helpdesk"})).await.unwrap().is_ephemeral());
    assert!(!ask(json!({"role": "helpdesk", "private": false})).await.unwrap().is_ephemeral());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_back_are_private() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let ask = |role: &str| discord.use_command("ada", Venue::Guild, "next", json!({"role": role}));
    let ambiguous = ask("architect").await.unwrap();
    assert!(ambiguous.is_ephemeral());
    let message = ambiguous.message.unwrap();
    let menu = message.components().into_iter().find(|component| component["options"].is_array()).unwrap();
    for role in ["Infrastructure architect", "Solutions architect", "Strategic consultant"] {
        let is_it = |choice: &serde_json::Value| choice["label"] == role;
        assert!(menu["options"].as_array().unwrap().iter().any(is_it), "no choice of {role}: {}", message.text());
    }
    let nothing = ask("xyzzy plugh").await.unwrap();
    assert!(nothing.is_ephemeral());
    assert!(nothing.text().contains("xyzzy plugh") && nothing.text().contains("/tracks"), "{}", nothing.text());
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn options_autocomplete() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    struct Case {
        command: &'static str,
        option: &'static str,
        typed: &'static str,
        first: &'static str,
    }
    let cases = [
        Case { command: "next", option: "role", typed: "", first: "Helpdesk" },
        Case { command: "next", option: "role", typed: "hel", first: "Helpdesk" },
        Case { command: "next", option: "role", typed: "2nd line suport", first: "Second-line support" },
        Case { command: "next", option: "role", typed: "service d", first: "Service desk manager" },
        Case { command: "path", option: "to", typed: "infrastructure a", first: "Infrastructure architect" },
        Case { command: "compare", option: "a", typed: "it man", first: "IT manager" },
        Case { command: "define", option: "term", typed: "archi", first: "Architect" },
        Case { command: "tracks", option: "track", typed: "technical tr", first: "Technical track" },
        Case { command: "tracks", option: "track", typed: "management tr", first: "Management track" },
    ];
    for Case { command, option, typed, first } in cases {
        let options = json!({ option: typed });
        let outcome = discord.autocomplete("ada", Venue::Guild, command, options, option).await.unwrap();
        let choices = outcome.choices();
        let names: Vec<&str> = choices.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.first(), Some(&first), "/{command} {typed:?}: {names:?}");
        assert!(choices.len() <= 25);
        // What is chosen is what is answered.
        let mut chosen = json!({ option: choices[0].1 });
        match command {
            "path" => chosen["from"] = json!("helpdesk"),
            "compare" => chosen["b"] = json!("ops"),
            _ => {}
        }
        let answer = discord.use_command("ada", Venue::Guild, command, chosen).await.unwrap();
        assert!(!answer.is_ephemeral(), "/{command} {:?} is not answered: {}", choices[0], answer.text());
    }
    let nonsense = json!({"role": "%%%"});
    let outcome = discord.autocomplete("ada", Venue::Guild, "next", nonsense, "role").await.unwrap();
    assert!(outcome.response.is_some(), "an empty list is an answer too");
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn user_text_is_escaped() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let hostile = [
        "@everyone <@1> `code` **bold** ||x|| [a](https://example.org)",
        "\u{202e}\u{0}\u{7}",
        "é".repeat(3000).as_str(),
    ]
    .map(str::to_owned);
    for typed in hostile {
        let outcome = discord.use_command("ada", Venue::Guild, "next", json!({"role": typed})).await.unwrap();
        let message = outcome.message.unwrap();
        assert!(message.pinged.users.is_empty() && !message.pinged.everyone, "{}", message.text());
        assert!(!message.text().contains("@everyone"), "{}", message.text());
        assert!(!message.text().contains("**bold**"), "{}", message.text());
    }
    bot.end(&discord).await;
}
