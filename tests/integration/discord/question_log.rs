//! One line of the log for each question: what an operator needs, and nothing of what people wrote.

use fake_discord::{Fault, Venue};
use serde_json::{Value, json};

use super::{SOON, Start, start_discord};

/// What somebody might type to make the log say something else.
const FORGED: &str = "zzqx\n2026-11-27T00:00:00.000000Z ERROR nextrole: forged\u{1b}[2K\u{2028}zzqx";

#[tokio::test(flavor = "multi_thread")]
async fn each_question_has_a_line_without_its_words() {
    let discord = start_discord().await;
    // An empty variable counts as unset.
    let start = Start::on(&discord).with("NEXTROLE_LOG_FORMAT", "json").with("NEXTROLE_LISTEN", "");
    let bot = start.ready(&discord).await;
    let next = |role: &str| json!({"role": role});
    discord.use_command("ada", Venue::Guild, "next", next("helpdesk")).await.unwrap();
    discord.use_command("ada", Venue::Guild, "next", next("2nd line suport")).await.unwrap();
    discord.use_command("ada", Venue::Guild, "define", json!({"term": "architect"})).await.unwrap();
    discord.use_command("ada", Venue::Guild, "next", next("architect")).await.unwrap();
    // What arrives with every letter is no line at this level.
    discord.autocomplete("ada", Venue::Guild, "next", next("help"), "role").await.unwrap();
    discord.use_command("ada", Venue::DirectMessage, "next", next(FORGED)).await.unwrap();
    let question = discord.send_message("ada", Venue::DirectMessage, FORGED).unwrap();
    assert!(discord.wait_for_reply(&question, SOON).await.is_some(), "{}", bot.output());
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");

    let events: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let asked: Vec<&Value> = events.iter().filter(|event| event["target"] == "nextrole::questions").collect();
    let shown: Vec<String> = asked
        .iter()
        .map(|event| {
            format!(
                "{} {} on shard {}, in a server: {}",
                event["command"],
                event["verdict"],
                event["shard"],
                event["server"].is_string()
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            r#""next" "exact" on shard 0, in a server: true"#,
            r#""next" "confident" on shard 0, in a server: true"#,
            r#""define" "exact" on shard 0, in a server: true"#,
            r#""next" "ambiguous" on shard 0, in a server: true"#,
            r#""next" "none" on shard 0, in a server: false"#,
            r#""message" "none" on shard 0, in a server: false"#,
        ]
    );
    for event in asked {
        assert!(event["ms"].as_f64().is_some_and(|ms| (0.0..60_000.0).contains(&ms)), "{event}");
        let keys: Vec<&str> = event.as_object().unwrap().keys().map(String::as_str).collect();
        let known = ["command", "level", "message", "ms", "server", "shard", "target", "timestamp", "verdict"];
        assert!(keys.iter().all(|key| known.contains(key)), "{event}");
    }
    for words in ["zzqx", "forged", "suport", "ada"] {
        assert!(!output.contains(words), "{words}: {output}");
    }
}

/// At the most detailed level, what people write may be logged; it still makes no line of its own.
#[tokio::test(flavor = "multi_thread")]
async fn what_people_write_forges_no_line_at_any_level() {
    for level in ["info", "trace,serenity=trace"] {
        let discord = start_discord().await;
        let bot = Start::on(&discord).with("NEXTROLE_LOG", level).ready(&discord).await;
        // Refused with the text in the reason, which is the worst place for it.
        discord.fail_next("/callback", Fault::Status(403), 1);
        discord.use_command("ada", Venue::Guild, "next", json!({"role": FORGED})).await.unwrap();
        let question = discord.send_message("ada", Venue::DirectMessage, FORGED).unwrap();
        assert!(discord.wait_for_reply(&question, SOON).await.is_some(), "{}", bot.output());
        let (status, output) = bot.stop().await;
        assert_eq!(status.code(), Some(0), "{output}");
        for line in output.lines() {
            let is_event = line.starts_with("20") && line.contains("Z  ") || line.contains("Z ERROR nextrole::");
            assert!(is_event || line.starts_with("    "), "{level}: {line:?}");
            assert!(!line.contains('\u{1b}') && !line.contains('\u{2028}'), "{level}: {line:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_names_the_place_and_the_missing_permission() {
    let discord = start_discord().await;
    let bot = Start::on(&discord).ready(&discord).await;
    let mention = format!("<@{}> helpdesk", discord.bot_id());
    discord.send_message("ada", Venue::Channel("announcements"), &mention).unwrap();
    bot.writes("a question was not answered").await;
    let output = bot.output();
    let line = output.lines().find(|line| line.contains("a question was not answered")).unwrap();
    for part in ["ERROR", "command=\"message\"", "shard=0", "server=", "channel=", "permission"] {
        assert!(line.contains(part), "{part}: {line}");
    }
    let (status, _) = bot.stop().await;
    assert_eq!(status.code(), Some(0));
}
